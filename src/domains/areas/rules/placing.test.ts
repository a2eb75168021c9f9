import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellAt } from './cells.ts'
import { leastAlike, placeAddresses, type Placement, type Unplaced } from './placing.ts'

const address = fc.record({
  streetId: fc.integer({ min: 1, max: 6 }),
  lat: fc.double({ min: 52, max: 52.02, noNaN: true }),
  lon: fc.double({ min: 5, max: 5.03, noNaN: true }),
})
const buurt = fc
  .array(address, { maxLength: 80 })
  .map((addresses) => addresses.map((one, index): Unplaced => ({ ...one, id: index + 1 })))

/** What somebody outside may observe of an address, within its buurt. */
function seen({ streetId }: Unplaced, { secluded, cell }: Placement): string {
  return `${secluded ? 'none' : streetId}/${cell}`
}

describe('placing addresses', () => {
  test('every place with a cell is shared by at least three addresses', () => {
    fc.assert(
      fc.property(buurt, (addresses) => {
        const placements = placeAddresses(addresses)
        const alike = Map.groupBy(addresses, (one) => seen(one, placements.get(one.id)!))
        for (const [place, sharing] of alike) {
          if (!place.endsWith('/null')) expect(sharing.length).toBeGreaterThanOrEqual(leastAlike)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('a street is told exactly when it has at least three addresses, and then it has a cell', () => {
    fc.assert(
      fc.property(buurt, (addresses) => {
        const placements = placeAddresses(addresses)
        expect(placements.size).toBe(addresses.length)
        for (const [, street] of Map.groupBy(addresses, ({ streetId }) => streetId)) {
          for (const { id } of street) {
            const { secluded, cell } = placements.get(id)!
            expect(secluded).toBe(street.length < leastAlike)
            if (!secluded) expect(cell).not.toBeNull()
          }
        }
      }),
    )
  })

  test('without a cell are at most two of a buurt, and both are secluded', () => {
    fc.assert(
      fc.property(buurt, (addresses) => {
        const alone = [...placeAddresses(addresses).values()].filter(({ cell }) => cell === null)
        expect(alone.length).toBeLessThan(leastAlike)
        expect(alone.every(({ secluded }) => secluded)).toBe(true)
      }),
    )
  })

  test('a cell is one in which somebody of the same pool lives, and a full cell is left as it is', () => {
    fc.assert(
      fc.property(buurt, (addresses) => {
        const placements = placeAddresses(addresses)
        const pool = (one: Unplaced) => (placements.get(one.id)!.secluded ? 0 : one.streetId)
        for (const sharing of Map.groupBy(addresses, pool).values()) {
          const cells = Map.groupBy(sharing, ({ lat, lon }) => cellAt(lat, lon))
          for (const one of sharing) {
            const { cell } = placements.get(one.id)!
            if (cell === null) continue
            expect(cells.has(cell)).toBe(true)
            const own = cellAt(one.lat, one.lon)
            if (cells.get(own)!.length >= leastAlike) expect(cell).toBe(own)
          }
        }
      }),
    )
  })

  test('the order of the addresses makes no difference', () => {
    fc.assert(
      fc.property(
        buurt.chain((addresses) =>
          fc.tuple(
            fc.constant(addresses),
            fc.shuffledSubarray(addresses, { minLength: addresses.length, maxLength: addresses.length }),
          ),
        ),
        ([addresses, shuffled]) => {
          expect(new Map([...placeAddresses(shuffled)].sort())).toEqual(
            new Map([...placeAddresses(addresses)].sort()),
          )
        },
      ),
    )
  })

  test('a lonely farm joins the nearest group of its road', () => {
    const near = [0, 1, 2].map((n) => ({ id: n, streetId: 1, lat: 52, lon: 5 + n * 1e-5 }))
    const far = [3, 4, 5].map((n) => ({ id: n, streetId: 1, lat: 52.02, lon: 5 + n * 1e-5 }))
    const farm = { id: 9, streetId: 1, lat: 52.006, lon: 5 }
    const placements = placeAddresses([...far, farm, ...near])
    expect(placements.get(9)).toEqual({ secluded: false, cell: cellAt(52, 5) })
  })
})
