import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { areasByIds, type Area } from '../queries.ts'
import { bandCells, metresBetween, middleOfCell, type Cell } from '../rules/cells.ts'
import { boxAround, metresTo } from '../rules/circle.ts'
import type { Polygon } from '../rules/polygons.ts'

/** A circle round the middle of a cell; its radius in metres, at most two kilometres. */
export interface Circle {
  cell: Cell
  metres: number
}

/** Buurten that one circle may touch: in a dense town some thirty lie within two kilometres. */
const mostBuurten = 120
/** Addresses looked at in one buurt. */
const mostAddresses = 5_000

/** The buurten that a circle touches, nearest first: the one that holds its middle is the first. */
export async function areasInCircle(ctx: Context, { cell, metres }: Circle): Promise<Area[]> {
  const [lat, lon] = middleOfCell(cell)
  const box = boxAround([lon, lat], metres)
  const found = await rows<{ id: number; polygons: Polygon[] }>(
    ctx.db,
    sql`select a.id, s.polygons from area_shapes s join areas a on a.id = s.area_id and a.current and a.kind = 'buurt'
        where s.min_lat <= ${box.maxLat} and s.max_lat >= ${box.minLat}
          and s.min_lon <= ${box.maxLon} and s.max_lon >= ${box.minLon}
        order by a.code limit ${mostBuurten}`,
  )
  const near = found
    .map(({ id, polygons }) => ({ id, away: metresTo([lon, lat], polygons) }))
    .filter(({ away }) => away <= metres)
    .toSorted((a, b) => a.away - b.away || a.id - b.id)
  return areasByIds(
    ctx,
    near.map(({ id }) => id),
  )
}

/** The streets of one buurt that have an address in a circle, nearest first; streets of too few homes are not told. */
export async function streetsInCircle(
  ctx: Context,
  buurtId: number,
  { cell, metres }: Circle,
): Promise<Area[]> {
  const cells = bandCells(cell).cells.filter((each) => metresBetween(cell, each) <= metres)
  const found = await rows<{ id: number; cell: Cell }>(
    ctx.db,
    sql`select distinct s.id, d.cell::text as cell from (
          select street_id, cell from addresses where cell = any(${arrayOf(cells, 'bigint')}) and not secluded limit ${mostAddresses}
        ) d join areas s on s.id = d.street_id and s.parent_id = ${buurtId} and s.current`,
  )
  const nearest = new Map<number, number>()
  for (const each of found) {
    const away = metresBetween(cell, each.cell)
    nearest.set(each.id, Math.min(away, nearest.get(each.id) ?? Infinity))
  }
  const order = [...nearest].toSorted(([a, x], [b, y]) => x - y || a - b)
  return areasByIds(
    ctx,
    order.map(([id]) => id),
  )
}
