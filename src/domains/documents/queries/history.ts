import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { requireMember } from '../../communities/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import type { Document } from '../document.ts'
import { nameFor } from '../visible.ts'

/** A text as it was. */
export interface Version {
  version: number
  title: string
  writer: string | null
  written: Date
  restored: number | null
  aside: boolean
  current: boolean
}

const versionColumns = (
  ctx: Context,
  { version }: Document,
) => sql`v.version, v.title, ${nameFor(ctx, sql`v.written_by`)} as writer,
  v.written, v.restored, v.aside, v.version = ${version} as current`

/** How a document came to be, newest first; for members, as what was taken out may have been taken out for a reason. */
export async function versionsOf(
  ctx: ViewerContext,
  document: Document,
  { before, limit = 30 }: { before?: number | undefined; limit?: number } = {},
): Promise<{ items: Version[]; next: number | undefined }> {
  requireMember(document.community)
  const found = await rows<Version>(
    ctx.db,
    sql`select ${versionColumns(ctx, document)} from document_versions v
        join documents d on d.id = v.document_id join communities c on c.id = d.community_id
        where v.document_id = ${document.id} ${before ? sql`and v.version < ${before}` : sql``}
        order by v.version desc limit ${limit + 1}`,
  )
  const items = found.slice(0, limit).map((one) => ({ ...one, written: new Date(one.written) }))
  return { items, next: found.length > limit ? items.at(-1)?.version : undefined }
}

/** One text as it was, with the text before it. @throws NotFound */
export async function versionOf(
  ctx: ViewerContext,
  document: Document,
  version: number,
): Promise<Version & { body: string; before: { version: number; title: string; body: string } | undefined }> {
  requireMember(document.community)
  const found = await row<Version & { body: string }>(
    ctx.db,
    sql`select ${versionColumns(ctx, document)}, v.body from document_versions v
        join documents d on d.id = v.document_id join communities c on c.id = d.community_id
        where v.document_id = ${document.id} and v.version = ${version}`,
  )
  if (!found) throw new NotFound()
  const before = await row<{ version: number; title: string; body: string }>(
    ctx.db,
    sql`select version, title, body from document_versions
        where document_id = ${document.id} and version < ${version} and not aside order by version desc limit 1`,
  )
  return { ...found, written: new Date(found.written), before }
}

/** Something that was decided about a document, with why. */
export interface Change {
  kind: 'locked' | 'unlocked' | 'withdrawn' | 'returned' | 'moved' | 'shown'
  by: string | null
  why: string
  changed: Date
}

/** What was decided about it, newest first; for members. */
export async function changesOf(ctx: ViewerContext, document: Document): Promise<Change[]> {
  requireMember(document.community)
  const found = await rows<Change>(
    ctx.db,
    sql`select h.kind, ${nameFor(ctx, sql`h.by_id`)} as by, h.why, h.changed from document_changes h
        join documents d on d.id = h.document_id join communities c on c.id = d.community_id
        where h.document_id = ${document.id} order by h.id desc limit 20`,
  )
  return found.map((one) => ({ ...one, changed: new Date(one.changed) }))
}

/** A step of a checklist. */
export interface Step {
  id: string
  words: string
  takenBy: string | null
  /** Whether the viewer took it. */
  mine: boolean
  taken: boolean
  tickedBy: string | null
  ticked: Date | undefined
}

/** The steps of a checklist in their order; who does what is told to whom may know their names. */
export async function stepsOf(ctx: Context, document: Document): Promise<Step[]> {
  const found = await rows<Omit<Step, 'ticked'> & { ticked: Date | null }>(
    ctx.db,
    sql`select s.id, s.words, ${nameFor(ctx, sql`s.taken_by`)} as "takenBy", s.taken_by is not null as taken,
          coalesce(s.taken_by = ${ctx.viewer?.id ?? null}::uuid, false) as mine,
          ${nameFor(ctx, sql`s.ticked_by`)} as "tickedBy", s.ticked
        from document_steps s join documents d on d.id = s.document_id join communities c on c.id = d.community_id
        where s.document_id = ${document.id} order by s.place`,
  )
  return found.map((one) => ({ ...one, ticked: one.ticked ? new Date(one.ticked) : undefined }))
}
