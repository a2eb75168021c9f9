import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { requireSteward, requireViewer } from '../residents/index.ts'
import { conceptsByIds, type Concept } from './queries.ts'

export type RequestKind = 'ambition' | 'synonym' | 'relation'
export type Verdict = 'accepted' | 'merged' | 'declined'

/** What a steward answered. Who it was is not told. */
export interface Answer {
  round: 1 | 2
  verdict: Verdict
  outcome: number | null
  reason: string
  answered: Date
  /** The concept that came of it, or into which it was merged. */
  concept: Concept | undefined
}

/** A request without who made it. */
export interface AmbitionRequest {
  id: string
  kind: RequestKind
  title: string
  why: string
  created: Date
  /** What a synonym or relation is about. */
  concept: Concept | undefined
  other: Concept | undefined
  answers: Answer[]
  /** What the requester said to the first answer, when they appealed. */
  appeal: string | undefined
}

/** A request as a steward may work on it. */
export interface StewardRequest extends AmbitionRequest {
  /** Which answer it waits for; undefined when it waits for none. */
  round: 1 | 2 | undefined
  /** Why this steward is not the one to answer, as a code. */
  barred: 'ownRequest' | 'otherSteward' | undefined
}

/** A decision as everybody may read it. */
export interface Decision extends Answer {
  id: string
  /** `join`: nobody asked; a steward saw that two ambitions are one. */
  kind: RequestKind | 'join'
  title: string
}

interface RequestRow {
  id: string
  kind: RequestKind
  title: string
  why: string
  created: string
  conceptId: number | null
  otherId: number | null
  appeal: string | null
  own: boolean
  answeredByViewer: boolean
}

/** A request waits for its first answer, or, after an appeal, for its second. */
const isWaiting = sql`(
  not exists (select 1 from ambition_answers a where a.request_id = q.id)
  or exists (select 1 from ambition_appeals p where p.request_id = q.id)
    and not exists (select 1 from ambition_answers a where a.request_id = q.id and a.round = 2))`

async function readRequests(ctx: Context, rest: SQL): Promise<StewardRequest[]> {
  const viewer = ctx.viewer?.id ?? null
  const found = await rows<RequestRow>(
    ctx.db,
    sql`select q.id, q.kind, q.title, q.why, q.created, q.concept_id as "conceptId", q.other_id as "otherId",
          (select p.words from ambition_appeals p where p.request_id = q.id) as appeal,
          q.resident_id is not distinct from ${viewer}::uuid as own,
          exists (select 1 from ambition_answers a
            where a.request_id = q.id and a.round = 1 and a.steward_id = ${viewer}::uuid) as "answeredByViewer"
        from ambition_requests q ${rest}`,
  )
  const answers = await rows<Omit<Answer, 'concept'> & { requestId: string; conceptId: number | null }>(
    ctx.db,
    sql`select request_id as "requestId", round, verdict, outcome, reason, answered, concept_id as "conceptId"
        from ambition_answers
        where request_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(found.map(({ id }) => id))}::jsonb))
        order by round`,
  )
  const ids = [
    ...found.flatMap(({ conceptId, otherId }) => [conceptId, otherId]),
    ...answers.map((a) => a.conceptId),
  ]
  const concepts = await conceptsByIds(
    ctx,
    ids.filter((id) => id !== null),
  )
  const conceptOf = (id: number | null) => (id === null ? undefined : concepts.get(id))
  return found.map(({ conceptId, otherId, appeal, own, answeredByViewer, created, ...request }) => {
    const given = answers.filter(({ requestId }) => requestId === request.id)
    const round = given.length === 0 ? 1 : appeal !== null && given.length === 1 ? 2 : undefined
    return {
      ...request,
      created: new Date(created),
      concept: conceptOf(conceptId),
      other: conceptOf(otherId),
      appeal: appeal ?? undefined,
      answers: given.map((answer) => ({
        round: answer.round,
        verdict: answer.verdict,
        outcome: answer.outcome,
        reason: answer.reason,
        answered: new Date(answer.answered),
        concept: conceptOf(answer.conceptId),
      })),
      round,
      barred: own ? 'ownRequest' : round === 2 && answeredByViewer ? 'otherSteward' : undefined,
    }
  })
}

