import { sql } from 'drizzle-orm'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { as, newResident, newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { onEachEngine, openTestStore } from '../../../tests/support/store.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row, rows, type Store } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { foundCommunity } from '../communities/index.ts'
import { appointSteward, stewardTasks } from '../residents/index.ts'
import { appendWaiting, RegisterStuck, signAnew, tendRegister } from './append.ts'
import { commitmentTo } from './leaf.ts'
import { entriesBefore, knownKeys, latestCheckpoint } from './queries.ts'
import { record } from './record.ts'
import { act, dumped } from './test-support.ts'
import { verifyLog } from './verify.ts'

const seed = (words: string) => Buffer.alloc(32, words).toString('base64')

/** A context whose register is signed by these keys. */
function signedBy(ctx: Context, ...keys: string[]): Context {
  const config = { ...ctx.services.config, registerKey: keys.map(seed).join(',') }
  return { ...ctx, services: { ...ctx.services, config } }
}

/** Somebody with all rights on the database, who switches the triggers off. */
async function asSuperuser(store: Store, table: string, statement: string): Promise<void> {
  await store.runScript(
    `alter table ${table} disable trigger user; ${statement}; alter table ${table} enable trigger user;`,
  )
}

onEachEngine('the register', (store, engine) => {
  test('records an act once, however often its job runs, and appends it once', async () => {
    const ctx = visitor(testServices(store()))
    const one = { kind: 'test.once', key: newId(), about: { n: 1 }, at: ctx.now() }
    await record(ctx, one)
    await record(ctx, one)
    await Promise.all([record(ctx, one), record(ctx, one), appendWaiting(ctx), appendWaiting(ctx)])
    await record(ctx, one)
    await appendWaiting(ctx)
    const { size } = (await latestCheckpoint(ctx))!
    const entries = await entriesBefore(ctx, { limit: 100 })
    expect(entries.filter(({ told }) => told?.kind === 'test.once')).toHaveLength(1)
    expect(entries).toHaveLength(size)
    expect(await appendWaiting(ctx)).toBe(0)
  })

  test('stands in the order in which it was recorded', async () => {
    const ctx = visitor(testServices(store()))
    await act(ctx, 120, 9000)
    const entries = await entriesBefore(ctx, { limit: 120 })
    expect(entries.map(({ told }) => told!.about['n'])).toEqual(
      Array.from({ length: 120 }, (_, i) => 9119 - i),
    )
  })

  test('forgets what was recorded by an act that failed', async () => {
    const ctx = visitor(testServices(store()))
    const failed = transact(ctx, async (ctx) => {
      await record(ctx, { kind: 'test.failed', key: '1', about: {}, at: ctx.now() })
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    await appendWaiting(ctx)
    expect(await row(ctx.db, sql`select 1 from register_acts where kind = 'test.failed'`)).toBeUndefined()
  })

  test('keeps one order when many append at once, without a gap', async () => {
    const ctx = visitor(testServices(store()))
    const before = (await latestCheckpoint(ctx))?.size ?? 0
    await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        await transact(ctx, (ctx) =>
          record(ctx, { kind: 'test.crowd', key: `${engine} ${n % 30}`, about: { n }, at: ctx.now() }),
        )
        await appendWaiting(ctx)
      }),
    )
    const { size } = (await latestCheckpoint(ctx))!
    expect(size).toBe(before + 30)
    const folder = await dumped(ctx)
    await expect(verifyLog(folder)).resolves.toMatchObject({ size })
  })

  test('lets no row of the log be changed, taken out or emptied', async () => {
    const ctx = visitor(testServices(store()))
    await act(ctx, 2, 5000)
    for (const table of ['register_entries', 'register_nodes', 'register_checkpoints', 'register_keys'])
      for (const statement of [
        `delete from ${table}`,
        `truncate ${table}`,
        `update ${table} set ${table === 'register_entries' ? 'leaf = leaf' : table === 'register_nodes' ? 'hash = hash' : table === 'register_keys' ? 'since = since' : 'note = note'}`,
      ])
        await expect(ctx.db.execute(sql.raw(statement)), statement).rejects.toThrow()
  })

  test('holds of an act that is not for everybody a day and a commitment, and no more', async () => {
    const services = testServices(store())
    const ctx = visitor(services)
    const [noor, kees] = [await newViewer(ctx, { name: 'Noor' }), await newViewer(ctx, { name: 'Kees' })]
    const key = newId()
    const entry = { kind: 'test.own', key, about: { what: 'zilveren-eekhoorn' }, at: ctx.now() }
    await record(ctx, { ...entry, sealed: { residentId: noor.viewer.id } })
    await appendWaiting(ctx)
    const read = async (who: Context) => (await entriesBefore(who, { limit: 1 }))[0]!
    const seen = await read(noor)
    expect(JSON.parse(Buffer.from(seen.leaf).toString())).toEqual({
      v: 1,
      at: '2026-05-14',
      sealed: commitmentTo(seen.opening!.salt, seen.opening!.text),
    })
    // Of a resident's act not even the words say the hour.
    expect(seen.told).toEqual({
      v: 1,
      kind: 'test.own',
      about: { what: 'zilveren-eekhoorn' },
      at: '2026-05-14',
    })
    const stewardId = await newResident(ctx, { level: 'assured' })
    for (const task of stewardTasks) await appointSteward(ctx, stewardId, task)
    for (const other of [ctx, kees, await as(ctx, stewardId)]) {
      const { told, opening } = await read(other)
      expect({ told, opening }).toEqual({ told: undefined, opening: undefined })
    }
    // Two of the same are not the same in the log: nobody can try out what it could be.
    await record(ctx, { ...entry, key: newId(), sealed: { residentId: noor.viewer.id } })
    await appendWaiting(ctx)
    expect(Buffer.from((await read(ctx)).leaf).equals(seen.leaf)).toBe(false)
  })

  test('loses the link for good when a resident is erased, and still verifies', async () => {
    const ctx = visitor(testServices(store()))
    const { id } = (await newViewer(ctx, { name: 'Quispel' })).viewer
    const sealed = { residentId: id }
    await record(ctx, { kind: 'test.erased', key: newId(), about: { n: 1 }, at: ctx.now(), sealed })
    await appendWaiting(ctx)
    await record(ctx, { kind: 'test.erased', key: newId(), about: { n: 2 }, at: ctx.now(), sealed })
    const { size } = (await latestCheckpoint(ctx))!
    await ctx.db.execute(sql`delete from residents where id = ${id}`)
    // What waited is not appended any more; of what was, only the leaf is left.
    expect(await appendWaiting(ctx)).toBe(0)
    expect(await rows(ctx.db, sql`select 1 from register_openings where resident_id = ${id}`)).toEqual([])
    expect(await rows(ctx.db, sql`select 1 from register_acts where kind = 'test.erased'`)).toEqual([])
    await expect(verifyLog(await dumped(ctx))).resolves.toMatchObject({ size })
  })

  test('publishes nothing of a community that is not open to everybody', async () => {
    const ctx = visitor(testServices(store()))
    const noor = await newViewer(ctx, { name: 'Noor' })
    const { id } = await foundCommunity(noor, {
      name: 'Wezelvlinder',
      purpose: '',
      access: 'besloten',
      areaIds: [],
      conceptIds: [],
    })
    const about = { community: 'wezelvlinder', question: 'Wezelvlinder?' }
    await record(ctx, { kind: 'test.closed', key: id, about, at: ctx.now(), sealed: { communityId: id } })
    await appendWaiting(ctx)
    const folder = await dumped(ctx)
    const { size } = (await latestCheckpoint(ctx))!
    const everything = ['checkpoint', 'keys', `tile/entries/000.p/${size}`, `tile/0/000.p/${size}`].map(
      (path) => readFileSync(join(folder, path)).toString('latin1').toLowerCase(),
    )
    for (const text of everything) {
      expect(text).not.toContain('wezelvlinder')
      expect(text).not.toContain('test.closed')
      expect(text).not.toContain(id)
    }
    expect((await entriesBefore(noor, { limit: 1 }))[0]!.told!.about).toEqual(about)
    expect((await entriesBefore(ctx, { limit: 1 }))[0]!.told).toBeUndefined()
    await ctx.db.execute(sql`delete from register_openings where community_id = ${id}`)
    expect(await rows(ctx.db, sql`select 1 from register_acts where key = ${id}`)).toEqual([])
    await expect(verifyLog(await dumped(ctx))).resolves.toMatchObject({ size })
  })
})

