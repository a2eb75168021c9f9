/*
 * What the register costs on PostgreSQL: acts recorded and appended by many at once, and appending to a short and to a very
 * long log.
 *   npm run bench:register -- [--entries 1000000] [--json]
 */
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { systemContext, transact, type Context } from '../../src/platform/context.ts'
import { row } from '../../src/platform/db/store.ts'
import { appendWaiting, record } from '../../src/domains/register/index.ts'
import { benchServices, onStores, quantile } from './stores.ts'

const { values: options } = parseArgs({
  options: {
    entries: { type: 'string', default: '1000000' },
    json: { type: 'boolean', default: false },
  },
})
const say = (result: unknown) => console.log(options.json ? JSON.stringify(result) : result)

const size = async (ctx: Context): Promise<number> => {
  const found = await row<{ size: number }>(
    ctx.db,
    sql`select coalesce(max(place) + 1, 0)::float8 as size from register_entries`,
  )
  return found!.size
}

/** So many acts wait, as if they were recorded one by one. */
async function waiting(ctx: Context, count: number): Promise<void> {
  await ctx.db.execute(
    sql`insert into register_acts (kind, key, leaf)
        select 'bench.act', ${`${await size(ctx)} `} || n, convert_to('{"about":{"decision":"' || gen_random_uuid() || '","n":' || n || '},"at":"2026-05-14T10:00:00.000Z","kind":"bench.act","v":1}', 'UTF8')
        from generate_series(1, ${count}::int) n`,
  )
}

/** Appends one act at a time, each with its own checkpoint: what one act costs at this length. */
async function oneByOne(ctx: Context, times: number): Promise<void> {
  const at = await size(ctx)
  const took: number[] = []
  for (let n = 0; n < times; n++) {
    await waiting(ctx, 1)
    const from = performance.now()
    await appendWaiting(ctx)
    took.push(performance.now() - from)
  }
  const share = (of: number) => Math.round(quantile(took, of) * 10) / 10
  say({ appendedOneByOne: times, entries: at, p50: share(0.5), p99: share(0.99) })
}

/** Appends a heap that waits, in batches of a thousand. */
async function inBatches(ctx: Context, count: number): Promise<void> {
  const at = await size(ctx)
  await waiting(ctx, count)
  const from = performance.now()
  await appendWaiting(ctx)
  const seconds = (performance.now() - from) / 1000
  say({
    appendedInBatches: count,
    entries: at,
    aSecond: Math.round(count / seconds),
    microsecondsEach: Math.round((seconds / count) * 1e6),
  })
}

/** Many transactions record, each its own act, while another appends: from the first act to the last checkpoint. */
async function atOnce(ctx: Context, count: number): Promise<void> {
  const at = await size(ctx)
  let next = 0
  const from = performance.now()
  const secondsSince = () => (performance.now() - from) / 1000
  const appending = (async () => {
    let appended = 0
    while (appended < count) appended += await appendWaiting(ctx)
  })()
  await Promise.all(
    Array.from({ length: 7 }, async () => {
      while (next < count) {
        const n = next++
        await transact(ctx, (inner: Context) =>
          record(inner, { kind: 'bench.crowd', key: `${at} ${n}`, about: { n }, at: inner.now() }),
        )
      }
    }),
  )
  const recorded = secondsSince()
  await appending
  const seconds = secondsSince()
  say({
    recordedAndAppendedAtOnce: count,
    entries: at,
    recordedASecond: Math.round(count / recorded),
    aSecond: Math.round(count / seconds),
  })
}

await onStores(['postgres'], async (_, store) => {
  const ctx = systemContext(benchServices(store))
  await inBatches(ctx, 1_000)
  await oneByOne(ctx, 200)
  await inBatches(ctx, 20_000)
  await atOnce(ctx, 10_000)
  const missing = Number(options.entries) - (await size(ctx))
  if (missing > 0) {
    await inBatches(ctx, missing)
    // As autovacuum does meanwhile where they come one by one.
    await store.runScript('vacuum analyze')
    await oneByOne(ctx, 200)
    await inBatches(ctx, 20_000)
  }
})
