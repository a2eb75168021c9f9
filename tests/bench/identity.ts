/*
 * What the vault and the letters cost: opening a field, rotating the key of a hundred thousand residents, and checking
 * codes while somebody guesses.
 *   npm run bench:identity -- [--store embedded|postgres] [--residents 100000] [--json]
 */
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { systemContext, type Context, type Services } from '../../src/platform/context.ts'
import { keysFrom } from '../../src/platform/crypto.ts'
import { insertRows } from '../../src/platform/db/bulk.ts'
import { rows, type Store } from '../../src/platform/db/store.ts'
import { newId } from '../../src/platform/ids.ts'
import { openVault, residentByMail, rotateVault, sealEntry } from '../../src/domains/identity/index.ts'
import { newCode } from '../../src/domains/proofs/index.ts'
import { createApp } from '../../src/app/http.tsx'
import { benchServices, onStores, quantile } from './stores.ts'

const { values: options } = parseArgs({
  options: {
    store: { type: 'string', multiple: true, default: ['embedded', 'postgres'] },
    residents: { type: 'string', default: '100000' },
    json: { type: 'boolean', default: false },
  },
})

const [oldSecret, newSecret] = [
  'a secret that benches used until now, long',
  'a secret that benches use from now on, long',
]
const origin = 'http://localhost:3000'

function servicesOf(store: Store, ...secrets: string[]): Services {
  return benchServices(store, { DHZ_ORIGIN: origin }, { keys: keysFrom(...secrets) })
}

function quantiles(times: number[]) {
  const at = (share: number) => Number(quantile(times, share).toFixed(2))
  return { times: times.length, p50: at(0.5), p99: at(0.99), max: at(1) }
}

async function timed(times: number, work: (n: number) => Promise<unknown>) {
  const found: number[] = []
  for (let n = 0; n < times; n++) {
    const before = performance.now()
    await work(n)
    found.push(performance.now() - before)
  }
  return quantiles(found)
}

/** Residents with an entry in the vault, each at a home of their own. */
async function fill(ctx: Context, count: number): Promise<string[]> {
  const ids: string[] = []
  const now = ctx.now().toISOString()
  for (let start = 0; start < count; start += 5_000) {
    const part = Array.from({ length: Math.min(5_000, count - start) }, (_, n) => ({
      id: newId(),
      n: start + n,
    }))
    await insertRows(
      ctx.db,
      'residents',
      { id: 'uuid', display_name: 'text', joined: 'timestamptz' },
      part.map(({ id }) => ({ id, display_name: 'Buur', joined: now })),
    )
    const sealed = part.map(({ id, n }) => {
      const address = {
        street: 'Lange straat',
        number: n,
        letter: '',
        addition: '',
        postcode: '9990AA',
        place: 'Ravenhorst',
      }
      return {
        resident_id: id,
        ...sealEntry(ctx, id, {
          name: `Bewoner Nummer${n}`,
          mail: `m${n}@bench.invalid`,
          address,
          birth: '1980-01-01',
        }),
      }
    })
    const columns = Object.keys(sealed[0]!)
    const type = (name: string) => (name === 'resident_id' ? 'uuid' : name === 'key_id' ? 'text' : 'bytea')
    await insertRows(ctx.db, 'vault', Object.fromEntries(columns.map((name) => [name, type(name)])), sealed)
    ids.push(...part.map(({ id }) => id))
  }
  await ctx.db.execute(sql`analyze`)
  return ids
}

/** Wrong codes for letters of many people, 32 at a time, and every so often a right one of somebody else. */
async function codesUnderAttack(services: Services, ids: readonly string[]) {
  const ctx = systemContext(services)
  const letters = ids.slice(0, 2_000).map((residentId) => ({ id: newId(), number: newCode(7), residentId }))
  await insertRows(
    ctx.db,
    'letters',
    {
      id: 'uuid',
      number: 'text',
      resident_id: 'uuid',
      purpose: 'text',
      state: 'text',
      code: 'bytea',
      batch: 'uuid',
      asked: 'timestamptz',
      printed: 'timestamptz',
      posted: 'timestamptz',
      ends: 'timestamptz',
    },
    letters.map(({ id, number, residentId }) => ({
      id,
      number,
      resident_id: residentId,
      purpose: 'address',
      state: 'posted',
      code: Buffer.alloc(32),
      batch: newId(),
      asked: ctx.now().toISOString(),
      printed: ctx.now().toISOString(),
      posted: ctx.now().toISOString(),
      ends: new Date(ctx.now().getTime() + 86_400_000).toISOString(),
    })),
  )
  const app = createApp({ ...services, config: { ...services.config, trustedProxies: 1 } })
  let visitor = 0
  const guess = async ({ number }: (typeof letters)[number]) => {
    visitor += 1
    const before = performance.now()
    const response = await app.request(`${origin}/brief`, {
      method: 'POST',
      headers: {
        origin,
        host: 'localhost:3000',
        // Every guess from another network, or the limit for one visitor would end it at once.
        'x-forwarded-for': `10.${(visitor >> 16) & 255}.${(visitor >> 8) & 255}.${visitor & 255}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ nr: number, code: newCode(10) }).toString(),
    })
    if (response.status !== 422) throw new Error(`A guess was answered with ${response.status}`)
    await response.text()
    return performance.now() - before
  }
  const times: number[] = []
  const started = performance.now()
  for (let start = 0; start < letters.length; start += 32)
    times.push(...(await Promise.all(letters.slice(start, start + 32).map(guess))))
  const seconds = (performance.now() - started) / 1_000
  return { ...quantiles(times), guessesASecond: Math.round(letters.length / seconds) }
}

async function measure(kind: string, store: Store): Promise<void> {
  const old = servicesOf(store, oldSecret)
  const ctx = systemContext(old)
  const ids = await fill(ctx, Number(options.residents))
  const pick = (n: number) => ids[(n * 7_919) % ids.length]!
  const openings = await timed(2_000, (n) => openVault(ctx, pick(n), 'mail', 'own'))
  const byMail = await timed(2_000, (n) => residentByMail(ctx, `m${(n * 7_919) % ids.length}@bench.invalid`))
  // A demo refuses visitors that came by a proxy, and this one is none.
  const attack = await codesUnderAttack({ ...old, config: { ...old.config, demo: false } }, ids)
  const both = systemContext(servicesOf(store, newSecret, oldSecret))
  const before = performance.now()
  const rotated = await rotateVault(both)
  const seconds = (performance.now() - before) / 1_000
  const left = await rows(
    store.db,
    sql`select 1 from vault where key_id not like ${`${both.services.keys.id}.%`} limit 1`,
  )
  if (rotated !== ids.length || left.length > 0) throw new Error('The rotation left something behind')
  const result = {
    store: kind,
    residents: ids.length,
    openOneField: openings,
    findByMail: byMail,
    wrongCodesAtOnce32: attack,
    rotation: {
      entries: rotated,
      seconds: Number(seconds.toFixed(1)),
      aSecond: Math.round(rotated / seconds),
    },
  }
  console.log(options.json ? JSON.stringify(result) : result)
}

await onStores(options.store, measure)
