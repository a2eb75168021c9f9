import { sql } from 'drizzle-orm'
import { hour } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Invalid, NotFound } from '../../../platform/errors.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { oneLine } from '../../../platform/line.ts'
import type { ViewerContext } from '../../residents/index.ts'
import {
  changingProposal,
  enterStage,
  proposalById,
  requireAuthor,
  requireWritable,
  type Proposal,
} from '../proposal.ts'
import { longest, type Words } from '../rules.ts'
import { markTaken } from './amend.ts'
import { writeText, writeVersion } from './version.ts'

export const writing: Limit = { name: 'proposal-write', max: 60, window: hour }

export interface Writing extends Words {
  /** The version that the writer began from. */
  base: number
  /** Why it was changed. */
  why: string
  /** Words of somebody else that are taken over in it. */
  amendmentId?: string | undefined
}

/**
 * What was saved; or what somebody else saved meanwhile, and the words that both began from: then nothing is written and a person
 * chooses.
 */
export type Saved = { saved: true } | { saved: false; now: Proposal; base: Words | undefined }

/** Checks the words of a text. @throws Invalid by field. */
function checked({
  title,
  body,
  costs,
  who,
  sources,
  why,
}: Words & { why: string }): Words & { why: string } {
  const words = {
    title: oneLine(title),
    body: body.trim(),
    costs: costs.trim(),
    who: who.trim(),
    sources: sources.trim(),
    why: why.trim(),
  }
  const wrong: Record<string, string> = {}
  for (const name of ['title', 'body', 'costs', 'who', 'sources', 'why'] as const)
    if (words[name].length > longest[name]) wrong[name] = `${name}Long`
  if (!words.title) wrong['title'] = 'titleMissing'
  if (!words.body) wrong['body'] = 'bodyMissing'
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
  return words
}

const same = (one: Words, other: Words) =>
  (['title', 'body', 'costs', 'who', 'sources'] as const).every((name) => one[name] === other[name])

/**
 * An author writes the text. With its first version the idea has become a proposal. Where another version stands by now than the
 * one they began from nothing is overwritten, and the caller shows both. The same words again change nothing.
 */
export async function saveText(ctx: Context, id: string, wanted: Writing): Promise<Saved> {
  const known = requireAuthor(ctx, await proposalById(ctx, id))
  const words = checked(wanted)
  await limit(known, writing, known.viewer.id)
  return changingProposal(known, id, async (ctx, proposal) => {
    requireAuthor(ctx, proposal)
    requireWritable(proposal)
    const begun = proposal.version === wanted.base
    if (proposal.version > 0 && same(words, proposal) && !(wanted.amendmentId && begun)) {
      // What was taken over as it is becomes a proposal here; what was voted down only with other words.
      if (proposal.stage !== 'proposal' && !proposal.rejected) await enterStage(ctx, id, 'proposal')
      return { saved: true }
    }
    if (!begun) return { saved: false, now: proposal, base: await wordsAt(ctx, id, wanted.base) }
    const amendmentId =
      wanted.amendmentId && (await markTaken(ctx, proposal, wanted.amendmentId))
        ? wanted.amendmentId
        : undefined
    await writeText(ctx, proposal, words, { why: words.why, amendmentId })
    return { saved: true }
  })
}

function wordsAt(ctx: Context, id: string, version: number): Promise<Words | undefined> {
  return row<Words>(
    ctx.db,
    sql`select title, body, costs, who, sources from proposal_versions where proposal_id = ${id} and version = ${version}`,
  )
}

/** An author lets an earlier text stand again; what stood in between stays in the history. */
export async function restoreVersion(ctx: Context, id: string, version: number): Promise<void> {
  const known = requireAuthor(ctx, await proposalById(ctx, id))
  await limit(known, writing, known.viewer.id)
  await changingProposal(known, id, async (ctx, proposal) => {
    requireAuthor(ctx, proposal)
    requireWritable(proposal)
    const earlier = await wordsAt(ctx, id, version)
    if (!earlier) throw new NotFound()
    if (!same(earlier, proposal)) await writeText(ctx, proposal, earlier, { restored: version })
  })
}

/** An author lets the text of the other stand; their own is kept in the history, as one that was not chosen. */
export async function keepAside(ctx: Context, id: string, wanted: Words): Promise<void> {
  const known: ViewerContext = requireAuthor(ctx, await proposalById(ctx, id))
  const words = checked({ ...wanted, why: '' })
  await limit(known, writing, known.viewer.id)
  await changingProposal(known, id, async (ctx, proposal) => {
    requireAuthor(ctx, proposal)
    requireWritable(proposal)
    if (same(words, proposal)) return
    // Sent twice it is kept once.
    const newest = await row<Words>(
      ctx.db,
      sql`select title, body, costs, who, sources from proposal_versions where proposal_id = ${id} order by version desc limit 1`,
    )
    if (!newest || !same(words, newest)) await writeVersion(ctx, id, words, { aside: true })
  })
}
