import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import {
  communityById,
  linksOf,
  managerOf,
  requireAwake,
  requireManager,
  tellAbout,
} from '../../communities/index.ts'
import {
  requireNotHelper,
  requireVerified,
  requireViewer,
  type ViewerContext,
} from '../../residents/index.ts'
import { conversationById, lockConversation, requireTender, type Conversation } from '../conversation.ts'
import { mayShare, mostShares } from '../rules.ts'
import { allOwn } from './move.ts'

const sharing: Limit = { name: 'share-conversation', max: 10, window: day }

/**
 * Who may ask others to join in: who looks after it, in a community that is awake; of a closed one only its manager, because asking
 * says that the community is there, and only while all words are their own. @throws NotAllowed, Conflict
 */
async function requireSharing(ctx: Context, conversation: Conversation): Promise<ViewerContext> {
  const known = requireTender(ctx, conversation)
  const { community, about, id } = conversation
  if (!community) throw new NotFound()
  if (about) throw new Conflict('conversationOfThing')
  requireAwake(community)
  if (community.access === 'besloten') requireManager(community)
  if (!mayShare(community.access, await allOwn(known, id))) throw new Conflict('shareWider')
  return known
}

/** Communities connected with that of a conversation, which can be asked to join in; none where nobody may ask. */
export async function placesToShare(
  ctx: ViewerContext,
  conversation: Conversation,
): Promise<{ id: string; name: string }[]> {
  try {
    await requireSharing(ctx, conversation)
  } catch (error) {
    if (error instanceof NotAllowed || error instanceof Conflict) return []
    throw error
  }
  const links = await linksOf(ctx, conversation.communityId!)
  const standing = await rows<{ id: string }>(
    ctx.db,
    sql`select community_id as id from conversation_shares where conversation_id = ${conversation.id} and ended is null`,
  )
  const there = new Set(standing.map(({ id }) => id))
  const places = new Map(links.map(({ communityId, name }) => [communityId, { id: communityId, name }]))
  return [...places.values()].filter(({ id }) => !there.has(id))
}

/**
 * Asks a connected community to read and talk along; its manager says yes or no. Asking twice asks once.
 * @throws Conflict where words of others would go where they did not choose, or that community said no within three months.
 */
export async function askShare(ctx: Context, id: string, toId: string): Promise<void> {
  const known = requireVerified(ctx)
  await requireSharing(known, await conversationById(known, id))
  await limit(known, sharing, known.viewer.id)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await lockConversation(ctx, id)
    const conversation = await conversationById(ctx, id)
    await requireSharing(ctx, conversation)
    if (!(await linksOf(ctx, conversation.communityId!)).some(({ communityId }) => communityId === toId))
      throw new NotFound()
    requireAwake(await communityById(ctx, toId))
    const counted = await row<{ standing: number; declined: boolean }>(
      ctx.db,
      sql`select count(*) filter (where ended is null)::int as standing,
            coalesce(bool_or(community_id = ${toId} and accepted is null
              and ended > ${ctx.now().toISOString()}::timestamptz - interval '90 days'), false) as declined
          from conversation_shares where conversation_id = ${id}`,
    )
    if (counted!.declined) throw new Conflict('shareDeclined')
    if (counted!.standing >= mostShares) throw new Conflict('sharesMany')
    const share = newId()
    const asked = await row(
      ctx.db,
      sql`insert into conversation_shares (id, conversation_id, community_id, asked_by, asked)
          values (${share}, ${id}, ${toId}, ${ctx.viewer.id}, ${ctx.now().toISOString()})
          on conflict (conversation_id, community_id) where ended is null do nothing returning 1`,
    )
    if (!asked) return
    const manager = await managerOf(ctx, toId)
    if (manager) await tellAbout(ctx, toId, [manager], 'conversation.share-asked', { share })
    await publish(ctx, 'conversation.share-asked', { share })
  })
}

