import { sql } from 'drizzle-orm'
import { arrayOf, rows } from '../../platform/db/store.ts'
import { mayEnter, notBlocked } from '../communities/index.ts'
import { authoritiesNear, maybeFound, recognised } from '../designations/index.ts'
import { isVerified, type ViewerContext } from '../residents/index.ts'
import type { FamilyMember } from './neighbours.ts'
import { communitiesTouching, nearTable, type Surroundings } from './reach.ts'
import { far, type Band } from './rules.ts'

/** A community that is already on its way with this, and touches the reach. */
export interface Already {
  id: string
  slug: string
  name: string
  state: 'forming' | 'active'
  members: number
  rank: 0 | 1 | 2
  conceptId: number
  member: boolean
  /** The next time they meet, when that is known; the place only for residents with a proven address. */
  meeting: { title: string; place: string | undefined; starts: Date } | undefined
}

const familyTable = (family: readonly FamilyMember[]) => sql`family (concept_id, rank) as (
  select * from unnest(${arrayOf(
    family.map(({ id }) => id),
    'int',
  )}, ${arrayOf(
    family.map(({ rank }) => rank),
    'int',
  )}))`

/** Communities forming or active for these concepts that touch the reach: joining comes before founding. */
export async function findAlready(
  ctx: ViewerContext,
  family: readonly FamilyMember[],
  around: Surroundings,
): Promise<Already[]> {
  const found = await rows<Already & { title: string | null; place: string | null; starts: string | null }>(
    ctx.db,
    sql`with ${familyTable(family)}, touching (community_id) as materialized (${communitiesTouching(around)}),
      matching as (
        select distinct on (ca.community_id) ca.community_id, f.rank, f.concept_id
        from touching t join community_ambitions ca on ca.community_id = t.community_id
        join family f on f.concept_id = ca.concept_id
        order by ca.community_id, f.rank)
      select c.id, c.slug, c.name, c.state, c.members, m.rank, m.concept_id as "conceptId",
        exists (select 1 from memberships ms where ms.community_id = c.id and ms.resident_id = ${ctx.viewer.id}
          and ms.ended is null) as member,
        a.title, a.place, a.starts
      from matching m join communities c on c.id = m.community_id
      left join lateral (
        select act.title, coalesce(m.place, act.place) as place, m.starts
        from activity_communities shared join activities act on act.id = shared.activity_id
        join activity_moments m on m.activity_id = act.id
        where shared.community_id = c.id and shared.accepted is not null and shared.until > ${ctx.now().toISOString()}
          and m.cancelled is null and m.starts > ${ctx.now().toISOString()}
        order by m.starts limit 1) a on true
      where c.state in ('forming', 'active') and ${mayEnter(ctx)}
      order by m.rank, c.state = 'forming' desc, c.members desc, c.founded limit 6`,
  )
  return found.map(({ title, place, starts, ...community }) => ({
    ...community,
    meeting:
      title && starts
        ? { title, place: (isVerified(ctx) && place) || undefined, starts: new Date(starts) }
        : undefined,
  }))
}

/** Somebody whom neighbours designated, in one community. */
export interface Designated {
  residentId: string
  name: string
  communitySlug: string
  communityName: string
  standing: number
  members: number
  themeId: number | null
  earns: boolean | null
}

const designatedColumns = sql`s.resident_id as "residentId", r.display_name as name, c.slug as "communitySlug",
  c.name as "communityName", s.standing, c.members, s.theme_id as "themeId"`

/** Ambassadors of the communities that touch the reach, by standing; recognised ones only. */
export async function findAmbassadors(ctx: ViewerContext, around: Surroundings): Promise<Designated[]> {
  if (!isVerified(ctx)) return []
  const found = await rows<Designated>(
    ctx.db,
    sql`with touching (community_id) as materialized (${communitiesTouching(around)}),
      best as materialized (
        select s.community_id, s.resident_id, s.theme_id, s.standing
        from touching t join communities c on c.id = t.community_id and c.state = 'active'
        -- A look for each community: their number is not known beforehand, and all standings of the country are many.
        cross join lateral (select * from standings where community_id = c.id and kind = 'ambassador' offset 0) s
        join residents r on r.id = s.resident_id and r.left_at is null
        where ${recognised} and s.resident_id <> ${ctx.viewer.id} and ${mayEnter(ctx)} and ${maybeFound(ctx)}
        order by s.standing desc, s.resident_id limit 24)
      select ${designatedColumns}, null::boolean as earns
      from best s join communities c on c.id = s.community_id
      join residents r on r.id = s.resident_id
      where ${notBlocked(ctx.viewer.id, sql`s.resident_id`)}
      order by s.standing desc, s.resident_id`,
  )
  return onePerPerson(found).slice(0, 4)
}

/** Fewer authorities than this in the gemeente, and we look further away. */
const enough = 3

/**
 * Authorities on the themes that an ambition needs, nearest first, then by standing: in the viewer's gemeente, and only
 * when that gives little anywhere else.
 */
export async function findAuthorities(
  ctx: ViewerContext,
  themeIds: readonly number[],
  around: Surroundings,
): Promise<Designated[]> {
  if (themeIds.length === 0 || !isVerified(ctx)) return []
  const found = await rows<Designated & { band: Band }>(
    ctx.db,
    sql`with ${nearTable(around)}
      select ${designatedColumns}, l.earns, coalesce(n.band, ${far}) as band
      from standings s
      join communities c on c.id = s.community_id and c.state in ('active', 'resting')
      join residents r on r.id = s.resident_id and r.left_at is null
      left join near n on n.cell = c.cell
      left join livelihoods l on l.resident_id = s.resident_id and l.theme_id = s.theme_id
      where s.theme_id = any(${arrayOf(themeIds, 'int')}) and s.gemeente_id = ${ctx.viewer.gemeenteId}
        and ${recognised} and s.resident_id <> ${ctx.viewer.id} and ${mayEnter(ctx)} and ${maybeFound(ctx)}
        and ${notBlocked(ctx.viewer.id, sql`s.resident_id`)}
      order by band, s.standing desc limit 24`,
  )
  const near = onePerPerson(found).slice(0, 6)
  if (near.length >= enough) return near
  const further = await authoritiesNear(ctx, [...themeIds], 12)
  const others = further.map(({ slug, community, ...person }) => ({
    ...person,
    communitySlug: slug,
    communityName: community,
  }))
  return onePerPerson<Designated>([...near, ...others]).slice(0, 6)
}

/** Keeps the first row of each person and theme: the nearest or best supported. */
function onePerPerson<Row extends Designated>(found: Row[]): Row[] {
  const seen = new Set<string>()
  return found.filter(({ residentId, themeId }) => {
    const key = `${residentId}:${themeId}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
