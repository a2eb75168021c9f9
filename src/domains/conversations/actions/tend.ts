import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { requireVerified, requireViewer, type ViewerContext } from '../../residents/index.ts'
import {
  conversationById,
  lockConversation,
  noteAct,
  requireTender,
  type Conversation,
} from '../conversation.ts'
import { mostPinned } from '../rules.ts'
import { titled } from './start.ts'

const tending: Limit = { name: 'tend-conversation', max: 200, window: day }

/** One change by who looks after a conversation, in a transaction that holds it. */
async function tend(
  ctx: Context,
  id: string,
  work: (ctx: ViewerContext, conversation: Conversation) => Promise<void>,
): Promise<void> {
  const known = requireVerified(ctx)
  requireTender(known, await conversationById(known, id))
  await limit(known, tending, known.viewer.id)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await lockConversation(ctx, id)
    const conversation = await conversationById(ctx, id)
    requireTender(ctx, conversation)
    await work(ctx, conversation)
  })
}

/** Closes a conversation and says why; everything stays to be read. Closing twice closes once. */
export async function closeConversation(ctx: Context, id: string, why: string): Promise<void> {
  const reason = why.trim()
  if (!reason) throw new Invalid({ why: 'whyMissing' })
  if (reason.length > 300) throw new Invalid({ why: 'whyLong' })
  await tend(ctx, id, async (ctx, { closed }) => {
    if (closed) return
    await ctx.db.execute(
      sql`update conversations set closed = ${ctx.now().toISOString()}, closed_why = ${reason} where id = ${id}`,
    )
    await noteAct(ctx, id, { kind: 'close', why: reason })
    await publish(ctx, 'conversation.closed', { conversation: id })
  })
}

/** Opens it again. Of one that is open nothing changes. */
export async function reopenConversation(ctx: Context, id: string): Promise<void> {
  await tend(ctx, id, async (ctx, { closed }) => {
    if (!closed) return
    await ctx.db.execute(sql`update conversations set closed = null, closed_why = '' where id = ${id}`)
    await noteAct(ctx, id, { kind: 'reopen' })
  })
}

/** The manager keeps a conversation on top, three at most. */
export async function pinConversation(ctx: Context, id: string): Promise<void> {
  await tend(ctx, id, async (ctx, { community, pinned }) => {
    if (community?.role !== 'manager') throw new NotAllowed('managerOnly')
    if (pinned) return
    // One after another within a community, so that two at once do not make four.
    await ctx.db.execute(sql`select 1 from communities where id = ${community.id} for no key update`)
    const counted = await row<{ n: number }>(
      ctx.db,
      sql`select count(*)::int as n from conversations where community_id = ${community.id} and pinned is not null`,
    )
    if ((counted?.n ?? 0) >= mostPinned) throw new Conflict('pinnedMany')
    await ctx.db.execute(sql`update conversations set pinned = ${ctx.now().toISOString()} where id = ${id}`)
    await noteAct(ctx, id, { kind: 'pin' })
  })
}

/** Lets it take its place among the others again. */
export async function unpinConversation(ctx: Context, id: string): Promise<void> {
  await tend(ctx, id, async (ctx, { community, pinned }) => {
    if (community?.role !== 'manager') throw new NotAllowed('managerOnly')
    if (!pinned) return
    await ctx.db.execute(sql`update conversations set pinned = null where id = ${id}`)
    await noteAct(ctx, id, { kind: 'unpin' })
  })
}

/** Changes what it is called, and whether it is a question. */
export async function renameConversation(
  ctx: Context,
  id: string,
  { title, kind }: { title: string; kind: 'talk' | 'question' },
): Promise<void> {
  const said = titled(title)
  await tend(ctx, id, async (ctx, conversation) => {
    if (conversation.about) throw new Conflict('conversationOfThing')
    if (said === conversation.title && kind === conversation.kind) return
    await ctx.db.execute(
      sql`update conversations set title = ${said}, kind = ${kind},
            answer_id = case when ${kind} = 'question' then answer_id end where id = ${id}`,
    )
    await noteAct(ctx, id, { kind: said === conversation.title ? 'question' : 'rename' })
  })
}

/** Marks the reply that answers the question; `undefined` takes the mark away. */
export async function markAnswer(ctx: Context, id: string, replyId: string | undefined): Promise<void> {
  await tend(ctx, id, async (ctx, { kind, answerId }) => {
    if (kind !== 'question') throw new Conflict('noQuestion')
    if ((replyId ?? null) === answerId) return
    const fits =
      replyId === undefined ||
      (await row(
        ctx.db,
        sql`select 1 from replies where id = ${replyId} and conversation_id = ${id} and seq > 1 and withdrawn is null`,
      ))
    if (!fits) throw new NotFound()
    await ctx.db.execute(sql`update conversations set answer_id = ${replyId ?? null} where id = ${id}`)
    await noteAct(ctx, id, { kind: 'answer' })
  })
}

export type Follow = 'follow' | 'quiet' | 'usual'

/** The viewer wants to hear of every reply, of none, or as they do of others. */
export async function followConversation(ctx: Context, id: string, how: Follow): Promise<void> {
  const known = requireViewer(ctx)
  await conversationById(known, id)
  const follow = how === 'usual' ? null : how
  await known.db.execute(
    sql`insert into reads (conversation_id, resident_id, read, follow)
        values (${id}, ${known.viewer.id}, ${known.now().toISOString()}, ${follow})
        on conflict (resident_id, conversation_id) do update set follow = excluded.follow`,
  )
}
