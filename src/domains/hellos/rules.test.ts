import * as fc from 'fast-check'
import { gridDisk } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { bandBetween, cellAt } from '../areas/index.ts'
import { fit, introduce, pairOf, type Known, type Participant } from './rules.ts'

const middle = BigInt(cellAt(52.3, 5.2)).toString(16)
/** Around one place: some beside each other, some too far to walk, some that cannot be placed. */
const cells = [...gridDisk(middle, 2).slice(0, 8), ...gridDisk(middle, 30).slice(-3)].map((cell) =>
  BigInt(`0x${cell}`).toString(),
)

const participant = fc.record({
  n: fc.integer({ min: 0, max: 40 }),
  cell: fc.option(fc.constantFrom(...cells), { nil: null }),
  concepts: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }),
  circles: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }),
  home: fc.integer({ min: 0, max: 30 }),
})
const idOf = (n: number) => `p${String(n).padStart(2, '0')}`
const people = fc
  .uniqueArray(participant, { selector: ({ n }) => n, maxLength: 25 })
  .map((some) =>
    some.map(({ n, home, ...rest }): Participant => ({ ...rest, id: idOf(n), home: `h${home}` })),
  )
const known = fc
  .record({
    apart: fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), {
      maxLength: 60,
    }),
    related: fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })), {
      maxLength: 5,
    }),
  })
  .map(({ apart, related }): Known => {
    const map = new Map<number, Set<number>>()
    for (const [a, b] of related.flatMap(
      ([a, b]) =>
        [
          [a, b],
          [b, a],
        ] as const,
    ))
      map.set(a, (map.get(a) ?? new Set()).add(b))
    return { apart: new Set(apart.map(([a, b]) => pairOf(idOf(a), idOf(b)))), related: map }
  })

describe('introducing people', () => {
  const always = (holds: (some: Participant[], known: Known, made: ReturnType<typeof introduce>) => void) =>
    fc.assert(
      fc.property(people, known, (some, known) => holds(some, known, introduce(some, known))),
      { numRuns: 400 },
    )
  const by = (some: Participant[]) => new Map(some.map((person) => [person.id, person]))

  it('introduces everybody at most once, in twos and threes', () => {
    always((some, _, made) => {
      const all = made.flatMap(({ people }) => people)
      expect(new Set(all).size).toBe(all.length)
      for (const { people } of made) expect([2, 3]).toContain(people.length)
      for (const id of all) expect(by(some).has(id)).toBe(true)
    })
  })

  it('introduces nobody to whom they blocked, know, live with, or cannot walk to', () => {
    always((some, known, made) => {
      for (const { people } of made)
        for (const one of people)
          for (const other of people) {
            if (one === other) continue
            const [a, b] = [by(some).get(one)!, by(some).get(other)!]
            expect(known.apart.has(pairOf(one, other))).toBe(false)
            expect(a.home).not.toBe(b.home)
            if (a.cell !== null && b.cell !== null) expect(bandBetween(a.cell, b.cell)).toBeDefined()
          }
    })
  })

  it('leaves no two who could have met, and no one who could have joined a pair', () => {
    always((some, known, made) => {
      const met = new Set(made.flatMap(({ people }) => people))
      const left = some.filter(({ id }) => !met.has(id))
      for (const [index, one] of left.entries()) {
        for (const other of left.slice(index + 1)) expect(fit(one, other, known)).toBeUndefined()
        for (const { people } of made) {
          if (people.length === 3) continue
          const fits = people.every((id) => fit(one, by(some).get(id)!, known) !== undefined)
          expect(fits).toBe(false)
        }
      }
    })
  })

  it('names only an ambition that all of them chose', () => {
    always((some, _, made) => {
      for (const { people, conceptId } of made) {
        const everyones = people.map((id) => by(some).get(id)!.concepts)
        if (conceptId === null) {
          const [first, ...others] = everyones
          expect(first!.filter((concept) => others.every((its) => its.includes(concept)))).toEqual([])
        } else for (const its of everyones) expect(its).toContain(conceptId)
      }
    })
  })

  it('gives the same for the same people, in whatever order they come, and however often', () => {
    fc.assert(
      fc.property(people, known, fc.infiniteStream(fc.nat()), (some, known, draw) => {
        const shuffled = some
          .map((person) => ({ person, at: draw.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ person }) => person)
        expect(introduce([...shuffled, ...shuffled.slice(0, 3)], known)).toEqual(introduce(some, known))
      }),
    )
  })
})

describe('an odd number', () => {
  const person = (n: number, more: Partial<Participant> = {}): Participant => ({
    id: idOf(n),
    cell: cells[0]!,
    concepts: [],
    circles: [],
    home: `h${n}`,
    ...more,
  })
  const strangers: Known = {
    apart: new Set(),
    related: new Map([
      [1, new Set([2])],
      [2, new Set([1])],
    ]),
  }

  it('makes one of three, and nobody is left', () => {
    for (let n = 2; n < 24; n++) {
      const made = introduce(
        Array.from({ length: n }, (_, index) => person(index)),
        strangers,
      )
      expect(made.flatMap(({ people }) => people).length).toBe(n)
      expect(made.filter(({ people }) => people.length === 3).length).toBe(n % 2)
    }
    expect(introduce([person(1)], strangers)).toEqual([])
  })

  it('puts a shared wish before a complementing one, and people without a common community before others', () => {
    const shared = [person(1, { concepts: [1] }), person(2, { concepts: [1] })]
    const complementing = [person(3, { concepts: [2] }), person(4, { concepts: [9] })]
    expect(introduce([...shared, ...complementing], strangers)[0]).toEqual({
      people: [idOf(1), idOf(2)],
      conceptId: 1,
    })
    // Whatever their order, and although the best two first would leave the two of one community to each other.
    for (const order of [
      [0, 1, 2, 3],
      [2, 3, 0, 1],
      [0, 2, 1, 3],
      [2, 0, 3, 1],
      [0, 2, 3, 1],
      [2, 0, 1, 3],
    ]) {
      const circled = order.map((role, n) => person(n, { circles: role < 2 ? ['a'] : [] }))
      const mates = circled.filter(({ circles }) => circles.length > 0).map(({ id }) => id)
      expect(introduce(circled, strangers).map(({ people }) => people.toSorted())).not.toContainEqual(mates)
    }
  })
})
