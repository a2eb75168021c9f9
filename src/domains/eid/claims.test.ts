import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedPaths, attestedFrom, claimMap, readHome } from './claims.ts'

const standard = claimMap.parse({})
const claims = {
  given_name: 'Saar',
  family_name: 'de Buur',
  birthdate: '1961-03-01',
  address: { postal_code: '9990 aa', house_number: '20 B' },
}

describe('what an eID says of somebody', () => {
  it('is read by the standard names', () => {
    expect(attestedFrom('eid', claims, standard)).toEqual({
      kind: 'eid',
      name: 'Saar de Buur',
      birth: '1961-03-01',
      address: { postcode: '9990AA', number: 20, letter: 'B', addition: '' },
    })
  })

  it('is read by other names, where a broker has them', () => {
    const map = claimMap.parse({
      givenName: 'voornamen',
      prefix: 'voorvoegsel',
      familyName: ['geslachtsnaam'],
      birth: ['geboorte', 'datum'],
      postcode: 'pc',
      number: 'nr',
      letter: 'hl',
      addition: 'toev',
    })
    const said = {
      voornamen: 'Saar',
      voorvoegsel: 'de',
      geslachtsnaam: 'Buur',
      geboorte: { datum: '19610301' },
      pc: '9990AA',
      nr: 20,
      hl: 'B',
      toev: '2',
    }
    expect(attestedFrom('eid', said, map)).toEqual({
      kind: 'eid',
      name: 'Saar de Buur',
      birth: '1961-03-01',
      address: { postcode: '9990AA', number: 20, letter: 'B', addition: '2' },
    })
    expect(attestedFrom('eid', { ...said, voorvoegsel: undefined }, map)?.name).toBe('Saar Buur')
  })

  it.each([
    ['no name', { given_name: undefined }],
    ['half a name', { family_name: '  ' }],
    ['a name that is no text', { given_name: { nl: 'Saar' } }],
    ['no birth date', { birthdate: undefined }],
    ['only a year', { birthdate: '1961' }],
    ['a day that does not exist', { birthdate: '1961-02-30' }],
  ])('is nothing with %s', (_what, change) => {
    expect(attestedFrom('eid', { ...claims, ...change }, standard)).toBeUndefined()
  })

  it('leaves out an address that cannot be read', () => {
    const abroad = { ...claims, address: { postal_code: '1000', house_number: '20' } }
    expect(attestedFrom('eid', abroad, standard)).toMatchObject({ name: 'Saar de Buur', address: undefined })
  })

  it('holds nothing that stands on more than one line, or is hidden', () => {
    expect(attestedFrom('eid', { ...claims, given_name: 'Sa\u202e\nar' }, standard)?.name).toBe(
      'Sa ar de Buur',
    )
  })

  it('is never read from what an object has of itself', () => {
    const map = claimMap.parse({ givenName: ['constructor', 'name'] })
    expect(attestedFrom('eid', claims, map)).toBeUndefined()
  })
})

describe('a home', () => {
  it.each([
    ['20', { number: 20, letter: '', addition: '' }],
    ['20B', { number: 20, letter: 'B', addition: '' }],
    ['20 B-2', { number: 20, letter: 'B', addition: '2' }],
    ['20-2', { number: 20, letter: '', addition: '2' }],
    ['20 bis', { number: 20, letter: '', addition: 'bis' }],
    ['Lijnbaan 20 B', { number: 20, letter: 'B', addition: '' }],
    ['Plein 1945 3', { number: 3, letter: '', addition: '' }],
    ['1e Dwarsstraat 5', { number: 5, letter: '', addition: '' }],
  ])('is read from %s', (number, expected) => {
    expect(readHome({ postcode: '9990AA', number, letter: '', addition: '' })).toEqual({
      postcode: '9990AA',
      ...expected,
    })
  })

  it.each([
    ['', '20'],
    ['0990AA', '20'],
    ['9990', '20'],
    ['9990AA', ''],
    ['9990AA', '0'],
    ['9990AA', 'huis'],
  ])('is not read from "%s" and "%s"', (postcode, number) => {
    expect(readHome({ postcode, number, letter: '', addition: '' })).toBeUndefined()
  })

  it('is the same however number, letter and addition are written', () => {
    const letter = fc.constantFrom('', 'A', 'B', 'c')
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999 }),
        letter,
        fc.constantFrom('', '-'),
        (number, letter, dash) => {
          const apart = readHome({ postcode: '9990AA', number: String(number), letter, addition: '' })
          const together = readHome({
            postcode: '9990 AA',
            number: letter && dash ? `${number} ${letter}` : `${number}${letter}`,
            letter: '',
            addition: '',
          })
          expect(together).toEqual(apart)
        },
      ),
    )
  })

  it('takes no long time over any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (number) => {
        const found = readHome({ postcode: '9990AA', number, letter: '', addition: '' })
        expect(found === undefined || found.number > 0).toBe(true)
      }),
    )
  })
})

describe('the settings of claims', () => {
  it('never ask for a citizen service number', () => {
    for (const path of [
      'bsn',
      ['person', 'BSN'],
      'burgerservicenummer',
      'personal_administrative_number',
      'tax_id',
    ])
      expect(claimMap.safeParse({ name: path }).success, String(path)).toBe(false)
  })

  it('ask a wallet for what they name, and nothing else', () => {
    expect(askedPaths(claimMap.parse({ name: 'full_name' }))).toEqual([
      ['full_name'],
      ['birthdate'],
      ['address', 'postal_code'],
      ['address', 'house_number'],
    ])
  })
})
