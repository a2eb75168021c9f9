/*
 * What deciding costs: how long each method counts many ballots, and how many ballots a second are cast while many vote.
 *   npm run bench:decisions -- [--store embedded|postgres] [--ballots 100000] [--voters 2000] [--json]
 */
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { after, day } from '../../src/platform/clock.ts'
import { systemContext } from '../../src/platform/context.ts'
import { rows, type Store } from '../../src/platform/db/store.ts'
import {
  castBallot,
  closeDecision,
  countBallots,
  methodNames,
  openDecision,
  type Choice,
  type MethodName,
} from '../../src/domains/decisions/index.ts'
import { as, newResident } from '../support/people.ts'
import { Dice } from '../../src/domains/demo/dice.ts'
import { benchServices, onStores, quantile } from './stores.ts'

const { values: options } = parseArgs({
  options: {
    store: { type: 'string', multiple: true, default: ['postgres'] },
    ballots: { type: 'string', default: '100000' },
    voters: { type: 'string', default: '2000' },
    json: { type: 'boolean', default: false },
  },
})
const say = (result: unknown) => console.log(options.json ? JSON.stringify(result) : result)

const chance = new Dice(2026)
const dice = (sides: number) => chance.whole(0, sides - 1)

function choiceOf(method: MethodName, of: number): Choice {
  const each = (value: () => number | null) => Array.from({ length: of }, value)
  if (method === 'majority' || method === 'consent') return [[1, 0, null][dice(3)]!]
  if (method === 'approval') return each(() => dice(2))
  if (method === 'budget') return each(() => Number(dice(5) === 0))
  if (method === 'score') return each(() => dice(6))
  if (method === 'date') return each(() => dice(3))
  const order = each(() => null).map((_, i) => i)
  for (let i = of - 1; i > 0; i--) {
    const j = dice(i + 1)
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  const ranked = 1 + dice(of)
  return order.map((place) => (place < ranked ? place + 1 : null))
}

/** Every ballot is another one, as far as there are so many. */
function counts(): void {
  const n = Number(options.ballots)
  for (const method of methodNames) {
    const of = method === 'budget' ? 40 : 10
    const ballots = Array.from({ length: n }, () => ({ choice: choiceOf(method, of), voices: 1 }))
    const setup = {
      method,
      options: of,
      seats: 4,
      budget: 25_000,
      costs: Array.from({ length: of }, (_, i) => 400 + ((i * 317) % 4600)),
      electorate: n,
    }
    const from = performance.now()
    const { winners } = countBallots(setup, ballots)
    say({
      method,
      ballots: n,
      options: of,
      winners: winners.length,
      milliseconds: Math.round(performance.now() - from),
    })
  }
}

async function voting(kind: string, store: Store): Promise<void> {
  const services = benchServices(store)
  const ctx = systemContext(services)
  const n = Number(options.voters)
  await ctx.db.execute(
    sql`insert into areas (kind, code, year, name, search, path) values ('gemeente', 'GM9999', 2026, 'Raven', 'raven', '1/')`,
  )
  const [area] = await rows<{ id: number }>(ctx.db, sql`select id from areas`)
  const opener = await newResident(ctx, { level: 'assured', place: { gemeenteId: area!.id } })
  await ctx.db.execute(
    sql`insert into residents (id, display_name, level, gemeente_id, joined)
        select gen_random_uuid(), 'Buur', 'assured', ${area!.id}, now() from generate_series(1, ${n})`,
  )
  await ctx.db.execute(
    sql`insert into resident_levels (resident_id, level, how, since) select id, level, 'bench', joined from residents`,
  )
  const people = await rows<{ id: string }>(ctx.db, sql`select id from residents where display_name = 'Buur'`)
  for (const form of ['open', 'closed'] as const) {
    const closes = after(ctx.now(), day)
    const id = await openDecision(await as(ctx, opener), {
      areaId: area!.id,
      method: 'majority',
      form,
      question: 'Meer bomen?',
      closes,
    })
    const voters = await Promise.all(people.map((each) => as(ctx, each.id)))
    const times: number[] = []
    const from = performance.now()
    let next = 0
    await Promise.all(
      Array.from({ length: 32 }, async () => {
        while (next < voters.length) {
          const who = voters[next++]!
          const start = performance.now()
          await castBallot(who, id, [1])
          times.push(performance.now() - start)
        }
      }),
    )
    const seconds = (performance.now() - from) / 1000
    const ended = { ...services, clock: { now: () => after(closes, 1) } }
    const closing = performance.now()
    await closeDecision(systemContext(ended), id)
    const at = (share: number) => Math.round(quantile(times, share))
    say({
      store: kind,
      form,
      voters: voters.length,
      atOnce: 32,
      aSecond: Math.round(voters.length / seconds),
      p50: at(0.5),
      p99: at(0.99),
      countMilliseconds: Math.round(performance.now() - closing),
    })
  }
}

counts()
await onStores(options.store, voting)
