import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { holdings, retentionDocument, retentions } from '../../src/domains/own-data/index.ts'
import { rows } from '../../src/platform/db/store.ts'
import { onEachEngine } from '../support/store.ts'
import { root } from './sources.ts'

onEachEngine('what is held of residents', (store) => {
  test('is every column that points at one, once, and no other', async () => {
    const found = await rows<{ reference: string; onDelete: string }>(
      store().db,
      sql`select c.conrelid::regclass || '.' || a.attname as reference, c.confdeltype as "onDelete"
          from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
          where c.contype = 'f' and c.confrelid = 'residents'::regclass order by 1`,
    )
    expect(found.length).toBeGreaterThan(30)
    const said = holdings.map(({ table, column }) => `${table}.${column}`)
    expect(said.toSorted()).toEqual(found.map(({ reference }) => reference))
    // When the row of a resident goes, each follows as its holding says, also where nobody thought of it.
    const wrong = holdings.filter(({ table, column, erasing }) => {
      const { onDelete } = found.find(({ reference }) => reference === `${table}.${column}`)!
      return erasing === 'unname' ? onDelete !== 'n' : !['c', 'n'].includes(onDelete)
    })
    expect(wrong).toEqual([])
  })

  test('says why wherever a resident does not see it, or a row stays', () => {
    const silent = holdings.filter(({ shows, erasing, why }) => !why && (!shows || erasing === 'unname'))
    expect(silent).toEqual([])
  })

  test('is kept as long as a table says whose columns are there', async () => {
    for (const { rows: kept } of retentions) {
      if (!kept) continue
      const columns = await rows<{ type: string }>(
        store().db,
        sql`select data_type as type from information_schema.columns
            where table_name = ${kept.table} and column_name = ${kept.from}`,
      )
      expect(columns, `${kept.table}.${kept.from}`).toEqual([{ type: 'timestamp with time zone' }])
    }
  })
})

test('the docs say what the program reads', async () => {
  expect(new Set(retentions.map(({ name }) => name)).size).toBe(retentions.length)
  await expect(retentionDocument()).toMatchFileSnapshot(join(root, 'docs/retention.md'))
})
