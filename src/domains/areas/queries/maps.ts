import { sql, type SQL } from 'drizzle-orm'
import { cellToBoundary } from 'h3-js'
import { minute } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { keeping } from '../../../platform/kept.ts'
import type { Area } from '../queries.ts'
import { middleOfCell } from '../rules/cells.ts'
import { ringAround } from '../rules/circle.ts'
import { drawMap, type Drawing, type Outline } from '../rules/drawn-map.ts'
import { areaHref } from '../rules/page-address.ts'
import type { Circle } from './circles.ts'
import type { Polygon, Ring } from '../rules/polygons.ts'

/** Areas on one map: all gemeenten of the country would fit. */
const mostOutlines = 450
/** A street is shown with as much around it as it is long. */
const aroundStreet = 0.9
/** Hexagons that mark a street. */
const mostMarks = 60

/** Maps change only when areas are imported, which another process may do. */
const kept = keeping<Drawing | undefined>({ milliseconds: 10 * minute, most: 400 })

/** A map of an area: what lies in it, among its neighbours. Nothing when borders are not known. */
export function mapOf(ctx: Context, area: Area): Promise<Drawing | undefined> {
  return kept(ctx, String(area.id), async () =>
    area.kind === 'street'
      ? drawMap(await streetOutlines(ctx, area), { rim: aroundStreet })
      : drawMap(await outlines(ctx, area)),
  )
}

/**
 * A map of chosen areas among their neighbours; every border leads to `href`. A street has no border: the buurt that it
 * lies in is drawn, and hexagons mark the street. Nothing when no borders are known.
 */
export async function choosingMap(
  ctx: Context,
  {
    chosen,
    circle,
    href,
  }: {
    chosen: readonly Area[]
    circle?: Circle | undefined
    href: (area: { code: string }) => string
  },
): Promise<Drawing | undefined> {
  const streets = chosen.filter(({ kind }) => kind === 'street')
  const bordered = chosen.filter(({ kind }) => kind !== 'street')
  const known = new Set(bordered.map(({ id }) => id))
  const parentsOf = (areas: readonly Area[]) => arrayOf(new Set(areas.map(({ parentId }) => parentId)), 'int')
  const [around, buurten] = [parentsOf(bordered), parentsOf(streets)]
  const shapes = await shapesOf(
    ctx,
    sql`a.id = any(${arrayOf(known, 'int')}) or a.parent_id = any(${around}) or a.id = any(${buurten})
      or a.parent_id in (select parent_id from areas where id = any(${buurten}) and kind = 'buurt')`,
  )
  const marks = await marksOf(ctx, streets)
  const round = circle && middleOfCell(circle.cell)
  const outlines: Outline[] = [
    ...shapes.map(({ id, name, code, polygons }) => ({
      name,
      href: href({ code }),
      // Without marks the map can only show in which buurt a street lies.
      here: known.has(id) || (marks.length === 0 && streets.some(({ parentId }) => parentId === id)),
      named: true,
      polygons,
    })),
    ...marks.map((ring) => ({ name: '', href: undefined, here: true, named: false, polygons: [[ring]] })),
    ...(circle && round
      ? [
          {
            name: '',
            href: undefined,
            here: false,
            named: false,
            ring: true,
            polygons: [[ringAround([round[1], round[0]], circle.metres)]],
          },
        ]
      : []),
  ]
  return drawMap(outlines, { rim: streets.length > 0 && bordered.length === 0 ? aroundStreet : 0.25 })
}

/** The hexagons that the addresses of some streets share. */
async function marksOf(ctx: Context, streets: readonly Area[]): Promise<Ring[]> {
  if (streets.length === 0) return []
  const marks = await rows<{ cell: string }>(
    ctx.db,
    sql`select distinct cell::text as cell from addresses
        where street_id = any(${arrayOf(
          streets.map(({ id }) => id),
          'int',
        )}) and cell is not null and not secluded limit ${mostMarks}`,
  )
  return marks.map(({ cell }) => cellToBoundary(BigInt(cell).toString(16), true) as Ring)
}

interface Shape {
  id: number
  name: string
  code: string
  parentId: number | null
  polygons: Polygon[]
}

async function outlines(ctx: Context, area: Area): Promise<Outline[]> {
  const found = await shapesOf(
    ctx,
    sql`a.id = ${area.id} or a.parent_id = ${area.id} or a.parent_id = ${area.parentId}`,
  )
  const children = found.filter(({ parentId }) => parentId === area.id)
  const self = found.filter(({ id }) => id === area.id)
  const neighbours = found.filter(({ id, parentId }) => parentId === area.parentId && id !== area.id)
  // The children together are the area; drawn over it they would hide it.
  const main = children.length > 0 ? children : self
  const outline = (here: boolean, named: boolean) => (shape: Shape) => ({
    name: shape.name,
    href: areaHref(shape),
    here,
    named,
    polygons: shape.polygons,
  })
  return [...neighbours.map(outline(false, children.length === 0)), ...main.map(outline(true, true))]
}

/** Borders of current areas. One that others went into since its borders were drawn has theirs as well. */
async function shapesOf(ctx: Context, which: SQL): Promise<Shape[]> {
  const parts = await rows<Shape>(
    ctx.db,
    sql`with recursive wanted as (
          select a.id, a.name, a.code, a.year, a.parent_id from areas a
          where a.current and a.kind <> 'street' and (${which})
          order by a.code limit ${mostOutlines}
        ),
        parts (of_id, code, year, step) as (
          select id, code, year, 0 from wanted
          union all
          select parts.of_id, former.code, former.year, parts.step + 1
          from parts
          join area_successions s on s.successor_code = parts.code and s.year > parts.year
            and (select count(*) from area_successions heirs where heirs.predecessor_code = s.predecessor_code) = 1
          join lateral (
            select code, year from areas where code = s.predecessor_code order by year desc limit 1
          ) former on true
          where parts.step < 4
        )
        select w.id, w.name, w.code, w.parent_id as "parentId", s.polygons
        from wanted w
        join parts on parts.of_id = w.id
        join areas a on a.code = parts.code and a.year = parts.year
        join area_shapes s on s.area_id = a.id
        order by w.code, parts.step, a.code`,
  )
  return [...Map.groupBy(parts, ({ id }) => id).values()].map((same) => ({
    ...same[0]!,
    polygons: same.flatMap(({ polygons }) => polygons),
  }))
}

/** A street has no border: the hexagons that its addresses share mark it, among the buurten around it. */
async function streetOutlines(ctx: Context, street: Area): Promise<Outline[]> {
  const around = await shapesOf(
    ctx,
    sql`a.id = ${street.parentId} or a.parent_id = (select parent_id from areas where id = ${street.parentId})`,
  )
  const rings = await marksOf(ctx, [street])
  return [
    ...around.map(({ id, name, code, polygons }) => ({
      name,
      href: areaHref({ code }),
      // Without marks the map can only show where its buurt is.
      here: rings.length === 0 && id === street.parentId,
      named: true,
      polygons,
    })),
    ...rings.map((ring, index) => ({
      name: street.name,
      href: undefined,
      here: true,
      // Between its neighbours the middle one has most room; a name longer than a hexagon is left out.
      named: index === Math.floor(rings.length / 2),
      polygons: [[ring]],
    })),
  ]
}
