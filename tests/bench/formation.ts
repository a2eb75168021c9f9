/*
 * How fast formation answers in a country of a million residents with three million wishes (PostgreSQL), and in one of
 * a hundred thousand (embedded).
 *   npm run bench:formation -- [--store embedded|postgres] [--residents N] [--questions 2000] [--json]
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { systemContext } from '../../src/platform/context.ts'
import { row, rows, type Store } from '../../src/platform/db/store.ts'
import { findFormation, reaches } from '../../src/domains/formation/index.ts'
import { loadViewer } from '../../src/domains/residents/index.ts'
import { root } from '../../tools/build.ts'
import { buildCountry } from './country.ts'
import { benchServices, onStores } from './stores.ts'

const { values: options } = parseArgs({
  options: {
    store: { type: 'string', multiple: true, default: ['embedded', 'postgres'] },
    residents: { type: 'string' },
    questions: { type: 'string', default: '2000' },
    json: { type: 'boolean', default: false },
  },
})

async function measure(kind: string, store: Store, residents: number): Promise<void> {
  const services = benchServices(store)
  const ctx = systemContext(services)
  const started = performance.now()
  await buildCountry(ctx, residents, join(root, 'db/seeds'))
  const counts = await row<{ residents: number; wishes: number; communities: number }>(
    ctx.db,
    sql`select (select count(*)::int from residents) as residents, (select count(*)::int from wishes) as wishes,
        (select count(*)::int from communities) as communities`,
  )
  if (!options.json)
    console.log(kind, counts, `built in ${Math.round((performance.now() - started) / 1000)} s`)
  const questions = Number(options.questions)
  // Half of the questions ask for an ambition as often as people hold it, half for any at all.
  const asked = await rows<{ id: string; slug: string }>(
    ctx.db,
    sql`(select w.resident_id as id, c.slug from wishes w tablesample system (1) join concepts c on c.id = w.concept_id order by random() limit ${questions / 2})
      union all (select r.id, (select slug from concepts where scheme = 'ambition' and r.id is not null order by random() limit 1)
        from residents r tablesample system (1) order by random() limit ${questions / 2})`,
  )
  const times: { reach: string; ms: number; found: number }[] = []
  for (const [index, { id, slug }] of asked.entries()) {
    const viewer = (await loadViewer(ctx, id))!
    const reach = reaches[index % reaches.length]!
    const before = performance.now()
    const { neighbours } = await findFormation({ ...ctx, viewer }, slug, reach)
    if (index >= 100) times.push({ reach, ms: performance.now() - before, found: neighbours.total })
  }
  const summary = (some: typeof times) => {
    const sorted = some.map(({ ms }) => ms).sort((a, b) => a - b)
    const at = (share: number) =>
      Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1))
    return {
      questions: some.length,
      p50: at(0.5),
      p90: at(0.9),
      p99: at(0.99),
      max: at(1),
      found: Math.round(some.reduce((sum, { found }) => sum + found, 0) / some.length),
    }
  }
  const result = {
    store: kind,
    ...counts,
    all: summary(times),
    ...Object.fromEntries(
      reaches.map((reach) => [reach, summary(times.filter((each) => each.reach === reach))]),
    ),
  }
  console.log(options.json ? JSON.stringify(result) : result)
}

await onStores(
  options.store,
  (kind, store) =>
    measure(kind, store, Number(options.residents ?? (kind === 'embedded' ? 100_000 : 1_000_000))),
  { connections: 4 },
)
