import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid } from '../../../platform/errors.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { openDecision, type Form } from '../../decisions/index.ts'
import { electorateOf, freezeCase } from '../../levels/index.ts'
import { words } from '../messages/index.ts'
import {
  changingProposal,
  enterStage,
  hrefOf,
  proposalById,
  requireAuthor,
  requireText,
  type Proposal,
} from '../proposal.ts'
import { amendedWords, longest, supportNeeded, votedText } from '../rules.ts'
import { writeVersion } from './version.ts'

export interface Voting {
  /** Of the decision; made when the form was shown, so that sending it twice opens one. */
  id: string
  method: 'consent' | 'majority'
  form: Form
  quorum?: number | undefined
  closes: Date
}

const opening: Limit = { name: 'proposal-vote', max: 6, window: day }

/** How many must support it before people vote. */
export async function neededSupport(ctx: Context, { community, level }: Proposal): Promise<number> {
  if (community) return supportNeeded('community', community.members)
  return level ? supportNeeded('area', await electorateOf(ctx, level.area, 'verified')) : 0
}

/**
 * An author asks for a decision on the text as it stands: it does not change while people vote, and its level stands too. Method,
 * form and closing are said beforehand. Sending it twice opens one. @returns the id of the decision.
 * @throws Conflict (`proposalSupport`) while too few support it; as `openDecision`.
 */
export async function openVote(ctx: Context, id: string, wanted: Voting): Promise<string> {
  const before = await proposalById(ctx, id)
  const known = requireAuthor(ctx, before)
  await limit(known, opening, known.viewer.id)
  return changingProposal(known, id, async (ctx, proposal) => {
    requireAuthor(ctx, proposal)
    if (proposal.decisionId === wanted.id) return wanted.id
    requireText(proposal)
    // The text that is voted on speaks the language of its place, whoever opens it.
    const explanation = votedText(proposal, words.nl.voted)
    if (explanation.length > longest.voted) throw new Conflict('proposalLong')
    if (proposal.supports < (await neededSupport(ctx, proposal))) throw new Conflict('proposalSupport')
    const { community, level } = proposal
    const { method } = wanted
    if (level && method === 'consent') throw new Invalid({ method: 'methodMissing' })
    if (level) await freezeCase(ctx, level.caseId)
    const decisionId = await openDecision(ctx, {
      id: wanted.id,
      ...(community ? { communityId: community.id } : { areaId: level!.area.id }),
      origin: hrefOf(id),
      method,
      form: method === 'consent' ? 'open' : wanted.form,
      question: proposal.title,
      explanation,
      quorum: wanted.quorum,
      closes: wanted.closes,
    })
    await ctx.db.execute(sql`update proposals set decision_id = ${decisionId} where id = ${id}`)
    await enterStage(ctx, id, 'decision', { decisionId })
    await publish(ctx, 'proposal.opened', { proposal: id, decision: decisionId })
    return decisionId
  })
}

interface Followed {
  state: string
  verdict: string | null
  round: number
  question: string
  explanation: string
  why: string
  byId: string | null
}

/**
 * Job: the decision of a proposal was counted, taken back, cannot be counted, or was amended. Adopted it is to be done; not
 * adopted it is talked about again; amended its new words are a version. Once followed nothing more changes.
 */
export async function followDecision(
  ctx: Context,
  { decision: decisionId }: { decision: string },
): Promise<void> {
  await transact(ctx, async (ctx) => {
    const held = await row<{ id: string }>(
      ctx.db,
      sql`select id from proposals where decision_id = ${decisionId} and stage = 'decision' for no key update`,
    )
    const found = held && (await decided(ctx, decisionId))
    if (!held || !found) return
    if (found.round === 2) await followAmendment(ctx, held.id, await wordsOf(ctx, held.id), found)
    if (found.state === 'decided') {
      const adopted = found.verdict === 'adopted'
      await enterStage(ctx, held.id, adopted ? 'doing' : 'talk', { decisionId })
      await publish(ctx, 'proposal.decided', { proposal: held.id, decision: decisionId, adopted })
    } else if (found.state === 'withdrawn' || found.state === 'void') {
      await enterStage(ctx, held.id, 'proposal', { decisionId, why: found.why })
    }
  })
}

function decided(ctx: Context, id: string): Promise<Followed | undefined> {
  return row<Followed>(
    ctx.db,
    sql`select d.state, d.result->>'verdict' as verdict, d.round, d.question, d.explanation, coalesce(c.why, '') as why, c.by_id as "byId"
        from decisions d left join lateral (select why, by_id from decision_changes
          where decision_id = d.id and kind <> 'opened' order by id desc limit 1) c on true
        where d.id = ${id}`,
  )
}

type Text = Parameters<typeof amendedWords>[0]

async function wordsOf(ctx: Context, id: string): Promise<Text> {
  return (await row<Text>(
    ctx.db,
    sql`select title, body, costs, who, sources from proposals where id = ${id}`,
  ))!
}

async function followAmendment(ctx: Context, id: string, before: Text, amended: Followed): Promise<void> {
  const after = amendedWords(
    before,
    amended.question.slice(0, longest.title),
    amended.explanation,
    words.nl.voted,
  )
  if (votedText(after, words.nl.voted) === votedText(before, words.nl.voted) && after.title === before.title)
    return
  await writeVersion(ctx, id, after, { why: amended.why, byId: amended.byId })
}
