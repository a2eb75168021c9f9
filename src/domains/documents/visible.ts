import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { isMember, mayEnter, notBlocked } from '../communities/index.ts'
import { isVerified } from '../residents/index.ts'

/**
 * Whether the viewer may read `documents d` of `communities c`, as a condition: the one place that decides it. Access is
 * that of the community, where in a closed one who was only invited is no member yet; what is for members is for members
 * only; what was withdrawn is for nobody.
 */
export function mayRead(ctx: Context): SQL {
  return sql`(d.withdrawn is null and ${mayEnter(ctx)}
    and ((d.shown_to = 'readers' and c.access <> 'besloten') or ${isMember(ctx.viewer?.id)}))`
}

/**
 * The first name of a resident in this column, as a reader of a document in `communities c` may know it: verified
 * residents, and of who is protected only fellow members. Null for anybody else.
 */
export function nameFor(ctx: Context, resident: SQL): SQL {
  if (!ctx.viewer || !isVerified(ctx)) return sql`null::text`
  return sql`(select who.display_name from residents who where who.id = ${resident} and who.left_at is null
    and (not who.protected or ${isMember(ctx.viewer.id)}) and ${notBlocked(ctx.viewer.id, sql`who.id`)})`
}
