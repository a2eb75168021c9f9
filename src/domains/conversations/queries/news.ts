import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import type { News } from '../../communities/index.ts'
import { hrefOf } from '../conversation.ts'

/** Conversations of one community in one bundle. */
const most = 50

/**
 * What was said in these communities after `from`, until and including `to`: one item for each conversation and each person
 * who spoke in it, the newest first, of at most fifty conversations a community. The caller sees to it that only members read
 * it, and leaves out whom they blocked and what they asked to be quiet (`followsOf`).
 */
export async function newsSince(
  ctx: Context,
  communityIds: readonly string[],
  from: Date,
  to: Date,
): Promise<News[]> {
  const found = await rows<Omit<News, 'href' | 'kind'> & { first: number }>(
    ctx.db,
    sql`select asked.id as community, v.id, v.title, said.by, said.count, said.at, said.first
        from unnest(${arrayOf(communityIds, 'uuid')}) as asked (id)
        cross join lateral (
          select id, title from (
            (select id, title, last_at from conversations where community_id = asked.id
                and last_at > ${from.toISOString()}::timestamptz and started <= ${to.toISOString()}::timestamptz
              order by last_at desc, id desc limit ${most})
            union all select c.id, c.title, c.last_at from conversation_shares s join conversations c on c.id = s.conversation_id
              where s.community_id = asked.id and s.accepted is not null and s.ended is null
                and c.last_at > ${from.toISOString()}::timestamptz and c.started <= ${to.toISOString()}::timestamptz) each_one
          order by last_at desc, id desc limit ${most}) v
        cross join lateral (
          select r.author_id as by, count(*)::int as count, max(r.posted) as at, min(r.seq) as first from replies r
          where r.conversation_id = v.id and r.posted > ${from.toISOString()}::timestamptz
            and r.posted <= ${to.toISOString()}::timestamptz and r.withdrawn is null
          group by r.author_id) said
        order by said.at desc, v.id`,
  )
  return found.map(({ first, ...one }) => ({
    ...one,
    at: new Date(one.at),
    kind: first === 1 ? 'conversation.started' : 'reply.posted',
    href: `${hrefOf(one.id)}${first > 1 ? `?na=${first - 1}` : ''}`,
  }))
}

/** Conversations that residents asked to hear of, or to be quiet about; the others are left out. */
export async function followsOf(
  ctx: Context,
  residentIds: readonly string[],
  conversationIds: readonly string[],
): Promise<{ resident: string; conversation: string; follow: 'follow' | 'quiet' }[]> {
  return rows(
    ctx.db,
    sql`select resident_id as resident, conversation_id as conversation, follow from reads
        where resident_id = any(${arrayOf(residentIds, 'uuid')})
          and conversation_id = any(${arrayOf(conversationIds, 'uuid')}) and follow is not null`,
  )
}
