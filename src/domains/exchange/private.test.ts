import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  as,
  moveTo,
  newResident,
  newViewer,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, week } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded, TooMany } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { foundCommunity, join, leave } from '../communities/index.ts'
import { appointSteward, block, setProtected, type ViewerContext } from '../residents/index.ts'
import {
  answerTurn,
  blockOther,
  finish,
  leaveNote,
  postAsk,
  release,
  renew,
  takeAsk,
  withdraw,
} from './actions.ts'
import { newsSince } from './news.ts'
import { newsWords } from './news-words.ts'
import { exchangeById, exchangesNear, exchangesWithin, ownExchange, turnsFor } from './queries.ts'
import { cellAt, newWorld, ways, type World } from './test-support.ts'
import { tendExchange } from './turns.ts'

onEachEngine('what the exchange keeps to itself', (store) => {
  let world: World
  let asker: ViewerContext
  let services: TestServices
  let town: Town
  const { at, offer, ask, turnOf, standingOf } = ways(() => world)

  beforeAll(() => {
    services = testServices(store())
  })
  beforeEach(async () => {
    world = await newWorld(store(), services)
    ;({ asker, town } = world)
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
      const news = (from = new Date(0)) =>
        newsSince(asker, [communityId], from, new Date(asker.now().getTime() + 1))
      const [told] = await news()
      // Whose it is is known only to leave out one's own and who is blocked; no word of it says so.
      expect(told).toMatchObject({
        community: communityId,
        id: offered,
        by: member.viewer.id,
        title: 'tools',
      })
      const thing = { ...told!, kinds: [told!.kind], titles: [told!.title], starts: undefined }
      expect(newsWords('nl', thing)).toBe('Een buur biedt aan: gereedschap lenen.')
      expect(await news(asker.now())).toEqual([])
      await leave(member, communityId)
      expect((await exchangesWithin(asker)).items).toEqual([])
      expect(await news()).toEqual([])
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
