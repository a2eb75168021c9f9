import { sql } from 'drizzle-orm'
import { gridDisk } from 'h3-js'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  as,
  deliverMail,
  moveTo,
  newResident,
  newTown,
  newViewer,
  testServices,
  visitor,
  withMail,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, hour, week } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded, TooMany } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { foundCommunity, join, leave } from '../communities/index.ts'
import { appointSteward, block, noticesOf, setProtected, type ViewerContext } from '../residents/index.ts'
import {
  answerTurn,
  blockOther,
  finish,
  leaveNote,
  postAsk,
  postOffer,
  release,
  renew,
  takeAsk,
  withdraw,
} from './actions.ts'
import { newsSince } from './news.ts'
import { exchangeById, exchangesNear, exchangesWithin, ownExchange, turnById, turnsFor } from './queries.ts'
import type { Kind } from './rules.ts'
import { tendExchange } from './turns.ts'

/** Cells at so many rings of 130 metres around where everybody lives. */
const home = '622236750694711295'
const cellAt = (rings: number) => {
  const middle = BigInt(home).toString(16)
  const inner = new Set(rings === 0 ? [] : gridDisk(middle, rings - 1))
  const ring = gridDisk(middle, rings).filter((cell) => !inner.has(cell))
  return BigInt(`0x${ring[0]}`).toString()
}

