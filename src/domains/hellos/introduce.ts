import { sql } from 'drizzle-orm'
import { after, onTheWall } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { insertRows } from '../../platform/db/bulk.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { eachByItself } from '../../platform/each.ts'
import { newId } from '../../platform/ids.ts'
import { publishEach } from '../../platform/outbox.ts'
import { homesOf } from '../identity/index.ts'
import { tell } from '../residents/index.ts'
import { answerWithin, introduce, pairOf, type Known, type Participant } from './rules.ts'

/** The first day of the month that a moment lies in, by the clock on the wall: "2026-05-01". */
export function monthOf(moment: Date): string {
  return onTheWall(moment).toPlainDate().with({ day: 1 }).toString()
}

/** People of one area who are looked at together: this bounds the memory, not the area. */
const partOfArea = 1_000

/** Wishes and communities of one person that are looked at. */
const mostOfOne = 30

/**
 * Job, in the first week of each month: introduces everybody who takes part, one area after another. An area is done in
 * one transaction, once a month, whatever happens: one that was stopped half way starts anew, one that is done is left
 * alone, and what goes wrong in one does not keep the others waiting.
 * @returns nothing; a failure of any area is thrown at the end, so that the job is tried again.
 */
export async function introduceMonth(ctx: Context): Promise<void> {
  const month = monthOf(ctx.now())
  const related = await relatedConcepts(ctx)
  await eachByItself(await areasLeft(ctx, month), (areaId) =>
    transact(ctx, async (ctx) => {
      const begun = await row(
        ctx.db,
        sql`insert into hello_rounds (month, area_id, made) values (${month}::date, ${areaId}, ${ctx.now().toISOString()})
            on conflict do nothing returning area_id`,
      )
      if (begun) await introduceIn(ctx, month, areaId, related)
    }),
  )
}

/** Areas where somebody takes part and the month was not worked out yet: a hop to the next in the index for each. */
async function areasLeft(ctx: Context, month: string): Promise<number[]> {
  const found = await rows<{ id: number }>(
    ctx.db,
    sql`with recursive hops (id) as (
          (select area_id from hello_terms where ready order by area_id limit 1)
          union all
          select (select t.area_id from hello_terms t where t.ready and t.area_id > hops.id order by t.area_id limit 1)
          from hops where hops.id is not null)
        select id from hops where id is not null
          and not exists (select 1 from hello_rounds r where r.month = ${month}::date and r.area_id = hops.id)`,
  )
  return found.map(({ id }) => id)
}

/** Ambitions that go well together: related ones, and a narrower with its broader one. The taxonomy is small. */
async function relatedConcepts(ctx: Context): Promise<Known['related']> {
  const found = await rows<{ one: number; other: number }>(
    ctx.db,
    sql`select from_id as one, to_id as other from concept_relations where kind in ('related', 'broader')`,
  )
  const related = new Map<number, Set<number>>()
  const add = (one: number, other: number) => related.set(one, (related.get(one) ?? new Set()).add(other))
  for (const { one, other } of found) {
    add(one, other)
    add(other, one)
  }
  return related
}

async function introduceIn(
  ctx: Context,
  month: string,
  areaId: number,
  related: Known['related'],
): Promise<void> {
  let last: Found | undefined
  for (;;) {
    const part = await partAfter(ctx, areaId, last)
    if (part.length === 0) return
    const people = await participants(ctx, month, part)
    const apart = await whoStaysApart(
      ctx,
      month,
      people.map(({ id }) => id),
    )
    await write(ctx, month, introduce(people, { related, apart }))
    if (part.length < partOfArea) return
    last = part.at(-1)
  }
}

interface Found {
  id: string
  cell: string
}

/** The next who take part in an area, in the order of their cells. */
function partAfter(ctx: Context, areaId: number, last: Found | undefined): Promise<Found[]> {
  return rows<Found>(
    ctx.db,
    sql`select t.resident_id as id, t.cell::text as cell from hello_terms t
        where t.area_id = ${areaId} and t.ready
          ${last ? sql`and (t.cell, t.resident_id) > (${last.cell}::bigint, ${last.id}::uuid)` : sql``}
        order by t.cell, t.resident_id limit ${partOfArea}`,
  )
}

