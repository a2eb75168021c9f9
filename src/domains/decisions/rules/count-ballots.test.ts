import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasOptions, isChoice, methodNames, type Choice, type MethodName, type Voiced } from './choice.ts'
import { countBallots, type Outcome, type Setup } from './count-ballots.ts'

const options = 4
const costs = [30, 45, 60, 80]

/** Ballots that can be cast by this method. */
function choiceOf(method: MethodName): fc.Arbitrary<Choice> {
  const each = (value: fc.Arbitrary<number | null>) =>
    fc.tuple(value, value, value, value) as fc.Arbitrary<Choice>
  switch (method) {
    case 'majority':
    case 'consent':
      return fc.constantFrom<Choice>([1], [0], [null])
    case 'approval':
    case 'budget':
      return each(fc.integer({ min: 0, max: 1 }))
    case 'score':
      return each(fc.integer({ min: 0, max: 5 }))
    case 'date':
      return each(fc.integer({ min: 0, max: 2 }))
    case 'ranked':
      return each(fc.option(fc.integer({ min: 1, max: options })))
    case 'seats':
      return fc
        .shuffledSubarray([0, 1, 2, 3])
        .map((order) =>
          Array.from({ length: options }, (_, i) => (order.includes(i) ? order.indexOf(i) + 1 : null)),
        )
  }
}
const ballotsOf = (method: MethodName) =>
  fc.array(fc.record({ choice: choiceOf(method), voices: fc.integer({ min: 1, max: 5 }) }), { maxLength: 12 })
const setupOf = (method: MethodName, more: Partial<Setup> = {}): Setup => ({
  method,
  options: hasOptions(method) ? options : 0,
  seats: method === 'seats' ? 2 : undefined,
  budget: method === 'budget' ? 120 : undefined,
  costs: method === 'budget' ? costs : undefined,
  electorate: 100,
  ...more,
})
const shuffled = <T>(items: readonly T[], keys: number[]) =>
  items
    .map((item, i) => ({ item, key: keys[i % keys.length]! }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item)

describe.each(methodNames)('%s', (method) => {
  test('does not mind in what order the ballots lie', () => {
    fc.assert(
      fc.property(
        ballotsOf(method),
        fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
        (ballots, keys) => {
          expect(countBallots(setupOf(method), shuffled(ballots, keys))).toEqual(
            countBallots(setupOf(method), ballots),
          )
        },
      ),
    )
  })

  test('counts a ballot of three voices as three of one, and loses none', () => {
    fc.assert(
      fc.property(ballotsOf(method), (ballots) => {
        const apart = ballots.flatMap(({ choice, voices }) =>
          Array.from({ length: voices }, () => ({ choice, voices: 1 })),
        )
        expect(countBallots(setupOf(method), apart)).toEqual(countBallots(setupOf(method), ballots))
        expect(voicesIn(countBallots(setupOf(method), ballots), ballots)).toBe(true)
      }),
    )
  })

  test('favours nobody by place: other numbers for the options give the same options', () => {
    // Costs move with projects, so a budget is held to this by itself (equal-shares.test.ts).
    if (!hasOptions(method) || method === 'budget') return
    fc.assert(
      fc.property(ballotsOf(method), fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (ballots, to) => {
        const setup = setupOf(method)
        const one = countBallots(setup, ballots)
        // Where the rule for ties decides, places matter by design.
        fc.pre(!one.tied)
        if (one.steps.kind === 'rounds')
          fc.pre(!one.steps.rounds.some(({ kind, tied }) => tied || kind === 'fill'))
        const moved = ballots.map(({ choice, voices }) => {
          const other: Choice = []
          choice.forEach((value, i) => (other[to[i]!] = value))
          return { choice: other, voices }
        })
        const winners = countBallots(setup, moved).winners
        expect(winners).toEqual(one.winners.map((i) => to[i]!))
      }),
    )
  })

  test('refuses a ballot that holds something else', () => {
    for (const choice of [[9, 9, 9, 9], [], [-1], ['x']])
      expect(() => countBallots(setupOf(method), [{ choice: choice as Choice, voices: 1 }])).toThrow(
        RangeError,
      )
    expect(() => countBallots(setupOf(method), [{ choice: [1], voices: 0 }])).toThrow(RangeError)
  })

  test('decides nothing below its quorum', () => {
    fc.assert(
      fc.property(ballotsOf(method), fc.integer({ min: 1, max: 100 }), (ballots, quorum) => {
        const cast = ballots.reduce((sum, { voices }) => sum + voices, 0)
        const outcome = countBallots(setupOf(method, { quorum }), ballots)
        expect(outcome.valid).toBe(cast >= quorum)
        if (!outcome.valid) expect(outcome).toMatchObject({ winners: [] })
        if (!outcome.valid) expect(outcome.verdict).not.toBe('adopted')
      }),
    )
  })
})

/** Whether every voice is somewhere in the figures of the count. */
function voicesIn({ steps }: Outcome, ballots: readonly Voiced[]): boolean {
  const cast = ballots.reduce((sum, { voices }) => sum + voices, 0)
  switch (steps.kind) {
    case 'yes-no':
      return steps.yes + steps.no + steps.neither === cast
    case 'sums':
      return steps.sums.every((sum) => sum <= cast * 5)
    case 'pairs':
      return steps.beats.every((row, a) =>
        row.every((won, b) => a === b || won + steps.beats[b]![a]! <= cast),
      )
    case 'rounds':
      return steps.rounds.every(
        ({ votes, exhausted, lost }) =>
          votes.reduce((sum, each) => sum + each, exhausted + lost) === cast * 100_000,
      )
    case 'bought':
      return steps.supporters.every((n) => n <= cast) && steps.spent <= 120
  }
}

describe('more support does no harm', () => {
  const better = (method: MethodName, raise: (choice: Choice, option: number) => Choice) =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ choice: choiceOf(method), voices: fc.constant(1) }), {
          minLength: 1,
          maxLength: 10,
        }),
        fc.nat(),
        (ballots, at) => {
          const { winners } = countBallots(setupOf(method), ballots)
          fc.pre(winners.length === 1)
          const raised = ballots.map((ballot, i) =>
            i === at % ballots.length ? { ...ballot, choice: raise(ballot.choice, winners[0]!) } : ballot,
          )
          expect(countBallots(setupOf(method), raised).winners).toEqual(winners)
        },
      ),
    )

  test('approval', () =>
    better('approval', (choice, won) => choice.map((value, i) => (i === won ? 1 : value))))
  test('score', () => better('score', (choice, won) => choice.map((value, i) => (i === won ? 5 : value))))
  test('date', () => better('date', (choice, won) => choice.map((value, i) => (i === won ? 2 : value))))
  test('ranked', () =>
    better('ranked', (choice, won) => {
      // The others stay among themselves as they were.
      const others = [...new Set(choice.filter((_, i) => i !== won))].toSorted((a, b) => (a ?? 0) - (b ?? 0))
      const below = others.filter((value) => value !== null)
      return choice.map((value, i) => (i === won ? 1 : value === null ? null : below.indexOf(value) + 2))
    }))
  test('majority', () => {
    fc.assert(
      fc.property(ballotsOf('majority'), (ballots) => {
        const before = countBallots(setupOf('majority'), ballots).verdict
        const after = countBallots(setupOf('majority'), [...ballots, { choice: [1], voices: 1 }]).verdict
        if (before === 'adopted') expect(after).toBe('adopted')
      }),
    )
  })
})

