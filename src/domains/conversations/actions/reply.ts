import { sql } from 'drizzle-orm'
import { day, hour } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { arrayOf, row, rows } from '../../../platform/db/store.ts'
import { Invalid, NotFound } from '../../../platform/errors.ts'
import { attachFiles } from '../../../platform/files/index.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { toHtml, toPlain } from '../../../platform/markdown.ts'
import { publish } from '../../../platform/outbox.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { conversationById, lockConversation, requireMayWrite, type Conversation } from '../conversation.ts'
import { isQuoted, longestQuote, longestWords, mostPictures } from '../rules.ts'
import { callNames, type Called } from './mentions.ts'

/** A photo with what is to be seen on it. */
export interface Photo {
  file: string
  alt: string
}

/** What somebody says. */
export interface Saying {
  /** Made when the form was shown, so that sending it twice says it once. */
  id?: string | undefined
  words: string
  photos?: readonly Photo[]
  /** A member whom it is meant for, besides who is called with an @. */
  mention?: string | undefined
}

/** Something said in answer. */
export interface Reply extends Saying {
  /** What it answers to. */
  parent?: string | undefined
  /** A reply of which it takes words along, and which words. */
  quoteOf?: string | undefined
  quote?: string | undefined
}

const replying: Limit[] = [
  { name: 'reply', max: 40, window: hour },
  { name: 'reply-day', max: 200, window: day },
]

/** Counts one that is about to be said. @throws TooMany */
export async function limitSaying(ctx: ViewerContext): Promise<void> {
  for (const rule of replying) await limit(ctx, rule, ctx.viewer.id)
}

/** Words as they are stored: with their HTML, and in short. @throws Invalid when there are none, or too many. */
export function written({ words, photos = [] }: Saying): { words: string; html: string; excerpt: string } {
  const said = words.trim()
  if (!said && photos.length === 0) throw new Invalid({ words: 'wordsMissing' })
  if (said.length > longestWords) throw new Invalid({ words: 'wordsLong' })
  const html = toHtml(said)
  const excerpt = toPlain(said, 160)
  if (!excerpt && photos.length === 0) throw new Invalid({ words: 'wordsMissing' })
  return { words: said, html, excerpt }
}

/**
 * A member says something in a conversation that is open. Whoever is called by name hears of it, unless they asked for quiet
 * or one blocked the other. Sending the same form twice says it once.
 * @returns the number of the reply.
 */
export async function postReply(ctx: Context, conversationId: string, reply: Reply): Promise<number> {
  const known = requireVerified(ctx)
  requireMayWrite(known, await conversationById(known, conversationId))
  written(reply)
  await limitSaying(known)
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await lockConversation(ctx, conversationId)
    const conversation = await conversationById(ctx, conversationId)
    requireMayWrite(ctx, conversation)
    const before = reply.id && (await sentBefore(ctx, conversation, reply.id))
    if (before) return before
    const seq = await say(ctx, conversation, reply)
    await markRead(ctx, conversationId, seq)
    return seq
  })
}

async function sentBefore(
  ctx: ViewerContext,
  conversation: Conversation,
  id: string,
): Promise<number | undefined> {
  const found = await row<{ seq: number; conversationId: string; authorId: string | null }>(
    ctx.db,
    sql`select seq, conversation_id as "conversationId", author_id as "authorId" from replies where id = ${id}`,
  )
  if (!found) return undefined
  if (found.conversationId !== conversation.id || found.authorId !== ctx.viewer.id) throw new NotFound()
  return found.seq
}

