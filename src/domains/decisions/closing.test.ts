import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { testServices, visitor } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { after, systemClock } from '../../platform/clock.ts'
import { row } from '../../platform/db/store.ts'
import { castBallot } from './actions/cast.ts'
import { tendDecisions } from './actions/tend.ts'
import { decisionById } from './decision.ts'
import { ask, newWorld } from './test-support.ts'

onEachEngine('closing while many vote', (store) => {
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
      const closes = after(systemClock.now(), 900)
      const id = await ask({ ...world, founder: live(world.founder) }, { form, closes })
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
