import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { mailInLanguage } from '../../identity/index.ts'
import { belongs, communityById, requireMember } from '../../communities/index.ts'
import {
  areBlocked,
  block,
  requireNotHelper,
  requireVerified,
  requireViewer,
  tell,
  type ViewerContext,
} from '../../residents/index.ts'
import { callById, mayPassTo } from '../calls.ts'
import { words } from '../messages/index.ts'
import { designatedOne } from '../queries.ts'
import type { Kind } from '../rules.ts'

export interface NewCall {
  communityId: string
  kind: Kind
  themeId?: number | undefined
  toId: string
  words: string
}

const calling: Limit = { name: 'call', max: 10, window: day }

/**
 * Sends a request to somebody whom neighbours point at, in a community the sender may enter. Only the two of them
 * read the words. Nobody is reached who blocked the sender; who is not recognised yet, a minor, and who chose not to be
 * found, only by fellow members.
 */
export async function sendCall(ctx: Context, call: NewCall): Promise<string> {
  const known = requireVerified(ctx)
  const asking = readWords(call.words, 'words', 2000, 'wordsMissing', 'wordsLong')
  if (!isId(call.toId) || call.toId === known.viewer.id) throw new NotFound()
  const community = await communityById(known, call.communityId)
  const themeId = call.kind === 'authority' ? (call.themeId ?? null) : null
  await designatedOne(known, community, { kind: call.kind, themeId, residentId: call.toId })
  await limit(known, calling, known.viewer.id)
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    const id = newId()
    await ctx.db.execute(
      sql`insert into calls (id, community_id, kind, theme_id, from_id, to_id, words, sent)
          values (${id}, ${community.id}, ${call.kind}, ${themeId}, ${ctx.viewer.id}, ${call.toId}, ${asking},
            ${ctx.now().toISOString()})`,
    )
    await news(ctx, call.toId, id, 'call.received')
    await publish(ctx, 'call.sent', { call: id })
    return id
  })
}

/** The receiver says yes, with a reply. Each request is answered once. */
export async function acceptCall(ctx: Context, callId: string, reply: string): Promise<void> {
  const known = requireViewer(ctx)
  const answer = readWords(reply, 'reply', 2000, 'replyMissing', 'replyLong')
  await answering(known, callId, async (ctx, call) => {
    await setAnswer(ctx, callId, 'accepted', answer)
    await news(ctx, call.fromId, callId, 'call.accepted')
    await publish(ctx, 'call.accepted', { call: callId })
  })
}

/** The receiver says no; a few words may explain it. */
export async function declineCall(ctx: Context, callId: string, reply = ''): Promise<void> {
  const known = requireViewer(ctx)
  const answer = reply.trim()
  if (answer.length > 2000) throw new Invalid({ reply: 'replyLong' })
  await answering(known, callId, async (ctx, call) => {
    await setAnswer(ctx, callId, 'declined', answer)
    await news(ctx, call.fromId, callId, 'call.declined')
    await publish(ctx, 'call.declined', { call: callId })
  })
}

/** Neighbours one request may pass through. */
const longestChain = 10

/**
 * The receiver passes the request on to another neighbour of that community who did not have it yet, and whom the
 * sender could have asked. The sender sees through whose hands it went.
 * @returns the id of the request as the new receiver has it.
 */
export async function passOnCall(ctx: Context, callId: string, toId: string): Promise<string> {
  const known = requireVerified(ctx)
  return answering(known, callId, async (ctx, call) => {
    const community = await communityById(ctx, call.communityId)
    requireMember(community)
    if (!isId(toId) || !(await belongs(ctx, community.id, toId))) throw new NotFound()
    const chain = await chainOf(ctx, callId)
    if (chain.includes(toId)) throw new Invalid({ to: 'passBack' })
    if (chain.length > longestChain) throw new Conflict('chainLong')
    if (!(await mayPassTo(ctx, call, toId))) throw new NotFound()
    await setAnswer(ctx, callId, 'passed', '')
    const id = newId()
    await ctx.db.execute(
      sql`insert into calls (id, community_id, kind, theme_id, from_id, to_id, passed_from, words, sent)
          select ${id}::uuid, community_id, kind, theme_id, from_id, ${toId}::uuid, id, words,
            ${ctx.now().toISOString()}::timestamptz
          from calls where id = ${callId}`,
    )
    await news(ctx, toId, id, 'call.received')
    await news(ctx, call.fromId, id, 'call.passed')
    await publish(ctx, 'call.passed', { call: callId, on: id })
    return id
  })
}

