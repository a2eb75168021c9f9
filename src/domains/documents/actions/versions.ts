import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { publish } from '../../../platform/outbox.ts'
import { requireViewer, type ViewerContext } from '../../residents/index.ts'
import { changingDocument, documentById, requireEdit, type Document } from '../document.ts'
import { mostVersions } from '../rules.ts'
import { followSteps } from './steps.ts'
import { checkWords, htmlOf, limitWriting } from './write.ts'

interface Text {
  title: string
  body: string
}

/** What was saved, or what somebody else saved meanwhile: then nothing is written and a person chooses. */
export type Saved = { saved: true } | { saved: false; now: Document; base: string | undefined }

/**
 * A member changes the words. `base` is the version that they began from: where another one stands by now nothing is
 * overwritten, and the caller shows both texts. Saving the same words again changes nothing.
 */
export async function saveDocument(
  ctx: Context,
  id: string,
  { base, title, body }: { base: number; title: string; body: string },
): Promise<Saved> {
  const known = requireViewer(ctx)
  const before = await documentById(known, id)
  const line = checkWords(before.kind, title, body)
  const text = body.trim()
  await limitWriting(known)
  return changingDocument(known, id, async (ctx, document) => {
    requireEdit(document)
    if (document.title === line && document.body === text) return { saved: true }
    if (document.version !== base) return { saved: false, now: document, base: await bodyOf(ctx, id, base) }
    await addVersion(ctx, document, { title: line, body: text })
    return { saved: true }
  })
}

async function bodyOf(ctx: Context, id: string, version: number): Promise<string | undefined> {
  const found = await row<{ body: string }>(
    ctx.db,
    sql`select body from document_versions where document_id = ${id} and version = ${version}`,
  )
  return found?.body
}

/** Writes the next version and lets it stand; in the caller's transaction, with the document locked. */
export async function addVersion(
  ctx: ViewerContext,
  document: Document,
  { title, body, restored }: Text & { restored?: number },
): Promise<void> {
  const version = await writeVersion(ctx, document.id, { title, body }, { restored })
  await ctx.db.execute(
    sql`update documents set title = ${title}, body = ${body}, html = ${htmlOf(document.kind, body)}, version = ${version},
          changed_by = ${ctx.viewer.id}, changed = ${ctx.now().toISOString()} where id = ${document.id}`,
  )
  if (document.kind === 'checklist') await followSteps(ctx, document.id, body)
  await ctx.db.execute(
    sql`update adoptions set adapted = ${ctx.now().toISOString()} where to_id = ${document.id} and adapted is null`,
  )
  await publish(ctx, 'document.changed', {
    document: document.id,
    community: document.community.id,
    resident: ctx.viewer.id,
  })
}

/** Adds a row to the history; the oldest ones beyond what is kept go. @returns its number. */
async function writeVersion(
  ctx: ViewerContext,
  id: string,
  { title, body }: Text,
  { restored, aside = false }: { restored?: number | undefined; aside?: boolean },
): Promise<number> {
  const next = await row<{ version: number }>(
    ctx.db,
    sql`update documents set last_version = last_version + 1 where id = ${id} returning last_version as version`,
  )
  const { version } = next!
  await ctx.db.execute(
    sql`insert into document_versions (document_id, version, title, body, written_by, written, restored, aside)
        values (${id}, ${version}, ${title}, ${body}, ${ctx.viewer.id}, ${ctx.now().toISOString()}, ${restored ?? null}, ${aside})`,
  )
  await ctx.db.execute(
    sql`delete from document_versions where document_id = ${id} and version <= ${version - mostVersions}
          and version <> (select version from documents where id = ${id})`,
  )
  return version
}

/** A member lets an earlier text stand again; what stood in between stays in the history. */
export async function restoreVersion(ctx: Context, id: string, version: number): Promise<void> {
  await limitWriting(requireViewer(ctx))
  await changingDocument(ctx, id, async (ctx, document) => {
    requireEdit(document)
    const earlier = await row<Text>(
      ctx.db,
      sql`select title, body from document_versions where document_id = ${id} and version = ${version}`,
    )
    if (!earlier) throw new NotFound()
    if (earlier.title === document.title && earlier.body === document.body) return
    await addVersion(ctx, document, { ...earlier, restored: version })
  })
}

/**
 * Somebody lets the text of the other stand; their own is kept in the history, as one that was not chosen.
 */
export async function keepAside(ctx: Context, id: string, { title, body }: Text): Promise<void> {
  const known = requireViewer(ctx)
  const { kind } = await documentById(known, id)
  const line = checkWords(kind, title, body)
  await limitWriting(known)
  await changingDocument(known, id, async (ctx, document) => {
    requireEdit(document)
    const text = { title: line, body: body.trim() }
    // Sent twice it is kept once.
    const newest = await row<Text>(
      ctx.db,
      sql`select title, body from document_versions where document_id = ${id} order by version desc limit 1`,
    )
    for (const kept of [document, newest]) if (kept?.title === text.title && kept.body === text.body) return
    await writeVersion(ctx, id, text, { aside: true })
  })
}
