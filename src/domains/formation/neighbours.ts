import { sql, type SQL } from 'drizzle-orm'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { isVerified, type ViewerContext } from '../residents/index.ts'
import { nearTable, ownCommunityIds, wishesInReach, type Surroundings } from './reach.ts'
import { coarseCount, far, type Band, type Candidate } from './rules.ts'

/** A concept that counts for the question, and how it relates to the one that was asked. */
export interface FamilyMember {
  id: number
  /** 0 the very ambition, 1 narrower, 2 related. */
  rank: 0 | 1 | 2
}

/** A neighbour as a door: a band, never a distance; a name only when they chose to show it. */
export interface Neighbour {
  band: Band
  exact: boolean
  /** The ambition through which they match. */
  conceptId: number
  name: string | undefined
}

export interface Neighbours {
  doors: Neighbour[]
  /** How many there are in each band, also those for whom there was no room. */
  counts: { band: Band; exact: number; related: number }[]
  total: number
}

/** Doors shown at most. Who does not fit is counted. */
const mostDoors = 24

/**
 * Neighbours in reach who hold one of these concepts and agreed to be found, as a query with columns resident_id,
 * rank, concept_id, band, since. `listed` already says verified, adult, not protected, not sensitive; cells and
 * streets are shared by at least three addresses (docs/decisions/0003), so no set of questions places anybody finer.
 */
function foundNeighbours(ctx: ViewerContext, family: readonly FamilyMember[], around: Surroundings): SQL {
  const { tables, on, where } = wishesInReach(around)
  return sql`${nearTable(around)},
    family (concept_id, rank) as (
      select * from unnest(${arrayOf(
        family.map(({ id }) => id),
        'int',
      )}, ${arrayOf(
        family.map(({ rank }) => rank),
        'int',
      )})),
    hidden as materialized (
      select blocked_id as id from blocks where blocker_id = ${ctx.viewer.id} and lifted is null
      union select blocker_id from blocks where blocked_id = ${ctx.viewer.id} and lifted is null),
    matches as (
      select w.resident_id, f.rank, w.concept_id, w.since,
        case when w.street_id = any(${arrayOf(around.streetIds, 'int')}) then 0 else coalesce(n.band, ${far}) end as band
      from family f ${tables}
      join wishes w on w.concept_id = f.concept_id and w.listed and w.ended is null and ${on}
      left join near n on n.cell = w.cell
      where ${where} and w.resident_id <> ${ctx.viewer.id} and w.resident_id not in (select id from hidden)),
    found as materialized (
      select distinct on (resident_id) * from matches order by resident_id, rank, since)`
}

/** Looks for neighbours. Order: the very ambition, band, who shares no community with the viewer yet, longest wish. */
export async function findNeighbours(
  ctx: ViewerContext,
  family: readonly FamilyMember[],
  around: Surroundings,
): Promise<Neighbours> {
  if (!isVerified(ctx)) return countOnly(ctx, family)
  const circles = await ownCommunityIds(ctx)
  const found = await rows<{
    band: Band
    exact: boolean
    conceptId: number
    name: string | null
    counts: { band: Band; exact: number; related: number }[]
  }>(
    ctx.db,
    sql`with ${foundNeighbours(ctx, family, around)},
      mates as materialized (
        select distinct resident_id from memberships
        where community_id = any(${arrayOf(circles, 'uuid')}) and ended is null),
      counted as (
        select band, count(*) filter (where rank = 0)::int as exact, count(*) filter (where rank > 0)::int as related
        from found group by band),
      first as (
        select f.*, (m.resident_id is not null) as shared from found f left join mates m using (resident_id)
        order by f.rank, f.band, shared, f.since limit ${mostDoors})
      select first.band, first.rank = 0 as exact, first.concept_id as "conceptId",
        case when r.shows_name then r.display_name end as name,
        (select coalesce(jsonb_agg(counted order by band), '[]'::jsonb) from counted) as counts
      from first join residents r on r.id = first.resident_id
      order by first.band, first.rank, first.shared, first.since`,
  )
  const counts = found[0]?.counts ?? []
  return {
    doors: found.map(({ band, exact, conceptId, name }) => ({
      band,
      exact,
      conceptId,
      name: name ?? undefined,
    })),
    counts,
    total: counts.reduce((sum, { exact, related }) => sum + exact + related, 0),
  }
}

/** Fewer than this are not counted for somebody whose address is not proven. */
const fewestForApplicants = 5

/**
 * What an applicant may know: how many in the buurt, from five on. Anybody can claim any address with a mail address
 * alone, so reach, bands and doors wait until the address is proven.
 */
async function countOnly(ctx: ViewerContext, family: readonly FamilyMember[]): Promise<Neighbours> {
  const counted = await row<{ total: number }>(
    ctx.db,
    sql`select count(distinct resident_id)::int as total from wishes
        where concept_id = any(${arrayOf(
          family.map(({ id }) => id),
          'int',
        )}) and buurt_id = ${ctx.viewer.buurtId} and listed and ended is null and resident_id <> ${ctx.viewer.id}`,
  )
  const total = counted?.total ?? 0
  return { doors: [], counts: [], total: total < fewestForApplicants ? 0 : total }
}

/** Neighbours who may be invited now: not yet invited by formation in the past seven days. Nearest wish first. */
export async function findCandidates(
  ctx: ViewerContext,
  family: readonly FamilyMember[],
  around: Surroundings,
  since: Date,
): Promise<Candidate[]> {
  const circles = await ownCommunityIds(ctx)
  return rows<Candidate>(
    ctx.db,
    sql`with ${foundNeighbours(ctx, family, around)},
      free as (
        select f.* from found f where not exists (
          select 1 from invitations i
          where i.resident_id = f.resident_id and i.formed and i.invited > ${since.toISOString()})
        order by f.rank, f.band, f.since limit 200)
      select f.resident_id as "residentId", r.street_id as "streetId",
        (select m.community_id from memberships m where m.resident_id = f.resident_id and m.ended is null
          order by m.joined desc limit 1) as "circleId",
        exists (select 1 from memberships m where m.resident_id = f.resident_id and m.ended is null
          and m.community_id = any(${arrayOf(circles, 'uuid')})) as shared
      from free f join residents r on r.id = f.resident_id
      order by f.rank, f.band, f.since`,
  )
}

/**
 * How many in the viewer's gemeente hold a sensitive wish, in whole tens; undefined below ten. Always over the whole
 * gemeente, whatever the reach: comparing reaches must tell nothing.
 */
export async function countSensitive(ctx: ViewerContext, conceptId: number): Promise<number | undefined> {
  const counted = await row<{ count: number }>(
    ctx.db,
    sql`select count(*)::int as count from wishes w join residents r on r.id = w.resident_id
        where w.concept_id = ${conceptId} and w.gemeente_id = ${ctx.viewer.gemeenteId} and w.findable and w.ended is null
          and r.id <> ${ctx.viewer.id} and r.level <> 'applicant' and r.adult and not r.protected and r.left_at is null`,
  )
  return coarseCount(counted?.count ?? 0)
}
