import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { conceptsByIds } from '../ambitions/index.ts'
import { bandCells, below } from '../areas/index.ts'
import {
  isOwn,
  mayEnter,
  notBlocked,
  touchesArea,
  type Community,
  type Within,
} from '../communities/index.ts'
import { isVerified, type ViewerContext } from '../residents/index.ts'
import { recognised, type Kind } from './rules.ts'

/** Somebody whom members point at, in one community. */
export interface Designated {
  residentId: string
  name: string
  kind: Kind
  themeId: number | null
  /** Words of the theme, in the reader's language. */
  theme: string
  standing: number
  recognised: boolean
  /** Whether the viewer points at them. */
  mine: boolean
  /** Own statement: earns a living from the theme. Null when nothing was said. */
  earns: boolean | null
}

/** The same with the community it is about. */
export interface DesignatedIn extends Designated {
  slug: string
  community: string
  members: number
}

const designatedColumns = (
  ctx: Context,
): SQL => sql`s.resident_id as "residentId", r.display_name as name, s.kind,
  s.theme_id as "themeId", s.standing, ${recognised} as recognised, l.earns,
  exists (select 1 from designations d where d.community_id = s.community_id and d.kind = s.kind
    and d.to_id = s.resident_id and d.by_id = ${ctx.viewer?.id ?? null}::uuid
    and d.theme_id is not distinct from s.theme_id and d.ended is null) as mine`

const designatedTables = sql`standings s join communities c on c.id = s.community_id
  join residents r on r.id = s.resident_id and r.left_at is null
  left join livelihoods l on l.resident_id = s.resident_id and l.theme_id = s.theme_id`

/**
 * Condition for whom a resident may be shown by name as one of a community: to fellow members everybody; to others no
 * minors, nobody who chose not to be found, and nobody of a closed community, also not to who is only invited there.
 * Stands in a query in which `r` is a row of `residents` and `c` one of `communities`.
 */
export function maybeFound({ viewer }: { viewer: { id: string } }): SQL {
  return sql`((r.adult and not r.protected and c.access <> 'besloten') or exists (select 1 from memberships fellow
    where fellow.community_id = c.id and fellow.resident_id = ${viewer.id} and fellow.ended is null))`
}

async function withThemes<Row extends { themeId: number | null }>(
  ctx: Context,
  found: Row[],
): Promise<(Row & { theme: string })[]> {
  const ids = found.flatMap(({ themeId }) => (themeId === null ? [] : [themeId]))
  const themes = ids.length === 0 ? new Map<number, { label: string }>() : await conceptsByIds(ctx, ids)
  return found.map((one) => ({
    ...one,
    theme: one.themeId === null ? '' : (themes.get(one.themeId)?.label ?? ''),
  }))
}

/** Who may be asked in a community. Names are for verified residents; others learn how many there are. */
export interface People {
  ambassadors: Designated[]
  authorities: Designated[]
  counts: { ambassadors: number; authorities: number }
}

/**
 * Whom the members of a community point at, most designators first. Recognised ones for everybody verified who may
 * enter; members also see who is on the way.
 */
export async function peopleOf(ctx: Context, community: Community, limit = 24): Promise<People> {
  const own = isOwn(community)
  const counts = await row<People['counts']>(
    ctx.db,
    sql`select count(*) filter (where s.kind = 'ambassador')::int as ambassadors,
          count(*) filter (where s.kind = 'authority')::int as authorities
        from standings s join communities c on c.id = s.community_id
        where s.community_id = ${community.id} and ${recognised}`,
  )
  const none = { ambassadors: [], authorities: [], counts: counts ?? { ambassadors: 0, authorities: 0 } }
  if (!isVerified(ctx)) return none
  const known = ctx as ViewerContext
  const found = await rows<Designated>(
    ctx.db,
    sql`select * from (
          select ${designatedColumns(ctx)}, row_number() over (partition by s.kind order by s.standing desc, r.joined) as place
          from ${designatedTables}
          where s.community_id = ${community.id} and (${own} or ${recognised})
            and ${maybeFound(known)} and ${notBlocked(known.viewer.id, sql`r.id`)}
        ) ranked where place <= ${limit} order by kind, place`,
  )
  const people = await withThemes(ctx, found)
  return {
    ...none,
    ambassadors: people.filter(({ kind }) => kind === 'ambassador'),
    authorities: people.filter(({ kind }) => kind === 'authority'),
  }
}

