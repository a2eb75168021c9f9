import { sql, type SQL } from 'drizzle-orm'
import { arrayOf } from '../../platform/db/store.ts'
import type { Context } from '../../platform/context.ts'
import { below } from '../areas/index.ts'

/**
 * Whether the viewer may know of a community, as a condition on `communities c`. The one place that decides it: every
 * list, search and count uses it. A closed community exists only for its members and for who has an open invitation;
 * `extranet` is for verified residents; `internet` for everyone.
 */
export function mayEnter(ctx: Context): SQL {
  const { viewer } = ctx
  if (!viewer) return sql`c.access = 'internet'`
  const open =
    viewer.level === 'applicant' ? sql`c.access = 'internet'` : sql`c.access in ('internet', 'extranet')`
  return sql`(${open} or ${isMember(viewer.id)} or ${isInvited(viewer.id, ctx.now())})`
}

/**
 * Whether the viewer may read what is written and decided inside `communities c`: as the community itself, and in a closed one only
 * who belongs to it, not who was only invited.
 */
export function mayReadInside(ctx: Context): SQL {
  return sql`(${mayEnter(ctx)} and (c.access <> 'besloten' or ${isMember(ctx.viewer?.id)}))`
}

/** Whether this resident belongs to `communities c`. */
export function isMember(residentId: string | undefined): SQL {
  return sql`exists (select 1 from memberships own
    where own.community_id = c.id and own.resident_id = ${residentId ?? null}::uuid and own.ended is null)`
}

/** Whether this resident has an open invitation to `communities c`. */
export function isInvited(residentId: string | undefined, now: Date): SQL {
  return sql`exists (select 1 from invitations asked
    where asked.community_id = c.id and asked.resident_id = ${residentId ?? null}::uuid and asked.answer is null
      and asked.ends > ${now.toISOString()}::timestamptz)`
}

/** Whether nobody blocked the other, of the viewer and a resident in this column. */
export function notBlocked(viewerId: string | SQL, resident: SQL): SQL {
  return sql`not exists (select 1 from blocks hidden where hidden.lifted is null and (
    (hidden.blocker_id = ${viewerId} and hidden.blocked_id = ${resident}) or
    (hidden.blocker_id = ${resident} and hidden.blocked_id = ${viewerId})))`
}

/** Areas so large that what lies within them is not looked up: a page must not cost more in a larger country. */
const large = ['provincie', 'land', 'europa']

/** What is known of an area here: its path, and its kind where it may be a large one. */
export interface Within {
  path: string
  kind?: string
}

/**
 * Whether `communities c` carries an area within this one, or one around it; of an area larger than a gemeente only
 * that one itself. Written with the operators of the index on `areas.path`.
 */
export function touchesArea({ path, kind }: Within): SQL {
  const around = arrayOf(path.split('/').filter(Boolean), 'int')
  const carrying = sql`select community_id from community_areas where area_id = any(${around})`
  if (large.includes(kind ?? '')) return sql`c.id in (${carrying})`
  return sql`c.id in (
    select carried.community_id from areas within join community_areas carried on carried.area_id = within.id
      where ${below(sql`within.path`, path)}
    union ${carrying})`
}
