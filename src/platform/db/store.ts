import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { sql, type SQL } from 'drizzle-orm'
import type { PgBoss } from 'pg-boss'

/** The query builder, the same on both engines and inside a transaction. */
export type Db = PgDatabase<PgQueryResultHKT, Record<string, never>>

/** An open database. Everything above it is unaware of which engine answers. */
export interface Store {
  readonly kind: 'embedded' | 'postgres'
  readonly db: Db
  /** Runs a text of one or more statements without parameters, such as a migration. */
  runScript(script: string): Promise<void>
  /** Bulk load of tab-separated lines (`COPY … FROM STDIN` format) into `table (columns)`. */
  copyIn(table: string, columns: string[], lines: Iterable<string> | AsyncIterable<string>): Promise<void>
  /** What the job queue needs to share this database. */
  readonly jobs: Pick<ConstructorParameters<typeof PgBoss>[0] & object, 'db' | 'backend'>
  /** Called with each statement; lets a test count and explain the queries of a page. */
  onQuery: ((statement: string, params: unknown[]) => void) | undefined
  close(): Promise<void>
}

/** A list as one PostgreSQL array parameter, however long; what is not known is left out. */
export function arrayOf(values: Iterable<number | string | null>, type: 'int' | 'bigint' | 'uuid'): SQL {
  const known = [...values].filter((value) => value !== null)
  return sql`${`{${known.join(',')}}`}::${sql.raw(type)}[]`
}

/** Words as they stand within a pattern of `like`: none of their signs has a meaning of its own. */
export function escapeLike(words: string): string {
  return words.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}

/**
 * Rows of a hand-written query. The one place that knows that the drivers wrap their results differently.
 * Numbers wider than 53 bits must be cast to text in the query.
 */
export async function rows<Row>(db: Db, query: SQL): Promise<Row[]> {
  const result = (await db.execute(query)) as unknown as Row[] | { rows: Row[] }
  return Array.isArray(result) ? [...result] : result.rows
}

/** The first row of a hand-written query. */
export async function row<Row>(db: Db, query: SQL): Promise<Row | undefined> {
  return (await rows<Row>(db, query))[0]
}
