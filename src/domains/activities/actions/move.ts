import { sql } from 'drizzle-orm'
import { after, day } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { oneLine } from '../../../platform/line.ts'
import { publish } from '../../../platform/outbox.ts'
import { requireViewer, type ViewerContext } from '../../residents/index.ts'
import { changingMoment, momentById, noteChange, requireHost, type Moment } from '../moment.ts'
import { makeMoments, plannedOf, settleUntil } from '../moments.ts'
import { beginsItself, endedBefore, lastDayOf, occurrences, partOfRule, repeatOf, ruleOf } from '../series.ts'
import { fillPlaces } from './answer.ts'
import { bump } from './cancel.ts'
import { readAbout, wordProblems, type PlanWords } from './plan.ts'

/** Another time or place. */
export interface Move {
  starts: Date
  ends: Date
  place: string
  why?: string
  /** This time, or the whole series from here on. */
  rest?: boolean
}

const moving: Limit = { name: 'move-activity', max: 20, window: day }

/**
 * A host or the manager moves it: this time, or (`rest`) every time from here on. Answers stay as they are; who said yes or
 * maybe, or waits, is told at once what changed. Moving it to where it is changes nothing.
 * @throws Conflict when it has begun, or was called off.
 */
export async function moveActivity(ctx: Context, momentId: string, move: Move): Promise<void> {
  const known = requireViewer(ctx)
  await momentById(known, momentId)
  const place = oneLine(move.place)
  const problems = wordProblems({ title: 'x', place })
  if (!(move.starts.getTime() > known.now().getTime())) problems['day'] = 'startsPast'
  if (!(move.ends.getTime() > move.starts.getTime())) problems['until'] = 'endsBefore'
  if ((move.why ?? '').length > 500) problems['why'] = 'whyLong'
  if (Object.keys(problems).length > 0) throw new Invalid(problems)
  await limit(ctx, moving, known.viewer.id)
  await changingMoment(known, momentId, async (ctx, moment) => {
    requireHost(moment)
    if (moment.cancelled || moment.starts.getTime() <= ctx.now().getTime()) throw new Conflict('activityOver')
    const same =
      move.starts.getTime() === moment.starts.getTime() &&
      move.ends.getTime() === moment.ends.getTime() &&
      place === moment.place
    if (same) return
    const rest = move.rest === true && moment.rrule !== null
    const activityId = rest
      ? await moveRest(ctx, moment, { ...move, place })
      : await moveOne(ctx, moment, { ...move, place })
    await noteChange(ctx, {
      activityId,
      momentId: rest ? undefined : momentId,
      kind: rest ? 'rest-moved' : 'moved',
      was: moment.starts,
      why: oneLine(move.why ?? ''),
    })
    await publish(ctx, 'activity.moved', { activity: momentId, by: ctx.viewer.id, ...(rest ? { rest } : {}) })
  })
}

async function moveOne(ctx: ViewerContext, moment: Moment, { starts, ends, place }: Move): Promise<string> {
  const now = ctx.now().toISOString()
  await ctx.db.execute(
    sql`update activity_moments m set starts = ${starts.toISOString()}::timestamptz, ends = ${ends.toISOString()}::timestamptz,
          moved_from = nullif(m.starts, ${starts.toISOString()}::timestamptz), place = nullif(${place}, act.place),
          changed = ${now}, sequence = m.sequence + 1
        from activities act where act.id = m.activity_id and m.id = ${moment.id}`,
  )
  // What is once is nowhere else.
  if (moment.rrule === null)
    await ctx.db.execute(
      sql`update activities set starts = ${starts.toISOString()}, ends = ${ends.toISOString()}, place = ${place}
          where id = ${moment.activityId}`,
    )
  await bump(ctx, moment.activityId)
  await settleUntil(ctx, moment.activityId)
  return moment.activityId
}

/**
 * The series ends before this moment and goes on as another one, which takes the moments along: their addresses and answers
 * stay. A day of the week or of the month follows from the new first time.
 */
