import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import { publish } from '../../../platform/outbox.ts'
import { logAct, requireSteward, tell } from '../../residents/index.ts'
import { blankConcept, keyOf, reservedSlugs, type ConceptRecord, type Taxonomy } from '../concept.ts'
import { conceptIn, joinTexts, mergeInto } from '../merging.ts'
import { requireConcept } from '../queries.ts'
import { plain } from '../rules.ts'
import { BrokenTaxonomy, changeTaxonomy } from '../records.ts'
import type { RequestKind, Verdict } from '../requests.ts'

/** A new ambition as a steward places it in the tree. */
export interface Placing {
  slug: string
  labelNl: string
  labelEn: string
  definitionNl: string
  definitionEn: string
  broader: string
  themes: string[]
  sensitive: boolean
}

interface Judged {
  /** Which of the five outcomes of the Droom it serves most. */
  outcome: number
  reason: string
}

/** A request that waits, locked so that only one steward answers it at a time. */
interface Waiting {
  id: string
  residentId: string | null
  kind: RequestKind
  title: string
  slug: string | null
  otherSlug: string | null
  language: string
  round: 1 | 2
  /** The concept that the first answer merged the words into, before an appeal. */
  mergedInto: string | null
}

/** Takes an ambition into the tree, as it was asked for. The requester is told, and may choose it at once. */
export async function acceptAmbition(
  ctx: Context,
  requestId: string,
  placing: Placing,
  judged: Judged,
): Promise<void> {
  await answer(ctx, requestId, 'accepted', judged, async (ctx, waiting) => {
    if (waiting.kind !== 'ambition') throw new NotFound()
    await change(ctx, judged.reason, (taxonomy) => {
      if (taxonomy.has(keyOf({ scheme: 'ambition', slug: placing.slug })))
        throw new Invalid({ slug: 'slugTaken' })
      if (reservedSlugs.includes(placing.slug)) throw new Invalid({ slug: 'slugTaken' })
      const last = Math.max(-1, ...[...taxonomy.values()].map(({ position }) => position))
      const added: ConceptRecord = {
        ...blankConcept('ambition', placing.slug),
        sensitive: placing.sensitive,
        outcome: judged.outcome,
        position: last + 1,
        pref: { nl: placing.labelNl, en: placing.labelEn },
        definition: { nl: placing.definitionNl, en: placing.definitionEn },
        broader: [placing.broader],
        needs: placing.themes,
      }
      return [added, ...withoutWords(taxonomy, waiting)]
    })
    return placing.slug
  })
}

/** Takes in a synonym or a relation that was proposed. */
export async function acceptProposal(ctx: Context, requestId: string, judged: Judged): Promise<void> {
  await answer(ctx, requestId, 'accepted', judged, async (ctx, waiting) => {
    if (waiting.kind === 'ambition' || waiting.slug === null) throw new NotFound()
    const { slug, otherSlug } = waiting
    await change(ctx, judged.reason, (taxonomy) => {
      const concept = conceptIn(taxonomy, 'ambition', slug)
      if (!concept) throw new Conflict('notFitting')
      if (waiting.kind === 'relation') return [{ ...concept, related: [...concept.related, otherSlug!] }]
      return [{ ...concept, alt: joinTexts(concept.alt, { [waiting.language]: waiting.title }) }]
    })
    return slug
  })
}

/** The wish is there already under another name: the words become a synonym of it. */
export async function mergeRequest(
  ctx: Context,
  requestId: string,
  into: string,
  reason: string,
): Promise<void> {
  await answer(ctx, requestId, 'merged', { reason }, async (ctx, waiting) => {
    await change(ctx, reason, (taxonomy) => {
      const concept = conceptIn(taxonomy, 'ambition', into)
      if (!concept) throw new Invalid({ into: 'intoMissing' })
      if (waiting.kind === 'relation') return []
      const merged = { ...concept, alt: joinTexts(concept.alt, { [waiting.language]: waiting.title }) }
      return [...withoutWords(taxonomy, waiting).filter(({ slug }) => slug !== into), merged]
    })
    return into
  })
}

/** Says no, with a reason that everybody can read. */
export async function declineRequest(ctx: Context, requestId: string, reason: string): Promise<void> {
  await answer(ctx, requestId, 'declined', { reason }, async (ctx, waiting) => {
    await change(ctx, reason, (taxonomy) => withoutWords(taxonomy, waiting))
    return null
  })
}

