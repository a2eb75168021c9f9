import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { zstdDecompressSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { importAddresses, importAreas } from '../../src/domains/areas/actions.ts'
import { addressBook, locate } from '../../src/domains/areas/address-book.ts'
import { readFeature } from '../../src/domains/areas/rules/features.ts'
import { leastAlike } from '../../src/domains/areas/rules/placing.ts'
import { PolygonGrid } from '../../src/domains/areas/rules/polygons.ts'
import { readServiceDoc } from '../../src/domains/areas/rules/service-answer.ts'
import { systemContext, type Context } from '../../src/platform/context.ts'
import { row, rows } from '../../src/platform/db/store.ts'
import { testServices } from '../support/people.ts'
import { engines, onEachEngine } from '../support/store.ts'

const shared = process.env.DHZ_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url))
const areas = `${shared}/data/areas`
const addresses = `${shared}/data/addresses`
const here = existsSync(areas) && existsSync(addresses)
const files = ['buurten-2014-coarse', 'gemeenten-2015', 'wijken-2014', 'provincies-2015'].map(
  (name) => `${areas}/${name}.geojson`,
)

async function featuresOf(file: string): Promise<unknown[]> {
  return (JSON.parse(await readFile(file, 'utf8')) as { features: unknown[] }).features
}

/** Blocks of 8 kB that a statement reads, from memory or from disk: its work, whatever else the machine is doing. */
async function blocksRead(ctx: Context, statement: string, params: unknown[]): Promise<number> {
  const parts = statement.split(/(\$\d+)/)
  const given = sql.join(
    parts.map((part) =>
      /^\$\d+$/.test(part) ? sql`${sql.param(params[Number(part.slice(1)) - 1])}` : sql.raw(part),
    ),
  )
  const explained = await row<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
    ctx.db,
    sql`explain (analyze, buffers, format json) ${given}`,
  )
  const { Plan } = explained!['QUERY PLAN'][0]
  return Plan['Shared Hit Blocks']! + Plan['Shared Read Blocks']!
}

interface Row {
  gemeente: string
  lat: number
  lon: number
}

async function addressRows(province: string): Promise<Row[]> {
  const text = zstdDecompressSync(await readFile(`${addresses}/${province}.csv.zst`)).toString()
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const fields = line.split(';')
      return { gemeente: fields[6]!, lat: Number(fields[8]), lon: Number(fields[9]) }
    })
}

