import { sql } from 'drizzle-orm'
import { after, day, week } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { hashToken, newToken } from '../../../platform/crypto.ts'
import { row } from '../../../platform/db/store.ts'
import { Invalid, NotFound, Refusal } from '../../../platform/errors.ts'
import type { Language } from '../../../platform/i18n.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { shortMoment } from '../../../platform/moments.ts'
import { conceptsByIds } from '../../ambitions/index.ts'
import { mailAddress, mailInLanguage } from '../../identity/index.ts'
import {
  areBlocked,
  isVerified,
  requireNotHelper,
  requireVerified,
  requireViewer,
  type ViewerContext,
} from '../../residents/index.ts'
import {
  belongs,
  changing,
  communityById,
  lockCommunity,
  requireInviting,
  requireLiving,
  requireManager,
  requireMember,
  tellAbout,
  tellManager,
} from '../community.ts'
import { words } from '../messages/index.ts'
import { readMailLines } from '../rules.ts'
import { admit } from './admit.ts'
import { knock, requireManagerIsNotHelper, wasRemoved } from './members.ts'

const invitations: Limit = { name: 'invite-resident', max: 40, window: day }
const mailings: Limit = { name: 'invite-mail', max: 4, window: day }

/** How long an invitation stands; longer once somebody took it who first proves their address. */
const invitationLasts = 3 * week
const claimLasts = 60 * day

/** Lines of mail addresses taken at once. */
const mostMails = 50

/** The invitation is unknown, answered, or too old. */
const quietAfterNo = 4 * week

export class InvitationOver extends Refusal {
  constructor() {
    super(410, 'invitationOver')
  }
}

export interface Invitation {
  communityId: string
  residentId: string
  /** Found by formation, which asks strangers, each at most once a week. */
  formed?: boolean
  /** The ambition through which they were found. */
  conceptId?: number | undefined
  /** When and where people first meet, which formation promises to tell. */
  meeting?: { starts: Date; place: string | undefined } | undefined
}

/**
 * Invites a resident. A member invites who they share a community with; formation (`formed`, within its transaction)
 * whom it found. Inviting somebody again while an invitation stands changes nothing, except that a member's takes the
 * place of formation's: whom formation asked is told to nobody. Who was removed comes back only through the manager.
 * @returns false when nothing was sent: already a member, already invited, blocked, removed, declined in the past four
 * weeks, or (formed) asked this week.
 */
export async function invite(ctx: Context, invitation: Invitation): Promise<boolean> {
  const known = requireVerified(ctx)
  const { communityId, residentId, formed = false } = invitation
  requireNotHelper(known, residentId)
  if (!isId(residentId)) throw new NotFound()
  if (!formed) await limit(ctx, invitations, known.viewer.id)
  return changing(known, communityId, async (ctx, community) => {
    requireMember(community)
    requireLiving(community)
    requireInviting(community)
    if (!formed && !(await sharesCommunity(ctx, residentId))) throw new NotFound()
    if (formed && !(await mayBeFormed(ctx, residentId))) return false
    if (await areBlocked(ctx, ctx.viewer.id, residentId)) return false
    if (await belongs(ctx, communityId, residentId)) return false
    const byManager = community.role === 'manager' && !formed
    if (!byManager && (await wasRemoved(ctx, communityId, residentId))) return false
    if (await declinedLately(ctx, communityId, residentId)) return false
    const sent = await row<{ id: string }>(
      ctx.db,
      sql`insert into invitations (id, community_id, resident_id, formed, why_concept_id, invited_by, invited, ends)
          select ${newId()}::uuid, ${communityId}::uuid, r.id, ${formed}, ${invitation.conceptId ?? null}::integer,
            ${ctx.viewer.id}::uuid, ${ctx.now().toISOString()}::timestamptz,
            ${after(ctx.now(), invitationLasts).toISOString()}::timestamptz
          from residents r where r.id = ${residentId} and r.left_at is null
          on conflict (community_id, resident_id) where answer is null do update
            set formed = excluded.formed, invited_by = excluded.invited_by, invited = excluded.invited,
              ends = excluded.ends, why_concept_id = case when invitations.ends <= excluded.invited
                then excluded.why_concept_id else invitations.why_concept_id end
            where invitations.ends <= excluded.invited or (invitations.formed and not excluded.formed)
          returning id`,
    )
    if (!sent) return false
    await tellAbout(ctx, communityId, [residentId], 'community.invited', { invitation: sent.id })
    const link = `${ctx.services.config.origin}/leefomgeving/${community.slug}`
    await mailInLanguage(ctx, residentId, async (language) =>
      words[language].mail.invitedResident(
        ctx.viewer.displayName,
        community.name,
        link,
        formed ? await aboutFormed(ctx, invitation, language) : [],
      ),
    )
    await publish(ctx, 'community.invited', { community: communityId, invitation: sent.id })
    return true
  })
}

