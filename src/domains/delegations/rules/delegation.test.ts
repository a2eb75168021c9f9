import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concentrationOf, nobody, resolveDelegations, unknown } from './delegation.ts'

const people = 12
const given = fc.array(fc.integer({ min: unknown, max: people - 1 }), {
  minLength: people,
  maxLength: people,
})
const votes = fc.array(fc.boolean(), { minLength: people, maxLength: people })

/** The same, as slowly and plainly as it can be said. */
function follow(start: number, delegate: number[], voted: boolean[]): [number, string] {
  const seen: number[] = []
  for (let at = start; ; at = delegate[at]!) {
    if (seen.includes(at)) return [at, 'circle']
    seen.push(at)
    if (voted[at]) return [at, 'voted']
    if (delegate[at] === nobody) return [at, 'silent']
    if (delegate[at] === unknown) return [at, 'missing']
  }
}

describe('delegations', () => {
  test('end where following them one by one ends', () => {
    fc.assert(
      fc.property(given, votes, (delegate, voted) => {
        const { last, ending } = resolveDelegations(delegate, voted)
        expect(Array.from(last, (each, i) => [each, ending[i]])).toEqual(
          delegate.map((_, i) => follow(i, delegate, voted)),
        )
      }),
      { numRuns: 2_000 },
    )
  })

  test('lose no voice and count none twice', () => {
    fc.assert(
      fc.property(given, votes, (delegate, voted) => {
        const { ending, weight } = resolveDelegations(delegate, voted)
        const cast = ending.filter((each) => each === 'voted').length
        expect(weight.reduce((sum, each) => sum + each, 0)).toBe(cast)
        voted.forEach((votes, i) =>
          votes ? expect(weight[i]).toBeGreaterThan(0) : expect(weight[i]).toBe(0),
        )
      }),
    )
  })

  test('who votes takes their own voice back, and all that went through them', () => {
    fc.assert(
      fc.property(given, votes, fc.nat(people - 1), (delegate, voted, who) => {
        const before = resolveDelegations(delegate, voted)
        const after = resolveDelegations(delegate, voted.with(who, true))
        expect(after.last[who]).toBe(who)
        if (!voted[who]) expect(after.weight[who]).toBeGreaterThanOrEqual(1)
        expect(after.ending.filter((each) => each === 'voted').length).toBeGreaterThanOrEqual(
          before.ending.filter((each) => each === 'voted').length,
        )
      }),
    )
  })

  test('of a chain of a hundred thousand are followed without recursion', () => {
    const many = 100_000
    const chain = Array.from({ length: many }, (_, i) => i + 1).with(many - 1, nobody)
    const { weight } = resolveDelegations(
      chain,
      Array.from({ length: many }, (_, i) => i === many - 1),
    )
    expect(weight[many - 1]).toBe(many)
    expect(new Set(resolveDelegations(chain.with(many - 1, 0), []).ending)).toEqual(new Set(['circle']))
  })

  test('tell in how few hands the voices lie', () => {
    expect(concentrationOf([])).toEqual({ cast: 0, largest: 0, effective: 0 })
    expect(concentrationOf([1, 1, 1, 1, 0])).toEqual({ cast: 4, largest: 0.25, effective: 4 })
    expect(concentrationOf([7, 1])).toMatchObject({ largest: 0.875, effective: 64 / 50 })
  })
})
