/*
 * What it costs to resolve delegated voices: 100,000 voters of whom 30,000 gave theirs to somebody, as chains and circles
 * come. First the rule alone, then with reading them out of the store.
 *   npm run bench:delegations -- [--store embedded|postgres] [--people 100000] [--given 30000] [--json]
 */
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { systemContext } from '../../src/platform/context.ts'
import { insertRows } from '../../src/platform/db/bulk.ts'
import { row, type Store } from '../../src/platform/db/store.ts'
import { newId } from '../../src/platform/ids.ts'
import {
  concentrationOf,
  delegationsFor,
  resolveDelegations,
  resolveVoices,
} from '../../src/domains/delegations/index.ts'
import { Dice } from '../../src/domains/demo/dice.ts'
import { benchServices, onStores } from './stores.ts'

const { values: options } = parseArgs({
  options: {
    store: { type: 'string', multiple: true, default: ['postgres'] },
    people: { type: 'string', default: '100000' },
    given: { type: 'string', default: '30000' },
    json: { type: 'boolean', default: false },
  },
})
const [people, given] = [Number(options.people), Number(options.given)]
const rounds = 15

/** To whom each gave: a third to a few who are known, a third to anybody, a third along one long chain. */
function drawn(): Int32Array {
  const dice = new Dice(2026)
  const to = new Int32Array(people).fill(-1)
  for (let n = 0; n < given; n++) {
    const kind = n % 3
    const target = kind === 0 ? dice.whole(0, 49) : kind === 1 ? dice.whole(0, people - 1) : n + 3
    if (target !== n && target < people) to[n] = target
  }
  // And some who give it to each other.
  for (let n = 0; n + 1 < given; n += 400) [to[n], to[n + 1]] = [n + 1, n]
  return to
}

const middle = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!
const round = (milliseconds: number) => Math.round(milliseconds * 10) / 10

/** Milliseconds by the clock, and of the processor in this process: on a busy machine the second is what it costs. */
async function timed(work: () => unknown): Promise<{ median: number; slowest: number; processor: number }> {
  const times: number[] = []
  const used: number[] = []
  for (let n = 0; n < rounds; n++) {
    const [began, before] = [performance.now(), process.cpuUsage()]
    await work()
    times.push(performance.now() - began)
    const { user, system } = process.cpuUsage(before)
    used.push((user + system) / 1000)
  }
  return { median: round(middle(times)), slowest: round(Math.max(...times)), processor: round(middle(used)) }
}

const to = drawn()
const voted = Uint8Array.from(to, (each) => (each === -1 ? 1 : 0))
const resolved = resolveDelegations(to, voted)
const count = (ending: string) => resolved.ending.filter((each) => each === ending).length
const report: Record<string, unknown> = {
  people,
  given: to.filter((each) => each !== -1).length,
  inCircles: count('circle'),
  ...concentrationOf(resolved.weight),
  rule: await timed(() => resolveDelegations(to, voted)),
}

async function measure(kind: string, store: Store): Promise<void> {
  const ctx = systemContext(benchServices(store))
  const ids = Array.from({ length: people }, () => newId())
  const now = ctx.now().toISOString()
  for (const table of ['residents', 'memberships', 'delegations'])
    await ctx.db.execute(sql`alter table ${sql.identifier(table)} disable trigger user`)
  await insertRows(
    ctx.db,
    'residents',
    { id: 'uuid', display_name: 'text', joined: 'timestamptz', level: 'text' },
    ids.map((id) => ({ id, display_name: 'Buur', joined: now, level: 'verified' })),
  )
  const communityId = newId()
  await ctx.db.execute(
    sql`insert into communities (id, slug, name, access, state, founded, members)
        values (${communityId}, 'groot', 'Groot', 'internet', 'active', ${now}, ${people})`,
  )
  await ctx.db.execute(
    sql`insert into memberships (id, community_id, resident_id, joined)
        select gen_random_uuid(), ${communityId}, id, ${now}::timestamptz from residents`,
  )
  const ends = new Date(ctx.now().getTime() + 86_400_000).toISOString()
  await insertRows(
    ctx.db,
    'delegations',
    {
      id: 'uuid',
      by_id: 'uuid',
      to_id: 'uuid',
      community_id: 'uuid',
      given: 'timestamptz',
      ends: 'timestamptz',
    },
    [...to.entries()].flatMap(([n, target]) =>
      target === -1
        ? []
        : [{ id: newId(), by_id: ids[n], to_id: ids[target], community_id: communityId, given: now, ends }],
    ),
  )
  await store.runScript('analyze')
  const kept = await row<{ given: number }>(ctx.db, sql`select count(*)::int as given from delegations`)
  const scope = { communityId, areaId: null, themeId: null }
  const voters = new Set(ids.filter((_, n) => to[n] === -1))
  report[kind] = {
    kept: kept?.given,
    reading: await timed(() => delegationsFor(ctx, scope, ctx.now())),
    readingAndResolving: await timed(async () => {
      resolveVoices(ids, await delegationsFor(ctx, scope, ctx.now()), voters)
    }),
  }
}

await onStores(options.store, measure, { connections: 4 })
process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : `${JSON.stringify(report, null, 2)}\n`)
