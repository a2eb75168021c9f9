import { sql } from 'drizzle-orm'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { conceptsByIds } from '../../ambitions/index.ts'
import { mayEnter, partOf, readCursor, touchesArea, type Within } from '../../communities/index.ts'
import type { Context } from '../../../platform/context.ts'
import { isVerified } from '../../residents/index.ts'

/** The fabric of an area, as far as the viewer may see it: communities crossed by what they wish. */
export interface Weave {
  /** Oldest first: the threads that lay there before. */
  communities: { id: string; slug: string; name: string; members: number }[]
  /** What most of these communities wish comes first. */
  ambitions: { id: number; slug: string; label: string }[]
  /** Which community (by place in its list) has which ambition (by place in that list). */
  knots: { community: number; ambition: number }[]
  /** Communities that are connected, by their places; the lower one first. */
  links: Pair[]
  /** Communities that share at least `leastShared` people; only for verified residents. */
  people: Pair[]
  /** Asks for the communities that follow. */
  next: string | undefined
}

export interface Pair {
  from: number
  to: number
}

/** Threads on one page: what still can be read on a phone. */
export const mostCommunities = 12
const mostAmbitions = 12
/** Fewer people than this would say who they are. */
export const leastShared = 3

/** The fabric of an area; `after` is what an earlier part gave as `next`. Takes five queries, whatever the area. */
export async function weaveOf(ctx: Context, area: Within, after?: string): Promise<Weave> {
  const from = readCursor(after)
  const found = await rows<Weave['communities'][number] & { founded: Date }>(
    ctx.db,
    sql`select c.id, c.slug, c.name, c.members, c.founded from communities c
        where ${touchesArea(area)} and c.state <> 'ended' and ${mayEnter(ctx)}
          ${from ? sql`and (c.founded, c.id) > (${from.moment}::timestamptz, ${from.id}::uuid)` : sql``}
        order by c.founded, c.id limit ${mostCommunities + 1}`,
  )
  const { items: communities, next } = partOf(found, mostCommunities, ({ founded, id }) => ({
    moment: new Date(founded),
    id,
  }))
  const ids = communities.map(({ id }) => id)
  const place = new Map(ids.map((id, i) => [id, i]))
  const { ambitions, knots } = await wishesOf(ctx, ids, place)
  return {
    communities: communities.map(({ id, slug, name, members }) => ({ id, slug, name, members })),
    ambitions,
    knots,
    links: await linksAmong(ctx, ids, place),
    people: isVerified(ctx) ? await peopleAmong(ctx, ids, place) : [],
    next,
  }
}

type Places = ReadonlyMap<string, number>

async function wishesOf(
  ctx: Context,
  ids: string[],
  place: Places,
): Promise<Pick<Weave, 'ambitions' | 'knots'>> {
  const held = await rows<{ community: string; concept: number }>(
    ctx.db,
    sql`select community_id as community, concept_id as concept from community_ambitions
        where community_id = any(${arrayOf(ids, 'uuid')}) order by community_id, concept_id`,
  )
  const counted = Map.groupBy(held, ({ concept }) => concept)
  const chosen = [...counted]
    .toSorted(([a, by], [b, others]) => others.length - by.length || a - b)
    .slice(0, mostAmbitions)
    .map(([concept]) => concept)
  const concepts = await conceptsByIds(ctx, chosen)
  const ambitions = chosen.flatMap((id) => {
    const concept = concepts.get(id)
    return concept ? [{ id, slug: concept.slug, label: concept.label }] : []
  })
  const column = new Map(ambitions.map(({ id }, i) => [id, i]))
  const knots = held.flatMap(({ community, concept }) => {
    const ambition = column.get(concept)
    return ambition === undefined ? [] : [{ community: place.get(community)!, ambition }]
  })
  return { ambitions, knots }
}

async function linksAmong(ctx: Context, ids: string[], place: Places): Promise<Pair[]> {
  const among = arrayOf(ids, 'uuid')
  const found = await rows<{ from: string; to: string }>(
    ctx.db,
    sql`select from_id as "from", to_id as "to" from community_links
        where from_id = any(${among}) and to_id = any(${among}) and accepted is not null and ended is null
        order by accepted`,
  )
  return pairs(found, place)
}

async function peopleAmong(ctx: Context, ids: string[], place: Places): Promise<Pair[]> {
  const among = arrayOf(ids, 'uuid')
  const found = await rows<{ from: string; to: string }>(
    ctx.db,
    sql`select one.community_id as "from", other.community_id as "to"
        from memberships one join memberships other on other.resident_id = one.resident_id and other.ended is null
          and other.community_id > one.community_id and other.community_id = any(${among})
        where one.community_id = any(${among}) and one.ended is null
        group by 1, 2 having count(*) >= ${leastShared} order by 1, 2`,
  )
  return pairs(found, place)
}

/** Each pair once, the one that is drawn higher first. */
function pairs(found: { from: string; to: string }[], place: Places): Pair[] {
  const all = found.map(({ from, to }) => {
    const [a, b] = [place.get(from)!, place.get(to)!]
    return { from: Math.min(a, b), to: Math.max(a, b) }
  })
  const seen = new Set<string>()
  return all
    .filter(({ from, to }) => !seen.has(`${from} ${to}`) && seen.add(`${from} ${to}`))
    .toSorted((a, b) => a.from - b.from || a.to - b.to)
}
