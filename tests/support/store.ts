import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe } from 'vitest'
import postgres from 'postgres'
import { openEmbedded } from '../../src/platform/db/embedded.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { openPostgres } from '../../src/platform/db/postgres.ts'
import type { Store } from '../../src/platform/db/store.ts'
import { migratedImage, migratedTemplate, migrations } from './migrated.ts'

export { migrations }

/** Set by the test command to a real PostgreSQL cluster; absent where the machine has none. */
const cluster = process.env.DHZ_TEST_POSTGRES

export type Engine = 'embedded' | 'postgres'
export const engines: Engine[] = cluster ? ['embedded', 'postgres'] : ['embedded']

/** A new, migrated, empty store, by the migrations in `folder`. `close` also drops the database it made. */
export async function openTestStore(engine: Engine, folder = migrations): Promise<Store> {
  const whole = folder === migrations
  if (engine === 'embedded') {
    const store = await openEmbedded(undefined, whole ? await migratedImage() : undefined)
    if (!whole) await migrate(store, folder)
    return store
  }
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = postgres(cluster!, { max: 1, onnotice: () => {} })
  const url = new URL(cluster!)
  await admin.unsafe(
    `create database ${name}${whole ? ` template ${await migratedTemplate(admin, url)}` : ''}`,
  )
  url.pathname = `/${name}`
  const store = await openPostgres(url.href, { max: 8 })
  if (!whole) await migrate(store, folder)
  const close = store.close.bind(store)
  store.close = async () => {
    await close()
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
  }
  return store
}

/** The same tests on every engine this machine has. `store()` is one store shared by the tests of the block. */
export function onEachEngine(name: string, tests: (store: () => Store, engine: Engine) => void): void {
  describe.each(engines)(`${name} (%s)`, (engine) => {
    let store: Store
    beforeAll(async () => {
      store = await openTestStore(engine)
    }, 60_000)
    afterAll(async () => {
      await store?.close()
    })
    tests(() => store, engine)
  })
}
