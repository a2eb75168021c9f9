import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { emptyMatrix, type VoteMatrix } from '../matrix.ts'
import { moved, type Chance } from './kept.ts'
import { fewestTogether } from './limits.ts'
import { publish, raster, type Memory, type Published } from './publish.ts'

/** Made-up votes that are the same each time. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
}

const keyed =
  (key: string): Chance =>
  (words) =>
    createHmac('sha256', key).update(words).digest().readUIntBE(0, 6) / 2 ** 48

const statements = 12
const ids = Array.from({ length: statements }, (_, s) => `s${s}`)

/** Two camps and some who think for themselves; everybody said something of everything. */
function town(people: number, roll: () => number): VoteMatrix {
  const matrix = emptyMatrix(people, statements)
  for (let p = 0; p < people; p++)
    for (let s = 0; s < statements; s++) {
      const camp = (p % 2 === 0 ? 1 : -1) * (s % 3 === 0 ? 1 : -1)
      matrix.votes[p * statements + s] = roll() < 0.75 ? camp : roll() < 0.5 ? -camp : 0
    }
  return matrix
}

const first = (matrix: VoteMatrix, people: number): VoteMatrix => ({
  ...matrix,
  people,
  votes: matrix.votes.slice(0, people * statements),
})
const shown = (matrix: VoteMatrix, key: string): Published =>
  publish(matrix, { ids, rejected: new Set(), memory: undefined, chance: keyed(key) }).published

interface Guess {
  right: number
  of: number
}
const share = ({ right, of }: Guess) => right / of

/**
 * Somebody who compares the outcome before and after five people came, of whom four work together and tell all they said. They
 * guess what the fifth thinks of one statement: `read` gives what stands published of it, in people.
 */
function compare(read: (before: VoteMatrix, after: VoteMatrix, key: string) => number[]): Guess {
  const guess: Guess = { right: 0, of: 0 }
  for (let round = 0; round < 300; round++) {
    const roll = dice(round + 1)
    const people = 20 + fewestTogether
    const after = town(people, roll)
    const target = people - 1
    const truth = roll() < 0.5 ? 1 : -1
    after.votes[target * statements] = truth
    const friends = [1, 2, 3, 4].map((n) => after.votes[(people - 1 - n) * statements]!)
    const grown = read(first(after, 20), after, `key ${round}`)
    // What the fifth added: to those who agree, and to those who disagree.
    const [agree, disagree] = [1, -1].map(
      (side, i) => grown[i]! - friends.filter((vote) => vote === side).length,
    )
    const said = agree! > disagree! ? 1 : agree! < disagree! ? -1 : roll() < 0.5 ? 1 : -1
    guess.of += 1
    if (said === truth) guess.right += 1
  }
  return guess
}

describe('somebody who compares one outcome with the next', () => {
  test('would know what the fifth thinks, were the votes simply counted', () => {
    const exact = compare((before, after) =>
      [1, -1].map((side) => {
        const count = (of: VoteMatrix) =>
          Array.from({ length: of.people }, (_, p) => of.votes[p * statements]).filter(
            (vote) => vote === side,
          ).length
        return count(after) - count(before)
      }),
    )
    expect(share(exact)).toBe(1)
  })

  test('learns hardly more than by tossing a coin, of everybody and of the groups', () => {
    const figures = compare((before, after, key) => {
      const [a, b] = [shown(before, key), shown(after, key)].map(({ statements: of }) =>
        of.find(({ id }) => id === 's0')!,
      )
      return (['agree', 'disagree'] as const).map(
        (side) => (b![side] / 10) * after.people - (a![side] / 10) * before.people,
      )
    })
    expect(share(figures)).toBeLessThan(0.68)
    const byGroup = compare((before, after, key) => {
      const sum = (of: Published, side: 'agree' | 'disagree') =>
        of.groups.reduce((total, { people }, g) => {
          const shares = of.statements.find(({ id }) => id === 's0')?.groups[g]
          return total + (shares ? (shares[side] / 10) * people : 0)
        }, 0)
      const [a, b] = [shown(before, key), shown(after, key)]
      return (['agree', 'disagree'] as const).map((side) => sum(b!, side) - sum(a!, side))
    })
    expect(share(byGroup)).toBeLessThan(0.68)
  })

  test('is not sure even when they know what all others said', () => {
    let right = 0
    const rounds = 300
    for (let round = 0; round < rounds; round++) {
      const roll = dice(round + 77)
      const matrix = town(25, roll)
      const truth = roll() < 0.5 ? 1 : -1
      matrix.votes[0] = truth
      const known = Array.from({ length: 24 }, (_, p) => matrix.votes[(p + 1) * statements]!)
      const one = shown(matrix, `other ${round}`).statements.find(({ id }) => id === 's0')!
      // What would stand there, had the one agreed or disagreed, without the moving.
      const off = (vote: number) =>
        (['agree', 'disagree'] as const).reduce((total, side, i) => {
          const sign = i === 0 ? 1 : -1
          const n = known.filter((each) => each === sign).length + (vote === sign ? 1 : 0)
          return total + Math.abs(one[side] - (n * 10) / 25)
        }, 0)
      if ((off(1) < off(-1) ? 1 : -1) === truth) right += 1
    }
    expect(right / rounds).toBeLessThan(0.75)
  })

  test('gets the same answer however often they ask', () => {
    const matrix = town(30, dice(5))
    expect(shown(matrix, 'k')).toEqual(shown(matrix, 'k'))
  })
})

