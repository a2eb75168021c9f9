import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import type { News } from '../../communities/index.ts'
import { hrefOf, isOpen } from '../question.ts'

/** A question as a list shows it. */
export interface QuestionLine {
  id: string
  title: string
  opened: Date
  ends: Date
  open: boolean
  /** Statements that can be answered. */
  statements: number
  /** Whether there is a map to look at. */
  mapped: boolean
}

const pageLength = 20

interface Listed {
  items: QuestionLine[]
  next: string | undefined
}

/** Questions of a community or an area that the caller found for this viewer, the newest first. */
export async function questionsIn(
  ctx: Context,
  where: { communityId: string } | { areaId: number },
  {
    after,
    limit = pageLength,
    openOnly = false,
  }: { after?: string | undefined; limit?: number; openOnly?: boolean } = {},
): Promise<Listed> {
  const place: SQL =
    'communityId' in where ? sql`q.community_id = ${where.communityId}` : sql`q.area_id = ${where.areaId}`
  // No further than thirteen digits: a moment beyond them is none.
  const from = after && /^\d{1,13}$/.test(after) ? new Date(Number(after)).toISOString() : undefined
  const found = await rows<QuestionLine>(
    ctx.db,
    sql`select q.id, q.title, q.opened, q.ends, ${isOpen(ctx)} as open, q.mapped is not null as mapped,
          (select count(*)::int from opinion_statements s where s.question_id = q.id and s.state = 'open') as statements
        from opinion_questions q where ${place} ${openOnly ? sql`and ${isOpen(ctx)}` : sql``}
          ${from ? sql`and q.opened < ${from}::timestamptz` : sql``}
        order by q.opened desc limit ${limit + 1}`,
  )
  const items = found
    .slice(0, limit)
    .map((one) => ({ ...one, opened: new Date(one.opened), ends: new Date(one.ends) }))
  return {
    items,
    next: found.length > limit ? String(items.at(-1)!.opened.getTime()) : undefined,
  }
}

const most = 50

/**
 * Questions that were opened in these communities after `from`, until and including `to`, and those of which the first map
 * can be looked at; at most fifty a community. Who answered is never among it.
 */
export async function newsSince(
  ctx: Context,
  communityIds: readonly string[],
  from: Date,
  to: Date,
): Promise<News[]> {
  const [after, until] = [sql`${from.toISOString()}::timestamptz`, sql`${to.toISOString()}::timestamptz`]
  const found = await rows<{
    community: string
    id: string
    title: string
    at: Date
    by: string | null
    kind: string
  }>(
    ctx.db,
    sql`select asked.id as community, news.* from unnest(${arrayOf(communityIds, 'uuid')}) as asked (id)
        cross join lateral (
          select q.id, q.title, happened.at, happened.by, happened.kind from opinion_questions q
          cross join lateral (values (q.opened, q.host_id, 'question.opened'), (q.mapped, null, 'question.mapped'))
            as happened (at, by, kind)
          where q.community_id = asked.id and happened.at > ${after} and happened.at <= ${until}
          order by happened.at desc, q.id limit ${most}) news
        order by news.at desc, news.id`,
  )
  return found.map((one) => ({ ...one, at: new Date(one.at), count: 1, href: hrefOf(one.id) }))
}
