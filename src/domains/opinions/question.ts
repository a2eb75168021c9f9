import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { Conflict, NotAllowed, NotFound, orSignIn } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { areaHref, type Area } from '../areas/index.ts'
import { communityById, isOwn, type Community } from '../communities/index.ts'
import { homeAreas, mayRead } from '../conversations/index.ts'
import { isVerified, requireVerified, type ViewerContext } from '../residents/index.ts'

/** A question that the viewer may know of. */
export interface Question {
  id: string
  title: string
  about: string
  screened: boolean
  opened: Date
  ends: Date
  /** When it closed, by hand or by itself. */
  closed: Date | undefined
  closedWhy: string
  /** Whether there was ever a map of groups. */
  mapped: boolean
  hostId: string | null
  /** Either a community … */
  community: Community | undefined
  /** … or an area. */
  area: Pick<Area, 'id' | 'kind' | 'code' | 'name'> | undefined
  /** Whether the viewer belongs to it and is known: who says what they think. */
  own: boolean
}

interface Found {
  id: string
  title: string
  about: string
  screened: boolean
  opened: Date
  ends: Date
  closed: Date | null
  closedWhy: string
  mapped: Date | null
  hostId: string | null
  communityId: string | null
  areaId: number | null
  areaKind: Area['kind'] | null
  areaCode: string | null
  areaName: string | null
}

/** The question with this id. @throws NotFound, also when the viewer may not know that it exists. */
export async function questionById(ctx: Context, id: string): Promise<Question> {
  const found = isId(id)
    ? await row<Found>(
        ctx.db,
        sql`select q.id, q.title, q.about, q.screened, q.opened, q.ends, q.closed, q.closed_why as "closedWhy", q.mapped,
              q.host_id as "hostId", q.community_id as "communityId", q.area_id as "areaId", a.kind as "areaKind",
              a.code as "areaCode", a.name as "areaName"
            from opinion_questions q left join areas a on a.id = q.area_id where q.id = ${id}`,
      )
    : undefined
  if (!found) throw new NotFound()
  const community = found.communityId ? await communityById(ctx, found.communityId) : undefined
  if (community ? !mayRead(community) : !homeAreas(ctx).includes(found.areaId!)) throw new NotFound()
  const ends = new Date(found.ends)
  const closed = found.closed ? new Date(found.closed) : ends <= ctx.now() ? ends : undefined
  const { communityId: _community, areaId, areaKind, areaCode, areaName, ...rest } = found
  return {
    ...rest,
    opened: new Date(found.opened),
    ends,
    closed,
    mapped: found.mapped !== null,
    community,
    area: areaId ? { id: areaId, kind: areaKind!, code: areaCode!, name: areaName! } : undefined,
    own: isVerified(ctx) && (community ? isOwn(community) : true),
  }
}

/** The same for a page: who is not signed in is asked to do so first, whether it is there or not. */
export function questionForPage(ctx: Context, id: string): Promise<Question> {
  return questionById(ctx, id).catch(orSignIn(ctx))
}

/** Why nobody answers it now, as the code of a sentence; undefined while people do. */
export function silentBecause({ community, closed }: Question): string | undefined {
  if (community?.state === 'ended') return 'communityEnded'
  if (community?.state === 'resting') return 'communityResting'
  return closed && 'questionClosed'
}

/**
 * Whose own opinion is asked: a verified resident in their own session, who belongs there. Nobody says for another what that
 * one thinks. @throws SignInNeeded, NotAllowed
 */
export function requireOwn(ctx: Context, { own }: Pick<Question, 'own'>): ViewerContext {
  const known = requireVerified(ctx)
  if (known.viewer.helper) throw new NotAllowed('helperMayNot')
  if (!own) throw new NotAllowed('membersOnly')
  return known
}

/** The same, while people answer. @throws Conflict too */
export function requireAnswering(ctx: Context, question: Question): ViewerContext {
  const known = requireOwn(ctx, question)
  const silent = silentBecause(question)
  if (silent) throw new Conflict(silent)
  return known
}

/** Whether the viewer looks after it: who asked it, and the manager of its community. Neither sees more than others do. */
export function mayHost({ viewer }: Context, { community, hostId, own }: Question): boolean {
  if (!viewer || !own || viewer.helper || community?.state === 'ended') return false
  return community?.role === 'manager' || hostId === viewer.id
}

/** @throws SignInNeeded, NotAllowed for who does not look after it, in their own session. */
export function requireHost(ctx: Context, question: Question): ViewerContext {
  const known = requireOwn(ctx, question)
  if (!mayHost(known, question)) throw new NotAllowed('hostOnly')
  return known
}

/** Waits for whoever is changing this question, and holds it until the transaction ends. */
export async function lockQuestion(ctx: Context, id: string): Promise<void> {
  if (isId(id)) await ctx.db.execute(sql`select 1 from opinion_questions where id = ${id} for no key update`)
}

/** Where it is read. */
export const hrefOf = (id: string) => `/vraag/${id}`

/** Where the list is that it stands in. */
export function listHref({ community, area }: Pick<Question, 'community' | 'area'>): string {
  return community ? `/leefomgeving/${community.slug}/meningen` : `${areaHref(area!)}/meningen`
}

/** Whether `opinion_questions q` can still be answered. */
export const isOpen = (ctx: Context): SQL =>
  sql`(q.closed is null and q.ends > ${ctx.now().toISOString()}::timestamptz)`
