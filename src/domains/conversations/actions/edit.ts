import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { requireVerified, requireViewer, type ViewerContext } from '../../residents/index.ts'
import { conversationById, lockConversation, requireMayWrite, type Conversation } from '../conversation.ts'
import { written } from './reply.ts'

/** A reply with the conversation that it stands in, for a viewer who may read it. */
export interface ReplyFound {
  id: string
  seq: number
  authorId: string | null
  words: string
  excerpt: string
  pictures: number
  withdrawn: boolean
  conversation: Conversation
}

/** The reply with this id. @throws NotFound, also when the viewer may not read its conversation. */
export async function replyById(ctx: Context, id: string): Promise<ReplyFound> {
  const found = isId(id)
    ? await row<Omit<ReplyFound, 'conversation'> & { conversationId: string }>(
        ctx.db,
        sql`select id, seq, author_id as "authorId", words, excerpt, pictures, withdrawn is not null as withdrawn,
              conversation_id as "conversationId" from replies where id = ${id}`,
      )
    : undefined
  if (!found) throw new NotFound()
  const { conversationId, ...reply } = found
  return { ...reply, conversation: await conversationById(ctx, conversationId) }
}

/** Whether these are the viewer's own words, and can still be changed. @throws NotAllowed, Conflict */
export function requireOwnWords(ctx: Context, reply: ReplyFound): ViewerContext {
  const known = requireMayWrite(ctx, reply.conversation)
  if (reply.authorId !== known.viewer.id) throw new NotAllowed('authorOnly')
  if (reply.withdrawn) throw new Conflict('replyWithdrawn')
  return known
}

/** Versions kept of one reply: after so many changes somebody better writes a new one. */
const mostVersions = 20
const editing: Limit = { name: 'edit-reply', max: 100, window: day }

/** Whoever wrote it changes their words; how they were stays to be read. The same words change nothing. */
export async function editReply(ctx: Context, replyId: string, words: string): Promise<ReplyFound> {
  const known = requireVerified(ctx)
  const before = await replyById(known, replyId)
  requireOwnWords(known, before)
  const said = words.trim()
  if (!said && before.pictures === 0) throw new Invalid({ words: 'wordsMissing' })
  await limit(known, editing, known.viewer.id)
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await lockConversation(ctx, before.conversation.id)
    const reply = await replyById(ctx, replyId)
    requireOwnWords(ctx, reply)
    if (said === reply.words) return reply
    const photos = Array.from({ length: reply.pictures }, () => ({ file: '', alt: '' }))
    const { html, excerpt } = written({ words: said, photos })
    const now = ctx.now().toISOString()
    const kept = await row(
      ctx.db,
      sql`insert into reply_versions (reply_id, version, html, replaced)
          select id, n, html, ${now}::timestamptz from replies,
            lateral (select coalesce(max(version), 0) + 1 as n from reply_versions where reply_id = ${replyId}) v
          where id = ${replyId} and n <= ${mostVersions} returning version`,
    )
    if (!kept) throw new Conflict('editedOften')
    await ctx.db.execute(
      sql`update replies set words = ${said}, html = ${html}, excerpt = ${excerpt}, edited = ${now} where id = ${replyId}`,
    )
    await publish(ctx, 'reply.edited', { conversation: reply.conversation.id, reply: replyId })
    return reply
  })
}

const longestWhy = 300

/** Whether the viewer may take these words away: who wrote them, and the manager, who says why. */
export function mayWithdraw(ctx: Context, { authorId, withdrawn, conversation }: ReplyFound): boolean {
  const { viewer } = ctx
  if (!viewer || withdrawn || !conversation.own || conversation.community?.state === 'ended') return false
  return authorId === viewer.id || conversation.community?.role === 'manager'
}

/**
 * Takes words away for good: with their photos, earlier versions, and where others quoted them. That something stood there
 * stays. Who wrote it does so without a reason, the manager of the community with one. Twice takes it away once.
 */
export async function withdrawReply(ctx: Context, replyId: string, why = ''): Promise<ReplyFound> {
  const known = requireViewer(ctx)
  const { conversation } = await replyById(known, replyId)
  const reason = why.trim()
  if (reason.length > longestWhy) throw new Invalid({ why: 'whyLong' })
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await lockConversation(ctx, conversation.id)
    const reply = await replyById(ctx, replyId)
    if (reply.withdrawn) return reply
    if (!mayWithdraw(ctx, reply)) throw new NotAllowed('authorOnly')
    const own = reply.authorId === ctx.viewer.id
    if (!own && !reason) throw new Invalid({ why: 'whyMissing' })
    await ctx.db.execute(
      sql`update replies set words = '', html = '', excerpt = '', pictures = 0, quote = '', withdrawn = ${ctx.now().toISOString()},
            withdrawn_why = ${own ? '' : reason} where id = ${replyId}`,
    )
    await ctx.db.execute(sql`delete from reply_versions where reply_id = ${replyId}`)
    await ctx.db.execute(sql`delete from reply_pictures where reply_id = ${replyId}`)
    await ctx.db.execute(sql`delete from mentions where reply_id = ${replyId}`)
    await ctx.db.execute(sql`update replies set quote = '' where quote_id = ${replyId}`)
    await ctx.db.execute(
      sql`update conversations set answer_id = null where answer_id = ${replyId} and id = ${conversation.id}`,
    )
    await publish(ctx, 'reply.withdrawn', { conversation: conversation.id, reply: replyId })
    return reply
  })
}
