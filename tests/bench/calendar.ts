/*
 * How large a calendar is and how long it takes: a community with 200 activities, forty of which come back every week, as its
 * members' calendar programs fetch it, and asked again when nothing changed; and the agenda of a resident.
 *   npm run bench:calendar -- [--store embedded|postgres] [--activities 200] [--asked 300] [--json]
 */
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { newFeed } from '../../src/domains/activities/actions/feeds.ts'
import { agendaOf, answerActivity, planActivity } from '../../src/domains/activities/index.ts'
import { foundCommunity, join } from '../../src/domains/communities/index.ts'
import { after, day, hour, momentOf, onTheWall, systemClock } from '../../src/platform/clock.ts'
import type { Store } from '../../src/platform/db/store.ts'
import { newViewer, testServices, visitor } from '../support/people.ts'
import { Site } from '../support/site.ts'
import { durable, onStores, quantile } from './stores.ts'

const { values: options } = parseArgs({
  options: {
    store: { type: 'string', multiple: true, default: ['embedded', 'postgres'] },
    activities: { type: 'string', default: '200' },
    asked: { type: 'string', default: '300' },
    json: { type: 'boolean', default: false },
  },
})
const activities = Number(options.activities)
const asked = Number(options.asked)

async function timed(work: () => Promise<unknown>): Promise<{ p50: number; p99: number }> {
  const times: number[] = []
  for (let n = 0; n < asked; n++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  const round = (value: number) => Math.round(value * 10) / 10
  return { p50: round(quantile(times, 0.5)), p99: round(quantile(times, 0.99)) }
}

async function measure(store: Store): Promise<object> {
  const services = testServices(store, systemClock.now())
  const ctx = visitor(services)
  const noor = await newViewer(ctx, { name: 'Noor' })
  const kees = await newViewer(ctx, { name: 'Kees' })
  const founding = {
    name: 'Kerkplein leeft',
    purpose: '',
    areaIds: [],
    conceptIds: [],
  }
  const { id } = await foundCommunity(noor, { ...founding, access: 'extranet' })
  await join(kees, id)
  const first = onTheWall(after(services.clock.now(), day)).toPlainDate()
  for (let n = 0; n < activities; n++) {
    // Ten are planned in a day.
    await ctx.db.execute(sql`update activities set created = created - interval '2 days'`)
    const starts = momentOf(first.add({ days: n % 60 }).toString(), '19:30')
    const moment = await planActivity(noor, {
      communityId: id,
      title: `Samen eten, de ${n}e keer`,
      place: 'Onder de grote plataan. Regent het? Dan bij Bram in de poort.',
      about: 'Breng **iets** mee om te delen. Wie voor het eerst komt, vraagt naar de opscheplepel.',
      starts,
      ends: after(starts, 2 * hour),
      ...(n % 5 === 0 ? { rrule: 'FREQ=WEEKLY' } : {}),
    })
    if (n % 3 === 0) {
      await ctx.db.execute(sql`delete from limits`)
      await answerActivity(kees, moment, 'yes')
    }
  }
  await store.runScript('analyze')
  const site = new Site(services)
  const [community, own] = [await newFeed(kees, id), await newFeed(kees)]
  const fetched = async (secret: string, headers = {}) =>
    site.visitor().get(`/agenda/feed/${secret}.ics`, headers)
  const [whole, mine] = [await fetched(community), await fetched(own)]
  const [text, ownText] = [await whole.text(), await mine.text()]
  const etag = whole.headers.get('etag')!
  const sizes = (words: string) => ({
    events: words.match(/BEGIN:VEVENT/g)?.length ?? 0,
    bytes: Buffer.byteLength(words),
    gzip: gzipSync(words).byteLength,
  })
  const from = services.clock.now()
  return {
    community: { ...sizes(text), ...(await timed(async () => (await fetched(community)).text())) },
    unchanged: await timed(async () => (await fetched(community, { 'if-none-match': etag })).text()),
    own: { ...sizes(ownText), ...(await timed(async () => (await fetched(own)).text())) },
    agenda: await timed(() => agendaOf(kees, { from, to: after(from, 30 * day) })),
  }
}

const results: Record<string, object> = {}
await onStores(
  options.store,
  async (kind, store) => {
    results[kind] = await measure(store)
  },
  { settings: durable },
)
console.log(options.json ? JSON.stringify(results) : results)
