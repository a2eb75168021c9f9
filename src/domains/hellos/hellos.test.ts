import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  as,
  deliverMail,
  newConcept,
  newResident,
  newTown,
  newViewer,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { chooseAmbition } from '../ambitions/index.ts'
import { foundCommunity, join } from '../communities/index.ts'
import { putInVault } from '../identity/index.ts'
import {
  appointSteward,
  block,
  noticesOf,
  setLevel,
  setProtected,
  type ViewerContext,
} from '../residents/index.ts'
import { answerHello, blockFellow, leaveNote, pause, stop, takePart } from './actions.ts'
import { introduceMonth, monthOf, settleHellos } from './introduce.ts'
import { currentHello, ownTerm } from './queries.ts'

onEachEngine('hé hallo', (store) => {
  let services: TestServices
  let site: Site
  let town: Town
  let one: ViewerContext
  let two: ViewerContext
  let three: ViewerContext

  beforeAll(() => {
    services = testServices(store())
    site = new Site(services)
  })
  beforeEach(async () => {
    for (const table of ['hellos', 'hello_terms', 'hello_rounds', 'notices', 'limits'])
      await store().db.execute(sql`delete from ${sql.identifier(table)}`)
    town = await newTown(visitor(services))
    one = await person('Noor')
    two = await person('Kees')
    three = await person('Aylin')
  })

  const person = (name: string, more: { adult?: boolean; level?: 'applicant' | 'verified' } = {}) =>
    newViewer(visitor(services), { name, ...more, place: town.home })
  const livesAt = (who: ViewerContext, number: number) =>
    putInVault(who, who.viewer.id, {
      name: who.viewer.displayName,
      mail: `${who.viewer.id}@voorbeeld.nl`,
      address: {
        street: 'Lijnbaan',
        number,
        letter: '',
        addition: '',
        postcode: '9990AA',
        place: 'Ravenhorst',
      },
    })
  const all = async (...people: ViewerContext[]) => {
    for (const each of people) await takePart(each, false)
  }
  const round = async () => {
    await introduceMonth(visitor(services))
    await site.deliver()
  }
  const groups = async () => {
    const found = await rows<{ people: string[] }>(
      store().db,
      sql`select array_agg(resident_id::text order by resident_id) as people from hello_people group by hello_id`,
    )
    return found.map(({ people }) => people)
  }
  const stateOf = async (who: ViewerContext) => (await currentHello(who))?.state
  const told = async (who: ViewerContext) => (await noticesOf(who)).map(({ kind }) => kind)

  describe('taking part', () => {
    it('is for verified adults, who ask for it themselves', async () => {
      const ctx = visitor(services)
      await expect(takePart(ctx, false)).rejects.toThrow(SignInNeeded)
      await expect(takePart(await person('A', { level: 'applicant' }), false)).rejects.toThrow(NotAllowed)
      await expect(takePart(await person('M', { adult: false }), false)).rejects.toMatchObject({
        code: 'adultsOnly',
      })
      await all(one, one)
      expect(await ownTerm(one)).toMatchObject({ paused: false })
      await round()
      expect(await groups()).toEqual([])
    })

    it('in protected mode asks for a yes to what is told', async () => {
      await setProtected(one, true)
      const hidden = await as(one, one.viewer.id)
      await expect(takePart(hidden, false)).rejects.toThrow(Invalid)
      await takePart(hidden, true)
      await all(two)
      await round()
      expect(await stateOf(two)).toBe('asked')
    })

    it('stops at once for who becomes protected, falls back, pauses or stops', async () => {
      await all(one, two, three)
      const four = await person('Vier')
      await all(four)
      await setProtected(one, true)
      await setLevel(two, two.viewer.id, 'applicant', 'test')
      await pause(three)
      await stop(four)
      await round()
      expect(await groups()).toEqual([])
      expect(await ownTerm(await as(one, one.viewer.id))).toMatchObject({ needsConsent: true })
      expect(await ownTerm(three)).toMatchObject({ paused: true })
      expect(await ownTerm(four)).toBeUndefined()
    })
  })

  describe('a round', () => {
    it('introduces two, or three when odd, and tells each that somebody wants to meet, not who', async () => {
      for (const [number, each] of [one, two, three].entries()) await livesAt(each, number + 1)
      await all(one, two, three)
      await round()
      expect(await groups()).toEqual([[one, two, three].map(({ viewer }) => viewer.id).sort()])
      for (const each of [one, two, three]) {
        expect(await told(each)).toEqual(['hello.made'])
        expect(await currentHello(each)).toMatchObject({ state: 'asked', others: 2, people: [] })
      }
      await deliverMail(visitor(services))
      const mail = services.sent.map(({ subject, text }) => `${subject} ${text}`).join('\n')
      expect(mail).toContain('een buur wil kennismaken')
      expect(mail).not.toMatch(/Noor|Kees|Aylin|Lijnbaan/)
    })

    it('happens once a month, also when two processes begin at once', async () => {
      await all(one, two)
      await Promise.all([introduceMonth(visitor(services)), introduceMonth(visitor(services))])
      await round()
      expect((await groups()).length).toBe(1)
    })

    it('starts anew in an area where it stopped half way, and leaves alone what was done', async () => {
      const first = [one, two]
      const other = await newTown(visitor(services))
      const second = [
        await newViewer(visitor(services), { place: other.home }),
        await newViewer(visitor(services), { place: other.home }),
      ]
      await all(...first, ...second)
      // The store stops at the last thing that is written for the second area.
      await store().runScript(`
        create function stop_half_way() returns trigger language plpgsql as $$ begin
          if new.resident_id in ('${second[0]!.viewer.id}', '${second[1]!.viewer.id}') then raise exception 'the power went'; end if;
          return new; end $$;
        create trigger stop_half_way before insert on hello_people for each row execute function stop_half_way();`)
      await expect(introduceMonth(visitor(services))).rejects.toThrow()
      expect((await groups()).length).toBe(1)
      await store().runScript('drop trigger stop_half_way on hello_people; drop function stop_half_way()')
      await round()
      await round()
      expect((await groups()).length).toBe(2)
      const made = await row<{ n: number }>(store().db, sql`select count(*)::int as n from hellos`)
      expect(made!.n).toBe(2)
      for (const each of [...first, ...second]) expect(await told(each)).toEqual(['hello.made'])
    })

    it('never introduces who blocked each other, live together, or met within a year', async () => {
      await block(one, two.viewer.id)
      await all(one, two)
      await round()
      expect(await groups()).toEqual([])
      // Mates of one home.
      const mates = [await person('Jan'), await person('Jet')]
      for (const each of mates) await livesAt(each, 9)
      await stop(one)
      await stop(two)
      await all(...mates)
      services.pass(31 * day)
      await round()
      expect(await groups()).toEqual([])
      await all(one)
      services.pass(31 * day)
      await round()
      expect((await groups()).length).toBe(1)
      expect((await groups())[0]).toContain(one.viewer.id)
    })

    it('does not introduce the same two again within a year', async () => {
      await all(one, two)
      await round()
      for (let month = 1; month < 12; month++) {
        services.pass(30 * day)
        await round()
      }
      expect((await groups()).length).toBe(1)
      services.pass(40 * day)
      await round()
      expect((await groups()).length).toBe(2)
    })

    it('gives as reason only what both chose, never a sensitive wish, and prefers who share it', async () => {
      const ctx = visitor(services)
      const slug = `tuin-${town.gemeente}`
      const secret = `geloof-${town.gemeente}`
      await newConcept(ctx, { scheme: 'ambition', slug, label: 'Een geveltuin' })
      await newConcept(ctx, { scheme: 'ambition', slug: secret, label: 'Samen bidden', sensitive: true })
      const four = await person('Vier')
      for (const each of [one, two])
        await chooseAmbition(each, { slug: secret, dream: '', reach: 'buurt', findable: true })
      for (const each of [two, four])
        await chooseAmbition(each, { slug, dream: '', reach: 'buurt', findable: false })
      await all(one, two, three, four)
      await round()
      expect(await groups()).toContainEqual([two.viewer.id, four.viewer.id].sort())
      expect((await currentHello(two))!.ambition).toBe('Een geveltuin')
      expect((await currentHello(one))!.ambition).toBe('')
    })

    it('prefers people without a common community', async () => {
      const four = await person('Vier')
      const { id } = await foundCommunity(one, {
        name: 'Hofje',
        purpose: '',
        access: 'extranet',
        areaIds: [town.buurt],
        conceptIds: [],
      })
      await join(two, id)
      await all(one, two, three, four)
      await round()
      expect(await groups()).not.toContainEqual([one.viewer.id, two.viewer.id].sort())
      expect((await groups()).length).toBe(2)
    })
  })

  describe('an introduction', () => {
    const begin = async (...people: ViewerContext[]) => {
      await all(...people)
      await round()
      return (await currentHello(people[0]!))!.id
    }

    it('shows names and notes only when everybody said yes', async () => {
      const id = await begin(one, two, three)
      await answerHello(one, id, 'yes', 'Zaterdag bij het bankje')
      await answerHello(one, id, 'yes')
      await answerHello(two, id, 'yes')
      for (const each of [one, two, three]) {
        expect((await currentHello(each))!.people).toEqual([])
        expect(await told(each)).toEqual(['hello.made'])
      }
      await answerHello(three, id, 'yes')
      expect(await currentHello(two)).toMatchObject({
        state: 'met',
        people: [
          { name: 'Aylin', note: null },
          { name: 'Noor', note: 'Zaterdag bij het bankje' },
        ],
      })
      for (const each of [one, two, three]) expect(await told(each)).toEqual(['hello.met', 'hello.made'])
      await leaveNote(two, id, 'Ik neem koffie mee')
      expect((await currentHello(one))!.people.map(({ note }) => note)).toContain('Ik neem koffie mee')
      // It stays after its week.
      services.pass(8 * day)
      await settleHellos(visitor(services))
      expect(await stateOf(one)).toBe('met')
    })

    it('meets once when the last two say yes at the same moment', async () => {
      const id = await begin(one, two)
      await Promise.all([answerHello(one, id, 'yes'), answerHello(two, id, 'yes')])
      expect(await stateOf(one)).toBe('met')
      expect(await told(one)).toEqual(['hello.met', 'hello.made'])
    })

    it('tells nobody who said no: nothing shows until the week is over, and then the same sentence', async () => {
      const id = await begin(one, two, three)
      await answerHello(one, id, 'yes')
      const before = await currentHello(one)
      await answerHello(two, id, 'no')
      expect(await currentHello(one)).toEqual(before)
      expect(await told(one)).toEqual(['hello.made'])
      expect(await stateOf(two)).toBe('declined')
      services.pass(7 * day)
      await settleHellos(visitor(services))
      await settleHellos(visitor(services))
      expect(await told(one)).toEqual(['hello.over', 'hello.made'])
      // Who said no, or nothing, is left in peace.
      for (const each of [two, three]) expect(await told(each)).toEqual(['hello.made'])
      await expect(answerHello(three, id, 'yes')).rejects.toThrow(Conflict)
    })

    it('expires in silence just as it does after a no', async () => {
      const id = await begin(one, two)
      await answerHello(one, id, 'yes')
      services.pass(7 * day)
      expect(await stateOf(one)).toBe('over')
      await settleHellos(visitor(services))
      expect(await stateOf(one)).toBe('over')
      expect(await stateOf(two)).toBe('over')
      await expect(answerHello(two, id, 'yes')).rejects.toThrow(Conflict)
      expect((await noticesOf(one)).map(({ data }) => Object.keys(data))).toEqual([['hello'], ['hello']])
    })

    it('is over for both when one blocks the other, before and after the yes', async () => {
      const id = await begin(one, two)
      await block(two, one.viewer.id)
      expect(await stateOf(one)).toBe('over')
      await expect(answerHello(one, id, 'yes')).rejects.toThrow(NotFound)
      const met = await begin(three, await person('Vijf')).catch(() => '')
      expect(met).toBe('')
    })

    it('hides who blocked or is blocked once they met', async () => {
      const id = await begin(one, two)
      await expect(blockFellow(one, two.viewer.id)).rejects.toThrow(NotFound)
      await answerHello(one, id, 'yes')
      await answerHello(two, id, 'yes')
      await blockFellow(one, two.viewer.id)
      for (const each of [one, two]) expect((await currentHello(each))!.people).toEqual([])
    })

    it('is answered by those two only, also not by a steward', async () => {
      const ctx = visitor(services)
      const id = await begin(one, two)
      const stewardId = await newResident(ctx, { level: 'assured', place: town.home })
      await appointSteward(ctx, stewardId, 'moderation')
      for (const other of [three, await as(ctx, stewardId)]) {
        await expect(answerHello(other, id, 'yes')).rejects.toThrow(NotFound)
        await expect(leaveNote(other, id, 'x')).rejects.toThrow(NotFound)
        expect(await currentHello(other)).toBeUndefined()
      }
      await expect(answerHello(ctx, id, 'yes')).rejects.toThrow(SignInNeeded)
      await expect(answerHello(one, newId(), 'yes')).rejects.toThrow(NotFound)
    })
  })

  it('knows the month by the clock on the wall', () => {
    expect(monthOf(new Date('2026-05-31T22:30:00Z'))).toBe('2026-06-01')
    expect(monthOf(new Date('2026-06-30T21:30:00Z'))).toBe('2026-06-01')
  })

  it('goes with forms only, and shows nothing of the other before the yes', async () => {
    const his = await site.signedIn(one.viewer.id)
    const hers = await site.signedIn(two.viewer.id)
    for (const browser of [his, hers]) expect((await browser.post('/hallo')).status).toBe(303)
    await round()
    const asked = await (await his.get('/hallo')).text()
    expect(asked).toContain('Een buur om te leren kennen')
    expect(asked).not.toContain('Kees')
    const path = /\/hallo\/[0-9a-f-]{36}/.exec(asked)![0]
    const wrong = await his.post(`${path}/ja`, { note: 'bel 999999990' })
    expect(wrong.status).toBe(422)
    expect((await his.post(`${path}/ja`, { note: 'Bij het bankje' })).status).toBe(303)
    const waiting = await (await hers.get('/hallo')).text()
    expect(waiting).not.toContain('bankje?')
    expect(waiting).not.toContain('Noor')
    expect((await hers.post(`${path}/ja`)).status).toBe(303)
    const met = await (await hers.get('/hallo')).text()
    expect(met).toContain('Zeg hallo tegen Noor')
    expect(met).toContain('Bij het bankje')
    expect((await site.visitor().get('/hallo')).status).toBe(303)
  })
})
