import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Invalid, NotFound } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import { publish } from '../../../platform/outbox.ts'
import { areBlocked, requireNotHelper, requireViewer } from '../../residents/index.ts'
import {
  belongs,
  changing,
  managerOf,
  noteChange,
  requireLiving,
  requireManager,
  requireMember,
  tellMembers,
} from '../community.ts'
import { isMajority, successor, type State, type Wished } from '../rules.ts'
import { setState } from './admit.ts'

/**
 * The manager passes the role on to another member, at once. Wishes for the old manager end with it: who gives the
 * role away is not given it back by them.
 */
export async function passOnManager(ctx: Context, communityId: string, toId: string): Promise<void> {
  const known = requireViewer(ctx)
  requireNotHelper(known, toId)
  await changing(known, communityId, async (ctx, community) => {
    requireManager(community)
    if (toId === ctx.viewer.id) throw new Invalid({ to: 'passSelf' })
    if (!isId(toId) || !(await belongs(ctx, communityId, toId))) throw new NotFound()
    await ctx.db.execute(
      sql`update manager_wishes set ended = ${ctx.now().toISOString()}
          where community_id = ${communityId} and candidate_id = ${ctx.viewer.id} and ended is null`,
    )
    await handOver(ctx, communityId, toId, 'passed-on')
  })
}

/**
 * A member says who should be manager; nobody takes an earlier wish back. As soon as more than half of the members
 * say the same, the role passes, in this same transaction.
 */
export async function wishManager(
  ctx: Context,
  communityId: string,
  candidateId: string | undefined,
): Promise<void> {
  const known = requireViewer(ctx)
  requireNotHelper(known, candidateId)
  await changing(known, communityId, async (ctx, community) => {
    requireMember(community)
    requireLiving(community)
    const now = ctx.now().toISOString()
    if (
      candidateId !== undefined &&
      (!isId(candidateId) ||
        !(await belongs(ctx, communityId, candidateId)) ||
        (await areBlocked(ctx, ctx.viewer.id, candidateId)))
    ) {
      throw new NotFound()
    }
    await ctx.db.execute(
      sql`update manager_wishes set ended = ${now}
          where community_id = ${communityId} and resident_id = ${ctx.viewer.id} and ended is null
            and candidate_id is distinct from ${candidateId ?? null}::uuid`,
    )
    if (candidateId === undefined) return
    await ctx.db.execute(
      sql`insert into manager_wishes (community_id, resident_id, candidate_id, since)
          values (${communityId}, ${ctx.viewer.id}, ${candidateId}, ${now})
          on conflict (community_id, resident_id) where ended is null do nothing`,
    )
    await settleManager(ctx, communityId)
  })
}

/** Passes the role on when more than half of the members wish the same manager. Needs the community's lock. */
export async function settleManager(ctx: Context, communityId: string): Promise<void> {
  const most = await row<{ candidateId: string; votes: number; members: number }>(
    ctx.db,
    sql`select w.candidate_id as "candidateId", count(*)::int as votes, c.members
        from manager_wishes w join communities c on c.id = w.community_id
        where w.community_id = ${communityId} and w.ended is null and c.state <> 'ended'
        group by w.candidate_id, c.members order by votes desc limit 1`,
  )
  if (!most || !isMajority(most.votes, most.members)) return
  if ((await managerOf(ctx, communityId)) === most.candidateId) return
  await handOver(ctx, communityId, most.candidateId, 'wished')
}

/**
 * A resident no longer belongs, or is a guest from now on. Where they managed, the role goes to their successor
 * (`rules.ts`), or the community rests and its members are told to choose. Needs the community's lock.
 */
export async function succeed(
  ctx: Context,
  communityId: string,
  residentId: string,
  why: 'moved-on' | 'left',
): Promise<void> {
  if ((await managerOf(ctx, communityId)) !== residentId) return
  await endTerm(ctx, communityId)
  const left = await row<{ state: State; choosers: number }>(
    ctx.db,
    sql`select c.state, (select count(*)::int from memberships m
          where m.community_id = c.id and m.ended is null and m.guest_since is null) as choosers
        from communities c where c.id = ${communityId}`,
  )
  if (!left || left.state === 'ended') return
  const next = successor(await wishedMembers(ctx, communityId))
  if (next) return handOver(ctx, communityId, next, why)
  if (left.state !== 'resting')
    await setState(ctx, communityId, 'resting', left.choosers > 0 ? 'keyless' : 'nobody-left')
  if (left.choosers > 0)
    await tellMembers(ctx, communityId, 'community.keyless', { at: ctx.now().toISOString() })
}

/** The members who may be manager and whom somebody wishes. */
async function wishedMembers(ctx: Context, communityId: string): Promise<Wished[]> {
  const found = await rows<{ id: string; wishes: number; joined: string }>(
    ctx.db,
    sql`select w.candidate_id as id, count(*)::int as wishes, m.joined from manager_wishes w
        join memberships m on m.community_id = w.community_id and m.resident_id = w.candidate_id and m.ended is null
          and m.guest_since is null
        join residents r on r.id = w.candidate_id and r.left_at is null
        where w.community_id = ${communityId} and w.ended is null group by w.candidate_id, m.joined`,
  )
  return found.map(({ joined, ...each }) => ({ ...each, joined: new Date(joined) }))
}

/** Gives the role to somebody else and tells everybody. Needs the community's lock. */
async function handOver(
  ctx: Context,
  communityId: string,
  toId: string,
  why: 'passed-on' | 'wished' | 'moved-on' | 'left',
): Promise<void> {
  await endTerm(ctx, communityId)
  await ctx.db.execute(
    sql`insert into manager_terms (community_id, resident_id, since)
        values (${communityId}, ${toId}, ${ctx.now().toISOString()})`,
  )
  await noteChange(ctx, communityId, { kind: 'manager', value: toId, why })
  await tellMembers(ctx, communityId, 'community.manager-changed', {
    manager: toId,
    at: ctx.now().toISOString(),
  })
  await publish(ctx, 'community.manager-changed', { community: communityId, manager: toId })
}

/** Ends the term of who is manager now. */
export async function endTerm(ctx: Context, communityId: string): Promise<void> {
  await ctx.db.execute(
    sql`update manager_terms set ended = ${ctx.now().toISOString()} where community_id = ${communityId} and ended is null`,
  )
}
