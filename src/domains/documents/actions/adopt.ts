import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { attachFiles, copyFile } from '../../../platform/files/index.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { changing, communityBySlug, requireAwake, requireMember } from '../../communities/index.ts'
import { requireViewer, type ViewerContext } from '../../residents/index.ts'
import { changingDocument, documentById, documentsByIds, type Document } from '../document.ts'
import { mayTravel, type ShownTo } from '../rules.ts'
import { partsOf } from '../queries/library.ts'
import { tellMaker } from './telling.ts'
import { insertDocument, requireRoom } from './write.ts'

const adopting: Limit = { name: 'adopt-document', max: 30, window: day }

export interface Adoption {
  /** Made when the form was shown, so that sending it twice takes over once. */
  id?: string | undefined
  /** The community of the viewer to which it goes. */
  slug: string
  shownTo: ShownTo
}

/**
 * A member takes a document over into their own community, and of a plan all that the viewer may read in it: words, steps
 * (none ticked), files, and where it comes from. Where it came from stays with it. A community takes something over once
 * while the copy stands. @returns the id of the copy.
 */
export async function adoptDocument(ctx: Context, documentId: string, wanted: Adoption): Promise<string> {
  const known = requireViewer(ctx)
  await limit(ctx, adopting, known.viewer.id)
  const source = await documentById(known, documentId)
  if (source.withdrawn) throw new NotFound()
  if (!mayTravel(source.licence)) throw new NotAllowed('askFirst')
  const sources = [source, ...(await readableParts(known, source))]
  const target = await communityBySlug(known, wanted.slug)
  requireMember(target)
  requireAwake(target)
  if (target.id === source.community.id) throw new Conflict('adoptSelf')
  const id = wanted.id ?? newId()
  // The bytes are copied before the transaction; what is not used after all is swept within a day.
  const travelling = sources.filter(({ licence }) => mayTravel(licence))
  const files = new Map<string, string>()
  await changing(known, target.id, async (ctx) => {
    await requireRoom(
      ctx,
      target.id,
      travelling.flatMap(({ file }) => file?.id ?? []),
      travelling.length,
    )
  })
  for (const { file } of travelling) if (file) files.set(file.id, await copyFile(known, file.id))
  return changing(known, target.id, async (ctx, community) => {
    requireMember(community)
    requireAwake(community)
    const before = await row<{ mine: boolean }>(
      ctx.db,
      sql`select d.created_by = ${ctx.viewer.id} and a.from_id = ${documentId} as mine
          from documents d left join adoptions a on a.to_id = d.id where d.id = ${id}`,
    )
    if (before?.mine) return id
    if (before) throw new NotFound()
    if (await hasAdopted(ctx, community.id, documentId)) throw new Conflict('alreadyAdopted')
    await requireRoom(ctx, community.id, [...files.values()], travelling.length)
    await attachFiles(ctx, [...files.values()])
    // Read once more: it may have been withdrawn while the bytes were copied.
    const now = await documentsByIds(
      ctx,
      travelling.map((one) => one.id),
    )
    if (now.length < travelling.length || now.some(({ withdrawn }) => withdrawn)) throw new NotFound()
    for (const [place, one] of now.entries()) {
      await copy(ctx, one, {
        id: place === 0 ? id : newId(),
        communityId: community.id,
        planId: place === 0 ? undefined : id,
        place,
        fileId: one.file && files.get(one.file.id),
        shownTo: wanted.shownTo,
      })
    }
    await tellMaker(ctx, { ...source, communityId: source.community.id }, 'document.adopted')
    await publish(ctx, 'document.added', { document: id, community: community.id, resident: ctx.viewer.id })
    return id
  })
}

async function readableParts(ctx: ViewerContext, { id, kind }: Document): Promise<Document[]> {
  if (kind !== 'plan') return []
  const parts = await partsOf(ctx, id)
  return documentsByIds(
    ctx,
    parts.map((part) => part.id),
  )
}

/** Whether a copy that stands in this community came from this document. */
async function hasAdopted(ctx: Context, communityId: string, documentId: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from adoptions a join documents d on d.id = a.to_id
        where a.from_id = ${documentId} and d.community_id = ${communityId} and d.withdrawn is null`,
  )
  return found !== undefined
}

async function copy(
  ctx: ViewerContext,
  from: Document,
  to: {
    id: string
    communityId: string
    planId: string | undefined
    place: number
    fileId: string | undefined
    shownTo: ShownTo
  },
): Promise<void> {
  const { authorId, author, source, link, written, licence, licenceWords, known } = from
  await insertDocument(ctx, {
    ...to,
    kind: from.kind,
    title: from.title,
    body: from.body,
    alt: from.alt,
    authorId,
    about: { byMe: false, author, source, link, written: written ?? '', licence, licenceWords, known },
  })
  await ctx.db.execute(
    sql`insert into adoptions (to_id, from_id, from_community_id, by_id, adopted)
        values (${to.id}, ${from.id}, ${from.community.id}, ${ctx.viewer.id}, ${ctx.now().toISOString()})`,
  )
}

const reporting: Limit = { name: 'report-back', max: 10, window: day }

/**
 * A member tells the community where it came from how it went with them ("Zo ging het bij ons"). The newest words stand.
 * @throws NotFound for what was not taken over.
 */
export async function reportBack(ctx: Context, documentId: string, words: string): Promise<void> {
  const known = requireViewer(ctx)
  const report = words.trim()
  if (!report) throw new Invalid({ report: 'reportMissing' })
  if (report.length > 2000) throw new Invalid({ report: 'textLong' })
  await limit(ctx, reporting, known.viewer.id)
  await changingDocument(known, documentId, async (ctx, document) => {
    requireMember(document.community)
    if (document.withdrawn) throw new Conflict('documentWithdrawn')
    const now = ctx.now().toISOString()
    const adopted = await row<{ fromId: string | null; first: boolean }>(
      ctx.db,
      sql`update adoptions a set report = ${report}, reported = ${now}, reported_by = ${ctx.viewer.id}
          from (select to_id, reported is null as first from adoptions where to_id = ${documentId} for update) was
          where a.to_id = was.to_id returning a.from_id as "fromId", was.first`,
    )
    if (!adopted) throw new NotFound()
    const origin = adopted.fromId
      ? await row<{ id: string; title: string; communityId: string }>(
          ctx.db,
          sql`select id, title, community_id as "communityId" from documents where id = ${adopted.fromId} and withdrawn is null`,
        )
      : undefined
    if (origin && adopted.first) await tellMaker(ctx, origin, 'document.reported')
    await publish(ctx, 'document.reported', { document: documentId, from: adopted.fromId })
  })
}
