import { sql, type SQL } from 'drizzle-orm'
import { after, day } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { hashToken } from '../../../platform/crypto.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { communityById, communityBySlug, isOwn, type Community } from '../../communities/index.ts'
import { isVerified, loadViewer, type ViewerContext } from '../../residents/index.ts'
import type { CalendarEntry } from '../calendar/ical.ts'
import { words } from '../messages/index.ts'
import { momentById, type Answer } from '../moment.ts'
import { inZone } from '../series.ts'
import { seenThrough } from '../visible.ts'

/** A calendar for another program. */
export interface Calendar {
  name: string
  entries: CalendarEntry[]
}

/** So long what is over stays in a calendar, so that a change made just before still arrives. */
const kept = 60 * day
const mostEntries = 400

interface Found {
  id: string
  activityId: string
  title: string
  about: string
  place: string | null
  starts: string
  ends: string
  occurs: string
  allDay: boolean
  zone: string
  rrule: string | null
  skips: string[]
  sequence: number
  changed: string
  cancelled: boolean
  mine?: Answer
  first: string
  link: string | null
}

function entryOf(ctx: Context, found: Found, kind: 'once' | 'series' | 'exception'): CalendarEntry {
  const { host } = new URL(ctx.services.config.origin)
  return {
    uid: `${kind === 'once' ? found.id : found.activityId}@${host}`,
    occurs: kind === 'exception' ? new Date(found.occurs) : undefined,
    sequence: found.sequence,
    changed: new Date(found.changed),
    starts: new Date(found.starts),
    ends: new Date(found.ends),
    allDay: found.allDay,
    zone: found.zone,
    rrule: kind === 'series' ? (found.rrule ?? undefined) : undefined,
    without: kind === 'series' ? skipped(found) : [],
    status: found.cancelled
      ? 'CANCELLED'
      : found.mine === 'maybe' || found.mine === 'waiting'
        ? 'TENTATIVE'
        : 'CONFIRMED',
    title: found.title,
    about: found.about,
    place: found.place ?? undefined,
    url: `${ctx.services.config.origin}/afspraak/${found.link ?? found.id}`,
  }
}

/** The hour of the series on each day that it leaves out. */
function skipped({ skips, starts, zone }: Found): Date[] {
  const time = inZone(new Date(starts), zone).toPlainTime()
  return skips.map(
    (date) =>
      new Date(
        Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds,
      ),
  )
}

const momentColumns = (
  ctx: Context,
): SQL => sql`m.id, act.id as "activityId", act.title, act.about_plain as about,
  ${isVerified(ctx) ? sql`coalesce(m.place, act.place)` : sql`null::text`} as place, m.starts, m.ends, m.occurs,
  act.all_day as "allDay", act.zone, act.rrule, act.skips::text[] as skips, act.sequence + m.sequence as sequence,
  greatest(m.changed, act.changed) as changed, m.cancelled is not null as cancelled, act.starts as first, m.id as link`

/** What somebody said yes or maybe to, or waits for, as far as they may see it now. */
async function ownEntries(ctx: ViewerContext): Promise<CalendarEntry[]> {
  const found = await rows<Found>(
    ctx.db,
    sql`select ${momentColumns(ctx)}, y.answer as mine
        from attendances y join activity_moments m on m.id = y.moment_id
        join activities act on act.id = m.activity_id ${seenThrough(ctx)}
        where y.resident_id = ${ctx.viewer.id} and y.answer <> 'no'
          and m.ends > ${after(ctx.now(), -kept).toISOString()}::timestamptz
        order by m.starts, m.id limit ${mostEntries}`,
  )
  return found.map((one) => entryOf(ctx, one, 'once'))
}

/** Everything on the agenda of a community: series with their rule, and each time that is different. */
async function communityEntries(ctx: Context, communityId: string): Promise<CalendarEntry[]> {
  return seriesEntries(
    ctx,
    sql`act.id in (select shared.activity_id from activity_communities shared
      where shared.community_id = ${communityId} and shared.accepted is not null
        and shared.until > ${after(ctx.now(), -kept).toISOString()}::timestamptz)`,
  )
}

