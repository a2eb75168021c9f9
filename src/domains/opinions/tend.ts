import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { transact } from '../../platform/context.ts'
import { blindIndex } from '../../platform/crypto.ts'
import { recordsOf } from '../../platform/db/bulk.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { eachByItself } from '../../platform/each.ts'
import { lookAfter } from './dirty.ts'
import { emptyMatrix, type VoteMatrix } from './matrix.ts'
import { talliesOf } from './rules/figures.ts'
import { extremityOf, priorityOf } from './rules/priority.ts'
import type { Chance } from './rules/kept.ts'
import { fewestTogether } from './rules/limits.ts'
import { dueBy, publish, waitOf, type Memory } from './rules/publish.ts'

/** Looked at in one round; the rest waits for the next. */
const mostAtOnce = 50

/**
 * Job: looks again at every question on which something was said since the last round. Which statement comes next is weighed
 * anew each time; a map is published only when enough people did something (`dueBy`). Done twice it does nothing more.
 */
export async function tendOpinions(ctx: Context): Promise<void> {
  const due = await rows<{ id: string }>(
    ctx.db,
    sql`delete from opinion_dirty where question_id in
          (select question_id from opinion_dirty where since <= ${ctx.now().toISOString()} order by since limit ${mostAtOnce} for update skip locked)
        returning question_id as id`,
  )
  await eachByItself(due, async ({ id }) => {
    let again: Date | undefined = ctx.now()
    try {
      again = await lookAt(ctx, id)
    } finally {
      // Also when it went wrong: the next round tries again.
      if (again) await lookAfter(ctx, id, again)
    }
  })
}

interface Before {
  people: number
  made: Date
  memory: Kept | null
}

/** What is remembered with a map. */
interface Kept extends Memory {
  /** How many maps were made for which not enough people were new. */
  again: number
}

/** @returns when to look again, where enough was said for a map that has to wait yet. */
async function lookAt(ctx: Context, id: string): Promise<Date | undefined> {
  const question = await row<{ ends: Date; closed: boolean }>(
    ctx.db,
    sql`select ends, closed is not null or ends <= ${ctx.now().toISOString()}::timestamptz as closed from opinion_questions where id = ${id}`,
  )
  if (!question) return undefined
  const found = await row<Before>(
    ctx.db,
    sql`select people, made, memory from opinion_maps where question_id = ${id}`,
  )
  const before = found && { ...found, made: new Date(found.made) }
  const said = await readVotes(ctx, id)
  const came = said.news.filter(({ news }) => news === 'came').length
  const more = said.news.length - came
  const again = before?.memory?.again ?? 0
  const by = dueBy({
    // Of the last votes no tenth is asked any more, but still five people; and nothing more will come to wait for.
    before: question.closed ? 0 : (before?.people ?? 0),
    came,
    more,
    since: before && !question.closed ? ctx.now().getTime() - before.made.getTime() : Infinity,
    again,
  })
  if (by)
    await draw(ctx, id, { said, before, closed: question.closed, again: by === 'more' ? again + 1 : again })
  else await weigh(ctx, said)
  if (by || !before || came + more < fewestTogether) return undefined
  const waited = before.made.getTime() + waitOf(again)
  // Enough for five, and not for one in ten: with the next vote it is looked at again, and when the question ends.
  const next = Math.min(waited > ctx.now().getTime() ? waited : Infinity, new Date(question.ends).getTime())
  return new Date(next)
}

interface Said {
  ids: string[]
  extremities: number[]
  rejected: Set<number>
  matrix: VoteMatrix
  /** Whose votes are new since the last map. */
  news: { mark: string; news: 'came' | 'more' }[]
}