/** Two ambitions turn out to be one: who followed the one follows the other from now on. */
export async function mergeAmbitions(
  ctx: Context,
  from: string,
  into: string,
  reason: string,
): Promise<void> {
  requireSteward(ctx, 'taxonomy')
  if (from === into) throw new Invalid({ into: 'otherSame' })
  await transact(ctx, async (ctx) => {
    await change(ctx, reason, (taxonomy) => {
      const gone = conceptIn(taxonomy, 'ambition', from)
      const target = conceptIn(taxonomy, 'ambition', into)
      if (!gone) throw new Invalid({ from: 'otherMissing' })
      if (!target) throw new Invalid({ into: 'otherMissing' })
      return mergeInto(taxonomy, gone, target)
    })
    await logAct(ctx, { task: 'taxonomy', kind: 'ambition.joined', about: { from, into }, why: reason })
  })
}

/** A second answer undoes the synonym that the first one made. */
function withoutWords(taxonomy: Taxonomy, waiting: Waiting): ConceptRecord[] {
  if (waiting.mergedInto === null) return []
  const concept = conceptIn(taxonomy, 'ambition', waiting.mergedInto)
  if (!concept) return []
  const words = (concept.alt[waiting.language] ?? []).filter((text) => plain(text) !== plain(waiting.title))
  return [{ ...concept, alt: { ...concept.alt, [waiting.language]: words } }]
}

/** Changes the taxonomy for a steward; what does not fit is a problem of the form. */
async function change(
  ctx: Context,
  why: string,
  make: (taxonomy: Taxonomy) => ConceptRecord[],
): Promise<void> {
  try {
    await changeTaxonomy(ctx, why, make)
  } catch (error) {
    if (error instanceof BrokenTaxonomy) throw new Invalid({ form: 'notFitting' })
    throw error
  }
}

/**
 * Answers a request once: the steward has the task, did not ask it, and did not give the answer that is appealed
 * against. Of two stewards who answer at once one wins. The requester is told.
 */
async function answer(
  ctx: Context,
  requestId: string,
  verdict: Verdict,
  judged: { reason: string; outcome?: number },
  carryOut: (ctx: Context, waiting: Waiting) => Promise<string | null>,
): Promise<void> {
  const { viewer } = requireSteward(ctx, 'taxonomy')
  if (!isId(requestId)) throw new NotFound()
  await transact(ctx, async (ctx) => {
    const waiting = await lockWaiting(ctx, requestId, viewer.id)
    const slug = await carryOut(ctx, waiting)
    const concept = slug === null ? undefined : await requireConcept(ctx, slug)
    await ctx.db.execute(
      sql`insert into ambition_answers (request_id, round, verdict, outcome, concept_id, reason, steward_id, answered)
          values (${requestId}, ${waiting.round}, ${verdict}, ${judged.outcome ?? null}, ${concept?.id ?? null},
            ${judged.reason}, ${viewer.id}, ${ctx.now().toISOString()})`,
    )
    await logAct(ctx, {
      task: 'taxonomy',
      kind: `ambition.${verdict}`,
      about: { request: requestId, round: waiting.round, ...(slug !== null && { concept: slug }) },
      why: judged.reason,
    })
    await publish(ctx, 'ambition.answered', { request: requestId, round: waiting.round, verdict })
    if (waiting.residentId !== null) {
      await tell(ctx, [waiting.residentId], 'ambition.answered', {
        request: requestId,
        round: waiting.round,
        verdict,
      })
    }
  })
}

async function lockWaiting(ctx: Context, requestId: string, stewardId: string): Promise<Waiting> {
  const locked = await row(ctx.db, sql`select id from ambition_requests where id = ${requestId} for update`)
  if (!locked) throw new NotFound()
  const request = await row<
    Omit<Waiting, 'round'> & { appealed: boolean; rounds: number; firstBy: string | null }
  >(
    ctx.db,
    sql`select q.id, q.resident_id as "residentId", q.kind, q.title, c.slug, o.slug as "otherSlug",
          coalesce(r.language, 'nl') as language, first.steward_id as "firstBy",
          case when first.verdict = 'merged' then m.slug end as "mergedInto",
          exists (select 1 from ambition_appeals p where p.request_id = q.id) as appealed,
          (select count(*)::int from ambition_answers a where a.request_id = q.id) as rounds
        from ambition_requests q
        left join residents r on r.id = q.resident_id
        left join concepts asked on asked.id = q.concept_id
        left join concepts c on c.id = coalesce(asked.replaced_by, asked.id)
        left join concepts other on other.id = q.other_id
        left join concepts o on o.id = coalesce(other.replaced_by, other.id)
        left join ambition_answers first on first.request_id = q.id and first.round = 1
        left join concepts m on m.id = first.concept_id
        where q.id = ${requestId}`,
  )
  const { appealed, rounds, firstBy, ...waiting } = request!
  if (waiting.residentId === stewardId) throw new NotAllowed('ownRequest')
  if (rounds === 2 || (rounds === 1 && !appealed)) throw new Conflict('alreadyAnswered')
  if (rounds === 1 && firstBy === stewardId) throw new NotAllowed('otherSteward')
  return { ...waiting, round: rounds === 0 ? 1 : 2 }
}
