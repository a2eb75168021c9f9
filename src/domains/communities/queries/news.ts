import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { formatList, type Language } from '../../../platform/i18n.ts'
import { shortMoment } from '../../../platform/moments.ts'
import { words } from '../messages/index.ts'
import type { News, NewsSource, NewsThing } from '../news.ts'

/** Of one kind, of one community. */
const mostOfAKind = 20

/** Names that are told; others are counted. */
const mostNames = 3

async function newsSince(
  ctx: Context,
  communityIds: readonly string[],
  from: Date,
  to: Date,
): Promise<News[]> {
  if (communityIds.length === 0) return []
  const [after, until] = [from.toISOString(), to.toISOString()]
  const found = await rows<Omit<News, 'starts'> & { starts: Date | null; slug: string }>(
    ctx.db,
    sql`with asked as (
          select c.id, c.slug from communities c
          where c.id = any(${arrayOf(communityIds, 'uuid')}) and c.state <> 'ended'
        )
        select asked.id as community, asked.slug, 'member.joined' as kind, asked.id, r.display_name as title, m.joined as at,
          r.id as by, null::timestamptz as starts
        from asked cross join lateral (
          select m.resident_id, m.joined from memberships m
          where m.community_id = asked.id and m.ended is null
            and m.joined > ${after}::timestamptz and m.joined <= ${until}::timestamptz
          order by m.joined desc limit ${mostOfAKind}) m
        join residents r on r.id = m.resident_id and r.left_at is null
        union all
        select asked.id, asked.slug, 'activity.planned', a.id, a.title, a.created, a.created_by, a.starts
        from asked cross join lateral (
          select a.* from activities a
          where a.community_id = asked.id and a.cancelled is null and a.starts > ${until}::timestamptz
            and a.created > ${after}::timestamptz and a.created <= ${until}::timestamptz
          order by a.starts limit ${mostOfAKind}) a`,
  )
  return found.map(({ slug, starts, ...news }) => ({
    ...news,
    href: news.kind === 'member.joined' ? `/leefomgeving/${slug}/leden` : `/leefomgeving/${slug}`,
    at: new Date(news.at),
    count: 1,
    ...(starts && { starts: new Date(starts) }),
  }))
}

function say(language: Language, { kind, titles, count, starts }: NewsThing): string | undefined {
  const t = words[language].news
  if (kind === 'member.joined') {
    const named = titles.slice(0, mostNames)
    const others = count - named.length
    return t.joined(
      formatList(language, others > 0 ? [...named, t.others(others)] : named),
      named.length + others,
    )
  }
  if (kind === 'activity.planned' && starts) return t.planned(titles[0] ?? '', shortMoment(language, starts))
  return undefined
}

/** Who came, and what was planned. */
export const newsSource: NewsSource = { since: newsSince, say }
