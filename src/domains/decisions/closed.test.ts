import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as path } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { newViewer, testServices, visitor, type TestServices } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { backup } from '../../platform/backup/backup.ts'
import { day } from '../../platform/clock.ts'
import { keysFrom } from '../../platform/crypto.ts'
import { row, rows, type Store } from '../../platform/db/store.ts'
import { castBallot } from './actions/cast.ts'
import { tendDecisions } from './actions/tend.ts'
import { keyOf, openBallot, spaced } from './box.ts'
import { decisionById } from './decision.ts'
import { tableOf } from './print/told.ts'
import { recordOf, receiptsOf } from './queries/about.ts'
import { recount } from './record.ts'
import type { Choice } from './rules/choice.ts'
import { ask, newWorld, type World } from './test-support.ts'

/** Ranks of many values, so that two columns can be compared whatever they hold. */
function ranks(values: readonly (string | number)[]): number[] {
  const order = [...new Set(values)].toSorted((a, b) => (a < b ? -1 : 1))
  return values.map((value) => order.indexOf(value))
}

/** How well one order tells another: 1 or -1 wholly, 0 not at all. */
function likeness(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const [x, y] = [ranks(a), ranks(b)]
  const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length
  const [mx, my] = [mean(x), mean(y)]
  const sum = (of: (i: number) => number) => x.reduce((all, _, i) => all + of(i), 0)
  const spread = Math.sqrt(sum((i) => (x[i]! - mx) ** 2) * sum((i) => (y[i]! - my) ** 2))
  return spread === 0 ? 0 : sum((i) => (x[i]! - mx) * (y[i]! - my)) / spread
}

