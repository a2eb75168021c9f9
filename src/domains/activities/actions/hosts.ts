import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import {
  belongs,
  communityBySlug,
  requireLiving,
  requireManager,
  tellAbout,
} from '../../communities/index.ts'
import { areBlocked, requireVerified, requireViewer, tell } from '../../residents/index.ts'
import { changingMoment, requireHost } from '../moment.ts'
import { bump } from './cancel.ts'

const asking: Limit = { name: 'ask-host', max: 20, window: day }

/** Hosts and communities that one activity can have, asked ones among them. */
const mostTogether = 12

/**
 * A host asks a member of its communities to plan it along; who is asked says yes or no. Asking twice asks once; who said no
 * is not asked again.
 */
export async function askHost(ctx: Context, momentId: string, residentId: string): Promise<void> {
  const known = requireVerified(ctx)
  if (!isId(residentId)) throw new Invalid({ resident: 'hostMissing' })
  await limit(ctx, asking, known.viewer.id)
  await changingMoment(known, momentId, async (ctx, moment) => {
    requireHost(moment)
    const fits = await row(
      ctx.db,
      sql`select 1 from activity_communities shared join memberships own on own.community_id = shared.community_id
            and own.resident_id = ${residentId} and own.ended is null
          join residents r on r.id = own.resident_id and r.left_at is null
          where shared.activity_id = ${moment.activityId} and shared.accepted is not null
            and (select count(*) from activity_hosts h where h.activity_id = shared.activity_id) < ${mostTogether}`,
    )
    if (!fits || (await areBlocked(ctx, ctx.viewer.id, residentId)))
      throw new Invalid({ resident: 'hostNotHere' })
    const asked = await row(
      ctx.db,
      sql`insert into activity_hosts (activity_id, resident_id, asked_by, asked)
          values (${moment.activityId}, ${residentId}, ${ctx.viewer.id}, ${ctx.now().toISOString()})
          on conflict do nothing returning 1`,
    )
    if (asked)
      await tell(ctx, [residentId], 'activity.host-asked', { activity: momentId, title: moment.title })
  })
}

/** Says whether the viewer plans it along. Twice says it once. @throws NotFound for who was not asked. */
export async function answerHost(ctx: Context, momentId: string, yes: boolean): Promise<void> {
  const known = requireVerified(ctx)
  await changingMoment(known, momentId, async (ctx, moment) => {
    const now = ctx.now().toISOString()
    const found = await row<{ asked: string | null; fresh: boolean }>(
      ctx.db,
      sql`with said as (update activity_hosts set ${yes ? sql`accepted` : sql`declined`} = ${now}::timestamptz
            where activity_id = ${moment.activityId} and resident_id = ${ctx.viewer.id}
              and accepted is null and declined is null returning 1)
          select h.asked_by as asked, exists (select 1 from said) as fresh from activity_hosts h
          where h.activity_id = ${moment.activityId} and h.resident_id = ${ctx.viewer.id}`,
    )
    if (!found) throw new NotFound()
    if (!found.fresh || !yes) return
    await bump(ctx, moment.activityId)
    if (found.asked && found.asked !== ctx.viewer.id)
      await tell(ctx, [found.asked], 'activity.host-joined', {
        activity: momentId,
        title: moment.title,
        by: ctx.viewer.id,
      })
  })
}

/** Stops planning it along. The last one stays, or calls it off. */
export async function stopHosting(ctx: Context, momentId: string): Promise<void> {
  const known = requireViewer(ctx)
  await changingMoment(known, momentId, async (ctx, moment) => {
    const others = await row(
      ctx.db,
      sql`select 1 from activity_hosts where activity_id = ${moment.activityId} and accepted is not null
            and resident_id <> ${ctx.viewer.id}`,
    )
    if (!others) throw new Conflict('lastHost')
    await ctx.db.execute(
      sql`update activity_hosts set accepted = null, declined = ${ctx.now().toISOString()}
          where activity_id = ${moment.activityId} and resident_id = ${ctx.viewer.id} and accepted is not null`,
    )
  })
}

