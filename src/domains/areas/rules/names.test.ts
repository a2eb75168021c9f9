import { expect, test } from 'vitest'
import { plainName, streetCode, streetSlug } from './names.ts'
import { areaHref } from './page-address.ts'

test.each([
  ["'s-Gravenhage", 's gravenhage'],
  ['Súdwest-Fryslân', 'sudwest fryslan'],
  ['Burg. Roëllplein', 'burg roellplein'],
  ["d'Ansembourgstraat", 'dansembourgstraat'],
  ['Ĳsselkade', 'ijsselkade'],
  ['Smørrebrød', 'smorrebrod'],
])('%s is compared as %s', (name, plain) => {
  expect(plainName(name)).toBe(plain)
})

test('the address of a page leads back to the code of its street', () => {
  const code = 'BU00340101:burg roellplein'
  expect(areaHref({ code })).toBe('/gebied/BU00340101/burg-roellplein')
  expect(streetCode('BU00340101', streetSlug(code))).toBe(code)
  expect(areaHref({ code: 'GM0034' })).toBe('/gebied/GM0034')
})
