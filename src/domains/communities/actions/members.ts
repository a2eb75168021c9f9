import { sql, type SQL } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { mailInLanguage } from '../../identity/index.ts'
import {
  requireNotHelper,
  requireVerified,
  requireViewer,
  tell,
  type ViewerContext,
} from '../../residents/index.ts'
import {
  belongs,
  changing,
  isOwn,
  managerOf,
  requireLiving,
  requireManager,
  tellAbout,
  tellManager,
  type Community,
} from '../community.ts'
import { words } from '../messages/index.ts'
import { notBlocked } from '../visible.ts'
import { admit, followMembers } from './admit.ts'
import { endTerm, settleManager } from './manager.ts'

const joins: Limit = { name: 'join-community', max: 30, window: day }
const knocks: Limit = { name: 'knock-community', max: 10, window: day }

/**
 * Joins an open community, or one that invited the viewer. Joining twice leaves one membership.
 * @throws Conflict (`askAgain`) for who was removed: then the manager is asked; NotAllowed (`helperNotSelf`) for a manager
 * who would fill their own community with somebody they help.
 */
export async function join(ctx: Context, communityId: string): Promise<void> {
  const known = requireVerified(ctx)
  await limit(ctx, joins, known.viewer.id)
  await changing(known, communityId, async (ctx, community) => {
    if (isOwn(community)) return
    requireLiving(community)
    await requireManagerIsNotHelper(ctx, communityId)
    if (community.role !== 'invited' && (await wasRemoved(ctx, communityId, ctx.viewer.id))) {
      throw new Conflict('askAgain')
    }
    const member = await admit(ctx, communityId, ctx.viewer.id)
    if (member) await tellManager(ctx, communityId, 'community.joined', { member })
  })
}

/** @throws NotAllowed (`helperNotSelf`) when the manager is the one who helps the viewer. */
export async function requireManagerIsNotHelper(ctx: ViewerContext, communityId: string): Promise<void> {
  if (ctx.viewer.helper) requireNotHelper(ctx, await managerOf(ctx, communityId))
}

/**
 * Asks the manager to be let in, with a few words; meant for closed communities, whose address one has from a member.
 * The answer is the same whether or not there is such a community. Asking twice keeps the newest words.
 */
export async function askToJoin(ctx: Context, slug: string, request: string): Promise<void> {
  const { viewer } = requireVerified(ctx)
  const asking = request.trim()
  if (asking.length > 500) throw new Invalid({ words: 'wordsLong' })
  await limit(ctx, knocks, viewer.id)
  await transact(ctx, (inner) => knock({ ...ctx, viewer, db: inner.db }, sql`c.slug = ${slug}`, asking))
}

/** Lays a request of the viewer with the manager of a living community, within the caller's transaction. */
export async function knock(ctx: ViewerContext, which: SQL, asking: string): Promise<void> {
  const asked = await row<{ id: string; communityId: string; slug: string }>(
    ctx.db,
    sql`insert into join_requests (id, community_id, resident_id, words, asked)
        select ${newId()}::uuid, c.id, ${ctx.viewer.id}::uuid, ${asking}, ${ctx.now().toISOString()}::timestamptz
        from communities c where ${which} and c.state <> 'ended' and not c.by_designation and not exists (
          select 1 from memberships m
          where m.community_id = c.id and m.resident_id = ${ctx.viewer.id} and m.ended is null)
          -- Whom the manager blocked reaches them no more; the answer is the same.
          and not exists (select 1 from manager_terms t
            where t.community_id = c.id and t.ended is null and not ${notBlocked(ctx.viewer.id, sql`t.resident_id`)})
        on conflict (community_id, resident_id) where answer is null do update set words = excluded.words
        returning id, community_id as "communityId",
          (select slug from communities where id = join_requests.community_id) as slug`,
  )
  if (!asked) return
  const manager = await tellManager(ctx, asked.communityId, 'community.join-asked', { request: asked.id })
  // Somebody waits at the door: it is asked of the manager in person, so it does not wait for the bundle.
  if (manager) {
    const link = `${ctx.services.config.origin}/leefomgeving/${asked.slug}/beheer`
    await mailInLanguage(ctx, manager, (language) => words[language].mail.knocked(link))
  }
  await publish(ctx, 'community.join-asked', { community: asked.communityId, request: asked.id })
}

/** Takes an open request back. Says nothing about whether there was one. */
export async function withdrawRequest(ctx: Context, slug: string): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await ctx.db.execute(
    sql`update join_requests q set answer = 'withdrawn', answered = ${ctx.now().toISOString()}
        from communities c where c.slug = ${slug} and q.community_id = c.id
          and q.resident_id = ${viewer.id} and q.answer is null`,
  )
}

export interface RequestAnswer {
  accepted: boolean
  reason?: string
}

/**
 * The manager lets somebody in, or not. A community that claims an area refuses no resident of it, except who was
 * removed with a reason. An answer is given once.
 */
