import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { mayEnter } from '../../communities/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import type { CircleKind } from '../rules.ts'

/** A circle as it is named elsewhere. */
export interface CircleLine {
  slug: string
  name: string
  kind: CircleKind
  members: number
}

/** The circle that a community is, if it is one. */
export async function circleOf(ctx: Context, communityId: string): Promise<CircleKind | undefined> {
  const found = await row<{ kind: CircleKind }>(
    ctx.db,
    sql`select kind from circles where community_id = ${communityId}`,
  )
  return found?.kind
}

/** Circles of an area and of what lies around it, as far as the viewer may enter them. */
export async function circlesOfArea(ctx: Context, areaIds: number[]): Promise<CircleLine[]> {
  return rows(
    ctx.db,
    sql`select c.slug, c.name, k.kind, c.members from circles k join communities c on c.id = k.community_id
        where k.area_id in (select unnest(${`{${areaIds.join(',')}}`}::int[])) and c.state <> 'ended' and ${mayEnter(ctx)}
        order by k.kind, c.founded, c.id limit 24`,
  )
}

/** A circle that the viewer could found, or is in. */
export interface CircleChance {
  kind: 'ambassadors' | 'authorities'
  areaId: number
  area: string
  conceptId: number | null
}

/**
 * Circles that the viewer could found: of the buurt, wijk and gemeente around the communities in which they are
 * recognised, as far as there is none yet.
 */
export async function circleChances(ctx: ViewerContext): Promise<CircleChance[]> {
  return rows(
    ctx.db,
    sql`select distinct case s.kind when 'ambassador' then 'ambassadors' else 'authorities' end as kind,
          g.id as "areaId", g.name as area, s.theme_id as "conceptId", length(g.path) as depth
        from standings s join communities c on c.id = s.community_id and c.state in ('active', 'resting')
            and c.access <> 'besloten' and not c.by_designation
          join community_areas ca on ca.community_id = c.id join areas a on a.id = ca.area_id
          join areas g on g.id = any(string_to_array(trim(both '/' from a.path), '/')::int[])
            and g.kind in ('buurt', 'wijk', 'gemeente')
        where s.resident_id = ${ctx.viewer.id} and (s.standing >= least(3, c.members - 1)
            and (s.standing >= 15 or s.standing * 20 >= c.members))
          and exists (select 1 from residents r where r.id = s.resident_id and r.adult and not r.protected)
          and not exists (select 1 from circles k join communities there on there.id = k.community_id and there.state <> 'ended'
            where k.area_id = g.id and k.kind = case s.kind when 'ambassador' then 'ambassadors' else 'authorities' end
              and k.concept_id is not distinct from s.theme_id)
        order by depth desc, kind, g.name limit 12`,
  )
}
