import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bases,
  claimedPath,
  commonPath,
  contestKinds,
  contestsNeeded,
  directionOf,
  fits,
  ladder,
  neededFor,
  powers,
  roundedCount,
  sayAt,
  stepDown,
  stepUp,
  within,
} from './rules.ts'

const kinds = ['street', 'buurt', 'wijk', 'gemeente', 'provincie', 'land', 'europa'] as const

/** Paths in one tree: every id tells its whole way down, so that areas of one parent differ and never meet again. */
const path = fc
  .array(fc.integer({ min: 0, max: 2 }), { maxLength: 6 })
  .map((turns) => [1, ...turns.map((_, at) => Number(`2${turns.slice(0, at + 1).join('')}`))])
const paths = fc.array(path, { minLength: 1, maxLength: 6 })

describe('the level', () => {
  it('holds everybody whom it touches, and nothing smaller does', () => {
    fc.assert(
      fc.property(paths, (areas) => {
        const level = commonPath(areas)
        expect(level.length).toBeGreaterThan(0)
        expect(areas.every((area) => within(area, level))).toBe(true)
        // One step further down leaves somebody out.
        const further = areas.map((area) => area.slice(0, level.length + 1))
        const smaller = further.find((area) => area.length > level.length)
        if (smaller) expect(areas.every((area) => within(area, smaller))).toBe(false)
      }),
    )
  })

  it('is the same in any order, and said twice', () => {
    fc.assert(
      fc.property(paths, (areas) => {
        const level = commonPath(areas)
        expect(commonPath(areas.toReversed())).toEqual(level)
        expect(commonPath([...areas, ...areas])).toEqual(level)
        expect(commonPath([level, ...areas])).toEqual(level)
      }),
    )
  })

  it('never becomes smaller by adding an area', () => {
    fc.assert(
      fc.property(paths, path, (areas, one) => {
        expect(within(commonPath(areas), commonPath([...areas, one]))).toBe(true)
      }),
    )
  })

  it('is nothing where nothing holds them all', () => {
    expect(commonPath([[1, 2], [3]])).toEqual([])
    expect(commonPath([])).toEqual([])
  })
})

describe('say or advice', () => {
  const held = fc.record({
    level: fc.constantFrom(...powers),
    say: fc.constantFrom('say' as const, 'advice' as const),
  })

  it('is advice whenever the power lies higher, whatever the table says of that level', () => {
    for (const level of powers)
      for (const kind of kinds)
        for (const say of ['say', 'advice'] as const) {
          const higher = powers.indexOf(level) > powers.indexOf(kind)
          const found = sayAt(kind, { level, say })
          expect(found.because === 'higher').toBe(higher)
          expect(found.say).toBe(higher ? 'advice' : say)
        }
  })

  it('never turns from say into advice when more people are asked', () => {
    fc.assert(
      fc.property(held, fc.nat(6), fc.nat(6), (row, one, other) => {
        const [small, large] = [kinds[Math.min(one, other)]!, kinds[Math.max(one, other)]!]
        if (sayAt(small, row).say === 'say') expect(sayAt(large, row).say).toBe('say')
      }),
    )
  })

  it('of a waterschap lies above the gemeente and below the provincie', () => {
    expect(sayAt('gemeente', { level: 'waterschap', say: 'say' }).because).toBe('higher')
    expect(sayAt('provincie', { level: 'waterschap', say: 'say' }).because).toBe('within')
  })

  it('asks who somebody is for all that binds others', () => {
    expect(bases.filter((basis) => neededFor(basis) === 'verified')).toEqual(['own'])
  })
})

