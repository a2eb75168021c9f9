import { sql, type SQL } from 'drizzle-orm'
import { after, week } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { upcomingActivities } from '../activities/index.ts'
import { communityBySlug, invite, notBlocked, requireManager, type Community } from '../communities/index.ts'
import { requireVerified, type ViewerContext } from '../residents/index.ts'
import { spread, type Candidate } from './rules.ts'

const rounds: Limit = { name: 'invite-nearby', max: 3, window: week }
const mostCounted = 500
/** A manager chose the place and the wish, so fewer than this are not counted: the number would tell who. */
const fewest = 5

interface Wisher extends Candidate {
  conceptId: number
}

/**
 * Neighbours in the areas of a community who wish one of its ambitions and agreed to be found, as a query `w`. This is
 * how a closed community meets new people: it is never named to them, its manager asks them instead.
 */
function wishers(ctx: ViewerContext, communityId: string): SQL {
  return sql`concepts_of as materialized (
      select concept_id as id from community_ambitions where community_id = ${communityId}
      union select r.from_id from community_ambitions ca join concept_relations r on r.to_id = ca.concept_id and r.kind = 'broader'
        where ca.community_id = ${communityId}),
    areas_of as materialized (select area_id as id from community_areas where community_id = ${communityId}),
    found as (
      select distinct on (w.resident_id) w.resident_id, w.concept_id, w.street_id, w.since from (
        select w.* from concepts_of k cross join areas_of a join wishes w on w.street_id = a.id and w.concept_id = k.id and w.listed and w.ended is null
        union all select w.* from concepts_of k cross join areas_of a join wishes w on w.buurt_id = a.id and w.concept_id = k.id and w.listed and w.ended is null
        union all select w.* from concepts_of k cross join areas_of a join wishes w on w.wijk_id = a.id and w.concept_id = k.id and w.listed and w.ended is null
        union all select w.* from concepts_of k cross join areas_of a join wishes w on w.gemeente_id = a.id and w.concept_id = k.id and w.listed and w.ended is null
      ) w
      where not exists (select 1 from memberships m where m.community_id = ${communityId} and m.resident_id = w.resident_id and m.ended is null)
        and not exists (select 1 from invitations i where i.resident_id = w.resident_id and i.formed
          and i.invited > ${after(ctx.now(), -week).toISOString()})
        and not exists (select 1 from invitations i where i.community_id = ${communityId} and i.resident_id = w.resident_id
          and i.answer = 'declined')
        and ${notBlocked(ctx.viewer.id, sql`w.resident_id`)}
      order by w.resident_id, w.since limit ${mostCounted})`
}

async function managed(ctx: Context, slug: string): Promise<{ ctx: ViewerContext; community: Community }> {
  const known = requireVerified(ctx)
  const community = await communityBySlug(known, slug)
  requireManager(community)
  return { ctx: known, community }
}

/** A community with how many neighbours its manager could ask. */
export interface Nearby {
  community: Community
  /** How many, from five on; below that zero. */
  neighbours: number
}

/** How many neighbours could be asked to join a community; for its manager only. Never who they are. */
export async function nearbyWishers(ctx: Context, slug: string): Promise<Nearby> {
  const { ctx: known, community } = await managed(ctx, slug)
  const counted = await row<{ count: number }>(
    known.db,
    sql`with ${wishers(known, community.id)} select count(*)::int as count from found`,
  )
  const count = counted?.count ?? 0
  return { community, neighbours: count < fewest ? 0 : count }
}

/**
 * Invites up to twenty of them, spread over streets and circles. The manager learns only of those who accept.
 * @returns how many were asked, from five on; below that zero.
 */
export async function inviteNearby(ctx: Context, slug: string): Promise<number> {
  const { ctx: known, community } = await managed(ctx, slug)
  await limit(known, rounds, community.id)
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    const found = await rows<Wisher>(
      ctx.db,
      sql`with ${wishers(ctx, community.id)}
        select f.resident_id as "residentId", f.street_id as "streetId", f.concept_id as "conceptId", false as shared,
          (select m.community_id from memberships m where m.resident_id = f.resident_id and m.ended is null
            order by m.joined desc limit 1) as "circleId"
        from found f order by f.since limit 200`,
    )
    const concepts = new Map(found.map(({ residentId, conceptId }) => [residentId, conceptId]))
    const [meeting] = await upcomingActivities(ctx, { communityIds: [community.id], limit: 1 })
    let invited = 0
    for (const residentId of spread(found)) {
      const invitation = {
        communityId: community.id,
        residentId,
        formed: true,
        conceptId: concepts.get(residentId),
        meeting,
      }
      if (await invite(ctx, invitation)) invited += 1
    }
    return invited < fewest ? 0 : invited
  })
}
