import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../../platform/clock.ts'
import { remembered, type GroupMemory } from '../groups.ts'
import { likeness, nearDuplicates } from './alike.ts'
import { groupConsensus, representative, splitOf, type Tally } from './figures.ts'
import { pickNext, priorityOf } from './priority.ts'
import { dueBy } from './publish.ts'

const tally = fc
  .tuple(fc.nat(20), fc.nat(20), fc.nat(20))
  .map(([agree, disagree, pass]): Tally => ({ agree, disagree, seen: agree + disagree + pass }))

describe('which statement comes next', () => {
  test('is sooner one that nobody saw than one that many saw, and later one that many pass', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (n, extremity) => {
          const fresh = priorityOf({ seen: 0, agree: 0, pass: 0, extremity })
          const halved = priorityOf({ seen: 2 * n, agree: n, pass: 0, extremity })
          expect(halved).toBeLessThan(priorityOf({ seen: 2 * n, agree: 2 * n, pass: 0, extremity }))
          expect(priorityOf({ seen: n, agree: 0, pass: n, extremity })).toBeLessThan(fresh)
          expect(priorityOf({ seen: n, agree: 0, pass: 0, extremity: extremity + 1 })).toBeGreaterThan(
            priorityOf({ seen: n, agree: 0, pass: 0, extremity }),
          )
        },
      ),
    )
  })

  test('is chosen by chance, as often as its priority says', () => {
    const from = [{ priority: 1 }, { priority: 3 }]
    const times = Array.from({ length: 1000 }, (_, i) => pickNext(from, i / 1000))
    expect(times.filter((each) => each === from[1])).toHaveLength(750)
    expect(pickNext([], 0.5)).toBeUndefined()
    expect(pickNext(from, 0.9999999)).toBe(from[1])
  })
})

describe('what is told of groups', () => {
  test('is the same in another order, and shared only where every group is for it', () => {
    fc.assert(
      fc.property(fc.array(tally, { minLength: 2, maxLength: 5 }), (groups) => {
        const each = groups.map((one) => [one])
        const consensus = groupConsensus(each, 0)
        expect(groupConsensus(each.toReversed(), 0)).toBeCloseTo(consensus, 12)
        expect(consensus).toBeGreaterThan(0)
        expect(consensus).toBeLessThan(1)
        for (const { agree, seen } of groups) expect(consensus).toBeLessThanOrEqual((agree + 1) / (seen + 2))
        expect(splitOf(each.toReversed(), 0)).toBeCloseTo(splitOf(each, 0), 12)
      }),
    )
  })

  test('is at most five statements that tell it from the others', () => {
    const mine = Array.from({ length: 9 }, (): Tally => ({ agree: 20, disagree: 0, seen: 20 }))
    const theirs = mine.map((_, s): Tally => ({
      agree: s === 0 ? 20 : 0,
      disagree: s === 0 ? 0 : 20,
      seen: 20,
    }))
    const telling = representative([mine, theirs], 0)
    expect(telling.map(({ statement, side }) => [statement, side])).toEqual(
      [1, 2, 3, 4, 5].map((s) => [s, 'agree']),
    )
    expect(representative([mine, theirs], 1).every(({ side }) => side === 'disagree')).toBe(true)
    expect(representative([mine, mine], 0)).toEqual([])
  })
})

test('another number of groups is shown only after it won four times running', () => {
  let memory: GroupMemory | undefined
  const shown = [2, 3, 3, 3, 2, 3, 3, 3, 3, 2].map((wins) => (memory = remembered(memory, wins)).shown)
  expect(shown).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 3, 3])
})

describe('statements that are alike', () => {
  const among = [
    { text: 'Er moet meer schaduw komen in het park.' },
    { text: 'Honden mogen los op het grasveld.' },
    { text: 'De speeltuin is goed zoals die is.' },
  ]
  test.each([
    ['meer schaduw in het park', among[0]],
    ['Er moeten meer schaduwplekken in het park komen', among[0]],
    ['honden los op het grasveld', among[1]],
    ['Laat de speeltuin zoals die is', among[2]],
  ])('are found: %s', (text, expected) => expect(nearDuplicates(text, among)[0]).toBe(expected))
  test.each(['Wij willen een kiosk met koffie', 'Het park moet open blijven in de avond', ''])(
    'are not found where there is another thought: %s',
    (text) => expect(nearDuplicates(text, among)).toEqual([]),
  )
  test('are as alike one way as the other, and wholly to themselves', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(likeness(a, b)).toBe(likeness(b, a))
        expect(likeness(`${a} tuin`, `${a} tuin`)).toBe(1)
      }),
    )
  })
})

test('a new outcome waits for five people, and of many for one in ten', () => {
  const one = { again: 0 }
  expect(dueBy({ ...one, before: 0, came: 4, more: 0, since: Infinity })).toBeUndefined()
  expect(dueBy({ ...one, before: 0, came: 5, more: 0, since: Infinity })).toBe('came')
  expect(dueBy({ ...one, before: 200, came: 19, more: 0, since: 9 * day })).toBeUndefined()
  expect(dueBy({ ...one, before: 200, came: 20, more: 0, since: 0 })).toBe('came')
  expect(dueBy({ ...one, before: 20, came: 1, more: 4, since: day - 1 })).toBeUndefined()
  expect(dueBy({ ...one, before: 20, came: 1, more: 4, since: day })).toBe('more')
})

test('the same people get a new outcome ever more rarely: six times in ninety days', () => {
  let made = 0
  for (let last = 0, now = 0; now < 90 * day; now += day / 24)
    if (dueBy({ before: 20, came: 0, more: 20, since: now - last, again: made })) {
      made += 1
      last = now
    }
  expect(made).toBe(6)
})
