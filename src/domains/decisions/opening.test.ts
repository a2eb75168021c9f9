import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  newTown,
  newViewer,
  testServices,
  visitor,
  type TestServices,
} from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { after, day, hour, onTheWall } from '../../platform/clock.ts'
import { NotAllowed, SignInNeeded } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { join } from '../communities/index.ts'
import { noticesOf } from '../residents/index.ts'
import { castBallot } from './actions/cast.ts'
import { furthestOpening, openDecision, shortestOpen } from './actions/open.ts'
import { decisionById } from './decision.ts'
import { waitingFor } from './queries/about.ts'
import { ask, newWorld, type World } from './test-support.ts'

onEachEngine('opening a decision', (store) => {
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
  const kindsOf = async (who: World['founder']) => (await noticesOf(who)).map(({ kind }) => kind)

  describe('opening one', () => {
    it('is for members of a community, once for one form', async () => {
      const id = newId()
      await ask(world, { id })
      expect(await ask(world, { id })).toBe(id)
      const decision = await decisionById(world.members[0]!, id)
      expect(decision).toMatchObject({
        question: 'Zetten we een bankje neer?',
        standing: 'may',
        running: true,
      })
      await site.deliver()
      expect(await kindsOf(world.members[0]!)).toContain('decision.opened')
      expect(await kindsOf(world.founder)).not.toContain('decision.opened')
    })

    it('waits on the home page of who can vote, soonest first, until they did or it is over', async () => {
      const [member] = world.members
      const later = await ask(world, { question: 'Later?', closes: after(world.founder.now(), 9 * day) })
      const first = await ask(world, { form: 'closed', question: 'Eerst?' })
      const late = await newViewer(visitor(services), { name: 'Laat' })
      services.pass(1000)
      await join(late, world.communityId)
      const waiting = async (who: World['founder']) => (await waitingFor(who)).map(({ id }) => id)
      expect(await waiting(member!)).toEqual([first, later])
      const page = await (await (await site.signedIn(member!.viewer.id)).get('/buurt')).text()
      expect(page).toContain(`href="/besluit/${first}"`)
      // Who came after it was opened, and who does not belong, cannot vote.
      expect(await waiting(late)).toEqual([])
      expect(await waiting(await newViewer(visitor(services), { name: 'Elders' }))).toEqual([])
      await castBallot(member!, first, [1])
      expect(await waiting(member!)).toEqual([later])
      expect(await waiting(world.founder)).toEqual([first, later])
      services.pass(8 * day)
      expect(await waiting(world.founder)).toEqual([later])
    })

    it('is refused to anybody else', async () => {
      const asked = {
        communityId: world.communityId,
        method: 'majority',
        form: 'open',
        question: 'Mag dit?',
        closes: after(services.clock.now(), day),
      } as const
      await expect(openDecision(visitor(services), asked)).rejects.toThrow(SignInNeeded)
      const applicant = await newViewer(visitor(services), { level: 'applicant' })
      await expect(openDecision(applicant, asked)).rejects.toThrow(NotAllowed)
      const stranger = await newViewer(visitor(services), { level: 'assured' })
      await expect(openDecision(stranger, asked)).rejects.toThrow(NotAllowed)
      const helped = {
        ...world.members[0]!,
        viewer: { ...world.members[0]!.viewer, helper: { id: newId(), displayName: 'Hulp', may: [] } },
      }
      await expect(openDecision(helped, asked)).rejects.toThrow(NotAllowed)
    })

    it('in an area is for assured residents of it, and asks the same of who votes', async () => {
      const town = await newTown(visitor(services))
      const closes = after(services.clock.now(), day)
      const asked = {
        areaId: town.buurt,
        method: 'majority',
        form: 'open',
        question: 'Meer bomen?',
        closes,
      } as const
      const known = await newViewer(visitor(services), { level: 'assured', place: town.home })
      const lower = await newViewer(visitor(services), { place: town.home })
      const away = await newViewer(visitor(services), { level: 'assured', place: town.away })
      await expect(openDecision(lower, asked)).rejects.toThrow(NotAllowed)
      await expect(openDecision(away, asked)).rejects.toThrow(NotAllowed)
      const id = await openDecision(known, asked)
      await expect(castBallot(lower, id, [1])).rejects.toMatchObject({ code: 'assuredOnly' })
      await expect(castBallot(away, id, [1])).rejects.toMatchObject({ code: 'votersOnly' })
      await castBallot(known, id, [1])
      expect((await decisionById(visitor(services), id)).standing).toBe('visitor')
    })

    it.each([
      ['an option alone', { method: 'approval', options: [{ words: 'Eén' }] }, { options: 'optionsFew' }],
      [
        'the same twice',
        { method: 'approval', options: [{ words: 'A' }, { words: 'A' }] },
        { options: 'optionsSame' },
      ],
      [
        'a project without a cost',
        { method: 'budget', budget: 10, options: [{ words: 'A' }, { words: 'B' }] },
        { options: 'costMissing' },
      ],
      [
        'a project that costs nothing',
        {
          method: 'budget',
          budget: 10,
          options: [
            { words: 'A', cost: 0 },
            { words: 'B', cost: 1 },
          ],
        },
        { options: 'costZero' },
      ],
      [
        'a project that costs too much',
        {
          method: 'budget',
          budget: 10,
          options: [
            { words: 'A', cost: 11 },
            { words: 'B', cost: 1 },
          ],
        },
        { options: 'costHigh' },
      ],
      [
        'as many seats as candidates',
        { method: 'seats', seats: 2, options: [{ words: 'A' }, { words: 'B' }] },
        { seats: 'seatsMany' },
      ],
      ['secret objections', { method: 'consent', form: 'closed' }, { form: 'consentOpen' }],
      [
        'dates without a day',
        { method: 'date', options: [{ words: 'A' }, { words: 'B' }] },
        { options: 'datesMissing' },
      ],
    ] as const)('takes no %s', async (_what, more, fields) => {
      await expect(ask(world, more as never)).rejects.toMatchObject({ fields })
    })

    it('takes no closing in the past or in a far future', async () => {
      await expect(ask(world, { closes: services.clock.now() })).rejects.toMatchObject({
        fields: { closes: 'closesPast' },
      })
      await expect(ask(world, { closes: after(services.clock.now(), 100 * day) })).rejects.toMatchObject({
        fields: { closes: 'closesLate' },
      })
    })

    it('takes no vote that is over before neighbours see it, or begins in a far future', async () => {
      const now = services.clock.now()
      await expect(ask(world, { closes: after(now, shortestOpen - 1) })).rejects.toMatchObject({
        fields: { closes: 'closesSoon' },
      })
      const opens = after(now, 2 * day)
      await expect(ask(world, { opens, closes: after(opens, hour) })).rejects.toMatchObject({
        fields: { closes: 'closesSoon' },
      })
      const far = after(now, furthestOpening + 1)
      await expect(ask(world, { opens: far, closes: after(far, 7 * day) })).rejects.toMatchObject({
        fields: { opens: 'opensLate' },
      })
      const browser = await site.signedIn(world.founder.viewer.id)
      const answer = await browser.post(`/leefomgeving/${world.slug}/besluiten/nieuw`, {
        id: newId(),
        method: 'majority',
        question: 'Ooit?',
        form: 'open',
        opensDay: '9999-12-30',
        closesDay: '9999-12-31',
      })
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('binnen negentig dagen')
    })

    it('offers the plainest ways first, and three days of which two are needed', async () => {
      const browser = await site.signedIn(world.founder.viewer.id)
      const path = `/leefomgeving/${world.slug}/besluiten/nieuw`
      const ways = [...(await (await browser.get(path)).text()).matchAll(/nieuw\?hoe=([a-z]+)"/g)]
      expect(ways.map(([, way]) => way).slice(0, 2)).toEqual(['majority', 'date'])
      const page = await (await browser.get(`${path}?hoe=date`)).text()
      expect(page.indexOf('name="day3"')).toBeLessThan(page.indexOf('Meer dagen'))
      expect(page.indexOf('name="day4"')).toBeGreaterThan(page.indexOf('Meer dagen'))
      const answer = await browser.post(path, {
        id: newId(),
        method: 'date',
        question: 'Wanneer?',
        form: 'open',
        day1: '2027-06-20',
        closesDay: onTheWall(after(services.clock.now(), 5 * day))
          .toPlainDate()
          .toString(),
      })
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('Kies een tijd bij deze dag')
    })

    it('shows by the field what is wrong with a plan that costs nothing', async () => {
      const assured = await newWorld(services, { level: 'assured' })
      const browser = await site.signedIn(assured.founder.viewer.id)
      const form = { method: 'budget', question: 'Waaraan?', form: 'open', closesDay: '2026-06-20' }
      for (const [more, said] of [
        [{ options: 'A: 0\nB: 5', budget: '10' }, 'kost minstens één euro'],
        [{ options: 'A: 1\nB: 5', budget: '' }, 'hele euro’s'],
        [{ options: 'A: 0\nB: 0', budget: '' }, 'kost minstens één euro'],
      ] as const) {
        const answer = await browser.post(`/leefomgeving/${assured.slug}/besluiten/nieuw`, {
          ...form,
          ...more,
          id: newId(),
          closesDay: onTheWall(after(services.clock.now(), 5 * day))
            .toPlainDate()
            .toString(),
        })
        expect(answer.status).toBe(422)
        expect(await answer.text()).toContain(said)
      }
    })
  })
})
