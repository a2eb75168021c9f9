import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { testServices, visitor } from '../../tests/support/people.ts'
import { onEachEngine } from '../../tests/support/store.ts'
import { transact } from './context.ts'
import { rows } from './db/store.ts'

onEachEngine('transactions', (store, engine) => {
  it('that wait for each other both happen, once each', async () => {
    const ctx = visitor(testServices(store()))
    await store().runScript('create table marbles (id int primary key, moved int not null default 0)')
    await store().runScript('insert into marbles (id) values (1), (2)')
    let tries = 0
    let arrived = 0
    let letGo = () => {}
    const both = new Promise<void>((resolve) => (letGo = resolve))
    const moveBoth = (first: number, second: number) =>
      transact(ctx, async ({ db }) => {
        tries += 1
        await db.execute(sql`update marbles set moved = moved + 1 where id = ${first}`)
        // On the first try each waits until the other holds its marble; the embedded store lets one in at a time.
        arrived += 1
        if (arrived === 2 || engine === 'embedded') letGo()
        await both
        await db.execute(sql`update marbles set moved = moved + 1 where id = ${second}`)
      })
    await Promise.all([moveBoth(1, 2), moveBoth(2, 1)])
    expect(await rows(ctx.db, sql`select moved from marbles order by id`)).toEqual([
      { moved: 2 },
      { moved: 2 },
    ])
    expect(tries).toBe(engine === 'embedded' ? 2 : 3)
  })

  it('that fail for another reason are not tried again', async () => {
    const ctx = visitor(testServices(store()))
    let tries = 0
    const failing = transact(ctx, async () => {
      tries += 1
      throw new Error('not now')
    })
    await expect(failing).rejects.toThrow('not now')
    expect(tries).toBe(1)
  })
})
