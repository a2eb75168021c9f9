import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { oneLine } from '../../../platform/line.ts'
import { publish } from '../../../platform/outbox.ts'
import { requireViewer } from '../../residents/index.ts'
import {
  changing,
  noteChange,
  requireLiving,
  requireManager,
  requireMember,
  tellMembers,
} from '../community.ts'
import { slugFrom, stateAwake, type Access } from '../rules.ts'
import { setState } from './admit.ts'
import { checkAccess, checkWords, claimSlug } from './found.ts'

/** What the manager may change of a community. */
export interface CommunityWords {
  name: string
  purpose: string
  access: Access
  /** Who moves away may stay as a guest; left out, it stays as it was. */
  keepsGuests?: boolean
}

/**
 * The manager changes name, purpose or access; each change is written down. The address stays the same, except where
 * the community closes: whoever knew the old one then finds nothing there, and cannot guess the new one.
 */
export async function changeCommunity(
  ctx: Context,
  communityId: string,
  wanted: CommunityWords,
): Promise<void> {
  const known = requireViewer(ctx)
  checkWords(wanted)
  await changing(known, communityId, async (ctx, community) => {
    requireManager(community)
    requireLiving(community)
    checkAccess(wanted.access, community.openToArea, 1)
    const values = { name: oneLine(wanted.name), purpose: wanted.purpose.trim(), access: wanted.access }
    await ctx.db.execute(
      sql`update communities set name = ${values.name}, purpose = ${values.purpose}, access = ${values.access},
            keeps_guests = ${wanted.keepsGuests ?? community.keepsGuests}
          where id = ${communityId}`,
    )
    for (const kind of ['name', 'purpose', 'access'] as const) {
      if (values[kind] !== community[kind]) await noteChange(ctx, communityId, { kind, value: values[kind] })
    }
    if (values.access === 'besloten' && community.access !== 'besloten')
      await moveAway(ctx, communityId, values.name)
    if (values.access !== community.access) {
      await tellMembers(ctx, communityId, 'community.access-changed', { at: ctx.now().toISOString() })
    }
    await publish(ctx, 'community.changed', { community: communityId })
  })
}

/** Gives a community that closes another address. */
async function moveAway(ctx: Context, communityId: string, name: string): Promise<void> {
  await claimSlug(ctx, 'besloten', slugFrom(name), async (slug) => {
    const moved = await row(
      ctx.db,
      sql`update communities set slug = ${slug}
          where id = ${communityId} and not exists (select 1 from communities taken where taken.slug = ${slug})
          returning id`,
    )
    return moved !== undefined
  })
}

/** The manager lets the community rest: it stays, nothing is expected. Resting twice rests once. */
export async function rest(ctx: Context, communityId: string, why = ''): Promise<void> {
  const known = requireViewer(ctx)
  await changing(known, communityId, async (ctx, community) => {
    requireManager(community)
    requireLiving(community)
    if (community.state === 'resting') return
    await setState(ctx, communityId, 'resting', why.trim().slice(0, 500))
  })
}

/**
 * Anybody who belongs to it wakes a resting community; the change says who. What ended as a pop-up has no last day any
 * more. Waking one that is awake changes nothing.
 */
export async function wake(ctx: Context, communityId: string): Promise<void> {
  const known = requireViewer(ctx)
  await changing(known, communityId, async (ctx, community) => {
    requireMember(community)
    requireLiving(community)
    if (community.state !== 'resting') return
    await ctx.db.execute(
      sql`update communities set ends_on = null where id = ${communityId} and ends_on is not null`,
    )
    await setState(ctx, communityId, stateAwake(community.members))
  })
}

/**
 * The manager ends the community, as realised or tried. Who belonged to it can still read everything; nothing in it changes
 * any more. How it went is told in the same transaction (`outcomes`).
 * @returns false when it had ended before: then nothing changes.
 */
export async function endCommunity(
  ctx: Context,
  communityId: string,
  result: 'realised' | 'tried',
): Promise<boolean> {
  const known = requireViewer(ctx)
  return changing(known, communityId, async (ctx, community) => {
    requireManager(community)
    if (community.state === 'ended') return false
    const now = ctx.now().toISOString()
    await setState(ctx, communityId, 'ended', result)
    await ctx.db.execute(
      sql`update invitations set ends = ${now} where community_id = ${communityId} and answer is null and ends > ${now}`,
    )
    await tellMembers(ctx, communityId, 'community.ended', {})
    await publish(ctx, 'community.ended', { community: communityId, result, by: ctx.viewer.id })
    return true
  })
}
