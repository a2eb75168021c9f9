import { createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { row, rows, type Db, type Store } from '../db/store.ts'
import { BackupRefused, format, portion, toLine, version } from './format.ts'
import { migrationsOf, quote, tablesOf, writeValuesPlainly, type Table } from './schema.ts'

/**
 * Writes everything of one moment into a new file that only its owner may read. On PostgreSQL others go on working
 * meanwhile.
 * @param options.secret a fingerprint of the secret, for `restore` to compare.
 * @returns how much was written. @throws BackupRefused when the file exists.
 */
export async function backup(
  store: Store,
  file: string,
  { secret }: { secret?: string } = {},
): Promise<{ tables: number; rows: number; bytes: number }> {
  if (await stat(file).catch(() => undefined)) {
    throw new BackupRefused(`${file} exists already: give the backup a new name.`)
  }
  const half = `${file}.part`
  const counts = { tables: 0, rows: 0 }
  try {
    await store.db.transaction(
      async (tx) => {
        await pipeline(
          Readable.from(snapshot(tx as unknown as Db, secret, counts)),
          createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } }),
          createWriteStream(half, { mode: 0o600, flush: true }),
        )
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    )
    await rename(half, file)
    await syncFolder(dirname(file))
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
  return { ...counts, bytes: (await stat(file)).size }
}

async function* snapshot(
  tx: Db,
  secret: string | undefined,
  counts: { tables: number; rows: number },
): AsyncGenerator<string> {
  await writeValuesPlainly(tx)
  const made = await row<{ now: string }>(tx, sql`select now()::text as now`)
  yield toLine({ format, version, made: made?.now ?? '', migrations: await migrationsOf(tx), secret })
  for (const table of await tablesOf(tx)) {
    yield toLine({ table: table.name, columns: table.columns.map(({ name }) => name) })
    for await (const lines of rowsOf(tx, table)) {
      yield `${lines.join('\n')}\n`
      counts.rows += lines.length
    }
    counts.tables++
  }
  const sequences = await rows<{ name: string; value: string }>(
    tx,
    sql`select sequencename as name, last_value::text as value from pg_sequences
        where schemaname = 'public' and last_value is not null order by 1`,
  )
  yield toLine({ sequences: Object.fromEntries(sequences.map(({ name, value }) => [name, value])) })
  yield toLine({ rows: counts.rows })
}

/** Rows as lines of JSON, made by the database itself, in portions of about one size. */
async function* rowsOf(tx: Db, { name, columns }: Table): AsyncGenerator<string[]> {
  const texts = columns.map((column) => `${quote(column.name)}::text`)
  await tx.execute(
    sql.raw(
      `declare backup_rows no scroll cursor for
       select array_to_json(array[${texts.join(', ')}]::text[])::text as line from ${quote(name)}`,
    ),
  )
  let count = 64
  for (;;) {
    // A power of two each time, so that only few different statements are prepared.
    const fetched = await rows<{ line: string }>(tx, sql.raw(`fetch ${count} from backup_rows`))
    if (fetched.length > 0) yield fetched.map(({ line }) => line)
    if (fetched.length < count) break
    const size = fetched.reduce((sum, { line }) => sum + line.length, 0)
    if (size < portion / 2) count = Math.min(count * 2, 16_384)
    else if (size > portion) count = Math.max(count / 2, 1)
  }
  await tx.execute(sql`close backup_rows`)
}

/** Makes a new name in a folder outlast a power loss. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
