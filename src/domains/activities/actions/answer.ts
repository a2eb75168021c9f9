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
 * free goes to who asked first. The same answer twice changes nothing, and keeps the turn.
 * @returns what it became: `waiting` when there was no place.
 */
export async function answerActivity(
  ctx: Context,
  momentId: string,
  said: Said,
  guests = 0,
): Promise<Answer> {
  const known = requireVerified(ctx)
  await limit(ctx, answering, known.viewer.id)
  return changingMoment(known, momentId, async (ctx, moment) => {
    requireOpen(ctx, moment)
    const bringing = said === 'no' ? 0 : guests
    if (!Number.isInteger(bringing) || bringing < 0 || bringing > moment.mostGuests)
      throw new Invalid({ guests: 'guestsMany' })
    const answer = said === 'yes' ? await placeFor(ctx, moment, bringing) : said
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
  ctx: ViewerContext,
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
