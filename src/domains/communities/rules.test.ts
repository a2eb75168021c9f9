import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isMajority, nthSlug, readMailLines, slugFrom, stateAwake, stateWith, successor } from './rules.ts'

describe('the address of a community', () => {
  it('is its name in plain letters', () => {
    expect(slugFrom('Kerkplein leeft!')).toBe('kerkplein-leeft')
    expect(slugFrom('  ’t Gezellige Eén-Tuintje ')).toBe('t-gezellige-een-tuintje')
    expect(slugFrom('حديقة')).toBe('leefomgeving')
    expect(nthSlug('samen-eten', 1)).toBe('samen-eten')
    expect(nthSlug('samen-eten', 3)).toBe('samen-eten-3')
  })
  it('always fits the table, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        expect(slugFrom(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(slugFrom(name).length).toBeLessThanOrEqual(60)
      }),
    )
  })
})

describe('the state', () => {
  it('follows the number of members', () => {
    expect(stateWith('forming', 2)).toBe('forming')
    expect(stateWith('forming', 3)).toBe('active')
    expect(stateWith('active', 1)).toBe('active')
    expect(stateWith('active', 0)).toBe('resting')
    expect(stateWith('resting', 5)).toBe('resting')
    expect(stateWith('ended', 0)).toBe('ended')
    expect(stateAwake(2)).toBe('forming')
    expect(stateAwake(3)).toBe('active')
  })
  it('needs more than half for another manager', () => {
    expect(isMajority(1, 2)).toBe(false)
    expect(isMajority(2, 3)).toBe(true)
    expect(isMajority(2, 4)).toBe(false)
    expect(isMajority(3, 4)).toBe(true)
  })
})

describe('a pasted list of mail addresses', () => {
  it('takes what mail programs paste and gives back what is wrong', () => {
    const lines = readMailLines(
      'noor@voorbeeld.nl\n Kees <KEES@voorbeeld.nl>;\n\nbuurman jan\nkees@voorbeeld.nl, x@y',
    )
    expect(lines).toEqual([
      { line: 'noor@voorbeeld.nl', mail: 'noor@voorbeeld.nl' },
      { line: 'Kees <KEES@voorbeeld.nl>', mail: 'KEES@voorbeeld.nl' },
      { line: 'buurman jan' },
      { line: 'x@y' },
    ])
  })
  it('never gives an address that could carry another header', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        for (const { mail } of readMailLines(`${text}@voorbeeld.nl`)) {
          if (mail !== undefined) expect(mail).not.toMatch(/[\s<>,;]/)
        }
      }),
    )
  })
})

describe('who is manager after one who goes', () => {
  const joined = (day: number) => new Date(Date.UTC(2026, 0, day))
  it('is whom most wish, of equals who belongs longest, and nobody unasked', () => {
    const noor = { id: 'noor', wishes: 2, joined: joined(3) }
    const kees = { id: 'kees', wishes: 2, joined: joined(2) }
    const aylin = { id: 'aylin', wishes: 1, joined: joined(1) }
    expect(successor([noor, kees, aylin])).toBe('kees')
    expect(successor([aylin, noor])).toBe('noor')
    expect(successor([{ ...aylin, wishes: 0 }])).toBeUndefined()
    expect(successor([])).toBeUndefined()
  })
  it('does not depend on the order in which they are given', () => {
    const member = fc.record({
      id: fc.uuid(),
      wishes: fc.nat(4),
      joined: fc.integer({ min: 1, max: 5 }).map(joined),
    })
    fc.assert(
      fc.property(fc.uniqueArray(member, { selector: ({ id }) => id, maxLength: 8 }), (members) => {
        expect(successor(members.toReversed())).toBe(successor(members))
      }),
    )
  })
})
