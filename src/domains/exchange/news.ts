import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { arrayOf, rows } from '../../platform/db/store.ts'
import type { News } from '../communities/index.ts'
import type { Kind, Side } from './rules.ts'

/** Asks and offers of one community that one digest tells of. */
const most = 50

/**
 * What members asked and offered within these communities after `from`, until and including `to`, as news for a digest: one
 * item each, as long as it stands, at most fifty a community. An ask counts from when it was shown. Its title is a kind, for
 * `newsWords`. The caller sees to it that only members read it, and leaves out what is their own or of who is blocked.
 */
export async function newsSince(
  ctx: Context,
  communityIds: readonly string[],
  from: Date,
  to: Date,
): Promise<News[]> {
  const moment = sql`coalesce(e.shown, e.posted)`
  const found = await rows<{
    community: string
    id: string
    side: Side
    kind: Kind
    at: string
    by: string
  }>(
    ctx.db,
    sql`select c.id as community, told.* from communities c cross join lateral (
          select e.id, e.side, e.kind, ${moment} as at, e.resident_id as by from exchanges e
          where e.community_id = c.id and e.ended is null
            and ${moment} > ${from.toISOString()}::timestamptz and ${moment} <= ${to.toISOString()}::timestamptz
            and e.ends > ${ctx.now().toISOString()}::timestamptz
            and (e.side = 'offer' or (e.shown is not null and not exists (
              select 1 from exchange_turns t where t.ask_id = e.id and (t.answer is null or t.answer = 'yes'))))
            and exists (select 1 from memberships own where own.community_id = e.community_id
              and own.resident_id = e.resident_id and own.ended is null)
          order by at desc, e.id limit ${most}) told
        where c.id = any(${arrayOf(communityIds, 'uuid')}) and c.state in ('forming', 'active')`,
  )
  return found.map(({ side, kind, at, ...one }) => ({
    ...one,
    kind: `exchange.${side}`,
    title: kind,
    href: `/vraag-en-aanbod/${one.id}`,
    at: new Date(at),
    count: 1,
  }))
}