/** What the rule needs to know of them, each with one question for all: a table that fills meanwhile is not read for each. */
async function participants(ctx: Context, month: string, part: readonly Found[]): Promise<Participant[]> {
  const ids = part.map(({ id }) => id)
  const these = arrayOf(ids, 'uuid')
  const wishes = await rows<{ id: string; concept: number }>(
    ctx.db,
    sql`select w.resident_id as id, w.concept_id as concept from wishes w join concepts c on c.id = w.concept_id
        where w.resident_id = any(${these}) and w.ended is null and not c.sensitive order by w.since`,
  )
  const circles = await rows<{ id: string; circle: string }>(
    ctx.db,
    sql`select resident_id as id, community_id as circle from memberships
        where resident_id = any(${these}) and ended is null`,
  )
  // Who moved here this month may have been introduced where they lived.
  const before = await rows<{ id: string }>(
    ctx.db,
    sql`select resident_id as id from hello_people where resident_id = any(${these}) and month = ${month}::date`,
  )
  const [conceptsOf, circlesOf] = [Map.groupBy(wishes, ({ id }) => id), Map.groupBy(circles, ({ id }) => id)]
  const introduced = new Set(before.map(({ id }) => id))
  const homes = await homesOf(ctx, ids)
  return part
    .filter(({ id }) => !introduced.has(id))
    .map(({ id, cell }) => ({
      id,
      cell: cell === '0' ? null : cell,
      concepts: (conceptsOf.get(id) ?? []).slice(0, mostOfOne).map(({ concept }) => concept),
      circles: (circlesOf.get(id) ?? []).slice(0, mostOfOne).map(({ circle }) => circle),
      home: homes.get(id) ?? id,
    }))
}

/** Pairs among these who are not introduced: blocked either way, introduced within a year, or who met in person before. */
async function whoStaysApart(ctx: Context, month: string, ids: readonly string[]): Promise<Set<string>> {
  const these = arrayOf(ids, 'uuid')
  const pairs = await rows<{ one: string; other: string }>(
    ctx.db,
    sql`select blocker_id as one, blocked_id as other from blocks where blocker_id = any(${these}) and lifted is null
        union all
        select voucher_id, resident_id from vouches where voucher_id = any(${these}) and ended is null
        union all
        select t.resident_id, e.resident_id from exchange_turns t join exchanges e on e.id = t.ask_id
        where t.resident_id = any(${these}) and t.answer = 'yes'`,
  )
  // Two who were introduced both stand among these, with the same introduction.
  const met = await rows<{ id: string; hello: string }>(
    ctx.db,
    sql`select resident_id as id, hello_id as hello from hello_people
        where resident_id = any(${these}) and month > ${month}::date - interval '1 year'`,
  )
  const apart = new Set(pairs.map(({ one, other }) => pairOf(one, other)))
  for (const people of Map.groupBy(met, ({ hello }) => hello).values())
    for (const { id } of people) for (const other of people) apart.add(pairOf(id, other.id))
  return apart
}

async function write(ctx: Context, month: string, made: ReturnType<typeof introduce>): Promise<void> {
  if (made.length === 0) return
  const now = ctx.now()
  const hellos = made.map(({ people, conceptId }) => ({ id: newId(), people, conceptId }))
  await insertRows(
    ctx.db,
    'hellos',
    { id: 'uuid', month: 'date', concept_id: 'int', made: 'timestamptz', ends: 'timestamptz' },
    hellos.map(({ id, conceptId }) => ({
      id,
      month,
      concept_id: conceptId,
      made: now.toISOString(),
      ends: after(now, answerWithin).toISOString(),
    })),
  )
  await insertRows(
    ctx.db,
    'hello_people',
    { hello_id: 'uuid', resident_id: 'uuid', month: 'date' },
    hellos.flatMap(({ id, people }) =>
      people.map((resident) => ({ hello_id: id, resident_id: resident, month })),
    ),
  )
  await publishEach(
    ctx,
    'hello.made',
    hellos.map(({ id }) => ({ hello: id })),
  )
}

/** In one round of the job; the rest waits for the next. */
const portion = 500

/**
 * Job, each hour: closes introductions whose week is over. Who said yes hears that it did not work out, in the same words
 * whatever the reason; nobody hears of whom.
 */
export async function settleHellos(ctx: Context): Promise<void> {
  for (;;) {
    const settled = await transact(ctx, async (ctx) => {
      const over = await rows<{ id: string }>(
        ctx.db,
        sql`update hellos set settled = ${ctx.now().toISOString()}, how = 'over' where id in (
              select id from hellos where settled is null and ends <= ${ctx.now().toISOString()}::timestamptz
              order by ends limit ${portion} for update skip locked) returning id`,
      )
      const waited = await rows<{ hello: string; id: string }>(
        ctx.db,
        sql`select hello_id as hello, resident_id as id from hello_people
            where hello_id = any(${arrayOf(
              over.map(({ id }) => id),
              'uuid',
            )}) and answer = 'yes'`,
      )
      for (const [hello, people] of Map.groupBy(waited, (each) => each.hello))
        await tell(
          ctx,
          people.map(({ id }) => id),
          'hello.over',
          { hello },
        )
      return over.length
    })
    if (settled < portion) return
  }
}
