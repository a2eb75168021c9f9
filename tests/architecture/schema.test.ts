import { globSync } from 'node:fs'
import { join } from 'node:path'
import { is, sql } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { rows } from '../../src/platform/db/store.ts'
import { onEachEngine } from '../support/store.ts'
import { root } from './sources.ts'

const files = globSync('src/**/tables.ts', { cwd: root }).sort()

/** `name: type` of each column, with `?` where it may be empty. */
type Columns = Record<string, string>

async function tablesIn(file: string): Promise<{ name: string; columns: Columns }[]> {
  const module = (await import(join(root, file))) as Record<string, unknown>
  return Object.values(module)
    .filter((value) => is(value, PgTable))
    .map((table) => {
      const { name, columns } = getTableConfig(table)
      const described = columns.map((column) => [
        column.name,
        `${plain(column.getSQLType())}${column.notNull ? '' : '?'}`,
      ])
      return { name, columns: Object.fromEntries(described) as Columns }
    })
}

/** One name for one type: the builder calls some of them differently from the database. */
function plain(type: string): string {
  return type
    .replace(/^(small|big)?serial$/, (_, size: string | undefined) => (size ? `${size}int` : 'integer'))
    .replace(/^timestamp(?: \((\d)\))? with time zone$/, (_, precision: string | undefined) =>
      precision ? `timestamp(${precision}) with time zone` : 'timestamp with time zone',
    )
}

onEachEngine('the tables that the query builder knows', (store) => {
  async function inDatabase(table: string): Promise<Columns> {
    const found = await rows<{ name: string; type: string; required: boolean }>(
      store().db,
      sql`select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as required
          from pg_attribute
          where attrelid = to_regclass(${`public.${table}`}) and attnum > 0 and not attisdropped`,
    )
    return Object.fromEntries(found.map(({ name, type, required }) => [name, type + (required ? '' : '?')]))
  }

  test('are the tables that the migrations make', async () => {
    const known = (await Promise.all(files.map(tablesIn))).flat()
    const made = await Promise.all(known.map(async ({ name }) => ({ name, columns: await inDatabase(name) })))
    expect(known).toEqual(made)
  })
})