onEachEngine('the exchange', (store) => {
  let services: TestServices
  let town: Town
  let asker: ViewerContext

  beforeAll(() => {
    services = testServices(store())
  })
  beforeEach(async () => {
    await store().db.execute(sql`delete from exchanges`)
    await store().db.execute(sql`delete from limits`)
    town = await newTown(visitor(services))
    asker = await newViewer(visitor(services), { name: 'Lies', place: town.home })
  })

  /** Somebody around a corner: in another street, so many rings away. */
  const at = (rings: number, more: { name?: string; adult?: boolean } = {}) =>
    newViewer(visitor(services), {
      name: `Buur ${rings}`,
      ...more,
      place: { ...town.home, streetId: null, cell: cellAt(rings) },
    })
  const offer = async (who: ViewerContext, kind: Kind = 'groceries', communityId?: string) => {
    const id = newId()
    await postOffer(who, { id, kind, words: 'Ik fiets toch langs de winkel', communityId })
    services.pass(1000)
    return id
  }
  const ask = async (
    kind: Kind = 'groceries',
    more: { communityId?: string; offerId?: string } = {},
    who = asker,
  ) => {
    const id = newId()
    await postAsk(who, { id, kind, words: 'Wie haalt er melk?', ...more })
    services.pass(1000)
    return id
  }
  const turnOf = async (who: ViewerContext) => (await turnsFor(who))[0]
  const standingOf = async (id: string, who = asker) => (await ownExchange(who, id))?.standing
  const kindsTold = async (who: ViewerContext) => (await noticesOf(who)).map(({ kind }) => kind)

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

  describe('who may do what', () => {
    it('lets nobody answer, finish, renew or withdraw for another', async () => {
      const ctx = visitor(services)
      const near = await at(2)
      await offer(near)
      const id = await ask()
      const turn = (await turnOf(near))!.id
      const stewardId = await newResident(ctx, { level: 'assured', place: town.home })
      await appointSteward(ctx, stewardId, 'moderation')
      for (const other of [await at(1), await as(ctx, stewardId), asker]) {
        await expect(answerTurn(other, turn, 'yes')).rejects.toThrow(NotFound)
        await expect(release(other, turn)).rejects.toThrow(NotFound)
        await expect(leaveNote(other, turn, 'x')).rejects.toThrow(NotFound)
        await expect(blockOther(other, turn)).rejects.toThrow(NotFound)
      }
      for (const other of [near, await as(ctx, stewardId)]) {
        await expect(withdraw(other, id)).rejects.toThrow(NotFound)
        await expect(renew(other, id)).rejects.toThrow(NotFound)
        await expect(finish(other, turn)).rejects.toThrow(NotFound)
      }
      await expect(blockOther(near, turn)).rejects.toThrow(NotAllowed)
      const applicant = await newViewer(ctx, { level: 'applicant', place: town.home })
      await expect(ask('groceries', {}, applicant)).rejects.toThrow(NotAllowed)
      await expect(exchangesNear(applicant, 'ask')).rejects.toThrow(NotAllowed)
      await expect(postAsk(ctx, { id: newId(), kind: 'books', words: 'x' })).rejects.toThrow(SignInNeeded)
      await expect(takeAsk(near, id)).rejects.toThrow(NotFound)
    })

    it('keeps who is under eighteen within their community, and shows them no distances', async () => {
      const young = await newViewer(visitor(services), { adult: false, place: town.home })
      await expect(ask('books', {}, young)).rejects.toThrow(Invalid)
      await expect(offer(young)).rejects.toThrow(Invalid)
      const shownId = await ask('sewing')
      expect((await exchangesNear(young, 'ask')).items).toEqual([])
      await expect(exchangeById(young, shownId)).rejects.toThrow(NotFound)
      await expect(takeAsk(young, shownId)).rejects.toThrow(NotFound)
      const { id: communityId } = await foundCommunity(asker, {
        name: 'Hofje',
        purpose: '',
        access: 'extranet',
        areaIds: [town.buurt],
        conceptIds: [],
      })
      await join(young, communityId)
      await offer(young, 'computer', communityId)
      await ask('computer', { communityId })
      const turn = await turnOf(young)
      expect(turn).toMatchObject({ community: 'Hofje', band: undefined })
      await answerTurn(young, turn!.id, 'yes')
      // Outside of it nobody is led to them.
      const outside = await ask('computer')
      expect(await standingOf(outside)).toBe('shown')
    })

    it('never finds who is protected by distance, from the moment they are', async () => {
      const near = await at(2)
      const offered = await offer(near)
      expect((await exchangesNear(asker, 'offer')).items.map(({ id }) => id)).toEqual([offered])
      await setProtected(near, true)
      expect((await exchangesNear(asker, 'offer')).items).toEqual([])
      const id = await ask()
      expect(await standingOf(id)).toBe('shown')
      await setProtected(asker, true)
      expect((await exchangesNear(await at(1), 'ask')).items).toEqual([])
      await expect(ask('books', {}, await as(asker, asker.viewer.id))).rejects.toThrow(Invalid)
    })

    it('never brings two together who blocked each other', async () => {
      const near = await at(2)
      const offered = await offer(near)
      await block(near, asker.viewer.id)
      await expect(exchangeById(asker, offered)).rejects.toThrow(NotFound)
      const id = await ask()
      expect(await turnsFor(near)).toEqual([])
      expect(await standingOf(id)).toBe('shown')
      await expect(takeAsk(near, id)).rejects.toThrow(NotFound)
      expect((await exchangesNear(near, 'ask')).items).toEqual([])
    })

    it('lets the two of a promise part by a block, and asks another', async () => {
      const near = await at(2)
      const far = await at(8)
      await offer(near)
      await offer(far)
      await ask()
      const turn = (await turnOf(near))!.id
      await answerTurn(near, turn, 'yes')
      await blockOther(asker, turn)
      expect((await turnsFor(far)).length).toBe(1)
      // A block made elsewhere is seen by the job.
      await answerTurn(far, (await turnOf(far))!.id, 'yes')
      await block(far, asker.viewer.id)
      await tendExchange(visitor(services))
      expect(
        await standingOf(
          (await rows<{ id: string }>(store().db, sql`select id from exchanges where side = 'ask'`))[0]!.id,
        ),
      ).toBe('shown')
    })

    it('ends at the door of a community for who left it', async () => {
      const { id: communityId } = await foundCommunity(asker, {
        name: 'Plein',
        purpose: '',
        access: 'besloten',
        areaIds: [],
        conceptIds: [],
      })
      const member = await at(2)
      await member.db.execute(
        sql`insert into memberships (id, community_id, resident_id, joined) values (${newId()}, ${communityId}, ${member.viewer.id}, now())`,
      )
      const offered = await offer(member, 'tools', communityId)
      expect((await exchangesWithin(asker)).items.map(({ id }) => id)).toEqual([offered])
      await expect(exchangeById(await at(1), offered)).rejects.toThrow(NotFound)
      const news = (who: ViewerContext, from = new Date(0)) =>
        newsSince(who, [communityId], from, new Date(asker.now().getTime() + 1))
      expect(await news(asker)).toMatchObject([
        { community: communityId, id: offered, kind: 'exchange.offer', title: 'Gereedschap lenen', by: null },
      ])
      expect(await news(asker, asker.now())).toEqual([])
      // Not one's own, and nothing for who does not belong.
      expect(await news(member)).toEqual([])
      expect(await news(await at(1))).toEqual([])
      await leave(member, communityId)
      expect((await exchangesWithin(asker)).items).toEqual([])
    })
  })

  describe('an end by itself', () => {
    it('comes after four weeks, and renewing begins anew', async () => {
      const near = await at(2)
      const offered = await offer(near)
      services.pass(3 * week)
      await renew(near, offered)
      services.pass(2 * week)
      await tendExchange(visitor(services))
      expect(await standingOf(offered, near)).toBe('standing')
      services.pass(2 * week)
      expect((await exchangesNear(asker, 'offer')).items).toEqual([])
      await tendExchange(visitor(services))
      await tendExchange(visitor(services))
      expect(await standingOf(offered, near)).toBe('over')
      await renew(near, offered)
      expect(await standingOf(offered, near)).toBe('standing')
      await withdraw(near, offered)
      await expect(renew(near, offered)).rejects.toThrow(Conflict)
    })

    it('ends the turn of who still had to answer', async () => {
      const near = await at(2)
      await offer(near)
      await ask()
      await store().db.execute(
        sql`update exchanges set ends = ${visitor(services).now().toISOString()} where side = 'ask'`,
      )
      const turn = (await row<{ id: string }>(
        store().db,
        sql`select id from exchange_turns order by asked desc limit 1`,
      ))!.id
      await tendExchange(visitor(services))
      await expect(answerTurn(near, turn, 'yes')).rejects.toThrow(Conflict)
    })

    it('is bounded: ten at once, and so many a day', async () => {
      const near = await at(2)
      for (let n = 0; n < 8; n++) await offer(near, 'books')
      await expect(offer(near)).rejects.toThrow(TooMany)
      services.pass(day)
      await offer(near)
      await offer(near)
      await expect(offer(near)).rejects.toThrow(Invalid)
    })
  })

  describe('somebody who moves, varies the reach or makes accounts', () => {
    it('is told no more than bands, the same for all who share a cell', async () => {
      const shared = [await at(3), await at(3), await at(3)]
      const offers: string[] = []
      for (const one of shared) offers.push(await offer(one))
      // From every cell around, the three cannot be told apart.
      const spy = await newViewer(visitor(services), { place: town.home })
      for (const rings of [0, 1, 2, 3, 5, 8, 12]) {
        await moveTo(spy, spy.viewer.id, { ...town.home, streetId: null, cell: cellAt(rings) })
        const { items } = await exchangesNear(await as(spy, spy.viewer.id), 'offer')
        const bands = items.filter(({ id }) => offers.includes(id)).map(({ band }) => band)
        expect(bands.length).toBe(3)
        expect(new Set(bands).size).toBe(1)
        for (const item of items)
          expect(Object.keys(item).sort()).toEqual([
            'band',
            'community',
            'id',
            'kind',
            'posted',
            'side',
            'words',
          ])
      }
    })

    it('cannot press through what is asked to gather names', async () => {
      const spy = await at(1)
      const asked = []
      for (let n = 0; n < 7; n++)
        asked.push(await ask('sewing', {}, await newViewer(visitor(services), { place: town.home })))
      for (const id of asked.slice(0, 6)) await release(spy, await takeAsk(spy, id))
      await expect(takeAsk(spy, asked[6]!)).rejects.toThrow(TooMany)
    })

    it('learns no name and no number of tries by asking again and again', async () => {
      const near = await at(2)
      await offer(near)
      const id = await ask()
      const own = (await ownExchange(asker, id))!
      expect(JSON.stringify(own)).not.toContain(near.viewer.id)
      expect(JSON.stringify(own)).not.toContain('Buur 2')
      expect(Object.values(own).filter((value) => typeof value === 'number')).toEqual([])
    })
  })
})
