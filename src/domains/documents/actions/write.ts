import { sql } from 'drizzle-orm'
import { hour } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../../platform/errors.ts'
import { attachFiles } from '../../../platform/files/index.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { oneLine } from '../../../platform/line.ts'
import { toHtml } from '../../../platform/markdown.ts'
import { publish } from '../../../platform/outbox.ts'
import { changing, requireAwake, requireMember } from '../../communities/index.ts'
import { requireViewer, type ViewerContext } from '../../residents/index.ts'
import { changingDocument, documentById, requireEdit } from '../document.ts'
import { keptBy } from '../queries/library.ts'
import { mostParts, mostSteps, quota, readChecklist, type About, type Kind, type ShownTo } from '../rules.ts'
import { followSteps } from './steps.ts'

export interface NewDocument {
  /** Made when the form was shown, so that sending it twice writes once. */
  id?: string | undefined
  communityId: string
  kind: Kind
  title: string
  /** Markdown; of a checklist with its steps. */
  body: string
  shownTo: ShownTo
  about: About
  /** The plan it becomes a part of. */
  planId?: string | undefined
  /** A file that was kept and is not attached yet. */
  fileId?: string | undefined
  /** What is to be seen on a photo. */
  alt?: string
}

const writing: Limit = { name: 'write-document', max: 60, window: hour }

/** Counts one try to write something; also called for what is saved again. @throws TooMany */
export async function limitWriting(ctx: ViewerContext): Promise<void> {
  await limit(ctx, writing, ctx.viewer.id)
}

/**
 * A member writes something down in a community that is awake, or puts a file there; sixty times an hour at most. Sending
 * the same form twice writes once. @returns its id.
 */
export async function addDocument(ctx: Context, given: NewDocument): Promise<string> {
  const known = requireViewer(ctx)
  const title = checkWords(given.kind, given.title, given.body)
  if (given.kind === 'file' && !given.fileId) throw new Invalid({ file: 'fileMissing' })
  await limitWriting(known)
  const id = given.id ?? newId()
  return changing(known, given.communityId, async (ctx, community) => {
    requireMember(community)
    requireAwake(community)
    const before = await row<{ mine: boolean }>(
      ctx.db,
      sql`select created_by = ${ctx.viewer.id} and community_id = ${community.id} as mine from documents where id = ${id}`,
    )
    if (before?.mine) return id
    if (before) throw new NotFound()
    await requireRoom(ctx, community.id, given.fileId ? [given.fileId] : [])
    const place = given.planId ? await placeIn(ctx, given.planId, community.id) : 0
    if (given.fileId) await attachFiles(ctx, [given.fileId])
    await insertDocument(ctx, { ...given, id, title, place })
    await publish(ctx, 'document.added', { document: id, community: community.id, resident: ctx.viewer.id })
    return id
  })
}

/** Writes the rows of a new document: itself, its first version and its steps. */
export async function insertDocument(
  ctx: ViewerContext,
  given: NewDocument & { id: string; place?: number; authorId?: string | null },
): Promise<void> {
  const { id, about } = given
  const now = ctx.now().toISOString()
  const body = given.body.trim()
  const authorId = given.authorId === undefined ? (about.byMe ? ctx.viewer.id : null) : given.authorId
  await ctx.db.execute(
    sql`insert into documents (id, community_id, kind, plan_id, place, title, body, html, shown_to, file_id, alt,
          created_by, created, changed_by, changed, author_id, author, source, link, written, licence, licence_words, known)
        values (${id}, ${given.communityId}, ${given.kind}, ${given.planId ?? null}, ${given.place ?? 0}, ${given.title},
          ${body}, ${htmlOf(given.kind, body)}, ${given.shownTo}, ${given.fileId ?? null}, ${given.alt?.trim() ?? ''},
          ${ctx.viewer.id}, ${now}, ${ctx.viewer.id}, ${now}, ${authorId}, ${authorId ? '' : oneLine(about.author)},
          ${oneLine(about.source)}, ${about.link}, ${about.written || null}, ${about.licence}, ${oneLine(about.licenceWords)},
          ${about.known})`,
  )
  await ctx.db.execute(
    sql`insert into document_versions (document_id, version, title, body, written_by, written)
        values (${id}, 1, ${given.title}, ${body}, ${ctx.viewer.id}, ${now})`,
  )
  if (given.kind === 'checklist') await followSteps(ctx, id, body)
}

