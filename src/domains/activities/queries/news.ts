import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import type { News } from '../../communities/index.ts'

/** News of one community in one bundle. */
const most = 50

/**
 * What was planned, moved or called off in these communities after `from`, until and including `to`: one item for each
 * activity and kind, the newest first, at most fifty a community. The caller sees to it that only members read it. Where it is
 * stays on the page.
 */
export async function newsSince(
  ctx: Context,
  communityIds: readonly string[],
  from: Date,
  to: Date,
): Promise<News[]> {
  const found = await rows<
    Omit<News, 'href' | 'at' | 'starts'> & { at: string; starts: string; moment: string }
  >(
    ctx.db,
    sql`select asked.id as community, news.* from unnest(${arrayOf(communityIds, 'uuid')}) as asked (id)
        cross join lateral (
          select told.kind, act.id, act.title, told.at, told.by, 1 as count,
            coalesce(told.moment_id, next.id, first.id) as moment, coalesce(next.starts, first.starts) as starts
          from activity_communities shared join activities act on act.id = shared.activity_id
          cross join lateral (
            select 'activity.planned' as kind, greatest(act.created, shared.accepted) as at, act.created_by as by,
              null::uuid as moment_id where act.continues is null and act.cancelled is null
            union all
            (select distinct on (h.kind) case when h.kind like '%cancelled' then 'activity.cancelled' else 'activity.moved' end,
              h.changed, h.by_id, h.moment_id
            from activity_changes h where h.activity_id = act.id and h.kind <> 'changed'
              and h.changed > ${from.toISOString()}::timestamptz and h.changed <= ${to.toISOString()}::timestamptz
            order by h.kind, h.id desc)) told
          left join lateral (select m.id, m.starts from activity_moments m where m.activity_id = act.id
            and m.cancelled is null and m.starts > ${to.toISOString()}::timestamptz order by m.starts limit 1) next on true
          left join lateral (select m.id, m.starts from activity_moments m where m.activity_id = act.id
            order by m.starts limit 1) first on next.id is null
          where shared.community_id = asked.id and shared.accepted is not null
            and shared.until > ${from.toISOString()}::timestamptz
            and told.at > ${from.toISOString()}::timestamptz and told.at <= ${to.toISOString()}::timestamptz
          order by told.at desc limit ${most}) news
        where news.moment is not null order by news.at desc`,
  )
  return found.map(({ moment, at, starts, ...one }) => ({
    ...one,
    href: `/afspraak/${moment}`,
    at: new Date(at),
    starts: new Date(starts),
  }))
}
