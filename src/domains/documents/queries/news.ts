import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import type { News } from '../../communities/index.ts'

/** News of one community in one bundle. */
const most = 50

/**
 * What was written in these communities after `from`, until and including `to`: one item for each document and each person
 * who wrote in it, the newest first, at most fifty a community. The caller sees to it that only members read it.
 */
export async function newsSince(
  ctx: Context,
  communityIds: readonly string[],
  from: Date,
  to: Date,
): Promise<News[]> {
  const found = await rows<Omit<News, 'href' | 'kind' | 'starts'> & { isNew: boolean }>(
    ctx.db,
    sql`select asked.id as community, news.* from unnest(${arrayOf(communityIds, 'uuid')}) as asked (id)
        cross join lateral (
          select d.id, d.title, v.written_by as by, max(v.written) as at, count(*)::int as count, min(v.version) = 1 as "isNew"
          from documents d join document_versions v on v.document_id = d.id and not v.aside
            and v.written > ${from.toISOString()}::timestamptz and v.written <= ${to.toISOString()}::timestamptz
          where d.community_id = asked.id and d.changed > ${from.toISOString()}::timestamptz and d.withdrawn is null
          group by d.id, d.title, v.written_by order by max(v.written) desc, d.id limit ${most}) news
        order by news.at desc, news.id`,
  )
  return found.map(({ isNew, ...one }) => ({
    ...one,
    at: new Date(one.at),
    kind: isNew ? 'document.added' : 'document.changed',
    href: `/document/${one.id}`,
  }))
}