export async function answerRequest(ctx: Context, requestId: string, answer: RequestAnswer): Promise<void> {
  const known = requireViewer(ctx)
  const reason = answer.reason?.trim() ?? ''
  if (reason.length > 500) throw new Invalid({ reason: 'reasonLong' })
  const asked = isId(requestId)
    ? await row<{ communityId: string; residentId: string }>(
        ctx.db,
        sql`select community_id as "communityId", resident_id as "residentId" from join_requests where id = ${requestId}`,
      )
    : undefined
  if (!asked) throw new NotFound()
  const { communityId, residentId } = asked
  await changing(known, communityId, async (ctx, community) => {
    requireManager(community)
    requireLiving(community)
    if (!answer.accepted && (await mustAdmit(ctx, community, residentId))) throw new NotAllowed('admitsArea')
    const answered = await row(
      ctx.db,
      sql`update join_requests q set answer = ${answer.accepted ? 'accepted' : 'declined'},
            answered = ${ctx.now().toISOString()}, answered_by = ${ctx.viewer.id}, reason = ${reason || null}
          where id = ${requestId} and answer is null returning id`,
    )
    if (!answered) throw new Conflict('alreadyAnswered')
    if (answer.accepted) await admit(ctx, communityId, residentId)
    const kind = answer.accepted ? 'community.let-in' : 'community.not-let-in'
    // Who stays outside a closed community does not learn what is behind the door where they knocked.
    if (answer.accepted || community.access !== 'besloten')
      await tellAbout(ctx, communityId, [residentId], kind, { request: requestId })
    else await tell(ctx, [residentId], kind, { request: requestId })
    await publish(ctx, 'community.request-answered', { request: requestId, accepted: answer.accepted })
  })
}

/** Whether a refusal is not the manager's to give: the community claims the area this resident lives in. */
async function mustAdmit(ctx: Context, community: Community, residentId: string): Promise<boolean> {
  if (!community.openToArea || (await wasRemoved(ctx, community.id, residentId))) return false
  const lives = await row(
    ctx.db,
    sql`select 1 from residents r
        join areas home on home.id = coalesce(r.street_id, r.buurt_id, r.wijk_id, r.gemeente_id)
        join community_areas ca on ca.community_id = ${community.id}
        join areas claimed on claimed.id = ca.area_id and home.path like claimed.path || '%'
        where r.id = ${residentId}`,
  )
  return lives !== undefined
}

/** Whether the last time somebody belonged here ended with the manager removing them. */
export async function wasRemoved(ctx: Context, communityId: string, residentId: string): Promise<boolean> {
  const last = await row<{ how: string }>(
    ctx.db,
    sql`select how_ended as how from memberships
        where community_id = ${communityId} and resident_id = ${residentId} and ended is not null
        order by ended desc limit 1`,
  )
  return last?.how === 'removed'
}

/**
 * Leaves. The manager first passes the role on, unless nobody else is left: then the community rests.
 * @throws Conflict (`managerStays`)
 */
export async function leave(ctx: Context, communityId: string): Promise<void> {
  const known = requireViewer(ctx)
  await changing(known, communityId, async (ctx, community) => {
    if (!isOwn(community)) return
    if (community.role === 'manager') {
      if (community.members > 1 && community.state !== 'ended') throw new Conflict('managerStays')
      await endTerm(ctx, communityId)
    }
    await ctx.db.execute(
      sql`update memberships set ended = ${ctx.now().toISOString()}, how_ended = 'left', ended_by = ${ctx.viewer.id}
          where community_id = ${communityId} and resident_id = ${ctx.viewer.id} and ended is null`,
    )
    await followMembers(ctx, communityId)
    await settleManager(ctx, communityId)
    await publish(ctx, 'community.left', { community: communityId, resident: ctx.viewer.id })
  })
}

/**
 * The manager removes somebody, with a reason that this person reads, together with how to appeal. Removing twice
 * removes once. Nobody removes themselves.
 */
export async function removeMember(
  ctx: Context,
  communityId: string,
  residentId: string,
  why: string,
): Promise<void> {
  const known = requireViewer(ctx)
  const reason = why.trim()
  await changing(known, communityId, async (ctx, community) => {
    requireManager(community)
    if (residentId === ctx.viewer.id) throw new Invalid({ reason: 'removeSelf' })
    if (!reason) throw new Invalid({ reason: 'reasonMissing' })
    if (reason.length > 1000) throw new Invalid({ reason: 'reasonLong' })
    if (!isId(residentId) || !(await belongs(ctx, communityId, residentId))) throw new NotFound()
    const ended = await row<{ id: string }>(
      ctx.db,
      sql`update memberships set ended = ${ctx.now().toISOString()}, how_ended = 'removed', reason = ${reason},
            ended_by = ${ctx.viewer.id}
          where community_id = ${communityId} and resident_id = ${residentId} and ended is null returning id`,
    )
    await followMembers(ctx, communityId)
    await settleManager(ctx, communityId)
    await tellAbout(ctx, communityId, [residentId], 'community.removed', { member: ended?.id ?? '' })
    await mailInLanguage(ctx, residentId, (language) => words[language].mail.removed(community.name, reason))
    await publish(ctx, 'community.member-removed', { community: communityId, resident: residentId })
  })
}
