import { sql } from 'drizzle-orm'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { notBlocked, type News } from '../../communities/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import { mayRead, nameFor } from '../visible.ts'

/** Documents that one digest tells of. */
const most = 50

/**
 * What was written from `from` until before `to` in communities that the viewer belongs to: one item for each document, the
 * newest first, with how many versions. Left out are their own words and those of who is blocked either way.
 */
export async function newsSince(
  ctx: ViewerContext,
  communityIds: readonly string[],
  from: Date,
  to: Date,
): Promise<News[]> {
  if (communityIds.length === 0) return []
  const [since, until] = [from.toISOString(), to.toISOString()]
  const found = await rows<Omit<News, 'href' | 'kind'> & { fresh: boolean }>(
    ctx.db,
    sql`select d.community_id as community, d.id, d.title, v.at, v.n as count, ${nameFor(ctx, sql`v.writer`)} as by,
          v.first = 1 as fresh
        from memberships m join communities c on c.id = m.community_id
        join documents d on d.community_id = c.id and d.changed >= ${since} and d.created < ${until}
        cross join lateral (
          select count(*)::int as n, max(h.written) as at, min(h.version) as first,
            (array_agg(h.written_by order by h.version desc))[1] as writer from document_versions h
          where h.document_id = d.id and not h.aside and h.written >= ${since} and h.written < ${until}
            and h.written_by <> ${ctx.viewer.id} and ${notBlocked(ctx.viewer.id, sql`h.written_by`)}) v
        where m.resident_id = ${ctx.viewer.id} and m.ended is null and m.community_id = any(${arrayOf(communityIds, 'uuid')})
          and v.n > 0 and ${mayRead(ctx)}
        order by v.at desc, d.id limit ${most}`,
  )
  return found.map(({ fresh, ...one }) => ({
    ...one,
    at: new Date(one.at),
    kind: fresh ? 'document.added' : 'document.changed',
    href: `/document/${one.id}`,
  }))
}
