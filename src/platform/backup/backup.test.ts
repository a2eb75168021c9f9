import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, migrations, openTestStore, type Engine } from '../../../tests/support/store.ts'
import { migrate } from '../db/migrate.ts'
import { rows, type Store } from '../db/store.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'
import { contentOf, fill } from './test-support.ts'

/** After restoring, everything is as it was, and nobody is signed in or on their way to an eID or a wallet. */
function signedOut(content: Record<string, string[]>): Record<string, string[]> {
  return { ...content, sessions: [], mail_links: [], eid_flows: [], wallet_requests: [] }
}

const folder = mkdtempSync(join(tmpdir(), 'dhz-backup-'))
afterAll(() => rmSync(folder, { recursive: true }))
let count = 0
const newFile = () => join(folder, `${++count}.backup`)

async function withStore(engine: Engine, work: (store: Store) => Promise<void>): Promise<void> {
  const store = await openTestStore(engine)
  try {
    await work(store)
  } finally {
    await store.close()
  }
}

describe.each(engines)('a backup made on %s', (engine) => {
  let content: Record<string, string[]>
  const file = newFile()
  beforeAll(async () => {
    await withStore(engine, async (store) => {
      await fill(store)
      content = await contentOf(store)
      const made = await backup(store, file, { secret: 'one' })
      expect(made.rows).toBe(rowsIn(content))
      expect(made.bytes).toBe(statSync(file).size)
    })
  })

  test('was made of a store with something in every table', () => {
    expect(Object.entries(content).filter(([, lines]) => lines.length === 0)).toEqual([])
  })

  test('is readable by its owner only, and as text without this program', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const lines = zstdDecompressSync(readFileSync(file)).toString().trimEnd().split('\n')
    expect(JSON.parse(lines[0]!)).toMatchObject({ version: 1, migrations: readdirSync(migrations).sort() })
    expect(lines.every((line) => typeof JSON.parse(line) === 'object')).toBe(true)
  })

  test.each(engines)('gives the same rows in every table of a store on %s', async (target) => {
    await withStore(target, async (store) => {
      const put = await restore(store, file, migrations, { secret: 'one' })
      expect(put).toMatchObject({ rows: rowsIn(content), migrated: [] })
      expect(await contentOf(store)).toEqual(signedOut(content))
    })
  })

  test('leaves references, triggers and numbering as they were', async () => {
    await withStore(engine, async (store) => {
      const before = await definitionsOf(store)
      await restore(store, file, migrations)
      expect(await definitionsOf(store)).toEqual(before)
      await store.runScript(`insert into outbox (kind, data, created) values ('next', '{}', now())`)
      // Three facts were published before the backup and the last was delivered: its number is not given again.
      expect((await contentOf(store)).outbox?.at(-1)).toMatch(/^\(4,next/)
      const alone = store.db.execute(sql`insert into overlay_areas values (1, 999)`)
      await expect(alone).rejects.toMatchObject({ cause: { message: expect.stringMatching(/foreign key/) } })
    })
  })

  test('is refused by a store that is not empty, which stays as it is', async () => {
    await withStore(engine, async (store) => {
      await store.runScript(`insert into overlays (kind, code, name) values ('regio', 'R', 'R')`)
      const before = await contentOf(store)
      await expect(restore(store, file, migrations)).rejects.toThrow(
        'This store is not empty (there are rows in overlays)',
      )
      expect(await contentOf(store)).toEqual(before)
    })
  })
})

