import { sql, type SQL } from 'drizzle-orm'
import { arrayOf, rows } from '../../platform/db/store.ts'
import { areaById, below, cellsWithin, rangesOf, streetsNamedLike } from '../areas/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import { metresOf, type Reach } from './rules.ts'

/** Where a question of formation looks, worked out once for all its parts. */
export interface Surroundings {
  reach: Reach
  /** Street areas that carry the name of the viewer's street in the same place. */
  streetIds: number[]
  /** Cells around the viewer's own with the band each lies in; empty when the home cannot be placed. */
  cells: readonly string[]
  cellBands: readonly number[]
  /** The areas the viewer's home lies in, nearest first. */
  ownAreaIds: number[]
  /** For an area reach: the area looked in, and its path. */
  areaId: number | null
  areaPath: string | null
}

/** All cells up to two kilometres are always known: they tell the band, also where the reach is an area. */
const furthest = 2000

/**
 * Looks up the surroundings of the viewer's home. Undefined when this reach has no meaning for it: a street that is
 * too small to be named, or a distance from a home that stands too alone to be placed.
 */
export async function surroundings(ctx: ViewerContext, reach: Reach): Promise<Surroundings | undefined> {
  const { viewer } = ctx
  const metres = metresOf(reach)
  if (metres !== undefined && viewer.cell === null) return undefined
  const areaOf = {
    street: viewer.streetId,
    buurt: viewer.buurtId,
    wijk: viewer.wijkId,
    gemeente: viewer.gemeenteId,
  } as const
  const areaId = metres === undefined ? areaOf[reach as keyof typeof areaOf] : null
  if (metres === undefined && areaId === null) return undefined
  const streetIds = viewer.streetId === null ? [] : await streetsNamedLike(ctx, viewer.streetId)
  const near = viewer.cell === null ? { cells: [], bands: [] } : cellsWithin(viewer.cell, furthest)
  const area = areaId === null || reach === 'street' ? undefined : await areaById(ctx, areaId)
  return {
    reach,
    streetIds,
    cells: near.cells,
    cellBands: near.bands,
    ownAreaIds: [viewer.streetId, viewer.buurtId, viewer.wijkId, viewer.gemeenteId].filter(
      (id) => id !== null,
    ),
    areaId,
    areaPath: area?.path ?? null,
  }
}

/** The cells of the surroundings as a table `near (cell, band)`. */
export function nearTable({ cells, cellBands }: Surroundings): SQL {
  return sql`near (cell, band) as materialized (
    select * from unnest(${arrayOf(cells, 'bigint')}, ${arrayOf(cellBands, 'int')}))`
}

/** The cells within a walking distance. */
function cellsWalkable({ cells, cellBands }: Surroundings, metres: number): string[] {
  return cells.filter((_, index) => (cellBands[index] ?? furthest + 1) <= metres)
}

/**
 * Where to look for `wishes w` in reach: `tables` to join first, what `on` each wish must meet, and what is left to
 * check `where` `near n` is known. Ranges instead of a list of cells, because each cell would be a look of its own.
 */
export function wishesInReach(around: Surroundings): { tables: SQL; on: SQL; where: SQL } {
  const { reach, streetIds, areaId } = around
  const metres = metresOf(reach)
  if (metres !== undefined) {
    const { from, to } = rangesOf(cellsWalkable(around, metres))
    return {
      tables: sql`cross join unnest(${arrayOf(from, 'bigint')}, ${arrayOf(to, 'bigint')}) as ranges (low, high)`,
      on: sql`w.cell between ranges.low and ranges.high`,
      where: sql`n.band <= ${metres}`,
    }
  }
  const on =
    reach === 'street'
      ? sql`w.street_id = any(${arrayOf(streetIds, 'int')})`
      : sql`w.${sql.identifier(`${reach}_id`)} = ${areaId}`
  return { tables: sql``, on, where: sql`true` }
}

/**
 * Ids of the communities that touch the reach, as a query: those that carry an area within it or around it, and for
 * a distance those that gather within it.
 */
export function communitiesTouching(around: Surroundings): SQL {
  const { reach, streetIds, areaPath, ownAreaIds } = around
  if (reach === 'street') {
    return sql`select community_id from community_areas
      where area_id = any(${arrayOf([...streetIds, ...ownAreaIds], 'int')})`
  }
  if (areaPath !== null) {
    return sql`select ca.community_id from areas inside join community_areas ca on ca.area_id = inside.id
        where ${below(sql`inside.path`, areaPath)}
      union select community_id from community_areas where area_id = any(${arrayOf(ownAreaIds, 'int')})`
  }
  const cells = cellsWalkable(around, metresOf(reach) ?? furthest)
  return sql`select id from communities where cell = any(${arrayOf(cells, 'bigint')})
      and state in ('forming', 'active', 'resting')
    union select community_id from community_areas where area_id = any(${arrayOf(ownAreaIds, 'int')})`
}

/** Ids of the communities the viewer belongs to. */
export async function ownCommunityIds(ctx: ViewerContext): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`select community_id as id from memberships where resident_id = ${ctx.viewer.id} and ended is null limit 200`,
  )
  return found.map(({ id }) => id)
}
