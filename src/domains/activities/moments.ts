import { sql } from 'drizzle-orm'
import { after } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { eachByItself } from '../../platform/each.ts'
import { newId } from '../../platform/ids.ts'
import { goesOn, madeAhead, mostMade, occurrences, type Series } from './series.ts'

/** What the moments of an activity are made of. */
export interface Planned extends Series {
  id: string
}

/**
 * Makes the moments of an activity from a moment on, a bounded time ahead and so that no more than `mostMade` are to come, and
 * notes how far they are made. What is there already stays as it is. The first of all has the id of the activity itself.
 */
export async function makeMoments(ctx: Context, planned: Planned, from: Date): Promise<void> {
  const now = ctx.now()
  const ahead = after(planned.starts.getTime() > now.getTime() ? planned.starts : now, madeAhead)
  const room = mostMade - (await countComing(ctx, planned.id))
  const found = room > 0 ? occurrences(planned, { from, to: ahead, most: room }) : []
  if (found.length > 0)
    await ctx.db.execute(
      sql`insert into activity_moments (id, activity_id, occurs, starts, ends, changed)
          select made.id, ${planned.id}::uuid, made.starts, made.starts, made.ends, ${now.toISOString()}::timestamptz
          from jsonb_to_recordset(${JSON.stringify(
            found.map(({ starts, ends }) => ({
              id: starts.getTime() === planned.starts.getTime() ? planned.id : newId(),
              starts: starts.toISOString(),
              ends: ends.toISOString(),
            })),
          )}::jsonb) as made (id uuid, starts timestamptz, ends timestamptz)
          on conflict (activity_id, occurs) do nothing`,
    )
  // Who planned it comes, each time.
  await ctx.db.execute(
    sql`insert into attendances (moment_id, resident_id, answer, answered, turn)
        select m.id, act.created_by, 'yes', ${now.toISOString()}::timestamptz, 1
        from activity_moments m join activities act on act.id = m.activity_id and act.created_by is not null
        where m.activity_id = ${planned.id} and m.starts >= ${from.toISOString()}
        on conflict (moment_id, resident_id) do nothing`,
  )
  const last = found.at(-1)
  const until = room <= 0 ? from : found.length === room && last ? after(last.starts, 1) : ahead
  await ctx.db.execute(
    sql`update activities set made_until = ${goesOn(planned, until) ? until.toISOString() : null}::timestamptz
        where id = ${planned.id}`,
  )
  await settleUntil(ctx, planned.id)
}

async function countComing(ctx: Context, activityId: string): Promise<number> {
  const counted = await row<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from activity_moments where activity_id = ${activityId}
          and starts > ${ctx.now().toISOString()}`,
  )
  return counted?.n ?? 0
}

/** Keeps in step when the last moment of an activity ends, for the agendas of its communities. */
export async function settleUntil(ctx: Context, activityId: string): Promise<void> {
  await ctx.db.execute(
    sql`update activity_communities set until = coalesce((
          select max(m.ends) from activity_moments m where m.activity_id = ${activityId}), until)
        where activity_id = ${activityId}`,
  )
}

/** The series of an activity as it stands in its row. */
export async function plannedOf(
  ctx: Context,
  activityId: string,
): Promise<Planned & { madeUntil: Date | null }> {
  const found = await row<Planned & { madeUntil: string | null }>(
    ctx.db,
    sql`select id, starts, ends, all_day as "allDay", zone, rrule, skips::text[] as skips, made_until as "madeUntil"
        from activities where id = ${activityId}`,
  )
  return {
    ...found!,
    starts: new Date(found!.starts),
    ends: new Date(found!.ends),
    madeUntil: found!.madeUntil === null ? null : new Date(found!.madeUntil),
  }
}

/** Activities whose next moments are made in one round. */
const mostExtended = 500

/** Job: makes the next moments of every series that comes near its end of what was made. May be stopped at any moment. */
export async function extendSeries(ctx: Context): Promise<void> {
  const near = await rows<{ id: string }>(
    ctx.db,
    sql`select id from activities where made_until < ${after(ctx.now(), madeAhead * 0.9).toISOString()}
          and cancelled is null order by made_until limit ${mostExtended}`,
  )
  await eachByItself(near, ({ id }) =>
    transact(ctx, async (ctx) => {
      await ctx.db.execute(sql`select 1 from activities where id = ${id} for no key update`)
      const planned = await plannedOf(ctx, id)
      if (planned.madeUntil) await makeMoments(ctx, planned, planned.madeUntil)
    }),
  )
}
