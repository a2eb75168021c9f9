import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf } from '../../../platform/db/store.ts'
import { isVerified } from '../../residents/index.ts'

/** Whose names the viewer knows: everybody's, nobody's, or those of who belongs, or belonged, to one of these communities. */
export type Names = boolean | readonly string[]

/** Whether the viewer knows `residents` under this alias as a fellow member. */
export function isFellow(names: Names, alias: string): SQL {
  if (typeof names === 'boolean') return names ? sql`true` : sql`false`
  // Looked up for each of the few people on a page; an `exists` would be answered by reading all memberships.
  return sql`coalesce((select true from memberships fellow
    where fellow.resident_id = ${sql.raw(alias)}.id and fellow.community_id = any(${arrayOf(names, 'uuid')}) limit 1), false)`
}

/**
 * The first name of `residents` under this alias as this viewer may know it, or null. Fellow members know each other's; other
 * verified residents of who shows it to neighbours; visitors nobody's.
 */
export function nameFor(ctx: Context, names: Names, alias: string): SQL {
  const who = sql.raw(alias)
  if (!isVerified(ctx)) return sql`null::text`
  const shown = sql`${who}.id = ${ctx.viewer!.id} or (${who}.shows_name and not ${who}.protected)`
  const known =
    names === true ? sql`true` : names === false ? shown : sql`${isFellow(names, alias)} or ${shown}`
  return sql`case when ${who}.left_at is null and (${known}) then ${who}.display_name end`
}

/** Whether words of the resident in this column are not shown: one of the two blocked the other. */
export function hiddenFrom({ viewer }: Context, column: SQL): SQL {
  if (!viewer) return sql`false`
  // Read once for a query, and not for each row.
  return sql`coalesce(${column} in (select blocked_id from blocks where blocker_id = ${viewer.id} and lifted is null
    union all select blocker_id from blocks where blocked_id = ${viewer.id} and lifted is null), false)`
}
