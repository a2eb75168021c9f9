import { sql, type SQL } from 'drizzle-orm'
import { arrayOf, escapeLike, row, rows } from '../../../platform/db/store.ts'
import { NotFound, unlessNotFound } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import { profileOf, type Profile, type ViewerContext } from '../../residents/index.ts'
import { belongs, requireManager, requireMember, type Community } from '../community.ts'
import { mayEnter, notBlocked } from '../visible.ts'
import { partOf, readCursor, type Part, type Range } from './lists.ts'

/** Where `residents r` lives as fellow members may know it: never of who is protected. */
const placeOf = sql`case when r.protected then null
  else (select home.name from areas home where home.id = coalesce(r.street_id, r.buurt_id)) end`

/** A member as other members see them in a list. */
export interface Member {
  id: string
  name: string
  /** Street or buurt; null in protected mode. */
  place: string | null
  joined: Date
  manager: boolean
  /** Moved away, and stayed as a guest. */
  guest: boolean
}

/** Which members are meant. */
interface Choosing {
  /** Letters that are in their name. */
  named?: string
  /** A condition on `residents r` in `communities c`. */
  only?: SQL
}

/**
 * The members with their names, who belongs longest first; only for members. Who blocked whom does not see each other,
 * except that the manager sees everybody they are responsible for.
 */
export async function membersOf(
  ctx: ViewerContext,
  community: Community,
  { after, limit = 50, named = '', only }: Range & Choosing = {},
): Promise<Part<Member>> {
  requireMember(community)
  const from = readCursor(after)
  const name = `%${escapeLike(named.trim().toLowerCase().slice(0, 60))}%`
  const found = await rows<Member & { membership: string }>(
    ctx.db,
    sql`select r.id, r.display_name as name, ${placeOf} as place, m.joined, m.id as membership, t.resident_id is not null as manager,
          m.guest_since is not null as guest
        from memberships m join residents r on r.id = m.resident_id and r.left_at is null
        join communities c on c.id = m.community_id
        left join manager_terms t on t.community_id = m.community_id and t.resident_id = r.id and t.ended is null
        where m.community_id = ${community.id} and m.ended is null
          and (${community.role === 'manager'} or ${notBlocked(ctx.viewer.id, sql`r.id`)})
          ${only ? sql`and ${only}` : sql``}
          ${named ? sql`and lower(r.display_name) like ${name}` : sql``}
          ${from ? sql`and (m.joined, m.id) > (${from.moment}::timestamptz, ${from.id}::uuid)` : sql``}
        order by m.joined, m.id limit ${limit + 1}`,
  )
  const dated = found.map((one) => ({ ...one, joined: new Date(one.joined) }))
  const { items, next } = partOf(dated, limit, ({ joined, membership }) => ({
    moment: joined,
    id: membership,
  }))
  return {
    items: items.map(({ id, name, place, joined, manager, guest }) => ({
      id,
      name,
      place,
      joined,
      manager,
      guest,
    })),
    next,
  }
}

/** Somebody one shares a community with, and which. */
export interface Fellow {
  id: string
  name: string
  from: string
}

/** Communities that are looked through, and fellow members of each. */
const lookedThrough = { communities: 30, members: 60, offered: 30 }

/**
 * Verified adults with whom the viewer shares a community, by name: with these letters in it, or of these ids. Nobody who is
 * blocked either way.
 */
