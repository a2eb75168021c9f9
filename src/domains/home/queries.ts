import { sql } from 'drizzle-orm'
import { after, week } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { conceptLabel } from '../ambitions/index.ts'
import { below } from '../areas/index.ts'
import { mayEnter } from '../communities/index.ts'
import { isVerified, type ViewerContext } from '../residents/index.ts'

export interface OpenInvitation {
  id: string
  slug: string
  community: string
  founder: string
  /** Through which ambition; empty when somebody they know asks. */
  ambition: string
}

/** Invitations that wait for the viewer's answer. */
export async function openInvitations(ctx: ViewerContext): Promise<OpenInvitation[]> {
  return rows<OpenInvitation>(
    ctx.db,
    sql`select i.id, c.slug, c.name as community, r.display_name as founder,
        ${conceptLabel(sql`i.why_concept_id`, ctx.language)} as ambition
      from invitations i join communities c on c.id = i.community_id left join residents r on r.id = i.invited_by
      where i.resident_id = ${ctx.viewer.id} and i.answer is null and i.ends > ${ctx.now().toISOString()}
        and c.state <> 'ended'
      order by i.invited desc limit 3`,
  )
}

export interface OwnWish {
  slug: string
  label: string
  dream: string
  since: Date
  /**
   * Neighbours in the viewer's buurt who chose this too and want to be found. Not told of a few to an applicant: anybody
   * can claim an address with a mail address alone.
   */
  neighbours: number | undefined
}

/** The viewer's ambitions with how many neighbours in the buurt want the same. */
export async function ownWishes(ctx: ViewerContext, limit = 6): Promise<OwnWish[]> {
  const found = await rows<OwnWish>(
    ctx.db,
    sql`select c.slug, ${conceptLabel(sql`w.concept_id`, ctx.language)} as label, w.dream, w.since,
        (select count(*)::int from (
          select 1 from wishes o where o.concept_id = w.concept_id and o.buurt_id = ${ctx.viewer.buurtId}
            and o.listed and o.ended is null and o.resident_id <> w.resident_id limit 1000) counted) as neighbours
      from wishes w join concepts c on c.id = w.concept_id
      where w.resident_id = ${ctx.viewer.id} and w.ended is null order by w.since desc limit ${limit}`,
  )
  return found.map((wish) => ({
    ...wish,
    neighbours: isVerified(ctx) || (wish.neighbours ?? 0) >= fewestCounted ? wish.neighbours : undefined,
    since: new Date(wish.since),
  }))
}

export interface CommunityLine {
  slug: string
  name: string
  purpose: string
  state: 'forming' | 'active' | 'resting' | 'ended'
  members: number
  mine: boolean
}

/** The viewer's own communities, and some that touch the viewer's street or buurt. */
export async function communitiesAround(ctx: ViewerContext): Promise<CommunityLine[]> {
  const lines = sql`c.slug, c.name, c.purpose, c.state, c.members`
  return rows<CommunityLine>(
    ctx.db,
    sql`(select ${lines}, true as mine from memberships m join communities c on c.id = m.community_id
          where m.resident_id = ${ctx.viewer.id} and m.ended is null and c.state <> 'ended'
          order by m.joined desc limit 8)
        union all
        (select ${lines}, false as mine from communities c
          where c.id in (
              select ca.community_id from areas a join community_areas ca on ca.area_id = a.id
              where a.parent_id = ${ctx.viewer.buurtId} or a.id = ${ctx.viewer.buurtId})
            and c.state in ('forming', 'active') and ${mayEnter(ctx)}
            and not exists (select 1 from memberships m where m.community_id = c.id
              and m.resident_id = ${ctx.viewer.id} and m.ended is null)
          order by c.founded desc limit 4)`,
  )
}

export interface FrontStory {
  slug: string
  name: string
  purpose: string
  story: string
  lesson: string
  result: 'realised' | 'tried'
  startedWith: number | null
  people: number | null
  weeks: number | null
}

/** The newest story that everybody may read, for the front page. */
export async function frontStory(ctx: Context): Promise<FrontStory | undefined> {
  return row<FrontStory>(
    ctx.db,
    sql`select c.slug, c.name, c.purpose, o.story, o.lesson, o.result, o.started_with as "startedWith", o.people, o.weeks
      from outcomes o join communities c on c.id = o.community_id
      where c.access = 'internet' and o.concept_id is null and o.story <> '' and o.result = 'realised' order by o.told desc limit 1`,
  )
}

export interface AreaLife {
  communities: CommunityLine[]
  wishes: { slug: string; label: string; people: number }[]
}

/** Fewer people with one wish than this are not counted in public. */
const fewestCounted = 5

/** What lives in an area: communities the viewer may see, and what many people there want. */
export async function lifeIn(
  ctx: Context,
  area: { id: number; kind: string; path: string },
): Promise<AreaLife> {
  const communities = await rows<CommunityLine>(
    ctx.db,
    sql`select c.slug, c.name, c.purpose, c.state, c.members, false as mine from communities c
      where c.id in (
          select ca.community_id from areas a join community_areas ca on ca.area_id = a.id
          where ${below(sql`a.path`, area.path)})
        and c.state in ('forming', 'active', 'resting') and ${mayEnter(ctx)}
      order by c.state = 'active' desc, c.members desc limit 8`,
  )
  const counted = ['buurt', 'wijk', 'gemeente'].includes(area.kind)
  const wishes = counted
    ? await rows<AreaLife['wishes'][number]>(
        ctx.db,
        sql`select c.slug, ${conceptLabel(sql`c.id`, ctx.language)} as label, counted.people from (
            select concept_id, count(*)::int as people from wishes
            where ${sql.identifier(`${area.kind}_id`)} = ${area.id} and listed and ended is null
            group by concept_id having count(*) >= ${fewestCounted} order by people desc, concept_id limit 10) counted
          join concepts c on c.id = counted.concept_id order by counted.people desc, c.slug`,
      )
    : []
  return { communities, wishes }
}

/** The end of the week that an agenda on the home page shows. */
export function weekFrom(now: Date): Date {
  return after(now, week)
}
