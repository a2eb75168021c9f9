import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import { mayEnter } from '../../communities/index.ts'
import { nameAsSeen, type ViewerContext } from '../../residents/index.ts'
import type { Answer, Moment } from '../moment.ts'

/** Somebody who plans it along; those who were asked and did not answer only for hosts. */
export interface Host {
  id: string
  name: string | null
  accepted: boolean
}

/** Who plans it, the first first. */
export async function hostsOf(ctx: ViewerContext, moment: Moment): Promise<Host[]> {
  return rows(
    ctx.db,
    sql`select h.resident_id as id, ${nameAsSeen(ctx, sql`h.resident_id`)} as name, h.accepted is not null as accepted
        from activity_hosts h where h.activity_id = ${moment.activityId} and h.declined is null
          and (h.accepted is not null or ${moment.mayHost} or h.resident_id = ${ctx.viewer.id})
        order by h.accepted nulls last, h.asked limit 12`,
  )
}

/** A community it is of, or that was asked. */
export interface Together {
  id: string
  slug: string
  name: string
  accepted: boolean
}

/** The communities it is of, as far as the viewer may enter them; those that were asked only for hosts. */
export async function communitiesOfActivity(ctx: Context, moment: Moment): Promise<Together[]> {
  return rows(
    ctx.db,
    sql`select c.id, c.slug, c.name, shared.accepted is not null as accepted
        from activity_communities shared join communities c on c.id = shared.community_id
        where shared.activity_id = ${moment.activityId} and shared.declined is null and ${mayEnter(ctx)}
          and (shared.accepted is not null or ${moment.mayHost})
        order by c.id = ${moment.ownerId} desc, c.name limit 12`,
  )
}

/** Something to bring, or help that is wanted. */
export interface ThingWanted {
  id: string
  kind: 'bring' | 'help'
  what: string
  wanted: number
  taken: number
  mine: boolean
  /** First names of who took it, as the viewer sees them. */
  names: string[]
}

/** What is to be brought and done this time, in the order in which it was asked. */
export async function thingsOf(ctx: ViewerContext, moment: Moment): Promise<ThingWanted[]> {
  return rows(
    ctx.db,
    sql`select t.id, t.kind, t.what, t.wanted, counted.taken, counted.mine, counted.names
        from activity_things t cross join lateral (
          select count(*)::int as taken, coalesce(bool_or(k.resident_id = ${ctx.viewer.id}), false) as mine,
            coalesce(array_agg(${nameAsSeen(ctx, sql`k.resident_id`)} order by k.taken)
              filter (where k.resident_id <> ${ctx.viewer.id}), '{}') as names
          from activity_takes k where k.thing_id = t.id and k.moment_id = ${moment.id}) counted
        where t.activity_id = ${moment.activityId} and t.removed is null order by t.added, t.id limit 40`,
  )
}

/** Another time of the same series. */
export interface Another {
  id: string
  starts: Date
  cancelled: boolean
}

/** The next times of a series after this one. */
export async function nextTimes(ctx: Context, moment: Moment, limit = 6): Promise<Another[]> {
  if (moment.rrule === null) return []
  const found = await rows<Another>(
    ctx.db,
    sql`select id, starts, cancelled is not null as cancelled from activity_moments
        where activity_id = ${moment.activityId} and starts > ${moment.starts.toISOString()} order by starts limit ${limit}`,
  )
  return found.map((one) => ({ ...one, starts: new Date(one.starts) }))
}

/** Who answered, for who plans it. */
export interface Comer {
  id: string
  name: string | null
  answer: Answer
  guests: number
}

/** Who comes, perhaps comes or waits, in order of asking; only for hosts. Bounded by three hundred. */
export async function comersOf(ctx: ViewerContext, moment: Moment): Promise<Comer[]> {
  if (!moment.mayHost) return []
  return rows(
    ctx.db,
    sql`select y.resident_id as id, ${nameAsSeen(ctx, sql`y.resident_id`)} as name, y.answer, y.guests
        from attendances y join residents r on r.id = y.resident_id and r.left_at is null
        where y.moment_id = ${moment.id} and y.answer <> 'no'
        order by array_position(array['yes', 'waiting', 'maybe'], y.answer), y.turn limit 300`,
  )
}

