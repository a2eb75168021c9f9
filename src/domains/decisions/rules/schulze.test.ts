import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { schulze, type RankBallots } from './schulze.ts'

const options = 5
const ballot: fc.Arbitrary<RankBallots> = fc.record({
  count: fc.integer({ min: 1, max: 30 }),
  ranks: fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { minLength: options, maxLength: options }),
})
const ballots = fc.array(ballot, { maxLength: 10 })

describe('the method of Schulze', () => {
  test('orders all options, each once, in the same way whatever the order of the ballots', () => {
    fc.assert(
      fc.property(ballots, (given) => {
        const result = schulze(options, given)
        expect(result.order.toSorted()).toEqual([0, 1, 2, 3, 4])
        expect(result.groups.flat()).toEqual(result.order)
        expect(schulze(options, given.toReversed())).toEqual(result)
      }),
    )
  })

  test('puts first whoever beats each of the others, and last whoever loses to each', () => {
    fc.assert(
      fc.property(ballots, (given) => {
        const { beats, order } = schulze(options, given)
        const others = (a: number) => [0, 1, 2, 3, 4].filter((b) => b !== a)
        for (let a = 0; a < options; a++) {
          if (others(a).every((b) => beats[a]![b]! > beats[b]![a]!)) expect(order[0]).toBe(a)
          if (others(a).every((b) => beats[a]![b]! < beats[b]![a]!)) expect(order.at(-1)).toBe(a)
        }
      }),
    )
  })

  test('is neutral: other names, the same result', () => {
    fc.assert(
      fc.property(ballots, fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (given, names) => {
        const renamed = given.map(({ count, ranks }) => {
          const moved: (number | null)[] = []
          ranks.forEach((rank, i) => (moved[names[i]!] = rank))
          return { count, ranks: moved }
        })
        const groups = (result: number[][]) => result.map((group) => group.toSorted())
        const expected = schulze(options, given).groups.map((group) => group.map((i) => names[i]!))
        expect(groups(schulze(options, renamed).groups)).toEqual(groups(expected))
      }),
    )
  })

  test('is monotonic: the winner put higher on a ballot stays the winner', () => {
    fc.assert(
      fc.property(fc.array(ballot, { minLength: 1, maxLength: 10 }), fc.nat(), (given, pick) => {
        const winner = schulze(options, given).order[0]!
        const raised = given.map((each, i) =>
          i === pick % given.length
            ? { ...each, ranks: each.ranks.map((rank, o) => (o === winner ? 0 : rank)) }
            : each,
        )
        const { paths } = schulze(options, raised)
        for (let other = 0; other < options; other++)
          expect(paths[winner]![other]! >= paths[other]![winner]! || other === winner).toBe(true)
      }),
    )
  })

  test('turns round when every ballot does, where nothing is equal or unranked', () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 })
    fc.assert(
      fc.property(
        fc.array(fc.record({ count: fc.integer({ min: 1, max: 30 }), ranks: order }), { maxLength: 9 }),
        (given) => {
          const back = given.map(({ count, ranks }) => ({ count, ranks: ranks.map((rank) => 9 - rank) }))
          const { paths } = schulze(options, given)
          expect(schulze(options, back).paths).toEqual(paths.map((_, a) => paths.map((row) => row[a])))
        },
      ),
    )
  })

  test('resolves the example of the paper', () => {
    // Schulze (2011), example 1: 45 voters, five candidates; the ranking is E, A, C, B, D.
    const [A, B, C, D, E] = [0, 1, 2, 3, 4]
    const voted: [number, number[]][] = [
      [5, [A, C, B, E, D]],
      [5, [A, D, E, C, B]],
      [8, [B, E, D, A, C]],
      [3, [C, A, B, E, D]],
      [7, [C, A, E, B, D]],
      [2, [C, B, A, D, E]],
      [7, [D, C, E, B, A]],
      [8, [E, B, A, D, C]],
    ]
    const given = voted.map(([count, best]) => ({
      count,
      ranks: [A, B, C, D, E].map((each) => best.indexOf(each)),
    }))
    const { order, paths } = schulze(5, given)
    expect(order).toEqual([E, A, C, B, D])
    expect([paths[A]![B], paths[B]![A], paths[E]![A], paths[A]![E]]).toEqual([28, 25, 25, 24])
  })

  test('refuses a ballot over other options', () => {
    expect(() => schulze(3, [{ count: 1, ranks: [1, 2] }])).toThrow(RangeError)
  })
})
