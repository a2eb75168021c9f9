import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { mayReadStory } from '../visible.ts'
import { leftWith, storyHref } from './stories.ts'

/** A concept that is looked for, and how close it is to what is wanted. */
export interface Wanted {
  id: number
  rank: 0 | 1 | 2
}

/** Somebody, anywhere, who realised or tried it before. */
export interface Precedent {
  id: string
  /** Where to read of it. */
  href: string
  /** Absent where a resident tells it. */
  name: string | null
  result: 'realised' | 'tried'
  lesson: string
  weeks: number | null
  placeName: string | null
  sameGemeente: boolean
  rank: 0 | 1 | 2
  conceptId: number
  /** What they left to read, three at most. */
  left: { id: string; title: string }[]
}

/** Who did it before: closest concept, then realised before tried, then nearest. */
export async function findPrecedents(ctx: Context, family: readonly Wanted[]): Promise<Precedent[]> {
  const gemeenteId = ctx.viewer?.gemeenteId ?? null
  const found = await rows<
    Omit<Precedent, 'href' | 'left'> & { slug: string | null; own: number | null; hasStory: boolean }
  >(
    ctx.db,
    sql`with family (concept_id, rank) as (select * from unnest(${arrayOf(
      family.map(({ id }) => id),
      'int',
    )}, ${arrayOf(
      family.map(({ rank }) => rank),
      'int',
    )})),
      here as (select lat, lon from areas where id = ${gemeenteId}),
      told as (
        select o.id, f.rank, f.concept_id from family f join community_ambitions ca on ca.concept_id = f.concept_id
          join outcomes o on o.community_id = ca.community_id and o.concept_id is null
        union all
        select o.id, f.rank, f.concept_id from family f join outcomes o on o.concept_id = f.concept_id
          where o.community_id is not null or o.access <> 'besloten'),
      known as (
        select distinct on (o.id) o.*, t.rank, t.concept_id as through, c.slug, c.name, a.name as place_name,
          coalesce(a.path like g.path || '%', false) as same_gemeente,
          abs(coalesce(a.lat, 90) - here.lat) + abs(coalesce(a.lon, 180) - here.lon) as away
        from told t join outcomes o on o.id = t.id
        left join communities c on c.id = o.community_id
        left join community_areas cr on cr.community_id = c.id
        left join areas a on a.id = cr.area_id
        left join areas g on g.id = ${gemeenteId}
        left join here on true
        where ${mayReadStory(ctx)}
        order by o.id, t.rank)
      select k.id, k.slug, k.name, k.concept_id as own, k.result, k.lesson, k.weeks, k.story <> '' as "hasStory",
        k.place_name as "placeName", k.same_gemeente as "sameGemeente", k.rank, k.through as "conceptId"
      from known k
      order by k.rank, k.result = 'realised' desc, k.away nulls last, k.told desc limit 6`,
  )
  const left = await leftWith(
    ctx,
    found.map(({ id }) => id),
  )
  return found.map(({ slug, own, hasStory, ...precedent }) => ({
    ...precedent,
    // A community that told nothing is still there to look at.
    href:
      slug !== null && own === null && !hasStory
        ? `/leefomgeving/${slug}`
        : storyHref({ id: precedent.id, slug, conceptId: own }),
    left: left
      .filter(({ outcomeId }) => outcomeId === precedent.id)
      .slice(0, 3)
      .map(({ id, title }) => ({ id, title })),
  }))
}
