import { sql } from 'drizzle-orm'
import { cellToBoundary } from 'h3-js'
import { minute } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import type { Area } from '../queries.ts'
import { drawMap, type Drawing, type Outline } from '../rules/drawn-map.ts'
import { areaHref } from '../rules/page-address.ts'
import type { Polygon, Ring } from '../rules/polygons.ts'

/** Areas on one map: all gemeenten of the country would fit. */
const mostOutlines = 450
/** Hexagons that mark a street. */
const mostMarks = 60

/** Maps change only when areas are imported, which another process may do. */
const keptFor = 10 * minute
const mostKept = 400
const kept = new Map<string, { until: number; drawing: Drawing | undefined }>()

/** A map of an area: what lies in it, among its neighbours. Nothing when borders are not known. */
export async function mapOf(ctx: Context, area: Area): Promise<Drawing | undefined> {
  const now = ctx.now().getTime()
  const store = ctx.services.store
  const key = `${identityOf(store)}/${area.id}`
  const known = kept.get(key)
  if (known && known.until > now) return known.drawing
  const drawing = drawMap(
    area.kind === 'street' ? await streetOutlines(ctx, area) : await outlines(ctx, area),
  )
  kept.delete(key)
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
  kept.set(key, { until: now + keptFor, drawing })
  return drawing
}

/** Tests open several stores in one process. */
const identities = new WeakMap<object, number>()
let opened = 0
function identityOf(store: object): number {
  const known = identities.get(store)
  if (known !== undefined) return known
  identities.set(store, ++opened)
  return opened
}

interface Shape {
  id: number
  name: string
  code: string
  parentId: number | null
  polygons: Polygon[]
}

async function outlines(ctx: Context, area: Area): Promise<Outline[]> {
  const found = await rows<Shape>(
    ctx.db,
    sql`select a.id, a.name, a.code, a.parent_id as "parentId", s.polygons
        from areas a join area_shapes s on s.area_id = a.id
        where a.current and a.kind <> 'street'
          and (a.id = ${area.id} or a.parent_id = ${area.id} or a.parent_id = ${area.parentId})
        order by a.parent_id = ${area.id} desc, a.code limit ${mostOutlines}`,
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

/** A street has no border: the hexagons that its addresses share mark it, in its buurt. */
async function streetOutlines(ctx: Context, street: Area): Promise<Outline[]> {
  const around = await rows<Shape>(
    ctx.db,
    sql`select a.id, a.name, a.code, a.parent_id as "parentId", s.polygons
        from areas a join area_shapes s on s.area_id = a.id where a.id = ${street.parentId}`,
  )
  const marks = await rows<{ cell: string }>(
    ctx.db,
    sql`select distinct cell::text as cell from addresses
        where street_id = ${street.id} and cell is not null and not secluded limit ${mostMarks}`,
  )
  const rings = marks.map(({ cell }) => cellToBoundary(BigInt(cell).toString(16), true) as Ring)
  return [
    // The buurt frames the map, so it is what the map is about; the street lies on it.
    ...around.map(({ name, code, polygons }) => ({
      name,
      href: areaHref({ code }),
      here: rings.length === 0,
      named: false,
      polygons,
    })),
    ...rings.map((ring, index) => ({
      name: street.name,
      href: undefined,
      here: true,
      named: index === Math.floor(rings.length / 2),
      polygons: [[ring]],
    })),
  ]
}
