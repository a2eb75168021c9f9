import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stv, unit, type RankedBallots } from './stv.ts'

const candidates = 6
const ballot = fc.record({
  count: fc.integer({ min: 1, max: 40 }),
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 0, maxLength: candidates }),
})
const election = fc.record({
  seats: fc.integer({ min: 1, max: 4 }),
  ballots: fc.array(ballot, { maxLength: 12 }) as fc.Arbitrary<RankedBallots[]>,
})
const votes = (ballots: readonly RankedBallots[]) => ballots.reduce((sum, { count }) => sum + count, 0)

describe('Scottish STV', () => {
  test('takes the seats, once each, and loses no voice', () => {
    fc.assert(
      fc.property(election, ({ seats, ballots }) => {
        const { winners, steps, quota } = stv(candidates, seats, ballots)
        expect(winners).toHaveLength(seats)
        expect(new Set(winners).size).toBe(seats)
        expect(quota).toBe(Math.floor(votes(ballots) / (seats + 1)) + 1)
        for (const step of steps) {
          const together = step.votes.reduce((sum, each) => sum + each, 0) + step.exhausted + step.lost
          expect(together).toBe(votes(ballots) * unit)
        }
      }),
    )
  })

  test('does not mind in what order the ballots lie, or how they are bundled', () => {
    fc.assert(
      fc.property(election, fc.infiniteStream(fc.nat(1000)), ({ seats, ballots }, keys) => {
        const shuffled = ballots
          .flatMap(({ count, order }) => Array.from({ length: count }, () => ({ count: 1, order })))
          .map((each) => ({ each, key: keys.next().value! }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ each }) => each)
        expect(stv(candidates, seats, shuffled)).toEqual(stv(candidates, seats, ballots))
      }),
      { numRuns: 50 },
    )
  })

  test('does not mind how the candidates are called, where no tie rule decides', () => {
    fc.assert(
      fc.property(
        election,
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
        ({ seats, ballots }, names) => {
          const result = stv(candidates, seats, ballots)
          fc.pre(!result.steps.some(({ tied, kind }) => tied || kind === 'fill'))
          const renamed = ballots.map(({ count, order }) => ({ count, order: order.map((i) => names[i]!) }))
          expect(stv(candidates, seats, renamed).winners).toEqual(result.winners.map((i) => names[i]!))
        },
      ),
    )
  })

  test('elects whom a majority puts first, and in proportion where a solid group votes together', () => {
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 8 }), fc.integer({ min: 1, max: 4 }), (others, seats) => {
        // A group that ranks 0 and 1 above all others and is larger than two quotas gets both.
        const size = votes(others as RankedBallots[]) * 2 + seats + 5
        const group = { count: size, order: [0, 1, 2, 3, 4, 5] }
        const { winners, quota } = stv(candidates, seats, [...(others as RankedBallots[]), group])
        expect(winners).toContain(0)
        if (seats > 1 && size >= 2 * quota) expect(winners).toContain(1)
      }),
    )
  })

  test('decides a tie by earlier stages, and without one for who stands earlier', () => {
    const even = [
      { count: 5, order: [0] },
      { count: 5, order: [1] },
      { count: 5, order: [2] },
    ]
    const { winners, steps } = stv(3, 1, even)
    expect(winners).toEqual([0])
    expect(steps.some(({ tied }) => tied)).toBe(true)
    // 2 catches up with 1 by the votes of 3, but had less before: 2 goes.
    const earlier = [
      { count: 9, order: [0] },
      { count: 6, order: [1] },
      { count: 4, order: [2] },
      { count: 2, order: [3, 2] },
    ]
    expect(
      stv(4, 1, earlier)
        .steps.filter(({ kind }) => kind === 'defeat')
        .map(({ candidate }) => candidate),
    ).toEqual([3, 2, 1])
  })

  test('is exact where a double is not', () => {
    const { steps } = stv(3, 1, [
      { count: 90_000_019, order: [0, 1] },
      { count: 10_000_007, order: [2] },
    ])
    expect(steps.every((step) => step.votes.every(Number.isSafeInteger))).toBe(true)
  })

  test('refuses what cannot be counted', () => {
    expect(() => stv(2, 3, [])).toThrow(RangeError)
    expect(() => stv(2, 1, [{ count: 1, order: [2] }])).toThrow(RangeError)
  })
})
