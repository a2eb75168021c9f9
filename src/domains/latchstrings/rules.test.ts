import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minute } from '../../platform/clock.ts'
import { closesAt, lengths, longest, reachesFor } from './rules.ts'

describe('when a door closes', () => {
  it('is on a quarter of the clock, later than now, and never after four hours', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
        fc.oneof(fc.constantFrom(...lengths), fc.integer({ min: 15, max: 10_000 })),
        (now, minutes) => {
          const ends = closesAt(now, minutes)
          expect(ends.getTime() % (15 * minute)).toBe(0)
          expect(ends.getTime()).toBeGreaterThan(now.getTime())
          expect(ends.getTime() - now.getTime()).toBeLessThanOrEqual(longest)
          expect(
            Math.abs(ends.getTime() - now.getTime() - Math.min(minutes * minute, longest)),
          ).toBeLessThanOrEqual(15 * minute)
        },
      ),
    )
  })
})

describe('for whom somebody may open', () => {
  it('is only a community in protected mode, and never a place that is not told', () => {
    const home = { isProtected: false, streetId: 1, cell: '1' }
    expect(reachesFor(home)).toEqual(['closest', 'street', 'community'])
    expect(reachesFor({ ...home, isProtected: true })).toEqual(['community'])
    expect(reachesFor({ ...home, streetId: null })).toEqual(['closest', 'community'])
    expect(reachesFor({ ...home, cell: null })).toEqual(['street', 'community'])
  })
})
