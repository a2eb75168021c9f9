/*
 * Searching among many replies, on PostgreSQL: a made-up country with a community for every 25 of 50,000 residents, in which
 * everything was said (`said.ts`). A quarter of them is closed, half is for residents, a quarter for everybody. Asked as a visitor and
 * as a resident, each time with other words of the same sort; the first question of a connection is left out. And what it costs to
 * say one thing more.
 *   npm run bench:search -- [--replies 1000000] [--times 200]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { startPostgres } from '../../tools/machine/postgres.ts'
import { root } from '../../tools/build.ts'
import { openServices } from '../../src/app/services.ts'
import { loadViewer } from '../../src/domains/residents/index.ts'
import { search, type Wanted } from '../../src/domains/search/index.ts'
import { readConfig } from '../../src/platform/config.ts'
import { systemContext, type Context } from '../../src/platform/context.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { row, rows } from '../../src/platform/db/store.ts'
import { buildCountry } from './country.ts'
import { fillSaid } from './said.ts'

const { values: options } = parseArgs({
  options: {
    replies: { type: 'string', default: '1000000' },
    times: { type: 'string', default: '200' },
    /** A store that was filled before, to measure again. */
    filled: { type: 'string' },
  },
})
const times = Number(options.times)

interface Result {
  question: string
  who: string
  p50: number
  p95: number
  p99: number
  /** Milliseconds of processor that one question takes, of the program and of PostgreSQL: what is left on a busy machine. */
  work: number
  found: number
}