/** What a page shows of it: of a checklist only what is said about it, its steps stand below. */
export function htmlOf(kind: Kind, body: string): string {
  return toHtml(kind === 'checklist' ? readChecklist(body).intro : body)
}

/** @throws Invalid. @returns the title on one line. */
export function checkWords(kind: Kind, title: string, body: string): string {
  const line = oneLine(title)
  const problems: Record<string, string> = {}
  if (!line) problems['title'] = 'titleMissing'
  if (line.length > 160) problems['title'] = 'titleLong'
  if (body.length > 40_000) problems['text'] = 'textLong'
  if (kind === 'page' && !body.trim()) problems['text'] = 'textMissing'
  if (kind === 'checklist') {
    const { steps } = readChecklist(body)
    if (steps.length === 0) problems['steps'] = 'stepsMissing'
    if (steps.length > mostSteps) problems['steps'] = 'stepsMany'
  }
  if (Object.keys(problems).length > 0) throw new Invalid(problems)
  return line
}

/**
 * Holds a community to what it may keep; its row is locked, so two at once do not both take the last place.
 * @throws Conflict `libraryFull` or `libraryHeavy`
 */
export async function requireRoom(
  ctx: ViewerContext,
  communityId: string,
  fileIds: readonly string[],
  documents = 1,
): Promise<void> {
  const used = await keptBy(ctx, communityId)
  const coming = fileIds.length
    ? await row<{ bytes: number }>(
        ctx.db,
        sql`select coalesce(sum(bytes), 0)::float8 as bytes from files where id = any(${arrayOf(fileIds, 'uuid')})`,
      )
    : undefined
  if (used.documents + documents > quota.documents) throw new Conflict('libraryFull')
  if (fileIds.length > 0 && used.bytes + (coming?.bytes ?? 0) > quota.bytes)
    throw new Conflict('libraryHeavy')
}

/** The next place in a plan of this community. @throws NotFound, or Conflict when it is full. */
export async function placeIn(ctx: ViewerContext, planId: string, communityId: string): Promise<number> {
  const plan = await documentById(ctx, planId)
  if (plan.kind !== 'plan' || plan.community.id !== communityId || plan.withdrawn) throw new NotFound()
  requireEdit(plan)
  const taken = await row<{ parts: number; last: number }>(
    ctx.db,
    sql`select count(*)::int as parts, coalesce(max(place), 0) as last from documents where plan_id = ${planId}`,
  )
  if ((taken?.parts ?? 0) >= mostParts) throw new Conflict('planFull')
  return (taken?.last ?? 0) + 1
}

/** A member changes what is said of where it comes from. The newest words stand. */
export async function changeAbout(ctx: Context, id: string, about: About): Promise<void> {
  await limitWriting(requireViewer(ctx))
  await changingDocument(ctx, id, async (ctx, document) => {
    requireEdit(document)
    // Whoever wrote it stays the author; somebody else can only be named in words.
    const authorId = about.byMe ? (document.authorId ?? ctx.viewer.id) : null
    await ctx.db.execute(
      sql`update documents set author_id = ${authorId}, author = ${authorId ? '' : oneLine(about.author)},
            source = ${oneLine(about.source)}, link = ${about.link}, written = ${about.written || null},
            licence = ${about.licence}, licence_words = ${oneLine(about.licenceWords)}, known = ${about.known}
          where id = ${id}`,
    )
  })
}
