import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, row, rows } from '../../../platform/db/store.ts'
import { mayEnter } from '../../communities/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import type { Conversation } from '../conversation.ts'
import { withoutNames, type Window } from '../rules.ts'
import { hiddenFrom, isFellow, nameFor } from './names.ts'

/** A photo under a reply. */
export interface Shown {
  file: string
  alt: string
  width: number
  height: number
}

/** A reply as this viewer sees it. */
export interface ReplyShown {
  id: string
  seq: number
  /** Chooses the door; undefined where nobody is to be recognised. */
  authorId: string | undefined
  name: string | undefined
  own: boolean
  html: string
  posted: Date
  edited: Date | undefined
  /** Taken away; by somebody else when a reason is given. */
  withdrawn: { why: string } | undefined
  /** Written by somebody whom the viewer blocked, or who blocked them: nothing of it is sent. */
  hidden: boolean
  /** What it answers to. */
  parent: { seq: number; name: string | undefined; excerpt: string } | undefined
  /** Words of another reply. */
  quote: { seq: number; name: string | undefined; words: string } | undefined
  pictures: Shown[]
}

interface Found {
  id: string
  seq: number
  authorId: string | null
  name: string | null
  known: boolean
  html: string
  posted: Date
  edited: Date | null
  withdrawn: Date | null
  withdrawnWhy: string
  hidden: boolean
  pictures: number
  parentSeq: number | null
  parentName: string | null
  parentKnown: boolean
  parentExcerpt: string | null
  parentHidden: boolean
  quoteSeq: number | null
  quoteName: string | null
  quoteKnown: boolean
  quote: string
  quoteHidden: boolean
}

/** The opening and the replies of this part, in the order of time. */
export async function repliesOf(
  ctx: Context,
  conversation: Conversation,
  { from, to }: Window,
  words: { neighbour: string },
  opening = true,
): Promise<ReplyShown[]> {
  // Numbers run without gaps, so the part is asked for by number: as dear in a long conversation as in a short one.
  const seqs = [
    ...(opening ? [1] : []),
    ...Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n),
  ]
  const { names } = conversation
  const found = await rows<Found>(
    ctx.db,
    sql`select r.id, r.seq, r.author_id as "authorId", ${nameFor(ctx, names, 'w')} as name, ${isFellow(names, 'w')} as known, r.html, r.posted, r.edited, r.withdrawn,
          r.withdrawn_why as "withdrawnWhy", ${hiddenFrom(ctx, sql`r.author_id`)} as hidden, r.pictures,
          p.seq as "parentSeq", ${nameFor(ctx, names, 'pw')} as "parentName", ${isFellow(names, 'pw')} as "parentKnown", p.excerpt as "parentExcerpt",
          ${hiddenFrom(ctx, sql`p.author_id`)} as "parentHidden",
          q.seq as "quoteSeq", ${nameFor(ctx, names, 'qw')} as "quoteName", ${isFellow(names, 'qw')} as "quoteKnown", r.quote, ${hiddenFrom(ctx, sql`q.author_id`)} as "quoteHidden"
        from replies r left join residents w on w.id = r.author_id
        left join replies p on p.id = r.parent_id left join residents pw on pw.id = p.author_id
        left join replies q on q.id = r.quote_id left join residents qw on qw.id = q.author_id
        where r.conversation_id = ${conversation.id} and r.seq = any(${arrayOf(seqs, 'int')}) order by r.seq`,
  )
  const pictures = await picturesOf(
    ctx,
    found.filter(({ pictures, hidden }) => pictures > 0 && !hidden).map(({ id }) => id),
  )
  return found.map((one): ReplyShown => {
    const { hidden } = one
    // Whoever writes calls people of their own communities: those names are for who is there too.
    const clean = (html: string, known: boolean) => (known ? html : withoutNames(html, words.neighbour))
    return {
      id: one.id,
      seq: one.seq,
      authorId: hidden || !one.name ? undefined : (one.authorId ?? undefined),
      name: hidden ? undefined : (one.name ?? undefined),
      own: ctx.viewer !== undefined && one.authorId === ctx.viewer.id,
      html: hidden ? '' : clean(one.html, one.known),
      posted: new Date(one.posted),
      edited: one.edited && !hidden ? new Date(one.edited) : undefined,
      withdrawn: one.withdrawn ? { why: one.withdrawnWhy } : undefined,
      hidden,
      parent:
        one.parentSeq === null
          ? undefined
          : {
              seq: one.parentSeq,
              name: one.parentHidden ? undefined : (one.parentName ?? undefined),
              excerpt: one.parentHidden ? '' : clean(one.parentExcerpt ?? '', one.parentKnown),
            },
      quote:
        one.quoteSeq === null || one.quote === '' || hidden || one.quoteHidden
          ? undefined
          : { seq: one.quoteSeq, name: one.quoteName ?? undefined, words: clean(one.quote, one.quoteKnown) },
      pictures: hidden ? [] : (pictures.get(one.id) ?? []),
    }
  })
}

