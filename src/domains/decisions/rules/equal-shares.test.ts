import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equalShares, equalSharesSeats, type ApprovalBallots } from './equal-shares.ts'

const projects = 6
const ballots: fc.Arbitrary<ApprovalBallots[]> = fc.array(
  fc.record({ count: fc.integer({ min: 1, max: 30 }), approves: fc.subarray([0, 1, 2, 3, 4, 5]) }),
  { maxLength: 10 },
)
const budget = fc.record({
  costs: fc.array(fc.integer({ min: 10, max: 2_000 }), { minLength: projects, maxLength: projects }),
  budget: fc.integer({ min: 100, max: 5_000 }),
  ballots,
})

describe('the Method of Equal Shares', () => {
  test('never spends more than there is, and buys nothing twice or without supporters', () => {
    fc.assert(
      fc.property(budget, ({ costs, budget, ballots }) => {
        const { winners, cost, steps } = equalShares(costs, budget, ballots)
        expect(cost).toBeLessThanOrEqual(budget)
        expect(cost).toBe(winners.reduce((sum, i) => sum + costs[i]!, 0))
        expect(new Set(winners).size).toBe(winners.length)
        expect(steps.every(({ supporters }) => supporters > 0)).toBe(true)
      }),
    )
  })

  test('stops where one more for everybody would overspend', () => {
    fc.assert(
      fc.property(budget, ({ costs, budget, ballots }) => {
        const { share, cost, voters, steps } = equalShares(costs, budget, ballots)
        const wanted = costs.filter((_, i) => ballots.some(({ approves }) => approves.includes(i))).length
        fc.pre(voters > 0 && steps.length < wanted)
        const next = equalShares(costs, (share + 1) * voters, ballots, { increment: 0 })
        expect(next.cost).toBeGreaterThan(budget)
        expect(cost).toBeLessThanOrEqual(budget)
      }),
    )
  })

  test('does not mind in what order the ballots lie, or how they are bundled', () => {
    fc.assert(
      fc.property(budget, ({ costs, budget, ballots }) => {
        const single = ballots
          .flatMap(({ count, approves }) =>
            Array.from({ length: count }, () => ({ count: 1, approves: approves.toReversed() })),
          )
          .toReversed()
        expect(equalShares(costs, budget, single).winners).toEqual(
          equalShares(costs, budget, ballots).winners,
        )
      }),
      { numRuns: 60 },
    )
  })

  test('gives a group that can pay for what it agrees on something it approves of', () => {
    fc.assert(
      fc.property(budget, fc.integer({ min: 1, max: 20 }), ({ costs, budget, ballots }, size) => {
        // Together their shares pay for project 0, and they approve of nothing else.
        const all = [...ballots, { count: size, approves: [0] }]
        const voters = all.reduce((sum, { count }) => sum + count, 0)
        fc.pre((budget / voters) * size >= costs[0]!)
        expect(equalShares(costs, budget, all).winners).toContain(0)
      }),
    )
  })

  test('buys what asks the smallest part of the cost from each, and of equals the earlier', () => {
    const both = { count: 4, approves: [0, 1] }
    expect(equalShares([100, 100], 100, [both]).winners).toEqual([0])
    const { steps } = equalShares([100, 60], 160, [both, { count: 4, approves: [0] }])
    expect(steps.map(({ project, price }) => [project, price])).toEqual([
      [0, 12.5],
      [1, 15],
    ])
  })

  test('without voters buys nothing, and refuses what cannot be counted', () => {
    expect(equalShares([10], 100, []).winners).toEqual([])
    expect(() => equalShares([0], 100, [])).toThrow(RangeError)
    expect(() => equalShares([10], 100, [{ count: 1, approves: [1] }])).toThrow(RangeError)
  })
})

describe('seats by equal shares', () => {
  test('are all taken, each by somebody else', () => {
    fc.assert(
      fc.property(ballots, fc.integer({ min: 1, max: projects }), (given, seats) => {
        const { winners } = equalSharesSeats(projects, seats, given)
        expect(new Set(winners).size).toBe(seats)
      }),
    )
  })
  test('are refused where there are more of them than candidates', () => {
    expect(() => equalSharesSeats(2, 3, [])).toThrow(RangeError)
  })
})
