import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  openAsBlob,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import type postgres from 'postgres'
import { extensions } from '../../src/platform/db/embedded.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { openPostgres } from '../../src/platform/db/postgres.ts'
import type { Db, Store } from '../../src/platform/db/store.ts'

export const migrations = fileURLToPath(new URL('../../db/migrations', import.meta.url))
const kept = fileURLToPath(new URL('../../node_modules/.cache/dhz-tests', import.meta.url))

/** Names what all migrations together make: another one when a letter of them changes. */
const version = (() => {
  const hash = createHash('sha256').update(readFileSync(new URL('../../package-lock.json', import.meta.url)))
  for (const name of readdirSync(migrations).sort())
    hash.update(name).update(readFileSync(join(migrations, name)))
  return hash.digest('hex').slice(0, 16)
})()

/** An embedded store with every table and nothing in it, as a file; made once, and by whoever comes first. */
export async function migratedImage(): Promise<Blob> {
  const file = join(kept, `${version}.tar`)
  if (existsSync(file)) return openAsBlob(file)
  const pglite = new PGlite({ extensions })
  const store = { kind: 'embedded', db: drizzle(pglite) as unknown as Db } as Store
  await migrate(store, migrations)
  const image = await pglite.dumpDataDir('none')
  await pglite.close()
  mkdirSync(kept, { recursive: true })
  const half = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(half, Buffer.from(await image.arrayBuffer()))
  renameSync(half, file)
  return image
}

/** The name of a database with every table and nothing in it, to make others from. */
export async function migratedTemplate(admin: postgres.Sql, cluster: URL): Promise<string> {
  const name = `migrated_${version}`
  await admin`select pg_advisory_lock(${templateLock})`
  try {
    const [known] = await admin`select 1 from pg_database where datname = ${name}`
    if (known) return name
    const half = `${name}_half`
    await admin.unsafe(`drop database if exists ${half}`)
    await admin.unsafe(`create database ${half}`)
    const url = new URL(cluster)
    url.pathname = `/${half}`
    const store = await openPostgres(url.href, { max: 1 })
    await migrate(store, migrations)
    await store.close()
    await admin.unsafe(`alter database ${half} rename to ${name}`)
    return name
  } finally {
    await admin`select pg_advisory_unlock(${templateLock})`
  }
}

const templateLock = 4_201
