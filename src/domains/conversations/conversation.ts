import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { Conflict, NotAllowed, NotFound, SignInNeeded } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { areaHref, type Area } from '../areas/index.ts'
import { communityById, isOwn, type Community } from '../communities/index.ts'
import { isVerified, requireVerified, type ViewerContext } from '../residents/index.ts'
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
  /** Either a community … */
  community: Community | undefined
  /** … or an area, perhaps with an ambition. */
  area: Pick<Area, 'id' | 'kind' | 'code' | 'name'> | undefined
  ambitionId: number | null
  /** Whether the viewer belongs to it: names are shown, and there is a place to write. */
  own: boolean
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
              v.about_id as "aboutId", v.community_id as "communityId", v.area_id as "areaId", a.kind as "areaKind",
              a.code as "areaCode", a.name as "areaName", v.ambition_id as "ambitionId"
            from conversations v left join areas a on a.id = v.area_id where v.id = ${id}`,
      )
    : undefined
  if (!found) throw new NotFound()
  const community = found.communityId ? await communityById(ctx, found.communityId) : undefined
  if (community ? !mayRead(community) : !homeAreas(ctx).includes(found.areaId!)) throw new NotFound()
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
    area: found.areaId
      ? { id: found.areaId, kind: found.areaKind!, code: found.areaCode!, name: found.areaName! }
      : undefined,
    ambitionId: found.ambitionId,
    own: community ? isOwn(community) : true,
  }
}

/** The same for a page: who is not signed in is asked to do so first, whether it is there or not. */
export async function conversationForPage(ctx: Context, id: string): Promise<Conversation> {
  try {
    return await conversationById(ctx, id)
  } catch (error) {
    if (error instanceof NotFound && !ctx.viewer) throw new SignInNeeded()
    throw error
  }
}

/** Why nobody writes in it now, as the code of a sentence; undefined when members do. */
export function silentBecause({ community, closed }: Conversation): string | undefined {
  if (community?.state === 'ended') return 'communityEnded'
  if (community?.state === 'resting') return 'communityResting'
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

/** Whether the viewer looks after it: who started it, and the manager of its community. */
export function mayTend(ctx: Context, { community, startedBy, own }: Conversation): boolean {
  if (!isVerified(ctx) || !own || community?.state === 'ended') return false
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