export async function fellowsOf(
  ctx: ViewerContext,
  { named = '', ids }: { named?: string; ids?: readonly string[] } = {},
): Promise<Fellow[]> {
  const wanted = ids?.filter(isId)
  if (wanted?.length === 0) return []
  const letters = named.trim().toLowerCase().slice(0, 60)
  const name = `%${escapeLike(letters)}%`
  return rows<Fellow>(
    ctx.db,
    sql`with mine as materialized (
          select m.community_id from memberships m
          where m.resident_id = ${ctx.viewer.id} and m.ended is null
          order by m.joined limit ${lookedThrough.communities}
        )
        select f.id, f.name, min(c.name) as from from mine join communities c on c.id = mine.community_id
        cross join lateral (
          select r.id, r.display_name as name from memberships m
          join residents r on r.id = m.resident_id and r.left_at is null
          where m.community_id = mine.community_id and m.ended is null and r.id <> ${ctx.viewer.id}
            and r.adult and r.level <> 'applicant' and ${notBlocked(ctx.viewer.id, sql`r.id`)}
            ${wanted ? sql`and m.resident_id = any(${arrayOf(wanted, 'uuid')})` : sql``}
            ${letters ? sql`and lower(r.display_name) like ${name}` : sql``}
          order by m.resident_id limit ${lookedThrough.members}
        ) f
        group by f.id, f.name order by lower(f.name), f.id limit ${wanted?.length ?? lookedThrough.offered}`,
  )
}

