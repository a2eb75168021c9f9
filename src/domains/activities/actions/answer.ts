import { sql } from 'drizzle-orm'
import { hour } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Invalid } from '../../../platform/errors.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { mailInLanguage } from '../../identity/index.ts'
import { requireVerified, tell, type ViewerContext } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import { changingMoment, requireOpen, type Answer, type Moment } from '../moment.ts'
import { movesUp } from '../series.ts'
import { whenInWords } from '../when.ts'

/** Changing one's mind is free, but not without end: others are told of places that come and go. */
const answering: Limit = { name: 'answer-activity', max: 60, window: hour }

/** What somebody says to being asked to come. */
export type Said = 'yes' | 'maybe' | 'no'

/**
 * Says whether the viewer comes, and with how many; the newest answer counts. Open to every verified resident who may enter
 * one of its communities. Where no places are left for the whole group they wait, in order of asking, and a place that comes
 * free goes to who asked first. The same answer twice changes nothing, and keeps the turn. `rest` answers every later time that
 * is on the agenda too, where places are not counted.
 * @returns what it became: `waiting` when there was no place.
 */
export async function answerActivity(
  ctx: Context,
  momentId: string,
  said: Said,
  guests = 0,
  { rest = false }: { rest?: boolean } = {},
): Promise<Answer> {
  const known = requireVerified(ctx)
  await limit(ctx, answering, known.viewer.id)
  return changingMoment(known, momentId, async (ctx, moment) => {
    requireOpen(ctx, moment)
    const bringing = said === 'no' ? 0 : guests
    if (!Number.isInteger(bringing) || bringing < 0 || bringing > moment.mostGuests)
      throw new Invalid({ guests: 'guestsMany' })
    const answer = said === 'yes' ? await placeFor(ctx, moment, bringing) : said
    if (rest && moment.places === null && moment.rrule !== null) await answerRest(ctx, moment, said, bringing)
    if (answer === moment.mine && bringing === moment.myGuests) return answer
    await ctx.db.execute(
      sql`insert into attendances (moment_id, resident_id, answer, guests, answered, turn)
          values (${moment.id}, ${ctx.viewer.id}, ${answer}, ${bringing}, ${ctx.now().toISOString()},
            (select coalesce(max(turn), 0) + 1 from attendances where moment_id = ${moment.id}))
          on conflict (moment_id, resident_id) do update set answer = excluded.answer, guests = excluded.guests,
            answered = excluded.answered,
            -- Who waits with the same number or fewer keeps their turn, and who comes had theirs.
            turn = case when excluded.answer in ('yes', 'waiting') and (attendances.answer = 'yes'
              or (attendances.answer = 'waiting' and excluded.guests <= attendances.guests))
              then attendances.turn else excluded.turn end`,
    )
    // Who does not come brings nothing: it is free for somebody else.
    if (answer === 'no')
      await ctx.db.execute(
        sql`delete from activity_takes where moment_id = ${moment.id} and resident_id = ${ctx.viewer.id}`,
      )
    await fillPlaces(ctx, moment)
    await publish(ctx, 'activity.answered', { activity: moment.id, resident: ctx.viewer.id, answer })
    return answer
  })
}

/** The same answer for every later time that is on the agenda. */
async function answerRest(ctx: ViewerContext, moment: Moment, said: Said, guests: number): Promise<void> {
  const later = sql`m.activity_id = ${moment.activityId} and m.cancelled is null and m.starts > ${moment.starts.toISOString()}::timestamptz`
  await ctx.db.execute(
    sql`insert into attendances (moment_id, resident_id, answer, guests, answered, turn)
        select m.id, ${ctx.viewer.id}::uuid, ${said}, ${guests}::int, ${ctx.now().toISOString()}::timestamptz,
          (select coalesce(max(y.turn), 0) + 1 from attendances y where y.moment_id = m.id)
        from activity_moments m where ${later}
        on conflict (moment_id, resident_id) do update set answer = excluded.answer, guests = excluded.guests,
          answered = excluded.answered`,
  )
  if (said === 'no')
    await ctx.db.execute(
      sql`delete from activity_takes k using activity_moments m
          where m.id = k.moment_id and k.resident_id = ${ctx.viewer.id} and ${later}`,
    )
}

/** Whether there is a place for the viewer and whom they bring; otherwise they wait. */
async function placeFor(ctx: ViewerContext, moment: Moment, guests: number): Promise<Answer> {
  if (moment.places === null) return 'yes'
  const own = moment.mine === 'yes' ? 1 + moment.myGuests : 0
  const free = moment.places - (moment.coming - own)
  if (1 + guests <= free) return 'yes'
  // Who has a place already does not lose it by asking for more.
  if (moment.mine === 'yes') throw new Invalid({ guests: 'guestsNoPlace' })
  return 'waiting'
}

