import { writeFileSync } from 'node:fs'
import { startPostgres } from '../../tools/machine/postgres.ts'
import { openServices } from '../../src/app/services.ts'
import { readConfig } from '../../src/platform/config.ts'
import { systemContext } from '../../src/platform/context.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { buildCountry } from './country.ts'
import { fillSaid } from './said.ts'
const c = await startPostgres({
  shared_buffers: '2GB',
  work_mem: '32MB',
  maintenance_work_mem: '512MB',
  max_wal_size: '8GB',
})
if ('reason' in c) throw new Error(c.reason)
writeFileSync('/tmp/searchpg/url', c.url)
console.log(c.url, c.version)
const services = await openServices(
  readConfig({ PORT: '3999', DHZ_LOG: 'error', DHZ_DATA_DIR: '/tmp/searchpg/data', DATABASE_URL: c.url }),
)
const t0 = Date.now()
const lap = (s: string) => console.log(s, ((Date.now() - t0) / 1000).toFixed(1))
await migrate(services.store, 'db/migrations')
lap('migrated')
await buildCountry(systemContext(services), 50_000, 'db/seeds')
lap('country')
await fillSaid(systemContext(services), Number(process.argv[2] ?? 1e6))
lap('said')
setInterval(() => {}, 1e6)
