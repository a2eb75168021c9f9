import { sql } from 'drizzle-orm'
import * as fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { systemContext, type Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import { onEachEngine } from '../../../../tests/support/store.ts'
import { testServices } from '../../../../tests/support/people.ts'
import { buurten, filesOf, gemeenten, header, houses, provincies, wijken } from '../test-support.ts'
import { leastAlike } from '../rules/placing.ts'
import { importAddresses } from './import-addresses.ts'
import { importAreas } from './import-areas.ts'
import { UnusableFile } from './files.ts'

onEachEngine('importing addresses', (store) => {
  let ctx: Context
  beforeEach(async () => {
    ctx = systemContext(testServices(store()))
    await store().runScript('truncate areas, addresses, area_successions restart identity cascade')
    const files = await filesOf({ 'a.geojson': [...provincies, ...gemeenten, ...wijken, ...buurten] })
    await importAreas(ctx, files, { successions: [] })
  })

  const csv = async (lines: string[], name = 'addresses.csv') => {
    const [file] = await filesOf({ [name]: [header, ...lines].join('\n') })
    return file!
  }
  const stored = () =>
    rows<Record<string, unknown>>(
      ctx.db,
      sql`select *, cell::text as cell, xmin::text as version from addresses order by id`,
    )
  const streets = () =>
    rows<{ code: string; place: string; current: boolean; parent: string; path: string; id: number }>(
      ctx.db,
      sql`select s.id, s.code, s.place, s.current, s.path, p.code as parent from areas s join areas p on p.id = s.parent_id
          where s.kind = 'street' order by s.code`,
    )

  test('streets become areas under their buurt, their wijk, or their gemeente', async () => {
    const file = await csv([
      ...houses('Kerkstraat', 4),
      ...houses('Kerkstraat', 3, { lon: 5.03, postcode: '9001AB' }),
      ...houses('Wijkweg', 3, { lon: 5.045, lat: 52.045, postcode: '9001AC' }),
      ...houses('Verweg', 3, { lon: 5.09, lat: 52.09, postcode: '9001AD' }),
    ])
    const result = await importAddresses(ctx, file)
    expect(result).toMatchObject({
      added: 13,
      changed: 0,
      unchanged: 0,
      underWijk: 3,
      underGemeente: 3,
      streetsAdded: 4,
      skipped: [],
    })
    expect((await streets()).map(({ code, parent }) => `${code} < ${parent}`)).toEqual([
      'BU90010101:kerkstraat < BU90010101',
      'BU90010102:kerkstraat < BU90010102',
      'GM9001:verweg < GM9001',
      'WK900101:wijkweg < WK900101',
    ])
    for (const { id, path } of await streets()) expect(path.endsWith(`/${id}/`)).toBe(true)
  })

  test('importing twice changes nothing, packed or not', async () => {
    const lines = [...houses('Kerkstraat', 30), ...houses('Alleenweg', 2, { lat: 52.012 })]
    await importAddresses(ctx, await csv(lines))
    const before = await stored()
    const again = await importAddresses(ctx, await csv(lines, 'addresses.csv.zst'))
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 32, streetsAdded: 0 })
    expect(await stored()).toEqual(before)
  })

  test('the stated gemeente decides: the border of another one does not count', async () => {
    const file = await csv(houses('Grensweg', 3, { gemeente: 'West' }))
    expect(await importAddresses(ctx, file)).toMatchObject({ added: 3, underGemeente: 3 })
    expect((await streets())[0]).toMatchObject({ parent: 'GM9002' })
  })

  test('addresses of an unknown gemeente are counted by its name and left out', async () => {
    const file = await csv([...houses('Kerkstraat', 3), ...houses('Elders', 2, { gemeente: 'Nergens' })])
    expect(await importAddresses(ctx, file)).toMatchObject({
      added: 3,
      inUnknownGemeente: 2,
      unknownGemeenten: { Nergens: 2 },
    })
  })

  test('an address that names a gemeente of before lies in what it became', async () => {
    await importAreas(ctx, [], {
      successions: [
        {
          predecessor: 'GM9001',
          predecessorName: 'Oost',
          successor: 'GM9100',
          successorName: 'Heel',
          year: 2024,
          provincie: 'PV90',
        },
      ],
    })
    const file = await csv([
      ...houses('Kerkstraat', 3),
      ...houses('Nieuwstraat', 3, { gemeente: 'Heel', postcode: '9001AB' }),
    ])
    expect(await importAddresses(ctx, file)).toMatchObject({
      added: 6,
      underGemeente: 0,
      inUnknownGemeente: 0,
    })
    const gemeenten = await rows(
      ctx.db,
      sql`select distinct g.code from areas s join areas g on s.path like g.path || '%' and g.kind = 'gemeente' where s.kind = 'street'`,
    )
    expect(gemeenten).toEqual([{ code: 'GM9100' }])
  })

  test('rows that cannot be used are told by line, and the rest goes in', async () => {
    const [good] = houses('Kerkstraat', 1)
    const wrong = (column: number, value: string) => good!.split(';').with(column, value).join(';')
    const file = await csv([
      good!,
      'Kerkstraat;2',
      wrong(0, ''),
      wrong(1, '0'),
      wrong(1, 'twaalf'),
      wrong(4, '0001AA'),
      wrong(5, ''),
      wrong(6, ''),
      wrong(8, '152.1'),
      wrong(9, ''),
      good!,
      '"Straat ""met"" ; teken";3;;;9001aa;Oostdorp;Oost;Proefland;52.01;5.01',
    ])
    const result = await importAddresses(ctx, file)
    expect(result.added).toBe(2)
    expect(result.skipped.map(({ line, why }) => `${line} ${why}`)).toEqual([
      '3 fields',
      '4 street',
      '5 number',
      '6 number',
      '7 postcode',
      '8 place',
      '9 gemeente',
      '10 coordinates',
      '11 coordinates',
      '12 repeated',
    ])
    expect((await stored()).map(({ street, postcode }) => `${street} ${postcode}`)).toContain(
      'Straat "met" ; teken 9001AA',
    )
  })

  test('columns are found by name, in any order', async () => {
    const [file] = await filesOf({
      'a.csv':
        'lat;lon;extra;straat;huisnummer;huisletter;huisnummertoevoeging;postcode;woonplaats;gemeente;provincie\n52.01;5.01;x;Kerkstraat;1;a;2;9001 AA;Oostdorp;Oost;Proefland\n',
    })
    expect(await importAddresses(ctx, file!)).toMatchObject({ added: 1, skipped: [] })
    expect((await stored())[0]).toMatchObject({ letter: 'a', addition: '2', postcode: '9001AA', lat: 52.01 })
  })

  test.each([
    ['lacks columns', 'straat;huisnummer\nKerkstraat;1\n'],
    ['is empty', ''],
  ])('a file that %s is refused and nothing changes', async (_, text) => {
    const [file] = await filesOf({ 'a.csv': text })
    await expect(importAddresses(ctx, file!)).rejects.toThrow(UnusableFile)
    expect(await stored()).toEqual([])
    expect(await rows(ctx.db, sql`select 1 from pg_tables where tablename like 'addresses_intake%'`)).toEqual(
      [],
    )
  })

  test('two imports at once both take their addresses in', async () => {
    const files = await Promise.all([csv(houses('Kerkstraat', 3)), csv(houses('Molenweg', 3))])
    const done = await Promise.all(files.map((file) => importAddresses(ctx, file)))
    expect(done.map(({ added }) => added)).toEqual([3, 3])
    expect(await stored()).toHaveLength(6)
  })

  test('addresses come after areas', async () => {
    await store().runScript('truncate areas cascade')
    await expect(importAddresses(ctx, await csv(houses('Kerkstraat', 1)))).rejects.toThrow(/areas yet/)
  })

  test('a street of one name in two places of one buurt is two streets, also next time', async () => {
    const lines = [
      ...houses('Kerkstraat', 3),
      ...houses('Kerkstraat', 3, { place: 'Anderdorp', postcode: '9001AB' }),
    ]
    await importAddresses(ctx, await csv(lines))
    expect((await streets()).map(({ code, place }) => `${code} ${place}`)).toEqual([
      'BU90010101:kerkstraat Anderdorp',
      'BU90010101:kerkstraat:oostdorp Oostdorp',
    ])
    expect(await importAddresses(ctx, await csv(lines.toReversed()))).toMatchObject({
      streetsAdded: 0,
      changed: 0,
    })
  })

  test('an address that has moved takes its old and new neighbours along', async () => {
    await importAddresses(ctx, await csv(houses('Kerkstraat', 3)))
    expect((await stored()).every(({ secluded }) => secluded === false)).toBe(true)
    const [first] = houses('Kerkstraat', 1, { lon: 5.03 })
    expect(await importAddresses(ctx, await csv([first!]))).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 0,
    })
    const after = await stored()
    expect(after.length).toBe(3)
    expect(after.every(({ secluded, cell }) => secluded === true && cell === null)).toBe(true)
  })

  test('a street without addresses is no longer current, until somebody lives there again', async () => {
    await importAddresses(ctx, await csv(houses('Kerkstraat', 1)))
    await importAddresses(ctx, await csv(houses('Kerkstraat', 1, { lon: 5.03 })))
    expect((await streets()).map(({ code, current }) => `${code} ${current}`)).toEqual([
      'BU90010101:kerkstraat false',
      'BU90010102:kerkstraat true',
    ])
    await importAddresses(ctx, await csv(houses('Kerkstraat', 1)))
    expect((await streets()).map(({ current }) => current)).toEqual([true, false])
  })

  test('whatever comes in whatever order, every place is shared by three', async () => {
    const row = fc.record({
      street: fc.constantFrom('Dijk', 'Laan', 'Pad', 'Hof', 'Dam'),
      number: fc.integer({ min: 1, max: 12 }),
      lat: fc.double({ min: 52, max: 52.03, noNaN: true }),
      lon: fc.double({ min: 5, max: 5.05, noNaN: true }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(row, { maxLength: 25 }), { minLength: 1, maxLength: 3 }),
        async (imports) => {
          await store().runScript('truncate addresses cascade')
          for (const addresses of imports) {
            await importAddresses(
              ctx,
              await csv(
                addresses.map(
                  ({ street, number, lat, lon }) =>
                    `${street};${number};;;9001AA;Oostdorp;Oost;Proefland;${lat.toFixed(7)};${lon.toFixed(7)}`,
                ),
              ),
            )
          }
          const places = await rows<{ n: number; cell: string | null; street: number | null }>(
            ctx.db,
            sql`select count(*)::integer as n, a.cell::text as cell, case when a.secluded then null else a.street_id end as street
              from addresses a join areas s on s.id = a.street_id group by s.parent_id, 2, 3`,
          )
          for (const { n, cell, street } of places) {
            if (cell !== null) expect(n).toBeGreaterThanOrEqual(leastAlike)
            else expect(street).toBeNull()
          }
        },
      ),
      { numRuns: 12 },
    )
  })
})
