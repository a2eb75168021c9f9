import { sql, type SQL } from 'drizzle-orm'
import { row, rows } from '../../../platform/db/store.ts'
import { conceptLabel } from '../../ambitions/index.ts'
import { mayEnter } from '../../communities/index.ts'
import { nameAsSeen, type ViewerContext } from '../../residents/index.ts'
import { counting, inPlace, type Scope } from '../scope.ts'

/** A voice as one of the two sees it. */
export interface VoiceLine extends Scope {
  id: string
  /** Name of the place; null of a community that the viewer may not enter any more. */
  place: string | null
  /** Of the page of the community. */
  slug: string | null
  /** Empty for the whole place. */
  theme: string
  /** The other one. Null for a stop. */
  otherId: string | null
  /** Null also for whom the viewer does not see. */
  name: string | null
  given: Date
  /** Null of a stop. */
  ends: Date | null
}

/** Lines of one list at most: as many as somebody may give. */
export const mostLines = 100

async function lines(ctx: ViewerContext, own: SQL, other: SQL): Promise<VoiceLine[]> {
  const found = await rows<VoiceLine>(
    ctx.db,
    sql`select d.id, d.community_id as "communityId", d.area_id as "areaId", d.theme_id as "themeId",
          coalesce(c.name, a.name) as place, c.slug, ${conceptLabel(sql`d.theme_id`, ctx.language)} as theme,
          ${other} as "otherId", ${nameAsSeen(ctx, other)} as name, d.given, d.ends
        from delegations d left join communities c on c.id = d.community_id and ${mayEnter(ctx)}
          left join areas a on a.id = d.area_id
        where ${own} = ${ctx.viewer.id} and d.ended is null and ${counting(ctx.now())}
        order by d.given desc, d.id limit ${mostLines}`,
  )
  return found.map((one) => ({ ...one, given: new Date(one.given), ends: one.ends && new Date(one.ends) }))
}

/** What the viewer gave and stopped, newest first. */
export async function given(ctx: ViewerContext): Promise<VoiceLine[]> {
  return lines(ctx, sql`d.by_id`, sql`d.to_id`)
}

/** For whom the viewer votes, and how many those are; names of the newest. Nobody else sees who gave. */
export async function carried(ctx: ViewerContext): Promise<{ lines: VoiceLine[]; count: number }> {
  const found = await lines(ctx, sql`d.to_id`, sql`d.by_id`)
  if (found.length < mostLines) return { lines: found, count: found.length }
  const counted = await row<{ count: number }>(
    ctx.db,
    sql`select count(*)::int as count from delegations d
        where d.to_id = ${ctx.viewer.id} and d.ended is null and ${counting(ctx.now())}`,
  )
  return { lines: found, count: counted?.count ?? found.length }
}

/** Whether the viewer votes only for themselves. */
export async function refusesVoices(ctx: ViewerContext): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from delegation_refusals where resident_id = ${ctx.viewer.id} and ended is null`,
  )
  return found !== undefined
}

/** Whom the viewer gave their voice to in exactly this scope, as it stands now. The name is null of whom they do not see. */
export async function givenTo(
  ctx: ViewerContext,
  scope: Scope,
): Promise<{ id: string; name: string | null } | undefined> {
  return row(
    ctx.db,
    sql`select d.to_id as id, ${nameAsSeen(ctx, sql`d.to_id`)} as name from delegations d
        where d.by_id = ${ctx.viewer.id} and d.to_id is not null and ${inPlace(scope)}
          and d.theme_id is not distinct from ${scope.themeId}::int and ${counting(ctx.now())}`,
  )
}
