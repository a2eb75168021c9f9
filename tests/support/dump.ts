import { sql } from 'drizzle-orm'
import { rows, type Store } from '../../src/platform/db/store.ts'

/** Everything in a store as text, by table: what somebody would have who stole it. Bytes stand there in hexadecimal. */
export async function storeAsText(store: Store): Promise<Map<string, string[]>> {
  const tables = await rows<{ name: string }>(
    store.db,
    sql`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`,
  )
  const all = new Map<string, string[]>()
  for (const { name } of tables) {
    const found = await rows<{ line: string }>(
      store.db,
      sql.raw(`select t::text as line from ${name} t order by 1`),
    )
    all.set(
      name,
      found.map(({ line }) => line),
    )
  }
  return all
}

/** Where any of these words stands in a store, in whatever way it may be written: "table: line". */
export async function findInStore(
  store: Store,
  words: readonly string[],
  except: readonly string[] = [],
): Promise<string[]> {
  const signs = words.flatMap((word) => [
    word.toLowerCase(),
    Buffer.from(word).toString('hex'),
    // An id is also sixteen bytes.
    ...(/^[0-9a-f-]{36}$/.test(word) ? [word.replaceAll('-', '')] : []),
  ])
  const found: string[] = []
  for (const [table, lines] of await storeAsText(store)) {
    if (except.includes(table)) continue
    for (const line of lines) {
      const plain = line.toLowerCase()
      if (signs.some((sign) => plain.includes(sign))) found.push(`${table}: ${line.slice(0, 300)}`)
    }
  }
  return found
}