/**
 * One of them, to ask something. The same that lists show: members reach all, others who is recognised.
 * @throws NotFound
 */
export async function designatedOne(
  ctx: ViewerContext,
  community: Community,
  wanted: { kind: Kind; themeId: number | null; residentId: string },
): Promise<Designated> {
  const found = isId(wanted.residentId)
    ? await rows<Designated>(
        ctx.db,
        sql`select ${designatedColumns(ctx)} from ${designatedTables}
            where s.community_id = ${community.id} and s.kind = ${wanted.kind} and s.resident_id = ${wanted.residentId}
              and s.theme_id is not distinct from ${wanted.themeId}::int and (${isOwn(community)} or ${recognised})
              and ${maybeFound(ctx)} and ${notBlocked(ctx.viewer.id, sql`r.id`)} and r.id <> ${ctx.viewer.id}`,
      )
    : []
  const [person] = await withThemes(ctx, found)
  if (!person) throw new NotFound()
  return person
}

/** Recognised ambassadors or authorities of the communities that touch an area, each once, by standing. */
export async function peopleOfArea(ctx: ViewerContext, area: Within, limit = 24): Promise<DesignatedIn[]> {
  if (!isVerified(ctx)) return []
  const found = await rows<DesignatedIn>(
    ctx.db,
    sql`select * from (
          select ${designatedColumns(ctx)}, c.slug, c.name as community, c.members,
            row_number() over (partition by s.kind order by s.standing desc, r.joined) as place
          from ${designatedTables}
          where ${touchesArea(area)} and c.state in ('active', 'resting') and ${recognised} and ${mayEnter(ctx)}
            and ${maybeFound(ctx)} and ${notBlocked(ctx.viewer.id, sql`r.id`)}
        ) ranked where place <= ${limit} order by kind, place`,
  )
  return withThemes(ctx, found)
}

/** Residents of a circle at most: more do not talk with each other. */
const mostWithin = 200

/**
 * Who is recognised in a community that lies within an area: as ambassador, or as authority on a theme. Only who may be
 * found by name outside their community, so nobody of a closed one, no minors, and nobody who chose not to be found.
 * Most designators first.
 */
export async function designatedWithin(
  ctx: Context,
  areaId: number,
  themeId: number | null,
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`select s.resident_id as id
        from areas g join areas within on ${below(sql`within.path`, sql`g.path`)}
          join community_areas ca on ca.area_id = within.id
          join communities c on c.id = ca.community_id and c.state in ('active', 'resting')
            and c.access <> 'besloten' and not c.by_designation
          join standings s on s.community_id = c.id and s.kind = ${themeId === null ? 'ambassador' : 'authority'}
            and s.theme_id is not distinct from ${themeId}::int and ${recognised}
          join residents r on r.id = s.resident_id and r.left_at is null and r.adult and not r.protected
        where g.id = ${areaId}
        group by s.resident_id order by max(s.standing) desc, s.resident_id limit ${mostWithin}`,
  )
  return found.map(({ id }) => id)
}

/** Ambassadors who are told of one thing at most. */
const mostTold = 200

/**
 * Recognised ambassadors of the communities that one of these areas touches, also of closed ones: to tell them
 * something, never to name them. Most designators first.
 */
export async function ambassadorsTouching(ctx: Context, areas: readonly Within[]): Promise<string[]> {
  if (areas.length === 0) return []
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`select s.resident_id as id from communities c join standings s on s.community_id = c.id and s.kind = 'ambassador'
          join residents r on r.id = s.resident_id and r.left_at is null
        where (${sql.join(
          areas.map((area) => touchesArea(area)),
          sql` or `,
        )}) and c.state in ('active', 'resting') and ${recognised}
        group by s.resident_id order by max(s.standing) desc, s.resident_id limit ${mostTold}`,
  )
  return found.map(({ id }) => id)
}