/** Writes what the viewer says, within the caller's transaction that holds the conversation. @returns its number. */
export async function say(ctx: ViewerContext, conversation: Conversation, reply: Reply): Promise<number> {
  const photos = reply.photos ?? []
  if (photos.length > mostPictures) throw new Invalid({ photo: 'filesMany' })
  const called = await callNames(ctx, conversation, reply)
  const { words, html, excerpt } = written({ ...reply, words: called.words })
  const id = reply.id ?? newId()
  const { parent, quote } = await answersTo(ctx, conversation.id, reply)
  const said = await row<{ seq: number }>(
    ctx.db,
    sql`insert into replies (id, conversation_id, seq, parent_id, quote_id, quote, author_id, words, html, excerpt, pictures, posted)
        values (${id}, ${conversation.id}, 0, ${parent ?? null}, ${quote?.id ?? null}, ${quote?.words ?? ''}, ${ctx.viewer.id},
          ${words}, ${html}, ${excerpt}, ${photos.length}, ${ctx.now().toISOString()}) returning seq`,
  )
  await addPhotos(ctx, id, photos)
  await tellCalled(ctx, conversation, id, called)
  if (said!.seq > 1)
    await publish(ctx, 'reply.posted', {
      conversation: conversation.id,
      reply: id,
      ...(conversation.communityId && { community: conversation.communityId }),
      resident: ctx.viewer.id,
    })
  return said!.seq
}

/**
 * What a reply answers to, one level deep: an answer to an answer stands under the same reply. Words are quoted as they stand
 * there. @throws NotFound when it is not in this conversation, Invalid when it does not say that.
 */
async function answersTo(
  ctx: ViewerContext,
  conversationId: string,
  { parent, quoteOf, quote = '' }: Reply,
): Promise<{ parent?: string | undefined; quote?: { id: string; words: string } }> {
  const wanted = [parent, quoteOf].filter((id) => id !== undefined)
  if (wanted.length === 0) return {}
  if (!wanted.every(isId)) throw new NotFound()
  const found = await rows<{ id: string; seq: number; parentId: string | null; words: string }>(
    ctx.db,
    sql`select id, seq, parent_id as "parentId", words from replies
        where id = any(${arrayOf(wanted, 'uuid')}) and conversation_id = ${conversationId} and withdrawn is null`,
  )
  const one = (id: string | undefined) => {
    const reply = found.find((each) => each.id === id)
    if (id !== undefined && !reply) throw new NotFound()
    return reply
  }
  const [above, quoted] = [one(parent), one(quoteOf)]
  const from = above ?? quoted
  // What answers to the opening stands by itself: the opening is on every page.
  const root = from && from.seq > 1 ? (from.parentId ?? from.id) : undefined
  const said = quote.trim()
  if (!quoted || !said) return { parent: root }
  if (said.length > longestQuote) throw new Invalid({ quote: 'quoteLong' })
  if (!isQuoted(said, toPlain(quoted.words, longestWords))) throw new Invalid({ quote: 'quoteOther' })
  return { parent: root, quote: { id: quoted.id, words: said } }
}

export async function addPhotos(ctx: Context, replyId: string, photos: readonly Photo[]): Promise<void> {
  await attachFiles(
    ctx,
    photos.map(({ file }) => file),
    'photo',
  )
  for (const [place, { file, alt }] of photos.entries()) {
    await ctx.db.execute(
      sql`insert into reply_pictures (reply_id, place, file_id, alt)
          values (${replyId}, ${place}, ${file}, ${alt.trim().slice(0, 200)})`,
    )
  }
}

async function tellCalled(
  ctx: ViewerContext,
  conversation: Conversation,
  replyId: string,
  { residents, tell }: Called,
): Promise<void> {
  for (const id of residents) {
    await ctx.db.execute(sql`insert into mentions (reply_id, resident_id) values (${replyId}, ${id})
      on conflict do nothing`)
  }
  await tell({ conversation: conversation.id, reply: replyId })
}

/** The viewer has read this far. */
export async function markRead(ctx: ViewerContext, conversationId: string, seq: number): Promise<void> {
  await ctx.db.execute(
    sql`insert into reads (conversation_id, resident_id, last_seq, read)
        values (${conversationId}, ${ctx.viewer.id}, ${seq}, ${ctx.now().toISOString()})
        on conflict (resident_id, conversation_id) do update
          set last_seq = greatest(reads.last_seq, excluded.last_seq), read = excluded.read`,
  )
}
