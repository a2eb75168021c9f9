import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAround, metresTo, ringAround } from './circle.ts'
import type { Point, Polygon } from './polygons.ts'

const point = fc.tuple(
  fc.double({ min: 3.5, max: 7, noNaN: true }),
  fc.double({ min: 51, max: 53.5, noNaN: true }),
)
const metres = fc.integer({ min: 100, max: 2000 })
/** Metres between two points, by the haversine formula. */
const between = ([lon1, lat1]: Point, [lon2, lat2]: Point): number => {
  const rad = Math.PI / 180
  const a =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2
  return 2 * 6_371_008 * Math.asin(Math.sqrt(a))
}

describe('a circle on the map', () => {
  it('is a ring of points that far away, all of them in its box', () => {
    fc.assert(
      fc.property(point, metres, (middle, radius) => {
        const box = boxAround(middle, radius)
        for (const corner of ringAround(middle, radius)) {
          expect(Math.abs(between(middle, corner) / radius - 1)).toBeLessThan(0.01)
          expect(corner[0]).toBeGreaterThanOrEqual(box.minLon - 1e-9)
          expect(corner[0]).toBeLessThanOrEqual(box.maxLon + 1e-9)
          expect(corner[1]).toBeGreaterThanOrEqual(box.minLat - 1e-9)
          expect(corner[1]).toBeLessThanOrEqual(box.maxLat + 1e-9)
        }
      }),
    )
  })

  it('touches what lies within its radius: 0 inside, and the nearest border outside', () => {
    fc.assert(
      fc.property(point, metres, metres, (middle, inner, away) => {
        const round: Polygon[] = [[ringAround(middle, inner, 180)]]
        expect(metresTo(middle, round)).toBe(0)
        const [lon, lat] = ringAround(middle, inner + away, 4)[1]!
        expect(Math.abs(metresTo([lon, lat], round) - away)).toBeLessThan(5)
      }),
    )
  })

  it('lies outside an area in whose hole it lies', () => {
    const middle: Point = [5.2, 52.4]
    const ring: Polygon[] = [[ringAround(middle, 2000), ringAround(middle, 1000)]]
    expect(metresTo(middle, ring)).toBeGreaterThan(900)
    expect(metresTo(middle, [])).toBe(Infinity)
  })
})