/** A no is a no for a while: nobody is mailed again and again. */
async function declinedLately(ctx: ViewerContext, communityId: string, residentId: string): Promise<boolean> {
  const declined = await row(
    ctx.db,
    sql`select 1 from invitations where community_id = ${communityId} and resident_id = ${residentId}
          and answer = 'declined' and answered > ${after(ctx.now(), -quietAfterNo).toISOString()} limit 1`,
  )
  return declined !== undefined
}

/** What who is found is promised to see: the wish that both have, and when and where people first meet. */
async function aboutFormed(
  ctx: ViewerContext,
  { conceptId, meeting }: Invitation,
  language: Language,
): Promise<string[]> {
  const t = words[language].mail
  const concepts = conceptId === undefined ? undefined : await conceptsByIds(ctx, [conceptId], language)
  const concept = conceptId === undefined ? undefined : concepts?.get(conceptId)
  return [
    ...(concept && !concept.sensitive ? [t.wish(concept.label)] : []),
    ...(meeting?.place ? [t.meeting(shortMoment(language, meeting.starts), meeting.place)] : []),
  ]
}

/** Whether formation may ask this neighbour now: not asked in the past week, and by nobody else at this moment. */
async function mayBeFormed(ctx: ViewerContext, residentId: string): Promise<boolean> {
  const mine = await row<{ mine: boolean }>(
    ctx.db,
    // Waiting could lock two formations that ask each other's neighbours; who comes second simply does not ask.
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`formed:${residentId}`}, 0)) as mine`,
  )
  if (!mine?.mine) return false
  const asked = await row(
    ctx.db,
    sql`select 1 from invitations where resident_id = ${residentId} and formed
          and invited > ${after(ctx.now(), -week).toISOString()}`,
  )
  return asked === undefined
}

async function sharesCommunity(ctx: ViewerContext, residentId: string): Promise<boolean> {
  const shared = await row(
    ctx.db,
    sql`select 1 from memberships mine join memberships theirs on theirs.community_id = mine.community_id
        where mine.resident_id = ${ctx.viewer.id} and mine.ended is null
          and theirs.resident_id = ${residentId} and theirs.ended is null limit 1`,
  )
  return shared !== undefined
}

/** What became of a pasted list. The addresses themselves are not kept. */
export interface Mailed {
  sent: number
  /** Lines that hold no mail address, as they were typed. */
  wrong: string[]
}

/**
 * The manager brings in a group that exists already: everybody on the pasted list gets a mail with a link of their
 * own, and joins as a resident. Lines that are wrong come back; the others are sent.
 */
export async function inviteByMail(ctx: Context, communityId: string, list: string): Promise<Mailed> {
  const known = requireVerified(ctx)
  const lines = readMailLines(list)
  const mails = lines.flatMap(({ mail }) => (mail ? [mail] : []))
  const wrong = lines.filter(({ mail }) => !mail).map(({ line }) => line)
  if (lines.length > mostMails) throw new Invalid({ list: 'listLong' })
  if (lines.length === 0) throw new Invalid({ list: 'listMissing' })
  const asked = await communityById(known, communityId)
  requireManager(asked)
  requireInviting(asked)
  if (mails.length === 0) return { sent: 0, wrong }
  await limit(ctx, mailings, known.viewer.id)
  await changing(known, communityId, async (ctx, community) => {
    requireManager(community)
    requireLiving(community)
    const t = words[ctx.language].mail
    for (const mail of mails) {
      const token = newToken()
      await ctx.db.execute(
        sql`insert into invitations (id, community_id, token_hash, invited_by, invited, ends)
            values (${newId()}, ${communityId}, ${hashToken(token)}, ${ctx.viewer.id}, ${ctx.now().toISOString()},
              ${after(ctx.now(), invitationLasts).toISOString()})`,
      )
      const link = `${ctx.services.config.origin}/uitnodiging/${token}`
      await mailAddress(ctx, mail, t.invited(ctx.viewer.displayName, community.name, link))
    }
    await publish(ctx, 'community.invited-by-mail', { community: communityId, count: mails.length })
  })
  return { sent: mails.length, wrong }
}

/** What came of saying yes: inside at once, as soon as the address is proven, or when the manager lets them in. */
export type Acceptance = 'joined' | 'waiting' | 'asked'

/**
 * Accepts the open invitation of the viewer to a community. Accepting twice leaves one membership.
 * @throws InvitationOver
 */
export async function acceptInvitation(ctx: Context, communityId: string): Promise<void> {
  const known = requireVerified(ctx)
  await changing(known, communityId, async (ctx, community) => {
    if (community.role === 'member' || community.role === 'manager') return
    if (community.role !== 'invited') throw new InvitationOver()
    requireLiving(community)
    await requireManagerIsNotHelper(ctx, communityId)
    const member = await admit(ctx, communityId, ctx.viewer.id)
    if (member) await tellManager(ctx, communityId, 'community.joined', { member })
  })
}

/** Declines the open invitation of the viewer; whoever sent it is not told. Twice declines once. */
export async function declineInvitation(ctx: Context, communityId: string): Promise<void> {
  const { viewer } = requireViewer(ctx)
  if (!isId(communityId)) throw new NotFound()
  await ctx.db.execute(
    sql`update invitations set answer = 'declined', answered = ${ctx.now().toISOString()}
        where community_id = ${communityId} and resident_id = ${viewer.id} and answer is null`,
  )
}

/**
 * Accepts an invitation that was mailed. From then on it belongs to the viewer and the link is used up. Somebody whose
 * address is not proven yet keeps it until it is. For who was removed it is no way back in: then it asks the manager.
 * @throws InvitationOver
 */
export async function acceptByToken(
  ctx: Context,
  token: string,
): Promise<{ slug: string; acceptance: Acceptance }> {
  const known = requireViewer(ctx)
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    const open = await row<{ id: string; communityId: string }>(
      ctx.db,
      sql`select id, community_id as "communityId" from invitations where token_hash = ${hashToken(token)}
            and answer is null and ends > ${ctx.now().toISOString()}`,
    )
    if (!open) throw new InvitationOver()
    const { id, communityId } = open
    await lockCommunity(ctx, communityId)
    const now = ctx.now().toISOString()
    const removed = await wasRemoved(ctx, communityId, ctx.viewer.id)
    if (removed) {
      requireVerified(ctx)
      const used = await row(
        ctx.db,
        sql`update invitations set answer = 'accepted', answered = ${now}, token_hash = null
            where id = ${id} and answer is null returning id`,
      )
      if (!used) throw new InvitationOver()
      await knock(ctx, sql`c.id = ${communityId}`, '')
      return { slug: '', acceptance: 'asked' }
    }
    // An older invitation to the same community makes way for this one.
    await ctx.db.execute(
      sql`update invitations set answer = 'accepted', answered = ${now}
          where community_id = ${communityId} and resident_id = ${ctx.viewer.id} and answer is null`,
    )
    const claimed = await row(
      ctx.db,
      sql`update invitations set resident_id = ${ctx.viewer.id}, token_hash = null,
            ends = ${after(ctx.now(), claimLasts).toISOString()}
          where id = ${id} and answer is null and token_hash is not null returning id`,
    )
    if (!claimed) throw new InvitationOver()
    const community = await communityById(ctx, communityId)
    requireLiving(community)
    if (!isVerified(ctx)) return { slug: community.slug, acceptance: 'waiting' }
    const member = await admit(ctx, communityId, ctx.viewer.id)
    if (member) await tellManager(ctx, communityId, 'community.joined', { member })
    return { slug: community.slug, acceptance: 'joined' }
  })
}

/** Declines an invitation that was mailed; no account is needed for it. */
export async function declineByToken(ctx: Context, token: string): Promise<void> {
  const declined = await row(
    ctx.db,
    sql`update invitations set answer = 'declined', answered = ${ctx.now().toISOString()}
        where token_hash = ${hashToken(token)} and answer is null returning id`,
  )
  if (!declined) throw new InvitationOver()
}
