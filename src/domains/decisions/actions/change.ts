import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed } from '../../../platform/errors.ts'
import { toHtml } from '../../../platform/markdown.ts'
import { publish } from '../../../platform/outbox.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { decisionById, type Decision } from '../decision.ts'
import { holdBox } from '../box.ts'
import { lengthWrong } from './open.ts'

/**
 * Takes a decision back before anybody voted, with a reason. Only who opened it does that; afterwards it runs to its end.
 * @throws Conflict (`votedFirst`) when a ballot was cast.
 */
export async function withdrawDecision(ctx: Context, id: string, why: string): Promise<void> {
  await alone(ctx, id, async (ctx, decision) => {
    if (decision.state === 'withdrawn') return
    if (decision.state !== 'open') throw new Conflict('votingOver')
    if (await anybodyVoted(ctx, id)) throw new Conflict('votedFirst')
    await ctx.db.execute(sql`update decisions set state = 'withdrawn' where id = ${id}`)
    await ctx.db.execute(sql`delete from decision_keys where decision_id = ${id}`)
    await note(ctx, decision, 'withdrawn', why)
    await publish(ctx, 'decision.withdrawn', { decision: id })
  })
}

/**
 * The one round of amendment of a consent decision: other words, and everybody votes anew until another moment. Where an
 * objection stands after that, the majority decides, as was said beforehand.
 */
export async function amendDecision(
  ctx: Context,
  id: string,
  amended: { question: string; explanation: string; why: string; closes: Date },
): Promise<void> {
  const wrong = lengthWrong(ctx.now(), amended.closes)
  if (wrong) throw new Invalid({ closes: wrong })
  await alone(ctx, id, async (ctx, decision) => {
    if (decision.state !== 'amending' || decision.round !== 1) throw new Conflict('amendedAlready')
    await note(ctx, decision, 'amended', amended.why)
    await ctx.db.execute(
      sql`update decisions set round = 2, state = 'open', reminded = null, question = ${amended.question},
            explanation = ${amended.explanation}, html = ${toHtml(amended.explanation)}, closes = ${amended.closes.toISOString()}
          where id = ${id}`,
    )
    await publish(ctx, 'decision.opened', { decision: id, round: 2 })
  })
}

async function alone(
  ctx: Context,
  id: string,
  work: (ctx: ViewerContext, decision: Decision) => Promise<void>,
): Promise<void> {
  const known = requireVerified(ctx)
  if (known.viewer.helper) throw new NotAllowed('helperMayNot')
  const { openedById } = await decisionById(known, id)
  if (openedById !== known.viewer.id) throw new NotAllowed('openerOnly')
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await holdBox(ctx, id)
    await work(ctx, await decisionById(ctx, id))
  })
}

async function anybodyVoted(ctx: Context, id: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 where exists (select from decision_ballots where decision_id = ${id})
      or exists (select from decision_marks where decision_id = ${id})`,
  )
  return found !== undefined
}

async function note(
  ctx: ViewerContext,
  { id, question, explanation }: Decision,
  kind: 'amended' | 'withdrawn',
  why: string,
): Promise<void> {
  const before = kind === 'amended' ? `${question}\n\n${explanation}`.trim() : ''
  await ctx.db.execute(
    sql`insert into decision_changes (decision_id, kind, by_id, why, before, changed)
        values (${id}, ${kind}, ${ctx.viewer.id}, ${why}, ${before}, ${ctx.now().toISOString()})`,
  )
}