describe('a file that cannot be put back is refused, and nothing changes', () => {
  let store: Store
  let file: string
  let text: string
  beforeAll(async () => {
    await withStore('embedded', async (full) => {
      await fill(full)
      file = newFile()
      await backup(full, file, { secret: 'one' })
      text = zstdDecompressSync(readFileSync(file)).toString()
    })
    store = await openTestStore('embedded')
  })
  afterAll(() => store.close())

  async function refusal(content: Buffer): Promise<string> {
    const broken = newFile()
    writeFileSync(broken, content)
    const before = await definitionsOf(store)
    const result = await restore(store, broken, migrations, { secret: 'one' }).catch(
      (error: unknown) => error,
    )
    expect(rowsIn(await contentOf(store))).toBe(0)
    expect(await definitionsOf(store)).toEqual(before)
    expect(result).toBeInstanceOf(Error)
    return (result as Error).message
  }
  const changed = (from: string | RegExp, to: string) => zstdCompressSync(text.replace(from, to))

  test('something else', async () => {
    expect(await refusal(Buffer.from('hello'))).toContain('damaged, or is not a backup')
    expect(await refusal(zstdCompressSync('hello'))).toContain('is not a backup')
    expect(await refusal(Buffer.alloc(0))).toContain('not a backup')
  })

  test('of a newer version', async () => {
    expect(await refusal(changed('"migrations":[', '"migrations":["9999-later.sql",'))).toContain(
      'made by a newer version (9999-later.sql)',
    )
    expect(await refusal(changed('"version":1', '"version":2'))).toContain('newer version')
  })

  test('of another secret', async () => {
    expect(await refusal(changed('"secret":"one"', '"secret":"two"'))).toContain('set DHZ_SECRET')
  })

  test('with its end missing, or a byte wrong', async () => {
    const whole = readFileSync(file)
    expect(await refusal(whole.subarray(0, whole.length - 40))).toMatch(/damaged|not whole/)
    expect(await refusal(zstdCompressSync(text.split('\n').slice(0, -3).join('\n')))).toContain('not whole')
    const wrong = Buffer.from(whole)
    wrong[whole.length >> 1]! ^= 0xff
    expect(await refusal(wrong)).toContain('damaged')
  })

  test('with a row missing, or a reference to nothing', async () => {
    expect(await refusal(changed(/\n\["1","regio".*\]\n/, '\n'))).toContain('not whole')
    expect(await refusal(changed(/\n\["1","2"\]\n/, '\n["1","77"]\n'))).not.toBe('')
  })

  test('that is not there, and a backup over an existing file', async () => {
    await expect(restore(store, join(folder, 'none'), migrations)).rejects.toThrow('There is no file')
    await expect(backup(store, file)).rejects.toThrow('exists already')
    expect(readFileSync(file).length).toBeGreaterThan(0)
  })
})

test.each(engines)('a backup of an older version is brought up to date on %s', async (engine) => {
  const newer = mkdtempSync(join(folder, 'migrations-'))
  cpSync(migrations, newer, { recursive: true })
  writeFileSync(
    join(newer, '9999-later.sql'),
    `alter table overlays add column words integer;
     update overlays set words = length(name);
     alter table overlays alter column words set not null;`,
  )
  const file = newFile()
  await withStore(engine, async (store) => {
    await fill(store)
    await backup(store, file)
  })
  await withStore(engine, async (store) => {
    await migrate(store, newer)
    const put = await restore(store, file, newer)
    expect(put.migrated).toEqual(['9999-later.sql'])
    expect((await contentOf(store)).overlays).toEqual(['(1,regio,R1,Regio,5)'])
    expect(await migrate(store, newer)).toEqual([])
  })
})

test('what is larger than one portion comes in and out in portions', async () => {
  const file = newFile()
  let content: Record<string, string[]> = {}
  await withStore('embedded', async (store) => {
    await store.runScript(
      `insert into outbox (kind, data, created)
       select 'k', jsonb_build_object('words', repeat(md5(n::text), case when n % 50 = 0 then 4000 else 4 end)), now()
       from generate_series(1, 6000) n`,
    )
    content = await contentOf(store)
    await backup(store, file)
  })
  await withStore('embedded', async (store) => {
    await restore(store, file, migrations)
    expect(await contentOf(store)).toEqual(signedOut(content))
  })
})

function rowsIn(content: Record<string, string[]>): number {
  const tables = Object.entries(content).filter(([name]) => !name.includes(' '))
  return tables.reduce((sum, [, lines]) => sum + lines.length, 0)
}

/** References, triggers and indexes, as the database itself describes them. */
async function definitionsOf({ db }: Store): Promise<string[]> {
  const found = await rows<{ line: string }>(
    db,
    sql`select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line
          from pg_constraint where connamespace = 'public'::regnamespace
        union all
        select pg_get_triggerdef(oid) || ' ' || tgenabled::text from pg_trigger where not tgisinternal
        union all
        select indexdef from pg_indexes where schemaname = 'public'
        order by 1`,
  )
  return found.map(({ line }) => line)
}
