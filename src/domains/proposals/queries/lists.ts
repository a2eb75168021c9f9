import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { partOf, readCursor, type News, type Part, type Range } from '../../communities/index.ts'
import type { Say } from '../../levels/index.ts'
import { hrefOf } from '../proposal.ts'
import type { Stage } from '../rules.ts'
import { mayReadProposal } from '../visible.ts'

/** A proposal in a list. */
export interface ProposalLine {
  id: string
  title: string
  idea: string
  stage: Stage
  say: Say | null
  made: Date
  supports: number
}

/** Where proposals lie. */
export type Spot = { communityId: string } | { areaId: number }

const under = sql`p.stage in ('idea', 'talk', 'proposal', 'decision', 'doing')`

/** Those of a community, or at the level of an area, that the viewer may read; the newest first. */
export async function proposalsIn(
  ctx: Context,
  spot: Spot,
  { after, limit = 20, over }: Range & { over?: boolean } = {},
): Promise<Part<ProposalLine>> {
  const from = readCursor(after)
  const here =
    'communityId' in spot ? sql`p.community_id = ${spot.communityId}` : sql`k.area_id = ${spot.areaId}`
  const tables: SQL =
    'communityId' in spot
      ? sql`proposals p left join level_cases k on false`
      : sql`level_cases k join proposals p on p.case_id = k.id`
  const found = await rows<ProposalLine>(
    ctx.db,
    sql`select p.id, p.title, p.idea, p.stage, k.say, p.made,
          (select count(*)::int from proposal_supports s where s.proposal_id = p.id) as supports
        from ${tables} left join communities c on c.id = p.community_id
        where ${here} and ${mayReadProposal(ctx)} and ${over === undefined ? sql`true` : over ? sql`not ${under}` : under}
          ${from ? sql`and (p.made, p.id) < (${from.moment}::timestamptz, ${from.id}::uuid)` : sql``}
        order by p.made desc, p.id desc limit ${limit + 1}`,
  )
  return partOf(
    found.map((one) => ({ ...one, made: new Date(one.made) })),
    limit,
    ({ made, id }) => ({ moment: made, id }),
  )
}

/** News of one community in one bundle. */
const mostNews = 50

/** What was proposed in these communities, and what ended, after `from`, until and including `to`; for members. */
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
          select p.id, p.title, p.author_id as by, 'proposal.made' as kind, p.made as at from proposals p
          where p.community_id = asked.id and p.made > ${low}::timestamptz and p.made <= ${high}::timestamptz
            and p.stage not in ('withdrawn', 'merged')
          order by p.made desc limit ${mostNews}) news
        order by news.at desc, news.id`,
  )
  return found.map((one) => ({ ...one, at: new Date(one.at), count: 1, href: hrefOf(one.id) }))
}
