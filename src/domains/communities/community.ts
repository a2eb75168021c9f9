import { sql, type SQL } from 'drizzle-orm'
import { transact, type Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, NotAllowed, NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { tell, type ViewerContext } from '../residents/index.ts'
import type { Access, State } from './rules.ts'
import { isInvited, isMember, mayEnter } from './visible.ts'

/** What the viewer is in a community. */
export type Role = 'visitor' | 'invited' | 'member' | 'manager'

/** A community that the viewer may enter, and what the viewer is there. */
export interface Community {
  id: string
  slug: string
  name: string
  purpose: string
  access: Access
  state: State
  openToArea: boolean
  /** Who moves away may stay as a guest. */
  keepsGuests: boolean
  /** Members follow the designations by themselves: nobody joins, knocks or is invited. */
  byDesignation: boolean
  /** A pop-up: after this day it rests by itself. `YYYY-MM-DD`, in the place's own calendar. */
  endsOn: string | null
  members: number
  founded: Date
  /** Changes with everything that its page shows. */
  version: string
  role: Role
}

/** Columns of a `Community` on `communities c`, for one viewer. */
export function communityColumns(ctx: Context) {
  const id = ctx.viewer?.id
  return sql`c.id, c.slug, c.name, c.purpose, c.access, c.state, c.open_to_area as "openToArea", c.keeps_guests as "keepsGuests",
    c.by_designation as "byDesignation", to_char(c.ends_on, 'YYYY-MM-DD') as "endsOn", c.members, c.founded,
    coalesce((select kept.version::text from community_versions kept where kept.community_id = c.id), '0') as version,
    case when exists (select 1 from manager_terms term
        where term.community_id = c.id and term.resident_id = ${id ?? null}::uuid and term.ended is null) then 'manager'
      when ${isMember(id)} then 'member'
      when ${isInvited(id, ctx.now())} then 'invited' else 'visitor' end as role`
}

/** Dates come as text from one driver and as dates from the other. */
export function withDates<Row extends { founded: Date }>(found: Row): Row {
  return { ...found, founded: new Date(found.founded) }
}

async function find<More>(
  ctx: Context,
  by: 'id' | 'slug',
  value: string,
  more?: SQL,
): Promise<Community & More> {
  const found = await row<Community & More>(
    ctx.db,
    sql`select ${communityColumns(ctx)} ${more ? sql`, ${more}` : sql``} from communities c
        where c.${sql.identifier(by)} = ${value} and ${mayEnter(ctx)}`,
  )
  if (!found) throw new NotFound()
  return withDates(found)
}

/** The community at this address. @throws NotFound, also when the viewer may not know that it exists. */
export async function communityBySlug(ctx: Context, slug: string): Promise<Community> {
  return find(ctx, 'slug', slug)
}

/** The same with more columns on `communities c`, for a page that is asked for often. @throws NotFound */
export async function communityBySlugWith<More>(
  ctx: Context,
  slug: string,
  more: SQL,
): Promise<Community & More> {
  return find<More>(ctx, 'slug', slug, more)
}

/** The community with this id. @throws NotFound, also when the viewer may not know that it exists. */
export async function communityById(ctx: Context, id: string): Promise<Community> {
  if (!isId(id)) throw new NotFound()
  return find(ctx, 'id', id)
}

/** @throws NotAllowed for who does not belong to it. */
export function requireMember(community: Community): void {
  if (!isOwn(community)) throw new NotAllowed('membersOnly')
}

/** @throws NotAllowed for everybody but its manager. */
export function requireManager(community: Community): void {
  if (community.role !== 'manager') throw new NotAllowed('managerOnly')
}

/** @throws Conflict when it has ended: then it is a memory, and nothing in it changes any more. */
export function requireLiving(community: Community): void {
  if (community.state === 'ended') throw new Conflict('communityEnded')
}

/** Whether something can be begun in it: it neither ended nor rests. */
export function isAwake({ state }: Pick<Community, 'state'>): boolean {
  return state === 'forming' || state === 'active'
}

/** @throws Conflict when nothing is begun in it: it ended, or rests. */
export function requireAwake(community: Community): void {
  requireLiving(community)
  if (community.state === 'resting') throw new Conflict('communityResting')
}

/** @throws Conflict where members follow the designations: nobody is asked in there. */
export function requireInviting(community: Community): void {
  if (community.byDesignation) throw new Conflict('byDesignation')
}

/** Whether the viewer belongs to it. */
export function isOwn(community: Community): boolean {
  return community.role === 'member' || community.role === 'manager'
}

/**
 * One change of one community, in a transaction. Its row is locked first, so that changes of one community come one
 * after another and each sees what the one before it did.
 */
export async function changing<T>(
  ctx: ViewerContext,
  communityId: string,
  work: (ctx: ViewerContext, community: Community) => Promise<T>,
): Promise<T> {
  if (!isId(communityId)) throw new NotFound()
  return transact(ctx, async (inner) => {
    const locked: ViewerContext = { ...ctx, db: inner.db }
    await lockCommunity(locked, communityId)
    return work(locked, await communityById(locked, communityId))
  })
}

/** Waits for whoever is changing this community, and holds it until the transaction ends. */
export async function lockCommunity(ctx: Context, communityId: string): Promise<void> {
  await ctx.db.execute(sql`select 1 from communities where id = ${communityId} for no key update`)
}

/** Writes down what changed, by whom and why. */
export async function noteChange(
  ctx: Context,
  communityId: string,
  change: {
    kind: 'state' | 'name' | 'purpose' | 'access' | 'manager' | 'last-day'
    value: string
    why?: string
  },
): Promise<void> {
  await ctx.db.execute(
    sql`insert into community_changes (community_id, kind, value, by_id, why, changed)
        values (${communityId}, ${change.kind}, ${change.value}, ${ctx.viewer?.id ?? null}, ${change.why ?? ''},
          ${ctx.now().toISOString()})`,
  )
}

/** Who is responsible now; nobody when all have left. */
export async function managerOf(ctx: Context, communityId: string): Promise<string | undefined> {
  const found = await row<{ id: string }>(
    ctx.db,
    sql`select resident_id as id from manager_terms where community_id = ${communityId} and ended is null`,
  )
  return found?.id
}

/** Whether this resident belongs to the community now. */
export async function belongs(ctx: Context, communityId: string, residentId: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from memberships where community_id = ${communityId} and resident_id = ${residentId} and ended is null`,
  )
  return found !== undefined
}

/** Whether this resident belongs to the community and lives where it lies: not a guest who moved away. */
export async function belongsFully(ctx: Context, communityId: string, residentId: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from memberships where community_id = ${communityId} and resident_id = ${residentId}
          and ended is null and guest_since is null`,
  )
  return found !== undefined
}

