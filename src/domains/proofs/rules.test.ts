import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inGroups, newCode, readCode } from './code.ts'
import { isCircle, levelsOf, type Standing, type Voucher } from './rules.ts'

const nothing: Omit<Standing, 'id'> = {
  address: false,
  letter: false,
  person: false,
  desk: false,
  birth: false,
  held: false,
  vouches: [],
}
const person = (id: string, given: Partial<Standing> = {}): Standing => ({ ...nothing, id, ...given })
const by = (...ids: string[]) => ids.map((id) => ({ by: id, household: `home of ${id}` }))
const nobody = () => 'applicant' as const

describe('how well somebody is known', () => {
  const level = (given: Partial<Standing>, others: readonly Standing[] = []) =>
    levelsOf([person('me', given), ...others], nobody).get('me')
  const rooted = (id: string) => person(id, { address: true, letter: true })

  it.each([
    ['nothing', {}, 'applicant'],
    ['a letter', { address: true, letter: true }, 'verified'],
    ['a letter and a birth date without a vouch', { address: true, letter: true, birth: true }, 'verified'],
    [
      'a letter and a vouch without a birth date',
      { address: true, letter: true, vouches: by('a') },
      'verified',
    ],
    [
      'a letter, a vouch and a birth date',
      { address: true, letter: true, birth: true, vouches: by('a') },
      'assured',
    ],
    ['one vouch', { vouches: by('a') }, 'applicant'],
    ['two vouches', { vouches: by('a', 'b') }, 'verified'],
    ['two vouches and a birth date: nobody got a letter', { birth: true, vouches: by('a', 'b') }, 'verified'],
    ['an eID with the address', { address: true, person: true }, 'assured'],
    ['an eID with another address', { person: true }, 'applicant'],
    ['an eID with another address, and two vouches', { person: true, vouches: by('a', 'b') }, 'assured'],
    ['a steward, without vouches', { desk: true }, 'applicant'],
    ['a steward and two vouches', { desk: true, vouches: by('a', 'b') }, 'verified'],
    [
      'a steward, two vouches and a birth date',
      { desk: true, birth: true, vouches: by('a', 'b') },
      'assured',
    ],
    ['two vouches that are looked at first', { held: true, vouches: by('a', 'b') }, 'applicant'],
  ] as const)('%s', (_, given, expected) => {
    expect(
      level({ ...given, vouches: 'vouches' in given ? given.vouches : [] }, [rooted('a'), rooted('b')]),
    ).toBe(expected)
  })

  it('counts what was looked at before while newer ones are looked at', () => {
    const others = [rooted('a'), rooted('b'), rooted('c')]
    const looked = by('a', 'b').map((vouch) => ({ ...vouch, looked: true }))
    expect(level({ held: true, vouches: [...looked, ...by('c')] }, others)).toBe('verified')
    expect(level({ held: true, vouches: [looked[0]!, ...by('c')] }, others)).toBe('applicant')
  })

  it('counts two of one home as one', () => {
    const vouches = [
      { by: 'a', household: 'one' },
      { by: 'b', household: 'one' },
    ]
    expect(level({ vouches }, [rooted('a'), rooted('b')])).toBe('applicant')
  })

  it('proves nothing to a circle of any size in which everybody vouches for everybody', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 12 }), (size) => {
        const ids = Array.from({ length: size }, (_, n) => `p${n}`)
        const circle = ids.map((id) =>
          person(id, { birth: true, vouches: by(...ids.filter((other) => other !== id)) }),
        )
        expect([...levelsOf(circle, nobody).values()].every((each) => each === 'applicant')).toBe(true)
      }),
    )
  })

  /** Some people with some proofs and some vouches among them. */
  const towns = fc.integer({ min: 1, max: 10 }).chain((size) =>
    fc.array(
      fc.record({
        address: fc.boolean(),
        letter: fc.boolean(),
        person: fc.boolean(),
        desk: fc.boolean(),
        birth: fc.boolean(),
        held: fc.boolean(),
        vouches: fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }), { maxLength: 4 }),
      }),
      { minLength: size, maxLength: size },
    ),
  )
  const peopleOf = (town: readonly (Omit<Standing, 'id' | 'vouches'> & { vouches: number[] })[]) =>
    town.map((each, n) =>
      person(`p${n}`, { ...each, vouches: by(...each.vouches.filter((m) => m !== n).map((m) => `p${m}`)) }),
    )
  const height = { applicant: 0, verified: 1, assured: 2 }

  it('is the same in whatever order people are looked at', () => {
    fc.assert(
      fc.property(towns, fc.infiniteStream(fc.nat()), (town, dice) => {
        const people = peopleOf(town)
        const shuffled = people.toSorted(() => ((dice.next().value ?? 0) % 3) - 1)
        const [one, other] = [levelsOf(people, nobody), levelsOf(shuffled, nobody)]
        for (const { id } of people) expect(other.get(id)).toBe(one.get(id))
      }),
    )
  })

  it('never falls when something is added, and never rises when something is taken away', () => {
    fc.assert(
      fc.property(towns, fc.nat(), fc.nat(), (town, who, what) => {
        const people = peopleOf(town)
        const n = who % people.length
        const more = people.map((each, i) =>
          i === n
            ? { ...each, vouches: [...each.vouches, ...by(`p${what % people.length}`)], address: true }
            : each,
        )
        const [before, after] = [levelsOf(people, nobody), levelsOf(more, nobody)]
        for (const { id } of people)
          expect(height[after.get(id)!]).toBeGreaterThanOrEqual(height[before.get(id)!])
      }),
    )
  })

  it('leans in the end on somebody with a proof of their own', () => {
    fc.assert(
      fc.property(towns, (town) => {
        const people = peopleOf(town).map((each) => ({ ...each, address: false, letter: false }))
        expect([...levelsOf(people, nobody).values()].every((each) => each === 'applicant')).toBe(true)
      }),
    )
  })
})

