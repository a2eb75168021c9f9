import { sql, type SQL } from 'drizzle-orm'
import type { ViewerContext } from './viewer.ts'

/** Stands where a fact or a count names somebody who is gone. */
export const nobody = '00000000-0000-0000-0000-000000000000'

/** Kinds of contributions that a resident who leaves may let stand without a name. */
export const contributions = ['texts', 'stories', 'requests', 'meetings', 'talks'] as const
export type Contribution = (typeof contributions)[number]

/**
 * A column that points at a resident: what they see of it when they take their data along, and what becomes of it when
 * they are erased. Every reference to `residents` stands in exactly one holding (tests/architecture/holdings.test.ts).
 */
export interface Holding {
  table: string
  column: string
  /**
   * What the download shows. `part` names it in the files and in the words of `own-data`. The query answers
   * with the viewer's own rows; its column `id` is unique among them and is not shown, its column `data` only helps to
   * find the words of a notice or an act. Names of others only as the site shows them (`nameAsSeen`).
   */
  shows?: { part: string; select: (ctx: ViewerContext) => SQL }
  /** More of the same domain that points at nobody, and that only the resident's own mark finds. */
  marked?: { part: string; select: (ctx: ViewerContext) => SQL }[]
  /** `remove`: the row goes. `unname`: the row stays without the person. */
  erasing: 'remove' | 'unname'
  /** Why it is not in the download, or stays without the person. */
  why?: string
  /** With these statements the resident's own words go out of rows that stay; before anything else. */
  wipes?: (residentId: string, now: string) => SQL[]
  /** `wipes` is left out when the resident lets this kind of contribution stand. */
  unlessKept?: Contribution
}

/** How somebody is called, for this viewer: nobody who left, or who blocked the viewer or was blocked. */
export function nameAsSeen({ viewer }: ViewerContext, resident: SQL): SQL {
  return nameSeenBy(sql`${viewer.id}`, resident)
}

function nameSeenBy(viewer: SQL, resident: SQL): SQL {
  return sql`(select seen.display_name from residents seen where seen.id = ${resident} and seen.left_at is null
    and not exists (select 1 from blocks b where b.lifted is null and (
      (b.blocker_id = seen.id and b.blocked_id = ${viewer}) or (b.blocker_id = ${viewer} and b.blocked_id = seen.id))))`
}

/** The data of a notice, with the name of whoever did it as this resident, a column or an id, may see it. */
export function noticeData(viewer: SQL): SQL {
  return sql`case when data->>'by' is null then data
    else data || jsonb_build_object('name', coalesce(${nameSeenBy(viewer, sql`(data->>'by')::uuid`)}, '')) end`
}

export const holdings: Holding[] = [
  {
    table: 'resident_levels',
    column: 'resident_id',
    shows: {
      part: 'levels',
      select: (ctx) =>
        sql`select id, level, how, since from resident_levels where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'blocks',
    column: 'blocker_id',
    shows: {
      part: 'blocks',
      select: (ctx) => sql`select blocked_id || ' ' || created as id, name, created, lifted from blocks
        where blocker_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'blocks',
    column: 'blocked_id',
    erasing: 'remove',
    why: 'who blocks somebody does that unseen',
  },
  {
    table: 'stewards',
    column: 'resident_id',
    shows: {
      part: 'tasks',
      select: (ctx) =>
        sql`select task || granted as id, task, granted, ended from stewards where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'that the foundation had somebody for a task stays known',
  },
  {
    table: 'foundation_acts',
    column: 'steward_id',
    shows: {
      part: 'acts',
      select: (ctx) =>
        sql`select id, task, kind, about as data, why, done from foundation_acts where steward_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'what the foundation did stays public',
  },
  {
    table: 'notices',
    column: 'resident_id',
    shows: {
      part: 'notices',
      select: (
        ctx,
      ) => sql`select id, kind, ${noticeData(sql`${ctx.viewer.id}`)} as data, data->>'name' as community, data->>'title' as title, created, seen from notices
        where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
]