/** Recognised ambassadors of active communities that carry one of these areas, most designators first. */
export async function ambassadorsCovering(
  ctx: ViewerContext,
  areaIds: number[],
  limit = 12,
): Promise<DesignatedIn[]> {
  if (!isVerified(ctx) || areaIds.length === 0) return []
  return rows(
    ctx.db,
    sql`select ${designatedColumns(ctx)}, '' as theme, c.slug, c.name as community, c.members
        from ${designatedTables}
        where c.id in (select community_id from community_areas where area_id = any(${arrayOf(areaIds, 'int')}))
          and s.kind = 'ambassador' and c.state = 'active' and ${recognised} and ${mayEnter(ctx)}
          and ${maybeFound(ctx)} and ${notBlocked(ctx.viewer.id, sql`r.id`)} and r.id <> ${ctx.viewer.id}
        order by s.standing desc, c.founded, r.id limit ${limit}`,
  )
}

/** How far away a community gathers, as coarse as may be told: metres, the gemeente, or further. */
export type Away = 250 | 500 | 1000 | 2000 | 'gemeente' | 'further'

export interface NearAuthority extends DesignatedIn {
  away: Away
}

/** Communities looked at further away than the gemeente, by standing: enough to find somebody, whatever the country. */
const furthestLooked = 200

/**
 * Authorities on these themes: nearest first, then by standing. Within two kilometres by distance, then in the
 * viewer's gemeente, and only when that gives little anywhere else.
 */
export async function authoritiesNear(
  ctx: ViewerContext,
  themeIds: number[],
  limit = 24,
): Promise<NearAuthority[]> {
  if (!isVerified(ctx) || themeIds.length === 0) return []
  const themes = sql`any(${arrayOf(themeIds, 'int')})`
  const { cell, gemeenteId } = ctx.viewer
  const near = cell === null ? { cells: [], distances: [] } : bandCells(cell)
  const visible = sql`c.state in ('active', 'resting') and ${recognised} and ${mayEnter(ctx)} and ${maybeFound(ctx)}
    and ${notBlocked(ctx.viewer.id, sql`r.id`)} and r.id <> ${ctx.viewer.id}`
  const columns = sql`${designatedColumns(ctx)}, c.slug, c.name as community, c.members`
  const close = await rows<DesignatedIn & { metres: number | null }>(
    ctx.db,
    sql`with near (cell, metres) as materialized (
          select * from unnest(${arrayOf(near.cells, 'bigint')}, ${arrayOf(near.distances, 'int')})
        ), around (id, metres) as materialized (
          select id, min(metres) from (
            select k.id, near.metres from near join communities k on k.cell = near.cell
              where k.state in ('forming', 'active', 'resting')
            union all
            select ca.community_id, null from areas g
              join areas within on ${below(sql`within.path`, sql`g.path`)}
              join community_areas ca on ca.area_id = within.id
              where g.id = ${gemeenteId}
          ) found group by id
        )
        select ${columns}, around.metres from around join standings s on s.community_id = around.id
          join communities c on c.id = s.community_id
          join residents r on r.id = s.resident_id and r.left_at is null
          left join livelihoods l on l.resident_id = s.resident_id and l.theme_id = s.theme_id
        where s.theme_id = ${themes} and ${visible}
        order by around.metres nulls last, s.standing desc, r.id limit ${limit}`,
  )
  const nearby = (await withThemes(ctx, close)).map(({ metres, ...one }): NearAuthority => ({
    ...one,
    away: (metres ?? 'gemeente') as Away,
  }))
  if (nearby.length >= 3) return nearby
  const further = await rows<DesignatedIn>(
    ctx.db,
    sql`select ${columns} from (
          select * from standings where theme_id = ${themes} order by standing desc limit ${furthestLooked}
        ) s join communities c on c.id = s.community_id
          join residents r on r.id = s.resident_id and r.left_at is null
          left join livelihoods l on l.resident_id = s.resident_id and l.theme_id = s.theme_id
        where ${visible} order by s.standing desc, r.id limit ${limit}`,
  )
  const key = (one: DesignatedIn) => `${one.residentId} ${one.slug} ${one.themeId}`
  const known = new Set(nearby.map(key))
  const others = (await withThemes(ctx, further)).filter((one) => !known.has(key(one)))
  return [...nearby, ...others.map((one): NearAuthority => ({ ...one, away: 'further' }))].slice(0, limit)
}

