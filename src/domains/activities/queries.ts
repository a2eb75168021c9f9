import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { isVerified } from '../residents/index.ts'
import { mayEnter } from '../communities/index.ts'

/** Something in person, as an agenda shows it. */
export interface Activity {
  id: string
  title: string
  /** Where; only for verified residents, because it may be somebody's home. */
  place: string | undefined
  starts: Date
  communityId: string
  slug: string
  community: string
  /** How many say that they come. */
  coming: number
  /** What the viewer said. */
  mine: 'yes' | 'no' | undefined
  /** Whether the viewer planned it. */
  own: boolean
}

/**
 * What is about to happen, soonest first: in these communities, or in all that the viewer belongs to or said yes to.
 * Something that began an hour ago is still there.
 */
export async function upcomingActivities(
  ctx: Context,
  { communityIds, limit = 20 }: { communityIds?: string[]; limit?: number } = {},
): Promise<Activity[]> {
  const viewerId = ctx.viewer?.id ?? null
  const among = communityIds
    ? sql`act.community_id = any(${arrayOf(communityIds, 'uuid')})`
    : sql`(act.community_id in (select community_id from memberships where resident_id = ${viewerId}::uuid and ended is null)
        or act.id in (select activity_id from attendances where resident_id = ${viewerId}::uuid and answer = 'yes'))`
  const found = await rows<Activity>(
    ctx.db,
    sql`select act.id, act.title, ${isVerified(ctx) ? sql`act.place` : sql`null::text`} as place, act.starts, c.id as "communityId", c.slug, c.name as community,
          (select count(*)::int from attendances y where y.activity_id = act.id and y.answer = 'yes') as coming,
          (select y.answer from attendances y where y.activity_id = act.id and y.resident_id = ${viewerId}::uuid) as mine,
          coalesce(act.created_by = ${viewerId}::uuid, false) as own
        from activities act join communities c on c.id = act.community_id
        where ${among} and act.cancelled is null and c.state <> 'ended'
          and act.starts > ${ctx.now().toISOString()}::timestamptz - interval '1 hour' and ${mayEnter(ctx)}
        order by act.starts, act.id limit ${limit}`,
  )
  return found.map((one) => ({
    ...one,
    starts: new Date(one.starts),
    place: one.place ?? undefined,
    mine: one.mine ?? undefined,
  }))
}

/** The address of the community that an activity belongs to. @throws NotFound when the viewer may not enter it. */
export async function activityCommunity(ctx: Context, activityId: string): Promise<string> {
  const found = isId(activityId)
    ? await row<{ slug: string }>(
        ctx.db,
        sql`select c.slug from activities act join communities c on c.id = act.community_id
            where act.id = ${activityId} and ${mayEnter(ctx)}`,
      )
    : undefined
  if (!found) throw new NotFound()
  return found.slug
}
