import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { communityById, requireLiving, requireMember, tellAbout } from '../../communities/index.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import {
  conversationById,
  isSharedNow,
  lockConversation,
  noteAct,
  requireTender,
  type Conversation,
} from '../conversation.ts'
import { mayMove } from '../rules.ts'
import type { Access } from '../../communities/index.ts'

const moving: Limit = { name: 'move-conversation', max: 20, window: day }

/** Whether everything in it was written by the viewer. */
export async function allOwn(ctx: ViewerContext, id: string): Promise<boolean> {
  const other = await row(
    ctx.db,
    sql`select 1 from replies where conversation_id = ${id} and author_id is distinct from ${ctx.viewer.id} limit 1`,
  )
  return other === undefined
}

/** Communities of the viewer that a conversation can move to; see `moveConversation`. */
export async function placesToMove(
  ctx: ViewerContext,
  { id, community }: Conversation,
): Promise<{ id: string; name: string }[]> {
  if (!community) return []
  const own = await allOwn(ctx, id)
  const found = await rows<{ id: string; name: string; access: Access }>(
    ctx.db,
    sql`select c.id, c.name, c.access from memberships m join communities c on c.id = m.community_id
        where m.resident_id = ${ctx.viewer.id} and m.ended is null and c.id <> ${community.id}
          and c.state in ('forming', 'active') order by lower(c.name), c.id limit 100`,
  )
  return found.filter(({ access }) => mayMove(community.access, access, own))
}

/**
 * Who looks after a conversation takes it to another community that they belong to. Nobody's words go where more people see
 * them, or out of a closed community, unless all of them are the mover's own. Whoever manages the other community is told,
 * and looks after it from then on; where it was stays a line that says where it went.
 */
export async function moveConversation(ctx: Context, id: string, toId: string): Promise<void> {
  const known = requireVerified(ctx)
  requireTender(known, await conversationById(known, id))
  await limit(known, moving, known.viewer.id)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await lockConversation(ctx, id)
    const conversation = await conversationById(ctx, id)
    requireTender(ctx, conversation)
    const { community: from, title, about } = conversation
    if (await isSharedNow(ctx, id)) throw new Conflict('conversationShared')
    if (!from) throw new NotFound()
    if (about) throw new Conflict('conversationOfThing')
    if (from.id === toId) return
    const to = await communityById(ctx, toId)
    requireMember(to)
    requireLiving(to)
    if (to.state === 'resting') throw new Conflict('communityResting')
    if (!mayMove(from.access, to.access, await allOwn(ctx, id))) throw new NotAllowed('moveWider')
    await ctx.db.execute(
      sql`update conversations set community_id = ${to.id}, pinned = null where id = ${id}`,
    )
    await noteAct(ctx, id, { kind: 'move', fromId: from.id, toId: to.id, title })
    const manager = await row<{ id: string }>(
      ctx.db,
      sql`select resident_id as id from manager_terms where community_id = ${to.id} and ended is null`,
    )
    if (manager && manager.id !== ctx.viewer.id)
      await tellAbout(ctx, to.id, [manager.id], 'conversation.moved', { conversation: id })
    await publish(ctx, 'conversation.moved', { conversation: id, community: to.id })
  })
}
