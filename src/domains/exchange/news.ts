import { sql } from 'drizzle-orm'
import { arrayOf, rows } from '../../platform/db/store.ts'
import { notBlocked, type News } from '../communities/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import type { Kind, Side } from './rules.ts'
import { words } from './messages/index.ts'

/** Asks and offers that one digest tells of. */
const most = 50

/**
 * What fellow members asked and offered within these communities from `from` until before `to`, as news for a digest: one
 * item each, newest first, as long as it stands. An ask counts from when it was shown. Never a name (`by` is null), and
 * nothing of the viewer's own or of who is blocked either way.
 */
export async function newsSince(
  ctx: ViewerContext,
  communityIds: readonly string[],
  from: Date,
  to: Date,
): Promise<News[]> {
  if (communityIds.length === 0) return []
  const moment = sql`coalesce(e.shown, e.posted)`
  const found = await rows<{ community: string; id: string; side: Side; kind: Kind; at: string }>(
    ctx.db,
    sql`select e.community_id as community, e.id, e.side, e.kind, ${moment} as at
        from memberships m join communities c on c.id = m.community_id and c.state in ('forming', 'active')
        join exchanges e on e.community_id = m.community_id and e.ended is null
        where m.resident_id = ${ctx.viewer.id} and m.ended is null
          and m.community_id = any(${arrayOf(communityIds, 'uuid')})
          and ${moment} >= ${from.toISOString()}::timestamptz and ${moment} < ${to.toISOString()}::timestamptz
          and e.ends > ${ctx.now().toISOString()}::timestamptz
          and (e.side = 'offer' or (e.shown is not null and not exists (
            select 1 from exchange_turns t where t.ask_id = e.id and (t.answer is null or t.answer = 'yes'))))
          and e.resident_id <> ${ctx.viewer.id} and ${notBlocked(ctx.viewer.id, sql`e.resident_id`)}
          and exists (select 1 from memberships own where own.community_id = e.community_id
            and own.resident_id = e.resident_id and own.ended is null)
        order by at desc, e.id limit ${most}`,
  )
  return found.map(({ community, id, side, kind, at }) => ({
    community,
    kind: `exchange.${side}`,
    id,
    title: words[ctx.language].kinds[kind],
    href: `/vraag-en-aanbod/${id}`,
    at: new Date(at),
    by: null,
    count: 1,
  }))
}
