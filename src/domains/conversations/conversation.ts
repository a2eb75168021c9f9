import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, NotAllowed, NotFound, orSignIn, unlessNotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { areaHref, type Area } from '../areas/index.ts'
import {
  communityById,
  isMember,
  isOwn,
  type Access,
  type Community,
  type State,
} from '../communities/index.ts'
import { isVerified, requireVerified, type ViewerContext } from '../residents/index.ts'
import type { Names } from './queries/names.ts'
import type { AboutKind } from './rules.ts'

/** A conversation that the viewer may read. */
export interface Conversation {
  id: string
  title: string
  kind: 'talk' | 'question'
  started: Date
  startedBy: string | null
  /** The number of its newest reply; 1 when there is only the opening. */
  lastSeq: number
  lastAt: Date
  pinned: boolean
  closed: Date | undefined
  closedWhy: string
  answerId: string | null
  about: { kind: AboutKind; id: string } | undefined
  /**
   * Either a community: where it stands, or, when the viewer may not know of that one, the one through which they read along,
   * in which they are no more than a member …
   */
  community: Community | undefined
  /** Where it stands, whether the viewer may know of it or not. */
  communityId: string | null
  homeState: State | undefined
  /** People of other communities speak or spoke in it. */
  shared: boolean
  /** Another community was asked to join in, and did not answer yet. */
  asking: boolean
  /** The viewer's own community that it is shared with, for who does not belong to where it stands. */
  through: Community | undefined
  /** … or an area, perhaps with an ambition. */
  area: Pick<Area, 'id' | 'kind' | 'code' | 'name'> | undefined
  ambitionId: number | null
  /** Whether the viewer belongs to it: names are shown, and there is a place to write. */
  own: boolean
  /** Whose names the viewer knows. */
  names: Names
}

/** Areas whose conversations the viewer takes part in: those of their home. */
export function homeAreas({ viewer }: Context): number[] {
  if (!viewer || viewer.level === 'applicant') return []
  const { streetId, buurtId, wijkId, gemeenteId } = viewer
  return [streetId, buurtId, wijkId, gemeenteId].filter((id) => id !== null)
}

/**
 * Whether the viewer may read what is said in a community that they may enter: in a closed one its members, and not who was
 * only invited.
 */
export function mayRead(community: Community): boolean {
  return community.access !== 'besloten' || isOwn(community)
}

interface Found {
  id: string
  title: string
  kind: 'talk' | 'question'
  started: Date
  startedBy: string | null
  lastSeq: number
  lastAt: Date
  pinned: Date | null
  closed: Date | null
  closedWhy: string
  answerId: string | null
  aboutKind: AboutKind | null
  aboutId: string | null
  communityId: string | null
  homeState: State | null
  shared: boolean
  asking: boolean
  areaId: number | null
  areaKind: Area['kind'] | null
  areaCode: string | null
  areaName: string | null
  ambitionId: number | null
}

/** The conversation with this id. @throws NotFound, also when the viewer may not know that it exists. */
export async function conversationById(ctx: Context, id: string): Promise<Conversation> {
  const found = isId(id)
    ? await row<Found>(
        ctx.db,
        sql`select v.id, v.title, v.kind, v.started, v.started_by as "startedBy", v.last_seq as "lastSeq", v.last_at as "lastAt",
              v.pinned, v.closed, v.closed_why as "closedWhy", v.answer_id as "answerId", v.about_kind as "aboutKind",
              v.about_id as "aboutId", v.community_id as "communityId", v.shared,
              exists (select 1 from conversation_shares s where s.conversation_id = v.id and s.ended is null and s.accepted is null) as asking,
              (select home.state from communities home where home.id = v.community_id) as "homeState", v.area_id as "areaId", a.kind as "areaKind",
              a.code as "areaCode", a.name as "areaName", v.ambition_id as "ambitionId"
            from conversations v left join areas a on a.id = v.area_id where v.id = ${id}`,
      )
    : undefined
  if (!found) throw new NotFound()
  if (!found.communityId && !homeAreas(ctx).includes(found.areaId!)) throw new NotFound()
  const { community, through, names } = found.communityId
    ? await placeFor(ctx, id, found.communityId, found.shared)
    : { community: undefined, through: undefined, names: true }
  const own = community ? isOwn(community) || through !== undefined : true
  return {
    id: found.id,
    title: found.title,
    kind: found.kind,
    started: new Date(found.started),
    startedBy: found.startedBy,
    lastSeq: found.lastSeq,
    lastAt: new Date(found.lastAt),
    pinned: found.pinned !== null,
    closed: found.closed ? new Date(found.closed) : undefined,
    closedWhy: found.closedWhy,
    answerId: found.answerId,
    about: found.aboutKind && found.aboutId ? { kind: found.aboutKind, id: found.aboutId } : undefined,
    community,
    communityId: found.communityId,
    homeState: found.homeState ?? undefined,
    shared: found.shared,
    asking: found.asking,
    through,
    area: found.areaId
      ? { id: found.areaId, kind: found.areaKind!, code: found.areaCode!, name: found.areaName! }
      : undefined,
    ambitionId: found.ambitionId,
    own,
    names,
  }
}

