import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { logAct, requireSteward, tell, type ViewerContext } from '../../residents/index.ts'
import { correspondenceById, requireSelf } from '../correspondence.ts'
import { longestWhy } from '../rules.ts'
import { newKey, openKey, openWords, sealWords } from '../sealing.ts'

const reporting: Limit = { name: 'report-letter', max: 10, window: day }

function reason(why: string): string {
  const said = why.trim()
  if (!said) throw new Invalid({ why: 'whyMissing' })
  if (said.length > longestWhy) throw new Invalid({ why: 'whyLong' })
  return said
}

/**
 * Asks the foundation to look at one message of the other: it gets a copy of that one, and nothing around it. Reporting it twice
 * reports it once. @throws NotFound for words of one's own, and for words that are gone.
 */
export async function reportLetter(ctx: Context, id: string, seq: number, why: string): Promise<void> {
  const known = requireSelf(ctx)
  const said = reason(why)
  await correspondenceById(known, id)
  await limit(known, reporting, known.viewer.id)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    const correspondence = await correspondenceById(ctx, id)
    const found = await row<{ id: string; authorId: string; sealed: Uint8Array }>(
      ctx.db,
      sql`select id, author_id as "authorId", sealed from private_words
          where correspondence_id = ${id} and seq = ${seq} and author_id <> ${ctx.viewer.id} and sealed is not null`,
    )
    if (!found) throw new NotFound()
    const words = openWords(openKey(ctx, id, correspondence.wrapped), found.id, found.sealed)
    const report = newId()
    const { key, wrapped, keyId } = newKey(ctx, report)
    const made = await row(
      ctx.db,
      sql`insert into letter_reports (id, words_id, reporter_id, author_id, wrapped_key, key_id, sealed, why, reported)
          values (${report}, ${found.id}, ${ctx.viewer.id}, ${found.authorId}, ${wrapped}, ${keyId},
            ${sealWords(key, report, words)}, ${said}, ${ctx.now().toISOString()})
          on conflict do nothing returning 1`,
    )
    if (made) await publish(ctx, 'letter.reported', { report })
  })
}

export const verdicts = ['fine', 'warned'] as const
export type Verdict = (typeof verdicts)[number]

/**
 * A steward of conduct judges a message that was reported and says why. Who reported it hears that; who wrote it only where it was
 * not right. Nobody judges what they wrote or reported themselves. @throws Conflict when it was judged before.
 */
export async function judgeReport(
  ctx: Context,
  id: string,
  { verdict, answer }: { verdict: Verdict; answer: string },
): Promise<void> {
  const known = requireSteward(ctx, 'moderation')
  let why: string
  try {
    why = reason(answer)
  } catch {
    throw new Invalid({ answer: answer.trim() ? 'whyLong' : 'answerMissing' })
  }
  if (!isId(id)) throw new NotFound()
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    const found = await row<{ reporterId: string | null; authorId: string | null; handled: boolean }>(
      ctx.db,
      sql`select reporter_id as "reporterId", author_id as "authorId", handled is not null as handled
          from letter_reports where id = ${id} for update`,
    )
    if (!found) throw new NotFound()
    const { reporterId, authorId } = found
    if (reporterId === ctx.viewer.id || authorId === ctx.viewer.id) throw new NotAllowed('reportOwn')
    if (found.handled) throw new Conflict('reportJudged')
    await ctx.db.execute(
      sql`update letter_reports set handled = ${ctx.now().toISOString()}, handled_by_id = ${ctx.viewer.id},
            verdict = ${verdict}, answer = ${why} where id = ${id}`,
    )
    if (reporterId) await tell(ctx, [reporterId], `letter.report-${verdict}`, { report: id, answer: why })
    if (authorId && verdict === 'warned')
      await tell(ctx, [authorId], 'letter.warned', { report: id, answer: why })
    await logAct(ctx, { task: 'moderation', kind: `letter.${verdict}` })
  })
}