/** Designations of one kind and theme in one community, with the people on the other end. */
export interface Pointing {
  communityId: string
  slug: string
  community: string
  members: number
  kind: Kind
  themeId: number | null
  theme: string
  people: { id: string; name: string }[]
}

async function pointing(ctx: ViewerContext, direction: 'to' | 'by'): Promise<Pointing[]> {
  const [own, other] = direction === 'to' ? [sql`d.to_id`, sql`d.by_id`] : [sql`d.by_id`, sql`d.to_id`]
  const found = await rows<Omit<Pointing, 'theme'>>(
    ctx.db,
    sql`select c.id as "communityId", c.slug, c.name as community, c.members, d.kind, d.theme_id as "themeId",
          jsonb_agg(jsonb_build_object('id', r.id, 'name', r.display_name) order by d.designated) as people
        from (select * from designations d where ${own} = ${ctx.viewer.id} and d.ended is null
            order by d.designated desc limit 500) d
          join communities c on c.id = d.community_id join residents r on r.id = ${other} and r.left_at is null
        group by c.id, c.slug, c.name, c.members, d.kind, d.theme_id
        order by c.name, d.kind, d.theme_id nulls first limit 100`,
  )
  return withThemes(ctx, found)
}

/** Who points at the viewer, and as what. Nobody else ever sees this. */
export async function whoPointsAtMe(ctx: ViewerContext): Promise<Pointing[]> {
  return pointing(ctx, 'to')
}

/** Whom the viewer points at. */
export async function whomIPointAt(ctx: ViewerContext): Promise<Pointing[]> {
  return pointing(ctx, 'by')
}

export interface Refused {
  communityId: string
  /** Null where the viewer may not enter any more. */
  community: string | null
  kind: Kind
  themeId: number | null
  theme: string
}

/** For what the viewer would rather not be pointed at; without the name of where they may not look any more. */
export async function refusalsOf(ctx: ViewerContext): Promise<Refused[]> {
  const found = await rows<Omit<Refused, 'theme'>>(
    ctx.db,
    sql`select c.id as "communityId", case when ${mayEnter(ctx)} then c.name end as community, f.kind,
          f.theme_id as "themeId"
        from designation_refusals f join communities c on c.id = f.community_id
        where f.resident_id = ${ctx.viewer.id} and f.ended is null order by f.since desc limit 100`,
  )
  return withThemes(ctx, found)
}

/** What the viewer said about earning a living, for each theme they are an authority on. */
export async function livelihoodsOf(
  ctx: ViewerContext,
): Promise<{ themeId: number; theme: string; earns: boolean | null }[]> {
  const found = await rows<{ themeId: number; earns: boolean | null }>(
    ctx.db,
    sql`select distinct s.theme_id as "themeId", l.earns from standings s
        left join livelihoods l on l.resident_id = s.resident_id and l.theme_id = s.theme_id
        where s.resident_id = ${ctx.viewer.id} and s.theme_id is not null order by s.theme_id limit 50`,
  )
  return withThemes(ctx, found)
}

/** Whom neighbours point at in this community is named there without a way to ask themselves: their id, or null. */
export function designatedHere(ctx: ViewerContext, communityId: SQL): SQL {
  return sql`(select s.resident_id::text from standings s
    where s.community_id = ${communityId} and s.resident_id = ${ctx.viewer.id} limit 1)`
}