/**
 * Five who work together say something else for each map, of twenty others whose votes they know, and guess what the one says
 * who is left. They know how what is published comes about, but for the key: they know how likely each reading is.
 */
describe('five who have map after map made, and average what moves', () => {
  const told = 4
  const others = Array.from({ length: 20 }, (_, p) => [
    p < 10 ? 1 : p < 18 ? -1 : 0,
    ...Array.from({ length: told - 1 }, (_, s) => ((p * 7 + s * 3) % 3) - 1),
  ])
  const names = ids.slice(0, told)
  /** Agree, disagree, pass, or take it back: each way in which five can do so. */
  const ways: number[][] = []
  for (let a = 0; a <= 5; a++)
    for (let d = 0; a + d <= 5; d++)
      for (let p = 0; a + d + p <= 5; p++)
        ways.push(
          Array.from({ length: 5 }, (_, n) => (n < a ? 1 : n < a + d ? -1 : n < a + d + p ? 0 : Number.NaN)),
        )
  const maps = 50
  const matrixOf = (truth: number, five: readonly number[]): VoteMatrix => {
    const people = [
      ...others,
      [truth, ...others[0]!.slice(1)],
      ...five.map((vote) => [vote, ...others[1]!.slice(1)]),
    ]
    return { people: people.length, statements: told, votes: Float64Array.from(people.flat()) }
  }
  /** What stands there of the statement, map after map: before the five came, when they came, and each time they changed. */
  function readings(truth: number, key: string, order: readonly number[], forgets: boolean): string[] {
    let memory: Memory | undefined
    return [undefined, ...order].map((way, map) => {
      const made = publish(matrixOf(truth, way === undefined ? [] : ways[way]!), {
        ids: names,
        rejected: new Set(),
        memory: forgets ? undefined : memory,
        // Who forgets draws again for each map, as if others had come.
        asked: names.map(() => (way === undefined ? 21 : forgets ? 26 + 5 * map : 26)),
        chance: keyed(key),
      })
      memory = made.memory
      const of = made.published.statements.find(({ id }) => id === 's0')!
      return `${of.agree} ${of.disagree}`
    })
  }
  /** What they expect to read, by what the one says and by what they say themselves. */
  const expected = new Map<string, number>()
  const at = (way: number | undefined, truth: number, seen: string) => `${way} ${truth} ${seen}`
  const roll = dice(99)
  for (const way of [undefined, ...ways.keys()])
    for (const truth of [1, -1])
      for (let n = 0; n < 2000; n++) {
        const all = [...others.map(([vote]) => vote!), truth, ...(way === undefined ? [] : ways[way]!)]
        const [a, d, p] = [1, -1, 0].map((side) =>
          Math.max(0, all.filter((vote) => vote === side).length + moved(roll())),
        ) as [number, number, number]
        const tenths = (of: number) => Math.min(9, Math.max(1, Math.round((of * 10) / (a + d + p))))
        const key = at(way, truth, `${tenths(a)} ${tenths(d)}`)
        expected.set(key, (expected.get(key) ?? 0) + 1)
      }

  /** The share that they guess right, of so many towns, each with a key of its own. */
  function guesses(forgets: boolean, towns: number): number {
    const likely = (way: number | undefined, seen: string) => {
      const of = (truth: number) => (expected.get(at(way, truth, seen)) ?? 0) + 0.5
      return Math.log(of(1)) - Math.log(of(-1))
    }
    let right = 0
    for (let town = 0; town < towns; town++) {
      const roll = dice(town + 3)
      const truth = roll() < 0.5 ? 1 : -1
      const order = Array.from({ length: maps }, () => Math.floor(roll() * ways.length))
      const seen = readings(truth, `theirs ${town}`, order, forgets)
      const drawn = forgets ? seen : seen.slice(0, 2)
      const sum = drawn.reduce(
        (total, each, map) => total + likely(map === 0 ? undefined : order[map - 1], each),
        0,
      )
      if (!forgets) expect(new Set(seen.slice(1)).size).toBe(1)
      if (Math.sign(sum || roll() - 0.5) === truth) right += 1
    }
    return right / towns
  }

  test('would know it, were each map drawn anew', () => {
    expect(guesses(true, 40)).toBeGreaterThan(0.9)
  })

  test('see one draw more than the one before they came, and are as unsure after fifty maps as after one', () => {
    // Of a thousand towns 0.71: of two draws, with all other votes known.
    expect(guesses(false, 120)).toBeLessThan(0.78)
  })

  test('see no other numbers of any group either, whatever they say', () => {
    for (let round = 0; round < 10; round++) {
      const roll = dice(round + 31)
      const base = town(30, roll)
      let memory: Memory | undefined
      const seen = new Map<string, Set<string>>()
      for (let map = 0; map < 50; map++) {
        const matrix = { ...base, votes: base.votes.slice() }
        for (let p = 0; p < 5; p++)
          for (let s = 0; s < statements; s++)
            matrix.votes[p * statements + s] = [1, -1, 0, Number.NaN][Math.floor(roll() * 4)]!
        const made = publish(matrix, {
          ids,
          rejected: new Set(),
          memory,
          asked: ids.map(() => 30),
          chance: keyed(`k ${round}`),
        })
        memory = made.memory
        for (const { id, ...of } of made.published.statements) {
          const key = `${id} in ${of.groups.length}`
          seen.set(key, (seen.get(key) ?? new Set()).add(JSON.stringify(of)))
        }
      }
      for (const [key, told] of seen) expect([key, told.size]).toEqual([key, 1])
    }
  })
})

