/*
 * Run by the fault tests as a process of its own, to be ended at any moment. Opens the embedded store in a folder,
 * says which rows it finds, and then writes rows and says of each that it was acknowledged.
 */
import { writeSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { FolderInUse, openEmbedded } from '../../src/platform/db/embedded.ts'
import { rows } from '../../src/platform/db/store.ts'

/** Straight into the pipe: what was said is said, whatever happens to us next. */
const say = (words: string) => writeSync(1, `${words}\n`)

const folder = process.argv[2]!
try {
  const store = await openEmbedded(folder)
  await store.runScript(
    `create table if not exists written (id integer primary key, words text not null);
     create table if not exists twins (id integer primary key references written (id));`,
  )
  const found = await rows<{ id: number; twin: number | null }>(
    store.db,
    sql`select written.id, twins.id as twin from written left join twins using (id) order by 1`,
  )
  const halves = found.filter(({ twin }) => twin === null).length
  say(`found ${JSON.stringify({ ids: found.map(({ id }) => id), halves })}`)
  for (let id = (found.at(-1)?.id ?? 0) + 1; ; id++) {
    await store.db.transaction(async (tx) => {
      await tx.execute(sql`insert into written values (${id}, ${'x'.repeat(200)})`)
      await tx.execute(sql`insert into twins values (${id})`)
    })
    say(`wrote ${id}`)
  }
} catch (error) {
  say(`failed ${error instanceof FolderInUse ? error.message : String(error)}`)
  process.exit(3)
}
