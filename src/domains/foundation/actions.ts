import { sql } from 'drizzle-orm'
import { day } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { mailInLanguage, residentByMail } from '../identity/index.ts'
import { giveProof } from '../proofs/index.ts'
import {
  appointSteward,
  endTasks,
  logAct,
  requireAnySteward,
  requireConfirmed,
  tell,
  type StewardTask,
  type ViewerContext,
} from '../residents/index.ts'
import { words } from './messages/index.ts'
import {
  addProposal,
  countStewards,
  deciding,
  endProposals,
  isSteward,
  lockStewards,
  mayBeSteward,
  openProposal,
  requireTwo,
} from './proposals.ts'

const proposing: Limit = { name: 'steward-propose', max: 10, window: day }

/** So many people make the foundation stand by itself: from then on the command of the operator appoints nobody. */
export const enoughStewards = 3

export interface NewProposal {
  /** Of the candidate, who gave it to the steward. */
  mail: string
  task: StewardTask
  why: string
}

/**
 * A steward proposes somebody for a task, by the mail address that this person gave them. The answer does not tell
 * whether there is such an account, or only one that is not proven. @returns the id of the proposal.
 */
export async function proposeSteward(ctx: Context, { mail, task, why }: NewProposal): Promise<string> {
  const known = requireAnySteward(ctx)
  await limit(known, proposing, known.viewer.id)
  const candidateId = await residentByMail(known, mail)
  if (candidateId === known.viewer.id) throw new Invalid({ mail: 'candidateSelf' })
  return deciding(known, async (ctx) => {
    await requireStill(ctx)
    if (!candidateId || !(await mayBeSteward(ctx, candidateId)))
      throw new Invalid({ mail: 'candidateUnknown' })
    if (await isSteward(ctx, candidateId, task)) throw new Conflict('alreadyHas')
    const id = await addProposal(ctx, { kind: 'appoint', candidateId, task, why })
    await note(ctx, 'steward.proposed', id, task)
    await tellOthers(ctx, id, candidateId)
    return id
  })
}

/** A steward proposes that somebody else's task ends. @returns the id of the proposal. */
export async function proposeEnd(
  ctx: Context,
  stewardId: string,
  task: StewardTask,
  why: string,
): Promise<string> {
  const known = requireAnySteward(ctx)
  if (stewardId === known.viewer.id) throw new NotAllowed('ownCandidate')
  if (!isId(stewardId)) throw new NotFound()
  await limit(known, proposing, known.viewer.id)
  return deciding(known, async (ctx) => {
    await requireStill(ctx)
    if (!(await isSteward(ctx, stewardId, task))) throw new NotFound()
    const id = await addProposal(ctx, { kind: 'end', candidateId: stewardId, task, why })
    await note(ctx, 'steward.end-proposed', id, task)
    await tellOthers(ctx, id, stewardId)
    return id
  })
}

/**
 * A second steward agrees. Then the candidate is asked; a task that should end, ends. Neither the one who proposed nor the
 * one it is about can do this.
 */
export async function confirmProposal(ctx: Context, id: string): Promise<void> {
  const known = requireAnySteward(ctx)
  await deciding(known, async (ctx) => {
    await requireStill(ctx)
    const proposal = await openProposal(ctx, id)
    const { kind, candidateId, task } = proposal
    if (candidateId === ctx.viewer.id) throw new NotAllowed('ownCandidate')
    if (proposal.proposedBy === ctx.viewer.id) throw new NotAllowed('needsTwo')
    if (proposal.confirmedBy) throw new Conflict('alreadyConfirmed')
    await requireTwo(ctx, { ...proposal, confirmedBy: ctx.viewer.id })
    await ctx.db.execute(
      sql`update steward_proposals set confirmed_by = ${ctx.viewer.id}, confirmed = ${ctx.now().toISOString()}
          where id = ${id}`,
    )
    await note(ctx, kind === 'end' ? 'steward.ended' : 'steward.confirmed', id, task)
    if (kind === 'end') {
      await endTasks(ctx, candidateId, 'two', task)
      await endProposals(ctx, sql`id = ${id}`, 'done')
      await tell(ctx, [candidateId], 'steward.ended', { proposal: id })
      return
    }
    await tell(ctx, [candidateId], 'steward.asked', { proposal: id })
    const link = `${ctx.services.config.origin}/ik/stichting`
    await mailInLanguage(ctx, candidateId, (language) => words[language].mail.asked(link))
  })
}

/**
 * The candidate says yes, knowing that name and task are public from then on. Both stewards behind it still have a task at
 * this moment, and the candidate's address and person are proven.
 */
