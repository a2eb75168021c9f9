import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { oneLine } from '../../../platform/line.ts'
import { tell, type ViewerContext } from '../../residents/index.ts'
import { lookAfter } from '../dirty.ts'
import { lockQuestion, mayHost, questionById, requireAnswering, requireHost } from '../question.ts'
import { nearDuplicates } from '../rules/alike.ts'
import { longestWhy, mostSeeds, mostStatements } from '../rules/limits.ts'
import { takePart, vote } from './answer.ts'
import { stated, unweighed } from './ask.ts'

/** There may be such a statement already: these, the most alike first. Nothing was added. */
export class AlikeFound extends Error {
  readonly found: { id: string; text: string }[]
  constructor(found: { id: string; text: string }[]) {
    super('alike')
    this.name = 'AlikeFound'
    this.found = found
  }
}

export interface Stating {
  /** Makes that sending the form twice adds it once. */
  id?: string | undefined
  text: string
  /** The viewer saw those that are alike, and says that this one is another. */
  different?: boolean
  /** To begin with, by who looks after the question: nobody's own, and of fifteen at most. */
  seed?: boolean
}

const stating: Limit = { name: 'add-statement', max: 20, window: day }

/**
 * Adds a statement, with which its writer agrees. Where the host reads first it waits for that. Those that are alike are offered
 * first. Who wrote it stands nowhere but as a mark.
 * @throws AlikeFound @returns whether it waits for the host.
 */
export async function addStatement(ctx: Context, questionId: string, said: Stating): Promise<boolean> {
  const known = requireAnswering(ctx, await questionById(ctx, questionId))
  const text = stated(said.text, 'text')
  await limit(known, stating, known.viewer.id)
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await lockQuestion(ctx, questionId)
    const question = await questionById(ctx, questionId)
    requireAnswering(ctx, question)
    const seed = said.seed === true
    if (seed) requireHost(ctx, question)
    const others = await rows<{ id: string; text: string; state: string; seed: boolean }>(
      ctx.db,
      sql`select id, text, state, seed from opinion_statements where question_id = ${questionId} order by id`,
    )
    const again = others.find(({ id }) => id === said.id)
    if (again) return again.state === 'waiting'
    if (others.length >= mostStatements) throw new Conflict('statementsFull')
    if (seed && others.filter((each) => each.seed).length >= mostSeeds)
      throw new Invalid({ text: 'seedsMany' })
    const alike = nearDuplicates(
      text,
      others.filter(({ state }) => state === 'open'),
    )
    if (alike.length > 0 && !said.different) throw new AlikeFound(alike)
    const waits = !seed && question.screened && !mayHost(ctx, question)
    const mark = seed ? null : await takePart(ctx, questionId)
    const id = said.id ?? newId()
    const made = await row(
      ctx.db,
      sql`insert into opinion_statements (id, question_id, text, by_mark, seed, added, state, priority)
          values (${id}, ${questionId}, ${text}, ${mark}, ${seed}, ${ctx.now().toISOString()}::timestamptz::date,
            ${waits ? 'waiting' : 'open'}, ${unweighed})
          on conflict do nothing returning id`,
    )
    if (!made) throw new NotFound()
    if (mark) await vote(ctx, { questionId, statementId: id, mark, vote: 1 })
    // Nothing of the statement: with the moment it would tell who sits where.
    if (waits && question.hostId)
      await tell(ctx, [question.hostId], 'statement.waiting', { question: questionId })
    return waits
  })
}

/**
 * Who looks after a question lets a statement be answered, or rejects it with a reason that everybody reads. What was said
 * of a rejected one counts no more.
 */
export async function judgeStatement(
  ctx: Context,
  questionId: string,
  { statementId, verdict, why }: { statementId: string; verdict: 'open' | 'rejected'; why: string },
): Promise<void> {
  const known = requireHost(ctx, await questionById(ctx, questionId))
  const said = oneLine(why)
  if (verdict === 'rejected' && !said) throw new Invalid({ why: 'whyMissing' })
  if (said.length > longestWhy) throw new Invalid({ why: 'whyLong' })
  if (!isId(statementId)) throw new NotFound()
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await lockQuestion(ctx, questionId)
    requireHost(ctx, await questionById(ctx, questionId))
    const found = await row(
      ctx.db,
      sql`update opinion_statements set state = ${verdict}, judged = ${ctx.now().toISOString()},
            judged_by = ${ctx.viewer.id}, why = ${verdict === 'rejected' ? said : ''}
          where id = ${statementId} and question_id = ${questionId} and state <> 'withdrawn' returning id`,
    )
    if (!found) throw new NotFound()
    await lookAfter(ctx, questionId)
    const left = await row(
      ctx.db,
      sql`select 1 from opinion_statements where question_id = ${questionId} and state = 'waiting' limit 1`,
    )
    // So that the next one that waits is told again.
    if (!left)
      await ctx.db.execute(
        sql`delete from notices where kind = 'statement.waiting' and data = ${JSON.stringify({ question: questionId })}::jsonb
              and resident_id = (select host_id from opinion_questions where id = ${questionId})`,
      )
  })
}
