import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { locks } from './locks.ts'
import { row, rows, type Store } from './store.ts'

/**
 * Brings the tables up to date: runs each file of `folder` that has not run yet, in order of name, each in a
 * transaction of its own. Processes that start at the same moment wait for one another.
 * @returns the names that ran now.
 */
export async function migrate(store: Store, folder: string): Promise<string[]> {
  // Under the lock too: "if not exists" alone does not keep two processes from making one table at once.
  await store.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${locks.migrations})`)
    await tx.execute(
      sql`create table if not exists migrations (name text primary key, applied timestamptz not null default now())`,
    )
  })
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const ran: string[] = []
  for (const name of names) {
    const script = await readFile(join(folder, name), 'utf8')
    const applied = await store.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${locks.migrations})`)
      if (await row(tx, sql`select 1 from migrations where name = ${name}`)) return false
      for (const statement of statements(script)) await tx.execute(sql.raw(statement))
      await tx.execute(sql`insert into migrations (name) values (${name})`)
      return true
    })
    if (applied) ran.push(name)
  }
  return ran
}

/** The migrations that have run, oldest first. */
export async function appliedMigrations(store: Store): Promise<string[]> {
  const applied = await rows<{ name: string }>(store.db, sql`select name from migrations order by name`)
  return applied.map(({ name }) => name)
}

/** Splits a script at semicolons that end a line; function bodies ($$ … $$) stay whole. */
export function statements(script: string): string[] {
  const parts: string[] = []
  let part = ''
  let inBody = false
  for (const line of script.split('\n')) {
    if (!inBody && line.trimStart().startsWith('--')) continue
    part += `${line}\n`
    if ((line.match(/\$\$/g) ?? []).length % 2 === 1) inBody = !inBody
    if (!inBody && line.trimEnd().endsWith(';')) {
      parts.push(part.trim())
      part = ''
    }
  }
  if (part.trim()) parts.push(part.trim())
  return parts
}
