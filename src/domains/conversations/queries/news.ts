import { sql } from 'drizzle-orm'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import type { News } from '../../communities/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import { hrefOf } from '../conversation.ts'
import { hiddenFrom } from './names.ts'

/** Conversations that one digest tells of. */
const most = 50

/**
 * What was said from `from` until before `to` in communities that the viewer belongs to: one item for each conversation, the
 * newest first, with how many others' replies (the opening counts as one). Left out are their own words, those of who is
 * blocked either way, and conversations that they asked to be quiet.
 */
export async function newsSince(
  ctx: ViewerContext,
  communityIds: readonly string[],
  from: Date,
  to: Date,
): Promise<News[]> {
  if (communityIds.length === 0) return []
  const found = await rows<Omit<News, 'href' | 'kind'> & { first: number }>(
    ctx.db,
    sql`select v.community_id as community, v.id, v.title, said.at, said.first, said.n as count,
          (select w.display_name from replies l join residents w on w.id = l.author_id and w.left_at is null
            where l.conversation_id = v.id and l.seq = said.last) as by
        from memberships m join conversations v on v.community_id = m.community_id and v.last_at >= ${from.toISOString()}
          and v.started < ${to.toISOString()}
        cross join lateral (
          select count(*)::int as n, max(r.posted) as at, min(r.seq) as first, max(r.seq) as last from replies r
          where r.conversation_id = v.id and r.posted >= ${from.toISOString()} and r.posted < ${to.toISOString()}
            and r.withdrawn is null and r.author_id <> ${ctx.viewer.id} and not ${hiddenFrom(ctx, sql`r.author_id`)}) said
        where m.resident_id = ${ctx.viewer.id} and m.ended is null and m.community_id = any(${arrayOf(communityIds, 'uuid')})
          and said.n > 0 and not exists (select 1 from reads rd
            where rd.resident_id = ${ctx.viewer.id} and rd.conversation_id = v.id and rd.follow = 'quiet')
        order by said.at desc, v.id limit ${most}`,
  )
  return found.map(({ first, ...one }) => ({
    ...one,
    at: new Date(one.at),
    kind: first === 1 ? 'conversation.started' : 'reply.posted',
    href: `${hrefOf(one.id)}${first > 1 ? `?na=${first - 1}` : ''}`,
  }))
}