describe('moving', () => {
  it('goes one step up and one down, and a step down is undone by a step up', () => {
    fc.assert(
      fc.property(path, path, (focus, other) => {
        const level = commonPath([focus, other])
        const down = stepDown(level, focus)
        // Nothing where the level is the place itself.
        expect(down).toBe(focus[level.length])
        if (down !== undefined) expect(stepUp(focus.slice(0, level.length + 1))).toBe(level.at(-1))
      }),
    )
  })

  it('never leaves the place where it lies, and happens at most twice, whatever is asked', () => {
    fc.assert(
      fc.property(
        path,
        path,
        fc.array(fc.record({ kind: fc.constantFrom(...contestKinds), home: path }), { maxLength: 12 }),
        (focus, other, asked) => {
          let level = commonPath([focus, other])
          const gone = new Set<string>()
          let moves = 0
          for (const { kind, home } of asked) {
            if (gone.has(directionOf(kind))) continue
            const next =
              kind === 'include'
                ? claimedPath([home], level) && commonPath([level, home])
                : kind === 'higher'
                  ? stepUp(level) && level.slice(0, -1)
                  : stepDown(level, focus) && focus.slice(0, level.length + 1)
            if (!next || next.length === 0) continue
            // Up holds what it held before; down lies within it.
            expect(kind === 'lower' ? within(next, level) : within(level, next)).toBe(true)
            expect(next.length).not.toBe(level.length)
            level = next
            gone.add(directionOf(kind))
            moves += 1
          }
          expect(moves).toBeLessThanOrEqual(2)
          expect(within(focus, level)).toBe(true)
        },
      ),
    )
  })

  it('asks a fifth, and at least five', () => {
    expect([0, 1, 25, 26, 100, 101].map(contestsNeeded)).toEqual([5, 5, 5, 6, 20, 21])
    fc.assert(
      fc.property(fc.nat(2_000_000), (asked) => {
        const needed = contestsNeeded(asked)
        expect(needed).toBeGreaterThanOrEqual(5)
        expect(needed * 5).toBeGreaterThanOrEqual(asked)
        expect(needed === 5 || (needed - 1) * 5 < asked).toBe(true)
      }),
    )
  })

  it('lets a buurt claim that it belongs, and a street where the buurt holds the level already', () => {
    expect(
      claimedPath(
        [
          [1, 2, 3],
          [1, 2, 3, 4],
        ],
        [1, 2, 9],
      ),
    ).toEqual([1, 2, 3])
    expect(
      claimedPath(
        [
          [1, 2, 3],
          [1, 2, 3, 4],
        ],
        [1, 2, 3, 5],
      ),
    ).toEqual([1, 2, 3, 4])
    expect(
      claimedPath(
        [
          [1, 2, 3],
          [1, 2, 3, 4],
        ],
        [1, 2],
      ),
    ).toBeUndefined()
    expect(claimedPath([[1, 2, 3]], [1, 2, 3, 5])).toBeUndefined()
  })
})

describe('what is told', () => {
  it('of numbers is never more than there are, and nothing below five', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (count) => {
        const told = roundedCount(count)
        expect(told === undefined).toBe(count < 5)
        expect(told ?? 0).toBeLessThanOrEqual(count)
        // One resident more or less is not seen, except where a step begins.
        expect((told ?? 0) % 5).toBe(0)
      }),
    )
  })

  it('is drawn on four levels, with the one that decides and the one that holds the power among them', () => {
    for (const here of kinds)
      for (const power of powers) {
        const drawn = ladder(here, power)
        expect(drawn.length).toBe(4)
        expect(drawn).toContain(here)
        if (power !== 'waterschap' && powers.indexOf(power) > powers.indexOf(here))
          expect(drawn).toContain(power)
        expect(drawn.map((kind) => kinds.indexOf(kind))).toEqual(
          drawn.map((kind) => kinds.indexOf(kind)).toSorted((a, b) => a - b),
        )
      }
  })
})

describe('finding a subject', () => {
  const drempel = {
    name: 'Drempel, 30 km en rustig rijden',
    words: ['verkeersdrempel', 'hardrijden', 'te hard'],
  }

  it('finds names, other words, beginnings, plurals and parts, and weighs the name most', () => {
    for (const typed of ['drempel', 'Drémpel', 'drempels', 'drem', 'hardrijden'])
      expect(fits(typed, drempel), typed).toBeGreaterThan(0)
    expect(fits('drempel', drempel)).toBeGreaterThan(fits('hardrijden', drempel))
    expect(fits('moestuin', drempel)).toBe(0)
    expect(fits('drempel moestuin', drempel)).toBe(0)
    expect(fits('de het', drempel)).toBe(0)
  })

  it('holds whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), (typed) => {
        expect(fits(typed, drempel)).toBeGreaterThanOrEqual(0)
        expect(fits(typed, drempel)).toBeLessThanOrEqual(3)
      }),
    )
  })
})
