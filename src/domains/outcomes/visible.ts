import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { mayEnter, notBlocked } from '../communities/index.ts'
import { isVerified } from '../residents/index.ts'

/**
 * Whether the viewer may read `outcomes o`, left joined with its community as `communities c`: of a community as the
 * community, of a resident as they chose. The one place that decides it.
 */
export function mayReadStory(ctx: Context): SQL {
  const { viewer } = ctx
  const open = isVerified(ctx) ? sql`o.access in ('internet', 'extranet')` : sql`o.access = 'internet'`
  const own = viewer
    ? sql`(o.told_by = ${viewer.id} or (${open} and (o.told_by is null or ${notBlocked(viewer.id, sql`o.told_by`)})))`
    : open
  return sql`case when o.community_id is null then ${own} else ${mayEnter(ctx)} end`
}
