import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testServices, visitor, type TestServices } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { after, day } from '../../platform/clock.ts'
import { Conflict } from '../../platform/errors.ts'
import { noticesOf } from '../residents/index.ts'
import { castBallot } from './actions/cast.ts'
import { amendDecision, withdrawDecision } from './actions/change.ts'
import { tendDecisions } from './actions/tend.ts'
import { decisionById } from './decision.ts'
import { ask, newWorld, type World } from './test-support.ts'

onEachEngine('decisions step by step', (store) => {
  let services: TestServices
  let site: Site
  let world: World
  beforeAll(() => {
    services = testServices(store())
    site = new Site(services)
  })
  beforeEach(async () => {
    await store().db.execute(sql`delete from limits`)
    world = await newWorld(services)
  })
  const over = () => services.pass(8 * day)
  const tend = () => tendDecisions(visitor(services))
  const kindsOf = async (who: World['founder']) => (await noticesOf(who)).map(({ kind }) => kind)

  describe('no objection', () => {
    it('goes ahead when nobody objects', async () => {
      const id = await ask(world, { method: 'consent', question: 'Straatbarbecue op de stoep?' })
      for (const who of [world.founder, ...world.members]) await castBallot(who, id, [1])
      over()
      await tend()
      expect(await decisionById(world.founder, id)).toMatchObject({ result: { verdict: 'adopted' } })
    })

    it('asks a reason, then one amendment, and then the majority decides', async () => {
      const id = await ask(world, { method: 'consent' })
      await expect(castBallot(world.members[0]!, id, [0], ' ')).rejects.toMatchObject({
        fields: { reason: 'reasonMissing' },
      })
      const running = await (
        await (await site.signedIn(world.founder.viewer.id)).get(`/besluit/${id}`)
      ).text()
      expect(running).toContain('Na het sluiten kun je je plan hier één keer aanpassen.')
      await castBallot(world.members[0]!, id, [0], 'Het is te laat')
      await castBallot(world.members[1]!, id, [1])
      over()
      await tend()
      expect(await decisionById(world.founder, id)).toMatchObject({ state: 'amending', result: null })
      await site.deliver()
      expect(await kindsOf(world.founder)).toContain('decision.amending')
      const amended = {
        question: 'Tot tien uur?',
        explanation: '',
        why: 'Vroeger klaar',
        closes: after(services.clock.now(), day),
      }
      await expect(amendDecision(world.members[1]!, id, amended)).rejects.toMatchObject({
        code: 'openerOnly',
      })
      await expect(
        amendDecision(world.founder, id, { ...amended, closes: after(services.clock.now(), 1000) }),
      ).rejects.toMatchObject({ fields: { closes: 'closesSoon' } })
      const page = await (await (await site.signedIn(world.founder.viewer.id)).get(`/besluit/${id}`)).text()
      expect(page).toMatch(/Pas het plan aan, voor .*<\/p>[^]*>Pas aan</)
      await amendDecision(world.founder, id, amended)
      await expect(amendDecision(world.founder, id, amended)).rejects.toThrow(Conflict)
      await site.deliver()
      expect(await kindsOf(world.members[0]!)).toContain('decision.amended')
      await castBallot(world.members[0]!, id, [0], 'Nog steeds te laat')
      await castBallot(world.members[1]!, id, [1])
      await castBallot(world.members[2]!, id, [1])
      services.pass(2 * day)
      await tend()
      expect(await decisionById(world.founder, id)).toMatchObject({
        state: 'decided',
        round: 2,
        result: { verdict: 'adopted', steps: { byMajority: true } },
      })
    })

    it('ends without an amendment after two weeks', async () => {
      const id = await ask(world, { method: 'consent' })
      await castBallot(world.members[0]!, id, [0], 'Nee')
      over()
      await tend()
      services.pass(15 * day)
      await tend()
      expect(await decisionById(world.founder, id)).toMatchObject({
        state: 'decided',
        result: { verdict: 'rejected' },
      })
    })

    it('is for at most fifty', async () => {
      await store().db.execute(
        sql`with more as (insert into residents (id, display_name, level, joined) select gen_random_uuid(), 'Buur', 'verified', ${services.clock.now().toISOString()} from generate_series(1, 60) returning id)
            insert into memberships (id, community_id, resident_id, joined) select gen_random_uuid(), ${world.communityId}, id, ${services.clock.now().toISOString()} from more`,
      )
      await expect(ask(world, { method: 'consent' })).rejects.toMatchObject({
        fields: { form: 'consentMany' },
      })
    })
  })

  describe('taking it back', () => {
    it('is for who opened it, before anybody voted', async () => {
      const id = await ask(world)
      await expect(withdrawDecision(world.members[0]!, id, 'Nee')).rejects.toMatchObject({
        code: 'openerOnly',
      })
      await castBallot(world.members[0]!, id, [1])
      await expect(withdrawDecision(world.founder, id, 'Toch niet')).rejects.toMatchObject({
        code: 'votedFirst',
      })
      const other = await ask(world)
      await withdrawDecision(world.founder, other, 'Toch niet')
      await expect(castBallot(world.members[0]!, other, [1])).rejects.toMatchObject({ code: 'votingOver' })
    })
  })
})
