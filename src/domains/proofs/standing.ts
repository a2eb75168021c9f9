import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'

/**
 * Whether something stands, or waits for a verdict, that says who this resident is: then their registered name is what a
 * letter or an eID said, and not theirs to change.
 */
export async function isNameProven(ctx: Context, residentId: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from proofs where resident_id = ${residentId} and ended is null and kind <> 'desk'
        union all select 1 from identity_cases
          where resident_id = ${residentId} and closed is null and proof_kind in ('eid', 'wallet')`,
  )
  return found !== undefined
}

/** Whether a verdict ended the account of `resident`, and was not undone: a condition. */
export function isEnded(resident: SQL): SQL {
  return sql`exists (select 1 from identity_cases ec left join objections eo on eo.case_id = ec.id
    where ec.resident_id = ${resident} and ec.verdict in ('same', 'false') and eo.outcome is distinct from 'undone')`
}

/** Whether a verdict of the foundation ended this account, and was not undone. */
export async function isEndedByVerdict(ctx: Context, residentId: string): Promise<boolean> {
  const found = await row<{ ended: boolean }>(
    ctx.db,
    sql`select ${isEnded(sql`${residentId}::uuid`)} as ended`,
  )
  return found?.ended === true
}

/** What waits for people of the foundation, in counts. */
export async function waitingCounts(ctx: Context): Promise<{ letters: number; cases: number }> {
  const found = await row<{ letters: number; cases: number }>(
    ctx.db,
    sql`select (select count(*)::int from letters l join residents r on r.id = l.resident_id and r.left_at is null
            where l.state = 'asked') as letters,
          (select count(*)::int from identity_cases where closed is null) as cases`,
  )
  return found ?? { letters: 0, cases: 0 }
}
