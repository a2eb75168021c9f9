import { sql } from 'drizzle-orm'
import { rows } from '../../../platform/db/store.ts'
import { mayEnter, requireManager, type Community } from '../../communities/index.ts'
import type { ViewerContext } from '../../residents/index.ts'

/** Another community that wants to do something together, or does. */
export interface Request {
  /** Of the activity. */
  id: string
  title: string
  starts: Date
  zone: string
  allDay: boolean
  /** Name of the community that planned it; null when the viewer may not enter it. */
  from: string | null
  accepted: boolean
}

/** What was asked of a community and is still to come, soonest first; only for its manager. */
export async function requestsOf(ctx: ViewerContext, community: Community): Promise<Request[]> {
  requireManager(community)
  const found = await rows<Request>(
    ctx.db,
    sql`select act.id, act.title, next.starts, act.zone, act.all_day as "allDay", shared.accepted is not null as accepted,
          (select c.name from communities c where c.id = act.community_id and ${mayEnter(ctx)}) as from
        from activity_communities shared join activities act on act.id = shared.activity_id
        cross join lateral (select m.starts from activity_moments m where m.activity_id = act.id and m.cancelled is null
          and m.starts > ${ctx.now().toISOString()}::timestamptz order by m.starts limit 1) next
        where shared.community_id = ${community.id} and shared.declined is null and act.community_id <> ${community.id}
          and shared.until > ${ctx.now().toISOString()}::timestamptz
        order by next.starts, act.id limit 40`,
  )
  return found.map((one) => ({ ...one, starts: new Date(one.starts) }))
}
