import { transact, type Context } from '../../platform/context.ts'
import { unlessNotFound } from '../../platform/errors.ts'
import { on, type Subscription } from '../../platform/outbox.ts'
import { decisionById, systemDecision, type Decision } from '../decisions/index.ts'
import { caseOf } from '../levels/index.ts'
import { systemProposal, type Placed } from '../proposals/index.ts'
import { actById } from '../residents/index.ts'
import { tendRegister } from './append.ts'
import type { About } from './leaf.ts'
import { record, type NewEntry } from './record.ts'

interface OfDecision {
  decision: string
}

type ToldOf = Pick<NewEntry, 'kind' | 'at' | 'about'>

/** Job: a question that was laid before neighbours; in its second round its words were amended. */
async function recordOpened(
  ctx: Context,
  { decision: id, round = 1 }: OfDecision & { round?: number },
): Promise<void> {
  await recordDecision(ctx, id, (decision) => ({
    // By the fact and not by the row: it may have been amended by the time that this runs.
    kind: round === 1 ? 'decision.opened' : 'decision.amended',
    at: round === 1 ? decision.opened : ctx.now(),
    about: {
      method: decision.method,
      form: decision.form,
      quorum: decision.quorum,
      closes: decision.closes.toISOString(),
    },
  }))
}

/** Job: what it became, with the fingerprint of the file that anybody entitled can count again. */
async function recordClosed(ctx: Context, { decision: id }: OfDecision): Promise<void> {
  await recordDecision(ctx, id, (decision): ToldOf | undefined => {
    const { state, closes: at, result, electorate, voices, digest } = decision
    if (state === 'void') return { kind: 'decision.void', at, about: {} }
    if (state !== 'decided' || !result) return undefined
    const { verdict, valid, winners } = result
    return {
      kind: 'decision.decided',
      at,
      about: { verdict, valid, winners, electorate, voices, digest },
    }
  })
}

/** Job: it was taken back before anybody voted. */
async function recordWithdrawn(ctx: Context, { decision: id }: OfDecision): Promise<void> {
  await recordDecision(ctx, id, (decision) =>
    decision.state === 'withdrawn' ? { kind: 'decision.withdrawn', at: ctx.now(), about: {} } : undefined,
  )
}

/** What everybody may read stands there in words; all else only for who may enter the community. */
async function recordDecision(
  ctx: Context,
  id: string,
  tell: (decision: Decision) => ToldOf | undefined,
): Promise<void> {
  const decision = await systemDecision(ctx, id)
  if (!decision) return
  const told = tell(decision)
  if (!told) return
  // A job asks as a visitor.
  const open = await decisionById(ctx, id).catch(unlessNotFound)
  const place: About = decision.community
    ? { community: decision.community.slug }
    : { area: decision.area!.code }
  await transact(ctx, (ctx) =>
    record(ctx, {
      kind: told.kind,
      key: id,
      at: told.at,
      about: { decision: id, ...place, question: decision.question, ...told.about },
      sealed: open ? undefined : { communityId: decision.community!.id },
    }),
  )
}

/** Job: how a proposal ended. Its title is that of many: it was voted on. */
async function recordDone(
  ctx: Context,
  { proposal: id, result }: { proposal: string; result: string },
): Promise<void> {
  await recordProposal(ctx, id, ({ title, changed }) => ({
    kind: 'proposal.done',
    at: changed,
    about: { title, result },
  }))
}

/** Job: two proposals became one. Its title is the words of one resident, who may take them along. */
async function recordMerged(
  ctx: Context,
  { proposal: id, from }: { proposal: string; from: string[] },
): Promise<void> {
  await recordProposal(ctx, id, ({ made }) => ({ kind: 'proposal.merged', at: made, about: { from } }))
}

async function recordProposal(ctx: Context, id: string, tell: (proposal: Placed) => ToldOf): Promise<void> {
  const proposal = await systemProposal(ctx, id)
  if (!proposal) return
  const { community, area, open } = proposal
  const { kind, at, about } = tell(proposal)
  await transact(ctx, (ctx) =>
    record(ctx, {
      kind,
      key: id,
      at,
      about: { proposal: id, ...(community ? { community: community.slug } : { area }), ...about },
      sealed: open ? undefined : { communityId: community!.id },
    }),
  )
}

/** Job: something moved to another level. Its title is the words of one resident, who may take them along. */
async function recordMove(ctx: Context, { case: id, step }: { case: string; step: number }): Promise<void> {
  const found = await caseOf(ctx, id).catch(unlessNotFound)
  const move = found?.moves.find((each) => each.step === step)
  if (!move) return
  const { direction, from, to, say, moved: at } = move
  await transact(ctx, (ctx) =>
    record(ctx, {
      kind: 'level.moved',
      key: `${id}/${step}`,
      at,
      about: { case: id, step, direction, from: from.code, to: to.code, say },
    }),
  )
}

/** Acts of the foundation that stand in the register: what is about the words of everybody, and who may act for it. */
const recorded = new Set(['steward.appointed', 'steward.by-command', 'steward.ended', 'steward.stopped'])

/** Job: an act of the foundation, as its public log tells it; without the reason, which is words of a person. */
async function recordAct(ctx: Context, { act: id }: { act: number }): Promise<void> {
  const act = await actById(ctx, id)
  if (!act || !(act.task === 'taxonomy' || recorded.has(act.kind))) return
  const { kind, task, about, done: at } = act
  await transact(ctx, (ctx) =>
    record(ctx, { kind, key: String(id), at, about: { ...about, act: id, ...(task && { task }) } }),
  )
}

export const subscriptions: Subscription[] = [
  on('decision.opened', 'register-decision-opened', recordOpened),
  on('decision.closed', 'register-decision-closed', recordClosed),
  on('decision.withdrawn', 'register-decision-withdrawn', recordWithdrawn),
  on('proposal.done', 'register-proposal-done', recordDone),
  on('proposal.merged', 'register-proposal-merged', recordMerged),
  on('level.moved', 'register-level-moved', recordMove),
  on('foundation.acted', 'register-foundation-acted', recordAct),
  on('register.recorded', 'register-append', tendRegister),
]