describe('what is told of a statement', () => {
  const at = (people: number, asked: number, memory?: Memory, closed = false) =>
    publish(first(town(200, dice(8)), people), {
      ids,
      rejected: new Set(),
      memory,
      asked: ids.map((_, s) => (s === 0 ? asked : 100)),
      chance: keyed('k'),
      closed,
    })
  test('stands until five people are new to it, of many one in ten, and after the last vote five', () => {
    const one = at(100, 100)
    const drawn = (asked: number, closed = false) =>
      at(150, asked, one.memory, closed).memory.figures['s0']!.asked
    expect([104, 109, 110].map((asked) => drawn(asked))).toEqual([100, 100, 110])
    expect([104, 105].map((asked) => drawn(asked, true))).toEqual([100, 105])
    // Of fewer than five nothing is drawn, also where ten were asked and most of them took it back.
    const few = emptyMatrix(20, statements)
    for (let p = 0; p < 4; p++) few.votes[p * statements] = 1
    const given = { ids, rejected: new Set<number>(), chance: keyed('k'), asked: ids.map(() => 200) }
    expect(publish(few, { ...given, memory: undefined }).published.statements).toEqual([])
    expect(publish(few, { ...given, memory: one.memory }).memory.figures['s0']).toMatchObject({ asked: 100 })
    // The others have nobody new, and stand.
    const two = at(150, 110, one.memory)
    expect(two.memory.figures['s1']!.all).toEqual(one.memory.figures['s1']!.all)
  })
  test('goes on under the letter of the group that it is of, in whatever order groups are found', () => {
    const matrix = town(40, dice(12))
    const turned = emptyMatrix(40, statements)
    for (let p = 0; p < 40; p++)
      turned.votes.set(matrix.votes.subarray((39 - p) * statements, (40 - p) * statements), p * statements)
    const given = { ids, rejected: new Set<number>(), asked: ids.map(() => 40), chance: keyed('k') }
    const before = publish(matrix, { ...given, memory: undefined })
    const after = publish(turned, { ...given, memory: before.memory })
    expect(before.published.groups).toHaveLength(2)
    expect(after.published.groups).toEqual(before.published.groups)
    expect(after.published.statements).toEqual(before.published.statements)
    // Found the other way round, they would not be.
    const others = publish(turned, { ...given, memory: undefined })
    const raw = (of: typeof before) => [...of.map!.groups.of]
    expect(raw(after)).toEqual(raw(others))
    expect(raw(before).toReversed()).not.toEqual(raw(after))
  })
})

