import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coarseCount, meetingInTime, mostInvitations, spread, type Candidate } from './rules.ts'

const candidates = fc.array(
  fc.record({
    residentId: fc.uuid(),
    streetId: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
    circleId: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }),
    shared: fc.boolean(),
  }),
  { maxLength: 60 },
)

describe('spreading invitations', () => {
  it('invites at most twenty, nobody twice, and only candidates', () => {
    fc.assert(
      fc.property(candidates, (given) => {
        const chosen = spread(given)
        expect(chosen.length).toBeLessThanOrEqual(mostInvitations)
        expect(new Set(chosen).size).toBe(chosen.length)
        expect(chosen.every((id) => given.some(({ residentId }) => residentId === id))).toBe(true)
      }),
    )
  })

  it('leaves nobody out while there is room', () => {
    fc.assert(
      fc.property(candidates, (given) => {
        const people = new Set(given.map(({ residentId }) => residentId)).size
        expect(spread(given, 100)).toHaveLength(Math.min(people, 100))
      }),
    )
  })

  it('goes round the streets instead of filling up one', () => {
    const lane = (streetId: number, from: number): Candidate[] =>
      Array.from({ length: 10 }, (_, n) => ({
        residentId: `${streetId}-${from + n}`,
        streetId,
        circleId: null,
        shared: false,
      }))
    const chosen = spread([...lane(1, 0), ...lane(2, 0), ...lane(3, 0)], 6)
    expect(chosen).toEqual(['1-0', '2-0', '3-0', '1-1', '2-1', '3-1'])
  })

  it('prefers a neighbour from another circle among equals', () => {
    const known: Candidate = { residentId: 'known', streetId: 1, circleId: 'choir', shared: true }
    const unknown: Candidate = { residentId: 'unknown', streetId: 2, circleId: null, shared: false }
    expect(spread([known, unknown], 1)).toEqual(['unknown'])
  })
})

describe('counting sensitive wishes', () => {
  it('says nothing below ten and only whole tens above', () => {
    fc.assert(
      fc.property(fc.nat(5_000), (count) => {
        const said = coarseCount(count)
        if (count < 10) expect(said).toBeUndefined()
        else expect(said! % 10 === 0 && said! <= count && count - said! < 10).toBe(true)
      }),
    )
  })
})

describe('the first meeting', () => {
  const now = new Date('2026-05-14T10:00:00Z')
  it.each([
    ['2026-05-14T09:59:00Z', false],
    ['2026-05-14T19:30:00Z', true],
    ['2026-06-04T10:00:00Z', true],
    ['2026-06-04T10:01:00Z', false],
  ])('%s is in time: %s', (starts, inTime) => {
    expect(meetingInTime(new Date(starts), now)).toBe(inTime)
  })
})
