import type { Context } from '../../platform/context.ts'
import { on, type Subscription } from '../../platform/outbox.ts'
import { everybody, notYetVoted, tellAboutDecision } from './telling.ts'
import { systemDecision } from './queries/system.ts'

/** Job: who may vote hears that it is open. Who voted already, because it was quick, is left in peace. */
async function tellOpened(ctx: Context, { decision: id }: { decision: string }): Promise<void> {
  const decision = await systemDecision(ctx, id)
  if (decision?.state !== 'open') return
  const others = (await notYetVoted(ctx, decision)).filter((each) => each !== decision.openedById)
  await tellAboutDecision(
    ctx,
    decision,
    others,
    decision.round === 2 ? 'decision.amended' : 'decision.opened',
  )
}

/** Job: who could vote hears what it became, or that it has to be done again. */
async function tellResult(ctx: Context, { decision: id }: { decision: string }): Promise<void> {
  const decision = await systemDecision(ctx, id)
  if (decision?.state !== 'decided' && decision?.state !== 'void') return
  const kind = decision.state === 'void' ? 'decision.void' : 'decision.result'
  await tellAboutDecision(ctx, decision, await everybody(ctx, decision), kind)
}

/** Job: who opened it hears that there are objections, and may amend the words. */
async function tellObjections(ctx: Context, { decision: id }: { decision: string }): Promise<void> {
  const decision = await systemDecision(ctx, id)
  if (decision?.state !== 'amending' || !decision.openedById) return
  await tellAboutDecision(ctx, decision, [decision.openedById], 'decision.amending')
}

export const subscriptions: Subscription[] = [
  on('decision.opened', 'decisions-tell-opened', tellOpened),
  on('decision.closed', 'decisions-tell-result', tellResult),
  on('decision.amending', 'decisions-tell-objections', tellObjections),
]
