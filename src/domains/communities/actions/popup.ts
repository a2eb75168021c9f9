import { sql } from 'drizzle-orm'
import { onTheWall } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import { eachByItself } from '../../../platform/each.ts'
import { Invalid } from '../../../platform/errors.ts'
import { requireViewer } from '../../residents/index.ts'
import {
  changing,
  lockCommunity,
  managerOf,
  noteChange,
  requireLiving,
  requireManager,
  tellAbout,
  tellMembers,
} from '../community.ts'
import { setState } from './admit.ts'

/** How far ahead the last day of a pop-up can be. */
export const mostPopupDays = 730
/** Members hear of the last day this long before. */
const noticeDays = 14

/**
 * The manager makes it a pop-up: after this day (`YYYY-MM-DD`) it rests by itself. Without a day it goes on.
 * @throws Invalid for a day that is no day, is not after today, or is more than two years ahead.
 */
export async function setLastDay(ctx: Context, communityId: string, lastDay: string | null): Promise<void> {
  const known = requireViewer(ctx)
  if (lastDay !== null) requireComing(lastDay, ctx.now())
  await changing(known, communityId, async (ctx, community) => {
    requireManager(community)
    requireLiving(community)
    if (community.endsOn === lastDay) return
    await ctx.db.execute(sql`update communities set ends_on = ${lastDay}::date where id = ${communityId}`)
    await noteChange(ctx, communityId, { kind: 'last-day', value: lastDay ?? '' })
  })
}

function requireComing(lastDay: string, now: Date): void {
  const today = onTheWall(now).toPlainDate()
  let wanted: Temporal.PlainDate
  try {
    wanted = Temporal.PlainDate.from(lastDay)
  } catch {
    throw new Invalid({ lastDay: 'dayUnknown' })
  }
  const { days } = today.until(wanted)
  if (days < 1) throw new Invalid({ lastDay: 'dayPast' })
  if (days > mostPopupDays) throw new Invalid({ lastDay: 'dayFar' })
}

/** Pop-ups looked at in one round; what is left waits for the next. */
const portion = 500

/**
 * Job: tells members of a pop-up two weeks before its last day, and lets it rest after it. Everything in it stays; the
 * manager is asked to look back, and any member wakes it with one press. Twice does it once.
 */
export async function windDown(ctx: Context): Promise<void> {
  const today = onTheWall(ctx.now()).toPlainDate()
  const near = await rows<{ id: string; endsOn: string }>(
    ctx.db,
    sql`select id, to_char(ends_on, 'YYYY-MM-DD') as "endsOn" from communities
        where ends_on <= ${today.add({ days: noticeDays }).toString()}::date and state in ('forming', 'active')
        order by ends_on, id limit ${portion}`,
  )
  await eachByItself(near, async ({ id, endsOn }) => {
    await transact(ctx, async (ctx) => {
      await lockCommunity(ctx, id)
      const [still] = await rows(
        ctx.db,
        sql`select 1 from communities where id = ${id} and ends_on = ${endsOn}::date and state in ('forming', 'active')`,
      )
      if (!still) return
      if (Temporal.PlainDate.compare(endsOn, today) >= 0)
        return tellMembers(ctx, id, 'community.last-day', { day: endsOn })
      await setState(ctx, id, 'resting', 'popup')
      const manager = await managerOf(ctx, id)
      if (manager) await tellAbout(ctx, id, [manager], 'community.look-back', { day: endsOn })
    })
  })
}
