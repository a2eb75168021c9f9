import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { publish } from '../../../platform/outbox.ts'
import { lockCommunity, noteChange } from '../community.ts'
import { stateWith, type State } from '../rules.ts'

/**
 * Makes somebody a member: the one way in, after whatever decided that they may. Twice makes one membership. Answers
 * their open request and invitation with it, makes a forming community active with its third member, and gives the
 * manager's role to the first one where nobody has it. Where members follow the designations that is the only way in.
 * @returns the id of the new membership, or nothing when they already belonged to it.
 */
export async function admit(
  ctx: Context,
  communityId: string,
  residentId: string,
  joined: Date = ctx.now(),
  way: 'open' | 'designated' = 'open',
): Promise<string | undefined> {
  return transact(ctx, async (ctx) => {
    await lockCommunity(ctx, communityId)
    if (way === 'open') await requireOpenWay(ctx, communityId)
    const now = ctx.now().toISOString()
    const membership = await row<{ id: string }>(
      ctx.db,
      sql`insert into memberships (id, community_id, resident_id, joined)
          values (${newId()}, ${communityId}, ${residentId}, ${joined.toISOString()})
          on conflict (community_id, resident_id) where ended is null do nothing returning id`,
    )
    await ctx.db.execute(
      sql`update invitations set answer = 'accepted', answered = ${now}
          where community_id = ${communityId} and resident_id = ${residentId} and answer is null`,
    )
    await ctx.db.execute(
      sql`update join_requests set answer = 'accepted', answered = ${now}, answered_by = ${ctx.viewer?.id ?? null}
          where community_id = ${communityId} and resident_id = ${residentId} and answer is null`,
    )
    if (!membership) return undefined
    const manages = await row(
      ctx.db,
      sql`insert into manager_terms (community_id, resident_id, since) values (${communityId}, ${residentId}, ${now})
          on conflict (community_id) where ended is null do nothing returning resident_id`,
    )
    if (manages) await noteChange(ctx, communityId, { kind: 'manager', value: residentId })
    await followMembers(ctx, communityId)
    await publish(ctx, 'community.joined', { community: communityId, resident: residentId })
    return membership.id
  })
}

/** @throws Conflict where members follow the designations. */
async function requireOpenWay(ctx: Context, communityId: string): Promise<void> {
  const follows = await row(
    ctx.db,
    sql`select 1 from communities where id = ${communityId} and by_designation`,
  )
  if (follows) throw new Conflict('byDesignation')
}

/** Lets the state follow the number of members (`rules.ts`), with a row that says so. */
export async function followMembers(ctx: Context, communityId: string): Promise<void> {
  const now = await row<{ state: State; members: number }>(
    ctx.db,
    sql`select state, members from communities where id = ${communityId}`,
  )
  const state = now && stateWith(now.state, now.members)
  if (!state || state === now.state) return
  await setState(ctx, communityId, state)
}

/** Puts a community in another state, with a row that says when, who and why. */
export async function setState(ctx: Context, communityId: string, state: State, why = ''): Promise<void> {
  await ctx.db.execute(sql`update communities set state = ${state} where id = ${communityId}`)
  await noteChange(ctx, communityId, { kind: 'state', value: state, why })
  await publish(ctx, 'community.state-changed', { community: communityId, state })
}
