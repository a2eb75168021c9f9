import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { isVerified } from '../../residents/index.ts'

/**
 * The first name of `residents` under this alias as this viewer may know it, or null. Fellow members know each other's; other
 * verified residents of who shows it to neighbours; visitors nobody's.
 */
export function nameFor(ctx: Context, own: boolean, alias: string): SQL {
  const who = sql.raw(alias)
  if (!isVerified(ctx)) return sql`null::text`
  const known = own
    ? sql`${who}.left_at is null`
    : sql`${who}.left_at is null and (${who}.id = ${ctx.viewer!.id} or (${who}.shows_name and not ${who}.protected))`
  return sql`case when ${known} then ${who}.display_name end`
}

/** Whether words of the resident in this column are not shown: one of the two blocked the other. */
export function hiddenFrom({ viewer }: Context, column: SQL): SQL {
  if (!viewer) return sql`false`
  // Read once for a query, and not for each row.
  return sql`coalesce(${column} in (select blocked_id from blocks where blocker_id = ${viewer.id} and lifted is null
    union all select blocker_id from blocks where blocked_id = ${viewer.id} and lifted is null), false)`
}
