import { sql } from 'drizzle-orm'
import { hour } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { oneLine } from '../../../platform/line.ts'
import { publish } from '../../../platform/outbox.ts'
import { endCase } from '../../levels/index.ts'
import {
  changingProposal,
  enterStage,
  proposalById,
  requireAuthor,
  requireGoing,
  requireOwn,
  type Proposal,
} from '../proposal.ts'
import { isOver, isWritable, longest, most } from '../rules.ts'
import { tellFollowers } from './support.ts'

const doing: Limit = { name: 'proposal-doing', max: 60, window: hour }

function requireDoing(proposal: Proposal): void {
  requireGoing(proposal)
  if (proposal.stage !== 'doing') throw new Conflict('proposalNotDoing')
}

export interface Step {
  id?: string | undefined
  words: string
  /** Who does it, in words. */
  who: string
  /** A day ("2026-06-20"), or empty. */
  due: string
}

/** Who belongs there adds what has to be done, by whom and when. Sending it twice adds one. */
export async function addStep(ctx: Context, id: string, step: Step): Promise<void> {
  const known = requireOwn(ctx, await proposalById(ctx, id))
  const [words, who] = [oneLine(step.words), oneLine(step.who)]
  if (!words) throw new Invalid({ words: 'stepMissing' })
  if (words.length > longest.step) throw new Invalid({ words: 'stepLong' })
  if (who.length > longest.stepWho) throw new Invalid({ who: 'stepWhoLong' })
  await limit(known, doing, known.viewer.id)
  await changingProposal(known, id, async (ctx, proposal) => {
    requireOwn(ctx, proposal)
    requireDoing(proposal)
    const count = await row<{ n: number }>(
      ctx.db,
      sql`select count(*)::int as n from proposal_steps where proposal_id = ${id}`,
    )
    if ((count?.n ?? 0) >= most.steps) throw new Conflict('proposalStepsFull')
    await ctx.db.execute(
      sql`insert into proposal_steps (id, proposal_id, words, who, due, by_id, made)
          values (${step.id ?? newId()}, ${id}, ${words}, ${who}, ${step.due || null}, ${ctx.viewer.id}, ${ctx.now().toISOString()})
          on conflict (id) do nothing`,
    )
  })
}

/** Who belongs there says that a step is done, or that it is not after all. Twice does it once. */
export async function tickStep(ctx: Context, id: string, stepId: string, done: boolean): Promise<void> {
  const known = requireOwn(ctx, await proposalById(ctx, id))
  await limit(known, doing, known.viewer.id)
  await changingProposal(known, id, async (ctx, proposal) => {
    requireOwn(ctx, proposal)
    requireDoing(proposal)
    const now = ctx.now().toISOString()
    const found = isId(stepId)
      ? await row(
          ctx.db,
          done
            ? sql`update proposal_steps set done = coalesce(done, ${now}), done_by = case when done is null then ${ctx.viewer.id}::uuid else done_by end
                where id = ${stepId} and proposal_id = ${id} returning id`
            : sql`update proposal_steps set done = null, done_by = null where id = ${stepId} and proposal_id = ${id} returning id`,
        )
      : undefined
    if (!found) throw new NotFound()
  })
}

export interface Report {
  id?: string | undefined
  kind: 'progress' | 'sent' | 'answer'
  /** Of an advice: to whom it went, or who answered. */
  party: string
  words: string
}

/**
 * An author tells how it goes; of an advice to whom it went, and what came back. Who supports it hears of it with their next
 * bundle. Sending it twice tells once.
 */