/**
 * Tells residents something about a community, with its name and address, because they may no longer look it up when
 * they read it. `about` names what happened, so that the same news is told once.
 * @returns who had not been told before.
 */
export async function tellAbout(
  ctx: Context,
  communityId: string,
  residentIds: readonly string[],
  kind: string,
  about: Record<string, string> = {},
): Promise<string[]> {
  const community = await row<{ slug: string; name: string }>(
    ctx.db,
    sql`select slug, name from communities where id = ${communityId}`,
  )
  return community ? tell(ctx, residentIds, kind, { community: communityId, ...community, ...about }) : []
}

/**
 * Tells the manager, unless the viewer is the manager.
 * @returns the manager when they had not been told before.
 */
export async function tellManager(
  ctx: Context,
  communityId: string,
  kind: string,
  about: Record<string, string>,
): Promise<string | undefined> {
  const managerId = await managerOf(ctx, communityId)
  if (!managerId || managerId === ctx.viewer?.id) return undefined
  return (await tellAbout(ctx, communityId, [managerId], kind, about))[0]
}

/** Members that one change may tell of; larger communities read it on their page. */
const mostTold = 300

/** Tells everybody who belongs to it, except the viewer. */
export async function tellMembers(
  ctx: Context,
  communityId: string,
  kind: string,
  about: Record<string, string>,
): Promise<void> {
  const members = await rows<{ id: string }>(
    ctx.db,
    sql`select resident_id as id from memberships where community_id = ${communityId} and ended is null
        order by joined, id limit ${mostTold}`,
  )
  const others = members.map(({ id }) => id).filter((id) => id !== ctx.viewer?.id)
  await tellAbout(ctx, communityId, others, kind, about)
}
