import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { mayReadInside, notBlocked } from '../communities/index.ts'
import { isVerified } from '../residents/index.ts'

/**
 * Whether the viewer may read `proposals p`, left joined with its community as `communities c`: at a level everybody, in a
 * community who may read what is inside it.
 */
export function mayReadProposal(ctx: Context): SQL {
  return sql`(p.community_id is null or ${mayReadInside(ctx)})`
}

/**
 * The first name of a resident in this column, as a reader of `proposals p` may know it: verified residents, and of who is
 * protected only those who belong there too. Null for anybody else.
 */
export function nameFor(ctx: Context, resident: SQL): SQL {
  const { viewer } = ctx
  if (!viewer || !isVerified(ctx)) return sql`null::text`
  return sql`(select who.display_name from residents who where who.id = ${resident} and who.left_at is null
    and (not who.protected or who.id = ${viewer.id} or exists (select 1 from memberships own where own.community_id = p.community_id
      and own.resident_id = ${viewer.id} and own.ended is null)) and ${notBlocked(viewer.id, sql`who.id`)})`
}