async function moveRest(ctx: ViewerContext, moment: Moment, { starts, ends, place }: Move): Promise<string> {
  const series = await plannedOf(ctx, moment.activityId)
  const now = ctx.now().toISOString()
  const left = await rows<{ id: string; occurs: string; starts: string }>(
    ctx.db,
    sql`select m.id, m.occurs, m.starts from activity_moments m where m.activity_id = ${moment.activityId}
          and m.occurs >= (select occurs from activity_moments where id = ${moment.id}) order by m.occurs`,
  )
  const occurs = new Date(left[0]!.occurs)
  const first = { starts, zone: series.zone, allDay: series.allDay }
  const end = await endOf(ctx, { rrule: series.rrule!, zone: series.zone }, moment.activityId, occurs)
  const chosen = ruleOf(repeatOf(series.rrule!), first, end)
  // Away from the last Tuesday of a month it is the second, or whichever it became.
  const fits = beginsItself({ ...series, starts, ends, rrule: chosen, skips: [] })
  const rrule = fits ? chosen : ruleOf('month-weekday', first, end)
  const id = newId()
  await ctx.db.execute(
    sql`insert into activities (id, community_id, title, place, about, about_html, about_plain, starts, ends, ends_about, all_day, zone, rrule,
          skips, places, guests, created_by, created, changed, sequence, continues)
        select ${id}::uuid, community_id, title, ${place}, about, about_html, about_plain, ${starts.toISOString()}::timestamptz,
          ${ends.toISOString()}::timestamptz, ends_about, all_day, zone, ${rrule}, skips, places, guests, created_by, created,
          ${now}::timestamptz, 0, id
        from activities where id = ${moment.activityId}`,
  )
  for (const copy of [
    sql`insert into activity_communities (activity_id, community_id, asked_by, asked, accepted, declined, until)
        select ${id}::uuid, community_id, asked_by, asked, accepted, declined, until from activity_communities where activity_id = ${moment.activityId}`,
    sql`insert into activity_hosts (activity_id, resident_id, asked_by, asked, accepted, declined)
        select ${id}::uuid, resident_id, asked_by, asked, accepted, declined from activity_hosts where activity_id = ${moment.activityId}`,
  ])
    await ctx.db.execute(copy)
  const planned = { ...series, id, starts, ends, rrule }
  const times = occurrences(planned, { from: starts, to: after(starts, 20 * 366 * day), most: left.length })
  const moved = left.map((one, n) => ({
    id: one.id,
    starts: times[n]?.starts.toISOString() ?? null,
    ends: times[n]?.ends.toISOString() ?? null,
  }))
  await ctx.db.execute(
    sql`update activity_moments m set activity_id = ${id}, occurs = coalesce(t.starts, m.occurs), starts = coalesce(t.starts, m.starts),
          ends = coalesce(t.ends, m.ends), moved_from = nullif(m.starts, t.starts), place = null, changed = ${now}::timestamptz,
          sequence = m.sequence + 1, cancelled = case when t.starts is null then coalesce(m.cancelled, ${now}::timestamptz) else m.cancelled end
        from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as t (id uuid, starts timestamptz, ends timestamptz)
        where m.id = t.id`,
  )
  await moveThings(
    ctx,
    moment.activityId,
    id,
    left.map((one) => one.id),
  )
  await ctx.db.execute(
    occurs.getTime() <= series.starts.getTime()
      ? // Nothing of the old one is left.
        sql`update activities set cancelled = ${now}, made_until = null where id = ${moment.activityId}`
      : sql`update activities set rrule = ${endedBefore(series.rrule!, occurs, series)}, made_until = null
            where id = ${moment.activityId}`,
  )
  await bump(ctx, moment.activityId)
  await settleUntil(ctx, moment.activityId)
  await makeMoments(ctx, planned, times.at(-1) ? after(times.at(-1)!.starts, 1) : starts)
  return id
}

/** How the rest of a series ends: after as many times as were left, or on the same day. */
async function endOf(
  ctx: ViewerContext,
  { rrule, zone }: { rrule: string; zone: string },
  activityId: string,
  occurs: Date,
): Promise<{ count?: number; until?: string }> {
  const count = partOfRule(rrule, 'COUNT')
  const until = lastDayOf(rrule, zone)
  if (until) return { until }
  if (!count) return {}
  const gone = await row<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from activity_moments where activity_id = ${activityId} and occurs < ${occurs.toISOString()}`,
  )
  return { count: Math.max(1, Number(count) - (gone?.n ?? 0)) }
}

/** What is to be brought goes along, with who took it for the moments that go along. */
async function moveThings(ctx: ViewerContext, from: string, to: string, moments: string[]): Promise<void> {
  const things = await rows<{ id: string }>(
    ctx.db,
    sql`select id from activity_things where activity_id = ${from} and removed is null`,
  )
  for (const { id } of things) {
    const copy = newId()
    await ctx.db.execute(
      sql`insert into activity_things (id, activity_id, kind, what, wanted, added_by, added)
          select ${copy}::uuid, ${to}::uuid, kind, what, wanted, added_by, added from activity_things where id = ${id}`,
    )
    await ctx.db.execute(
      sql`update activity_takes set thing_id = ${copy} where thing_id = ${id} and moment_id = any(${`{${moments.join(',')}}`}::uuid[])`,
    )
  }
}

const changing: Limit = { name: 'change-activity', max: 40, window: day }

/**
 * A host or the manager changes the words, the place or how many can come, for every time that is to come. Who has a place
 * keeps it; places that are added go to who waits, by order of asking. Another place is told at once to who comes.
 */
export async function changeActivity(ctx: Context, momentId: string, wanted: PlanWords): Promise<void> {
  const known = requireViewer(ctx)
  await momentById(known, momentId)
  const given = {
    ...wanted,
    title: oneLine(wanted.title),
    place: oneLine(wanted.place),
    about: (wanted.about ?? '').trim(),
  }
  const problems = wordProblems(given)
  if (Object.keys(problems).length > 0) throw new Invalid(problems)
  await limit(ctx, changing, known.viewer.id)
  await changingMoment(known, momentId, async (ctx, moment) => {
    requireHost(moment)
    if (moment.cancelled) throw new Conflict('activityOver')
    const usual = moment.usualPlace ?? moment.place
    const { html, plain } = readAbout(given.about)
    await ctx.db.execute(
      sql`update activities set title = ${given.title}, place = ${given.place}, about = ${given.about},
            about_html = ${html}, about_plain = ${plain}, places = ${given.places ?? null}, guests = ${given.guests ?? 2}
          where id = ${moment.activityId}`,
    )
    await bump(ctx, moment.activityId)
    await noteChange(ctx, { activityId: moment.activityId, kind: 'changed' })
    const now = ctx.now().toISOString()
    const coming = await rows<{ id: string }>(
      ctx.db,
      sql`update activity_moments set changed = ${now}, sequence = sequence + 1,
            moved_from = case when ${given.place !== usual} then null else moved_from end
          where activity_id = ${moment.activityId} and starts > ${now}::timestamptz and cancelled is null returning id`,
    )
    for (const { id } of coming) await fillPlaces(ctx, { id, places: given.places ?? null })
    if (given.place !== usual && coming.length > 0)
      await publish(ctx, 'activity.moved', { activity: momentId, by: ctx.viewer.id, rest: true })
  })
}
