import { sql, type SQL } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid } from '../../../platform/errors.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { oneLine } from '../../../platform/line.ts'
import { publish } from '../../../platform/outbox.ts'
import { requireViewer, type Contribution, type ViewerContext } from '../../residents/index.ts'
import { changingMoment, momentById, noteChange, requireHost, type Moment } from '../moment.ts'
import { endedBefore } from '../series.ts'

/** What the question shows before something is called off. */
export interface Cancellable {
  moment: Moment
  /** How many others say that they come, perhaps come, or wait. */
  others: number
  /** How many times there are from this one on; more than one asks whether it is for all. */
  times: number
}

/** Something that the viewer may call off. @throws Conflict when it is over, or called off already. */
export async function cancellable(ctx: Context, momentId: string): Promise<Cancellable> {
  const known = requireViewer(ctx)
  const moment = await momentById(known, momentId)
  requireHost(moment)
  if (moment.cancelled || moment.starts.getTime() <= known.now().getTime()) throw new Conflict('activityOver')
  const found = await row<{ others: number; times: number }>(
    ctx.db,
    sql`select (select count(*)::int from attendances y
            join residents r on r.id = y.resident_id and r.left_at is null
            where y.moment_id = ${momentId} and y.answer <> 'no' and r.id <> ${known.viewer.id}) as others,
          (select count(*)::int from activity_moments m where m.activity_id = ${moment.activityId} and m.cancelled is null
            and m.starts >= ${moment.starts.toISOString()}) as times`,
  )
  return { moment, ...found! }
}

const callingOff: Limit = { name: 'call-off', max: 20, window: day }
const longestWhy = 500

/**
 * A host or the manager calls it off: this time, or (`rest`) the whole series from here on. Who said yes or maybe, or waits, is
 * told at once. Twice calls it off once. @throws Conflict when it has begun: what was cannot be undone.
 */
export async function cancelActivity(
  ctx: Context,
  momentId: string,
  { rest = false, why = '' }: { rest?: boolean; why?: string } = {},
): Promise<void> {
  const known = requireViewer(ctx)
  await momentById(known, momentId)
  if (why.length > longestWhy) throw new Invalid({ why: 'whyLong' })
  await limit(ctx, callingOff, known.viewer.id)
  await changingMoment(known, momentId, async (ctx, moment) => {
    requireHost(moment)
    if (moment.cancelled) return
    const now = ctx.now()
    if (moment.starts.getTime() <= now.getTime()) throw new Conflict('activityOver')
    if (rest && moment.rrule !== null) await endSeries(ctx, moment)
    await ctx.db.execute(
      sql`update activity_moments set cancelled = ${now.toISOString()}, changed = ${now.toISOString()}, sequence = sequence + 1
          where ${rest ? sql`activity_id = ${moment.activityId} and starts >= ${moment.starts.toISOString()}` : sql`id = ${momentId}`}
            and cancelled is null`,
    )
    if (moment.rrule === null) await endWhole(ctx, moment.activityId)
    await bump(ctx, moment.activityId)
    await noteChange(ctx, {
      activityId: moment.activityId,
      momentId: rest ? undefined : momentId,
      kind: rest ? 'rest-cancelled' : 'cancelled',
      was: moment.starts,
      why: oneLine(why),
    })
    await publish(ctx, 'activity.cancelled', {
      activity: momentId,
      by: ctx.viewer.id,
      ...(rest ? { rest } : {}),
    })
  })
}

/** Ends the series before this moment; when it is the first one, nothing of it is left. */
async function endSeries(ctx: ViewerContext, moment: Moment): Promise<void> {
  const occurs = await row<{ occurs: string }>(
    ctx.db,
    sql`select occurs from activity_moments where id = ${moment.id}`,
  )
  const at = new Date(occurs!.occurs)
  if (at.getTime() <= moment.first.getTime()) return endWhole(ctx, moment.activityId)
  await ctx.db.execute(
    sql`update activities set rrule = ${endedBefore(moment.rrule!, at, moment)}, made_until = null where id = ${moment.activityId}`,
  )
}

async function endWhole(ctx: Context, activityId: string): Promise<void> {
  await ctx.db.execute(
    sql`update activities set cancelled = ${ctx.now().toISOString()}, made_until = null where id = ${activityId}`,
  )
}

/** Calendars take a change only when its number has risen. */
export async function bump(ctx: Context, activityId: string): Promise<void> {
  await ctx.db.execute(
    sql`update activities set sequence = sequence + 1, changed = ${ctx.now().toISOString()} where id = ${activityId}`,
  )
}

/**
 * Job: what is still to come of a community that ended is called off, and who would come is told at once. What is of other
 * communities too goes on in those. A second time it finds nothing.
 */
export async function callOffEnded(
  ctx: Context,
  { community, by }: { community: string; by?: string },
): Promise<void> {
  await transact(ctx, (ctx) =>
    callOff(
      ctx,
      sql`select shared.activity_id from activity_communities shared
          where shared.community_id = ${community} and shared.accepted is not null
            and shared.until > ${ctx.now().toISOString()}::timestamptz and not exists (
              select 1 from activity_communities other join communities c on c.id = other.community_id and c.state <> 'ended'
              where other.activity_id = shared.activity_id and other.accepted is not null)`,
      by,
    ),
  )
}

/**
 * Somebody who is erased takes along what they planned, unless they let their meetings stand: what is still to come is called
 * off, and a job tells who would come, in neutral words. What somebody else plans along goes on with them.
 */
export async function leavePlans(
  ctx: Context,
  residentId: string,
  keeps: ReadonlySet<Contribution>,
): Promise<void> {
  if (keeps.has('meetings')) return
  await callOff(
    ctx,
    sql`select act.id from activities act where act.created_by = ${residentId} and not exists (
          select 1 from activity_hosts host where host.activity_id = act.id and host.accepted is not null
            and host.resident_id <> ${residentId})`,
  )
}

/** Calls off what is to come of these activities; each moment is a fact of its own. */
async function callOff(ctx: Context, which: SQL, by?: string): Promise<void> {
  const now = ctx.now().toISOString()
  const off = await rows<{ id: string; activityId: string }>(
    ctx.db,
    sql`update activity_moments m set cancelled = ${now}, changed = ${now}, sequence = m.sequence + 1
        from activities act where act.id = m.activity_id and act.id in (${which})
          and m.cancelled is null and m.starts > ${now}::timestamptz
        returning m.id, m.activity_id as "activityId"`,
  )
  for (const activityId of new Set(off.map((one) => one.activityId))) await endWhole(ctx, activityId)
  for (const { id } of off) await publish(ctx, 'activity.cancelled', { activity: id, ...(by ? { by } : {}) })
}
