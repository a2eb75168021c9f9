import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { fromDrizzle } from 'pg-boss'
import postgres from 'postgres'
import type { Db, Store } from './store.ts'

type Unsafe = postgres.Sql['unsafe']

/**
 * The query builder sends its statements as `unsafe`, which the driver does not prepare unless asked. Prepared
 * statements double the throughput, so every connection and transaction asks for them.
 */
function preparing<S extends { unsafe: Unsafe }>(connection: S): S {
  return new Proxy(connection, {
    get(target, name, receiver) {
      if (name === 'unsafe') {
        return ((text: string, params: never[], options?: object) =>
          target.unsafe(text, params, { prepare: true, ...dropUndefined(options) })) as Unsafe
      }
      if (name === 'begin' || name === 'savepoint') {
        return (...args: unknown[]) => {
          const work = args.pop() as (inner: S) => unknown
          const begin = Reflect.get(target, name, receiver) as (...given: unknown[]) => unknown
          return begin.call(target, ...args, (inner: S) => work(preparing(inner)))
        }
      }
      return Reflect.get(target, name, receiver) as unknown
    },
  })
}

function dropUndefined(options: object | undefined): object {
  return Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== undefined))
}

/**
 * What the job queue needs beyond the query builder. It sends some whole transactions as one text without parameters,
 * which the driver takes only on a connection that is set apart; and it leaves moments, objects and gaps to the driver,
 * which the query builder has told not to touch them.
 */
function forJobs(client: postgres.Sql, db: Db): Store['jobs']['db'] {
  const pooled = fromDrizzle(db as never, sql)
  return {
    async executeSql(text: string, values?: unknown[]) {
      if (values?.length) return pooled.executeSql(text, values.map(asText))
      const connection = await client.reserve()
      try {
        const results: unknown = await connection.unsafe(text).simple()
        return { rows: [results].flat(2) }
      } finally {
        connection.release()
      }
    },
  }
}

function asText(value: unknown): unknown {
  if (value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  const plain = typeof value === 'object' && value !== null && !Array.isArray(value)
  return plain && !(value instanceof Uint8Array) ? JSON.stringify(value) : value
}

/** Opens a pool on a PostgreSQL cluster (15 or newer). `max` is the number of connections. */
export async function openPostgres(url: string, { max = 16 } = {}): Promise<Store> {
  const client = postgres(url, { max, onnotice: () => {}, connection: { application_name: 'dhz' } })
  await client`select 1`
  const db = drizzle(preparing(client), {
    logger: { logQuery: (statement, params) => store.onQuery?.(statement, params) },
  }) as unknown as Db
  const store: Store = {
    kind: 'postgres',
    db,
    async runScript(script) {
      await client.unsafe(script).simple()
    },
    async copyIn(table, columns, lines) {
      const copying = await client.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`).writable()
      await pipeline(Readable.from(lines), copying)
    },
    jobs: { db: forJobs(client, db), backend: 'postgres' },
    onQuery: undefined,
    async close() {
      await client.end({ timeout: 5 })
    },
  }
  return store
}
