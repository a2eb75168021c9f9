import { readdirSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { migrations, onEachEngine } from '../../../tests/support/store.ts'
import { appliedMigrations, migrate } from './migrate.ts'

onEachEngine('migrations', (store) => {
  it('run once when several processes start at the same moment', async () => {
    await store().db.execute(sql`drop schema public cascade`)
    await store().db.execute(sql`create schema public`)
    const ran = await Promise.all(Array.from({ length: 4 }, () => migrate(store(), migrations)))
    const names = readdirSync(migrations).sort()
    expect(ran.flat().sort()).toEqual(names)
    expect(await appliedMigrations(store())).toEqual(names)
  })
})
