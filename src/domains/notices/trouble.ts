import { sql } from 'drizzle-orm'
import { after, day, hour } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { requireViewer, tell } from '../residents/index.ts'
import { isHard, softDays, softWithin } from './rules.ts'

/**
 * Writes down that a bundle did not arrive, by what the mail server said of it. Each bundle counts once. After a hard
 * trouble, or soft ones on five days within a month, the address counts as not working: no bundle goes there until the
 * resident says that it works, or gives another.
 */
export async function noteTrouble(ctx: Context, digestId: string, status: string): Promise<void> {
  await transact(ctx, async (ctx) => {
    const digest = await row<{ residentId: string }>(
      ctx.db,
      sql`select d.resident_id as "residentId" from digests d join residents r on r.id = d.resident_id
          where d.id = ${digestId} and d.way = 'mail' for key share of r`,
    )
    if (!digest) return
    const { residentId } = digest
    const hard = isHard(status) || (await softCount(ctx, residentId)) + 1 >= softDays
    const noted = await row(
      ctx.db,
      sql`insert into mail_troubles (id, resident_id, kind, status, digest_id, noted)
          values (${newId()}, ${residentId}, ${hard ? 'hard' : 'soft'}, ${status}, ${digestId}, ${ctx.now().toISOString()})
          on conflict do nothing returning id`,
    )
    if (noted && hard) await tell(ctx, [residentId], 'mail.undeliverable', { digest: digestId })
  })
}

/** Days of late on which something did not arrive, since the address was last said to work. */
async function softCount(ctx: Context, residentId: string): Promise<number> {
  const found = await rows(
    ctx.db,
    sql`select distinct d.day from mail_troubles t join digests d on d.id = t.digest_id
        where t.resident_id = ${residentId} and t.kind = 'soft' and t.ended is null
          and t.noted > ${after(ctx.now(), -softWithin).toISOString()}`,
  )
  return found.length
}

/** Whether our post does not arrive at the viewer's mail address, as far as we know. */
export async function hasTrouble(ctx: Context): Promise<boolean> {
  const { viewer } = requireViewer(ctx)
  const found = await row(
    ctx.db,
    sql`select 1 from mail_troubles where resident_id = ${viewer.id} and kind = 'hard' and ended is null`,
  )
  return found !== undefined
}

const confirming: Limit = { name: 'mail-works', max: 5, window: day }
const perHour: Limit = { name: 'mail-works-hour', max: 2, window: hour }

/** The viewer says that the address is right: bundles are tried again. Twice is once. */
export async function sayMailWorks(ctx: Context): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await limit(ctx, perHour, viewer.id)
  await limit(ctx, confirming, viewer.id)
  await endTroubles(ctx, viewer.id, 'confirmed')
}

/** Troubles end with the address that they were about. */
export async function followMailChange(ctx: Context, { resident }: { resident: string }): Promise<void> {
  await endTroubles(ctx, resident, 'changed')
}

async function endTroubles(ctx: Context, residentId: string, how: 'confirmed' | 'changed'): Promise<void> {
  await ctx.db.execute(
    sql`update mail_troubles set ended = ${ctx.now().toISOString()}, how_ended = ${how}
        where resident_id = ${residentId} and ended is null`,
  )
}