/** Whether the viewer belongs to any community. */
export async function belongsAnywhere(ctx: ViewerContext): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from memberships where resident_id = ${ctx.viewer.id} and ended is null limit 1`,
  )
  return found !== undefined
}

/** Fellow members as a form offers them. */
export interface Offered {
  neighbours: Pick<Member, 'id' | 'name' | 'place'>[]
  /** Whether there are more than are offered. */
  more: boolean
}

/** A form with more names than this is no longer read. */
const mostOffered = 200

/** Fellow members to choose from: those who belong longest, and always the one that was chosen on another page. */
export async function membersToChoose(
  ctx: ViewerContext,
  community: Community,
  { chosen, only = sql`true` }: { chosen?: string | undefined; only?: SQL } = {},
): Promise<Offered> {
  const others = sql`r.id <> ${ctx.viewer.id} and ${only}`
  const { items, next } = await membersOf(ctx, community, { limit: mostOffered, only: others })
  const neighbours: Offered['neighbours'] = [...items]
  if (next && chosen && chosen !== ctx.viewer.id && !items.some(({ id }) => id === chosen)) {
    const one = await memberProfile(ctx, community, chosen).catch(unlessNotFound)
    if (one) neighbours.unshift({ id: one.id, name: one.displayName, place: one.place })
  }
  return { neighbours, more: next !== undefined }
}

/**
 * One member as other members see them. Of who blocked the manager, or is blocked by them, the manager sees the name:
 * nobody gets out of reach of their removal.
 * @throws NotFound for who is not a member, or is blocked.
 */
export async function memberProfile(
  ctx: ViewerContext,
  community: Community,
  residentId: string,
): Promise<Profile> {
  requireMember(community)
  if (!isId(residentId) || !(await belongs(ctx, community.id, residentId))) throw new NotFound()
  const profile =
    (await profileOf(ctx, residentId)) ??
    (community.role === 'manager' ? await onlyName(ctx, residentId) : undefined)
  if (!profile) throw new NotFound()
  return profile
}

async function onlyName(ctx: ViewerContext, residentId: string): Promise<Profile | undefined> {
  const found = await row<Pick<Profile, 'id' | 'displayName' | 'level' | 'joined'>>(
    ctx.db,
    sql`select id, display_name as "displayName", level, joined from residents
        where id = ${residentId} and left_at is null`,
  )
  return found && { ...found, joined: new Date(found.joined), about: '', offers: '', speaks: [], place: null }
}

/** Somebody who asks to be let in. */
export interface Waiting {
  id: string
  name: string
  words: string
  asked: Date
}

/** Open requests, oldest first; only for the manager. */
export async function requestsOf(ctx: ViewerContext, community: Community): Promise<Waiting[]> {
  requireManager(community)
  const found = await rows<Waiting>(
    ctx.db,
    sql`select q.id, r.display_name as name, q.words, q.asked
        from join_requests q join residents r on r.id = q.resident_id and r.left_at is null
        where q.community_id = ${community.id} and q.answer is null and ${notBlocked(ctx.viewer.id, sql`r.id`)}
        order by q.asked limit 50`,
  )
  return found.map((one) => ({ ...one, asked: new Date(one.asked) }))
}

/**
 * How many invitations stand, and who of one's own circle was asked; formation's are only counted. Its count stays the
 * same when a member asks one of them by name: a count that drops would tell whom formation had found.
 */
export interface Invited {
  byMail: number
  formed: number
  residents: { id: string; name: string }[]
}

/** Invitations that nobody answered yet; only for members. */
export async function invitedTo(ctx: ViewerContext, community: Community): Promise<Invited> {
  requireMember(community)
  const now = ctx.now().toISOString()
  const counted = await row<{ byMail: number; formed: number }>(
    ctx.db,
    sql`select count(*) filter (where not formed and resident_id is null)::int as "byMail",
          count(*) filter (where formed or why_concept_id is not null)::int as formed
        from invitations where community_id = ${community.id} and ends > ${now}
          and (answer is null or (not formed and why_concept_id is not null))`,
  )
  const residents = await rows<{ id: string; name: string }>(
    ctx.db,
    sql`select i.id, r.display_name as name from invitations i join residents r on r.id = i.resident_id
        where i.community_id = ${community.id} and i.answer is null and i.ends > ${now} and not i.formed
          and i.invited_by = ${ctx.viewer.id}
        order by i.invited desc limit 50`,
  )
  return { byMail: counted?.byMail ?? 0, formed: counted?.formed ?? 0, residents }
}

/**
 * People the viewer shares another community with and who are not asked yet: whom a member may invite. Whom formation
 * asked stays among them: nobody learns who that are.
 */
export async function invitable(ctx: ViewerContext, community: Community): Promise<Offered> {
  requireMember(community)
  const found = await rows<Offered['neighbours'][number]>(
    ctx.db,
    sql`with mates as (
          select distinct theirs.resident_id as id
          from memberships mine join memberships theirs on theirs.community_id = mine.community_id
          where mine.resident_id = ${ctx.viewer.id} and mine.ended is null and theirs.ended is null
            and theirs.resident_id <> ${ctx.viewer.id} limit 2000
        )
        select r.id, r.display_name as name, ${placeOf} as place from mates join residents r on r.id = mates.id and r.left_at is null
        where not exists (select 1 from memberships m
            where m.community_id = ${community.id} and m.resident_id = r.id and m.ended is null)
          and not exists (select 1 from invitations i where i.community_id = ${community.id} and i.resident_id = r.id
            and not i.formed and i.answer is null and i.ends > ${ctx.now().toISOString()})
          and ${notBlocked(ctx.viewer.id, sql`r.id`)}
        order by r.display_name, r.id limit ${mostOffered + 1}`,
  )
  return { neighbours: found.slice(0, mostOffered), more: found.length > mostOffered }
}

/** Whom members wish as manager: how many for whom, and the viewer's own wish. */
export async function managerWishes(
  ctx: ViewerContext,
  community: Community,
): Promise<{ id: string; name: string; wishes: number; mine: boolean }[]> {
  requireMember(community)
  return rows(
    ctx.db,
    sql`select r.id, r.display_name as name, count(*)::int as wishes, bool_or(w.resident_id = ${ctx.viewer.id}) as mine
        from manager_wishes w join residents r on r.id = w.candidate_id and r.left_at is null
        where w.community_id = ${community.id} and w.ended is null and ${notBlocked(ctx.viewer.id, sql`r.id`)}
        group by r.id, r.display_name order by wishes desc, r.display_name limit 10`,
  )
}

/** A removal; without the name of a community that the viewer may not enter any more. */
export interface Removal {
  name: string | null
  reason: string
  ended: Date
}

/** Where the viewer was removed in the past two months, with the reason that was given. */
export async function removalsOf(ctx: ViewerContext): Promise<Removal[]> {
  const found = await rows<Removal>(
    ctx.db,
    sql`select case when ${mayEnter(ctx)} then c.name end as name, m.reason, m.ended from memberships m join communities c on c.id = m.community_id
        where m.resident_id = ${ctx.viewer.id} and m.how_ended = 'removed'
          and m.ended > ${ctx.now().toISOString()}::timestamptz - interval '60 days'
        order by m.ended desc limit 10`,
  )
  return found.map((one) => ({ ...one, ended: new Date(one.ended) }))
}
