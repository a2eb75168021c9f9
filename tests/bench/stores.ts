import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../src/platform/clock.ts'
import { readConfig } from '../../src/platform/config.ts'
import type { Services } from '../../src/platform/context.ts'
import { keysFrom } from '../../src/platform/crypto.ts'
import { openEmbedded } from '../../src/platform/db/embedded.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { openPostgres } from '../../src/platform/db/postgres.ts'
import type { Store } from '../../src/platform/db/store.ts'
import { makeLog } from '../../src/platform/log.ts'
import { startPostgres } from '../../tools/machine/postgres.ts'
import { memoryFiles } from '../support/people.ts'
import { migrations } from '../support/store.ts'

/** PostgreSQL as an operator runs it: what is acknowledged is on the disk. */
export const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }

/**
 * Measures on a new store with every table, of each of these kinds (`embedded`, `postgres`), one after the other; nothing of
 * them stays. The embedded one is always durable. @throws Error where this machine has no PostgreSQL and it is asked for.
 */
export async function onStores(
  kinds: readonly string[],
  measure: (kind: Store['kind'], store: Store) => Promise<void>,
  { connections = 8, settings = {} }: { connections?: number; settings?: Record<string, string> } = {},
): Promise<void> {
  if (kinds.includes('embedded')) {
    const folder = mkdtempSync(join(tmpdir(), 'dhz-bench-'))
    try {
      await measured(await openEmbedded(join(folder, 'store')), measure)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  if (kinds.includes('postgres')) {
    const cluster = await startPostgres(settings)
    if ('reason' in cluster) throw new Error(`No PostgreSQL: ${cluster.reason}`)
    try {
      await measured(await openPostgres(cluster.url, { max: connections }), measure)
    } finally {
      await cluster.stop()
    }
  }
}

async function measured(store: Store, measure: (kind: Store['kind'], store: Store) => Promise<void>) {
  try {
    await migrate(store, migrations)
    await measure(store.kind, store)
  } finally {
    await store.close()
  }
}

/** The program on a store, by the real clock, with nothing that leaves the machine; `environment` is its configuration. */
export function benchServices(
  store: Store,
  environment: Record<string, string> = {},
  more: Partial<Services> = {},
): Services {
  const config = readConfig({
    DHZ_LOG: 'error',
    DHZ_REQUESTS_PER_MINUTE: '0',
    DHZ_REGISTER_KEY: Buffer.alloc(32, 'only in benches').toString('base64'),
    ...environment,
  })
  return {
    store,
    config,
    clock: systemClock,
    keys: keysFrom('a secret that is only used in benches'),
    log: makeLog(config),
    mailer: { async send() {} },
    files: memoryFiles(),
    wake: () => {},
    ...more,
  }
}

/** The value below which this share of the times lies; NaN of none. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
