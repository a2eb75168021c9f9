import { sql } from 'drizzle-orm'
import type { Context } from './context.ts'
import { blindIndex } from './crypto.ts'
import { row } from './db/store.ts'
import { TooMany } from './errors.ts'

/** How often something may be done within a stretch of time. */
export interface Limit {
  /** Part of the key: what is limited. */
  name: string
  max: number
  /** Length of the window in milliseconds; windows are counted from the epoch. */
  window: number
}

/**
 * Counts one try of `subject` (a resident, a network address, a mail address) against a limit. Kept in the store so
 * that it holds across processes and restarts; the subject itself is stored only as a blind index.
 * Counted outside any transaction, so that a try that is refused later still counts: call it first.
 * @throws TooMany when the limit is reached.
 */
export async function limit(ctx: Context, rule: Limit, subject: string): Promise<void> {
  if (ctx.db !== ctx.services.store.db) throw new Error('Count a try before the transaction starts')
  const now = ctx.now().getTime()
  const started = Math.floor(now / rule.window) * rule.window
  const key = keyOf(ctx, rule, subject)
  const counted = await row<{ tries: number }>(
    ctx.db,
    sql`insert into limits (key, started, ends, tries)
        values (${key}, ${new Date(started).toISOString()}, ${new Date(started + rule.window).toISOString()}, 1)
        on conflict (key, started) do update set tries = limits.tries + 1
        returning tries`,
  )
  if ((counted?.tries ?? 0) > rule.max) {
    throw new TooMany('tooMany', { minutes: Math.ceil((started + rule.window - now) / 60_000) })
  }
}

function keyOf(ctx: Context, { name }: Limit, subject: string): Buffer {
  return blindIndex(ctx.services.keys.for('limits'), `${name}:${subject}`)
}