/** The sender thanks for what was done, once. */
export async function thankForCall(ctx: Context, callId: string, thanks: string): Promise<void> {
  const known = requireViewer(ctx)
  const said = readWords(thanks, 'thanks', 500, 'thanksMissing', 'thanksLong')
  if (!isId(callId)) throw new NotFound()
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    const call = await row<{ toId: string | null; answer: string | null }>(
      ctx.db,
      sql`select to_id as "toId", answer from calls where id = ${callId} and from_id = ${ctx.viewer.id} for update`,
    )
    if (!call?.toId || (await areBlocked(ctx, ctx.viewer.id, call.toId))) throw new NotFound()
    requireNotHelper(ctx, call.toId)
    if (call.answer !== 'accepted') throw new Conflict('callNotAccepted')
    const thanked = await row(
      ctx.db,
      sql`update calls set thanks = ${said}, thanked = ${ctx.now().toISOString()}
          where id = ${callId} and thanks is null returning id`,
    )
    if (!thanked) return
    await tell(ctx, [call.toId], 'call.thanked', { call: callId })
    await publish(ctx, 'call.thanked', { call: callId })
  })
}

/** Sender and receiver of a request may block each other, from the request. Twice blocks once. */
export async function blockCaller(ctx: Context, callId: string): Promise<void> {
  const known = requireViewer(ctx)
  const { received, fromId, toId, blocked } = await callById(known, callId)
  if (blocked) return
  await block(known, received ? fromId : toId)
}

function readWords(text: string, field: string, longest: number, missing: string, long: string): string {
  const said = text.trim()
  if (!said) throw new Invalid({ [field]: missing })
  if (said.length > longest) throw new Invalid({ [field]: long })
  return said
}

interface OpenCall {
  communityId: string
  fromId: string
}

/** One answer to one request: by its receiver, while nobody answered or blocked the other. Its row is locked until then. */
async function answering<T>(
  ctx: ViewerContext,
  callId: string,
  work: (ctx: ViewerContext, call: OpenCall) => Promise<T>,
): Promise<T> {
  if (!isId(callId)) throw new NotFound()
  return transact(ctx, async (inner) => {
    const locked: ViewerContext = { ...ctx, db: inner.db }
    const call = await row<OpenCall & { answer: string | null }>(
      locked.db,
      sql`select community_id as "communityId", from_id as "fromId", answer from calls
          where id = ${callId} and to_id = ${ctx.viewer.id} for update`,
    )
    if (!call || (await areBlocked(locked, ctx.viewer.id, call.fromId))) throw new NotFound()
    if (call.answer) throw new Conflict('callAnswered')
    return work(locked, call)
  })
}

async function setAnswer(ctx: ViewerContext, callId: string, answer: string, reply: string): Promise<void> {
  await ctx.db.execute(
    sql`update calls set answer = ${answer}, reply = ${reply || null}, answered = ${ctx.now().toISOString()}
        where id = ${callId}`,
  )
}

/** Everybody who sent or had this request, up to and including its receiver now. */
async function chainOf(ctx: ViewerContext, callId: string): Promise<string[]> {
  const found = await row<{ ids: string[] }>(
    ctx.db,
    sql`with recursive chain (id, passed_from, from_id, to_id, depth) as (
          select id, passed_from, from_id, to_id, 1 from calls where id = ${callId}
          union all
          select c.id, c.passed_from, c.from_id, c.to_id, chain.depth + 1
          from chain join calls c on c.id = chain.passed_from where chain.depth < 50
        )
        select array(select to_id from chain union select from_id from chain) as ids`,
  )
  return found?.ids ?? []
}

/** Tells inside the house. Only what is asked of somebody is mailed at once, without any of the words. */
async function news(
  ctx: ViewerContext,
  residentId: string,
  callId: string,
  kind: 'call.received' | 'call.accepted' | 'call.declined' | 'call.passed',
): Promise<void> {
  await tell(ctx, [residentId], kind, { call: callId })
  if (kind !== 'call.received') return
  const link = `${ctx.services.config.origin}/verzoek/${callId}`
  await mailInLanguage(ctx, residentId, (language) => words[language].callReceived(link))
}
