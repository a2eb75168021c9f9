import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawMap, simplify, type Outline } from './drawn-map.ts'
import type { Point, Ring } from './polygons.ts'

/** A frayed coast with many points. */
function coast(lon: number, lat: number, points: number, seed: number): Ring {
  const ring = Array.from({ length: points }, (_, index): Point => {
    const angle = (index / points) * 2 * Math.PI
    const far = 0.1 + 0.02 * Math.sin(angle * seed) + 0.005 * Math.sin(angle * 97)
    return [lon + far * Math.cos(angle) * 1.6, lat + far * Math.sin(angle)]
  })
  return [...ring, ring[0]!]
}

const outline = (name: string, here: boolean, ring: Ring): Outline => ({
  name,
  href: undefined,
  here,
  named: true,
  polygons: [[ring]],
})

describe('a drawn map', () => {
  test('stays small, however detailed the borders are', () => {
    const areas = Array.from({ length: 40 }, (_, n) =>
      outline(`Gebied ${n}`, n > 5, coast(5 + (n % 8) * 0.3, 52 + Math.floor(n / 8) * 0.2, 3000, n + 3)),
    )
    const drawing = drawMap(areas)!
    expect(JSON.stringify(drawing).length).toBeLessThan(6000)
    expect(drawing.areas.reduce((sum, { d }) => sum + d.length, 0)).toBeLessThanOrEqual(5600)
    expect(drawing.areas.length).toBeGreaterThan(30)
  })

  test('what the map is about lies in view, on top and with its name', () => {
    const drawing = drawMap([
      outline('Hier', true, coast(5, 52, 60, 3)),
      outline('Buur', false, coast(5.3, 52, 60, 4)),
      outline('Ver', false, coast(9, 50, 60, 4)),
    ])!
    expect(drawing.areas.map(({ here }) => here)).toEqual([false, true])
    expect(drawing.areas.at(-1)).toMatchObject({ name: 'Hier' })
    const numbers = drawing.areas.at(-1)!.d.match(/-?\d+/g)!.map(Number)
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...numbers)).toBeLessThanOrEqual(360)
  })

  test('there is no map without borders', () => {
    expect(drawMap([{ ...outline('Hier', true, []), polygons: [] }])).toBeUndefined()
  })

  test('simplifying keeps the ends and never moves a point', () => {
    const point = fc.tuple(
      fc.double({ min: 0, max: 300, noNaN: true }),
      fc.double({ min: 0, max: 300, noNaN: true }),
    )
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 1, maxLength: 60 }),
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        (points, tolerance) => {
          const simple = simplify(points, tolerance)
          expect(simple[0]).toBe(points[0])
          expect(simple.at(-1)).toBe(points.at(-1))
          expect(simple.every((one) => points.includes(one))).toBe(true)
        },
      ),
    )
  })
})
