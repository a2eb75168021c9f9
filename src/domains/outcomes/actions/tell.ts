import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { insertRows } from '../../../platform/db/bulk.ts'
import { arrayOf, row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../../platform/errors.ts'
import { attachFiles } from '../../../platform/files/index.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { dropAmbition, requireConcept } from '../../ambitions/index.ts'
import {
  changing,
  communityById,
  endCommunity,
  fellowsOf,
  notBlocked,
  requireLiving,
  requireManager,
  type Access,
} from '../../communities/index.ts'
import { readableDocuments } from '../../documents/index.ts'
import { requireNotHelper, requireViewer, tell, type ViewerContext } from '../../residents/index.ts'
import { longest, most } from '../rules.ts'

/** How it went, for the next neighbours who want the same. */
export interface Telling {
  /** Made when the form was shown, so that sending it twice tells once. */
  id?: string | undefined
  result: 'realised' | 'tried'
  worked: string
  failed: string
  lesson: string
  thanks: string
  story: string
  /** Residents who are thanked by name. */
  to?: readonly string[]
  /** Documents that go with it. */
  documents?: readonly string[]
  /** Photos that were kept and are not attached yet. */
  pictures?: readonly string[]
  /** What is to be seen on the photos. */
  alt?: string
}

const telling: Limit = { name: 'tell-story', max: 10, window: day }

/** @throws Invalid, TooMany */
async function check(ctx: ViewerContext, told: Telling): Promise<void> {
  const problems = Object.fromEntries(
    (['worked', 'failed', 'lesson', 'thanks', 'story'] as const)
      .filter((field) => told[field].trim().length > longest[field])
      .map((field) => [field, 'textLong']),
  )
  if ((told.pictures ?? []).length > most.pictures) problems['pictures'] = 'filesMany'
  if (Object.keys(problems).length > 0) throw new Invalid(problems)
  await limit(ctx, telling, ctx.viewer.id)
}

/**
 * The manager ends the community with a shared look back, which nothing changes any more. Who is thanked is told. Ending
 * twice ends once, and the first words stand.
 */
export async function endWithStory(ctx: Context, communityId: string, told: Telling): Promise<void> {
  const known = requireViewer(ctx)
  requireManager(await communityById(known, communityId))
  await check(known, told)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    if (!(await endCommunity(ctx, communityId, told.result))) return
    await write(ctx, { ...told, id: newId() }, { communityId, conceptId: null })
  })
}

/**
 * The manager ends one ambition of a community that goes on: it is no longer what they are up to, and its story is told.
 * @throws Conflict when the community does not have it, or has it no more.
 */
export async function endAmbitionOf(
  ctx: Context,
  communityId: string,
  slug: string,
  told: Telling,
): Promise<string> {
  const known = requireViewer(ctx)
  requireManager(await communityById(known, communityId))
  const concept = await requireConcept(known, slug)
  await check(known, told)
  const id = told.id ?? newId()
  return changing(known, communityId, async (ctx, community) => {
    requireManager(community)
    requireLiving(community)
    if (await isTold(ctx, id)) return id
    const ended = await row(
      ctx.db,
      sql`delete from community_ambitions where community_id = ${communityId} and concept_id = ${concept.id} returning 1`,
    )
    if (!ended) throw new Conflict('ambitionNotHeld')
    await write(ctx, { ...told, id }, { communityId, conceptId: concept.id })
    return id
  })
}

/**
 * A resident ends their own pursuit of an ambition: the wish is let go and its story is told, to whom they choose. Of a
 * sensitive ambition nobody else reads it. @throws Conflict when they do not hold it.
 */
export async function endOwnAmbition(
  ctx: Context,
  slug: string,
  told: Telling & { access: Access; named: boolean },
): Promise<string> {
  const known = requireViewer(ctx)
  // What somebody looks back on is theirs to write.
  requireNotHelper(known, known.viewer.helper?.id)
  const concept = await requireConcept(known, slug)
  await check(known, told)
  const id = told.id ?? newId()
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    if (await isTold(ctx, id)) return id
    const held = await row<{ since: Date }>(
      ctx.db,
      sql`select since from wishes where resident_id = ${ctx.viewer.id} and concept_id = ${concept.id} and ended is null
          for update`,
    )
    if (!held) {
      // Sent twice at once: the other one was waited for.
      if (await isTold(ctx, id)) return id
      throw new Conflict('ambitionNotHeld')
    }
    await dropAmbition(ctx, slug)
    await write(
      ctx,
      { ...told, id, documents: [] },
      {
        communityId: null,
        conceptId: concept.id,
        since: new Date(held.since),
        // An applicant is not known yet: nobody reads their words under the roof of neighbours.
        access: concept.sensitive || ctx.viewer.level === 'applicant' ? 'besloten' : told.access,
        named: told.named && !concept.sensitive,
      },
    )
    return id
  })
}