/**
 * Where a conversation of a community stands for this viewer, and whose names they know there: in one that is shared only of who
 * belongs, or belonged, to a community of theirs that takes part. @throws NotFound for who may not read it.
 */
async function placeFor(
  ctx: Context,
  id: string,
  homeId: string,
  shared: boolean,
): Promise<Pick<Conversation, 'community' | 'through' | 'names'>> {
  const found = await communityById(ctx, homeId).catch(unlessNotFound)
  const home = found && mayRead(found) ? found : undefined
  const guests = shared && ctx.viewer ? await guestsWith(ctx, id) : []
  if (home && isOwn(home))
    return { community: home, through: undefined, names: shared ? [homeId, ...guests] : true }
  const [first] = guests
  if (first === undefined) {
    if (!home) throw new NotFound()
    return { community: home, through: undefined, names: false }
  }
  const through = await communityById(ctx, first)
  return { community: home ?? { ...through, role: 'member' }, through, names: guests }
}

/** Communities of the viewer that a conversation is shared with. */
async function guestsWith(ctx: Context, id: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`select c.id from conversation_shares s join communities c on c.id = s.community_id
        where s.conversation_id = ${id} and s.accepted is not null and s.ended is null and ${isMember(ctx.viewer?.id)}
        order by s.accepted, c.id limit 6`,
  )
  return found.map((one) => one.id)
}

/** The same for a page: who is not signed in is asked to do so first, whether it is there or not. */
export function conversationForPage(ctx: Context, id: string): Promise<Conversation> {
  return conversationById(ctx, id).catch(orSignIn(ctx))
}

/** Why nobody writes in it now, as the code of a sentence; undefined when members do. */
export function silentBecause({ homeState, through, closed }: Conversation): string | undefined {
  const states = [homeState, through?.state]
  if (states.includes('ended')) return 'communityEnded'
  if (states.includes('resting')) return 'communityResting'
  return closed && 'conversationClosed'
}

/**
 * Whether the viewer may write in it. @throws SignInNeeded, NotAllowed for who does not belong there, Conflict when nobody
 * writes in it now: it was closed, or its community rests or has ended.
 */
export function requireMayWrite(ctx: Context, conversation: Conversation): ViewerContext {
  const known = requireVerified(ctx)
  if (!conversation.own) throw new NotAllowed('membersOnly')
  const silent = silentBecause(conversation)
  if (silent) throw new Conflict(silent)
  return known
}

/** Who may read what is said: as the community where it stands, `together` where closed ones share it, or who lives there. */
export type Readers = Access | 'together' | 'area'

export function readersOf({ community, communityId, shared }: Conversation): Readers {
  if (!community) return 'area'
  // Whoever does not know of the community where it stands reads along with a closed one.
  const access = community.id === communityId ? community.access : 'besloten'
  return access === 'besloten' && shared ? 'together' : access
}

/** Whether it is shared now, or another community was asked. */
export async function isSharedNow(ctx: Context, id: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from conversation_shares where conversation_id = ${id} and ended is null limit 1`,
  )
  return found !== undefined
}

/** Whether the viewer looks after it: who started it, and the manager of its community. */
export function mayTend(
  ctx: Context,
  { community, startedBy, own, through, homeState }: Conversation,
): boolean {
  if (!isVerified(ctx) || !own || through || homeState === 'ended') return false
  return community?.role === 'manager' || startedBy === ctx.viewer?.id
}

/** @throws NotAllowed for who does not look after it. */
export function requireTender(ctx: Context, conversation: Conversation): ViewerContext {
  const known = requireVerified(ctx)
  if (!mayTend(known, conversation)) throw new NotAllowed('tenderOnly')
  return known
}

/** Waits for whoever is changing this conversation, and holds it until the transaction ends. */
export async function lockConversation(ctx: Context, id: string): Promise<void> {
  if (isId(id)) await ctx.db.execute(sql`select 1 from conversations where id = ${id} for no key update`)
}

/** Where it is read. */
export const hrefOf = (id: string) => `/gesprek/${id}`

/** Where the list is that it stands in. */
export function listHref({ community, area }: Conversation): string {
  return community ? `/leefomgeving/${community.slug}/gesprekken` : `${areaHref(area!)}/gesprekken`
}

/** Writes down what was done with a conversation. */
export async function noteAct(
  ctx: ViewerContext,
  conversationId: string,
  act: { kind: string; why?: string; fromId?: string; toId?: string; title?: string },
): Promise<void> {
  await ctx.db.execute(
    sql`insert into conversation_acts (conversation_id, kind, by_id, why, from_id, to_id, title, done)
        values (${conversationId}, ${act.kind}, ${ctx.viewer.id}, ${act.why ?? ''}, ${act.fromId ?? null}, ${act.toId ?? null},
          ${act.title ?? ''}, ${ctx.now().toISOString()})`,
  )
}