describe.skipIf(!here)('real data: areas and addresses of the Netherlands', () => {
  test('every gemeente of 2015 carries its provincie, and its border holds the addresses that state it', async () => {
    const gemeenten = (await featuresOf(files[1]!)).map((feature) => readFeature(feature, undefined))
    expect(gemeenten.length).toBe(393)
    const placed = gemeenten.flatMap((read) =>
      'area' in read && read.area.box
        ? [{ key: read.area, polygons: read.area.polygons, box: read.area.box }]
        : [],
    )
    expect(placed.length).toBe(393)
    expect(placed.every(({ key }) => /^PV\d\d$/.test(key.provincie?.code ?? ''))).toBe(true)
    const grid = new PolygonGrid(placed)
    const flevoland = await addressRows('Flevoland')
    expect(flevoland.length).toBe(222_318)
    const around = flevoland.map(({ gemeente, lat, lon }) => ({ gemeente, found: grid.at(lon, lat) }))
    const inside = around.filter(({ found }) => found.length > 0)
    // Quays and marinas lie outside the simplified shores.
    expect(inside.length / flevoland.length).toBeGreaterThanOrEqual(0.99)
    const right = inside.filter(({ gemeente, found }) => found.some(({ name }) => name === gemeente))
    expect(right.length / inside.length).toBeGreaterThanOrEqual(0.999)
  })

  test('all four sample answers of the national address service are read', async () => {
    const samples = JSON.parse(await readFile(`${addresses}/pdok_locatieserver_samples.json`, 'utf8')) as {
      doc: unknown
    }[]
    expect(samples.map(({ doc }) => readServiceDoc(doc))).toMatchObject([
      {
        type: 'adres',
        id: '0394200001001951',
        street: 'Evert van de Beekstraat',
        number: 202,
        postcode: '1118CP',
        place: 'Schiphol',
        gemeenteCode: 'GM0394',
        buurtCode: 'BU03941663',
        lat: 52.30389723,
        lon: 4.74790756,
      },
      {
        type: 'adres',
        id: '0307200000463989',
        street: 'Lijsterstraat',
        number: 20,
        postcode: '3815DT',
        place: 'Amersfoort',
        gemeenteCode: 'GM0307',
      },
      { type: 'gemeente', gemeenteCode: 'GM0518', lat: 52.07207117 },
      { type: 'postcode', gemeenteCode: 'GM0394', lon: 4.74654356 },
    ])
  })

  onEachEngine('in a store', (store, engine) => {
    let ctx: Context
    beforeAll(async () => {
      ctx = systemContext(testServices(store()))
      const result = await importAreas(ctx, files)
      expect(result).toMatchObject({ added: 393 + 12 + 2745 + 11_691, changed: 0, unchanged: 0, skipped: [] })
    }, 120_000)

    test('the tree follows the codes, and nothing hangs loose', async () => {
      const loose = await rows(
        ctx.db,
        sql`select a.code from areas a left join areas p on p.id = a.parent_id
            where a.current and (
              (a.kind = 'buurt' and p.code is distinct from 'WK' || substr(a.code, 3, 6))
              or (a.kind = 'wijk' and p.kind is distinct from 'gemeente')
              or (a.kind = 'gemeente' and p.kind is distinct from 'provincie')
              or (a.kind = 'provincie' and p.code is distinct from 'NL'))`,
      )
      expect(loose).toEqual([])
      // A wijk lies in the gemeente of its code, or in what that gemeente became.
      const moved = await rows(
        ctx.db,
        sql`select a.code from areas a join areas p on p.id = a.parent_id
            where a.current and a.kind = 'wijk' and p.code <> 'GM' || substr(a.code, 3, 4)
              and not exists (select 1 from area_successions s
                              where s.predecessor_code in (a.code, 'GM' || substr(a.code, 3, 4)))`,
      )
      expect(moved).toEqual([])
      const counts = await rows(
        ctx.db,
        sql`select kind, count(*)::integer as n from areas where current and kind in ('buurt', 'wijk', 'provincie') group by 1 order by 1`,
      )
      expect(counts).toEqual([
        { kind: 'buurt', n: 11_691 },
        { kind: 'provincie', n: 12 },
        { kind: 'wijk', n: 2745 },
      ])
    })

    test('the newer gemeenten of Groningen hold the wijken of those that went into them', async () => {
      const found = await rows<{ name: string; wijken: number; provincie: string }>(
        ctx.db,
        sql`select g.name, p.name as provincie, count(w.id)::integer as wijken
            from areas g join areas p on p.id = g.parent_id join areas w on w.parent_id = g.id and w.current
            where g.code in ('GM1979', 'GM1969', 'GM1966', 'GM1952', 'GM1950') group by 1, 2 order by 1`,
      )
      expect(found.map(({ name, provincie }) => `${name}, ${provincie}`)).toEqual(
        ['Eemsdelta', 'Het Hogeland', 'Midden-Groningen', 'Westerkwartier', 'Westerwolde'].map(
          (name) => `${name}, Groningen`,
        ),
      )
      expect(found.every(({ wijken }) => wijken > 0)).toBe(true)
    })

    test('the areas again change nothing', async () => {
      expect(await importAreas(ctx, files.toReversed())).toMatchObject({
        added: 0,
        changed: 0,
        unchanged: 14_841,
      })
    }, 60_000)

    test('the addresses of Flevoland come in, in time, and twice changes nothing', async () => {
      const started = performance.now()
      const file = `${addresses}/Flevoland.csv.zst`
      const result = await importAddresses(ctx, file)
      expect((performance.now() - started) / 1000).toBeLessThan(engine === 'postgres' ? 60 : 120)
      expect(result.added + result.skippedInAll).toBe(222_318)
      expect(new Set(result.skipped.map(({ why }) => why))).toEqual(new Set(['repeated']))
      expect(result.inUnknownGemeente).toBe(0)
      expect(result.underGemeente / result.added).toBeLessThan(0.01)
      expect(await importAddresses(ctx, file)).toMatchObject({
        added: 0,
        changed: 0,
        unchanged: result.added,
        streetsAdded: 0,
      })
    }, 300_000)

    test('every place is shared by three', async () => {
      const alone = await row<{ n: number }>(
        ctx.db,
        sql`select count(*)::integer as n from (
              select 1 from addresses a join areas s on s.id = a.street_id where a.cell is not null
              group by case when a.secluded then null else a.street_id end, s.parent_id, a.cell
              having count(*) < ${leastAlike}) few`,
      )
      expect(alone).toEqual({ n: 0 })
    })

    test('what the issue names is found, and typing errors lead there', async () => {
      const located = await locate(ctx, '1309AA 1')
      expect(located.found && located.path.map(({ name }) => name)).toEqual([
        'Europa',
        'Nederland',
        'Flevoland',
        'Almere',
        'Wijk 03 Almere-Buiten',
        'Verspreide huizen Almere-Buiten',
        'Oostvaardersdiep',
      ])
      expect((await locate(ctx, 'Oostvaardersdiep 1, Almere')).found?.id).toBe(located.found?.id)
      const typo = await locate(ctx, 'Oostvardersdiep 1 Almere')
      expect(!typo.found && typo.suggestions[0]).toEqual({
        id: located.found?.id,
        label: 'Oostvaardersdiep 1, 1309 AA Almere',
      })
    })

    test('suggestions while typing read little, however much there is', async () => {
      const book = addressBook(ctx)
      for (const text of [
        'oo',
        'oostv',
        'oostvardersd',
        'kerkstraat 1',
        '1309',
        '1309AA 1',
        'de',
        'dorpsstr 1 zee',
      ]) {
        const asked: [string, unknown[]][] = []
        store().onQuery = (statement, params) => asked.push([statement, params])
        await book.suggest(text)
        store().onQuery = undefined
        let blocks = 0
        for (const [statement, params] of asked) blocks += await blocksRead(ctx, statement, params)
        // All addresses of the province are some 3,000 blocks.
        expect(asked.length, text).toBeLessThanOrEqual(8)
        expect(blocks, text).toBeLessThanOrEqual(300)
      }
    })

    test.skipIf(engine !== engines.at(-1))(
      'the addresses of Groningen lie in the gemeente they state, most of them in a buurt',
      async () => {
        const result = await importAddresses(ctx, `${addresses}/Groningen.csv.zst`)
        expect(result.inUnknownGemeente).toBe(0)
        expect((result.underGemeente + result.underWijk) / result.added).toBeLessThan(0.02)
        const found = await rows<{ name: string; n: number }>(
          ctx.db,
          sql`select g.name, count(*)::integer as n from addresses a join areas s on s.id = a.street_id
              join areas g on g.kind = 'gemeente' and g.id = any(string_to_array(rtrim(s.path, '/'), '/')::integer[])
              join areas p on p.id = g.parent_id and p.name = 'Groningen' group by 1`,
        )
        const stated = Map.groupBy(await addressRows('Groningen'), ({ gemeente }) => gemeente)
        expect(found.length).toBe(stated.size)
        for (const { name, n } of found) expect(n / stated.get(name)!.length, name).toBeGreaterThan(0.98)
      },
      300_000,
    )
  })
})

onEachEngine('the demo town', (store) => {
  test('comes in without a fault, and again without a change', async () => {
    const ctx = systemContext(testServices(store()))
    const folder = fileURLToPath(new URL('../../db/seeds/demo', import.meta.url))
    const demo = ['buurten', 'gemeenten', 'wijken', 'provincies'].map(
      (name) => `${folder}/areas/${name}.geojson`,
    )
    expect(await importAreas(ctx, demo)).toMatchObject({
      changed: 0,
      unchanged: 0,
      borderless: 0,
      skipped: [],
    })
    const result = await importAddresses(ctx, `${folder}/addresses.csv`)
    expect(result).toMatchObject({ underWijk: 0, underGemeente: 0, inUnknownGemeente: 0, skipped: [] })
    expect(result.added).toBeGreaterThan(1000)
    expect(await importAddresses(ctx, `${folder}/addresses.csv`)).toMatchObject({ added: 0, changed: 0 })
    expect((await rows(ctx.db, sql`select 1 from areas where current and kind = 'gemeente'`)).length).toBe(1)
  })
})