async function picturesOf(ctx: Context, replyIds: readonly string[]): Promise<Map<string, Shown[]>> {
  const found = new Map<string, Shown[]>()
  if (replyIds.length === 0) return found
  const all = await rows<Shown & { replyId: string }>(
    ctx.db,
    sql`select rp.reply_id as "replyId", rp.file_id as file, rp.alt, f.width, f.height
        from reply_pictures rp join files f on f.id = rp.file_id
        where rp.reply_id = any(${arrayOf(replyIds, 'uuid')}) order by rp.reply_id, rp.place`,
  )
  for (const { replyId, ...picture } of all) found.set(replyId, [...(found.get(replyId) ?? []), picture])
  return found
}

/** The reply that a picture belongs to; see `replyById` for who may see it. */
export async function replyOfPicture(ctx: Context, fileId: string): Promise<string | undefined> {
  const found = await row<{ id: string }>(
    ctx.db,
    sql`select reply_id as id from reply_pictures where file_id = ${fileId}`,
  )
  return found?.id
}

/** How far the viewer has read, and whether they want to hear of it. */
export interface Reading {
  seq: number
  read: Date | undefined
  follow: 'follow' | 'quiet' | undefined
}

export async function readingOf(ctx: ViewerContext, conversationId: string): Promise<Reading> {
  const found = await row<{ seq: number; read: Date; follow: Reading['follow'] | null }>(
    ctx.db,
    sql`select last_seq as seq, read, follow from reads
        where resident_id = ${ctx.viewer.id} and conversation_id = ${conversationId}`,
  )
  return found
    ? {
        seq: found.seq,
        read: found.seq > 0 ? new Date(found.read) : undefined,
        follow: found.follow ?? undefined,
      }
    : { seq: 0, read: undefined, follow: undefined }
}

/** How a reply was before it was changed, oldest first. */
export async function versionsOf(ctx: Context, replyId: string): Promise<{ html: string; replaced: Date }[]> {
  const found = await rows<{ html: string; replaced: Date }>(
    ctx.db,
    sql`select html, replaced from reply_versions where reply_id = ${replyId} order by version limit 20`,
  )
  return found.map((one) => ({ ...one, replaced: new Date(one.replaced) }))
}

/** A reply that somebody is about to answer or quote. */
export async function replyToAnswer(
  ctx: Context,
  conversation: Conversation,
  replyId: string,
): Promise<
  { id: string; seq: number; name: string | undefined; words: string; excerpt: string } | undefined
> {
  const found = await row<{ id: string; seq: number; name: string | null; words: string; excerpt: string }>(
    ctx.db,
    sql`select r.id, r.seq, ${nameFor(ctx, conversation.names, 'w')} as name, r.words, r.excerpt
        from replies r left join residents w on w.id = r.author_id
        where r.id = ${replyId} and r.conversation_id = ${conversation.id} and r.withdrawn is null
          and not ${hiddenFrom(ctx, sql`r.author_id`)}`,
  )
  return found && { ...found, name: found.name ?? undefined }
}

/** Where it came from last, for who may enter that; undefined when it never moved. */
export async function cameFrom(
  ctx: Context,
  conversationId: string,
): Promise<{ done: Date; from: { name: string; slug: string } | undefined } | undefined> {
  const found = await row<{ done: Date; name: string | null; slug: string | null }>(
    ctx.db,
    sql`select act.done, c.name, c.slug from conversation_acts act
        left join communities c on c.id = act.from_id and ${mayEnter(ctx)}
        where act.conversation_id = ${conversationId} and act.kind = 'move' order by act.id desc limit 1`,
  )
  return (
    found && {
      done: new Date(found.done),
      from: found.name && found.slug ? { name: found.name, slug: found.slug } : undefined,
    }
  )
}
