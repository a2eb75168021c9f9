import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql, type SQL } from 'drizzle-orm'
import { statements } from '../db/migrate.ts'
import { row, type Db, type Store } from '../db/store.ts'
import { BackupRefused, linesOf, portion, readHeader, type Line } from './format.ts'
import {
  dropEverything,
  migrationsOf,
  quote,
  setAside,
  tablesOf,
  writeValuesPlainly,
  type Table,
} from './schema.ts'

/**
 * Puts a backup into a store whose tables exist and are empty, all of it or nothing. A backup of an older version
 * goes into the tables of that version, which are then brought up to date as an upgrade would do it.
 * @param folder where the migrations are.
 * @param options.secret a fingerprint of the present secret. With another secret than that of the backup, names and
 *   mail addresses could not be read and nobody could sign in. Absent: not compared.
 * @throws BackupRefused when the store is not empty, or the file is not whole, of a newer version, or of another secret.
 */
export async function restore(
  store: Store,
  file: string,
  folder: string,
  { secret }: { secret?: string } = {},
): Promise<{ tables: number; rows: number; migrated: string[] }> {
  if (!(await stat(file).catch(() => undefined))) throw new BackupRefused(`There is no file ${file}.`)
  const lines = linesOf(file)
  try {
    const [first, ...others] = (await lines.next()).value ?? []
    const header = readHeader(first, file)
    if (secret && header.secret && secret !== header.secret) {
      throw new BackupRefused(
        'This backup was made with another secret, without which its names and mail addresses cannot be read: ' +
          'set DHZ_SECRET to the secret of that time.',
      )
    }
    const result = await store.db.transaction(async (transaction) => {
      const tx = transaction as unknown as Db
      const later = await prepareTables(tx, header.migrations, folder)
      const counts = await load(tx, others, lines, file)
      for (const name of later) await runMigration(tx, folder, name)
      // Whoever was signed in when the backup was made may have signed out since: everybody signs in again.
      await tx.execute(sql`delete from sessions`)
      await tx.execute(sql`delete from mail_links`)
      return { ...counts, migrated: later }
    })
    await store.runScript('analyze')
    return result
  } finally {
    await lines.return(undefined)
  }
}

/**
 * Makes sure that the tables are empty, and are those of the backup.
 * @returns the migrations that must run when its rows are in.
 */
async function prepareTables(tx: Db, inBackup: string[], folder: string): Promise<string[]> {
  const tables = (await tablesOf(tx)).map(({ name }) => name)
  await tx.execute(sql.raw(`lock table ${tables.map(quote).join(', ')} in access exclusive mode`))
  for (const table of tables) {
    if (await row(tx, sql.raw(`select 1 from ${quote(table)} limit 1`))) {
      throw new BackupRefused(
        `This store is not empty (there are rows in ${table}): ` +
          'restore into a new database, or a new folder with DHZ_DATA_DIR.',
      )
    }
  }
  const here = await migrationsOf(tx)
  const unknown = inBackup.filter((name) => !here.includes(name))
  if (unknown.length > 0) {
    throw new BackupRefused(
      `This backup was made by a newer version (${unknown.join(', ')}): install that version first.`,
    )
  }
  const later = here.filter((name) => !inBackup.includes(name))
  if (later.length > 0) {
    await dropEverything(tx)
    for (const name of inBackup) await runMigration(tx, folder, name)
  }
  return later
}

async function runMigration(tx: Db, folder: string, name: string): Promise<void> {
  const script = await readFile(join(folder, name), 'utf8')
  for (const statement of statements(script)) await tx.execute(sql.raw(statement))
  await tx.execute(sql`insert into migrations (name) values (${name})`)
}

/** Reads the rows into the tables. References and triggers are out of the way meanwhile. */
async function load(
  tx: Db,
  first: string[],
  others: AsyncIterable<string[]>,
  file: string,
): Promise<{ tables: number; rows: number }> {
  await writeValuesPlainly(tx)
  const tables = await tablesOf(tx)
  const putBack = await setAside(tx)
  const counts = { tables: 0, rows: 0 }
  let whole = false
  let insert: SQL | undefined
  let waiting: string[] = []
  let size = 0

  const flush = async () => {
    if (waiting.length === 0) return
    if (!insert) throw new BackupRefused(`${file} is damaged: it has rows without a table.`)
    await tx.execute(sql`${insert} from jsonb_array_elements(${`[${waiting.join(',')}]`}::text::jsonb) as r`)
    counts.rows += waiting.length
    waiting = []
    size = 0
  }
  const take = async (lines: string[]) => {
    for (const text of lines) {
      if (text.startsWith('[')) {
        waiting.push(text)
        size += text.length
        if (size > portion) await flush()
        continue
      }
      await flush()
      const line = JSON.parse(text) as Line
      if ('table' in line) {
        insert = insertInto(line.table, line.columns, tables, file)
        counts.tables++
      } else if ('sequences' in line) await setSequences(tx, line.sequences)
      else whole = line.rows === counts.rows
    }
  }
  await take(first)
  for await (const lines of others) await take(lines)
  if (!whole) throw new BackupRefused(`${file} is not whole: its end is missing.`)
  for (const statement of putBack) await tx.execute(sql.raw(statement))
  return counts
}

function insertInto(name: string, columns: string[], tables: Table[], file: string): SQL {
  const known = tables.find((table) => table.name === name)?.columns ?? []
  const values = columns.map((column, index) => {
    const type = known.find((each) => each.name === column)?.type
    if (!type) throw new BackupRefused(`${file} is damaged: there is no ${name}.${column}.`)
    return `(r->>${index})::${type}`
  })
  const into = `${quote(name)} (${columns.map(quote).join(', ')})`
  return sql.raw(`insert into ${into} overriding system value select ${values.join(', ')}`)
}

async function setSequences(tx: Db, sequences: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(sequences)) {
    await tx.execute(sql`select setval(${quote(name)}::regclass, ${value}::bigint)`)
  }
}