/** A photo of it. */
export interface Picture {
  id: string
  alt: string
  name: string | null
  mine: boolean
}

/** Photos of who was there, the oldest first; for verified residents. */
export async function picturesOf(ctx: ViewerContext, moment: Moment): Promise<Picture[]> {
  return rows(
    ctx.db,
    sql`select p.file_id as id, p.alt, ${nameAsSeen(ctx, sql`p.resident_id`)} as name,
          coalesce(p.resident_id = ${ctx.viewer.id}, false) as mine
        from activity_pictures p where p.moment_id = ${moment.id} order by p.added, p.file_id limit 60`,
  )
}

/** What somebody said of it afterwards. */
export interface Remark {
  id: string
  line: string
  name: string | null
  mine: boolean
}

/** How it was, in one line of each who was there, in the order in which they said so. */
export async function remarksOf(ctx: ViewerContext, moment: Moment): Promise<Remark[]> {
  return rows(
    ctx.db,
    sql`select q.id, q.line, ${nameAsSeen(ctx, sql`q.resident_id`)} as name,
          coalesce(q.resident_id = ${ctx.viewer.id}, false) as mine
        from activity_remarks q where q.moment_id = ${moment.id} order by q.said, q.id limit 60`,
  )
}

/** Somebody who can be thanked: who planned it, or took something upon them. */
export interface Thanked {
  id: string
  name: string
  /** What the viewer thanked them for; undefined when they did not. */
  line: string | undefined
}

/** Whom the viewer can thank, and whom they thanked. */
export async function helpersOf(ctx: ViewerContext, moment: Moment): Promise<Thanked[]> {
  const found = await rows<{ id: string; name: string | null; line: string | null }>(
    ctx.db,
    sql`select helper.id, ${nameAsSeen(ctx, sql`helper.id`)} as name,
          (select given.line from activity_thanks given where given.moment_id = ${moment.id}
            and given.from_id = ${ctx.viewer.id} and given.to_id = helper.id) as line
        from (${helpers(moment)}) helper (id) where helper.id <> ${ctx.viewer.id} limit 60`,
  )
  return found.flatMap(({ id, name, line }) => (name === null ? [] : [{ id, name, line: line ?? undefined }]))
}

/** Who planned it, or took something upon them this time. */
export function helpers({ id, activityId }: { id: string; activityId: string }) {
  return sql`select host.resident_id from activity_hosts host where host.activity_id = ${activityId} and host.accepted is not null
    union select took.resident_id from activity_takes took where took.moment_id = ${id}`
}

/** Thanks that the viewer got for this time. */
export async function thanksToMe(
  ctx: ViewerContext,
  moment: Moment,
): Promise<{ name: string | null; line: string }[]> {
  return rows(
    ctx.db,
    sql`select ${nameAsSeen(ctx, sql`given.from_id`)} as name, given.line from activity_thanks given
        where given.moment_id = ${moment.id} and given.to_id = ${ctx.viewer.id} order by given.given limit 60`,
  )
}

/** Thanks that the viewer got for helping, newest first, with what it was for: they were there. */
export async function activityThanks(
  ctx: ViewerContext,
  limit: number,
): Promise<{ from: string | null; line: string; title: string; href: string; given: Date }[]> {
  const found = await rows<{ from: string | null; line: string; title: string; moment: string; given: Date }>(
    ctx.db,
    sql`select ${nameAsSeen(ctx, sql`given.from_id`)} as "from", given.line, act.title, m.id as moment, given.given
        from activity_thanks given join activity_moments m on m.id = given.moment_id join activities act on act.id = m.activity_id
        where given.to_id = ${ctx.viewer.id} order by given.given desc limit ${limit}`,
  )
  return found.map(({ moment, given, ...thanks }) => ({
    ...thanks,
    href: `/afspraak/${moment}`,
    given: new Date(given),
  }))
}
