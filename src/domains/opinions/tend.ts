import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { transact } from '../../platform/context.ts'
import { blindIndex } from '../../platform/crypto.ts'
import { recordsOf } from '../../platform/db/bulk.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { eachByItself } from '../../platform/each.ts'
import type { GroupMemory } from './groups.ts'
import { emptyMatrix, type VoteMatrix } from './matrix.ts'
import { talliesOf } from './rules/figures.ts'
import { extremityOf, priorityOf } from './rules/priority.ts'
import { fewestTogether, isDue, publish, type Chance } from './rules/publish.ts'

/** Looked at in one round; the rest waits for the next. */
const mostAtOnce = 50

/**
 * Job: looks again at every question on which something was said since the last round. Which statement comes next is weighed
 * anew each time; a map is published only when enough people did something (`isDue`). Done twice it does nothing more.
 */
export async function tendOpinions(ctx: Context): Promise<void> {
  const due = await rows<{ id: string }>(
    ctx.db,
    sql`delete from opinion_dirty where question_id in
          (select question_id from opinion_dirty order by since limit ${mostAtOnce} for update skip locked)
        returning question_id as id`,
  )
  await eachByItself(due, async ({ id }) => {
    let waits = true
    try {
      waits = await lookAt(ctx, id)
    } finally {
      // Also when it went wrong: the next round tries again.
      if (waits) await lookAgain(ctx, id)
    }
  })
}

async function lookAgain(ctx: Context, id: string): Promise<void> {
  await ctx.db.execute(
    sql`insert into opinion_dirty (question_id, since)
        select id, ${ctx.now().toISOString()}::timestamptz from opinion_questions where id = ${id} on conflict do nothing`,
  )
}

interface Before {
  people: number
  made: Date
  memory: GroupMemory | null
}

/** @returns whether enough was said for a map that has to wait yet. */
async function lookAt(ctx: Context, id: string): Promise<boolean> {
  const question = await row<{ closed: boolean }>(
    ctx.db,
    sql`select closed is not null or ends <= ${ctx.now().toISOString()}::timestamptz as closed from opinion_questions where id = ${id}`,
  )
  if (!question) return false
  const found = await row<Before>(
    ctx.db,
    sql`select people, made, memory from opinion_maps where question_id = ${id}`,
  )
  const before = found && { ...found, made: new Date(found.made) }
  const said = await readVotes(ctx, id)
  const came = said.news.filter(({ news }) => news === 'came').length
  const more = said.news.length - came
  const due = isDue({
    // Of the last votes no tenth is asked any more, but still five people.
    before: question.closed ? 0 : (before?.people ?? 0),
    came,
    more,
    since: before ? ctx.now().getTime() - before.made.getTime() : Infinity,
  })
  if (due) await draw(ctx, id, said, before)
  else await weigh(ctx, said)
  return !due && came + more >= fewestTogether
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

async function draw(ctx: Context, id: string, said: Said, before: Before | undefined): Promise<void> {
  const { published, map } = publish(said.matrix, {
    ...said,
    memory: before?.memory ?? undefined,
    chance: chanceOf(ctx, id),
  })
  await weigh(ctx, map ? { ...said, extremities: said.ids.map((_, s) => extremityOf(map, s)) } : said)
  const now = ctx.now().toISOString()
  await transact(ctx, async (ctx) => {
    // Two at the same moment: the second one finds that there is a newer map, and leaves it.
    const made = await row(
      ctx.db,
      sql`insert into opinion_maps as m (question_id, made, published, people, memory)
          values (${id}, ${now}, ${JSON.stringify(published)}::jsonb, ${said.matrix.people},
            ${map?.memory ? JSON.stringify(map.memory) : null}::jsonb)
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

/** By what counts of this question are moved: nobody without the key of the house can foresee it. */
function chanceOf(ctx: Context, id: string): Chance {
  const key = ctx.services.keys.for('opinions:moved')
  return (words) => blindIndex(key, `${id} ${words}`).readUIntBE(0, 6) / 2 ** 48
}
