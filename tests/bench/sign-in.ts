/*
 * How long signing in takes, and whether that tells who has an account: asks for links for known and unknown addresses in
 * a random order and compares the times, then comes in with passkeys and with mailed links.
 *   npm run bench:sign-in -- [--store embedded|postgres] [--asked 1500] [--entered 1000] [--connections 8] [--json]
 */
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { serve } from '@hono/node-server'
import { createApp } from '../../src/app/http.tsx'
import { subscriptions } from '../../src/app/subscriptions.ts'
import { startSession } from '../../src/domains/identity/index.ts'
import { systemContext } from '../../src/platform/context.ts'
import type { Store } from '../../src/platform/db/store.ts'
import { startJobs } from '../../src/platform/jobs.ts'
import { Authenticator } from '../support/authenticator.ts'
import { as, newResident, withMail } from '../support/people.ts'
import { benchServices, durable, onStores, quantile } from './stores.ts'

const { values: options } = parseArgs({
  options: {
    store: { type: 'string', multiple: true, default: ['embedded', 'postgres'] },
    asked: { type: 'string', default: '1500' },
    entered: { type: 'string', default: '1000' },
    connections: { type: 'string', default: '8' },
    json: { type: 'boolean', default: false },
  },
})
const asked = Number(options.asked)
const entered = Number(options.entered)
const connections = Number(options.connections)
/** An address is mailed five links an hour. */
const linksEach = 5

/** In milliseconds. */
interface Times {
  p50: number
  p99: number
}

const round = (value: number) => Math.round(value * 100) / 100

function timesOf(all: readonly number[]): Times {
  return { p50: round(quantile(all, 0.5)), p99: round(quantile(all, 0.99)) }
}

/**
 * Mann–Whitney U with mid-ranks for ties, normal approximation. `share`: how often a random one of the first is slower than
 * a random one of the second; 0.5 when there is nothing to tell.
 */
function compare(first: readonly number[], second: readonly number[]): { share: number; z: number } {
  const all = [...first.map((time) => ({ time, of: 1 })), ...second.map((time) => ({ time, of: 2 }))]
  all.sort((a, b) => a.time - b.time)
  let ranks = 0
  for (let from = 0; from < all.length;) {
    let to = from
    while (to < all.length && all[to]!.time === all[from]!.time) to += 1
    const middle = (from + to + 1) / 2
    for (const { of } of all.slice(from, to)) if (of === 1) ranks += middle
    from = to
  }
  const [n, m] = [first.length, second.length]
  const u = ranks - (n * (n + 1)) / 2
  const z = (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12)
  return { share: Math.round((u / (n * m)) * 1000) / 1000, z: round(z) }
}

/** Does something many times, so many at once; how long each took. */
async function timed(count: number, atOnce: number, work: (n: number) => Promise<void>): Promise<number[]> {
  const times: number[] = []
  let next = 0
  const hand = async () => {
    while (next < count) {
      const n = next++
      const started = performance.now()
      await work(n)
      times.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, hand))
  return times
}

async function measure(kind: string, store: Store): Promise<Record<string, unknown>> {
  const links: string[] = []
  const services = benchServices(
    store,
    { DHZ_DEMO: 'off', DHZ_TRUSTED_PROXIES: '1' },
    {
      mailer: {
        async send({ text }) {
          const code = /\/log-in\/link\?code=([\w-]+)/.exec(text)?.[1]
          if (code) links.push(code)
        },
      },
    },
  )
  const ctx = systemContext(services)
  const people = Math.ceil(asked / linksEach)
  const ids: string[] = []
  for (let n = 0; n < people; n++) {
    const id = await newResident(ctx)
    await withMail(await as(ctx, id), `known-${n}@example.org`)
    ids.push(id)
  }
  const server = serve({ fetch: createApp(services).fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((resolve) => server.once('listening', () => resolve()))
  const jobs = await startJobs(services, subscriptions)
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let visitors = 0
  /** Sends a form, each time as another visitor: limits are not what we measure. */
  const post = async (path: string, form: Record<string, string>, cookie = ''): Promise<Response> => {
    visitors += 1
    return fetch(`${at}${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
      headers: {
        origin: services.config.origin,
        'x-forwarded-for': `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`,
        cookie,
      },
    })
  }
  const expect303 = async (answer: Response) => {
    await answer.arrayBuffer()
    if (answer.status !== 303) throw new Error(`Answered ${answer.status}`)
  }

  // Known and unknown, two by two in a random order, one at a time.
  const known: number[] = []
  const unknown: number[] = []
  const askFor = async (mail: string, times: number[]) => {
    const started = performance.now()
    await expect303(await post('/log-in', { mail }))
    times.push(performance.now() - started)
  }
  for (let n = 0; n < 50; n++) await askFor(`warm-${n}@example.org`, [])
  for (let n = 0; n < asked; n++) {
    const pair = [
      () => askFor(`known-${n % people}@example.org`, known),
      () => askFor(`other-${n % people}@example.org`, unknown),
    ]
    if (Math.random() < 0.5) pair.reverse()
    for (const each of pair) await each()
  }

  const devices: { device: Authenticator; cookie: string }[] = []
  for (const id of ids) {
    const device = new Authenticator()
    const cookie = `dhz=${await startSession(ctx, { residentId: id })}`
    const options = (await (await post('/ik/apparaten/passkey/vraag', {}, cookie)).json()) as Parameters<
      Authenticator['make']
    >[0]
    await expect303(
      await post('/ik/apparaten/passkey', { name: 'Bench', response: device.make(options) }, cookie),
    )
    devices.push({ device, cookie })
  }
  const answers: number[] = []
  const passkey = await timed(entered, connections, async (n) => {
    const options = (await (await post('/log-in/passkey/vraag', {})).json()) as {
      challenge: string
      rpId: string
    }
    const response = devices[n % devices.length]!.device.sign(options)
    const started = performance.now()
    await expect303(await post('/log-in/passkey', { response }))
    answers.push(performance.now() - started)
  })

  for (let waited = 0; links.length < asked && waited < 300; waited++) await setTimeout(200)
  if (links.length < asked) throw new Error(`Of ${asked} links ${links.length} were mailed`)
  const usable = links.slice(0, entered)
  const link = await timed(usable.length, connections, async (n) =>
    expect303(await post('/log-in/link', { code: usable[n]! })),
  )
  await jobs.stop()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  const shares = [0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
  const [sortedKnown, sortedUnknown] = [known, unknown].map((times) => [...times].sort((a, b) => a - b))
  return {
    store: kind,
    asked: { known: timesOf(known), unknown: timesOf(unknown), each: asked },
    difference: compare(known, unknown),
    quantiles: shares.map((share) => ({
      share,
      known: round(quantile(sortedKnown!, share)),
      unknown: round(quantile(sortedUnknown!, share)),
    })),
    passkey: { whole: timesOf(passkey), answer: timesOf(answers), count: passkey.length, connections },
    link: { ...timesOf(link), count: link.length, connections },
  }
}

const results: Record<string, unknown>[] = []
await onStores(
  options.store,
  async (kind, store) => {
    results.push(await measure(kind, store))
  },
  { settings: durable },
)
if (options.json) console.log(JSON.stringify(results, null, 2))
else for (const result of results) console.dir(result, { depth: 4 })
