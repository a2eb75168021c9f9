import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { testServices, visitor } from '../../../tests/support/people.ts'
import { engines, openTestStore, type Engine } from '../../../tests/support/store.ts'
import { folders } from '../../app/folders.ts'
import { row } from '../../platform/db/store.ts'
import { ensureTaxonomy } from '../ambitions/index.ts'
import { importAddresses, importAreas } from '../areas/index.ts'
import { simulate } from './simulate.ts'

/** What a simulation writes. The vault is left out: what is sealed differs each time, and must. */
const tables = [
  'residents',
  'resident_levels',
  'wishes',
  'communities',
  'community_areas',
  'community_ambitions',
  'memberships',
  'manager_terms',
  'designations',
  'standings',
  'activities',
  'attendances',
  'outcomes',
]

/** Every row that a simulation makes, as one line for each table: how many, and a sum of what is in them. */
async function townOf(engine: Engine, seed: number): Promise<Record<string, string>> {
  const store = await openTestStore(engine)
  try {
    const ctx = visitor(testServices(store))
    const areas = ['buurten', 'wijken', 'gemeenten', 'provincies']
    await importAreas(
      ctx,
      areas.map((name) => `${folders.seeds}/demo/areas/${name}.geojson`),
    )
    await importAddresses(ctx, `${folders.seeds}/demo/addresses.csv`)
    await ensureTaxonomy(ctx, folders.seeds)
    await simulate(ctx, { perAddress: 0.3, seed, names: ['Noor', 'Kees', 'Aylin', 'Bo'] })
    const town: Record<string, string> = {}
    for (const table of tables) {
      // Numbers that a table hands out by itself say nothing.
      const found = await row<{ line: string }>(
        ctx.db,
        sql`select count(*) || ' rows, ' || md5(coalesce(string_agg(line, ' ' order by line collate "C"), '')) as line
            from (select (to_jsonb(t) - 'id')::text as line from ${sql.identifier(table)} t) lines`,
      )
      town[table] = found!.line
    }
    return town
  } finally {
    await store.close()
  }
}

describe('a simulated town', () => {
  it('is row for row the same from the same seed, on each engine, and another from another seed', async () => {
    const first = await townOf('embedded', 42)
    expect(Object.values(first).filter((line) => line.startsWith('0 rows'))).toEqual([])
    for (const engine of engines) expect(await townOf(engine, 42)).toEqual(first)
    const other = await townOf('embedded', 43)
    for (const table of ['residents', 'wishes', 'memberships', 'designations'])
      expect(other[table]).not.toBe(first[table])
  }, 120_000)
})
