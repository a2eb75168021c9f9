import { sql } from 'drizzle-orm'
import { week } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { requireVerified } from '../../residents/index.ts'
import { conceptCard, requireConcept } from '../queries.ts'
import { plain } from '../rules.ts'
import { ownRequest } from '../requests.ts'
import { searchConcepts, type Finding } from '../search.ts'

/** Something a resident would like to see in the taxonomy. */
export type NewRequest =
  | { kind: 'ambition'; title: string; why: string }
  | { kind: 'synonym'; slug: string; title: string; why: string }
  | { kind: 'relation'; slug: string; other: string; why: string }

const perResident: Limit = { name: 'ambition-request', max: 5, window: week }

/** A lower score means that only an everyday word ("straat") is the same; half of the best means that something fits better. */
const leastAlike = { score: 3.5, share: 0.5 }

/** Ambitions that may already say what somebody wants to ask for, best first. */
export async function nearDuplicates(ctx: Context, title: string): Promise<Finding[]> {
  const findings = await searchConcepts(ctx, title, { limit: 5 })
  const least = Math.max(leastAlike.score, leastAlike.share * (findings[0]?.score ?? 0))
  // Only a name or synonym can say the same; a definition merely mentions it.
  return findings.filter(({ reason, score }) => score >= least && reason.how !== 'definition')
}

/**
 * Asks for an ambition, a synonym or a relation. It waits for a steward of the taxonomy; nobody else learns who asked.
 * At most five a week. @returns the id of the request.
 */
export async function requestAmbition(ctx: Context, request: NewRequest): Promise<string> {
  const { viewer } = requireVerified(ctx)
  const { title, conceptId, otherId } = await placed(ctx, request)
  await limit(ctx, perResident, viewer.id)
  const id = newId()
  await transact(ctx, async (ctx) => {
    await ctx.db.execute(
      sql`insert into ambition_requests (id, resident_id, kind, concept_id, other_id, title, why, created)
          values (${id}, ${viewer.id}, ${request.kind}, ${conceptId}, ${otherId}, ${title}, ${request.why},
            ${ctx.now().toISOString()})`,
    )
    await publish(ctx, 'ambition.requested', { request: id })
  })
  return id
}

/** What a request is about; refuses what is there already. */
async function placed(
  ctx: Context,
  request: NewRequest,
): Promise<{ title: string; conceptId: number | null; otherId: number | null }> {
  if (request.kind === 'ambition') return { title: request.title, conceptId: null, otherId: null }
  const concept = await requireConcept(ctx, request.slug)
  const card = await conceptCard(ctx, concept)
  if (request.kind === 'synonym') {
    const known = [concept.label, ...card.synonyms].map(plain)
    if (known.includes(plain(request.title))) throw new Invalid({ title: 'titleKnown' })
    return { title: request.title, conceptId: concept.id, otherId: null }
  }
  const other = await requireConcept(ctx, request.other)
  if (other.id === concept.id) throw new Invalid({ other: 'otherSame' })
  if (card.related.some(({ id }) => id === other.id)) throw new Invalid({ other: 'relationKnown' })
  return { title: `${concept.label} + ${other.label}`.slice(0, 80), conceptId: concept.id, otherId: other.id }
}

/**
 * The requester does not agree with the first answer: a second steward looks once more. Once only, and not after an
 * answer that gave what was asked.
 */
export async function appealAnswer(ctx: Context, requestId: string, words: string): Promise<void> {
  const { viewer } = requireVerified(ctx)
  await transact(ctx, async (ctx) => {
    const request = await ownRequest(ctx, requestId)
    if (request.appeal !== undefined) throw new Conflict('alreadyAppealed')
    const [first] = request.answers
    if (!first || first.verdict === 'accepted') throw new Conflict('nothingToAppeal')
    const appeal = await row(
      ctx.db,
      sql`insert into ambition_appeals (request_id, words, appealed)
          values (${requestId}, ${words}, ${ctx.now().toISOString()})
          on conflict do nothing returning request_id`,
    )
    if (!appeal) throw new Conflict('alreadyAppealed')
    await publish(ctx, 'ambition.appealed', { request: requestId, resident: viewer.id })
  })
}
