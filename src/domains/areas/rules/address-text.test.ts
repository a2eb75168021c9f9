import { describe, expect, test } from 'vitest'
import { houseNumber, labelOf, readAddress } from './address-text.ts'

describe('reading a typed address', () => {
  test.each([
    ['1309AA 1', '1309AA', '', 1, ''],
    ['1309 aa 1-B', '1309AA', '', 1, 'b'],
    ['1309aa1', '1309AA', '', 1, ''],
    ['Oostvaardersdiep 1, Almere', undefined, 'oostvaardersdiep almere', 1, ''],
    ['Oostvaardersdiep 1 b', undefined, 'oostvaardersdiep', 1, 'b'],
    ['Oostvaardersdiep 1 b 2, Almere', undefined, 'oostvaardersdiep 1 b almere', 2, ''],
    ['Oostvaardersdiep 1B-2, Almere', undefined, 'oostvaardersdiep almere', 1, 'b2'],
    ['Plein 1945 3', undefined, 'plein 1945', 3, ''],
    ['1e Dwarsstraat 5 hs', undefined, '1e dwarsstraat', 5, 'hs'],
    ['Dorpsstraat 12 Ee', undefined, 'dorpsstraat', 12, 'ee'],
    ['Élisabethstraat 3', undefined, 'elisabethstraat', 3, ''],
    ['Kerkstraat', undefined, 'kerkstraat', undefined, ''],
  ])('%s', (text, postcode, words, number, suffix) => {
    expect(readAddress(text)[0]).toEqual({ postcode, words, number, suffix })
  })

  test('other readings follow: a short word may be a place, a number may belong to the street', () => {
    expect(readAddress('Dorpsstraat 12 Ee')).toContainEqual({
      postcode: undefined,
      words: 'dorpsstraat ee',
      number: 12,
      suffix: '',
    })
    expect(readAddress('Dorpsstraat 1000 Ee')).toContainEqual({
      postcode: undefined,
      words: 'dorpsstraat ee',
      number: 1000,
      suffix: '',
    })
    expect(readAddress('Straat 1 b 2')).toContainEqual({
      postcode: undefined,
      words: 'straat',
      number: 1,
      suffix: 'b2',
    })
  })

  test('writing', () => {
    const address = {
      street: 'Kerkplein',
      number: 12,
      letter: 'B',
      addition: '2',
      postcode: '1309AA',
      place: 'Almere',
    }
    expect(houseNumber(address)).toBe('12B-2')
    expect(labelOf(address)).toBe('Kerkplein 12B-2, 1309 AA Almere')
    expect(readAddress(labelOf(address))[0]).toMatchObject({ postcode: '1309AA', number: 12, suffix: 'b2' })
  })
})
