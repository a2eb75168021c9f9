import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  deliverMail,
  newViewer,
  testServices,
  visitor,
  withMail,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, hour } from '../../platform/clock.ts'
import { Conflict, NotFound } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { ViewerContext } from '../residents/index.ts'
import { answerTurn, finish, leaveNote, postAsk, release, takeAsk, withdraw } from './actions.ts'
import { exchangesNear, turnById, turnsFor } from './queries.ts'
import { cellAt, newWorld, ways, type World } from './test-support.ts'
import { tendExchange } from './turns.ts'

onEachEngine('the exchange', (store) => {
  let world: World
  let asker: ViewerContext
  let services: TestServices
  let town: Town
  const { at, offer, ask, turnOf, standingOf, kindsTold } = ways(() => world)

  beforeAll(() => {
    services = testServices(store())
  })
  beforeEach(async () => {
    world = await newWorld(store(), services)
    ;({ asker, town } = world)
  })

  describe('an ask', () => {
    it('reaches the nearest who offered that, and nobody else', async () => {
      const far = await at(8)
      const near = await at(2)
      const other = await at(1)
      await offer(far)
      await offer(near)
      await offer(other, 'tools')
      const id = await ask()
      expect(await turnOf(near)).toMatchObject({ askId: id, received: true, answer: null, name: undefined })
      expect(await turnsFor(far)).toEqual([])
      expect(await turnsFor(other)).toEqual([])
      expect(await standingOf(id)).toBe('asking')
      // No list: nobody sees it among what neighbours ask.
      for (const who of [far, near, other]) expect((await exchangesNear(who, 'ask')).items).toEqual([])
      // And who asks knows of nobody yet.
      await expect(turnById(asker, (await turnOf(near))!.id)).rejects.toThrow(NotFound)
    })

    it('goes to somebody of the same street before somebody in the same cell', async () => {
      const corner = await at(0)
      const street = await newViewer(visitor(services), { place: { ...town.home, cell: cellAt(3) } })
      await offer(corner)
      await offer(street)
      await ask()
      expect((await turnOf(street))?.band).toBe(0)
      expect(await turnsFor(corner)).toEqual([])
    })

    it('goes on to the next nearest after a no, and is shown only when nobody is left', async () => {
      const near = await at(2)
      const far = await at(8)
      const looker = await at(4)
      await offer(far)
      await offer(near)
      const id = await ask()
      await answerTurn(near, (await turnOf(near))!.id, 'no')
      // A no is told to nobody.
      expect(await kindsTold(asker)).toEqual([])
      expect(await turnOf(far)).toMatchObject({ askId: id })
      expect((await exchangesNear(looker, 'ask')).items).toEqual([])
      await answerTurn(far, (await turnOf(far))!.id, 'no')
      expect(await standingOf(id)).toBe('shown')
      expect((await exchangesNear(looker, 'ask')).items).toMatchObject([{ id, band: 500 }])
    })

    it('goes on after a day without an answer, which then comes too late', async () => {
      const near = await at(2)
      const far = await at(8)
      await offer(far)
      await offer(near)
      await ask()
      const turn = (await turnOf(near))!.id
      services.pass(day - hour)
      await tendExchange(visitor(services))
      expect(await turnsFor(far)).toEqual([])
      services.pass(2 * hour)
      await tendExchange(visitor(services))
      await tendExchange(visitor(services))
      expect((await turnsFor(far)).length).toBe(1)
      await expect(answerTurn(near, turn, 'yes')).rejects.toMatchObject({ code: 'turnLate' })
    })

    it('waits while who offered it is busy with another, one at a time at a door', async () => {
      const near = await at(2)
      await offer(near)
      const first = await ask()
      const other = await newViewer(visitor(services), { place: town.home })
      const second = await ask('groceries', {}, other)
      expect(await turnsFor(near)).toMatchObject([{ askId: first }])
      expect(await standingOf(second, other)).toBe('waiting')
      await answerTurn(near, (await turnOf(near))!.id, 'no')
      await tendExchange(visitor(services))
      expect(await turnsFor(near)).toMatchObject([{ askId: second }])
    })

    it('asks among equals who was asked longest ago', async () => {
      const one = await at(2)
      const two = await at(2)
      await offer(one)
      await offer(two)
      await ask()
      await answerTurn(one, (await turnOf(one))!.id, 'yes')
      await ask('groceries', {}, await newViewer(visitor(services), { place: town.home }))
      expect((await turnsFor(two)).length).toBe(1)
    })

    it('is shown at once when nobody offered it', async () => {
      const id = await ask('sewing')
      expect(await standingOf(id)).toBe('shown')
    })

    it('sent twice with one form asks once', async () => {
      const near = await at(2)
      await offer(near)
      const form = { id: newId(), kind: 'groceries' as const, words: 'Melk' }
      await Promise.all([postAsk(asker, form), postAsk(asker, form)])
      expect((await turnsFor(near)).length).toBe(1)
    })

    it('on an offer that was pressed goes to who made it, first', async () => {
      const near = await at(2)
      const far = await at(8)
      await offer(near)
      const pressed = await offer(far)
      await ask('groceries', { offerId: pressed })
      expect((await turnsFor(far)).length).toBe(1)
      expect(await turnsFor(near)).toEqual([])
      await answerTurn(far, (await turnOf(far))!.id, 'no')
      expect((await turnsFor(near)).length).toBe(1)
    })
  })

  describe('a yes', () => {
    it('shares first names between the two, and only then', async () => {
      const helper = await at(2)
      await withMail(helper, `${helper.viewer.id}@voorbeeld.nl`)
      await withMail(asker, `${asker.viewer.id}@voorbeeld.nl`)
      await offer(helper)
      const id = await ask()
      const turn = (await turnOf(helper))!.id
      await answerTurn(helper, turn, 'yes', 'Rond vijf uur')
      await answerTurn(helper, turn, 'yes')
      expect(await standingOf(id)).toBe('promised')
      expect(await turnById(asker, turn)).toMatchObject({
        received: false,
        name: 'Buur 2',
        otherNote: 'Rond vijf uur',
      })
      expect(await turnById(helper, turn)).toMatchObject({ name: 'Lies' })
      await leaveNote(asker, turn, 'Bel twee keer')
      expect(await turnById(helper, turn)).toMatchObject({
        otherNote: 'Bel twee keer',
        ownNote: 'Rond vijf uur',
      })
      await finish(asker, turn, 'Wat was dat fijn')
      await finish(asker, turn, 'nog eens')
      expect(await standingOf(id)).toBe('done')
      expect(await turnById(helper, turn)).toMatchObject({ thanks: 'Wat was dat fijn', over: 'done' })
      expect(await kindsTold(asker)).toEqual(['exchange.yes'])
      expect(await kindsTold(helper)).toEqual(['exchange.thanked', 'exchange.asked'])
      await deliverMail(visitor(services))
      const mail = services.sent.map(({ subject, text }) => `${subject} ${text}`).join('\n')
      expect(mail).toContain('Een buur vraagt jou iets')
      expect(mail).not.toMatch(/melk|Lies|Buur 2|Rond vijf|Wat was dat/i)
    })

    it('comes from one when two press at the same moment; the other hears it kindly', async () => {
      const two = [await at(1), await at(2)]
      for (let n = 0; n < 5; n++) {
        await store().db.execute(sql`delete from limits`)
        const id = await ask('sewing')
        const came = await Promise.allSettled(two.map((one) => takeAsk(one, id)))
        expect(came.filter(({ status }) => status === 'fulfilled').length).toBe(1)
        const [lost] = came.filter((each) => each.status === 'rejected')
        expect(lost!.reason).toMatchObject({ code: 'askTaken' })
        expect(await standingOf(id)).toBe('promised')
      }
    })

    it('can be taken back: who asked is told, and the next is asked', async () => {
      const near = await at(2)
      const far = await at(8)
      await offer(far)
      await offer(near)
      const id = await ask()
      const turn = (await turnOf(near))!.id
      await answerTurn(near, turn, 'yes')
      await release(near, turn)
      await release(near, turn)
      expect(await kindsTold(asker)).toEqual(['exchange.released', 'exchange.yes'])
      expect(await turnsFor(far)).toMatchObject([{ askId: id }])
      await expect(turnById(asker, turn)).rejects.toThrow(NotFound)
    })

    it('is not needed any more when the ask is withdrawn, and who gave it is told', async () => {
      const near = await at(2)
      await offer(near)
      const id = await ask()
      const turn = (await turnOf(near))!.id
      await answerTurn(near, turn, 'yes')
      await withdraw(asker, id)
      await withdraw(asker, id)
      expect(await kindsTold(near)).toEqual(['exchange.stopped', 'exchange.asked'])
      await expect(finish(asker, turn, 'dank')).rejects.toThrow(NotFound)
      await expect(answerTurn(near, turn, 'yes')).rejects.toThrow(Conflict)
    })
  })
})