export async function acceptTask(ctx: Context, id: string): Promise<void> {
  const known = requireConfirmed(ctx)
  await deciding(known, async (ctx) => {
    const proposal = await ownProposal(ctx, id)
    await requireTwo(ctx, proposal)
    if (!(await mayBeSteward(ctx, ctx.viewer.id))) throw new NotAllowed('assuredOnly')
    await appointSteward(ctx, ctx.viewer.id, proposal.task, id)
    await endProposals(ctx, sql`id = ${id}`, 'done')
    await note(ctx, 'steward.appointed', id, proposal.task)
  })
}

/** The candidate says no. Nothing of it becomes public. */
export async function declineTask(ctx: Context, id: string): Promise<void> {
  const known = requireConfirmed(ctx)
  await deciding(known, async (ctx) => {
    await ownProposal(ctx, id)
    await endProposals(ctx, sql`id = ${id}`, 'declined')
  })
}

/** Whoever proposed it takes it back, as long as it waits. */
export async function withdrawProposal(ctx: Context, id: string): Promise<void> {
  const known = requireAnySteward(ctx)
  await deciding(known, async (ctx) => {
    const proposal = await openProposal(ctx, id)
    if (proposal.proposedBy !== ctx.viewer.id) throw new NotFound()
    await endProposals(ctx, sql`id = ${id}`, 'withdrawn')
  })
}

/** Stops with an own task, at once. */
export async function stopTask(ctx: Context, task: StewardTask): Promise<void> {
  const known = requireConfirmed(ctx)
  await deciding(known, async (ctx) => {
    const ended = await endTasks(ctx, ctx.viewer.id, 'self', task)
    if (ended.length > 0) await logAct(ctx, { task, kind: 'steward.stopped' })
  })
}

/**
 * The operator of the server gives the first people their task. Not any more once the foundation stands by itself: then
 * two stewards decide. @throws Conflict (`enoughStewards`, `notAssured`)
 */
export async function appointByCommand(
  ctx: Context,
  residentId: string,
  task: StewardTask,
  { met = false }: { met?: boolean } = {},
): Promise<void> {
  await transact(ctx, async (ctx) => {
    await lockStewards(ctx)
    if (await isSteward(ctx, residentId, task)) return
    if ((await countStewards(ctx)) >= enoughStewards) throw new Conflict('enoughStewards')
    // Before there is anybody to print a letter, nobody can be assured: then the operator's word is the first proof.
    if (met) await giveProof(ctx, residentId, { kind: 'command', address: true, person: true })
    if (!(await mayBeSteward(ctx, residentId))) throw new Conflict('notAssured')
    const id = await addProposal(ctx, { kind: 'command', candidateId: residentId, task, why: '' })
    await appointSteward(ctx, residentId, task, id)
    await endProposals(ctx, sql`id = ${id}`, 'done')
    await logAct(ctx, { kind: 'steward.by-command', about: { proposal: id, task } })
  })
}

/** A resident who is erased no longer acts for the foundation; what was said about them as a candidate goes. */
export async function leaveFoundation(ctx: Context, residentId: string): Promise<void> {
  await lockStewards(ctx)
  const ended = await endTasks(ctx, residentId, 'left')
  for (const task of ended) await logAct({ ...ctx, viewer: undefined }, { task, kind: 'steward.stopped' })
  await endProposals(ctx, sql`candidate_id = ${residentId}`, 'left')
  await endProposals(ctx, sql`proposed_by = ${residentId}`, 'withdrawn')
}

/** The viewer's own task may have ended since the page was asked for. @throws NotAllowed */
async function requireStill(ctx: ViewerContext): Promise<void> {
  if (!(await isSteward(ctx, ctx.viewer.id))) throw new NotAllowed()
}

/** A proposal that asks the viewer. @throws NotFound for anybody else. */
async function ownProposal(ctx: ViewerContext, id: string) {
  const proposal = await openProposal(ctx, id)
  if (proposal.candidateId !== ctx.viewer.id || proposal.kind !== 'appoint' || !proposal.confirmedBy)
    throw new NotFound()
  return proposal
}

async function note(ctx: ViewerContext, kind: string, proposal: string, task: StewardTask): Promise<void> {
  await logAct(ctx, { task, kind, about: { proposal } })
}

/** People of the foundation whom one proposal may tell. */
const mostTold = 100

async function tellOthers(ctx: ViewerContext, proposal: string, aboutId: string): Promise<void> {
  const others = await rows<{ id: string }>(
    ctx.db,
    sql`select distinct resident_id as id from stewards where ended is null
          and resident_id <> ${ctx.viewer.id} and resident_id <> ${aboutId} limit ${mostTold}`,
  )
  await tell(
    ctx,
    others.map(({ id }) => id),
    'steward.proposal',
    { proposal },
  )
}
