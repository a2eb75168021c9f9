import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import { publish } from '../../../platform/outbox.ts'
import type { Contribution, ViewerContext } from '../../residents/index.ts'
import { lockCommunity } from '../community.ts'
import { followMembers } from './admit.ts'
import { settleManager, succeed } from './manager.ts'

/** A community that the viewer manages while others belong to it: better to pass the key on before leaving. */
export async function managedBy(ctx: ViewerContext): Promise<{ slug: string; name: string }[]> {
  return rows(
    ctx.db,
    sql`select c.slug, c.name from manager_terms t join communities c on c.id = t.community_id
        where t.resident_id = ${ctx.viewer.id} and t.ended is null and c.members > 1 and c.state <> 'ended'
        order by c.name limit 100`,
  )
}

/**
 * A resident who is erased leaves every community, in the caller's transaction. Where they managed, the role goes to whom
 * most members wish; without such a wish the community rests, and its members are told to choose somebody. Where nobody
 * else ever belonged, nothing readable of the community stays unless the resident lets their texts stand.
 */
export async function leaveAll(
  ctx: Context,
  residentId: string,
  keeps: ReadonlySet<Contribution>,
): Promise<void> {
  // One order for everybody, so that two who leave at the same moment never wait for each other.
  const own = await rows<{ id: string }>(
    ctx.db,
    sql`select community_id as id from memberships where resident_id = ${residentId} and ended is null
        order by community_id`,
  )
  for (const { id } of own) await leaveFor(ctx, id, residentId)
  if (!keeps.has('texts')) await clearOut(ctx, residentId)
}

async function leaveFor(ctx: Context, communityId: string, residentId: string): Promise<void> {
  await lockCommunity(ctx, communityId)
  await ctx.db.execute(
    sql`update memberships set ended = ${ctx.now().toISOString()}, how_ended = 'left'
        where community_id = ${communityId} and resident_id = ${residentId} and ended is null`,
  )
  await succeed(ctx, communityId, residentId, 'left')
  await followMembers(ctx, communityId)
  await settleManager(ctx, communityId)
  await publish(ctx, 'community.left', { community: communityId })
}

/** Takes the name, purpose and address from communities in which nobody else ever was. */
async function clearOut(ctx: Context, residentId: string): Promise<void> {
  const cleared = await rows<{ id: string }>(
    ctx.db,
    sql`update communities c set name = 'Opgeheven', purpose = '', slug = 'opgeheven-' || left(gen_random_uuid()::text, 13),
          state = 'ended', access = 'besloten'
        where c.founder_id = ${residentId} and c.members = 0 and not exists (
          select 1 from memberships m where m.community_id = c.id and m.resident_id <> ${residentId})
        returning c.id`,
  )
  for (const { id } of cleared) {
    await ctx.db.execute(
      sql`update community_changes set value = '' where community_id = ${id} and kind <> 'state'`,
    )
    await ctx.db.execute(sql`delete from notices where data->>'community' = ${id}`)
    await ctx.db.execute(sql`delete from invitations where community_id = ${id}`)
  }
}
