import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import { conceptsByIds } from '../../ambitions/index.ts'
import {
  isMember,
  partOf,
  readCursor,
  type Community,
  type OutcomeWords,
  type Part,
  type Range,
} from '../../communities/index.ts'
import { mayRead as mayReadDocument } from '../../documents/index.ts'
import { nameAsSeen, type ViewerContext } from '../../residents/index.ts'
import { mayReadStory } from '../visible.ts'

/** What became of an ambition, told by those who did it. */
export interface Story extends OutcomeWords {
  id: string
  /** Its address. */
  href: string
  /** Of a community that ended its name; otherwise the ambition. */
  title: string
  community: { slug: string; name: string } | undefined
  /** The ambition that ended, where the community goes on or a resident tells it. */
  ambition: { slug: string; label: string } | undefined
  /** The first name of a resident who tells their own, where they are named to the viewer. */
  teller: string | undefined
  places: string[]
}

type Found = OutcomeWords & {
  id: string
  slug: string | null
  name: string | null
  conceptId: number | null
  teller: string | null
  places: string[] | null
}

const storyColumns = (
  ctx: Context,
) => sql`o.id, c.slug, c.name, o.concept_id as "conceptId", o.result, o.worked, o.failed,
  o.lesson, o.thanks, o.story, o.started_with as "startedWith", o.people, o.weeks, o.told,
  ${ctx.viewer ? sql`case when o.community_id is null and o.named then ${nameAsSeen(ctx as ViewerContext, sql`o.told_by`)} end` : sql`null`} as teller,
  array(select a.name from community_areas ca join areas a on a.id = ca.area_id
    where ca.community_id = c.id group by a.name order by min(a.id) limit 3) as places`

/** What a story is called: the ambition that ended, or of a community that ended its name. */
export function storyTitle(
  concepts: ReadonlyMap<number, { label: string }>,
  { conceptId, name }: { conceptId: number | null; name: string | null },
): string {
  return (conceptId === null ? undefined : concepts.get(conceptId)?.label) ?? name ?? ''
}

/** Where the story of an outcome is read. */
export const storyHref = ({
  id,
  slug,
  conceptId,
}: {
  id: string
  slug: string | null
  conceptId: number | null
}) => `/verhaal/${slug !== null && conceptId === null ? slug : id}`

async function withAmbitions(ctx: Context, found: Found[]): Promise<Story[]> {
  const concepts = await conceptsByIds(
    ctx,
    found.flatMap(({ conceptId }) => conceptId ?? []),
  )
  return found.map(({ slug, name, conceptId, teller, places, ...words }) => {
    const concept = conceptId === null ? undefined : concepts.get(conceptId)
    return {
      ...words,
      told: new Date(words.told),
      href: storyHref({ id: words.id, slug, conceptId }),
      title: storyTitle(concepts, { conceptId, name }),
      community: slug !== null && name !== null ? { slug, name } : undefined,
      ambition: concept && { slug: concept.slug, label: concept.label },
      teller: teller ?? undefined,
      places: places ?? [],
    }
  })
}

/** What there is to tell, newest first. */
export async function storiesOf(ctx: Context, { after, limit = 12 }: Range = {}): Promise<Part<Story>> {
  const from = readCursor(after)
  const found = await rows<Found>(
    ctx.db,
    sql`select ${storyColumns(ctx)} from outcomes o left join communities c on c.id = o.community_id
        where (o.story <> '' or o.lesson <> '') and ${mayReadStory(ctx)} and (o.community_id is not null or o.access <> 'besloten')
          ${from ? sql`and (o.told < ${from.moment}::timestamptz or (o.told = ${from.moment}::timestamptz and o.id > ${from.id}::uuid))` : sql``}
        order by o.told desc, o.id limit ${limit + 1}`,
  )
  const { items, next } = partOf(
    found.map((one) => ({ ...one, told: new Date(one.told) })),
    limit,
    ({ told, id }) => ({ moment: told, id }),
  )
  return { items: await withAmbitions(ctx, items), next }
}

/**
 * One story, by the address of a community that ended or by its own id.
 * @throws NotFound, also when the viewer may not know of it.
 */
export async function storyBy(ctx: Context, address: string): Promise<Story> {
  const found = await rows<Found>(
    ctx.db,
    sql`select ${storyColumns(ctx)} from outcomes o left join communities c on c.id = o.community_id
        where ${isId(address) ? sql`o.id = ${address}` : sql`c.slug = ${address} and o.concept_id is null`}
          and ${mayReadStory(ctx)}`,
  )
  const [story] = await withAmbitions(ctx, found)
  if (!story) throw new NotFound()
  return story
}

/** How an ended community looks back, for its page. */
export async function outcomeOf(
  ctx: Context,
  { id }: Pick<Community, 'id'>,
): Promise<OutcomeWords | undefined> {
  const found = await row<OutcomeWords>(
    ctx.db,
    sql`select o.result, o.worked, o.failed, o.lesson, o.thanks, o.story, o.started_with as "startedWith", o.people,
          o.weeks, o.told
        from outcomes o where o.community_id = ${id} and o.concept_id is null`,
  )
  return found && { ...found, told: new Date(found.told) }
}

/** A photo of a story. */
export interface StoryPicture {
  id: string
  alt: string
  width: number
  height: number
}

/** The photos of a story that the viewer may read. */
export async function picturesOf(ctx: Context, storyId: string): Promise<StoryPicture[]> {
  return rows(
    ctx.db,
    sql`select p.file_id as id, p.alt, f.width, f.height from outcome_pictures p join files f on f.id = p.file_id
        where p.outcome_id = ${storyId} order by p.place limit 10`,
  )
}

/** Whether this photo belongs to the story. */
export async function hasPicture(ctx: Context, storyId: string, fileId: string): Promise<boolean> {
  if (!isId(fileId)) return false
  const found = await row(
    ctx.db,
    sql`select 1 from outcome_pictures where file_id = ${fileId} and outcome_id = ${storyId}`,
  )
  return found !== undefined
}

/** Who is thanked in a story by name, as far as the viewer may know it. */
export async function thankedIn(ctx: Context, storyId: string): Promise<string[]> {
  const { viewer } = ctx
  const found = await rows<{ name: string }>(
    ctx.db,
    sql`select r.display_name as name from outcome_thanks t join outcomes o on o.id = t.outcome_id
        join residents r on r.id = t.resident_id and r.left_at is null
        left join communities c on c.id = o.community_id
        where t.outcome_id = ${storyId} and (t.answer = 'named'
          or (t.answer is null and (${isMember(viewer?.id)} or o.told_by = ${viewer?.id ?? null}::uuid)))
          ${viewer ? sql`and ${nameAsSeen(ctx as ViewerContext, sql`r.id`)} is not null` : sql``}
        order by t.given, r.display_name limit 60`,
  )
  return found.map(({ name }) => name)
}

/** A document that goes with a story. */
export interface Left {
  id: string
  title: string
  outcomeId: string
}

/** What these stories leave to read, as far as the viewer may read it. */
export async function leftWith(ctx: Context, storyIds: readonly string[]): Promise<Left[]> {
  if (storyIds.length === 0) return []
  return rows(
    ctx.db,
    sql`select d.id, d.title, l.outcome_id as "outcomeId" from outcome_documents l join documents d on d.id = l.document_id
        join communities c on c.id = d.community_id
        where l.outcome_id in (${sql.join(
          storyIds.map((id) => sql`${id}::uuid`),
          sql`, `,
        )}) and ${mayReadDocument(ctx)} order by l.outcome_id, l.place limit 200`,
  )
}