describe('a closed circle of vouchers', () => {
  const now = new Date('2026-05-14T10:00:00Z')
  const lately = new Date('2026-05-01T10:00:00Z')
  const longAgo = new Date('2025-01-01T10:00:00Z')
  const voucher = (id: string, given: Partial<Voucher> = {}): Voucher => ({
    id,
    rooted: true,
    since: lately,
    vouchesFor: [],
    ...given,
  })

  it.each([
    ['two strangers with a letter', [voucher('a'), voucher('b')], false],
    ['one voucher', [voucher('a', { rooted: false })], false],
    [
      'nobody with a proof of their own',
      [voucher('a', { rooted: false }), voucher('b', { rooted: false, since: longAgo })],
      true,
    ],
    [
      'new ones who vouch for each other',
      [voucher('a', { vouchesFor: ['b'] }), voucher('b', { vouchesFor: ['a'] })],
      true,
    ],
    ['new ones of whom one vouches for the other', [voucher('a', { vouchesFor: ['b'] }), voucher('b')], true],
    [
      'the same, when one is known for long',
      [voucher('a', { vouchesFor: ['b'], since: longAgo }), voucher('b')],
      false,
    ],
    [
      'a circle with somebody from outside',
      [voucher('a', { vouchesFor: ['b'] }), voucher('b'), voucher('c')],
      false,
    ],
  ] as const)('%s', (_, vouchers, expected) => {
    expect(isCircle([...vouchers], now)).toBe(expected)
  })
})

describe('a code to type', () => {
  it('is read back however it is typed, and no slip of one sign or two signs swapped goes unseen', () => {
    fc.assert(
      fc.property(fc.nat(10), fc.nat(31), (place, sign) => {
        const code = newCode(10)
        expect(readCode(` ${inGroups(code).toLowerCase()} `, 10)).toBe(code)
        expect(readCode(code.replaceAll('0', 'o').replaceAll('1', 'l'), 10)).toBe(code)
        const letter = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[sign]!
        const slip = code.slice(0, place) + letter + code.slice(place + 1)
        expect(readCode(slip, 10)).toBe(slip === code ? code : undefined)
        const [a, b] = [code[place], code[(place + 1) % 11]]
        if (place < 9 && a !== b) {
          const swapped = code.slice(0, place) + b + a + code.slice(place + 2)
          expect(readCode(swapped, 10)).toBeUndefined()
        }
      }),
    )
  })

  it('has as many codes as it says: ten letters of five bits each', () => {
    const seen = new Set(Array.from({ length: 2_000 }, () => newCode(10)))
    expect(seen.size).toBe(2_000)
    for (const [n] of [...newCode(10)].slice(0, 10).entries())
      expect(new Set([...seen].map((code) => code[n])).size).toBe(32)
  })

  it('is nothing when it is too long, too short, or holds other signs', () => {
    for (const typed of ['', 'A', '0'.repeat(500), 'UUUUUUUUUUU', '<script>', 'éééééééééé0']) {
      expect(readCode(typed, 10)).toBeUndefined()
    }
  })
})
