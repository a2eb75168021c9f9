import { sql } from 'drizzle-orm'
import { hour } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import type { ViewerContext } from '../../residents/index.ts'
import { lookAfter } from '../dirty.ts'
import { ownMark } from '../marks.ts'
import { questionById, requireAnswering } from '../question.ts'
import { voteOf, type Answer } from '../rules/limits.ts'

const answering: Limit = { name: 'answer-statement', max: 900, window: hour }

/**
 * The viewer says what they think of a statement, or thinks otherwise by now: their last answer counts. Nobody can tell from the
 * store who it was without the key of the house, nor when.
 * @throws NotFound for a statement that is not to be answered.
 */
export async function answerStatement(
  ctx: Context,
  questionId: string,
  statementId: string,
  answer: Answer,
): Promise<void> {
  const known = requireAnswering(ctx, await questionById(ctx, questionId))
  await limit(known, answering, known.viewer.id)
  if (!isId(statementId)) throw new NotFound()
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    requireAnswering(ctx, await questionById(ctx, questionId))
    const open = await row(
      ctx.db,
      sql`select 1 from opinion_statements where id = ${statementId} and question_id = ${questionId} and state = 'open'
          for key share`,
    )
    if (!open) throw new NotFound()
    const mark = await takePart(ctx, questionId)
    await vote(ctx, { questionId, statementId, mark, vote: voteOf[answer] })
  })
}

/** Gives the viewer a mark in this question when they have none yet. @returns it. */
export async function takePart(ctx: ViewerContext, questionId: string): Promise<string> {
  const mark = await ownMark(ctx, ctx.viewer.id, questionId)
  await ctx.db.execute(
    sql`insert into opinion_takers (mark, question_id, ends)
        select ${mark}, id, ends from opinion_questions where id = ${questionId} on conflict do nothing`,
  )
  return mark
}

/** Keeps a vote in the place of the one before, and notes that there is something to look at. */
export async function vote(
  ctx: Context,
  given: { questionId: string; statementId: string; mark: string; vote: number | null },
): Promise<void> {
  const { questionId, statementId, mark } = given
  // Who answers at the same moment in two windows waits for the first.
  const taker = await row<{ news: 'fresh' | 'came' | 'more' | null }>(
    ctx.db,
    sql`select news from opinion_takers where mark = ${mark} for no key update`,
  )
  const before = await row(
    ctx.db,
    sql`select 1 from opinion_votes where mark = ${mark} and statement_id = ${statementId}`,
  )
  await ctx.db.execute(
    sql`insert into opinion_votes (mark, statement_id, vote) values (${mark}, ${statementId}, ${given.vote})
        on conflict (mark, statement_id) do update set vote = excluded.vote`,
  )
  // Thinking otherwise makes no new map, and no new figures of this statement: five people could else ask for one after the
  // other, and compare them.
  const news =
    given.vote === null
      ? undefined
      : taker?.news === 'fresh'
        ? 'came'
        : taker?.news === null && !before && 'more'
  if (news) await ctx.db.execute(sql`update opinion_takers set news = ${news} where mark = ${mark}`)
  await lookAfter(ctx, questionId)
}