async function seriesEntries(ctx: Context, which: SQL): Promise<CalendarEntry[]> {
  const whole = await rows<Found>(
    ctx.db,
    sql`select act.id, act.id as "activityId", act.title, act.about_plain as about,
          ${isVerified(ctx) ? sql`act.place` : sql`null::text`} as place, act.starts, act.ends, act.starts as occurs,
          act.all_day as "allDay", act.zone, act.rrule, act.skips::text[] as skips, act.sequence, act.changed,
          act.cancelled is not null as cancelled, act.starts as first,
          (select m.id from activity_moments m where m.activity_id = act.id
            order by m.ends > ${ctx.now().toISOString()}::timestamptz desc, m.starts limit 1) as link
        from activities act ${seenThrough(ctx)} where ${which} order by act.starts, act.id limit ${mostEntries}`,
  )
  const series = whole.filter(({ rrule, cancelled }) => rrule !== null && !cancelled).map(({ id }) => id)
  const different =
    series.length === 0
      ? []
      : await rows<Found>(
          ctx.db,
          sql`select ${momentColumns(ctx)}
              from activity_moments m join activities act on act.id = m.activity_id
              where m.activity_id = any(${`{${series.join(',')}}`}::uuid[])
                and (m.cancelled is not null or m.place is not null or m.starts <> m.occurs
                  or m.ends - m.starts <> act.ends - act.starts)
                and m.ends > ${after(ctx.now(), -kept).toISOString()}::timestamptz
              order by m.starts, m.id limit ${mostEntries}`,
        )
  return [
    // What is over stays without its link when nothing of it is left.
    ...whole.map((one) => entryOf(ctx, one, one.rrule !== null && !one.cancelled ? 'series' : 'once')),
    ...different.map((one) => entryOf(ctx, one, 'exception')),
  ]
}

/**
 * The calendar behind a secret address, as its owner may see it at this moment: what they may not enter any more is not in it.
 * @throws NotFound when the address was renewed or ended, its owner left, or it is of a community they no longer belong to.
 */
export async function calendarBySecret(anybody: Context, secret: string): Promise<Calendar> {
  const feed = await row<{ residentId: string; communityId: string | null }>(
    anybody.db,
    sql`select resident_id as "residentId", community_id as "communityId" from activity_feeds
        where secret_hash = ${hashToken(secret)} and ended is null`,
  )
  const viewer = feed && (await loadViewer(anybody, feed.residentId))
  if (!viewer) throw new NotFound()
  const ctx: ViewerContext = { ...anybody, viewer, language: viewer.language }
  const t = words[ctx.language].feed
  if (feed.communityId === null) return { name: t.nameMine, entries: await ownEntries(ctx) }
  const community = await communityById(ctx, feed.communityId)
  if (!isOwn(community)) throw new NotFound()
  return { name: t.name(community.name), entries: await communityEntries(ctx, community.id) }
}

/** The calendar of a community for who may enter it without a secret: of an open one everybody, and without places. */
export async function calendarOfCommunity(ctx: Context, slug: string): Promise<Calendar> {
  const community = await communityBySlug(ctx, slug)
  return {
    name: words[ctx.language].feed.name(community.name),
    entries: await communityEntries(ctx, community.id),
  }
}

/** One time, or the whole series it is of, to put into a calendar once. */
export async function calendarOfMoment(ctx: Context, id: string, whole: boolean): Promise<Calendar> {
  const moment = await momentById(ctx, id)
  if (whole && moment.rrule !== null)
    return { name: moment.title, entries: await seriesEntries(ctx, sql`act.id = ${moment.activityId}`) }
  const found = await rows<Found>(
    ctx.db,
    sql`select ${momentColumns(ctx)} from activity_moments m join activities act on act.id = m.activity_id ${seenThrough(ctx)}
        where m.id = ${id}`,
  )
  return { name: moment.title, entries: found.map((one) => entryOf(ctx, one, 'once')) }
}

/** A secret address that the viewer made, or could make. */
export interface Feed {
  community: Pick<Community, 'id' | 'slug' | 'name'> | undefined
  made: Date | undefined
}

/** The viewer's own address and those of the communities they belong to, sixty at most. */
export async function feedsOf(ctx: ViewerContext): Promise<Feed[]> {
  const found = await rows<{ id: string | null; slug: string; name: string; made: string | null }>(
    ctx.db,
    sql`(select null::uuid as id, '' as slug, '' as name, (select f.made from activity_feeds f
            where f.resident_id = ${ctx.viewer.id} and f.community_id is null and f.ended is null) as made)
        union all
        (select c.id, c.slug, c.name, f.made from memberships own join communities c on c.id = own.community_id
          left join activity_feeds f on f.resident_id = own.resident_id and f.community_id = c.id and f.ended is null
          where own.resident_id = ${ctx.viewer.id} and own.ended is null and c.state <> 'ended'
          order by c.name limit 60)`,
  )
  return found.map(({ id, slug, name, made }) => ({
    community: id === null ? undefined : { id, slug, name },
    made: made === null ? undefined : new Date(made),
  }))
}
