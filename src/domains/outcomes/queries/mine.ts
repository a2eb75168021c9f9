import { sql } from 'drizzle-orm'
import { rows } from '../../../platform/db/store.ts'
import { conceptsByIds } from '../../ambitions/index.ts'
import { activityThanks } from '../../activities/index.ts'
import { documentDeeds } from '../../documents/index.ts'
import { nameAsSeen, type ViewerContext } from '../../residents/index.ts'
import { mayReadStory } from '../visible.ts'
import { storyHref, storyTitle } from './stories.ts'

/** Thanks that the viewer got. */
export interface ThanksToMe {
  /** Present where the viewer says whether their name stands there. */
  answering: { id: string; answer: 'named' | 'unnamed' | null } | undefined
  /** Who thanks; null where that one left, or one of them blocked the other. */
  from: string | null
  words: string
  /** Where it is read; absent where the viewer may read it no more. */
  about: { title: string; href: string } | undefined
  given: Date
}

/** Rows on one calm page; of older ones nothing is asked. */
const mostShown = 40

/** What the viewer was thanked for and by whom, newest first. Nobody else's can be asked for. */
export async function thanksToMe(ctx: ViewerContext): Promise<ThanksToMe[]> {
  const found = await rows<{
    id: string
    answer: 'named' | 'unnamed' | null
    from: string | null
    words: string
    outcomeId: string | null
    slug: string | null
    name: string | null
    conceptId: number | null
    given: Date
  }>(
    ctx.db,
    sql`select t.id, t.answer, ${nameAsSeen(ctx, sql`o.told_by`)} as "from", r.id as "outcomeId", r.slug, r.name,
          r.concept_id as "conceptId", coalesce(r.thanks, '') as words, t.given
        from outcome_thanks t join outcomes o on o.id = t.outcome_id
        left join lateral (select o.id, o.concept_id, o.thanks, c.slug, c.name from (select 1) one
          left join communities c on c.id = o.community_id where ${mayReadStory(ctx)}) r on true
        where t.resident_id = ${ctx.viewer.id} order by t.given desc, t.id limit ${mostShown}`,
  )
  const concepts = await conceptsByIds(
    ctx,
    found.flatMap(({ conceptId }) => conceptId ?? []),
  )
  const stories = found.map(
    ({ id, answer, from, words, outcomeId, slug, name, conceptId, given }): ThanksToMe => ({
      answering: { id, answer },
      from,
      words,
      about: outcomeId
        ? {
            title: storyTitle(concepts, { conceptId, name }),
            href: storyHref({ id: outcomeId, slug, conceptId }),
          }
        : undefined,
      given: new Date(given),
    }),
  )
  const meetings = (await activityThanks(ctx, mostShown)).map(
    ({ from, line, title, href, given }): ThanksToMe => ({
      answering: undefined,
      from,
      words: line,
      about: { title, href },
      given,
    }),
  )
  return [...stories, ...meetings].sort((a, b) => b.given.getTime() - a.given.getTime()).slice(0, mostShown)
}

/** Something that the viewer did for others. */
export interface Deed {
  kind: 'wrote' | 'ticked' | 'told'
  title: string
  href: string
  at: Date
}

/** What the viewer did, newest first: told, wrote down, ticked. Without a number: it is no contest. */
export async function deedsOf(ctx: ViewerContext): Promise<Deed[]> {
  const told = await rows<{
    id: string
    slug: string | null
    name: string | null
    conceptId: number | null
    at: Date
  }>(
    ctx.db,
    sql`select o.id, c.slug, c.name, o.concept_id as "conceptId", o.told as at
        from outcomes o left join communities c on c.id = o.community_id
        where o.told_by = ${ctx.viewer.id} and ${mayReadStory(ctx)} order by o.told desc limit ${mostShown}`,
  )
  const concepts = await conceptsByIds(
    ctx,
    told.flatMap(({ conceptId }) => conceptId ?? []),
  )
  const stories = told.map((one): Deed => ({
    kind: 'told',
    title: storyTitle(concepts, one),
    href: storyHref(one),
    at: new Date(one.at),
  }))
  const written = await documentDeeds(ctx, mostShown)
  return [...stories, ...written].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, mostShown)
}
