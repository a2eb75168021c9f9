import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { bothTexts } from '../../documents/index.ts'
import { tell, type ViewerContext } from '../../residents/index.ts'
import {
  changingProposal,
  proposalById,
  requireAuthor,
  requireGoing,
  requireOwn,
  requireWritable,
  type Proposal,
} from '../proposal.ts'
import { longest, most, type Part } from '../rules.ts'
import { writeText } from './version.ts'

export interface Suggesting {
  id?: string | undefined
  /** The version that stood before them. */
  base: number
  part: Part
  /** The whole part, as they would have it. */
  words: string
  why: string
}

const suggesting: Limit = { name: 'proposal-suggest', max: 20, window: day }

/**
 * Anybody who belongs there suggests other words for a part of it, with why. Its authors hear of it. Sending it twice suggests
 * once. @throws Invalid where nothing was changed or no reason is given.
 */
export async function suggestChange(ctx: Context, id: string, wanted: Suggesting): Promise<string> {
  const known = requireOwn(ctx, await proposalById(ctx, id))
  const [words, why] = [wanted.words.trim(), wanted.why.trim()]
  const wrong: Record<string, string> = {}
  if (words.length > longest[wanted.part]) wrong['words'] = `${wanted.part}Long`
  if (!why) wrong['why'] = 'whyMissing'
  if (why.length > longest.why) wrong['why'] = 'whyLong'
  if (wanted.part === 'body' && !words) wrong['words'] = 'bodyMissing'
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
  await limit(known, suggesting, known.viewer.id)
  return changingProposal(known, id, async (ctx, proposal) => {
    requireOwn(ctx, proposal)
    requireWritable(proposal)
    if (proposal.version === 0) throw new Conflict('proposalNoText')
    const before = await row<Record<Part, string>>(
      ctx.db,
      sql`select body, costs, who from proposal_versions where proposal_id = ${id} and version = ${wanted.base}`,
    )
    if (!before) throw new Invalid({ words: 'baseGone' })
    if (before[wanted.part] === words) throw new Invalid({ words: 'sameWords' })
    const count = await row<{ n: number }>(
      ctx.db,
      sql`select count(*)::int as n from proposal_amendments where proposal_id = ${id}`,
    )
    if ((count?.n ?? 0) >= most.amendments) throw new Conflict('proposalAmendmentsFull')
    const amendmentId = wanted.id ?? newId()
    const made = await row(
      ctx.db,
      sql`insert into proposal_amendments (id, proposal_id, base, part, before, words, why, by_id, made)
          values (${amendmentId}, ${id}, ${wanted.base}, ${wanted.part}, ${before[wanted.part]}, ${words}, ${why}, ${ctx.viewer.id}, ${ctx.now().toISOString()})
          on conflict (id) do nothing returning id`,
    )
    if (!made) return amendmentId
    const authors = proposal.authorIds.filter((each) => each !== ctx.viewer.id)
    await tell(ctx, authors, 'proposal.suggested', {
      proposal: id,
      title: proposal.title,
      amendment: amendmentId,
    })
    return amendmentId
  })
}

interface Kept {
  id: string
  part: Part
  base: number
  before: string
  words: string
  byId: string | null
  state: string
}

async function amendmentOf(ctx: Context, proposalId: string, id: string): Promise<Kept> {
  const found = isId(id)
    ? await row<Kept>(
        ctx.db,
        sql`select id, part, base, before, words, by_id as "byId", state from proposal_amendments
            where id = ${id} and proposal_id = ${proposalId} for update`,
      )
    : undefined
  if (!found) throw new NotFound()
  return found
}

/** The text with a suggestion taken over, or undefined where the text changed in the same place and a person has to choose. */
export function withSuggestion(
  now: Pick<Proposal, Part>,
  { part, before, words }: { part: Part; before: string; words: string },
): string | undefined {
  return now[part] === before ? words : bothTexts(before, now[part], words)
}

/**
 * An author takes a suggestion over: a new version, with who suggested it. Where the text changed in the same place since, nothing
 * is written and the caller lets the author join the two. Twice takes it over once.
 * @returns whether it was taken over.
 */
export async function takeOver(ctx: Context, id: string, amendmentId: string): Promise<boolean> {
  const known = requireAuthor(ctx, await proposalById(ctx, id))
  return changingProposal(known, id, async (ctx, proposal) => {
    requireAuthor(ctx, proposal)
    requireWritable(proposal)
    const kept = await amendmentOf(ctx, id, amendmentId)
    if (kept.state === 'taken') return true
    if (kept.state !== 'open') throw new Conflict('proposalAnswered')
    const joined = withSuggestion(proposal, kept)
    if (joined === undefined || joined.length > longest[kept.part]) return false
    await markTaken(ctx, proposal, amendmentId)
    await writeText(ctx, proposal, { ...proposal, [kept.part]: joined }, { amendmentId })
    return true
  })
}

/** Marks a suggestion as taken over and thanks who made it; in the caller's transaction. @returns whether it was still open. */
export async function markTaken(
  ctx: ViewerContext,
  proposal: Proposal,
  amendmentId: string,
): Promise<boolean> {
  const { state, byId } = await amendmentOf(ctx, proposal.id, amendmentId)
  if (state !== 'open') return false
  await answer(ctx, amendmentId, 'taken', '')
  await tellMaker(ctx, proposal, amendmentId, byId, 'proposal.taken')
  return true
}

/** An author does not take it over, and says why. */
export async function declineSuggestion(
  ctx: Context,
  id: string,
  amendmentId: string,
  reason: string,
): Promise<void> {
  const known = requireAuthor(ctx, await proposalById(ctx, id))
  const why = reason.trim()
  if (!why) throw new Invalid({ reason: 'reasonMissing' })
  if (why.length > longest.why) throw new Invalid({ reason: 'whyLong' })
  await changingProposal(known, id, async (ctx, proposal) => {
    requireAuthor(ctx, proposal)
    requireGoing(proposal)
    const { state, byId } = await amendmentOf(ctx, id, amendmentId)
    if (state === 'declined') return
    if (state !== 'open') throw new Conflict('proposalAnswered')
    await answer(ctx, amendmentId, 'declined', why)
    await tellMaker(ctx, proposal, amendmentId, byId, 'proposal.declined')
  })
}

/** Who suggested it takes it back, as long as nobody answered. Twice does it once. */
export async function withdrawSuggestion(ctx: Context, id: string, amendmentId: string): Promise<void> {
  const known = requireOwn(ctx, await proposalById(ctx, id))
  await changingProposal(known, id, async (ctx) => {
    const { state, byId } = await amendmentOf(ctx, id, amendmentId)
    if (byId !== ctx.viewer.id) throw new NotAllowed('proposalNotYours')
    if (state === 'withdrawn') return
    if (state !== 'open') throw new Conflict('proposalAnswered')
    await answer(ctx, amendmentId, 'withdrawn', '')
  })
}

async function answer(ctx: ViewerContext, id: string, state: string, reason: string): Promise<void> {
  await ctx.db.execute(
    sql`update proposal_amendments set state = ${state}, reason = ${reason}, answered_by = ${ctx.viewer.id}, answered = ${ctx.now().toISOString()}
        where id = ${id}`,
  )
}

async function tellMaker(
  ctx: ViewerContext,
  { id, title }: Proposal,
  amendment: string,
  byId: string | null,
  kind: string,
): Promise<void> {
  if (byId && byId !== ctx.viewer.id) await tell(ctx, [byId], kind, { proposal: id, title, amendment })
}
