/*
 * What a round of hé hallo costs for many who take part: time, memory and queries of the monthly job; and how fast an ask
 * finds the nearest who offered it among many offers.
 *   npm run bench:hellos -- [--store embedded|postgres] [--people 100000] [--json]
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { systemContext } from '../../src/platform/context.ts'
import { row, rows, type Store } from '../../src/platform/db/store.ts'
import { newId } from '../../src/platform/ids.ts'
import { exchangesNear, postAsk } from '../../src/domains/exchange/index.ts'
import { introduceMonth } from '../../src/domains/hellos/index.ts'
import { loadViewer } from '../../src/domains/residents/index.ts'
import { root } from '../../tools/build.ts'
import { buildCountry } from './country.ts'
import { benchServices, onStores } from './stores.ts'

const { values: options } = parseArgs({
  options: {
    store: { type: 'string', multiple: true, default: ['postgres'] },
    people: { type: 'string', default: '100000' },
    json: { type: 'boolean', default: false },
  },
})
const people = Number(options.people)

async function measure(kind: string, store: Store): Promise<void> {
  const services = benchServices(store)
  const ctx = systemContext(services)
  await buildCountry(ctx, people, join(root, 'db/seeds'))
  await ctx.db.execute(
    sql`insert into hello_terms (id, resident_id, since) select gen_random_uuid(), id, now() from residents`,
  )
  // One in four offers something, of six kinds.
  await ctx.db.execute(
    sql`insert into exchanges (id, side, kind, words, resident_id, posted, ends)
        select gen_random_uuid(), 'offer', (array['groceries', 'tools', 'repair', 'pets', 'sewing', 'books'])[1 + floor(random() * 6)::int],
          'Graag gedaan', id, now() - random() * interval '20 days', now() + interval '7 days'
        from residents where random() < 0.25`,
  )
  await store.runScript('analyze')

  let queries = 0
  store.onQuery = () => {
    queries += 1
  }
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let highest = before
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss)
  }, 20)
  const started = performance.now()
  await introduceMonth(ctx)
  const seconds = (performance.now() - started) / 1000
  clearInterval(watch)
  const again = performance.now()
  await introduceMonth(ctx)
  const secondsAgain = (performance.now() - again) / 1000
  store.onQuery = undefined
  const made = await row<{ hellos: number; introduced: number; areas: number }>(
    ctx.db,
    sql`select (select count(*)::int from hellos) as hellos, (select count(*)::int from hello_people) as introduced,
        (select count(*)::int from hello_rounds) as areas`,
  )

  const asked = await rows<{ id: string }>(
    ctx.db,
    sql`select id from residents order by md5(id::text) limit 400`,
  )
  const times = { look: [] as number[], ask: [] as number[] }
  for (const { id } of asked) {
    const who = { ...ctx, viewer: (await loadViewer(ctx, id))! }
    let from = performance.now()
    await exchangesNear(who, 'offer')
    times.look.push(performance.now() - from)
    from = performance.now()
    await postAsk(who, { id: newId(), kind: 'groceries', words: 'Melk' })
    times.ask.push(performance.now() - from)
  }
  const at = (all: number[], share: number) =>
    Number([...all].sort((a, b) => a - b)[Math.floor(all.length * share)]!.toFixed(1))
  const result = {
    store: kind,
    people,
    ...made,
    seconds: Number(seconds.toFixed(1)),
    secondsAgain: Number(secondsAgain.toFixed(2)),
    queries,
    queriesAnArea: Number((queries / made!.areas).toFixed(1)),
    megabytesMore: Math.round((highest - before) / 1e6),
    look: { p50: at(times.look, 0.5), p99: at(times.look, 0.99) },
    ask: { p50: at(times.ask, 0.5), p99: at(times.ask, 0.99) },
  }
  console.log(options.json ? JSON.stringify(result) : result)
}

await onStores(options.store, measure, { connections: 4 })
