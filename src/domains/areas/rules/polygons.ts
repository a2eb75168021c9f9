/** Longitude and latitude in degrees (WGS 84), in the order of GeoJSON. */
export type Point = [lon: number, lat: number]
export type Ring = Point[]
/** The first ring is the border, the others are holes. */
export type Polygon = Ring[]

export interface Box {
  minLon: number
  minLat: number
  maxLon: number
  maxLat: number
}

/** The box around all polygons. */
export function boxOf(polygons: Polygon[]): Box {
  const box: Box = { minLon: Infinity, minLat: Infinity, maxLon: -Infinity, maxLat: -Infinity }
  for (const [border] of polygons) {
    for (const [lon, lat] of border ?? []) {
      if (lon < box.minLon) box.minLon = lon
      if (lon > box.maxLon) box.maxLon = lon
      if (lat < box.minLat) box.minLat = lat
      if (lat > box.maxLat) box.maxLat = lat
    }
  }
  return box
}

/** Twice the signed surface of a ring, in square degrees. */
export function doubleSurface(ring: Ring): number {
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1]!
    const [x2, y2] = ring[i]!
    sum += x1 * y2 - x2 * y1
  }
  return sum
}

/** Whether a point lies inside a ring (even-odd rule; a point on the border may fall on either side). */
function inRing(ring: Ring, lon: number, lat: number): boolean {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1]!
    const [x2, y2] = ring[i]!
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}

/** Whether a point lies in one of the polygons and in none of its holes. */
function inPolygons(polygons: Polygon[], lon: number, lat: number): boolean {
  return polygons.some(
    ([border, ...holes]) =>
      border && inRing(border, lon, lat) && !holes.some((hole) => inRing(hole, lon, lat)),
  )
}

/**
 * A point well inside: the middle of the widest stretch of the largest polygon, at the height of its centre. A plain
 * centre may lie outside an area that is bent around another.
 */
export function middleOf(polygons: Polygon[]): Point {
  const surface = ([border]: Polygon) => Math.abs(doubleSurface(border ?? []))
  const largest = polygons.reduce((best, next) => (surface(next) > surface(best) ? next : best))
  const border = largest[0]!
  const lat = centreLat(border)
  const crossings = largest.flatMap((ring) => crossingsAt(ring, lat)).sort((a, b) => a - b)
  let widest: Point = [border[0]![0], border[0]![1]]
  let width = 0
  for (let i = 1; i < crossings.length; i += 2) {
    const [from, to] = [crossings[i - 1]!, crossings[i]!]
    if (to - from > width) {
      width = to - from
      widest = [(from + to) / 2, lat]
    }
  }
  return [round(widest[0]), round(widest[1])]
}

/** The mean of some points; the middle of a border that has collapsed into a line. */
export function meanOf(points: Point[]): Point {
  const sum = points.reduce<Point>((total, [lon, lat]) => [total[0] + lon, total[1] + lat], [0, 0])
  return [round(sum[0] / points.length), round(sum[1] / points.length)]
}

function centreLat(ring: Ring): number {
  // Relative to the first point: squares of whole degrees would eat the precision of a small ring.
  const [x0, y0] = ring[0]!
  let weighted = 0
  let surface = 0
  for (let i = 1; i < ring.length; i++) {
    const x1 = ring[i - 1]![0] - x0
    const y1 = ring[i - 1]![1] - y0
    const x2 = ring[i]![0] - x0
    const y2 = ring[i]![1] - y0
    const cross = x1 * y2 - x2 * y1
    weighted += (y1 + y2) * cross
    surface += cross
  }
  return surface === 0 ? y0 : y0 + weighted / (3 * surface)
}

function crossingsAt(ring: Ring, lat: number): number[] {
  const found: number[] = []
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1]!
    const [x2, y2] = ring[i]!
    if (y1 > lat !== y2 > lat) found.push(((x2 - x1) * (lat - y1)) / (y2 - y1) + x1)
  }
  return found
}

/** Five decimals are about a metre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}

/** A polygon that can be found by a point. */
export interface Placed<Key> {
  key: Key
  polygons: Polygon[]
  box: Box
}

/** Finds which of many areas hold a point: a grid of boxes first, then the borders themselves. */
export class PolygonGrid<Key> {
  readonly #cells = new Map<number, Placed<Key>[]>()
  /** About a kilometre: some buurten large, so few areas to try and few cells for each. */
  static readonly #step = 0.01

  constructor(areas: Iterable<Placed<Key>>) {
    for (const area of areas) {
      const { minLon, minLat, maxLon, maxLat } = area.box
      for (let row = index(minLat); row <= index(maxLat); row++) {
        for (let column = index(minLon); column <= index(maxLon); column++) {
          const cell = this.#cells.get(row * 100_000 + column)
          if (cell) cell.push(area)
          else this.#cells.set(row * 100_000 + column, [area])
        }
      }
    }
    function index(degrees: number): number {
      return Math.floor(degrees / PolygonGrid.#step)
    }
  }

  /** Keys of all areas that hold the point, in the order in which they were given. */
  at(lon: number, lat: number): Key[] {
    const row = Math.floor(lat / PolygonGrid.#step)
    const column = Math.floor(lon / PolygonGrid.#step)
    const found: Key[] = []
    for (const { key, polygons, box } of this.#cells.get(row * 100_000 + column) ?? []) {
      if (lon < box.minLon || lon > box.maxLon || lat < box.minLat || lat > box.maxLat) continue
      if (inPolygons(polygons, lon, lat)) found.push(key)
    }
    return found
  }
}