/**
 * Gives free places to who waits, by order of asking; a job tells them. Within the transaction that holds the activity's row.
 */
export async function fillPlaces(
  ctx: Context,
  { id, places }: { id: string; places: number | null },
): Promise<void> {
  const waiting = await rows<{ residentId: string; guests: number }>(
    ctx.db,
    sql`select resident_id as "residentId", guests from attendances
        where moment_id = ${id} and answer = 'waiting' order by turn limit 1000`,
  )
  if (waiting.length === 0) return
  const taken = await row<{ n: number }>(
    ctx.db,
    sql`select coalesce(sum(1 + guests), 0)::int as n from attendances where moment_id = ${id} and answer = 'yes'`,
  )
  const free = places === null ? Number.MAX_SAFE_INTEGER : places - (taken?.n ?? 0)
  for (const { residentId } of movesUp(waiting, free)) {
    await ctx.db.execute(
      sql`update attendances set answer = 'yes' where moment_id = ${id} and resident_id = ${residentId}`,
    )
    await publish(ctx, 'activity.moved-up', { activity: id, resident: residentId })
  }
}

/** Moments whose places are looked at in one round. */
const mostReleased = 500

/**
 * Job: who left a community and may not enter any of those of an activity any more, does not come to what is to be; their place
 * goes to who waits. A second time it finds nothing.
 */
export async function releasePlaces(ctx: Context, { community }: { community: string }): Promise<void> {
  const now = ctx.now().toISOString()
  const held = await rows<{ id: string; activityId: string; places: number | null }>(
    ctx.db,
    sql`select distinct m.id, m.activity_id as "activityId", act.places from activity_communities shared
        join activities act on act.id = shared.activity_id
        join activity_moments m on m.activity_id = act.id and m.cancelled is null and m.starts > ${now}::timestamptz
        join attendances y on y.moment_id = m.id
        where shared.community_id = ${community} and shared.until > ${now}::timestamptz and ${outside(community)}
        order by m.activity_id, m.id limit ${mostReleased}`,
  )
  for (const moment of held)
    await transact(ctx, async (ctx) => {
      await ctx.db.execute(sql`select 1 from activities where id = ${moment.activityId} for no key update`)
      const gone = await rows<{ id: string }>(
        ctx.db,
        sql`delete from attendances y using activity_moments m
            where m.id = y.moment_id and m.id = ${moment.id} and ${outside(community)} returning y.resident_id as id`,
      )
      for (const { id } of gone)
        await ctx.db.execute(
          sql`delete from activity_takes where moment_id = ${moment.id} and resident_id = ${id}`,
        )
      await fillPlaces(ctx, moment)
    })
}

/** Whether who answered as `attendances y` to `activity_moments m` left this community, and may enter none of its communities. */
const outside = (communityId: string) => sql`exists (
  select 1 from memberships once where once.community_id = ${communityId} and once.resident_id = y.resident_id
    and once.ended is not null) and not exists (
  select 1 from activity_communities open join communities c on c.id = open.community_id
  where open.activity_id = m.activity_id and open.accepted is not null and (c.access <> 'besloten' or exists (
    select 1 from memberships own where own.community_id = c.id and own.resident_id = y.resident_id and own.ended is null)))`

/** Job: tells somebody who waited that there is a place, at once. Nothing is told when they withdrew meanwhile. */
export async function tellMovedUp(
  ctx: Context,
  { activity: momentId, resident }: { activity: string; resident: string },
): Promise<void> {
  const found = await row<{
    title: string
    starts: string
    zone: string
    allDay: boolean
    answered: string
  }>(
    ctx.db,
    sql`select act.title, m.starts, act.zone, act.all_day as "allDay", y.answered
        from attendances y join residents r on r.id = y.resident_id and r.left_at is null
        join activity_moments m on m.id = y.moment_id join activities act on act.id = m.activity_id
        where y.moment_id = ${momentId} and y.resident_id = ${resident} and y.answer = 'yes' and m.cancelled is null`,
  )
  if (!found) return
  await transact(ctx, async (ctx) => {
    const news = { activity: momentId, title: found.title, asked: String(found.answered) }
    const told = await tell(ctx, [resident], 'activity.moved-up', news)
    if (told.length === 0) return
    const link = `${ctx.services.config.origin}/afspraak/${momentId}`
    await mailInLanguage(ctx, resident, (language) => {
      const when = whenInWords(language, { ...found, starts: new Date(found.starts) })
      return words[language].mail.movedUp(found.title, when, link)
    })
  })
}