/** Milliseconds of processor that this program and its connections to PostgreSQL have used. */
async function workDone({ db }: Context): Promise<number> {
  const backends = await rows<{ pid: number }>(
    db,
    sql`select pid from pg_stat_activity where application_name = 'dhz'`,
  )
  const ticks = backends.reduce((sum, { pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return sum + Number(fields[11]) + Number(fields[12])
  }, 0)
  const { user, system } = process.cpuUsage()
  return ticks * 10 + (user + system) / 1000
}

/** What is asked, each time in other words of its sort. */
const questions: Record<string, (n: number) => Wanted> = {
  'common word': (n) => ({ text: ['straat', 'tuin', 'kinderen', 'water', 'zaterdag'][n % 5]! }),
  'rare word': (n) => ({
    text: ['schoolwandeling', 'slangschuur', 'winterverkoop', 'kantkapper', 'zaagstoep'][n % 5]!,
  }),
  'two common words': (n) => ({ text: ['straat tuin', 'plein koffie', 'boom bank', 'school fiets'][n % 4]! }),
  'common and rare': (n) => ({
    text: ['straat schoolwandeling', 'tuin slangschuur', 'buurt winterverkoop'][n % 3]!,
  }),
  'two rare words': (n) => ({ text: ['schoolwandeling slangschuur', 'winterverkoop kantkapper'][n % 2]! }),
  'five common words': () => ({ text: 'straat tuin plein fiets koffie' }),
  'typing error': (n) => ({ text: ['kruiwaagen', 'speltuin', 'barbeque', 'moestuinn'][n % 4]! }),
  'unknown word': (n) => ({ text: `qxv${'wzk'.repeat(1 + (n % 3))}q` }),
  'near home, common': (n) => ({ text: ['straat', 'tuin', 'water'][n % 3]!, near: true }),
  'near home, rare': (n) => ({ text: ['schoolwandeling', 'slangschuur'][n % 2]!, near: true }),
  'conversations, common': (n) => ({ text: ['straat', 'tuin'][n % 2]!, kind: 'gesprek' }),
  'conversations, a later page': (n) => ({
    text: ['straat', 'tuin'][n % 2]!,
    kind: 'gesprek',
    after: { tier: 0, below: 300_000 + n },
  }),
}

async function measure(who: string, ctx: Context): Promise<Result[]> {
  const results: Result[] = []
  for (const [question, ask] of Object.entries(questions)) {
    if (ask(0).near && !ctx.viewer) continue
    const took: number[] = []
    let found = 0
    let before = 0
    for (let n = -5; n < times; n++) {
      if (n === 0) before = await workDone(ctx)
      const started = performance.now()
      const { parts } = await search(ctx, ask(Math.abs(n)))
      if (n < 0) continue
      took.push(performance.now() - started)
      found += [...parts.values()].reduce((sum, { hits }) => sum + hits.length, 0)
    }
    const work = Number((((await workDone(ctx)) - before) / times).toFixed(1))
    took.sort((one, other) => one - other)
    const at = (share: number) => Number(took[Math.floor(took.length * share)]!.toFixed(1))
    results.push({
      work,
      question,
      who,
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
      found: Number((found / times).toFixed(1)),
    })
  }
  return results
}

/** Milliseconds for one reply more, as it is written, with search and without. */
async function costOfSaying(ctx: Context): Promise<Record<string, number>> {
  const { db } = ctx
  const talk = await row<{ id: string }>(db, sql`select id from conversations order by started desc limit 1`)
  const samples = await rows<{ words: string }>(
    db,
    sql`select words from replies order by posted desc limit 300`,
  )
  const cost: Record<string, number> = {}
  for (const state of ['disable', 'enable'] as const) {
    await db.execute(sql`alter table replies ${sql.raw(state)} trigger replies_search_new`)
    const took: number[] = []
    const before = await workDone(ctx)
    for (const { words } of samples) {
      const started = performance.now()
      await db.execute(sql`insert into replies (id, conversation_id, seq, words, html, excerpt, posted)
        values (gen_random_uuid(), ${talk!.id}, 0, ${words}, '', '', now())`)
      took.push(performance.now() - started)
    }
    const work = ((await workDone(ctx)) - before) / samples.length
    took.sort((one, other) => one - other)
    cost[`${state === 'enable' ? 'with search' : 'without'}, work`] = Number(work.toFixed(2))
    cost[state === 'enable' ? 'with search' : 'without'] = Number(took[150]!.toFixed(2))
  }
  return cost
}

async function main(url: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dhz-bench-'))
  const services = await openServices(
    readConfig({ PORT: '3999', DHZ_LOG: 'error', DHZ_DATA_DIR: folder, DATABASE_URL: url }),
  )
  const ctx = systemContext(services)
  try {
    if (!options.filled) {
      await migrate(services.store, join(root, 'db/migrations'))
      await buildCountry(ctx, 50_000, join(root, 'db/seeds'))
      await fillSaid(ctx, Number(options.replies))
    }
    const sizes = await row(
      ctx.db,
      sql`select (select count(*)::int from replies) as replies, pg_size_pretty(pg_relation_size('search_rows_doc')) as index,
            pg_size_pretty(pg_total_relation_size('search_rows') - pg_relation_size('search_rows_doc')) as rows,
            pg_size_pretty(pg_total_relation_size('search_words')) as words, pg_size_pretty(pg_total_relation_size('replies')) as said`,
    )
    const someone = await row<{ id: string }>(
      ctx.db,
      sql`select resident_id as id from memberships where ended is null group by 1 order by count(*) desc limit 1`,
    )
    const viewer = await loadViewer(ctx, someone!.id)
    const results = [...(await measure('visitor', ctx)), ...(await measure('resident', { ...ctx, viewer }))]
    console.table(results)
    console.log(sizes, await costOfSaying(ctx))
  } finally {
    await services.store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (options.filled) await main(options.filled)
else {
  const cluster = await startPostgres({
    shared_buffers: '2GB',
    maintenance_work_mem: '512MB',
    max_wal_size: '8GB',
  })
  if ('reason' in cluster) console.error(`PostgreSQL is left out: ${cluster.reason}`)
  else {
    try {
      await main(cluster.url)
    } finally {
      await cluster.stop()
    }
  }
}
