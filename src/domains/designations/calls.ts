import { sql, type SQL } from 'drizzle-orm'
import { row, rows } from '../../platform/db/store.ts'
import { NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { conceptsByIds } from '../ambitions/index.ts'
import { mayEnter, notBlocked, partOf, readCursor, type Part, type Range } from '../communities/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { maybeFound } from './queries.ts'
import type { Kind } from './rules.ts'

/** A request to somebody whom neighbours point at. */
export interface Call {
  id: string
  /** Whether the viewer received it; otherwise they sent it. */
  received: boolean
  communityId: string
  /** Null where the viewer may not enter any more. */
  community: string | null
  kind: Kind
  theme: string
  fromId: string
  from: string
  toId: string
  to: string
  words: string
  sent: Date
  answer: 'accepted' | 'passed' | 'declined' | undefined
  reply: string | undefined
  thanks: string | undefined
  /** Whether one of the two blocked the other, or left: then nothing goes back and forth any more. */
  blocked: boolean
}

/** A request and through whose hands it went, first receiver first. */
export interface CallWithChain extends Call {
  chain: string[]
  /** Whom its receiver passed it on to. */
  passedTo: string | undefined
}

type Found = Omit<Call, 'theme' | 'answer' | 'reply' | 'thanks'> & {
  themeId: number | null
  answer: Call['answer'] | null
  reply: string | null
  thanks: string | null
}

const callColumns = (
  ctx: ViewerContext,
): SQL => sql`k.id, k.to_id is not distinct from ${ctx.viewer.id}::uuid as received,
  c.id as "communityId", case when ${mayEnter(ctx)} then c.name end as community, k.kind, k.theme_id as "themeId",
  coalesce(k.from_id::text, '') as "fromId", coalesce(f.display_name, '') as "from", coalesce(k.to_id::text, '') as "toId",
  coalesce(t.display_name, '') as "to", k.words, k.sent, k.answer, k.reply, k.thanks,
  f.id is null or t.id is null or not ${notBlocked(ctx.viewer.id, sql`case when k.to_id = ${ctx.viewer.id} then k.from_id else k.to_id end`)} as blocked`

const callTables = sql`calls k join communities c on c.id = k.community_id
  left join residents f on f.id = k.from_id and f.left_at is null
  left join residents t on t.id = k.to_id and t.left_at is null`

async function tidy(ctx: ViewerContext, found: Found[]): Promise<Call[]> {
  const ids = found.flatMap(({ themeId }) => (themeId === null ? [] : [themeId]))
  const themes = ids.length === 0 ? undefined : await conceptsByIds(ctx, ids)
  const { somebody } = words[ctx.language].calls
  return found.map(({ themeId, answer, reply, thanks, sent, ...call }) => ({
    ...call,
    // A name that somebody took after a block is not for the other; who left has none.
    from: call.blocked && call.received ? somebody : call.from,
    to: call.blocked && !call.received ? somebody : call.to,
    sent: new Date(sent),
    theme: themeId === null ? '' : (themes?.get(themeId)?.label ?? ''),
    answer: answer ?? undefined,
    reply: reply ?? undefined,
    thanks: thanks ?? undefined,
  }))
}

/** Requests the viewer received or sent, newest first. */
export async function callsOf(
  ctx: ViewerContext,
  direction: 'received' | 'sent',
  { after, limit = 20 }: Range = {},
): Promise<Part<Call>> {
  const from = readCursor(after)
  const mine = direction === 'received' ? sql`k.to_id = ${ctx.viewer.id}` : sql`k.from_id = ${ctx.viewer.id}`
  const found = await rows<Found>(
    ctx.db,
    sql`select ${callColumns(ctx)} from ${callTables}
        where ${mine} ${from ? sql`and (k.sent < ${from.moment}::timestamptz or (k.sent = ${from.moment}::timestamptz and k.id > ${from.id}::uuid))` : sql``}
        order by k.sent desc, k.id limit ${limit + 1}`,
  )
  return partOf(await tidy(ctx, found), limit, ({ sent, id }) => ({ moment: sent, id }))
}

/** How many requests wait for the viewer's answer. */
export async function waitingCalls(ctx: ViewerContext): Promise<number> {
  const counted = await row<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from calls k where k.to_id = ${ctx.viewer.id} and k.answer is null
          and ${notBlocked(ctx.viewer.id, sql`k.from_id`)}`,
  )
  return counted?.n ?? 0
}

/** One request, for its sender and its receiver only. @throws NotFound for anybody else. */
export async function callById(ctx: ViewerContext, id: string): Promise<CallWithChain> {
  const found = isId(id)
    ? await row<Found>(
        ctx.db,
        sql`select ${callColumns(ctx)} from ${callTables}
            where k.id = ${id} and ${ctx.viewer.id} in (k.from_id, k.to_id)`,
      )
    : undefined
  const [call] = found ? await tidy(ctx, [found]) : []
  if (!call) throw new NotFound()
  const chain = await rows<{ name: string }>(
    ctx.db,
    sql`with recursive chain (passed_from, to_id, depth) as (
          select passed_from, to_id, 1 from calls where id = ${id}
          union all
          select k.passed_from, k.to_id, chain.depth + 1 from chain join calls k on k.id = chain.passed_from
          where chain.depth < 50
        )
        select r.display_name as name from chain join residents r on r.id = chain.to_id order by chain.depth desc`,
  )
  const next = await row<{ name: string }>(
    ctx.db,
    sql`select r.display_name as name from calls k join residents r on r.id = k.to_id where k.passed_from = ${id}`,
  )
  return { ...call, chain: chain.map(({ name }) => name), passedTo: next?.name }
}

/**
 * Whether an open request of the viewer may be passed on to `residents r` in `communities c`: to whom its sender could
 * have asked too, so from outside no minors, nobody who chose not to be found, and nobody of a closed community; and
 * nobody who is blocked by or from either of them.
 */
export function passable(ctx: ViewerContext, { fromId }: { fromId: string }): SQL {
  return sql`r.id <> ${fromId} and ${maybeFound({ viewer: { id: fromId } })}
    and ${notBlocked(fromId, sql`r.id`)} and ${notBlocked(ctx.viewer.id, sql`r.id`)}`
}

/** Whether it may be passed on to this very neighbour. */
export async function mayPassTo(
  ctx: ViewerContext,
  call: { communityId: string; fromId: string },
  residentId: string,
): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from residents r join communities c on c.id = ${call.communityId}
        where r.id = ${residentId} and r.left_at is null and ${passable(ctx, call)}`,
  )
  return found !== undefined
}
