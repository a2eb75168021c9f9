import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, NotFound } from '../../../platform/errors.ts'
import { block, type ViewerContext } from '../../residents/index.ts'
import {
  correspondenceById,
  lockCorrespondence,
  requireSelf,
  requireWriter,
  type Correspondence,
} from '../correspondence.ts'
import { markRead } from './reading.ts'
import { accept } from './write.ts'

/** One change of a correspondence by one of the two, in a transaction that holds it. */
async function changing(
  known: ViewerContext,
  id: string,
  work: (ctx: ViewerContext, correspondence: Correspondence) => Promise<void>,
): Promise<void> {
  await correspondenceById(known, id)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await lockCorrespondence(ctx, id)
    await work(ctx, await correspondenceById(ctx, id))
  })
}

/** Whoever was written to first finds it fine to write. Twice does it once. @throws Conflict for who began. */
export async function acceptLetters(ctx: Context, id: string): Promise<void> {
  await changing(requireWriter(ctx), id, async (ctx, { begunByMe }) => {
    if (begunByMe) throw new Conflict('lettersWait')
    await accept(ctx, id)
  })
}

/** "No thanks" to the first message: it goes from the list. Who wrote it is not told, and writes no second one. */
export async function declineLetters(ctx: Context, id: string): Promise<void> {
  await changing(requireSelf(ctx), id, async (ctx, { accepted, begunByMe, lastSeq }) => {
    if (accepted || begunByMe) throw new Conflict('lettersAccepted')
    await ctx.db.execute(
      sql`update correspondence_sides set declined = ${ctx.now().toISOString()}
          where correspondence_id = ${id} and resident_id = ${ctx.viewer.id} and declined is null`,
    )
    await markRead(ctx, id, lastSeq)
  })
}

/**
 * Leaves a correspondence: it goes from the viewer's list, and nothing more comes. The other reads what there is. When both left
 * something that was accepted, or the other is gone, nothing of it stays.
 */
export async function leaveLetters(ctx: Context, id: string): Promise<void> {
  await changing(requireSelf(ctx), id, leave)
}

/** Leaves what the caller's transaction holds. */
async function leave(
  ctx: ViewerContext,
  { id, accepted, begunByMe, lastSeq }: Correspondence,
): Promise<void> {
  const now = ctx.now().toISOString()
  await markRead(ctx, id, lastSeq)
  await ctx.db.execute(
    sql`update correspondence_sides set away = ${now}, declined = case when ${!accepted && !begunByMe} then ${now}::timestamptz end
        where correspondence_id = ${id} and resident_id = ${ctx.viewer.id}`,
  )
  // Of a first message that got no answer the row stays for its time, so that nobody asks anew each day.
  const still = await row(
    ctx.db,
    sql`select 1 from correspondence_sides s join correspondences v on v.id = s.correspondence_id
        where s.correspondence_id = ${id} and s.resident_id <> ${ctx.viewer.id} and (s.away is null or v.accepted is null)`,
  )
  if (!still) await ctx.db.execute(sql`delete from correspondences where id = ${id}`)
}

/** Blocks whom the viewer writes with, and stops writing. @throws NotFound when the other is gone. */
export async function blockOther(ctx: Context, id: string): Promise<void> {
  const known = requireSelf(ctx)
  const correspondence = await correspondenceById(known, id)
  if (!correspondence.otherId) throw new NotFound()
  // First: who cannot block just now, because it was done so often, still has the page to do it from.
  await block(known, correspondence.otherId)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await lockCorrespondence(ctx, id)
    await leave(ctx, correspondence)
  })
}

/** Lets nobody write to the viewer, or anybody with whom they share a community. */
export async function closeLetters(ctx: Context, closed: boolean): Promise<void> {
  const { db, viewer, now } = requireSelf(ctx)
  await db.execute(
    closed
      ? sql`insert into letter_closings (resident_id, closed) values (${viewer.id}, ${now().toISOString()}) on conflict do nothing`
      : sql`delete from letter_closings where resident_id = ${viewer.id}`,
  )
}
