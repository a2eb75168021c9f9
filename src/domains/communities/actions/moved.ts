import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { publish } from '../../../platform/outbox.ts'
import { lockCommunity, tellAbout } from '../community.ts'
import { followMembers } from './admit.ts'
import { settleManager, succeed } from './manager.ts'

/** A membership that is bound to a place the resident no longer lives in. */
interface Bound {
  communityId: string
  keepsGuests: boolean
}

/**
 * Job: somebody moved. In communities that lie where they no longer live they become a guest, where the manager keeps
 * guests, or they are told goodbye. Either way nobody points at them there any more. Twice does it once.
 */
export async function followMove(ctx: Context, { resident }: { resident: string }): Promise<void> {
  for (const { communityId, keepsGuests } of await boundElsewhere(ctx, resident)) {
    await transact(ctx, async (ctx) => {
      await lockCommunity(ctx, communityId)
      if (keepsGuests) await becomeGuest(ctx, communityId, resident)
      else if (await letGo(ctx, communityId, resident, 'moved'))
        await tellAbout(ctx, communityId, [resident], 'community.goodbye')
    })
  }
}

/** Job: an account is over. All that it belonged to goes on without it. */
export async function followLeft(ctx: Context, { resident }: { resident: string }): Promise<void> {
  const standing = await rows<{ id: string }>(
    ctx.db,
    sql`select community_id as id from memberships where resident_id = ${resident} and ended is null`,
  )
  for (const { id } of standing) {
    await transact(ctx, async (ctx) => {
      await lockCommunity(ctx, id)
      await letGo(ctx, id, resident, 'left')
    })
  }
}

/** Communities with a place, of which none holds the home of this member; who is a guest already is left alone. */
async function boundElsewhere(ctx: Context, residentId: string): Promise<Bound[]> {
  return rows<Bound>(
    ctx.db,
    sql`select c.id as "communityId", c.keeps_guests as "keepsGuests"
        from memberships m join communities c on c.id = m.community_id and c.state <> 'ended'
        join residents r on r.id = m.resident_id
        left join areas home on home.id = coalesce(r.street_id, r.buurt_id, r.wijk_id, r.gemeente_id)
        where m.resident_id = ${residentId} and m.ended is null and m.guest_since is null
          and exists (select 1 from community_areas ca where ca.community_id = c.id)
          and not exists (select 1 from community_areas ca join areas claimed on claimed.id = ca.area_id
            where ca.community_id = c.id and home.path like claimed.path || '%')`,
  )
}

/** From here on nobody points at them there, nor they at anybody (`db/migrations/0023`). */
async function becomeGuest(ctx: Context, communityId: string, residentId: string): Promise<void> {
  const now = ctx.now().toISOString()
  await ctx.db.execute(
    sql`update memberships set guest_since = ${now}
        where community_id = ${communityId} and resident_id = ${residentId} and ended is null and guest_since is null`,
  )
  await succeed(ctx, communityId, residentId, 'moved-on')
  await tellAbout(ctx, communityId, [residentId], 'community.guest')
}

/**
 * Ends a membership without the member doing so themselves. Where they managed, somebody succeeds
 * them or the community rests. Needs the community's lock. @returns whether there was one.
 */
export async function letGo(
  ctx: Context,
  communityId: string,
  residentId: string,
  how: 'moved' | 'left' | 'ended',
): Promise<boolean> {
  const ended = await row(
    ctx.db,
    sql`update memberships set ended = ${ctx.now().toISOString()}, how_ended = ${how}
        where community_id = ${communityId} and resident_id = ${residentId} and ended is null returning id`,
  )
  if (!ended) return false
  await succeed(ctx, communityId, residentId, 'moved-on')
  await followMembers(ctx, communityId)
  await settleManager(ctx, communityId)
  await publish(ctx, 'community.left', { community: communityId, resident: residentId })
  return true
}
