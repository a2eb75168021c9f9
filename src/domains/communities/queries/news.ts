import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { formatList, type Language } from '../../../platform/i18n.ts'
import { words } from '../messages/index.ts'
import type { News, NewsSource, NewsThing } from '../news.ts'

/** New members of one community in one bundle. */
const most = 50

/** Names that are told; others are counted. */
const mostNames = 3

async function newsSince(
  ctx: Context,
  communityIds: readonly string[],
  from: Date,
  to: Date,
): Promise<News[]> {
  const found = await rows<Omit<News, 'href' | 'kind' | 'count'> & { slug: string }>(
    ctx.db,
    sql`select c.id as community, c.slug, c.id, r.display_name as title, m.joined as at, r.id as by
        from communities c cross join lateral (
          select m.resident_id, m.joined from memberships m
          where m.community_id = c.id and m.ended is null
            and m.joined > ${from.toISOString()}::timestamptz and m.joined <= ${to.toISOString()}::timestamptz
          order by m.joined desc limit ${most}) m
        join residents r on r.id = m.resident_id and r.left_at is null
        where c.id = any(${arrayOf(communityIds, 'uuid')})`,
  )
  return found.map(({ slug, ...one }) => ({
    ...one,
    kind: 'member.joined',
    href: `/leefomgeving/${slug}/leden`,
    at: new Date(one.at),
    count: 1,
  }))
}

function say(language: Language, { kinds, titles, count }: NewsThing): string | undefined {
  if (!kinds.includes('member.joined')) return undefined
  const t = words[language].news
  const named = titles.slice(0, mostNames)
  const others = count - named.length
  return t.joined(formatList(language, others > 0 ? [...named, t.others(others)] : named), count)
}

/** Who came to belong to them. */
export const newsSource: NewsSource = { since: newsSince, say }
