import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { arrayOf, rows } from '../../platform/db/store.ts'
import type { Language } from '../../platform/i18n.ts'
import type { News, NewsThing } from '../communities/index.ts'
import { hrefOf } from './decision.ts'
import { words } from './messages/index.ts'

/** News of one community in one bundle. */
const most = 50

/**
 * What these communities were asked to decide, and what was decided, after `from`, until and including `to`. The caller
 * sees to it that only members read it.
 */
export async function newsSince(
  ctx: Context,
  communityIds: readonly string[],
  from: Date,
  to: Date,
): Promise<News[]> {
  const [low, high] = [from.toISOString(), to.toISOString()]
  const found = await rows<Omit<News, 'href' | 'count'>>(
    ctx.db,
    sql`select asked.id as community, news.* from unnest(${arrayOf(communityIds, 'uuid')}) as asked (id)
        cross join lateral (
          select d.id, d.question as title, d.opened_by as by,
            case when d.state = 'decided' then 'decision.result' else 'decision.opened' end as kind,
            case when d.state = 'decided' then d.counted else d.opened end as at
          from decisions d where d.community_id = asked.id and d.state in ('open', 'amending', 'decided')
            and case when d.state = 'decided' then d.counted > ${low}::timestamptz and d.counted <= ${high}::timestamptz
              else d.opened > ${low}::timestamptz and d.opened <= ${high}::timestamptz end
          order by d.closes desc limit ${most}) news
        order by news.at desc, news.id`,
  )
  // A result is nobody's: also who opened it wants to know.
  return found.map((one) => ({
    ...one,
    at: new Date(one.at),
    by: one.kind === 'decision.result' ? null : one.by,
    count: 1,
    href: hrefOf(one.id),
  }))
}

/** What a bundle says of a decision. */
export function newsWords(language: Language, { kinds, titles }: NewsThing): string | undefined {
  return words[language].news[kinds[0] ?? '']?.(titles[0] ?? '')
}
