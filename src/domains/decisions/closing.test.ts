import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { testServices, visitor } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { after, day, systemClock } from '../../platform/clock.ts'
import { row } from '../../platform/db/store.ts'
import { castBallot } from './actions/cast.ts'
import { closeDecision } from './actions/close.ts'
import { tendDecisions } from './actions/tend.ts'
import { decisionById } from './decision.ts'
import { ask, newWorld } from './test-support.ts'

onEachEngine('closing while many vote', (store, engine) => {
  it.runIf(engine === 'postgres')('happens wholly or not at all when the count is cut off', async () => {
    const services = testServices(store())
    const world = await newWorld(services, { members: 12 })
    const id = await ask(world, { form: 'closed' })
    for (const who of world.members) await castBallot(who, id, [1])
    services.pass(8 * day)
    await store()
      .runScript(`create function linger() returns trigger language plpgsql as $$ begin perform pg_sleep(20); return new; end $$;
      create trigger linger before update of result on decisions for each row when (new.id = '${id}') execute function linger();`)
    const counting = closeDecision(visitor(services), id).then(
      () => 'done',
      () => 'killed',
    )
    await expect
      .poll(() =>
        row(
          store().db,
          sql`select pg_cancel_backend(pid) as killed from pg_stat_activity
              where wait_event = 'PgSleep' and datname = current_database()`,
        ),
      )
      .toMatchObject({ killed: true })
    expect(await counting).toBe('killed')
    await store().runScript('drop trigger linger on decisions; drop function linger();')
    const left = sql`select (select count(*)::int from decision_sealed where decision_id = ${id}) as sealed,
      (select count(*)::int from decision_receipts where decision_id = ${id}) as receipts,
      (select count(*)::int from decision_keys where decision_id = ${id}) as keys`
    expect(await row(store().db, left)).toEqual({ sealed: 12, receipts: 0, keys: 1 })
    await tendDecisions(visitor(services))
    expect(await row(store().db, left)).toEqual({ sealed: 0, receipts: 12, keys: 0 })
    expect(await decisionById(world.founder, id)).toMatchObject({ state: 'decided', voices: 12 })
  })

  it.each(['open', 'closed'] as const)(
    'counts every ballot that was taken, and takes none after the count began (%s)',
    async (form) => {
      const prepared = testServices(store(), systemClock.now())
      const world = await newWorld(prepared, { members: 40 })
      // From here on by the real clock: that of the database decides.
      const services = { ...prepared, clock: systemClock }
      const live = <T extends { services: unknown; now: () => Date }>(ctx: T): T => ({
        ...ctx,
        services,
        now: () => systemClock.now(),
      })
      // The community was founded a moment ahead, by a clock that ran on.
      await store().db.execute(
        sql`update memberships set joined = joined - interval '1 hour' where community_id = ${world.communityId}`,
      )
      const id = await ask({ ...world, founder: live(world.founder) }, { form })
      await store().db.execute(
        sql`update decisions set closes = ${after(systemClock.now(), 900).toISOString()} where id = ${id}`,
      )
      const taken: boolean[] = []
      let counted = 0
      const counting = (async () => {
        while (
          (await row<{ state: string }>(store().db, sql`select state from decisions where id = ${id}`))
            ?.state === 'open'
        ) {
          await tendDecisions(visitor(services))
          counted++
        }
      })()
      for (const [n, who] of world.members.entries()) {
        if (n % 4 === 0) await new Promise((resolve) => setTimeout(resolve, 100))
        taken.push(false)
        void castBallot(live(who), id, [1]).then(
          () => (taken[n] = true),
          () => {},
        )
      }
      await counting
      await new Promise((resolve) => setTimeout(resolve, 300))
      const voices = taken.filter(Boolean).length
      expect(counted).toBeGreaterThan(0)
      expect(voices).toBeGreaterThan(0)
      expect(voices).toBeLessThan(40)
      expect(await decisionById(world.founder, id)).toMatchObject({ state: 'decided', voices })
    },
    30_000,
  )
})