/** A question to share, as the manager of the community that is asked reads it. */
export interface Asked {
  id: string
  conversationId: string
  communityId: string
  title: string
  /** Where it stands: who asks says that it is there. */
  from: string
  /** The first words, in short. */
  excerpt: string
  accepted: boolean
}

/** @throws NotFound for everybody but the manager of the community that is asked. */
export async function askedShare(ctx: Context, shareId: string): Promise<Asked> {
  const known = requireViewer(ctx)
  const found = isId(shareId)
    ? await row<Asked>(
        known.db,
        sql`select s.id, v.id as "conversationId", s.community_id as "communityId", v.title, home.name as from, r.excerpt,
              s.accepted is not null as accepted
            from conversation_shares s join conversations v on v.id = s.conversation_id
            join communities home on home.id = v.community_id
            join replies r on r.conversation_id = v.id and r.seq = 1
            where s.id = ${shareId} and s.ended is null and exists (select 1 from manager_terms t
              where t.community_id = s.community_id and t.resident_id = ${known.viewer.id} and t.ended is null)`,
      )
    : undefined
  if (!found) throw new NotFound()
  return found
}

/**
 * The manager of the community that was asked says yes: from now on its members read and talk along. Twice accepts once.
 * @throws NotFound when it was taken back, or the two are no longer connected. @returns the conversation.
 */
export async function acceptShare(ctx: Context, shareId: string): Promise<string> {
  const known = requireVerified(ctx)
  const asked = await askedShare(known, shareId)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await lockConversation(ctx, asked.conversationId)
    const community = await communityById(ctx, asked.communityId)
    requireManager(community)
    requireAwake(community)
    const found = await row<{ accepted: boolean; askedBy: string | null }>(
      ctx.db,
      sql`select accepted is not null as accepted, asked_by as "askedBy" from conversation_shares
          where id = ${shareId} and ended is null for update`,
    )
    if (!found) throw new NotFound()
    if (found.accepted) return
    // A helper does not say yes to what they asked themselves.
    requireNotHelper(ctx, found.askedBy ?? undefined)
    await ctx.db.execute(
      sql`update conversation_shares set accepted = ${ctx.now().toISOString()}, accepted_by = ${ctx.viewer.id} where id = ${shareId}`,
    )
    await ctx.db.execute(sql`update conversations set shared = true where id = ${asked.conversationId}`)
    await publish(ctx, 'conversation.shared', { conversation: asked.conversationId, share: shareId })
  })
  return asked.conversationId
}

/**
 * Ends sharing, takes the question back, or says no to it: who looks after the conversation, and the manager of the other community.
 * What was said stays where the conversation stands. @throws NotFound, NotAllowed for everybody else. @returns the conversation.
 */
export async function endShare(ctx: Context, shareId: string): Promise<string> {
  const known = requireVerified(ctx)
  const found = isId(shareId)
    ? await row<{ conversationId: string; communityId: string }>(
        known.db,
        sql`select conversation_id as "conversationId", community_id as "communityId" from conversation_shares where id = ${shareId}`,
      )
    : undefined
  if (!found) throw new NotFound()
  const ofOther = (await managerOf(known, found.communityId)) === known.viewer.id
  if (!ofOther) requireTender(known, await conversationById(known, found.conversationId))
  await transact(known, async (ctx) => {
    const ended = await row(
      ctx.db,
      sql`update conversation_shares set ended = ${ctx.now().toISOString()}, ended_by = ${known.viewer.id}
          where id = ${shareId} and ended is null returning 1`,
    )
    if (ended)
      await publish(ctx, 'conversation.share-ended', { conversation: found.conversationId, share: shareId })
  })
  return found.conversationId
}

/** With whom a conversation is shared or may come to be, for who looks after it. */
export async function sharesOf(
  ctx: Context,
  { id }: Conversation,
): Promise<{ id: string; communityId: string; accepted: boolean }[]> {
  return rows(
    ctx.db,
    sql`select id, community_id as "communityId", accepted is not null as accepted from conversation_shares
        where conversation_id = ${id} and ended is null order by asked limit ${mostShares}`,
  )
}