/**
 * A host asks another community to do it together; its manager says yes or no, and then it stands in both agendas. Asking a
 * community that the viewer may not enter is as asking one that is not there.
 */
export async function askCommunity(ctx: Context, momentId: string, slug: string): Promise<void> {
  const known = requireVerified(ctx)
  await limit(ctx, asking, known.viewer.id)
  const community = await communityBySlug(known, slug).catch((error: unknown) => {
    throw error instanceof NotFound ? new Invalid({ community: 'communityUnknown' }) : error
  })
  requireLiving(community)
  await changingMoment(known, momentId, async (ctx, moment) => {
    requireHost(moment)
    const asked = await row(
      ctx.db,
      sql`insert into activity_communities (activity_id, community_id, asked_by, asked, until)
          select activity_id, ${community.id}::uuid, ${ctx.viewer.id}::uuid, ${ctx.now().toISOString()}::timestamptz, max(until)
          from activity_communities where activity_id = ${moment.activityId} group by activity_id
          having count(*) < ${mostTogether} on conflict do nothing returning 1`,
    )
    if (!asked) return
    const manager = await row<{ id: string }>(
      ctx.db,
      sql`select resident_id as id from manager_terms where community_id = ${community.id} and ended is null`,
    )
    if (!manager) return
    const about = { activity: momentId, title: moment.title }
    // Who manages both has said yes by asking.
    if (manager.id === ctx.viewer.id) await acceptFor(ctx, moment.activityId, community.id)
    else await tellAbout(ctx, community.id, [manager.id], 'activity.together-asked', about)
  })
}

async function acceptFor(ctx: Context, activityId: string, communityId: string): Promise<boolean> {
  const accepted = await row(
    ctx.db,
    sql`update activity_communities set accepted = ${ctx.now().toISOString()}, declined = null
        where activity_id = ${activityId} and community_id = ${communityId} and accepted is null returning 1`,
  )
  if (accepted) {
    await bump(ctx, activityId)
    await publish(ctx, 'activity.planned', { activity: activityId, community: communityId })
  }
  return accepted !== undefined
}

/**
 * The manager of a community that was asked says whether they do it together. They may not see the activity otherwise, so it is
 * found through what was asked. Twice says it once; a yes can be taken back later by a no. The community that planned it cannot.
 */
export async function answerTogether(
  ctx: Context,
  { slug, activityId, yes }: { slug: string; activityId: string; yes: boolean },
): Promise<void> {
  const known = requireVerified(ctx)
  if (!isId(activityId)) throw new NotFound()
  const community = await communityBySlug(known, slug)
  requireManager(community)
  await transact(known, async (ctx) => {
    await ctx.db.execute(sql`select 1 from activities where id = ${activityId} for no key update`)
    const asked = await row<{ by: string | null; title: string; moment: string | null; own: boolean }>(
      ctx.db,
      sql`select shared.asked_by as by, act.title, act.community_id = shared.community_id as own,
            (select m.id from activity_moments m where m.activity_id = act.id order by m.starts limit 1) as moment
          from activity_communities shared join activities act on act.id = shared.activity_id
          where shared.activity_id = ${activityId} and shared.community_id = ${community.id}`,
    )
    if (!asked || asked.own) throw new NotFound()
    if (!yes) {
      await ctx.db.execute(
        sql`update activity_communities set accepted = null, declined = ${ctx.now().toISOString()}
            where activity_id = ${activityId} and community_id = ${community.id} and declined is null`,
      )
      return
    }
    requireLiving(community)
    const fresh = await acceptFor(ctx, activityId, community.id)
    if (fresh && asked.by && asked.moment && (await belongsAnywhere(ctx, activityId, asked.by)))
      await tell(ctx, [asked.by], 'activity.together-joined', {
        activity: asked.moment,
        title: asked.title,
        community: community.id,
      })
  })
}

async function belongsAnywhere(ctx: Context, activityId: string, residentId: string): Promise<boolean> {
  const owner = await row<{ id: string }>(
    ctx.db,
    sql`select community_id as id from activities where id = ${activityId}`,
  )
  return owner !== undefined && belongs(ctx, owner.id, residentId)
}