onEachEngine('the keys of the register', (_, engine) => {
  test('take over from each other with both signatures, and old ones stay', async () => {
    const store = await openTestStore(engine)
    try {
      const ctx = visitor(testServices(store))
      await act(signedBy(ctx, 'first'), 3)
      const [first] = await knownKeys(ctx)
      // Another key without the one that signed last: what is recorded waits.
      await expect(act(signedBy(ctx, 'second'), 1, 3)).rejects.toThrow(RegisterStuck)
      expect((await latestCheckpoint(ctx))!.size).toBe(3)
      await signAnew(signedBy(ctx, 'second', 'first'))
      const both = await knownKeys(ctx)
      expect(both.map(({ fromSize }) => fromSize)).toEqual([3, 3])
      expect(await appendWaiting(signedBy(ctx, 'second', 'first'))).toBe(1)
      // Who believes the old key still does, and the new one alone goes on from here.
      for (const { verifier } of both)
        await expect(verifyLog(await dumped(ctx), { keys: [verifier] })).resolves.toMatchObject({ size: 4 })
      await act(signedBy(ctx, 'second'), 1, 4)
      await expect(verifyLog(await dumped(ctx), { keys: [first!.verifier] })).rejects.toThrow('not signed')
      await expect(verifyLog(await dumped(ctx), { keys: [both[0]!.verifier] })).resolves.toMatchObject({
        size: 5,
      })
      // The last one got lost: only on purpose.
      await expect(signAnew(signedBy(ctx, 'third'))).rejects.toThrow('not at hand')
      await signAnew(signedBy(ctx, 'third'), { lost: true })
      await act(signedBy(ctx, 'third'), 1, 5)
      expect(await knownKeys(ctx)).toHaveLength(3)
      await expect(verifyLog(await dumped(ctx))).resolves.toMatchObject({ size: 6 })
    } finally {
      await store.close()
    }
  })

  test('sign nothing while the tables are not what was signed', async () => {
    const store = await openTestStore(engine)
    try {
      const ctx = visitor(testServices(store))
      await act(ctx, 5)
      await asSuperuser(store, 'register_entries', 'delete from register_entries where place = 4')
      await expect(act(ctx, 1, 5)).rejects.toThrow(RegisterStuck)
      await asSuperuser(store, 'register_entries', `insert into register_entries values (4, '{}')`)
      await asSuperuser(
        store,
        'register_nodes',
        `update register_nodes set hash = decode(repeat('00', 32), 'hex') where level = 2 and place = 0`,
      )
      const said: object[] = []
      const log = { error: (what: object) => said.push(what) } as never
      const heard = { ...ctx, services: { ...ctx.services, log } }
      await expect(tendRegister(heard)).rejects.toThrow(/not what the last checkpoint signed/)
      expect(said).toEqual([{ problem: expect.stringContaining('nothing is appended') as string }])
    } finally {
      await store.close()
    }
  })
})
