import type { Box, Point, Polygon, Ring } from './polygons.ts'

/** Metres in one degree of latitude. */
const degree = 111_320

/** A box that holds a circle of so many metres round a point. */
export function boxAround([lon, lat]: Point, metres: number): Box {
  const high = metres / degree
  const wide = high / shrinkAt(lat)
  return { minLon: lon - wide, minLat: lat - high, maxLon: lon + wide, maxLat: lat + high }
}

/** A circle as a ring of corners, to be drawn. */
export function ringAround([lon, lat]: Point, metres: number, corners = 36): Ring {
  return Array.from({ length: corners + 1 }, (_, n): Point => {
    const turn = (n / corners) * 2 * Math.PI
    return [
      lon + (Math.cos(turn) * metres) / degree / shrinkAt(lat),
      lat + (Math.sin(turn) * metres) / degree,
    ]
  })
}

/** Metres from a point to the nearest of these polygons: 0 inside one. Exact enough for some kilometres. */
export function metresTo(point: Point, polygons: readonly Polygon[]): number {
  return Math.min(Infinity, ...polygons.map((polygon) => metresToOne(point, polygon)))
}

function metresToOne([lon, lat]: Point, polygon: Polygon): number {
  const shrink = shrinkAt(lat)
  let inside = false
  let nearest = Infinity
  for (const ring of polygon) {
    const flat = ring.map(([x, y]): Point => [(x - lon) * degree * shrink, (y - lat) * degree])
    for (let i = 1; i < flat.length; i++) {
      const [from, to] = [flat[i - 1]!, flat[i]!]
      if (crossesRay(from, to)) inside = !inside
      nearest = Math.min(nearest, fromOrigin(from, to))
    }
  }
  return inside ? 0 : nearest
}

/** Whether a piece of border crosses the ray from the origin to the right. */
function crossesRay([x1, y1]: Point, [x2, y2]: Point): boolean {
  return y1 > 0 !== y2 > 0 && (-y1 / (y2 - y1)) * (x2 - x1) + x1 > 0
}

function fromOrigin([x1, y1]: Point, [x2, y2]: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, -(x1 * dx + y1 * dy) / length))
  return Math.hypot(x1 + t * dx, y1 + t * dy)
}

function shrinkAt(lat: number): number {
  return Math.cos((lat * Math.PI) / 180)
}
