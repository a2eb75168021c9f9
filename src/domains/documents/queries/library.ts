import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, row, rows } from '../../../platform/db/store.ts'
import {
  partOf,
  readCursor,
  requireMember,
  type Community,
  type Part,
  type Range,
} from '../../communities/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import type { Kind, Known, ShownTo } from '../rules.ts'
import { mayRead, nameFor } from '../visible.ts'

/** A document as a list shows it. */
export interface DocumentLine {
  id: string
  kind: Kind
  title: string
  /** What is written in it, as far as a list needs it. */
  body: string
  shownTo: ShownTo
  known: Known
  changed: Date
  version: number
  /** First name of who changed it last, where the viewer may know it. */
  changer: string | null
  /** Kind of file, where it is one. */
  type: string | null
  /** Steps of a checklist, and how many are done. */
  steps: number
  ticked: number
  /** Parts of a plan that stand in it. */
  parts: number
  /** Whether it came from another community. */
  adopted: boolean
}

const lineColumns = (
  ctx: Context,
) => sql`d.id, d.kind, d.title, left(d.body, 600) as body, d.shown_to as "shownTo", d.known,
  d.changed, d.version, ${nameFor(ctx, sql`d.changed_by`)} as changer, f.type,
  (select count(*)::int from document_steps s where s.document_id = d.id) as steps,
  (select count(*)::int from document_steps s where s.document_id = d.id and s.ticked is not null) as ticked,
  (select count(*)::int from documents p where p.plan_id = d.id) as parts,
  exists (select 1 from adoptions a where a.to_id = d.id) as adopted`

const dated = (line: DocumentLine): DocumentLine => ({ ...line, changed: new Date(line.changed) })

/** The library of a community, what changed last first; what stands in a plan stands there. */
export async function libraryOf(
  ctx: Context,
  communityId: string,
  { after, limit = 30, kind }: Range & { kind?: Kind | undefined } = {},
): Promise<Part<DocumentLine>> {
  const from = readCursor(after)
  const found = await rows<DocumentLine>(
    ctx.db,
    sql`select ${lineColumns(ctx)} from documents d join communities c on c.id = d.community_id
        left join files f on f.id = d.file_id
        where d.community_id = ${communityId} and ${mayRead(ctx)}
          and (d.plan_id is null or not exists (select 1 from documents p where p.id = d.plan_id
            and p.withdrawn is null and (p.shown_to = 'readers' or d.shown_to = 'members')))
          ${kind ? sql`and d.kind = ${kind}` : sql``}
          ${from ? sql`and (d.changed < ${from.moment}::timestamptz or (d.changed = ${from.moment}::timestamptz and d.id > ${from.id}::uuid))` : sql``}
        order by d.changed desc, d.id limit ${limit + 1}`,
  )
  return partOf(found.map(dated), limit, ({ changed, id }) => ({ moment: changed, id }))
}

/** What stands in a plan, in its order, as far as the viewer may read it. */
export async function partsOf(ctx: Context, planId: string): Promise<DocumentLine[]> {
  const found = await rows<DocumentLine>(
    ctx.db,
    sql`select ${lineColumns(ctx)} from documents d join communities c on c.id = d.community_id
        left join files f on f.id = d.file_id
        where d.plan_id = ${planId} and ${mayRead(ctx)} order by d.place, d.id limit 60`,
  )
  return found.map(dated)
}

/** A document to choose, by its title. */
export interface Choosable {
  id: string
  title: string
  kind: Kind
}

/** Documents that a form offers. */
const mostOffered = 60

/** What a member may put into a plan or leave with a story: the newest of their community, by title. */
export async function documentsToChoose(
  ctx: ViewerContext,
  community: Community,
  { loose = false }: { loose?: boolean } = {},
): Promise<Choosable[]> {
  requireMember(community)
  return rows(
    ctx.db,
    sql`select d.id, d.title, d.kind from documents d join communities c on c.id = d.community_id
        where d.community_id = ${community.id} and ${mayRead(ctx)}
          ${loose ? sql`and d.plan_id is null and d.kind <> 'plan'` : sql``}
        order by d.changed desc, d.id limit ${mostOffered}`,
  )
}

/** Of these documents those that the viewer may read, in the order asked. */
export async function readableDocuments(
  ctx: Context,
  ids: readonly string[],
): Promise<{ id: string; communityId: string }[]> {
  if (ids.length === 0) return []
  return rows(
    ctx.db,
    sql`select d.id, d.community_id as "communityId" from documents d join communities c on c.id = d.community_id
        where d.id = any(${arrayOf(ids, 'uuid')}) and ${mayRead(ctx)}
        order by array_position(${arrayOf(ids, 'uuid')}, d.id)`,
  )
}

/** What a community keeps, against what it may keep. */
export async function keptBy(
  ctx: Context,
  communityId: string,
): Promise<{ documents: number; bytes: number }> {
  const found = await row<{ documents: number; bytes: number }>(
    ctx.db,
    sql`select count(*)::int as documents, coalesce(sum(f.bytes), 0)::float8 as bytes
        from documents d left join files f on f.id = d.file_id where d.community_id = ${communityId}`,
  )
  return found ?? { documents: 0, bytes: 0 }
}

/** What members withdrew and can still be put back, newest first; for members. */
export async function withdrawnOf(ctx: ViewerContext, community: Community): Promise<Choosable[]> {
  requireMember(community)
  return rows(
    ctx.db,
    sql`select id, title, kind from documents where community_id = ${community.id} and withdrawn is not null
        order by withdrawn desc limit 20`,
  )
}
