import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  newResident,
  newTown,
  newViewer,
  testServices,
  visitor,
  withMail,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { hour, minute } from '../../platform/clock.ts'
import { rows } from '../../platform/db/store.ts'
import { NotFound } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { ViewerContext } from '../residents/index.ts'
import { answerVisit, askToVisit, closeLatchstring, dropOver, openLatchstring } from './actions.ts'
import { latchstringById, ownLatchstring } from './queries.ts'
import type { Reach } from './rules.ts'

onEachEngine('a latchstring that is in again', (store) => {
  let services: TestServices
  let town: Town
  let opener: ViewerContext
  let neighbour: ViewerContext

  beforeAll(() => {
    services = testServices(store())
  })
  beforeEach(async () => {
    town = await newTown(visitor(services))
    opener = await newViewer(visitor(services), { name: 'Samira', place: town.home })
    neighbour = await newViewer(visitor(services), { name: 'Kees', place: town.home })
  })

  const open = async (
    who: ViewerContext,
    reach: Reach = 'street',
    more: { communityId?: string; minutes?: number } = {},
  ) => {
    const id = newId()
    await openLatchstring(who, { id, words: 'koffie', reach, minutes: 60, ...more })
    return id
  }

  describe('what is over', () => {
    const remains = async () => {
      const found = await rows<{ n: number }>(
        store().db,
        sql`select (select count(*) from latchstrings)::int + (select count(*) from latchstring_visits)::int
              + (select count(*) from notices where kind like 'latchstring%')::int as n`,
      )
      return found[0]!.n
    }
    const both = async () => {
      await store().db.execute(sql`delete from latchstrings`)
      const id = await open(opener, 'street', { minutes: 30 })
      await askToVisit(neighbour, id)
      const [visit] = (await ownLatchstring(opener))!.visits
      await answerVisit(opener, visit!.id, 'yes')
      expect(await remains()).toBe(4)
      return id
    }

    it('is deleted by whoever looks, with what was told of it', async () => {
      const id = await both()
      services.pass(46 * minute)
      await expect(latchstringById(neighbour, id)).rejects.toThrow(NotFound)
      expect(await remains()).toBe(0)
    })

    it('is deleted by the job when nobody looks', async () => {
      await both()
      await dropOver(visitor(services))
      expect(await remains()).toBe(4)
      services.pass(46 * minute)
      await dropOver(visitor(services))
      await dropOver(visitor(services))
      expect(await remains()).toBe(0)
    })

    it('leaves nothing either when it is closed before its time', async () => {
      const id = await both()
      await closeLatchstring(opener)
      expect(await remains()).toBe(0)
      await expect(latchstringById(neighbour, id)).rejects.toMatchObject({ code: 'latchstringOver' })
    })

    it('cannot be answered, and shows no number to who kept the page open', async () => {
      const id = await open(opener, 'street', { minutes: 30 })
      await askToVisit(neighbour, id)
      const [visit] = (await ownLatchstring(opener))!.visits
      services.pass(hour)
      await expect(answerVisit(opener, visit!.id, 'yes')).rejects.toThrow(NotFound)
      await expect(askToVisit(neighbour, id)).rejects.toThrow(NotFound)
    })

    it('stands in no log of the database and in no backup: its tables are unlogged', async () => {
      const found = await rows<{ relpersistence: string }>(
        store().db,
        sql`select relpersistence from pg_class where relname in ('latchstrings', 'latchstring_visits')`,
      )
      expect(found.map(({ relpersistence }) => relpersistence)).toEqual(['u', 'u'])
    })
  })

  describe('on the pages', () => {
    it('a neighbour drops by, with forms only', async () => {
      await withMail(opener, `${opener.viewer.id}@voorbeeld.nl`)
      const site = new Site(services)
      const hers = await site.signedIn(opener.viewer.id)
      const his = await site.signedIn(neighbour.viewer.id)
      const none = await hers.post('/touwtje', { id: newId(), words: '', who: 'street', minutes: '60' })
      expect(none.status).toBe(422)
      const number = await hers.post('/touwtje', {
        id: newId(),
        words: 'kom op 999999990',
        who: 'street',
        minutes: '60',
      })
      expect(number.status).toBe(422)
      const opened = await hers.post('/touwtje', {
        id: newId(),
        words: 'koffie',
        who: 'street',
        minutes: '60',
      })
      expect(opened.status).toBe(303)
      const list = await (await his.get('/touwtje')).text()
      const path = /\/touwtje\/[0-9a-f-]{36}/.exec(list)![0]
      expect((await his.post(`${path}/kom`)).status).toBe(303)
      const waiting = await (await his.get(path)).text()
      expect(waiting).not.toContain('Lijnbaan 1')
      const mine = await (await hers.get('/touwtje')).text()
      const visit = /\/touwtje\/bezoek\/[0-9a-f-]{36}/.exec(mine)![0]
      expect((await hers.post(`${visit}/ja`)).status).toBe(303)
      expect(await (await his.get(path)).text()).toContain('Lijnbaan 1')
      const stranger = await site.signedIn(await newResident(visitor(services), { place: town.away }))
      expect((await stranger.get(path)).status).toBe(404)
      expect((await site.visitor().get(path)).status).toBe(303)
      expect((await hers.post('/touwtje/dicht')).status).toBe(303)
      const over = await his.get(path)
      expect(over.status).toBe(404)
      expect(await over.text()).toContain('Het touwtje hangt niet meer buiten')
    })
  })
})
