import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { isVerified, type ViewerContext } from '../../residents/index.ts'
import type { Answer } from '../moment.ts'
import { answerOf, coming, isHost, seenThrough } from '../visible.ts'

/** Something in person, as an agenda shows it. */
export interface Activity {
  id: string
  title: string
  /** Where; only for verified residents, because it may be somebody's home. */
  place: string | undefined
  starts: Date
  ends: Date
  allDay: boolean
  zone: string
  /** Whether it comes back. */
  series: boolean
  places: number | null
  communityId: string
  slug: string
  community: string
  /** How many come, with whom they bring. */
  coming: number
  /** What the viewer said. */
  mine: Answer | undefined
  /** Whether the viewer plans it along. */
  own: boolean
  /** Why it is shown: of the viewer's own communities or answers, or how near its community is. */
  near: Nearness
}

/** Of one's own, or of a community that is there for one's street, buurt, wijk or gemeente. */
export type Nearness = 'own' | 'street' | 'buurt' | 'wijk' | 'gemeente'

const bands: readonly Nearness[] = ['street', 'buurt', 'wijk', 'gemeente']

type Found = Omit<Activity, 'place' | 'mine' | 'near'> & {
  place: string | null
  mine: Answer | null
  mineOwn: boolean
  band: number | null
}

const columns = (ctx: Context): SQL => sql`m.id, act.title,
  ${isVerified(ctx) ? sql`coalesce(m.place, act.place)` : sql`null::text`} as place, m.starts, m.ends,
  act.all_day as "allDay", act.zone, act.rrule is not null as series, act.places, c.id as "communityId", c.slug,
  c.name as community, ${coming} as coming, ${answerOf(ctx.viewer?.id)} as mine, c.own as "mineOwn",
  ${isHost(ctx.viewer?.id)} as own`

function activityOf({ band, mineOwn, ...found }: Found): Activity {
  const mine = found.mine ?? undefined
  return {
    ...found,
    starts: new Date(found.starts),
    ends: new Date(found.ends),
    place: found.place ?? undefined,
    mine,
    near: mineOwn || (mine !== undefined && mine !== 'no') || band === null ? 'own' : bands[band - 1]!,
  }
}

/**
 * What is about to happen, soonest first: in these communities, or in all that the viewer belongs to or answered. Something
 * that began an hour ago, or is still going on, is there. `each: 'activity'` tells of a series only its next time.
 */
export async function upcomingActivities(
  ctx: Context,
  {
    communityIds,
    limit = 20,
    each = 'moment',
  }: { communityIds?: string[]; limit?: number; each?: 'moment' | 'activity' } = {},
): Promise<Activity[]> {
  const me = ctx.viewer?.id ?? null
  const now = ctx.now().toISOString()
  const among = communityIds
    ? sql`select shared.activity_id from activity_communities shared
        where shared.community_id = any(${arrayOf(communityIds, 'uuid')}) and shared.accepted is not null
          and shared.until > ${now}::timestamptz`
    : sql`${ownActivities(me, now)}`
  const found = await rows<Found>(
    ctx.db,
    sql`select ${columns(ctx)}, null::int as band
        from activities act join activity_moments m on m.activity_id = act.id ${seenThrough(ctx)}
        where act.id in (${among}) and m.cancelled is null and c.state <> 'ended'
          and m.starts > ${now}::timestamptz - interval '14 days'
          and (m.starts > ${now}::timestamptz - interval '1 hour' or (act.all_day and m.ends > ${now}::timestamptz))
          ${
            each === 'activity'
              ? sql`and (act.rrule is null or m.id = (select next.id from activity_moments next
            where next.activity_id = act.id and next.cancelled is null and next.starts > ${now}::timestamptz - interval '1 hour'
            order by next.starts limit 1))`
              : sql``
          }
        order by m.starts, m.id limit ${limit}`,
  )
  return found.map(activityOf)
}

/** Activities of communities this resident belongs to, and those they answered, that are not over at a moment. */
function ownActivities(me: string | null, from: string): SQL {
  return sql`select shared.activity_id from memberships own
      join activity_communities shared on shared.community_id = own.community_id
      where own.resident_id = ${me}::uuid and own.ended is null and shared.accepted is not null
        and shared.until > ${from}::timestamptz
    union
    select said.activity_id from attendances y join activity_moments said on said.id = y.moment_id
      where y.resident_id = ${me}::uuid and y.answer <> 'no' and said.ends > ${from}::timestamptz`
}

/** A stretch of an agenda, and whether more would fit than was asked for. */
export interface Stretch {
  items: Activity[]
  more: boolean
}

/**
 * What can be done in person from one moment up to another, soonest first: of the viewer's communities and answers, and of open
 * communities that are there for the viewer's street, buurt, wijk or gemeente.
 */
export async function agendaOf(
  ctx: ViewerContext,
  { from, to, limit = 60 }: { from: Date; to: Date; limit?: number },
): Promise<Stretch> {
  const { viewer } = ctx
  const areas = arrayOf([viewer.streetId, viewer.buurtId, viewer.wijkId, viewer.gemeenteId], 'int')
  // Where a street is not known the others keep their place.
  const placed = sql`array[${viewer.streetId}, ${viewer.buurtId}, ${viewer.wijkId}, ${viewer.gemeenteId}]::int[]`
  const [first, last] = [from.toISOString(), to.toISOString()]
  const found = await rows<Found>(
    ctx.db,
    sql`select ${columns(ctx)}, (select min(array_position(${placed}, carried.area_id))
            from activity_communities shared join community_areas carried on carried.community_id = shared.community_id
            where shared.activity_id = act.id and shared.accepted is not null and carried.area_id = any(${areas})) as band
        from activities act join activity_moments m on m.activity_id = act.id ${seenThrough(ctx)}
        where act.id in (
            ${ownActivities(viewer.id, first)}
            union
            select shared.activity_id from community_areas carried
            join activity_communities shared on shared.community_id = carried.community_id
            where carried.area_id = any(${areas}) and shared.accepted is not null and shared.until > ${first}::timestamptz)
          and m.cancelled is null and c.state <> 'ended' and m.starts < ${last}::timestamptz
          and (m.starts >= ${first}::timestamptz or (m.ends > ${first}::timestamptz and m.starts > ${first}::timestamptz - interval '14 days' and act.all_day))
        order by m.starts, m.id limit ${limit + 1}`,
  )
  return { items: found.slice(0, limit).map(activityOf), more: found.length > limit }
}

/** What the viewer answered to what is still to come in this community, and what of it they plan, as one text. */
export function ownAnswers(ctx: ViewerContext, communityId: SQL): SQL {
  const now = sql`${ctx.now().toISOString()}::timestamptz`
  return sql`concat((select string_agg(y.moment_id || y.answer || y.guests, ' ' order by y.moment_id)
      from attendances y join activity_moments m on m.id = y.moment_id and m.ends > ${now} - interval '2 days'
      join activity_communities shared on shared.activity_id = m.activity_id and shared.community_id = ${communityId}
      where y.resident_id = ${ctx.viewer.id}),
    (select string_agg(h.activity_id::text, ' ' order by h.activity_id)
      from activity_hosts h join activity_communities shared on shared.activity_id = h.activity_id
        and shared.community_id = ${communityId} and shared.until > ${now}
      where h.resident_id = ${ctx.viewer.id}))`
}
