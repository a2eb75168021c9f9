import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { arrayOf, rows } from '../../platform/db/store.ts'
import type { News } from '../communities/index.ts'
import { touches } from './case.ts'

/** Cases of one community that one bundle tells of. */
const most = 50

/**
 * What was laid before neighbours, and what moved to another level, in places that these communities touch, after `from`
 * until and including `to`. A move is news at both levels. At most fifty a community.
 */
export async function newsSince(
  ctx: Context,
  communityIds: readonly string[],
  from: Date,
  to: Date,
): Promise<News[]> {
  const found = await rows<{
    community: string
    id: string
    kind: 'opened' | 'moved'
    title: string
    at: string
    by: string | null
  }>(
    ctx.db,
    sql`with told as materialized (
          select k.id, 'opened' as kind, k.title, k.opened as at, k.opened_by as by, array[k.area_id] as levels from level_cases k
          where k.opened > ${from.toISOString()}::timestamptz and k.opened <= ${to.toISOString()}::timestamptz and k.withdrawn is null
          union all
          select k.id, 'moved', k.title, m.moved, null, array[m.from_area_id, m.to_area_id] from level_moves m
          join level_cases k on k.id = m.case_id and k.withdrawn is null
          where m.moved > ${from.toISOString()}::timestamptz and m.moved <= ${to.toISOString()}::timestamptz
        )
        select c.id as community, near.id, near.kind, near.title, near.at, near.by
        from communities c cross join lateral (
          select told.id, told.kind, told.title, told.at, told.by from told
          where exists (select 1 from areas l, community_areas ca join areas g on g.id = ca.area_id
            where l.id = any(told.levels) and ca.community_id = c.id and ${touches(sql`g.path`, sql`l.path`)})
          order by told.at desc, told.id limit ${most}) near
        where c.id = any(${arrayOf(communityIds, 'uuid')}) and c.state in ('forming', 'active')`,
  )
  return found.map(({ kind, at, ...one }) => ({
    ...one,
    kind: `level.${kind}`,
    href: `/niveau/${one.id}`,
    at: new Date(at),
    count: 1,
  }))
}
