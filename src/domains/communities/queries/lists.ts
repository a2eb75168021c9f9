import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { escapeLike, rows } from '../../../platform/db/store.ts'
import { isId } from '../../../platform/ids.ts'
import { below } from '../../areas/index.ts'
import { conceptsByIds } from '../../ambitions/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import { communityColumns, withDates, type Community } from '../community.ts'
import { mayEnter, touchesArea, type Within } from '../visible.ts'

/** A community as a list shows it. */
export interface CommunityLine extends Community {
  /** Names of the areas it carries, three at most and each once. */
  places: string[]
  /** When people see each other next. */
  next: Date | undefined
  /** Whether they saw each other before. */
  met: boolean
}

/** Part of a list; `next` asks for what follows. */
export interface Part<Item> {
  items: Item[]
  next: string | undefined
}

export interface Range {
  /** What an earlier part gave as `next`. */
  after?: string | undefined
  limit?: number
}

const listColumns = (ctx: Context): SQL => sql`${communityColumns(ctx)},
  array(select a.name from community_areas ca join areas a on a.id = ca.area_id
    where ca.community_id = c.id group by a.name order by min(a.id) limit 3) as places,
  (select min(m.starts) from activity_communities shared join activity_moments m on m.activity_id = shared.activity_id
    where shared.community_id = c.id and shared.accepted is not null and shared.until > ${ctx.now().toISOString()}::timestamptz
      and m.cancelled is null and m.starts > ${ctx.now().toISOString()}::timestamptz) as next,
  exists (select 1 from activity_communities shared join activity_moments m on m.activity_id = shared.activity_id
    where shared.community_id = c.id and shared.accepted is not null
      and m.cancelled is null and m.starts <= ${ctx.now().toISOString()}::timestamptz) as met`

function lineOf(found: CommunityLine): CommunityLine {
  return { ...withDates(found), next: found.next ? new Date(found.next) : undefined }
}

/** The communities the viewer belongs to, the newest membership first; ended ones last. */
export async function communitiesOf(ctx: ViewerContext, limit = 60): Promise<CommunityLine[]> {
  const found = await rows<CommunityLine>(
    ctx.db,
    sql`select ${listColumns(ctx)} from memberships m join communities c on c.id = m.community_id
        where m.resident_id = ${ctx.viewer.id} and m.ended is null
        order by c.state = 'ended', m.joined desc, m.id limit ${limit}`,
  )
  return found.map(lineOf)
}

/** Communities that have an open invitation for the viewer, newest first, with who asks and why. */
export async function invitationsFor(ctx: ViewerContext): Promise<(CommunityLine & InvitationWords)[]> {
  const found = await rows<CommunityLine & InvitationWords>(
    ctx.db,
    sql`select ${listColumns(ctx)}, i.formed, i.why_concept_id as "conceptId", r.display_name as "from"
        from invitations i join communities c on c.id = i.community_id
        left join residents r on r.id = i.invited_by and r.left_at is null
        where i.resident_id = ${ctx.viewer.id} and i.answer is null and i.ends > ${ctx.now().toISOString()}
          and c.state <> 'ended'
        order by i.invited desc limit 20`,
  )
  const concepts = await conceptsByIds(
    ctx,
    found.flatMap(({ conceptId }) => conceptId ?? []),
  )
  return found.map((one) => ({
    ...one,
    ...lineOf(one),
    ambition: one.conceptId === null ? undefined : concepts.get(one.conceptId)?.label,
  }))
}

export interface InvitationWords {
  formed: boolean
  conceptId: number | null
  /** Its words. */
  ambition: string | undefined
  /** The first name of who asks. */
  from: string | null
}

/** Communities near the viewer's home that they do not belong to yet: street, then buurt, wijk and gemeente. */
export async function communitiesNear(
  ctx: ViewerContext,
  limit = 8,
): Promise<(CommunityLine & { near: number })[]> {
  const { streetId, buurtId, wijkId, gemeenteId } = ctx.viewer
  const found = await rows<CommunityLine & { near: number }>(
    ctx.db,
    sql`with within as materialized (
          select a.id, case when a.id = ${streetId} then 0 when ${below(sql`a.path`, sql`b.path`)} then 1
            else 2 end as near
          from areas w join areas a on ${below(sql`a.path`, sql`w.path`)}
          left join areas b on b.id = ${buurtId}
          where w.id = coalesce(${wijkId}::int, ${buurtId}::int)
          union all select ${gemeenteId}::int, 3 where ${gemeenteId}::int is not null
        ), near as (
          select ca.community_id, min(w.near) as near from within w join community_areas ca on ca.area_id = w.id
          group by ca.community_id
        )
        select ${listColumns(ctx)}, near.near from near join communities c on c.id = near.community_id
        where c.state in ('forming', 'active') and ${mayEnter(ctx)} and not exists (
          select 1 from memberships m
          where m.community_id = c.id and m.resident_id = ${ctx.viewer.id} and m.ended is null)
        order by near.near, c.founded desc, c.id limit ${limit}`,
  )
  return found.map((one) => ({ ...one, ...lineOf(one) }))
}

/** Communities that carry an area within this one or around it, newest first. */
export async function communitiesInArea(
  ctx: Context,
  area: Within,
  { after, limit = 20 }: Range = {},
): Promise<Part<CommunityLine>> {
  return page(ctx, sql`${touchesArea(area)} and c.state in ('forming', 'active', 'resting')`, {
    after,
    limit,
  })
}

/** Communities by a part of their name, newest first. Words shorter than three letters find nothing. */
export async function searchCommunities(
  ctx: Context,
  text: string,
  { after, limit = 20 }: Range = {},
): Promise<Part<CommunityLine>> {
  const wanted = text.trim().toLowerCase().slice(0, 80)
  if (wanted.length < 3) return { items: [], next: undefined }
  const like = `%${escapeLike(wanted)}%`
  return page(ctx, sql`lower(c.name) like ${like}`, { after, limit })
}

async function page(
  ctx: Context,
  where: SQL,
  { after, limit }: Range & { limit: number },
): Promise<Part<CommunityLine>> {
  const from = readCursor(after)
  const found = await rows<CommunityLine>(
    ctx.db,
    sql`select ${listColumns(ctx)} from communities c
        where ${where} and ${mayEnter(ctx)}
          ${from ? sql`and (c.founded < ${from.moment}::timestamptz or (c.founded = ${from.moment}::timestamptz and c.id > ${from.id}::uuid))` : sql``}
        order by c.founded desc, c.id limit ${limit + 1}`,
  )
  return partOf(found.map(lineOf), limit, ({ founded, id }) => ({ moment: founded, id }))
}

/** Cuts a list that was asked one longer, and says where the next part begins. */
export function partOf<Item>(
  found: Item[],
  limit: number,
  key: (item: Item) => { moment: Date; id: string },
): Part<Item> {
  const items = found.slice(0, limit)
  const last = found.length > limit ? items.at(-1) : undefined
  if (!last) return { items, next: undefined }
  const { moment, id } = key(last)
  return { items, next: `${moment.getTime()}.${id}` }
}

/** Reads where a part of a list begins; anything that we did not write begins at the start. */
export function readCursor(after: string | undefined): { moment: string; id: string } | undefined {
  const parts = /^(\d{1,13})\.(.+)$/.exec(after ?? '')
  if (!parts?.[1] || !parts[2] || !isId(parts[2])) return undefined
  return { moment: new Date(Number(parts[1])).toISOString(), id: parts[2] }
}
