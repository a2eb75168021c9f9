import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  as,
  newTown,
  newViewer,
  testServices,
  visitor,
  type TestServices,
} from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { after, day, hour } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Invalid, NotAllowed, NotFound, SignInNeeded } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { join, leave } from '../communities/index.ts'
import { noticesOf, setLevel } from '../residents/index.ts'
import { castBallot } from './actions/cast.ts'
import { closeDecision } from './actions/close.ts'
import { openDecision, shortestOpen } from './actions/open.ts'
import { tendDecisions } from './actions/tend.ts'
import { decisionById } from './decision.ts'
import { namedBallots, recordOf, waitingFor } from './queries/about.ts'
import { recount } from './record.ts'
import { searchable } from './searchable.ts'
import { ask, newWorld, type World } from './test-support.ts'

onEachEngine('decisions', (store) => {
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

  describe('what was said beforehand', () => {
    it('stays: form, method and who is asked never change, the words not from the first ballot on', async () => {
      const id = await ask(world, { method: 'approval', options: [{ words: 'A' }, { words: 'B' }] })
      const change = (words: string) =>
        store().db.execute(sql.raw(`update decisions set ${words} where id = '${id}'`))
      await expect(change(`form = 'closed'`)).rejects.toThrow()
      await expect(change(`method = 'score'`)).rejects.toThrow()
      await expect(change(`quorum = 10`)).rejects.toThrow()
      await change(`question = 'Anders?'`)
      await castBallot(world.founder, id, [1, 0])
      await expect(change(`question = 'Weer anders?'`)).rejects.toThrow()
      await expect(change(`closes = closes + interval '1 day'`)).rejects.toThrow()
      await expect(
        store().db.execute(sql`update decision_options set words = 'C' where decision_id = ${id}`),
      ).rejects.toThrow()
    })
  })

  describe('a ballot in the open form', () => {
    it('is one for each person, changed as often as they like until closing', async () => {
      const id = await ask(world)
      const [one, two] = world.members as [World['founder'], World['founder']]
      await castBallot(one, id, [1])
      await castBallot(one, id, [0])
      await Promise.all([castBallot(two, id, [1]), castBallot(two, id, [1]), castBallot(two, id, [1])])
      const ballots = await namedBallots(
        await as(visitor(services), one.viewer.id),
        await decisionById(one, id),
      )
      expect(ballots.map(({ name, choice }) => [name, choice]).toSorted()).toEqual([
        ['Buur 1', [0]],
        ['Buur 2', [1]],
      ])
    })

    it('is refused to who does not vote here, and to a choice that is none', async () => {
      const id = await ask(world)
      await expect(castBallot(visitor(services), id, [1])).rejects.toThrow(SignInNeeded)
      const stranger = await newViewer(visitor(services))
      await expect(castBallot(stranger, id, [1])).rejects.toMatchObject({ code: 'votersOnly' })
      services.pass(1)
      await join(stranger, world.communityId)
      await expect(castBallot(stranger, id, [1])).rejects.toMatchObject({ code: 'voterLate' })
      const steward = await newViewer(visitor(services), { level: 'assured' })
      await store().db.execute(
        sql`insert into stewards (resident_id, task, granted) values (${steward.viewer.id}, 'moderation', ${services.clock.now().toISOString()})`,
      )
      await expect(castBallot(await as(visitor(services), steward.viewer.id), id, [1])).rejects.toMatchObject(
        { code: 'votersOnly' },
      )
      for (const choice of [[], [2], [1, 1], ['1'], [0.5]])
        await expect(castBallot(world.founder, id, choice as never)).rejects.toThrow(Invalid)
      const helped = {
        ...world.founder,
        viewer: { ...world.founder.viewer, helper: { id: newId(), displayName: 'Hulp', may: [] } },
      }
      await expect(castBallot(helped, id, [1])).rejects.toMatchObject({ code: 'helperMayNot' })
      await expect(castBallot(world.founder, newId(), [1])).rejects.toThrow(NotFound)
    })

    it('names nobody to who does not vote here', async () => {
      const id = await ask(world)
      await castBallot(world.founder, id, [1])
      const stranger = await newViewer(visitor(services))
      expect(await namedBallots(stranger, await decisionById(stranger, id))).toEqual([])
      const browser = await site.signedIn(stranger.viewer.id)
      const page = await browser.get(`/besluit/${id}`)
      expect(page.status).toBe(200)
      expect(await page.text()).not.toContain('Noor')
      await expect(recordOf(stranger, id)).rejects.toThrow(NotAllowed)
    })

    it('names nobody to who came later, and gives them no file', async () => {
      const id = await ask(world)
      await castBallot(world.members[0]!, id, [1])
      over()
      await tend()
      const late = await newViewer(visitor(services))
      await join(late, world.communityId)
      expect((await decisionById(late, id)).standing).toBe('late')
      const browser = await site.signedIn(late.viewer.id)
      expect(await (await browser.get(`/besluit/${id}`)).text()).not.toContain('Buur 1')
      expect((await browser.get(`/besluit/${id}/stemmen.json`)).status).toBe(403)
      await expect(recordOf(late, id)).rejects.toMatchObject({ code: 'votersOnly' })
    })

    it('in an area is for who lived there and was known well enough when it began', async () => {
      const town = await newTown(visitor(services))
      const here = (level: 'verified' | 'assured') =>
        newViewer(visitor(services), { level, place: town.home })
      const [opener, there, later, moved] = [
        await here('assured'),
        await here('assured'),
        await here('verified'),
        await here('assured'),
      ]
      const id = await openDecision(opener, {
        areaId: town.buurt,
        method: 'majority',
        form: 'open',
        question: 'Een bank?',
        closes: after(services.clock.now(), 7 * day),
      })
      services.pass(day)
      const came = await here('assured')
      await setLevel(visitor(services), later.viewer.id, 'assured', 'test')
      await store().db.execute(
        sql`insert into moves (resident_id, moved) values (${moved.viewer.id}, ${services.clock.now().toISOString()})`,
      )
      for (const who of [came, await as(visitor(services), later.viewer.id), moved]) {
        expect(await decisionById(who, id)).toMatchObject({ standing: 'late' })
        await expect(castBallot(who, id, [0])).rejects.toMatchObject({ code: 'voterLate' })
        expect((await waitingFor(who)).map((each) => each.id)).not.toContain(id)
      }
      await castBallot(there, id, [1])
      over()
      await tend()
      expect(await decisionById(opener, id)).toMatchObject({ voices: 1, electorate: 2 })
    })

    it('counts until the last millisecond, and not at closing', async () => {
      const id = await ask(world, { closes: after(services.clock.now(), shortestOpen) })
      services.pass(shortestOpen - 1)
      await castBallot(world.members[0]!, id, [1])
      services.pass(1)
      await expect(castBallot(world.members[1]!, id, [1])).rejects.toMatchObject({ code: 'votingOver' })
      await tend()
      expect(await decisionById(world.founder, id)).toMatchObject({
        state: 'decided',
        voices: 1,
        electorate: 4,
      })
    })

    it('waits for the opening', async () => {
      const id = await ask(world, { opens: after(services.clock.now(), hour) })
      await expect(castBallot(world.founder, id, [1])).rejects.toMatchObject({ code: 'votingSoon' })
      services.pass(hour)
      await castBallot(world.founder, id, [1])
    })
  })

  describe('closing', () => {
    it('counts once, however often it is asked, and tells everybody', async () => {
      const id = await ask(world)
      await castBallot(world.founder, id, [1])
      await castBallot(world.members[0]!, id, [0])
      await castBallot(world.members[1]!, id, [1])
      expect(await closeDecision(visitor(services), id)).toBe(false)
      over()
      const done = await Promise.all([
        closeDecision(visitor(services), id),
        closeDecision(visitor(services), id),
        tend(),
      ])
      expect(done.filter((each) => each === true).length).toBeLessThanOrEqual(1)
      const decision = await decisionById(world.members[2]!, id)
      expect(decision).toMatchObject({
        state: 'decided',
        voices: 3,
        electorate: 4,
        result: { verdict: 'adopted', valid: true },
      })
      await site.deliver()
      expect((await kindsOf(world.members[2]!)).filter((kind) => kind === 'decision.result')).toHaveLength(1)
      expect(await closeDecision(visitor(services), id)).toBe(false)
    })

    it('comes at once when everybody of a small group voted by name, and not before', async () => {
      for (const method of ['majority', 'consent'] as const) {
        const id = await ask(world, { method })
        services.pass(hour)
        const everybody = [world.founder, ...world.members]
        for (const who of everybody.slice(1)) await castBallot(who, id, [1])
        expect(await decisionById(world.founder, id)).toMatchObject({ state: 'open' })
        await castBallot(world.founder, id, [1])
        expect(await decisionById(world.founder, id)).toMatchObject({
          state: 'decided',
          closes: services.clock.now(),
          voices: 4,
          electorate: 4,
          result: { verdict: 'adopted' },
        })
        expect(recount(JSON.stringify(await recordOf(world.founder, id)))).toMatchObject({ ballots: 4 })
        await expect(castBallot(world.founder, id, [0])).rejects.toMatchObject({ code: 'votingOver' })
      }
      const secret = await ask(world, { form: 'closed' })
      for (const who of [world.founder, ...world.members]) await castBallot(who, secret, [1])
      expect(await decisionById(world.founder, secret)).toMatchObject({ state: 'open' })
      const alone = await newWorld(services, { members: 0 })
      const own = await ask(alone)
      await castBallot(alone.founder, own, [1])
      expect(await decisionById(alone.founder, own)).toMatchObject({ state: 'open' })
    })

    it('leaves nothing half done when it is broken off', async () => {
      const id = await ask(world, { form: 'closed' })
      await castBallot(world.founder, id, [1])
      over()
      await store()
        .runScript(`create function break_off() returns trigger language plpgsql as $$ begin raise exception 'stop'; end $$;
        create trigger break_off before update of result on decisions for each row when (new.id = '${id}') execute function break_off();`)
      await expect(closeDecision(visitor(services), id)).rejects.toThrow()
      expect(await decisionById(world.founder, id)).toMatchObject({ state: 'open', result: null })
      await store().runScript('drop trigger break_off on decisions; drop function break_off();')
      expect(await closeDecision(visitor(services), id)).toBe(true)
      expect(await decisionById(world.founder, id)).toMatchObject({ state: 'decided', voices: 1 })
    })

    it('decides nothing when too few took part', async () => {
      const id = await ask(world, { quorum: 50 })
      await castBallot(world.founder, id, [1])
      over()
      await tend()
      expect(await decisionById(world.founder, id)).toMatchObject({
        result: { valid: false, verdict: 'rejected' },
      })
    })

    it('reminds once who did not vote', async () => {
      const id = await ask(world)
      await castBallot(world.members[0]!, id, [1])
      services.pass(6 * day + hour)
      await tend()
      await tend()
      expect((await kindsOf(world.members[1]!)).filter((kind) => kind === 'decision.closing')).toHaveLength(1)
      expect(await kindsOf(world.members[0]!)).not.toContain('decision.closing')
    })

    it('keeps the voice of who left the community', async () => {
      const id = await ask(world)
      await castBallot(world.members[0]!, id, [1])
      await leave(world.members[0]!, world.communityId)
      over()
      await tend()
      expect(await decisionById(world.founder, id)).toMatchObject({ voices: 1, electorate: 4 })
    })
  })

  describe('the file', () => {
    it('counts to the same result, in every method', async () => {
      const options = [{ words: 'Rood' }, { words: 'Geel' }, { words: 'Blauw' }]
      const starts = after(services.clock.now(), 30 * day)
      const assured = await newWorld(services, { level: 'assured' })
      const asked = {
        majority: [{}, [1], [0], [1]],
        consent: [{}, [1], [1], [null]],
        approval: [{ options }, [1, 1, 0], [0, 1, 0], [0, 0, 1]],
        score: [{ options }, [5, 1, 0], [0, 4, 3], [0, 0, 1]],
        ranked: [{ options }, [1, 2, 3], [null, 1, 2], [2, 1, null]],
        seats: [{ options, seats: 2 }, [1, 2, 3], [null, 1, 2], [2, 1, null]],
        budget: [
          { budget: 100, options: options.map((each, i) => ({ ...each, cost: 30 + 10 * i })) },
          [1, 1, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
        date: [
          {
            options: [
              { words: 'a', starts },
              { words: 'b', starts: after(starts, day) },
            ],
          },
          [2, 1],
          [0, 2],
          [1, 0],
        ],
      } as const
      for (const [method, [more, ...choices]] of Object.entries(asked)) {
        await store().db.execute(sql`delete from limits`)
        const id = await ask(assured, { method: method as never, ...(more as object) })
        for (const [n, choice] of choices.entries())
          await castBallot(assured.members[n]!, id, choice as never)
        over()
        expect(await closeDecision(visitor(services), id), method).toBe(true)
        const file = JSON.stringify(await recordOf(assured.founder, id))
        expect(recount(file), method).toMatchObject({ voices: 3, ballots: 3 })
        const other = JSON.parse(file)
        other.ballots.pop()
        expect(() => recount(JSON.stringify(other)), method).toThrow(/changed/)
        services.pass(-8 * day)
      }
    })
  })

  it('is read by nobody who is only invited to a closed community', async () => {
    const id = await ask(world)
    await store().db.execute(sql`update communities set access = 'besloten' where id = ${world.communityId}`)
    const invited = await newViewer(visitor(services))
    await store().db.execute(
      sql`insert into invitations (id, community_id, resident_id, invited, ends) values (${newId()}, ${world.communityId},
            ${invited.viewer.id}, ${services.clock.now().toISOString()}, ${after(services.clock.now(), 30 * day).toISOString()})`,
    )
    const [guest, member] = [
      await site.signedIn(invited.viewer.id),
      await site.signedIn(world.members[0]!.viewer.id),
    ]
    const list = `/leefomgeving/${world.slug}/besluiten`
    for (const path of [list, `/besluit/${id}`]) {
      expect((await guest.get(path)).status, path).toBe(404)
      expect((await member.get(path)).status, path).toBe(200)
    }
    expect(await rows(store().db, searchable.read(invited, sql`${id}::uuid`))).toEqual([])
    expect(await rows(store().db, searchable.read(world.members[0]!, sql`${id}::uuid`))).toHaveLength(1)
    over()
    await tend()
    expect((await guest.get(`/besluit/${id}/besluit.pdf`)).status).toBe(404)
  })

  it('is found by nobody outside a closed community', async () => {
    const id = await ask(world)
    await store().db.execute(sql`update communities set access = 'besloten' where id = ${world.communityId}`)
    const stranger = await newViewer(visitor(services))
    await expect(decisionById(stranger, id)).rejects.toThrow(NotFound)
    await expect(castBallot(stranger, id, [1])).rejects.toThrow(NotFound)
    expect(
      await row(store().db, sql`select 1 from decision_ballots where decision_id = ${id}`),
    ).toBeUndefined()
  })
})
