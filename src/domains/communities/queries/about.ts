import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { hashToken } from '../../../platform/crypto.ts'
import { row, rows } from '../../../platform/db/store.ts'
import type { ViewerContext } from '../../residents/index.ts'
import { conceptsByIds } from '../../ambitions/index.ts'
import { requireManager, type Community } from '../community.ts'
import type { LinkKind } from '../actions/links.ts'
import { mayEnter } from '../visible.ts'

/** The areas a community carries, largest first. */
export async function areasOf(
  ctx: Context,
  communityId: string,
): Promise<{ id: number; code: string; name: string }[]> {
  return rows(
    ctx.db,
    sql`select a.id, a.code, a.name from community_areas ca join areas a on a.id = ca.area_id
        where ca.community_id = ${communityId} order by length(a.path), a.name limit 20`,
  )
}

/** The ambitions a community has, in the reader's language. */
export async function ambitionsOf(
  ctx: Context,
  communityId: string,
): Promise<{ slug: string; label: string }[]> {
  const held = await rows<{ id: number }>(
    ctx.db,
    sql`select concept_id as id from community_ambitions where community_id = ${communityId} order by concept_id limit 10`,
  )
  const concepts = await conceptsByIds(
    ctx,
    held.map(({ id }) => id),
  )
  return [...concepts.values()].map(({ slug, label }) => ({ slug, label }))
}

/** A community on the same cord. */
export interface Linked {
  /** Of the connection. */
  id: string
  communityId: string
  slug: string
  name: string
  /** How the other relates to this one. */
  relation: 'whole' | 'part' | 'partner'
}

/** Communities connected with this one, as far as the viewer may know of them. */
export async function linksOf(ctx: Context, communityId: string): Promise<Linked[]> {
  return rows(
    ctx.db,
    sql`select l.id, c.id as "communityId", c.slug, c.name,
          case when l.kind = 'partner' then 'partner' when l.from_id = ${communityId} then 'whole' else 'part' end as relation
        from community_links l
        join communities c on c.id = case when l.from_id = ${communityId} then l.to_id else l.from_id end
        where (l.from_id = ${communityId} or l.to_id = ${communityId}) and l.accepted is not null and l.ended is null and ${mayEnter(ctx)}
        order by l.kind, l.from_id = ${communityId} desc, c.name limit 24`,
  )
}

/** A connection that waits for an answer. */
export interface AskedLink {
  id: string
  /** Null of a closed community that the viewer may not enter. */
  name: string | null
  kind: LinkKind
  /** Whether this community asks; otherwise it is asked. */
  asks: boolean
}

/** Connections asked of or by this community; only for its manager. */
export async function askedLinks(ctx: ViewerContext, community: Community): Promise<AskedLink[]> {
  requireManager(community)
  return rows(
    ctx.db,
    sql`select l.id, case when ${mayEnter(ctx)} then c.name end as name, l.kind, l.from_id = ${community.id} as asks
        from community_links l
        join communities c on c.id = case when l.from_id = ${community.id} then l.to_id else l.from_id end
        where (l.from_id = ${community.id} or l.to_id = ${community.id}) and l.accepted is null and l.ended is null
        order by l.asked limit 24`,
  )
}

/** How an ended community looks back. */
export interface OutcomeWords {
  result: 'realised' | 'tried'
  worked: string
  failed: string
  lesson: string
  thanks: string
  story: string
  startedWith: number | null
  people: number | null
  weeks: number | null
  told: Date
}

/** The invitation behind a mailed link. Looking does not use it up. */
export async function invitationByToken(
  ctx: Context,
  token: string,
): Promise<
  { communityId: string; slug: string; name: string; purpose: string; from: string | null } | undefined
> {
  return row(
    ctx.db,
    sql`select c.id as "communityId", c.slug, c.name, c.purpose, r.display_name as "from"
        from invitations i join communities c on c.id = i.community_id and c.state <> 'ended'
        left join residents r on r.id = i.invited_by and r.left_at is null
        where i.token_hash = ${hashToken(token)} and i.answer is null and i.ends > ${ctx.now().toISOString()}`,
  )
}

/** The invitation of the viewer to a community: who asks, and the ambition through which formation found them. */
export async function ownInvitation(
  ctx: ViewerContext,
  communityId: string,
): Promise<{ from: string | null; formed: boolean; ambition: string | undefined } | undefined> {
  const found = await row<{ from: string | null; formed: boolean; conceptId: number | null }>(
    ctx.db,
    sql`select r.display_name as "from", i.formed, i.why_concept_id as "conceptId"
        from invitations i left join residents r on r.id = i.invited_by and r.left_at is null
        where i.community_id = ${communityId} and i.resident_id = ${ctx.viewer.id} and i.answer is null
          and i.ends > ${ctx.now().toISOString()}`,
  )
  if (!found) return undefined
  const { from, formed, conceptId } = found
  const concepts = conceptId === null ? undefined : await conceptsByIds(ctx, [conceptId])
  return { from, formed, ambition: conceptId === null ? undefined : concepts?.get(conceptId)?.label }
}
