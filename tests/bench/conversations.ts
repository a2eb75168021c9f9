/*
 * A conversation of 10,000 replies opens as fast as one of 10: the page of each, asked for by somebody who belongs there, on the
 * embedded store and on PostgreSQL; and a page from its middle.
 *   npm run bench:conversations -- [--times 300] [--store embedded|postgres]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { startPostgres } from '../../tools/machine/postgres.ts'
import { createApp } from '../../src/app/http.tsx'
import { prepare } from '../../src/app/prepare.ts'
import { openServices } from '../../src/app/services.ts'
import { personaId } from '../../src/domains/demo/index.ts'
import { startSession } from '../../src/domains/identity/index.ts'
import { readConfig } from '../../src/platform/config.ts'
import { systemContext } from '../../src/platform/context.ts'
import { fillTalk } from './talk.ts'

const { values: options } = parseArgs({
  options: {
    times: { type: 'string', default: '300' },
    store: { type: 'string', multiple: true, default: ['embedded', 'postgres'] },
  },
})
const times = Number(options.times)
const origin = 'http://localhost:3999'

interface Result {
  store: string
  page: string
  p50: number
  p99: number
  queries: number
  bytes: number
}

async function measure(kind: string, environment: Record<string, string>): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dhz-bench-'))
  const services = await openServices(
    readConfig({
      PORT: '3999',
      DHZ_LOG: 'error',
      DHZ_DATA_DIR: folder,
      DHZ_REQUESTS_PER_MINUTE: '0',
      ...environment,
    }),
  )
  try {
    await prepare(services)
    const ctx = systemContext(services)
    const [short] = await fillTalk(ctx, 'kerkplein-leeft', { conversations: 1, authors: 50, replies: 10 })
    const [long] = await fillTalk(ctx, 'kerkplein-leeft', { conversations: 1, authors: 50, replies: 10_000 })
    await services.store.runScript('analyze')
    const app = createApp(services)
    const cookie = `dhz=${await startSession(ctx, { residentId: personaId('samira') })}`
    const ask = async (path: string) => {
      const answer = await app.request(`${origin}${path}`, { headers: { cookie } })
      if (answer.status !== 200) throw new Error(`${path} answers with ${answer.status}`)
      return answer.text()
    }
    const results: Result[] = []
    for (const [page, path] of [
      ['10 replies', `/gesprek/${short}`],
      ['10,000 replies', `/gesprek/${long}`],
      ['10,000 replies, the middle', `/gesprek/${long}?na=5000`],
      ['10,000 replies, the beginning', `/gesprek/${long}?na=1`],
    ] as const) {
      for (let n = 0; n < 50; n++) await ask(path)
      let queries = 0
      services.store.onQuery = () => (queries += 1)
      const bytes = Buffer.byteLength(await ask(path))
      services.store.onQuery = undefined
      const took: number[] = []
      for (let n = 0; n < times; n++) {
        const started = performance.now()
        await ask(path)
        took.push(performance.now() - started)
      }
      took.sort((one, other) => one - other)
      const at = (share: number) => Number(took[Math.floor(took.length * share)]!.toFixed(2))
      results.push({ store: kind, page, p50: at(0.5), p99: at(0.99), queries, bytes })
    }
    return results
  } finally {
    await services.store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const results: Result[] = []
if (options.store.includes('embedded')) results.push(...(await measure('embedded', {})))
if (options.store.includes('postgres')) {
  const cluster = await startPostgres({})
  if ('reason' in cluster) console.error(`PostgreSQL is left out: ${cluster.reason}`)
  else {
    try {
      results.push(...(await measure('postgres', { DATABASE_URL: cluster.url })))
    } finally {
      await cluster.stop()
    }
  }
}
console.table(results)