/** Whether this form was sent before. @throws NotFound when somebody else's has this id. */
async function isTold(ctx: ViewerContext, id: string): Promise<boolean> {
  const found = await row<{ mine: boolean }>(
    ctx.db,
    sql`select told_by = ${ctx.viewer.id} as mine from outcomes where id = ${id}`,
  )
  if (found && !found.mine) throw new NotFound()
  return found !== undefined
}

interface About {
  communityId: string | null
  conceptId: number | null
  since?: Date
  access?: Access
  named?: boolean
}

async function write(ctx: ViewerContext, told: Telling & { id: string }, about: About): Promise<void> {
  const { id, result } = told
  const { communityId, conceptId, since, access, named = false } = about
  const now = ctx.now().toISOString()
  const ended = communityId !== null && conceptId === null
  const weeks = (from: ReturnType<typeof sql>) =>
    sql`greatest(1, round(extract(epoch from ${now}::timestamptz - ${from}) / 604800))::integer`
  await ctx.db.execute(
    sql`insert into outcomes (id, community_id, concept_id, access, named, result, worked, failed, lesson, thanks, story,
          started_with, people, weeks, told_by, told)
        select ${id}::uuid, ${communityId}::uuid, ${conceptId}::int, ${access ?? null}, ${named}, ${result},
          ${told.worked.trim()}, ${told.failed.trim()}, ${told.lesson.trim()}, ${told.thanks.trim()}, ${told.story.trim()},
          ${ended ? sql`(select count(distinct m.resident_id) from memberships m where m.community_id = c.id and m.joined <= c.founded + interval '14 days')` : sql`null`},
          ${ended ? sql`(select count(distinct m.resident_id) from memberships m where m.community_id = c.id)` : sql`c.members`},
          ${since ? weeks(sql`${since.toISOString()}::timestamptz`) : ended ? weeks(sql`c.founded`) : sql`null`},
          ${ctx.viewer.id}::uuid, ${now}::timestamptz
        from (select 1) one left join communities c on c.id = ${communityId}::uuid`,
  )
  await addThanks(ctx, told, communityId)
  await addPictures(ctx, told)
  await addDocuments(ctx, told, communityId)
  await publish(ctx, 'outcome.told', { outcome: id, community: communityId, concept: conceptId })
}

/** Whoever may be thanked is: members of the community, or for one's own story those with whom one shares one. */
async function addThanks(
  ctx: ViewerContext,
  { id, to }: Telling & { id: string },
  communityId: string | null,
): Promise<void> {
  const wanted = [...new Set(to)].slice(0, most.thanked)
  if (wanted.length === 0) return
  const found = communityId
    ? await rows<{ id: string }>(
        ctx.db,
        sql`select m.resident_id as id from memberships m join residents r on r.id = m.resident_id and r.left_at is null
            where m.community_id = ${communityId} and m.ended is null and m.resident_id <> ${ctx.viewer.id}
              and m.resident_id = any(${arrayOf(wanted, 'uuid')}) and ${notBlocked(ctx.viewer.id, sql`r.id`)}`,
      )
    : await fellowsOf(ctx, { ids: wanted })
  const given = ctx.now().toISOString()
  await insertRows(
    ctx.db,
    'outcome_thanks',
    { id: 'uuid', outcome_id: 'uuid', resident_id: 'uuid', given: 'timestamptz' },
    found.map((thanked) => ({ id: newId(), outcome_id: id, resident_id: thanked.id, given })),
  )
  await tell(
    ctx,
    found.map((thanked) => thanked.id),
    'outcome.thanked',
    { outcome: id },
  )
}

async function addPictures(ctx: ViewerContext, told: Telling & { id: string }): Promise<void> {
  const pictures = [...new Set(told.pictures)]
  await attachFiles(ctx, pictures, 'pictures')
  await insertRows(
    ctx.db,
    'outcome_pictures',
    { file_id: 'uuid', outcome_id: 'uuid', place: 'integer', alt: 'text' },
    pictures.map((fileId, place) => ({
      file_id: fileId,
      outcome_id: told.id,
      place,
      alt: told.alt?.trim().slice(0, longest.alt) ?? '',
    })),
  )
}

/** Documents of that very community; whoever reads the story reads of them what they may. */
async function addDocuments(
  ctx: ViewerContext,
  { id, documents }: Telling & { id: string },
  communityId: string | null,
): Promise<void> {
  if (!communityId) return
  const readable = await readableDocuments(ctx, [...new Set(documents)].slice(0, most.documents))
  await insertRows(
    ctx.db,
    'outcome_documents',
    { outcome_id: 'uuid', document_id: 'uuid', place: 'integer' },
    readable
      .filter((document) => document.communityId === communityId)
      .map((document, place) => ({ outcome_id: id, document_id: document.id, place })),
  )
}
