import { sql } from 'drizzle-orm'
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
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded, TooMany } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { foundCommunity, join, leave } from '../communities/index.ts'
import { openingsOf } from '../identity/index.ts'
import {
  appointSteward,
  block,
  noticesOf,
  setLevel,
  setProtected,
  type ViewerContext,
} from '../residents/index.ts'
import {
  answerVisit,
  askToVisit,
  blockOpener,
  blockVisitor,
  closeLatchstring,
  openLatchstring,
} from './actions.ts'
import { latchstringLine } from './line.ts'
import { doorOf, latchstringById, latchstringsFor, ownLatchstring } from './queries.ts'
import type { Reach } from './rules.ts'

onEachEngine('latchstrings', (store) => {
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
  const seen = async (who: ViewerContext) => (await latchstringsFor(who)).map(({ id }) => id)
  const group = async (access: 'besloten' | 'extranet' = 'extranet') => {
    const { id } = await foundCommunity(opener, {
      name: 'Hofje',
      purpose: '',
      access,
      areaIds: [town.buurt],
      conceptIds: [],
    })
    return id
  }

  describe('who sees an open door', () => {
    it('is the street, verified and adult, and nobody else', async () => {
      const id = await open(opener)
      expect(await seen(neighbour)).toEqual([id])
      expect((await latchstringById(neighbour, id)).name).toBe('Samira')
      const ctx = visitor(services)
      const others = {
        applicant: await newViewer(ctx, { level: 'applicant', place: town.home }),
        minor: await newViewer(ctx, { adult: false, place: town.home }),
        elsewhere: await newViewer(ctx, { place: town.away }),
        nowhere: await newViewer(ctx, {}),
        opener,
      }
      for (const [who, other] of Object.entries(others)) {
        expect(await seen(other), who).toEqual([])
        await expect(latchstringById(other, id), who).rejects.toThrow(NotFound)
      }
    })

    it('is another part of the same street too, and for the closest only the same cell of it', async () => {
      const ctx = visitor(services)
      const corner = await newViewer(ctx, { place: { ...town.home, cell: '622236750694744063' } })
      const side = await newViewer(ctx, { place: { ...town.home, streetId: null } })
      const id = await open(opener, 'closest')
      expect(await seen(neighbour)).toEqual([id])
      expect(await seen(corner)).toEqual([])
      expect(await seen(side)).toEqual([])
      await closeLatchstring(opener)
      const wider = await open(opener, 'street')
      expect(await seen(corner)).toEqual([wider])
    })

    it('is one community, in which both are, and no other', async () => {
      const communityId = await group('besloten')
      const member = await newViewer(visitor(services), { place: town.away })
      await opener.db.execute(
        sql`insert into memberships (id, community_id, resident_id, joined) values (${newId()}, ${communityId}, ${member.viewer.id}, now())`,
      )
      const id = await open(opener, 'community', { communityId })
      expect(await seen(member)).toEqual([id])
      expect(await seen(neighbour)).toEqual([])
      await leave(member, communityId)
      expect(await seen(member)).toEqual([])
      await expect(open(neighbour, 'community', { communityId })).rejects.toThrow(NotFound)
    })

    it('is nobody who blocked or is blocked, from that moment on', async () => {
      const id = await open(opener)
      await block(neighbour, opener.viewer.id)
      expect(await seen(neighbour)).toEqual([])
      await expect(askToVisit(neighbour, id)).rejects.toThrow(NotFound)
      const third = await newViewer(visitor(services), { place: town.home })
      await block(opener, third.viewer.id)
      expect(await seen(third)).toEqual([])
    })

    it('changes at once when the opener becomes protected, moves, or is no longer verified', async () => {
      const id = await open(opener)
      expect(await seen(neighbour)).toEqual([id])
      await setProtected(opener, true)
      expect(await seen(neighbour)).toEqual([])
      await setProtected(opener, false)
      await moveTo(opener, opener.viewer.id, { ...town.away })
      expect(await seen(neighbour)).toEqual([])
      await moveTo(opener, opener.viewer.id, town.home)
      await setLevel(opener, opener.viewer.id, 'applicant', 'test')
      expect(await seen(neighbour)).toEqual([])
    })
  })

  describe('opening', () => {
    it('is for verified adults, for themselves', async () => {
      const ctx = visitor(services)
      const opening = { id: newId(), words: 'koffie', reach: 'street' as const, minutes: 60 }
      await expect(openLatchstring(ctx, opening)).rejects.toThrow(SignInNeeded)
      const applicant = await newViewer(ctx, { level: 'applicant', place: town.home })
      await expect(openLatchstring(applicant, opening)).rejects.toThrow(NotAllowed)
      const minor = await newViewer(ctx, { adult: false, place: town.home })
      await expect(openLatchstring(minor, opening)).rejects.toMatchObject({ code: 'adultsOnly' })
      const helped = {
        ...opener,
        viewer: { ...opener.viewer, helper: { id: neighbour.viewer.id, displayName: 'Kees', may: [] } },
      }
      await expect(openLatchstring(helped, opening)).rejects.toMatchObject({ code: 'helperMayNot' })
    })

    it('tells no street of who is protected', async () => {
      await setProtected(opener, true)
      const hidden = await as(opener, opener.viewer.id)
      await expect(open(hidden, 'street')).rejects.toThrow(Invalid)
      await expect(open(hidden, 'closest')).rejects.toThrow(Invalid)
      const communityId = await group()
      await join(neighbour, communityId)
      const id = await open(hidden, 'community', { communityId })
      expect(await seen(neighbour)).toEqual([id])
    })

    it('twice with one form opens once, and one door at a time', async () => {
      const opening = { id: newId(), words: 'koffie', reach: 'street' as const, minutes: 60 }
      await Promise.all([openLatchstring(opener, opening), openLatchstring(opener, opening)])
      expect((await seen(neighbour)).length).toBe(1)
      await expect(open(opener)).rejects.toThrow(Conflict)
      await closeLatchstring(opener)
      await closeLatchstring(opener)
      await open(opener)
      expect((await seen(neighbour)).length).toBe(1)
    })

    it('is bounded: four hours by the database, and so often a day', async () => {
      await expect(
        opener.db.execute(
          sql`insert into latchstrings (id, resident_id, words, reach, street_ids, opened, ends)
              values (${newId()}, ${opener.viewer.id}, 'x', 'street', '{1}', now(), now() + interval '241 minutes')`,
        ),
      ).rejects.toThrow()
      for (let n = 0; n < 6; n++) {
        await open(opener)
        await closeLatchstring(opener)
      }
      await expect(open(opener)).rejects.toThrow(TooMany)
    })
  })

  describe('a neighbour who would like to come', () => {
    it('is told the house number after the yes, and no moment earlier', async () => {
      await withMail(opener, `${opener.viewer.id}@voorbeeld.nl`)
      await withMail(neighbour, `${neighbour.viewer.id}@voorbeeld.nl`)
      const id = await open(opener)
      expect(await doorOf(neighbour, await latchstringById(neighbour, id))).toBeUndefined()
      await Promise.all([askToVisit(neighbour, id), askToVisit(neighbour, id)])
      const [visit, ...more] = (await ownLatchstring(opener))!.visits
      expect(more).toEqual([])
      expect(visit).toMatchObject({ name: 'Kees', answer: null })
      expect(await doorOf(neighbour, await latchstringById(neighbour, id))).toBeUndefined()
      expect((await openingsOf(opener)).filter(({ why }) => why === 'latchstring')).toEqual([])

      await answerVisit(opener, visit!.id, 'yes')
      await answerVisit(opener, visit!.id, 'yes')
      await expect(answerVisit(opener, visit!.id, 'no')).rejects.toThrow(Conflict)
      expect(await doorOf(neighbour, await latchstringById(neighbour, id))).toBe('Lijnbaan 1')
      // Who looked is written down, and the opener reads that it was a neighbour.
      const [opening] = (await openingsOf(opener)).filter(({ why }) => why === 'latchstring')
      expect(opening).toMatchObject({ by: 'neighbour', fields: ['address'] })
      // Somebody else in the street, who asked nothing, sees no number.
      const third = await newViewer(visitor(services), { place: town.home })
      expect(await doorOf(third, await latchstringById(third, id))).toBeUndefined()

      await deliverMail(visitor(services))
      const mail = services.sent.map(({ subject, text }) => `${subject} ${text}`).join('\n')
      expect(mail).toContain('Een buur wil langskomen')
      expect(mail).toContain('Je kunt langskomen')
      expect(mail).not.toContain('koffie')
      expect(mail).not.toContain('Lijnbaan')
      expect(mail).not.toContain('Kees')
    })

    it('hears a no kindly, and sees no number', async () => {
      const id = await open(opener)
      await askToVisit(neighbour, id)
      const [visit] = (await ownLatchstring(opener))!.visits
      await answerVisit(opener, visit!.id, 'no')
      const door = await latchstringById(neighbour, id)
      expect(door.answer).toBe('no')
      expect(await doorOf(neighbour, door)).toBeUndefined()
      expect((await noticesOf(neighbour)).map(({ kind }) => kind)).toEqual(['latchstring.no'])
    })

    it('is answered by the opener only, also not by a steward', async () => {
      const ctx = visitor(services)
      const id = await open(opener)
      await askToVisit(neighbour, id)
      const [visit] = (await ownLatchstring(opener))!.visits
      const stewardId = await newResident(ctx, { level: 'assured', place: town.home })
      await appointSteward(ctx, stewardId, 'moderation')
      for (const other of [neighbour, await newViewer(ctx, { place: town.home }), await as(ctx, stewardId)]) {
        await expect(answerVisit(other, visit!.id, 'yes')).rejects.toThrow(NotFound)
        await expect(blockVisitor(other, visit!.id)).rejects.toThrow(NotFound)
      }
      await expect(answerVisit(ctx, visit!.id, 'yes')).rejects.toThrow(SignInNeeded)
    })

    it('is gone for both when one blocks the other, also after the yes', async () => {
      await withMail(opener, `${opener.viewer.id}@voorbeeld.nl`)
      const id = await open(opener)
      await askToVisit(neighbour, id)
      const [visit] = (await ownLatchstring(opener))!.visits
      await answerVisit(opener, visit!.id, 'yes')
      await blockVisitor(opener, visit!.id)
      await expect(latchstringById(neighbour, id)).rejects.toThrow(NotFound)
      expect((await ownLatchstring(opener))!.visits).toEqual([])
      const third = await newViewer(visitor(services), { place: town.home })
      await blockOpener(third, id)
      expect(await seen(third)).toEqual([])
    })

    it('waits with no more than twenty, also when they come at once', async () => {
      const id = await open(opener)
      const many = []
      for (let n = 0; n < 22; n++) many.push(await newViewer(visitor(services), { place: town.home }))
      const came = await Promise.allSettled(many.map((one) => askToVisit(one, id)))
      expect(came.filter(({ status }) => status === 'fulfilled').length).toBe(20)
      expect((await ownLatchstring(opener))!.visits.length).toBe(20)
    })

    it('may ask so often a day', async () => {
      const id = await open(opener)
      for (let n = 0; n < 20; n++) await askToVisit(neighbour, id)
      await expect(askToVisit(neighbour, id)).rejects.toThrow(TooMany)
    })
  })

  it('is one calm line on the home of the neighbourhood, for whom it is meant', async () => {
    expect(await latchstringLine(neighbour)).toBeUndefined()
    const id = await open(opener)
    expect(await latchstringLine(neighbour)).toMatchObject({ href: `/touwtje/${id}` })
    expect((await latchstringLine(neighbour))!.text).toContain('Samira')
    expect((await latchstringLine(opener))!.text).toContain('Jouw deur staat open')
    await askToVisit(neighbour, id)
    expect((await latchstringLine(opener))!.text).toBe('Een buur wil bij je langskomen.')
    await open(await newViewer(visitor(services), { name: 'Derde', place: town.home }))
    expect(await latchstringLine(neighbour)).toMatchObject({
      text: 'Bij een paar buren staat de deur open.',
      href: '/touwtje',
    })
    expect(await latchstringLine(await newViewer(visitor(services), { place: town.away }))).toBeUndefined()
  })
})