export async function report(ctx: Context, id: string, told: Report): Promise<void> {
  const known = requireAuthor(ctx, await proposalById(ctx, id))
  const [words, party] = [told.words.trim(), oneLine(told.party)]
  const wrong: Record<string, string> = {}
  if (!words) wrong['words'] = 'reportMissing'
  if (words.length > longest.report) wrong['words'] = 'reportLong'
  if (told.kind !== 'progress' && !party) wrong['party'] = 'partyMissing'
  if (party.length > longest.party) wrong['party'] = 'partyLong'
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
  await limit(known, doing, known.viewer.id)
  await changingProposal(known, id, async (ctx, proposal) => {
    requireAuthor(ctx, proposal)
    requireDoing(proposal)
    if (told.kind !== 'progress' && proposal.level?.say !== 'advice') throw new Conflict('proposalNoAdvice')
    const count = await row<{ n: number }>(
      ctx.db,
      sql`select count(*)::int as n from proposal_reports where proposal_id = ${id}`,
    )
    if ((count?.n ?? 0) >= most.reports) throw new Conflict('proposalReportsFull')
    const reportId = told.id ?? newId()
    const made = await row(
      ctx.db,
      sql`insert into proposal_reports (id, proposal_id, kind, party, words, by_id, told)
          values (${reportId}, ${id}, ${told.kind}, ${party}, ${words}, ${ctx.viewer.id}, ${ctx.now().toISOString()})
          on conflict (id) do nothing returning id`,
    )
    if (made) await tellFollowers(ctx, proposal, `proposal.${told.kind}`, { report: reportId })
  })
}

export interface Outcome {
  result: 'realised' | 'tried'
  worked: string
  failed: string
  lesson: string
}

/** Whether its authors can tell how it ended: once it was to be done, or when it was voted down. */
export const mayEnd = ({ stage, rejected }: Pick<Proposal, 'stage' | 'rejected'>): boolean =>
  stage === 'doing' || (rejected && isWritable(stage))

/**
 * An author tells how it ended, for the next neighbours who want the same: what worked, what did not, what others must know. What
 * was not adopted can only have been tried. Twice tells once, and the first words stand.
 */
export async function tellOutcome(ctx: Context, id: string, told: Outcome): Promise<void> {
  const known = requireAuthor(ctx, await proposalById(ctx, id))
  const words = { worked: told.worked.trim(), failed: told.failed.trim(), lesson: told.lesson.trim() }
  const wrong: Record<string, string> = {}
  for (const name of ['worked', 'failed', 'lesson'] as const)
    if (words[name].length > longest[name]) wrong[name] = 'reportLong'
  if (!words.worked && !words.failed && !words.lesson) wrong['lesson'] = 'lessonMissing'
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
  await limit(known, doing, known.viewer.id)
  await changingProposal(known, id, async (ctx, proposal) => {
    requireAuthor(ctx, proposal)
    if (proposal.stage === 'realised' || proposal.stage === 'tried') return
    requireGoing(proposal)
    if (!mayEnd(proposal)) throw new Conflict('proposalNotDoing')
    if (told.result === 'realised' && proposal.stage !== 'doing') throw new Invalid({ result: 'notAdopted' })
    await ctx.db.execute(
      sql`update proposals set worked = ${words.worked}, failed = ${words.failed}, lesson = ${words.lesson} where id = ${id}`,
    )
    await enterStage(ctx, id, told.result)
    await tellFollowers(ctx, proposal, 'proposal.done')
    await publish(ctx, 'proposal.done', { proposal: id, result: told.result })
  })
}

/** An author withdraws it, with a reason; who supported it hears of it. Not while people vote, nor once it is adopted. */
export async function withdrawProposal(ctx: Context, id: string, why: string): Promise<void> {
  const known = requireAuthor(ctx, await proposalById(ctx, id))
  const reason = why.trim()
  if (!reason) throw new Invalid({ why: 'whyMissing' })
  if (reason.length > longest.why) throw new Invalid({ why: 'whyLong' })
  await changingProposal(known, id, async (ctx, proposal) => {
    requireAuthor(ctx, proposal)
    if (proposal.stage === 'withdrawn') return
    if (isOver(proposal.stage)) throw new Conflict('proposalOver')
    if (!isWritable(proposal.stage)) throw new Conflict('proposalFrozen')
    await enterStage(ctx, id, 'withdrawn', { why: reason })
    if (proposal.level) await endCase(ctx, proposal.level.caseId)
    await tellFollowers(ctx, proposal, 'proposal.withdrawn')
  })
}
