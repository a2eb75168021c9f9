import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { arrayOf, rows } from '../../platform/db/store.ts'
import { Conflict, NotAllowed, NotFound } from '../../platform/errors.ts'
import type { KeptFile } from '../../platform/files/index.ts'
import { isId } from '../../platform/ids.ts'
import {
  changing,
  communityById,
  isAwake,
  isOwn,
  requireAwake,
  requireMember,
  type Community,
} from '../communities/index.ts'
import { requireViewer, type ViewerContext } from '../residents/index.ts'
import type { Kind, Known, Licence, ShownTo } from './rules.ts'
import { nameFor } from './visible.ts'

/** A document that the viewer may read. */
export interface Document {
  id: string
  kind: Kind
  title: string
  /** Markdown; of a checklist with its steps. */
  body: string
  html: string
  shownTo: ShownTo
  /** The version that stands. */
  version: number
  created: Date
  changed: Date
  /** First names, where the viewer may know them. */
  maker: string | null
  changer: string | null
  /** Whether the viewer put it here. */
  mine: boolean
  /** The resident who wrote it, by first name; absent where somebody else did, or they left. */
  authorName: string | null
  authorId: string | null
  author: string
  source: string
  link: string
  /** A day ("2026-05-16"). */
  written: string | null
  licence: Licence
  licenceWords: string
  known: Known
  locked: Date | undefined
  withdrawn: Date | undefined
  file: KeptFile | undefined
  alt: string
  /** The plan it is a part of. */
  plan: { id: string; title: string } | undefined
  community: Community
}

type Found = Omit<Document, 'community' | 'file' | 'plan' | 'locked' | 'withdrawn'> & {
  communityId: string
  locked: Date | null
  withdrawn: Date | null
  fileId: string | null
  fileName: string
  fileType: string
  fileBytes: number
  width: number | null
  height: number | null
  planId: string | null
  planTitle: string | null
}

/**
 * The document with this id. What was withdrawn is still shown to members, who may have written it.
 * @throws NotFound, also when the viewer may not know that it exists.
 */
export async function documentById(ctx: Context, id: string): Promise<Document> {
  const [document] = await documentsByIds(ctx, [id])
  if (!document) throw new NotFound()
  return document
}

/** Those of these documents that the viewer may know of, in the order asked; see `documentById`. */
export async function documentsByIds(ctx: Context, ids: readonly string[]): Promise<Document[]> {
  const wanted = ids.filter(isId)
  if (wanted.length === 0) return []
  const found = await rows<Found>(
    ctx.db,
    sql`select d.id, d.community_id as "communityId", d.kind, d.title, d.body, d.html, d.shown_to as "shownTo",
          d.version, d.created, d.changed, ${nameFor(ctx, sql`d.created_by`)} as maker,
          ${nameFor(ctx, sql`d.changed_by`)} as changer,
          coalesce(d.created_by = ${ctx.viewer?.id ?? null}::uuid, false) as mine,
          ${nameFor(ctx, sql`d.author_id`)} as "authorName", d.author_id as "authorId", d.author, d.source, d.link,
          d.written::text as written, d.licence, d.licence_words as "licenceWords", d.known, d.locked, d.withdrawn,
          d.alt, f.id as "fileId", f.name as "fileName", f.type as "fileType", f.bytes as "fileBytes", f.width, f.height,
          p.id as "planId", p.title as "planTitle"
        from documents d join communities c on c.id = d.community_id
        left join files f on f.id = d.file_id
        left join documents p on p.id = d.plan_id and p.withdrawn is null
          and (p.shown_to = 'readers' or d.shown_to = 'members')
        where d.id = any(${arrayOf(wanted, 'uuid')}) order by array_position(${arrayOf(wanted, 'uuid')}, d.id)`,
  )
  const communities = new Map<string, Community>()
  for (const id of new Set(found.map(({ communityId }) => communityId))) {
    const community = await knownCommunity(ctx, id)
    if (community) communities.set(id, community)
  }
  return found.flatMap((one) => {
    const community = communities.get(one.communityId)
    return community && mayKnow(community, one) ? [documentFrom(one, community)] : []
  })
}

/** A community that the viewer may know of; undefined for another. */
function knownCommunity(ctx: Context, id: string): Promise<Community | undefined> {
  return communityById(ctx, id).catch((error: unknown) => {
    if (error instanceof NotFound) return undefined
    throw error
  })
}

function mayKnow(
  community: Community,
  { shownTo, withdrawn }: Pick<Found, 'shownTo' | 'withdrawn'>,
): boolean {
  return isOwn(community) || (shownTo === 'readers' && community.access !== 'besloten' && !withdrawn)
}

function documentFrom(found: Found, community: Community): Document {
  const {
    communityId: _,
    fileId,
    fileName,
    fileType,
    fileBytes,
    width,
    height,
    planId,
    planTitle,
    ...rest
  } = found
  return {
    ...rest,
    community,
    created: new Date(rest.created),
    changed: new Date(rest.changed),
    locked: rest.locked ? new Date(rest.locked) : undefined,
    withdrawn: rest.withdrawn ? new Date(rest.withdrawn) : undefined,
    file: fileId
      ? { id: fileId, name: fileName, type: fileType, bytes: fileBytes, width, height }
      : undefined,
    plan: planId ? { id: planId, title: planTitle ?? '' } : undefined,
  }
}

/** Whether the viewer may change its words now: a member, unless it is locked, withdrawn, or the community is not awake. */
export function mayEdit({ community, locked, withdrawn }: Document): boolean {
  return isOwn(community) && isAwake(community) && !withdrawn && (!locked || community.role === 'manager')
}

/** Whether the viewer may decide who reads it, move it or withdraw it: who put it here, and the manager. */
export function mayKeep({ community, mine }: Document): boolean {
  return (mine && isOwn(community)) || community.role === 'manager'
}

/** @throws NotAllowed or Conflict that says why the viewer cannot change its words. */
export function requireEdit(document: Document): void {
  requireMember(document.community)
  requireAwake(document.community)
  if (document.withdrawn) throw new Conflict('documentWithdrawn')
  if (document.locked && document.community.role !== 'manager') throw new NotAllowed('documentLocked')
}

/** @throws NotAllowed for who neither put it here nor manages the community. */
export function requireKeep(document: Document): void {
  requireMember(document.community)
  if (!mayKeep(document)) throw new NotAllowed('keeperOnly')
}

/**
 * One change of one document, in a transaction that holds its community and then the document itself, so that changes
 * come one after another and each sees what the one before it did.
 */
export async function changingDocument<T>(
  ctx: Context,
  id: string,
  work: (ctx: ViewerContext, document: Document) => Promise<T>,
): Promise<T> {
  const known = requireViewer(ctx)
  const { community } = await documentById(known, id)
  return changing(known, community.id, async (ctx) => {
    await ctx.db.execute(sql`select 1 from documents where id = ${id} for no key update`)
    return work(ctx, await documentById(ctx, id))
  })
}

/** Writes down what changed, by whom and why. */
export async function noteChange(
  ctx: ViewerContext,
  id: string,
  kind: 'locked' | 'unlocked' | 'withdrawn' | 'returned' | 'moved' | 'shown',
  why = '',
): Promise<void> {
  await ctx.db.execute(
    sql`insert into document_changes (document_id, kind, by_id, why, changed)
        values (${id}, ${kind}, ${ctx.viewer.id}, ${why}, ${ctx.now().toISOString()})`,
  )
}
