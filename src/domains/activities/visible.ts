import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { isMember, mayEnter } from '../communities/index.ts'

/**
 * The community through which the viewer sees `activities act`, as a lateral join `c`: one they belong to before another, and
 * the one that planned it before the others. Who may enter none of its communities finds no row, so every query that joins
 * this shows nobody what is not theirs to see.
 */
export function seenThrough(ctx: Context): SQL {
  return sql`join lateral (
    select c.id, c.slug, c.name, c.state, c.access, ${isMember(ctx.viewer?.id)} as own
    from activity_communities shared join communities c on c.id = shared.community_id
    where shared.activity_id = act.id and shared.accepted is not null and ${mayEnter(ctx)}
    order by 6 desc, c.id = act.community_id desc, c.id limit 1) c on true`
}

/** Whether the viewer belongs to a community that `activities act` is of. */
export function belongsTo(residentId: string | undefined): SQL {
  return sql`exists (select 1 from activity_communities shared join memberships own
    on own.community_id = shared.community_id and own.resident_id = ${residentId ?? null}::uuid and own.ended is null
    where shared.activity_id = act.id and shared.accepted is not null)`
}

/** Whether the viewer is a host of `activities act`. */
export function isHost(residentId: string | undefined): SQL {
  return sql`exists (select 1 from activity_hosts host
    where host.activity_id = act.id and host.resident_id = ${residentId ?? null}::uuid and host.accepted is not null)`
}

/** How many people come to `activity_moments m`, with whom they bring. */
export const coming: SQL = sql`(select coalesce(sum(1 + y.guests), 0)::int from attendances y
  where y.moment_id = m.id and y.answer = 'yes')`

/** What this resident answered to `activity_moments m`. */
export function answerOf(residentId: string | undefined): SQL {
  return sql`(select y.answer from attendances y
    where y.moment_id = m.id and y.resident_id = ${residentId ?? null}::uuid)`
}
