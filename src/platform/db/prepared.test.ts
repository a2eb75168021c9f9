import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PreparedGlite } from './prepared.ts'

describe('statements that are read once', () => {
  let prepared: PreparedGlite
  let plain: PGlite
  beforeAll(async () => {
    ;[prepared, plain] = [new PreparedGlite(), new PGlite()]
    await Promise.all([prepared.waitReady, plain.waitReady])
    for (const engine of [prepared, plain])
      await engine.exec('create table things (id int primary key, word text)')
  }, 30_000)
  afterAll(async () => {
    await Promise.all([prepared?.close(), plain?.close()])
  })

  it.each([
    [
      'numbers, words and gaps',
      'select $1::int + 1 as n, $2::text as t, $3::text as gap',
      [41, 'é\n\\', null],
    ],
    ['moments', 'select $1::timestamptz as at, $2::date as day', [new Date(0), '2026-05-16']],
    ['yes and no', 'select $1::boolean as yes, $2::boolean as no', [true, false]],
    ['bytes', 'select $1::bytea as bytes', [new Uint8Array([0, 1, 255])]],
    ['objects', 'select $1::jsonb as it, $2::json as other', [{ a: [1, null, 'x'] }, { b: {} }]],
    [
      'lists',
      'select $1::int[] as n, $2::text[] as t',
      [
        [1, 2],
        ['a,b', '"c"'],
      ],
    ],
    ['large numbers', 'select $1::bigint as n, $2::numeric as d', ['9007199254740993', '1.50']],
    ['nothing', 'select 1 as n where false', []],
    ['what is written', 'insert into things values (1, $1) on conflict do nothing returning id', ['x']],
  ])('answer as the engine itself does, the second time too: %s', async (_, text, params) => {
    for (let time = 0; time < 2; time++)
      expect(await prepared.query(text, params)).toEqual(await plain.query(text, params))
  })

  it('leave no trace of a question that was refused', async () => {
    for (let time = 0; time < 2; time++) {
      await expect(prepared.query('select nothing from nowhere')).rejects.toMatchObject({ code: '42P01' })
      await expect(prepared.query('select 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' })
      expect((await prepared.query('select 1 / $1::int as n', [1])).rows).toEqual([{ n: 1 }])
    }
  })

  it('go back with their transaction, and take part in the next', async () => {
    const write = 'insert into things (id, word) values ($1, $2)'
    const failed = prepared.transaction(async (tx) => {
      await tx.query(write, [10, 'first'])
      await tx.query(write, [10, 'twice'])
    })
    await expect(failed).rejects.toMatchObject({ code: '23505' })
    await prepared.transaction(async (tx) => {
      await tx.query(write, [11, 'kept'])
    })
    const { rows } = await prepared.query('select id, word from things where id >= 10')
    expect(rows).toEqual([{ id: 11, word: 'kept' }])
  })

  it('do not answer for a transaction that is over', async () => {
    let left: Parameters<Parameters<PreparedGlite['transaction']>[0]>[0] | undefined
    await prepared.transaction(async (tx) => {
      left = tx
    })
    await expect(left!.query('select 1')).rejects.toThrow('closed')
  })

  it('are read again when their table has changed', async () => {
    await prepared.exec('create table changing (a int); insert into changing values (1)')
    expect((await prepared.query('select * from changing')).rows).toEqual([{ a: 1 }])
    await prepared.exec("alter table changing add b text default 'new'")
    expect((await prepared.query('select * from changing')).rows).toEqual([{ a: 1, b: 'new' }])
  })

  it('are read again in the next transaction when their table has changed', async () => {
    await prepared.exec('create table turning (a int); insert into turning values (1)')
    const ask = () => prepared.transaction((tx) => tx.query('select * from turning'))
    expect((await ask()).rows).toEqual([{ a: 1 }])
    await prepared.exec("alter table turning add b text default 'new'")
    // The transaction itself is lost, as on any engine.
    await expect(ask()).rejects.toMatchObject({ code: '0A000' })
    expect((await ask()).rows).toEqual([{ a: 1, b: 'new' }])
  })

  it('go back to a savepoint', async () => {
    const db = drizzle(prepared)
    await db.transaction(async (tx) => {
      await tx.execute(sql`insert into things (id, word) values (20, 'kept')`)
      const inner = tx.transaction(async (deeper) => {
        await deeper.execute(sql`insert into things (id, word) values (21, 'lost')`)
        await deeper.execute(sql`insert into things (id, word) values (20, 'twice')`)
      })
      await expect(inner).rejects.toThrow()
      await tx.execute(sql`insert into things (id, word) values (22, 'kept')`)
    })
    const { rows } = await prepared.query('select id from things where id >= 20 order by id')
    expect(rows).toEqual([{ id: 20 }, { id: 22 }])
  })

  it('are forgotten when there are too many, the one used longest ago first', async () => {
    const often = 'select word from things where id = $1 and 1 = 1'
    for (let n = 0; n < 700; n++) {
      expect((await prepared.query(`select ${n} as n`)).rows).toEqual([{ n }])
      await prepared.query(often, [11])
    }
    const { rows } = await prepared.query<{ n: number; often: number; first: number }>(
      `select count(*)::int as n, count(*) filter (where statement = $1)::int as often,
         count(*) filter (where statement = 'select 0 as n')::int as first from pg_prepared_statements`,
      [often],
    )
    expect(rows[0]).toMatchObject({ often: 1, first: 0 })
    expect(rows[0]!.n).toBeLessThanOrEqual(600)
    expect((await prepared.query('select 0 as n')).rows).toEqual([{ n: 0 }])
  })

  it('leave a turn to everybody else while many wait', async () => {
    let answered = 0
    const slow = 'select count(*)::int as n from generate_series(1, 20000) where generate_series <> $1::int'
    const all = Array.from({ length: 100 }, async (_, n) => {
      await prepared.query(slow, [n])
      answered += 1
    })
    const letIn = await new Promise<number>((resolve) => setImmediate(() => resolve(answered)))
    expect(letIn).toBeLessThan(50)
    await Promise.all(all)
    expect(answered).toBe(100)
  })
})
