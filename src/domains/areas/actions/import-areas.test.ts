import { beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'drizzle-orm'
import { rows } from '../../../platform/db/store.ts'
import { systemContext, type Context } from '../../../platform/context.ts'
import { onEachEngine } from '../../../../tests/support/store.ts'
import { testServices } from '../../../../tests/support/people.ts'
import { areaByCode, childrenOf, overlaysOf, pathOf } from '../queries.ts'
import { mapOf } from '../queries/maps.ts'
import { buurten, feature, filesOf, gemeenten, provincies, square, wijken } from '../test-support.ts'
import { importAreas } from './import-areas.ts'
import { readSuccessions } from './successions.ts'
import { importOverlays } from './import-overlays.ts'
import { UnusableFile } from './files.ts'

onEachEngine('importing areas', (store) => {
  let ctx: Context
  beforeEach(async () => {
    ctx = systemContext(testServices(store()))
    await store().runScript('truncate areas, overlays, area_successions restart identity cascade')
  })

  const files = async () =>
    filesOf({
      'buurten.geojson': buurten,
      'gemeenten.geojson': gemeenten,
      'wijken.geojson': wijken,
      'provincies.geojson': provincies,
    })

  /** The tree by codes and names only: what must not depend on the order of files. */
  const tree = async () => {
    const found = await rows<{
      code: string
      year: number
      name: string
      current: boolean
      parent: string | null
      depth: number
    }>(
      ctx.db,
      sql`select a.code, a.year, a.name, a.current, p.code as parent, length(a.path) - length(replace(a.path, '/', '')) as depth
          from areas a left join areas p on p.id = a.parent_id order by a.code, a.year`,
    )
    return found.map(
      ({ code, year, name, current, parent, depth }) =>
        `${code}/${year} ${name} ${current} < ${parent} ${depth}`,
    )
  }

  test('the tree grows from buurt to Europe', async () => {
    const result = await importAreas(ctx, await files(), { successions: [] })
    expect(result).toEqual({ added: 7, changed: 0, unchanged: 0, borderless: 0, water: 0, skipped: [] })
    const buurt = (await areaByCode(ctx, 'BU90010101'))!
    expect((await pathOf(ctx, buurt)).map(({ code }) => code)).toEqual([
      'EU',
      'NL',
      'PV90',
      'GM9001',
      'WK900101',
      'BU90010101',
    ])
  })

  test('importing twice changes nothing, down to the rows', async () => {
    await importAreas(ctx, await files(), { successions: [] })
    const before = await rows(ctx.db, sql`select *, xmin::text from areas order by id`)
    const again = await importAreas(ctx, await files(), { successions: [] })
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 7 })
    expect(await rows(ctx.db, sql`select *, xmin::text from areas order by id`)).toEqual(before)
  })

  test('files in any order, one by one, give the same tree', async () => {
    const paths = await files()
    await importAreas(ctx, paths, { successions: [] })
    const expected = await tree()
    await store().runScript('truncate areas restart identity cascade')
    for (const path of [paths[0]!, paths[3]!, paths[2]!, paths[1]!])
      await importAreas(ctx, [path], { successions: [] })
    expect(await tree()).toEqual(expected)
  })

  test('buurten that come before their gemeente wait under what is known', async () => {
    const [bu, gm, wk] = await files()
    await importAreas(ctx, [bu!], { successions: [] })
    expect((await pathOf(ctx, (await areaByCode(ctx, 'BU90010101'))!)).map(({ code }) => code)).toEqual([
      'EU',
      'NL',
      'GM9001',
      'BU90010101',
    ])
    await importAreas(ctx, [wk!], { successions: [] })
    await importAreas(ctx, [gm!], { successions: [] })
    expect((await areaByCode(ctx, 'GM9001'))!.name).toBe('Oost')
    expect((await pathOf(ctx, (await areaByCode(ctx, 'BU90010101'))!)).map(({ code }) => code)).toEqual([
      'EU',
      'NL',
      'PV90',
      'GM9001',
      'WK900101',
      'BU90010101',
    ])
  })

  test('the newest year is current, keeps the id, and leaves the older one as history', async () => {
    const of = (jaar: number, naam: string) => [
      feature(
        { gemeentecode: 'GM9001', gemeentenaam: naam, provinciecode: 'PV90', jaar },
        square(5, 52, 0.1),
      ),
    ]
    const [middle, newest, oldest] = await filesOf({
      'a.geojson': of(2018, 'Middel'),
      'b.geojson': of(2022, 'Nieuw'),
      'c.geojson': of(2015, 'Oud'),
    })
    await importAreas(ctx, [middle!], { successions: [] })
    const { id } = (await areaByCode(ctx, 'GM9001'))!
    expect(await importAreas(ctx, [newest!, oldest!], { successions: [] })).toMatchObject({
      added: 2,
      changed: 0,
    })
    expect(await areaByCode(ctx, 'GM9001')).toMatchObject({ id, name: 'Nieuw', year: 2022 })
    const years = await rows(
      ctx.db,
      sql`select a.year, a.name, a.current, s.area_id is not null as shape from areas a left join area_shapes s on s.area_id = a.id where a.code = 'GM9001' order by a.year`,
    )
    expect(years).toEqual([
      { year: 2015, name: 'Oud', current: false, shape: true },
      { year: 2018, name: 'Middel', current: false, shape: true },
      { year: 2022, name: 'Nieuw', current: true, shape: true },
    ])
    expect(await importAreas(ctx, [oldest!, newest!, middle!], { successions: [] })).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 3,
    })
    expect(await areaByCode(ctx, 'GM9001')).toMatchObject({ id, name: 'Nieuw' })
  })

  test('a changed border or name changes that area only', async () => {
    await importAreas(ctx, await files(), { successions: [] })
    const moved = [...wijken.slice(0, 1), feature(wijken[1]!.properties, square(5.05, 52, 0.06))]
    const [file] = await filesOf({ 'wijken.geojson': moved })
    expect(await importAreas(ctx, [file!], { successions: [] })).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 1,
    })
  })

  test('what is broken is told with file and index, and the rest goes in', async () => {
    const broken = [
      gemeenten[0]!,
      { type: 'Feature', properties: gemeenten[1]!.properties, geometry: null },
      feature({ gemeentecode: 'GM9003', gemeentenaam: 'Open', jaar: 2020 }, square(5, 52, 0.1).slice(0, 4)),
      feature({ gemeentenaam: 'Zonder code', jaar: 2020 }, square(5, 52, 0.1)),
      feature({ gemeentecode: 'GM9004', gemeentenaam: 'Ver', jaar: 2020 }, square(200, 52, 0.1)),
      feature({ ...gemeenten[0]!.properties, water: 'JA' }, square(5, 52.3, 0.1)),
      feature({ ...gemeenten[0]!.properties, gemeentenaam: 'Anders' }, square(5, 52, 0.1)),
    ]
    const [file] = await filesOf({ 'gemeenten.geojson': broken })
    const result = await importAreas(ctx, [file!], { successions: [] })
    expect(result).toMatchObject({ added: 1, water: 1 })
    expect(result.skipped).toEqual([
      { file, index: 1, why: 'no-geometry' },
      { file, index: 2, why: 'open-ring' },
      { file, index: 3, why: 'no-code' },
      { file, index: 4, why: 'out-of-range' },
      { file, index: 6, why: 'repeated' },
    ])
  })

  test.each([
    ['missing', undefined],
    ['not JSON', '{"type": '],
    ['not a collection', '{"type":"Feature"}'],
  ])('a file that is %s stops the import before it begins', async (_, text) => {
    const [good, bad] = await filesOf({ 'gemeenten.geojson': gemeenten, 'bad.geojson': text ?? '' })
    const file = text === undefined ? '/nowhere/areas.geojson' : bad!
    await expect(importAreas(ctx, [good!, file], { successions: [] })).rejects.toThrow(UnusableFile)
    expect(await areaByCode(ctx, 'GM9001')).toBeUndefined()
  })

  test('wijken move to the gemeente that theirs went into, which needs no border', async () => {
    const successions = [
      {
        predecessor: 'GM9001',
        predecessorName: 'Oost',
        successor: 'GM9100',
        successorName: 'Heel',
        year: 2024,
        provincie: 'PV90',
      },
    ]
    await importAreas(ctx, await files(), { successions })
    const heir = (await areaByCode(ctx, 'GM9001'))!
    expect(heir).toMatchObject({ code: 'GM9100', name: 'Heel', year: 0, lat: 52.025 })
    expect((await childrenOf(ctx, heir.id)).items.map(({ code }) => code)).toEqual(['WK900101', 'WK900102'])
    expect((await pathOf(ctx, heir)).map(({ code }) => code)).toEqual(['EU', 'NL', 'PV90', 'GM9100'])
    expect(await importAreas(ctx, await files(), { successions })).toMatchObject({ added: 0, changed: 0 })
    const [real] = await filesOf({
      'gemeenten-2025.geojson': [feature({ statcode: 'GM9100', statnaam: 'Heel' }, square(5, 52, 0.1))],
    })
    await importAreas(ctx, [real!], { successions })
    expect(await areaByCode(ctx, 'GM9100')).toMatchObject({ id: heir.id, year: 2025 })
  })

  test('a gemeente that others went into keeps the map whole', async () => {
    const successions = [
      {
        predecessor: 'GM9001',
        predecessorName: 'Oost',
        successor: 'GM9100',
        successorName: 'Heel',
        year: 2024,
        provincie: 'PV90',
      },
    ]
    await importAreas(ctx, await files(), { successions })
    const map = await mapOf(ctx, (await areaByCode(ctx, 'PV90'))!)
    expect(map!.areas.filter(({ here }) => here).map(({ name }) => name)).toEqual(['West', 'Heel'])
  })

  test('overlays are complete in their file', async () => {
    await importAreas(ctx, await files(), { successions: [] })
    const [first, second] = await filesOf({
      'overlays.csv':
        'kind;code;name;area_code\nwaterschap;WS1;Zee en Land;GM9001\nwaterschap;WS1;Zee en Land;GM9002\nregio;R1;Regio;PV90\nstad;X;Y;GM9001\nregio;R1;Regio;GM0000\n',
      'less.csv': 'kind;code;name;area_code\nwaterschap;WS1;Zee en Land;GM9002\n',
    })
    expect(await importOverlays(ctx, first!)).toEqual({
      overlays: 2,
      added: 3,
      removed: 0,
      unchanged: 0,
      skipped: [
        { line: 5, why: 'kind' },
        { line: 6, why: 'unknown-area' },
      ],
    })
    expect(await importOverlays(ctx, first!)).toMatchObject({ added: 0, removed: 0, unchanged: 3 })
    const buurt = (await areaByCode(ctx, 'BU90010101'))!
    expect((await overlaysOf(ctx, buurt)).map(({ code }) => code)).toEqual(['R1', 'WS1'])
    expect(await importOverlays(ctx, second!)).toMatchObject({ added: 0, removed: 1, unchanged: 1 })
    expect((await overlaysOf(ctx, buurt)).map(({ code }) => code)).toEqual(['R1'])
  })
})

describe('the successions that come with the program', () => {
  test('are complete lines, of later years in a chain', async () => {
    const successions = await readSuccessions()
    expect(successions.length).toBeGreaterThan(80)
    for (const { predecessor, successor, year, provincie, successorName } of successions) {
      expect(predecessor).toMatch(/^(GM\d{4}|WK\d{6})$/)
      expect(successor).toMatch(/^GM\d{4}$/)
      expect(provincie).toMatch(/^PV\d\d$/)
      expect(successorName).not.toBe('')
      expect(year).toBeGreaterThan(2000)
      for (const next of successions.filter((other) => other.predecessor === successor))
        expect(next.year).toBeGreaterThan(year)
    }
  })
})
