import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { toHtml, toPlain } from '../../platform/markdown.ts'
import { partOf, readCursor, type Part } from '../communities/index.ts'
import { nameAsSeen, requireSteward, type ViewerContext } from '../residents/index.ts'
import { blockedByMe, requireSelf, type Correspondence } from './correspondence.ts'
import { listLength, pageLength } from './rules.ts'
import { openKey, openWords } from './sealing.ts'

/** A correspondence as the list shows it. */
export interface Line {
  id: string
  /** Absent when the other left, or one blocked the other. */
  name: string | undefined
  lastAt: Date
  /** The last words in short, and whether they are the viewer's; undefined where they went with who wrote them. */
  excerpt: string | undefined
  own: boolean
  /** There is something that the viewer did not read. */
  fresh: boolean
  /** Somebody asks to write; the viewer did not say yet whether that is fine. */
  asked: boolean
}

/** What the viewer writes with neighbours, the newest words first. */
export async function linesOf(
  ctx: Context,
  { after, limit = listLength }: { after?: string | undefined; limit?: number } = {},
): Promise<Part<Line>> {
  const known = requireSelf(ctx)
  const me = known.viewer.id
  const from = readCursor(after)
  const found = await rows<{
    id: string
    name: string | null
    lastAt: Date
    wrapped: Uint8Array
    wordsId: string | null
    sealed: Uint8Array | null
    own: boolean
    fresh: boolean
    asked: boolean
  }>(
    known.db,
    sql`select s.correspondence_id as id, ${nameAsSeen(known, sql`s.other_id`)} as name, s.last_at as "lastAt",
          v.wrapped_key as wrapped, w.id as "wordsId", w.sealed, coalesce(w.author_id = ${me}, false) as own,
          s.read_seq < v.last_seq as fresh, v.accepted is null and v.begun_by_id is distinct from ${me} as asked
        from (select * from correspondence_sides s where s.resident_id = ${me} and s.away is null and s.declined is null
            and not ${blockedByMe(me, sql`s.other_id`)}
            ${from ? sql`and (s.last_at, s.correspondence_id) < (${from.moment}::timestamptz, ${from.id}::uuid)` : sql``}
            order by s.last_at desc, s.correspondence_id desc limit ${limit + 1}) s
        join correspondences v on v.id = s.correspondence_id
        left join private_words w on w.correspondence_id = v.id and w.seq = v.last_seq
        order by s.last_at desc, s.correspondence_id desc`,
  )
  const dated = found.map(({ lastAt, ...one }) => ({ ...one, lastAt: new Date(lastAt) }))
  const { items, next } = partOf(dated, limit, ({ lastAt, id }) => ({ moment: lastAt, id }))
  return {
    items: items.map(({ name, wrapped, wordsId, sealed, ...line }) => ({
      ...line,
      name: name ?? undefined,
      excerpt:
        wordsId && sealed
          ? toPlain(openWords(openKey(known, line.id, wrapped), wordsId, sealed), 140)
          : undefined,
    })),
    next,
  }
}

/** One message as one of the two sees it. */
export interface Shown {
  seq: number
  own: boolean
  written: Date
  /** Undefined where the words went with who wrote them. */
  html: string | undefined
}

/** Messages of a correspondence that the viewer has, in the order of time: the newest, those before a number, or after one. */
export async function wordsOf(
  ctx: ViewerContext,
  { id, wrapped }: Correspondence,
  { before, after }: { before?: number | undefined; after?: number | undefined } = {},
): Promise<{ items: Shown[]; earlier: boolean }> {
  const found = await rows<{
    id: string
    seq: number
    own: boolean
    written: Date
    sealed: Uint8Array | null
  }>(
    ctx.db,
    sql`select id, seq, coalesce(author_id = ${ctx.viewer.id}, false) as own, written, sealed from private_words
        where correspondence_id = ${id} ${before === undefined ? sql`` : sql`and seq < ${before}`}
          ${after === undefined ? sql`` : sql`and seq > ${after}`}
        order by seq desc limit ${pageLength + 1}`,
  )
  const key = openKey(ctx, id, wrapped)
  const items = found
    .slice(0, pageLength)
    .toReversed()
    .map((one): Shown => ({
      seq: one.seq,
      own: one.own,
      written: new Date(one.written),
      html: one.sealed ? toHtml(openWords(key, one.id, one.sealed)) : undefined,
    }))
  return { items, earlier: found.length > pageLength }
}

/** Whether something waits that the viewer did not read. */
export async function hasUnread(ctx: ViewerContext): Promise<boolean> {
  if (ctx.viewer.helper) return false
  const me = ctx.viewer.id
  const found = await row(
    ctx.db,
    sql`select 1 from correspondence_sides s join correspondences v on v.id = s.correspondence_id and v.last_seq > s.read_seq
        where s.resident_id = ${me} and s.away is null and s.declined is null and not ${blockedByMe(me, sql`s.other_id`)} limit 1`,
  )
  return found !== undefined
}

/** Whether the viewer lets nobody write to them. */
export async function isClosed(ctx: ViewerContext): Promise<boolean> {
  const found = await row(ctx.db, sql`select 1 from letter_closings where resident_id = ${ctx.viewer.id}`)
  return found !== undefined
}

/** A message that somebody reported, and nothing around it: not who, and not to whom. */
export interface Report {
  id: string
  reported: Date
  why: string
  /** Undefined where the words went with who wrote them. */
  html: string | undefined
}

/** Reports on one page. */
const mostReports = 20

/** What waits to be judged, the oldest first; only for stewards of conduct, and not what is their own. */
export async function reportsToJudge(ctx: Context): Promise<{ items: Report[]; more: boolean }> {
  const known = requireSteward(ctx, 'moderation')
  const me = known.viewer.id
  const found = await rows<{
    id: string
    reported: Date
    why: string
    wrapped: Uint8Array
    sealed: Uint8Array | null
  }>(
    known.db,
    sql`select id, reported, why, wrapped_key as wrapped, sealed from letter_reports
        where handled is null and reporter_id is distinct from ${me} and author_id is distinct from ${me}
        order by reported, id limit ${mostReports + 1}`,
  )
  return {
    items: found.slice(0, mostReports).map(({ wrapped, sealed, ...one }) => ({
      ...one,
      reported: new Date(one.reported),
      html: sealed ? toHtml(openWords(openKey(known, one.id, wrapped), one.id, sealed)) : undefined,
    })),
    more: found.length > mostReports,
  }
}
