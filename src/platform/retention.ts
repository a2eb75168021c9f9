import { sql, type SQL } from 'drizzle-orm'
import type { Context } from './context.ts'
import { rows } from './db/store.ts'
import type { Language } from './i18n.ts'

/** What a resident reads of it: what it is, how long it is kept, and why that long. */
export type RetentionWords = Record<'what' | 'long' | 'why', string>

/** How long something is kept. The clean-up job, the page for residents and the docs all read the same rows. */
export interface Retention {
  /** Names it in the docs; the same in every language. */
  name: string
  said: Record<Language, RetentionWords>
  /** Rows that the clean-up job deletes. Absent where something else takes care of it, which `by` then names. */
  rows?: {
    table: string
    /** The moment from which is counted. It begins an index, unless the table stays small. */
    from: string
    days: number
    /** Only these rows. */
    only?: SQL
  }
  /** Who cleans, where it is not the job. */
  by?: string
}

/** Rows deleted in one statement: between two of them others have a turn. */
const portion = 1_000

/** Portions in one round; what is left waits for the next. */
const mostPortions = 50

/**
 * Deletes what was kept long enough, in portions. May be stopped at any moment and run by several processes at once.
 * @returns how many rows went.
 */
export async function forgetOld(ctx: Context, retentions: readonly Retention[]): Promise<number> {
  let gone = 0
  for (const retention of retentions) {
    if (!retention.rows) continue
    for (let n = 0; n < mostPortions; n++) {
      const part = await forgetPortion(ctx, retention.rows)
      gone += part
      if (part < portion) break
    }
  }
  return gone
}

async function forgetPortion(
  ctx: Context,
  { table, from, days, only }: NonNullable<Retention['rows']>,
): Promise<number> {
  const deleted = await rows(
    ctx.db,
    sql`delete from ${sql.identifier(table)} where ctid = any(array(
          select ctid from ${sql.identifier(table)}
          where ${sql.identifier(from)} < ${ctx.now().toISOString()}::timestamptz - ${days}::int * interval '1 day'
            ${only ? sql`and ${only}` : sql``}
          limit ${portion} for update skip locked)) returning 1`,
  )
  return deleted.length
}
