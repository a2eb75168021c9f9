import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterEach, expect, it } from 'vitest'
import { testServices } from '../../tests/support/people.ts'
import { onEachEngine } from '../../tests/support/store.ts'
import { systemContext, transact } from './context.ts'
import { row, rows } from './db/store.ts'
import { startJobs, type Jobs } from './jobs.ts'
import { on, publish } from './outbox.ts'

onEachEngine('facts', (store) => {
  let jobs: Jobs | undefined
  afterEach(async () => {
    await jobs?.stop()
    jobs = undefined
  })
  const inOutbox = async () =>
    (await row<{ count: number }>(store().db, sql`select count(*)::int as count from outbox`))!.count

  it('commit with the state they describe, or not at all', async () => {
    const ctx = systemContext(testServices(store()))
    await transact(ctx, (ctx) => publish(ctx, 'test.kept', { n: 1 }))
    await expect(
      transact(ctx, async (ctx) => {
        await publish(ctx, 'test.lost', { n: 2 })
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await inOutbox()).toBe(1)
    await store().db.execute(sql`delete from outbox`)
  })

  it('reach every subscriber, also when the program stopped in between', async () => {
    const services = testServices(store())
    const ctx = systemContext(services)
    // Written while no worker is running.
    await transact(ctx, (ctx) => publish(ctx, 'test.happened', { n: 7 }))
    const heard: string[] = []
    jobs = await startJobs(services, [
      on<{ n: number }>('test.happened', 'test-first', async (_, { n }) => void heard.push(`first ${n}`)),
      on<{ n: number }>('test.happened', 'test-second', async (_, { n }) => void heard.push(`second ${n}`)),
      on('test.other', 'test-other', async () => void heard.push('other')),
    ])
    await expect.poll(() => heard.toSorted(), { timeout: 10_000 }).toEqual(['first 7', 'second 7'])
    expect(await inOutbox()).toBe(0)
    // And at once when somebody publishes while it runs.
    await transact(ctx, (ctx) => publish(ctx, 'test.happened', { n: 8 }))
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(4)
  })

  it('come many at a time, and one that fails does not make the others happen twice', async () => {
    const services = testServices(store())
    const heard: number[] = []
    const ctx = systemContext(services)
    const all = Array.from({ length: 50 }, (_, n) => n)
    await transact(ctx, async (ctx) => {
      for (const n of all) await publish(ctx, 'test.many', { n })
    })
    jobs = await startJobs(services, [
      on<{ n: number }>('test.many', 'test-many', async (_, { n }) => {
        heard.push(n)
        if (n === 3 && heard.filter((each) => each === 3).length === 1) throw new Error('not now')
      }),
    ])
    await expect.poll(() => new Set(heard).size, { timeout: 15_000 }).toBe(50)
    await expect.poll(() => heard.length, { timeout: 25_000 }).toBe(51)
    expect(heard.toSorted((a, b) => a - b)).toEqual([...all, 3].toSorted((a, b) => a - b))
  })

  it('leave nothing of anybody in what is kept of a job that failed', async () => {
    const services = testServices(store())
    const ctx = systemContext(services)
    const name = 'Zwaantje Quispel-Ottenhof'
    const mail = 'zwaantje.quispel@voorbeeld.invalid'
    const lines: string[] = []
    const log = pino({ base: null }, { write: (line: string) => void lines.push(line) })
    let tries = 0
    jobs = await startJobs({ ...services, log }, [
      // A query that fails quotes its values, a constraint quotes the row, a mail server the address.
      on('test.query', 'test-query', async (ctx) => {
        tries += 1
        await ctx.db.execute(sql`insert into residents (id, display_name) values (${name}, ${mail})`)
      }),
      on('test.constraint', 'test-constraint', async (ctx) => {
        tries += 1
        await ctx.db.execute(
          sql`insert into residents (id, display_name, level, joined) values (gen_random_uuid(), ${name}, ${mail}, now())`,
        )
      }),
      on('test.mail', 'test-mail', async () => {
        tries += 1
        throw Object.assign(new Error(`550 no such user ${mail}`), { responseCode: 550, code: 'EENVELOPE' })
      }),
    ])
    await transact(ctx, async (ctx) => {
      for (const kind of ['test.query', 'test.constraint', 'test.mail']) await publish(ctx, kind, {})
    })
    await expect.poll(() => tries, { timeout: 20_000 }).toBeGreaterThanOrEqual(3)
    const failed = () =>
      rows<{ name: string; output: string }>(
        store().db,
        sql`select name, output::text as output from jobs.job
            where name in ('test-query', 'test-constraint', 'test-mail') and output is not null`,
      )
    await expect.poll(async () => (await failed()).length, { timeout: 20_000 }).toBe(3)
    const kept = await rows<{ text: string }>(store().db, sql`select j::text as text from jobs.job j`)
    for (const text of [...kept.map((each) => each.text), ...lines]) {
      expect(text).not.toContain('Quispel')
      expect(text).not.toContain('quispel')
    }
    // What went wrong can still be seen.
    const outputs = Object.fromEntries((await failed()).map((each) => [each.name, each.output]))
    expect(outputs['test-query']).toContain('database error 22P02')
    expect(outputs['test-constraint']).toMatch(/database error 23\d{3}/)
    expect(outputs['test-mail']).toContain('mail error EENVELOPE')
  })

  it('that come back by the clock leave nothing of anybody either', async () => {
    const services = testServices(store())
    const mail = 'zwaantje.quispel@voorbeeld.invalid'
    let runs = 0
    jobs = await startJobs(
      services,
      [],
      [
        {
          name: 'test-recurring',
          cron: '0 0 1 1 *',
          async handle(ctx) {
            runs += 1
            await ctx.db.execute(sql`insert into residents (id, display_name) values (${mail}, ${mail})`)
          },
        },
      ],
    )
    await store().db.execute(sql`insert into jobs.job (name, data) values ('test-recurring', '{}')`)
    await expect.poll(() => runs, { timeout: 60_000, interval: 500 }).toBeGreaterThanOrEqual(1)
    const output = () =>
      row<{ output: string }>(
        store().db,
        sql`select output::text as output from jobs.job where name = 'test-recurring' and output is not null`,
      )
    await expect
      .poll(async () => (await output())?.output, { timeout: 20_000 })
      .toContain('database error 22P02')
    expect((await output())?.output).not.toContain('quispel')
  }, 90_000)

  it('are tried again when a subscriber fails', async () => {
    const services = testServices(store())
    let tries = 0
    jobs = await startJobs(services, [
      on('test.fragile', 'test-fragile', async () => {
        tries += 1
        if (tries === 1) throw new Error('not now')
      }),
    ])
    await transact(systemContext(services), (ctx) => publish(ctx, 'test.fragile', {}))
    await expect.poll(() => tries, { timeout: 25_000, interval: 200 }).toBe(2)
  })
})
