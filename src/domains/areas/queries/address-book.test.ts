import { beforeAll, expect, test } from 'vitest'
import { systemContext, type Context } from '../../../platform/context.ts'
import { onEachEngine } from '../../../../tests/support/store.ts'
import { testServices } from '../../../../tests/support/people.ts'
import { importAddresses, importAreas } from '../actions.ts'
import { locate, suggestAddresses, addressBook } from '../address-book.ts'
import { placeOf } from '../address.ts'
import { areaByCode, childrenOf, searchAreas, streetsAtPostcode, streetsNamedLike } from '../queries.ts'
import { labelOf } from '../rules/address-text.ts'
import { buurten, filesOf, gemeenten, header, houses, provincies, wijken } from '../test-support.ts'

onEachEngine('the address book', (store) => {
  let ctx: Context
  beforeAll(async () => {
    ctx = systemContext(testServices(store()))
    const [areas, addresses] = await filesOf({
      'a.geojson': [...provincies, ...gemeenten, ...wijken, ...buurten],
      'b.csv': [
        header,
        ...houses('Oostvaardersdiep', 20),
        ...houses('Oostvaardersdiep', 4, { lon: 5.03, postcode: '9001AB' }).map((line) =>
          line.replace(/;(\d);/, ';3$1;'),
        ),
        'Oostvaardersdiep;1;B;;9001AA;Oostdorp;Oost;Proefland;52.01;5.01',
        'Oostvaardersdiep;1;B;2;9001AA;Oostdorp;Oost;Proefland;52.01;5.01',
        ...houses('Kerkstraat', 5, { postcode: '9001AC', lat: 52.011 }),
        ...houses('Kerkstraat', 5, { postcode: '9002AA', place: 'Westdorp', gemeente: 'West', lon: 5.12 }),
        ...houses('Plein 1945', 9, { postcode: '9001AD', lat: 52.012 }),
        ...houses('Eenzame dijk', 1, { postcode: '9001AE', lat: 52.013 }),
        ...houses('1e Dwarsstraat', 6, { postcode: '9001AF', lat: 52.014 }),
      ].join('\n'),
    })
    await importAreas(ctx, [areas!], { successions: [] })
    await importAddresses(ctx, addresses!)
  })

  test.each([
    ['9001AA 1', 'Oostvaardersdiep 1, 9001 AA Oostdorp'],
    ['9001 aa 1-B', 'Oostvaardersdiep 1B, 9001 AA Oostdorp'],
    ['9001aa1b2', 'Oostvaardersdiep 1B-2, 9001 AA Oostdorp'],
    ['Oostvaardersdiep 1, Oostdorp', 'Oostvaardersdiep 1, 9001 AA Oostdorp'],
    ['oostvaardersdiep 1 b', 'Oostvaardersdiep 1B, 9001 AA Oostdorp'],
    ['Oostvaardersdiep, Oostdorp 33', 'Oostvaardersdiep 33, 9001 AB Oostdorp'],
    ['Kerkstraat 3 Westdorp', 'Kerkstraat 3, 9002 AA Westdorp'],
    ['Plein 1945 3', 'Plein 1945 3, 9001 AD Oostdorp'],
    ['1e dwarsstraat 5', '1e Dwarsstraat 5, 9001 AF Oostdorp'],
  ])('%s is found', async (text, label) => {
    const located = await locate(ctx, text)
    expect(located.found && labelOf(located.found)).toBe(label)
    expect(located.found && located.path.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['europa', 'gemeente', 'street']),
    )
    const again = located.found && (await addressBook(ctx).byId(located.found.id))
    expect(again).toEqual(located.found)
  })

  test.each([
    ['Oostvardersdiep 1 Oostdorp', 'street', 'Oostvaardersdiep 1, 9001 AA Oostdorp'],
    ['Kerkstaat 2', 'street', 'Kerkstraat 2, 9001 AC Oostdorp'],
    ['Oostvaardersdiep 99', 'number', 'Oostvaardersdiep 34, 9001 AB Oostdorp'],
    ['Oostvaardersdiep', 'no-number', 'Oostvaardersdiep 1, 9001 AA Oostdorp'],
    ['Kerkstraat 3', 'which', 'Kerkstraat 3, 9001 AC Oostdorp'],
    ['9001AA 99', 'number', 'Oostvaardersdiep 20, 9001 AA Oostdorp'],
    ['9001AA 1-C', 'which', 'Oostvaardersdiep 1, 9001 AA Oostdorp'],
    ['9001ZZ 1', 'postcode', '1e Dwarsstraat 6, 9001 AF Oostdorp'],
    ['9001AC', 'no-number', 'Kerkstraat 1, 9001 AC Oostdorp'],
  ])('%s is not one address (%s), and it says what may be meant', async (text, why, suggestion) => {
    const located = await locate(ctx, text)
    expect(located).toMatchObject({ why })
    expect(!located.found && located.suggestions.map(({ label }) => label)).toContain(suggestion)
    for (const { id, label } of located.found ? [] : located.suggestions) {
      expect(labelOf((await addressBook(ctx).byId(id))!)).toBe(label)
    }
  })

  test('an unknown number tells where the street ends, over all its buurten', async () => {
    expect(await locate(ctx, 'Oostvaardersdiep 99')).toMatchObject({
      street: { name: 'Oostvaardersdiep', place: 'Oostdorp', lowest: 1, highest: 34 },
    })
  })

  test.each([
    '',
    '?!',
    'Zzyzx',
    '0000AA 1',
    "'; drop table addresses; --",
    '%',
    '%'.repeat(300),
    '1'.repeat(200),
  ])('nonsense finds nothing and does no harm: %s', async (text) => {
    expect(await locate(ctx, text)).toMatchObject({ suggestions: [] })
    expect(await suggestAddresses(ctx, text)).toEqual([])
  })

  test('what may be known of a home in a street of its own is not its street', async () => {
    const located = await locate(ctx, 'Eenzame dijk 1')
    expect(located.found).toMatchObject({ secluded: true, cell: null })
    expect(placeOf(located.found!)).toMatchObject({
      streetId: null,
      cell: null,
      buurtId: located.found!.buurtId,
    })
  })

  test.each([
    ['oostv', 'Oostvaardersdiep, Oostdorp'],
    ['kerkstraat w', 'Kerkstraat, Westdorp'],
    ['kerkstr west', 'Kerkstraat, Westdorp'],
    ['kerkstr 2 west', 'Kerkstraat 2, 9002 AA Westdorp'],
    ['oostvardersd', 'Oostvaardersdiep, Oostdorp'],
    ['Oostvaardersdiep 1', 'Oostvaardersdiep 12, 9001 AA Oostdorp'],
    ['Oostvaardersdiep 1b', 'Oostvaardersdiep 1B-2, 9001 AA Oostdorp'],
    ['9001', '9001 AC: Kerkstraat, Oostdorp'],
    ['9001ac', 'Kerkstraat 2, 9001 AC Oostdorp'],
    ['9001ac 2', 'Kerkstraat 2, 9001 AC Oostdorp'],
  ])('typing %s suggests %s', async (text, label) => {
    const found = await suggestAddresses(ctx, text)
    expect(found.map((one) => one.label)).toContain(label)
    expect(found.length).toBeLessThanOrEqual(8)
    expect(new Set(found.map((one) => one.label)).size).toBe(found.length)
  })

  test('what is suggested as an address is found when it is chosen', async () => {
    for (const { value } of await suggestAddresses(ctx, 'Oostvaardersdiep 1')) {
      expect((await locate(ctx, value)).found).toBeDefined()
    }
  })

  test('a street through two buurten is one street, and not that of another place', async () => {
    const oost = (await areaByCode(ctx, 'BU90010101:oostvaardersdiep'))!
    const west = (await areaByCode(ctx, 'GM9002:kerkstraat'))!
    expect((await streetsNamedLike(ctx, oost.id)).length).toBe(2)
    expect(await streetsNamedLike(ctx, west.id)).toEqual([west.id])
    expect(await streetsNamedLike(ctx, 0)).toEqual([])
  })

  test('areas are found by name, by likeness and by postcode', async () => {
    const names = async (text: string) =>
      (await searchAreas(ctx, text)).map(({ name, gemeente }) => `${name}/${gemeente}`)
    expect((await names('oost'))[0]).toBe('Oost/Oost')
    expect(await names('elanb')).toContain('Élanbuurt/Oost')
    expect(await names('tuinbuurd')).toContain('Tuinbuurt/Oost')
    expect(await names('oostvaarders')).toEqual(['Oostvaardersdiep/Oost'])
    expect(await names('x')).toEqual([])
    expect((await streetsAtPostcode(ctx, '9001ac')).map(({ name }) => name)).toEqual(['Kerkstraat'])
    // Asking for the postcode of a lonely home must not give its street away as inhabited by one.
    expect(await streetsAtPostcode(ctx, '9001AE')).toEqual([])
  })

  test('children come in pages, each once', async () => {
    const buurt = (await areaByCode(ctx, 'BU90010101'))!
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await childrenOf(ctx, buurt.id, { limit: 2, ...(after === undefined ? {} : { after }) })
      seen.push(...page.items.map(({ name }) => name))
      after = page.next
    } while (after !== undefined)
    expect(seen).toEqual(['1e Dwarsstraat', 'Eenzame dijk', 'Kerkstraat', 'Oostvaardersdiep', 'Plein 1945'])
    expect((await childrenOf(ctx, buurt.id, { after: 'nonsense' })).items.length).toBe(5)
  })
})