/** What the viewer asked for, newest first. */
export async function ownRequests(ctx: Context): Promise<AmbitionRequest[]> {
  const { viewer } = requireViewer(ctx)
  return readRequests(ctx, sql`where q.resident_id = ${viewer.id} order by q.created desc, q.id limit 50`)
}

/** One request of the viewer's own. @throws NotFound for anybody else's. */
export async function ownRequest(ctx: Context, id: string): Promise<StewardRequest> {
  const { viewer } = requireViewer(ctx)
  if (!isId(id)) throw new NotFound()
  const [found] = await readRequests(ctx, sql`where q.id = ${id} and q.resident_id = ${viewer.id}`)
  if (!found) throw new NotFound()
  return found
}

/** What waits for a steward of the taxonomy, longest first. */
export async function waitingRequests(ctx: Context): Promise<StewardRequest[]> {
  requireSteward(ctx, 'taxonomy')
  return readRequests(ctx, sql`where ${isWaiting} order by q.created, q.id limit 100`)
}

/** One request, for a steward of the taxonomy. */
export async function requestForSteward(ctx: Context, id: string): Promise<StewardRequest> {
  requireSteward(ctx, 'taxonomy')
  if (!isId(id)) throw new NotFound()
  const [found] = await readRequests(ctx, sql`where q.id = ${id}`)
  if (!found) throw new NotFound()
  return found
}

const decisionsPerPage = 30

/**
 * Decisions, newest first, without who asked and who answered: each answer to a request, and each ambition that went
 * up in another. `before` is the `next` of the page before this one.
 */
export async function decisions(
  ctx: Context,
  before?: string,
): Promise<{ decisions: Decision[]; next: string | undefined }> {
  const [moment, id] = (before ?? '').split('_')
  const isBefore = moment && id && isId(id) && !Number.isNaN(Date.parse(moment))
  const found = await rows<Omit<Decision, 'concept'> & { conceptId: number | null }>(
    ctx.db,
    sql`select * from (
          select a.request_id as id, q.kind, q.title, a.round, a.verdict, a.outcome, a.reason, a.answered,
            a.concept_id as "conceptId"
          from ambition_answers a join ambition_requests q on q.id = a.request_id
          union all
          select md5('join ' || v.concept_id || ' ' || v.version)::uuid, 'join',
            coalesce(v.snapshot->'pref'->>${ctx.language}::text, v.snapshot->'pref'->>'nl', c.slug), 1, 'merged', null,
            v.why, v.changed, c.replaced_by
          from concept_versions v
          join concepts c on c.id = v.concept_id and c.scheme = 'ambition'
          join concept_versions p on p.concept_id = v.concept_id and p.version = v.version - 1
          where v.snapshot->>'status' = 'merged' and p.snapshot->>'status' <> 'merged'
        ) d
        ${isBefore ? sql`where (d.answered, d.id) < (${moment}::timestamptz, ${id}::uuid)` : sql``}
        order by d.answered desc, d.id desc limit ${decisionsPerPage + 1}`,
  )
  const shown = found.slice(0, decisionsPerPage)
  const ids = shown.map(({ conceptId }) => conceptId).filter((one) => one !== null)
  const concepts = await conceptsByIds(ctx, ids)
  const last = shown.at(-1)
  return {
    decisions: shown.map(({ conceptId, ...decision }) => ({
      ...decision,
      answered: new Date(decision.answered),
      concept: conceptId === null ? undefined : concepts.get(conceptId),
    })),
    next:
      found.length > decisionsPerPage ? `${new Date(last!.answered).toISOString()}_${last!.id}` : undefined,
  }
}