test('equal is decided by who was proposed earliest, and a question is then not adopted', () => {
  const even = [
    { choice: [0, 1, 1, 0], voices: 2 },
    { choice: [1, 0, 0, 0], voices: 1 },
  ]
  expect(countBallots(setupOf('approval'), even)).toMatchObject({ winners: [1], tied: true })
  const halves = [
    { choice: [1], voices: 1 },
    { choice: [0], voices: 1 },
  ]
  expect(countBallots(setupOf('majority'), halves)).toMatchObject({ verdict: 'rejected', tied: true })
  expect(countBallots(setupOf('date'), [{ choice: [1, 2, 0, 0], voices: 1 }])).toMatchObject({ winners: [1] })
})

test('consent falls by one objection, and by the majority after the round of amendment', () => {
  const ballots = [
    { choice: [1], voices: 3 },
    { choice: [0], voices: 1 },
  ]
  expect(countBallots(setupOf('consent'), ballots).verdict).toBe('amend')
  expect(countBallots(setupOf('consent', { round: 2 }), ballots).verdict).toBe('adopted')
  expect(countBallots(setupOf('consent'), []).verdict).toBe('rejected')
})

test('what nobody voted on has no winner', () => {
  for (const method of methodNames)
    expect(countBallots(setupOf(method), [])).toMatchObject({ winners: [], valid: true })
})

test('a choice is one of those that can be made, and nothing else', () => {
  for (const method of methodNames)
    fc.assert(fc.property(choiceOf(method), (choice) => isChoice(method, options, choice)))
  expect(isChoice('seats', 4, [1, 1, null, null])).toBe(false)
})
