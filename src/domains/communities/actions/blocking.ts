import { sql } from 'drizzle-orm'
import { row } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import { block, hasBlocked, type ViewerContext } from '../../residents/index.ts'
import { requireManager, type Community } from '../community.ts'
import { memberProfile } from '../queries/members.ts'
import { declineInvitation } from './invitations.ts'

/**
 * Blocks a fellow member whom the viewer can see. Twice blocks once: who is blocked is not seen any more.
 * @throws NotAllowed for who is no member, NotFound for whom they do not see.
 */
export async function blockMember(
  ctx: ViewerContext,
  community: Community,
  residentId: string,
): Promise<void> {
  if (!(await hasBlocked(ctx, residentId))) await memberProfile(ctx, community, residentId)
  await block(ctx, residentId)
}

/** The manager blocks who asks to be let in. @throws NotAllowed, or NotFound when nobody asks this. */
export async function blockAsker(ctx: ViewerContext, community: Community, requestId: string): Promise<void> {
  requireManager(community)
  const asker = isId(requestId)
    ? await row<{ id: string }>(
        ctx.db,
        sql`select resident_id as id from join_requests where id = ${requestId} and community_id = ${community.id} and answer is null`,
      )
    : undefined
  if (!asker) throw new NotFound()
  await block(ctx, asker.id)
}

/** Blocks who invited the viewer, and declines. @throws NotFound when no invitation of somebody stands. */
export async function blockInviter(ctx: ViewerContext, community: Community): Promise<void> {
  const inviter = await row<{ id: string }>(
    ctx.db,
    sql`select invited_by as id from invitations where community_id = ${community.id} and resident_id = ${ctx.viewer.id}
          and answer is null and ends > ${ctx.now().toISOString()} and invited_by is not null`,
  )
  if (!inviter) throw new NotFound()
  await block(ctx, inviter.id)
  await declineInvitation(ctx, community.id)
}
