import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { oneLine } from '../../../platform/line.ts'
import { publish } from '../../../platform/outbox.ts'
import { communityById, requireLiving, requireMember } from '../../communities/index.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { conversationById, homeAreas, lockConversation, requireMayWrite } from '../conversation.ts'
import { longestTitle, type AboutKind } from '../rules.ts'
import { limitSaying, markRead, say, written, type Reply, type Saying } from './reply.ts'

/** Where something is talked about. */
export type Where = { communityId: string } | { areaId: number; ambitionId?: number | undefined }

export interface Starting extends Saying {
  title: string
  kind: 'talk' | 'question'
  where: Where
}

const starting: Limit = { name: 'start-conversation', max: 20, window: day }

/** What it is called, on one line. @throws Invalid */
export function titled(title: string): string {
  const said = oneLine(title)
  if (!said) throw new Invalid({ title: 'titleMissing' })
  if (said.length > longestTitle) throw new Invalid({ title: 'titleLong' })
  return said
}

/**
 * A member starts a conversation in their community, or a verified resident one in an area of their home. Sending the same
 * form twice starts it once.
 * @returns its id.
 */
export async function startConversation(ctx: Context, start: Starting): Promise<string> {
  const known = requireVerified(ctx)
  const title = titled(start.title)
  written(start)
  await requirePlace(known, start.where)
  await limit(known, starting, known.viewer.id)
  await limitSaying(known)
  const id = start.id ?? newId()
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await requirePlace(ctx, start.where)
    const place =
      'communityId' in start.where
        ? { communityId: start.where.communityId }
        : { areaId: start.where.areaId, ambitionId: start.where.ambitionId }
    if (!(await open(ctx, id, { title, kind: start.kind, ...place }))) return id
    const conversation = await conversationById(ctx, id)
    await say(ctx, conversation, { ...start, id: undefined })
    await markRead(ctx, id, 1)
    await publish(ctx, 'conversation.started', {
      conversation: id,
      ...(conversation.communityId && { community: conversation.communityId }),
      resident: ctx.viewer.id,
    })
    return id
  })
}

/** @throws NotFound, NotAllowed or Conflict where the viewer starts no conversation. */
async function requirePlace(ctx: ViewerContext, where: Where): Promise<void> {
  if ('areaId' in where) {
    if (!homeAreas(ctx).includes(where.areaId)) throw new NotAllowed('areaOnly')
    return
  }
  const community = await communityById(ctx, where.communityId)
  requireMember(community)
  requireLiving(community)
  if (community.state === 'resting') throw new Conflict('communityResting')
}

/** Writes the row. @returns false when the viewer sent this before. @throws NotFound when the id is somebody else's. */
async function open(
  ctx: ViewerContext,
  id: string,
  given: {
    title: string
    kind: string
    communityId?: string
    areaId?: number
    ambitionId?: number | undefined
    about?: { kind: AboutKind; id: string }
  },
): Promise<boolean> {
  const now = ctx.now().toISOString()
  const made = await row(
    ctx.db,
    sql`insert into conversations (id, community_id, area_id, ambition_id, about_kind, about_id, kind, title, started_by, started, last_at)
        values (${id}, ${given.communityId ?? null}, ${given.areaId ?? null}, ${given.ambitionId ?? null},
          ${given.about?.kind ?? null}, ${given.about?.id ?? null}, ${given.kind}, ${given.title}, ${ctx.viewer.id}, ${now}, ${now})
        on conflict do nothing returning id`,
  )
  if (made) return true
  const own = await row(
    ctx.db,
    sql`select 1 from conversations where id = ${id} and started_by = ${ctx.viewer.id}`,
  )
  if (!own && !given.about) throw new NotFound()
  return false
}

/** Something of a community, or of who lives in an area, that people talk about, as its own domain found it for this viewer. */
export type Thing = { kind: AboutKind; id: string } & FoundThing

/** What it is called, and where it is. */
export type FoundThing = { title: string; href: string } & ({ communityId: string } | { areaId: number })

/**
 * Says something about a thing of a community or an area: the first starts its one conversation, everybody after goes on in it. At the
 * same moment there is still one.
 * @returns the conversation and the number of the reply.
 */
export async function sayAbout(
  ctx: Context,
  thing: Thing,
  reply: Reply,
): Promise<{ id: string; seq: number }> {
  const known = requireVerified(ctx)
  written(reply)
  await requirePlace(known, thing)
  await limitSaying(known)
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await requirePlace(ctx, thing)
    const about = { kind: thing.kind, id: thing.id }
    const title = oneLine(thing.title).slice(0, longestTitle) || '…'
    const place = 'areaId' in thing ? { areaId: thing.areaId } : { communityId: thing.communityId }
    const first = await open(ctx, newId(), { title, kind: 'talk', ...place, about })
    const { id } = (await row<{ id: string }>(
      ctx.db,
      sql`select id from conversations where about_kind = ${thing.kind} and about_id = ${thing.id}`,
    ))!
    await lockConversation(ctx, id)
    const conversation = await conversationById(ctx, id)
    requireMayWrite(ctx, conversation)
    const seq = (reply.id && (await before(ctx, id, reply.id))) || (await say(ctx, conversation, reply))
    await markRead(ctx, id, seq)
    if (first)
      await publish(ctx, 'conversation.started', {
        conversation: id,
        ...('communityId' in thing && { community: thing.communityId }),
        resident: ctx.viewer.id,
      })
    return { id, seq }
  })
}

async function before(
  ctx: ViewerContext,
  conversationId: string,
  replyId: string,
): Promise<number | undefined> {
  const found = await row<{ seq: number }>(
    ctx.db,
    sql`select seq from replies where id = ${replyId} and conversation_id = ${conversationId} and author_id = ${ctx.viewer.id}`,
  )
  return found?.seq
}
