/*
 * How fast the built server answers, on the embedded store and on PostgreSQL: starts it on an empty store in demo
 * mode, steps in as a persona, and asks for pages over 32 connections at once.
 * The community page is that of a community with a hundred conversations of fifty people, ten replies each, which shows the
 * newest thirty; it is measured for a visitor and for a member.
 *   npm run bench:http -- [--seconds 10] [--connections 32] [--store embedded|postgres] [--json] [PATH…]
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { buildOrExit, program, root } from '../../tools/build.ts'
import { startPostgres } from '../../tools/machine/postgres.ts'
import { load } from './load.ts'
import { fillTalk, withStore } from './talk.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '32' },
    store: { type: 'string', multiple: true, default: ['embedded', 'postgres'] },
    json: { type: 'boolean', default: false },
  },
})
const community = '/leefomgeving/kerkplein-leeft'
/** Pages, as a visitor sees them or as somebody who is signed in. */
const pages: [path: string, who: 'visitor' | 'resident'][] =
  positionals.length > 0
    ? positionals.flatMap((path): typeof pages => [
        [path, 'visitor'],
        [path, 'resident'],
      ])
    : [
        ['/healthz', 'visitor'],
        ['/', 'visitor'],
        ['/buurt', 'resident'],
        [community, 'visitor'],
        [community, 'resident'],
      ]

interface Result {
  store: string
  path: string
  who: string
  requestsPerSecond: number
  p50: number
  p99: number
  status: string
  bytes: number
  /** Bytes as a browser gets them. */
  gzip: number
}

/** A server of our own that is under way. */
interface Running {
  origin: string
  /** From starting the process to its first answer, in milliseconds. */
  ready: number
  stop(): Promise<void>
}

async function start(environment: Record<string, string>): Promise<Running> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const started = performance.now()
  const child = spawn(process.execPath, [program], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DHZ_REQUESTS_PER_MINUTE: '0',
      DHZ_LOG: 'error',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended by itself with ${child.exitCode}`)
    const answer = await fetch(`${origin}/healthz`).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.ok) break
    await setTimeout(20)
  }
  return { origin, ready: performance.now() - started, stop: () => ended(child) }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Steps in as the first persona of the demo page. @returns the cookie, or nothing where there is no demo. */
async function stepIn(origin: string): Promise<string | undefined> {
  const page = await (await fetch(`${origin}/demo`)).text()
  const form = /<form[^>]*action="(\/demo\/stap-in[^"]*)"[\s\S]*?<\/form>/.exec(page)
  if (!form) return undefined
  const fields = new URLSearchParams()
  for (const [tag] of form[0].matchAll(/<(?:input|button)\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1]
    if (name && !fields.has(name)) fields.set(name, /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '')
  }
  const answer = await fetch(`${origin}${form[1]}`, {
    method: 'POST',
    body: fields,
    headers: { origin, 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return cookies.length > 0 ? cookies.join('; ') : undefined
}

async function measure(store: string, environment: Record<string, string>): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dhz-bench-'))
  const settings = { ...environment, DHZ_DATA_DIR: folder }
  try {
    const first = await start(settings)
    await first.stop()
    await withStore({ ...settings, DHZ_ORIGIN: first.origin }, async (ctx) => {
      await fillTalk(ctx, 'kerkplein-leeft', { conversations: 100, authors: 50, replies: 10 })
    })
    const server = await start(settings)
    if (!options.json) {
      console.log(`${store}: first start ${seconds(first.ready)}, later start ${seconds(server.ready)}`)
    }
    const cookie = await stepIn(server.origin)
    if (!cookie) console.error('There is no demo page to step in from: the pages are those of a visitor.')
    const results: Result[] = []
    for (const [path, who] of pages) {
      const headers: Record<string, string> = cookie && who === 'resident' ? { cookie } : {}
      const once = await fetch(`${server.origin}${path}`, { headers, redirect: 'manual' })
      const bytes = (await once.arrayBuffer()).byteLength
      const gzip = await bytesSent(`${server.origin}${path}`, headers)
      const request = { url: `${server.origin}${path}`, headers, connections: Number(options.connections) }
      // What the first requests compile and prepare is not what we measure.
      await load({ ...request, duration: 2 })
      const { requestsPerSecond, p50, p99, failed } = await load({
        ...request,
        duration: Number(options.seconds),
      })
      const status = `${once.status}${failed > 0 ? `, ${failed} failed` : ''}`
      results.push({ store, path, who, requestsPerSecond, p50, p99, status, bytes, gzip })
    }
    // What was cut off at the end of a measurement is still being answered.
    await setTimeout(1_000)
    await server.stop()
    return results
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How many bytes cross the line for a browser that takes gzip. */
function bytesSent(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { ...headers, 'accept-encoding': 'gzip' } }, (answer) => {
      let bytes = 0
      answer.on('data', (part: Buffer) => (bytes += part.byteLength))
      answer.on('end', () => resolve(bytes))
    }).on('error', reject)
  })
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`
}

await buildOrExit()
const results: Result[] = []
if (options.store.includes('embedded')) results.push(...(await measure('embedded', {})))
if (options.store.includes('postgres')) {
  // As an operator would run it: what is acknowledged is on the disk.
  const cluster = await startPostgres({ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' })
  if ('reason' in cluster) console.error(`PostgreSQL is left out: ${cluster.reason}`)
  else {
    try {
      results.push(...(await measure('postgres', { DATABASE_URL: cluster.url })))
    } finally {
      await cluster.stop()
    }
  }
}
if (options.json) console.log(JSON.stringify(results, null, 2))
else console.table(results)
