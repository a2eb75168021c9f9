import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { recordsOf } from '../../platform/db/bulk.ts'
import { row, rows } from '../../platform/db/store.ts'
import type { Language } from '../../platform/i18n.ts'
import { isId } from '../../platform/ids.ts'
import { noticeData } from './holdings.ts'
import type { Level, ViewerContext } from './viewer.ts'

/** A resident as another resident may see them. */
export interface Profile {
  id: string
  displayName: string
  about: string
  offers: string
  speaks: string[]
  level: Level
  /** Street or buurt; null in protected mode. */
  place: string | null
  joined: Date
}

/** What the resident may change of their own profile. */
export interface OwnProfile extends Profile {
  isProtected: boolean
  showsName: boolean
}

const profileColumns = sql`r.id, r.display_name as "displayName", r.about, r.offers, r.speaks, r.level, r.joined,
  case when r.protected then null else coalesce(street.name, buurt.name) end as place`
const profileJoins = sql`residents r left join areas street on street.id = r.street_id
  left join areas buurt on buurt.id = r.buurt_id`

/**
 * A profile, for a caller that has already made sure that the viewer may meet this person. Undefined when they left,
 * or when one of both blocked the other.
 */
export async function profileOf(ctx: ViewerContext, residentId: string): Promise<Profile | undefined> {
  const found = await row<Profile>(
    ctx.db,
    sql`select ${profileColumns} from ${profileJoins}
        where r.id = ${residentId} and r.left_at is null and not exists (
          select 1 from blocks b where b.lifted is null and (
            (b.blocker_id = r.id and b.blocked_id = ${ctx.viewer.id}) or
            (b.blocker_id = ${ctx.viewer.id} and b.blocked_id = r.id)))`,
  )
  return found && { ...found, joined: new Date(found.joined) }
}

/** The viewer's own profile with the switches that belong to it. */
export async function ownProfile(ctx: ViewerContext): Promise<OwnProfile> {
  const found = await row<OwnProfile>(
    ctx.db,
    sql`select ${profileColumns}, r.protected as "isProtected", r.shows_name as "showsName"
        from ${profileJoins} where r.id = ${ctx.viewer.id}`,
  )
  if (!found) throw new Error('A viewer without a resident')
  return { ...found, joined: new Date(found.joined) }
}

/** Whom the viewer has blocked, newest first, by the name they had then. */
export async function blockedBy(ctx: ViewerContext): Promise<{ id: string; displayName: string }[]> {
  return rows(
    ctx.db,
    sql`select blocked_id as id, name as "displayName" from blocks
        where blocker_id = ${ctx.viewer.id} and lifted is null order by created desc limit 1000`,
  )
}

/** Whether either of two residents has blocked the other. */
export async function areBlocked(ctx: Context, one: string, other: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from blocks where lifted is null and
          ((blocker_id = ${one} and blocked_id = ${other}) or (blocker_id = ${other} and blocked_id = ${one}))`,
  )
  return found !== undefined
}

/** Whether the viewer has blocked this resident. */
export async function hasBlocked(ctx: ViewerContext, residentId: string): Promise<boolean> {
  if (!isId(residentId)) return false
  const found = await row(
    ctx.db,
    sql`select 1 from blocks where blocker_id = ${ctx.viewer.id} and blocked_id = ${residentId} and lifted is null`,
  )
  return found !== undefined
}

/**
 * Something the resident is told. The domain that told it finds the words for its kind. Where somebody did it (`by` in the
 * data), `name` is how the viewer may see them called now, and empty when they may not.
 */
export interface Notice {
  id: number
  kind: string
  data: Record<string, string | number>
  created: Date
  seen: boolean
}

/** Finds the words for a notice, and where it leads; undefined for a kind of another domain. */
export type NoticeWords = (language: Language, notice: Notice) => { text: string; href?: string } | undefined

/** The viewer's notices, newest first; `before` is the id of the last one that was shown. */
export async function noticesOf(
  ctx: ViewerContext,
  { before, limit = 10 }: { before?: number | undefined; limit?: number } = {},
): Promise<Notice[]> {
  const found = await rows<Notice>(
    ctx.db,
    sql`select id::int as id, kind, ${noticeData(sql`${ctx.viewer.id}`)} as data, created, seen is not null as seen from notices
        where resident_id = ${ctx.viewer.id} ${before === undefined ? sql`` : sql`and id < ${before}`}
        order by notices.id desc limit ${limit}`,
  )
  return found.map((notice) => ({ ...notice, created: new Date(notice.created) }))
}

/** Somebody's notices of a stretch of time: after `from`, until and including `until`. */
export interface NoticeWindow {
  id: string
  from: Date
  until: Date
}

/** Of how many newest notices those are told that were not seen. */
const lookedThrough = 40

/** What these residents were told and did not see yet, newest first, by resident. Nothing of who left. */
export async function unseenNotices(
  ctx: Context,
  windows: readonly NoticeWindow[],
): Promise<Map<string, Notice[]>> {
  const asked = windows.map(({ id, from, until }) => ({
    id,
    after: from.toISOString(),
    until: until.toISOString(),
  }))
  const found = await rows<Notice & { resident: string }>(
    ctx.db,
    sql`select n.resident_id as resident, n.id::int as id, n.kind, ${noticeData(sql`n.resident_id`)} as data, n.created,
          false as seen
        from ${recordsOf({ id: 'uuid', after: 'timestamptz', until: 'timestamptz' }, asked)}
        join residents who on who.id = r.id and who.left_at is null
        cross join lateral (
          select * from notices own where own.resident_id = r.id order by own.id desc limit ${lookedThrough}) n
        where n.seen is null and n.created > r.after and n.created <= r.until
        order by n.id desc`,
  )
  return Map.groupBy(
    found.map((notice) => ({ ...notice, created: new Date(notice.created) })),
    ({ resident }) => resident,
  )
}