/** All votes of a question. People stand in the order of their marks, which is no order in which they came. */
async function readVotes(ctx: Context, id: string): Promise<Said> {
  const statements = await rows<{ id: string; state: string; extremity: number }>(
    ctx.db,
    sql`select id, state, extremity from opinion_statements where question_id = ${id} and state <> 'waiting' order by id`,
  )
  // Each vote as one small number, because there may be hundreds of thousands of them.
  const people = await rows<{ mark: string; news: 'fresh' | 'came' | 'more' | null; votes: string }>(
    ctx.db,
    sql`select t.mark, t.news, string_agg((s.place * 3 + v.vote + 1)::text, ' ') as votes
        from opinion_takers t join opinion_votes v on v.mark = t.mark and v.vote is not null
        join (select id, (n - 1)::int as place from unnest(${arrayOf(
          statements.map((each) => each.id),
          'uuid',
        )}) with ordinality as x (id, n)) s on s.id = v.statement_id
        where t.question_id = ${id} group by t.mark, t.news order by t.mark`,
  )
  const matrix = emptyMatrix(people.length, statements.length)
  people.forEach(({ votes }, p) => {
    for (const each of votes.split(' ')) {
      const vote = Number(each)
      matrix.votes[p * statements.length + Math.floor(vote / 3)] = (vote % 3) - 1
    }
  })
  return {
    ids: statements.map((each) => each.id),
    extremities: statements.map(({ extremity }) => extremity),
    rejected: new Set(statements.flatMap(({ state }, s) => (state === 'open' ? [] : [s]))),
    matrix,
    news: people.flatMap(({ mark, news }) => (news === 'came' || news === 'more' ? [{ mark, news }] : [])),
  }
}

/** Weighs anew which statement is to come next. */
async function weigh(ctx: Context, { ids, extremities, matrix }: Said): Promise<void> {
  const tallies = talliesOf(
    matrix,
    Array.from({ length: matrix.people }, (_, p) => p),
  )
  const weighed = ids.map((id, s) => {
    const { seen, agree, disagree } = tallies[s]!
    const extremity = extremities[s]!
    return { id, extremity, priority: priorityOf({ seen, agree, pass: seen - agree - disagree, extremity }) }
  })
  const records = recordsOf({ id: 'uuid', priority: 'float8', extremity: 'float8' }, weighed)
  await ctx.db.execute(
    sql`update opinion_statements s set priority = r.priority, extremity = r.extremity from ${records}
        where s.id = r.id and (s.priority, s.extremity) is distinct from (r.priority, r.extremity)`,
  )
}

interface Drawn {
  said: Said
  before: Before | undefined
  closed: boolean
  again: number
}

async function draw(ctx: Context, id: string, { said, before, closed, again }: Drawn): Promise<void> {
  const { published, map, memory } = publish(said.matrix, {
    ...said,
    asked: await askedOf(ctx, id, said.ids),
    memory: before?.memory?.figures && before.memory,
    chance: chanceOf(ctx, id),
    closed,
  })
  const kept: Kept = { ...memory, again }
  await weigh(ctx, map ? { ...said, extremities: said.ids.map((_, s) => extremityOf(map, s)) } : said)
  const now = ctx.now().toISOString()
  await transact(ctx, async (ctx) => {
    // Two at the same moment: the second one finds that there is a newer map, and leaves it.
    const made = await row(
      ctx.db,
      sql`insert into opinion_maps as m (question_id, made, published, people, memory)
          values (${id}, ${now}, ${JSON.stringify(published)}::jsonb, ${said.matrix.people},
            ${JSON.stringify(kept)}::jsonb)
          on conflict (question_id) do update set made = excluded.made, published = excluded.published,
            people = excluded.people, memory = excluded.memory
          where m.made is not distinct from ${before?.made.toISOString() ?? null}::timestamptz returning m.question_id`,
    )
    if (!made) return
    await ctx.db.execute(
      sql`update opinion_takers set news = null where mark = any(${arrayOf(
        said.news.map(({ mark }) => mark),
        'uuid',
      )})`,
    )
    if (published.groups.length > 1)
      await ctx.db.execute(
        sql`update opinion_questions set mapped = ${now} where id = ${id} and mapped is null`,
      )
  })
}

/** How many people ever answered each statement, also those who took it back: nobody is new to it twice. */
async function askedOf(ctx: Context, id: string, ids: readonly string[]): Promise<number[]> {
  const found = await rows<{ id: string; asked: number }>(
    ctx.db,
    sql`select v.statement_id as id, count(*)::int as asked from opinion_statements s
        join opinion_votes v on v.statement_id = s.id where s.question_id = ${id} group by v.statement_id`,
  )
  const asked = new Map(found.map((each) => [each.id, each.asked]))
  return ids.map((each) => asked.get(each) ?? 0)
}

/** By what counts of this question are moved: nobody without the key of the house can foresee it. */
function chanceOf(ctx: Context, id: string): Chance {
  const key = ctx.services.keys.for('opinions:moved')
  return (words) => blindIndex(key, `${id} ${words}`).readUIntBE(0, 6) / 2 ** 48
}