onEachEngine('the closed form', (store) => {
  let services: TestServices
  let site: Site
  let world: World
  beforeAll(() => {
    services = testServices(store())
    site = new Site(services)
  })
  beforeEach(async () => {
    await store().db.execute(sql`delete from limits`)
    world = await newWorld(services, { members: 0 })
  })
  const close = async () => {
    services.pass(8 * day)
    await tendDecisions(visitor(services))
  }

  /** A vote of so many members, one after another. */
  async function vote(voters: number, choiceOf: (n: number) => Choice = (n) => [n % 2]) {
    const grown = await newWorld(services, { members: voters })
    world = grown
    const id = await ask(grown, { form: 'closed' })
    const cast: { voter: string; code: string; choice: Choice }[] = []
    for (const [n, who] of grown.members.entries()) {
      services.pass(1000)
      const choice = choiceOf(n)
      cast.push({ voter: who.viewer.id, code: (await castBallot(who, id, choice))!, choice })
    }
    return { id, cast, grown }
  }

  it('gives a code once, on the answer itself, and in no address, job, fact or notice', async () => {
    const { id, grown } = await vote(10)
    const browser = await site.signedIn(grown.founder.viewer.id)
    const page = await (await browser.get(`/besluit/${id}`)).text()
    expect(page).toContain('Laat je dus niet betalen of dwingen')
    const answer = await browser.post(`/besluit/${id}/stem`, { choice: 'yes' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const code = /code-to-type">([0-9A-Z]{5} [0-9A-Z]{5})</.exec(await answer.text())![1]!
    const again = await browser.post(`/besluit/${id}/stem`, { choice: 'no' })
    expect(again.status).toBe(409)
    expect(await (await browser.get(`/besluit/${id}`)).text()).not.toContain(code)
    await site.deliver()
    expect(await everythingIn(store())).not.toContain(code.replace(' ', ''))
    await close()
    const after = await (await browser.post(`/besluit/${id}/code`, { code: code.toLowerCase() })).text()
    expect(after).toContain(code)
    expect(after).toContain('Voor')
  })

  it('takes one ballot of each, also of many at the same moment', async () => {
    const id = await ask(world, { form: 'closed' })
    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, () => castBallot(world.founder, id, [1])),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const table of ['decision_marks', 'decision_sealed'])
      expect(
        await row(
          store().db,
          sql`select count(*)::int as n from ${sql.identifier(table)} where decision_id = ${id}`,
        ),
      ).toEqual({ n: 1 })
  })

  it('cannot be relinked afterwards: not by order, row, transaction, id, time, facts, jobs, limits or notices', async () => {
    const { id, cast } = await vote(40)
    await site.deliver()
    // While it runs a locked ballot can be told to be of a voter, by its transaction: this is what the count has to break.
    const before = await row<{ n: number }>(
      store().db,
      sql`select count(*)::int as n from decision_sealed s join decision_marks m on m.xmin = s.xmin and m.decision_id = s.decision_id where s.decision_id = ${id}`,
    )
    expect(before).toEqual({ n: 40 })
    await close()
    await site.deliver()
    const marks = await rows<{ who: string; id: string; at: string; xmin: string; n: number }>(
      store().db,
      sql`select resident_id as who, id, ctid::text as at, xmin::text as xmin, (row_number() over ())::int as n from decision_marks where decision_id = ${id}`,
    )
    const receipts = await rows<{ code: string; at: string; xmin: string; n: number }>(
      store().db,
      sql`select code, ctid::text as at, xmin::text as xmin, (row_number() over ())::int as n from decision_receipts where decision_id = ${id}`,
    )
    expect(receipts).toHaveLength(40)
    // One transaction wrote all of them, and another moved all marks: a number of it tells nobody from another.
    expect(new Set(receipts.map(({ xmin }) => xmin)).size).toBe(1)
    expect(new Set(marks.map(({ xmin }) => xmin)).size).toBe(1)
    // They lie in the order of their codes, which are random.
    expect(receipts.toSorted((a, b) => a.n - b.n).map(({ code }) => code)).toEqual(
      receipts.map(({ code }) => code).toSorted(),
    )
    const position = ({ at }: { at: string }) => {
      const [, block, item] = /\((\d+),(\d+)\)/.exec(at)!
      return Number(block) * 1000 + Number(item)
    }
    const ofVoter = new Map(marks.map((mark) => [mark.who, mark]))
    const ofCode = new Map(receipts.map((receipt) => [receipt.code, receipt]))
    const pairs = cast.map(({ voter, code }, n) => ({
      n,
      mark: ofVoter.get(voter)!,
      receipt: ofCode.get(code)!,
    }))
    const voterSides: ((pair: (typeof pairs)[number]) => string | number)[] = [
      ({ n }) => n,
      ({ mark }) => position(mark),
      ({ mark }) => mark.n,
      ({ mark }) => mark.id,
      ({ mark }) => mark.who,
    ]
    const ballotSides: typeof voterSides = [
      ({ receipt }) => position(receipt),
      ({ receipt }) => receipt.n,
      ({ receipt }) => receipt.code,
    ]
    // Forty at random stay below 0.6 in all but a few of a million tries.
    for (const one of voterSides)
      for (const other of ballotSides)
        expect(Math.abs(likeness(pairs.map(one), pairs.map(other)))).toBeLessThan(0.75)
    // The same measure finds the order of voting where there is one.
    expect(
      likeness(
        pairs.map(({ n }) => n),
        pairs.map(({ mark }) => position(mark)),
      ),
    ).toBeGreaterThan(0.9)
    // Nothing else in the whole database holds a code, and nothing that holds a voter holds a choice.
    for (const { table, line } of await linesOf(store()))
      if (table !== 'decision_receipts') for (const { code } of cast) expect(line, table).not.toContain(code)
    const held = (await linesOf(store())).filter(({ line }) => line.includes(id))
    for (const { voter } of cast)
      for (const { table, line } of held)
        if (line.includes(voter)) expect(['decision_marks', 'notices']).toContain(table)
    // No time is finer than the vote itself.
    expect(
      await row(
        store().db,
        sql`select count(distinct voted_until)::int as n from decision_marks where decision_id = ${id}`,
      ),
    ).toEqual({ n: 1 })
    expect(
      await row(store().db, sql`select 1 from decision_sealed where decision_id = ${id}`),
    ).toBeUndefined()
    expect(await row(store().db, sql`select 1 from decision_keys where decision_id = ${id}`)).toBeUndefined()
  })

  it('cannot be opened with an earlier backup, not even with the secret of the house', async () => {
    const { id, cast } = await vote(12)
    const folder = await mkdtemp(path(tmpdir(), 'box-'))
    try {
      const file = path(folder, 'backup')
      await backup(store(), file)
      const kept = zstdDecompressSync(await readFile(file)).toString()
      await close()
      expect(kept).toContain('"table":"decision_sealed"')
      expect(kept).not.toContain('"table":"decision_keys"')
      for (const { code } of cast) expect(kept).not.toContain(code)
      // The locked ballots of the backup with everything that is there after the count: there is no key any more.
      expect(await keyOf(visitor(services), id)).toBeUndefined()
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('lies in the box locked and all of one length, whatever was chosen and however many options there are', async () => {
    const { id } = await vote(12, (n) => (n % 3 === 0 ? [null] : [n % 2]))
    const sealed = await rows<{ sealed: Uint8Array }>(
      store().db,
      sql`select sealed from decision_sealed where decision_id = ${id}`,
    )
    expect(new Set(sealed.map((each) => each.sealed.length)).size).toBe(1)
    const options = Array.from({ length: 20 }, (_, n) => ({ words: `Plan ${n}` }))
    const other = await ask(world, { form: 'closed', method: 'approval', options })
    await castBallot(
      world.founder,
      other,
      options.map(() => 1),
    )
    const [one] = await rows<{ sealed: Uint8Array }>(
      store().db,
      sql`select sealed from decision_sealed where decision_id = ${other}`,
    )
    expect(one!.sealed.length).toBe(sealed[0]!.sealed.length)
    // Somebody with the database, and not the secret of the house.
    const stranger = { ...visitor(services), services: { ...services, keys: keysFrom('another secret') } }
    await expect(keyOf(stranger, id)).rejects.toThrow()
    // Nobody moves a ballot to another box.
    const key = (await keyOf(visitor(services), id))!
    expect(() => openBallot(key, other, sealed[0]!.sealed)).toThrow()
  })

  it('tells only the result below ten ballots', async () => {
    const { id, grown } = await vote(9)
    await close()
    const decision = await decisionById(grown.founder, id)
    expect(decision).toMatchObject({
      state: 'decided',
      voices: 9,
      result: { verdict: 'rejected', steps: null },
    })
    expect(
      await row(store().db, sql`select 1 from decision_receipts where decision_id = ${id}`),
    ).toBeUndefined()
    await expect(recordOf(grown.founder, id)).rejects.toMatchObject({ code: 'tooFew' })
    const page = await (await (await site.signedIn(grown.founder.viewer.id)).get(`/besluit/${id}`)).text()
    expect(page).toContain('minder dan tien')
  })

  it('decides nothing below three ballots, and tells nothing of them', async () => {
    const { id, grown } = await vote(2, () => [1])
    const options = [{ words: 'Rood' }, { words: 'Geel' }]
    const other = await ask(grown, { form: 'closed', method: 'approval', options })
    await castBallot(grown.members[0]!, other, [0, 1])
    await close()
    expect(await decisionById(grown.founder, id)).toMatchObject({
      state: 'decided',
      voices: 2,
      result: { valid: false, verdict: 'rejected', tied: false, winners: [], steps: null },
    })
    expect(await decisionById(grown.founder, other)).toMatchObject({
      result: { valid: false, verdict: null, winners: [], steps: null },
    })
    await expect(recordOf(grown.founder, id)).rejects.toMatchObject({ code: 'tooFew' })
    const browser = await site.signedIn(grown.founder.viewer.id)
    for (const each of [id, other]) {
      const page = await (await browser.get(`/besluit/${each}`)).text()
      expect(page).toContain('Er is niets besloten')
      expect(page).toContain('minder dan drie mensen')
      expect(page).not.toContain('Gekozen:')
    }
    expect((await browser.get(`/besluit/${id}/besluit.pdf`)).status).toBe(200)
    expect(tableOf('nl', await decisionById(grown.founder, id)).steps.join(' ')).toContain(
      'minder dan drie mensen',
    )
    const three = await vote(3, () => [1])
    await close()
    expect(await decisionById(three.grown.founder, three.id)).toMatchObject({
      result: { verdict: 'adopted', steps: null },
    })
  })

  it('gives every ballot by its code from ten on, and counts to the same again', async () => {
    const { id, cast, grown } = await vote(10)
    await close()
    const record = await recordOf(grown.founder, id)
    expect(new Map(record.ballots.map(({ code, choice }) => [code, choice]))).toEqual(
      new Map(cast.map(({ code, choice }) => [code, choice])),
    )
    expect(JSON.stringify(record)).not.toContain('Buur')
    expect(recount(JSON.stringify(record))).toMatchObject({ ballots: 10 })
    const stranger = await newViewer(visitor(services))
    expect(await receiptsOf(stranger, await decisionById(stranger, id))).toEqual([])
    const page = await (
      await (await site.signedIn(stranger.viewer.id)).post(`/besluit/${id}/code`, { code: cast[0]!.code })
    ).text()
    expect(page).not.toContain(spaced(cast[0]!.code))
  })

  it('is held again when the box is lost, as after a backup was put back', async () => {
    const { id, grown } = await vote(10)
    await store().db.execute(sql`delete from decision_keys where decision_id = ${id}`)
    await expect(castBallot(grown.founder, id, [1])).rejects.toMatchObject({ code: 'boxLost' })
    await close()
    expect(await decisionById(grown.founder, id)).toMatchObject({ state: 'void', result: null })
    expect(
      await row(store().db, sql`select 1 from decision_sealed where decision_id = ${id}`),
    ).toBeUndefined()
  })

  it('is void when more ballots lie in the box than people voted', async () => {
    const { id, grown } = await vote(10)
    await store().db.execute(
      sql`insert into decision_sealed (id, decision_id, sealed) select gen_random_uuid(), decision_id, sealed from decision_sealed where decision_id = ${id} limit 1`,
    )
    await close()
    expect(await decisionById(grown.founder, id)).toMatchObject({ state: 'void' })
  })

  it('keeps the ballot of who leaves the house, without a name', async () => {
    const { id, cast, grown } = await vote(10)
    await store().db.execute(sql`delete from residents where id = ${cast[0]!.voter}`)
    await close()
    expect(await decisionById(grown.founder, id)).toMatchObject({
      state: 'decided',
      voices: 10,
      electorate: 11,
    })
  })
})

/** Every row of every table as text, also of the queues. */
async function linesOf(store: Store): Promise<{ table: string; line: string }[]> {
  const tables = await rows<{ name: string }>(
    store.db,
    sql`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'jobs') and tablename not in ('areas', 'concepts')`,
  )
  const found: { table: string; line: string }[] = []
  for (const { name } of tables) {
    const lines = await rows<{ line: string }>(store.db, sql`select t::text as line from ${sql.raw(name)} t`)
    found.push(...lines.map(({ line }) => ({ table: name.replace('public.', ''), line })))
  }
  return found
}

async function everythingIn(store: Store): Promise<string> {
  return (await linesOf(store)).map(({ line }) => line).join('\n')
}