describe('what is published', () => {
  test('never says all or nobody, not even where everybody says the same', () => {
    for (const people of [5, 14, 15, 40]) {
      const matrix = emptyMatrix(people, statements)
      matrix.votes.fill(1)
      for (const one of shown(matrix, 'k').statements) {
        expect(one.agree).toBeLessThanOrEqual(9)
        expect(one.disagree).toBeGreaterThanOrEqual(1)
      }
    }
  })

  test('is never of fewer than five: no statement, no group, no share in a group, no place', () => {
    for (let round = 0; round < 120; round++) {
      const roll = dice(round + 400)
      const people = 4 + Math.floor(roll() * 60)
      const matrix = town(people, roll)
      // Many have not seen everything.
      for (let i = 0; i < matrix.votes.length; i++) if (roll() < 0.5) matrix.votes[i] = Number.NaN
      const { published, map } = publish(matrix, {
        ids,
        rejected: new Set(),
        memory: undefined,
        chance: keyed('k'),
      })
      const seenBy = (s: number, who: (p: number) => boolean) =>
        Array.from({ length: people }, (_, p) => p).filter(
          (p) => who(p) && !Number.isNaN(matrix.votes[p * statements + s]!),
        ).length
      expect(published.people % fewestTogether).toBe(0)
      for (const { id, groups } of published.statements) {
        const s = ids.indexOf(id)
        expect(seenBy(s, () => true)).toBeGreaterThanOrEqual(fewestTogether)
        groups.forEach((one, g) => {
          const seen = seenBy(s, (p) => map!.groups.of[p] === g)
          expect(one === null).toBe(seen < fewestTogether)
        })
      }
      for (const { people: size } of published.groups) expect(size).toBeGreaterThanOrEqual(fewestTogether)
      if (people < 15) expect([published.groups, published.places]).toEqual([[], []])
      for (const { x, y, dots } of published.places) {
        expect(dots).toBeGreaterThanOrEqual(fewestTogether)
        expect(dots % fewestTogether).toBe(0)
        for (const at of [x, y]) expect([Number.isInteger(at), at >= 0 && at <= raster]).toEqual([true, true])
      }
    }
  })

  test('still tells camps apart, what they share and where they part', () => {
    const matrix = town(60, dice(9))
    // Of the last one everybody thinks alike.
    for (let p = 0; p < 60; p++) matrix.votes[p * statements + 11] = 1
    const { groups, shared, splits } = shown(matrix, 'k')
    expect(groups).toHaveLength(2)
    expect(groups.map(({ telling }) => telling.length)).toEqual([5, 5])
    expect(shared[0]).toEqual({ id: 's11', side: 'agree' })
    expect(splits.length).toBeGreaterThan(0)
    expect(splits).not.toContain('s11')
  })

  test('moves counts both ways alike, mostly by little', () => {
    const by = Array.from({ length: 10_000 }, (_, i) => moved((i + 0.5) / 10_000))
    expect(Math.abs(by.reduce((sum, each) => sum + each, 0))).toBeLessThan(by.length / 500)
    expect(by.filter((each) => each === 0).length / by.length).toBeCloseTo(1 / 3, 3)
    expect(by.filter((each) => Math.abs(each) <= 3).length / by.length).toBeGreaterThan(0.9)
  })
})
