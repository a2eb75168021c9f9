import { sql, type SQL } from 'drizzle-orm'
import { transact, type Context } from '../../platform/context.ts'
import { hashToken } from '../../platform/crypto.ts'
import { row, rows } from '../../platform/db/store.ts'
import { publish } from '../../platform/outbox.ts'
import { mailAddress, openWaiting } from '../identity/index.ts'
import { withdrawLetters } from '../proofs/index.ts'
import { requireViewer, tell } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { about, RecoveryOver, type Returning } from './recoveries.ts'

/** Whether the key in a warning still stops something. Looking stops nothing: mail scanners look. */
export async function stopWorks(ctx: Context, token: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from recoveries where stop_hash = ${hashToken(token)} and state = 'waiting'`,
  )
  return found !== undefined
}

/** Stops it with the key that was mailed to the old address: no signing in needed. @throws RecoveryOver */
export async function stopByKey(ctx: Context, token: string): Promise<void> {
  const stopped = await stop(ctx, sql`stop_hash = ${hashToken(token)} and state = 'waiting'`)
  if (stopped === 0) throw new RecoveryOver()
}

/** Stops everything that is under way about the viewer, also a letter that is on its way. Twice stops once. */
export async function stopOwn(ctx: Context): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await stop(ctx, sql`resident_id = ${viewer.id} and state in ('asked', 'waiting')`)
}

async function stop(ctx: Context, which: SQL): Promise<number> {
  return transact(ctx, async (ctx) => {
    const found = await rows<{ id: string; residentId: string; sealed: Uint8Array; begun: boolean }>(
      ctx.db,
      sql`select id, resident_id as "residentId", sealed, state = 'waiting' as begun from recoveries
          where ${which} for update`,
    )
    for (const { id, residentId, sealed, begun } of found) {
      await ctx.db.execute(
        sql`update recoveries set state = 'stopped', sealed = null, stop_hash = null, closed = ${ctx.now().toISOString()}
            where id = ${id}`,
      )
      await withdrawLetters(ctx, residentId, 'recovery')
      await publish(ctx, 'recovery.stopped', { recovery: id, resident: residentId })
      if (!begun) continue
      await tell(ctx, [residentId], 'recovery.stopped', { recovery: id })
      const { mail, language } = openWaiting<Returning>(ctx, sealed, about(id))
      await mailAddress(ctx, mail, words[language].mail.stopped)
    }
    return found.length
  })
}
