import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  newTown,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { Site, type Browser } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import type { ViewerContext } from '../residents/index.ts'
import { anotherHome, identitySteward, levelOf, postLetters, somebody } from './test-support.ts'

onEachEngine('claiming a name and a home', (store) => {
  let services: TestServices
  let site: Site
  let town: Town

  beforeAll(async () => {
    services = testServices(store())
    site = new Site(services)
    town = await newTown(visitor(services))
  })

  const steward = async () => site.signedIn((await identitySteward(services, town)).viewer.id)
  const ask = async (who: ViewerContext, name: string, birth = '') =>
    (await site.signedIn(who.viewer.id)).post('/ik/bewijs/brief', { name, birth })
  const caseOf = (who: ViewerContext) =>
    row<{ id: string; kind: string; other: string | null; closed: Date | null }>(
      store().db,
      sql`select id, kind, other_id as other, closed from identity_cases where resident_id = ${who.viewer.id}`,
    )
  const told = async (who: ViewerContext) =>
    rows(store().db, sql`select kind from notices where resident_id = ${who.viewer.id}`)
  /** The letter that was asked for comes, and its code is filled in. */
  async function comesBack(who: ViewerContext, desk?: Browser): Promise<Response> {
    const { number, code } = await postLetters(site, desk ?? (await steward()), who, who.viewer.id)
    return site.visitor().post('/brief', { nr: number, code })
  }
  const shown = (page: string) =>
    page.replaceAll(/[a-z0-9]{8}-[a-z0-9-]{27}|nonce="[^"]*"|\/s\/[^"]*/g, '').replaceAll(/\d{2,}/g, '')

  describe('before anything is proven', () => {
    it('answers and tells the same, whoever lives there and whatever date of birth is given', async () => {
      const [address, empty] = [anotherHome(), anotherHome()]
      const known = await somebody(services, town, {
        name: 'Willem de Vries',
        address,
        birth: '1950-01-01',
        level: 'verified',
      })
      const answers: string[] = []
      for (const [home, birth] of [
        [address, ''],
        [empty, ''],
        [address, '2-2-1980'],
        [address, '1-1-1950'],
        [empty, '1-1-1950'],
      ] as const) {
        const claims = await somebody(services, town, { name: 'Wim', address: home })
        const answer = await ask(claims, 'Willem de Vries', birth)
        const browser = await site.signedIn(claims.viewer.id)
        const form = await browser.get('/ik/bewijs/brief')
        expect(await form.text()).toContain('Woont er nog iemand met jouw naam op dit adres?')
        const page = shown(await (await browser.get('/ik/bewijs')).text())
        answers.push(`${answer.status} ${answer.headers.get('location')} ${page}`)
        expect(await told(claims)).toEqual([])
        expect(await caseOf(claims)).toBeUndefined()
      }
      expect(answers[0]).toContain('303 /ik/bewijs?klaar=gevraagd')
      expect(new Set(answers).size).toBe(1)
      expect(await told(known)).toEqual([])
    })

    it('takes no date of birth elsewhere from who made up a name', async () => {
      await somebody(services, town, { name: 'Aagje Bos', birth: '1960-06-06', level: 'verified' })
      const claims = await somebody(services, town, { name: 'Aagje Bos' })
      const answer = await (
        await site.signedIn(claims.viewer.id)
      ).post('/ik/bewijs/geboortedatum', { birth: '6-6-1960' })
      expect(answer.status).toBe(403)
      expect(await caseOf(claims)).toBeUndefined()
    })

    it('keeps nobody waiting for an account that only claims to be them, and tells that account nothing', async () => {
      const birth = '1971-01-01'
      const address = anotherHome()
      const squatter = await somebody(services, town, { name: 'Echte Bewoner', birth, address })
      const real = await somebody(services, town, { address })
      await ask(real, 'Echte Bewoner', '1-1-1971')
      expect(await (await comesBack(real)).text()).toContain('Het adres op deze brief is bewezen')
      expect(await levelOf(real, real.viewer.id)).toBe('verified')
      expect(await told(squatter)).toEqual([])
    })
  })

  describe('when the code comes back', () => {
    it('lets the proof of a second account wait for a verdict, and a neighbour’s phone does not tell why', async () => {
      const known = await somebody(services, town, {
        name: 'Dubbele Daan',
        birth: '1980-03-03',
        level: 'verified',
      })
      const again = await somebody(services, town)
      await ask(again, 'Dubbele Daan', '3-3-1980')
      const answer = await (await comesBack(again)).text()
      expect(answer).toContain('De code klopt.')
      expect(answer).not.toMatch(/bewezen|kijkt/)
      expect(await levelOf(again, again.viewer.id)).toBe('applicant')
      const found = await caseOf(again)
      expect(found).toMatchObject({ kind: 'same-person', other: known.viewer.id })
      expect(await levelOf(again, known.viewer.id)).toBe('verified')
      // When they are two people after all, the letter counts and no other one is needed.
      await (await steward()).post(`/beheer/zaken/${found!.id}`, { verdict: 'fine', reason: 'Neven' })
      expect(await levelOf(again, again.viewer.id)).toBe('verified')
      const letters = await rows(
        store().db,
        sql`select state from letters where resident_id = ${again.viewer.id}`,
      )
      expect(letters).toEqual([{ state: 'used' }])
    })

    it('hears namesakes at one home whom no date of birth tells apart, and makes neither wait', async () => {
      const address = anotherHome()
      const father = await somebody(services, town, { name: 'Jan Bos', address, level: 'verified' })
      const son = await somebody(services, town, { name: 'Jantje', address })
      await ask(son, 'Jan Bos', '2-2-1990')
      await comesBack(son)
      expect(await levelOf(son, son.viewer.id)).toBe('verified')
      const found = await row<{ id: string }>(
        store().db,
        sql`select id from identity_cases where closed is null and ${father.viewer.id} in (resident_id, other_id)`,
      )
      expect(found).toBeDefined()
      await (await steward()).post(`/beheer/zaken/${found!.id}`, { verdict: 'fine', reason: 'Vader en zoon' })
      // Once they were found to be two, nobody asks again.
      services.pass(91 * day)
      await ask(son, 'Jan Bos')
      await comesBack(son)
      const open = await rows(
        store().db,
        sql`select 1 from identity_cases where closed is null and ${son.viewer.id} in (resident_id, other_id)`,
      )
      expect(open).toEqual([])
    })

    it('asks nobody anything when two dates of birth tell namesakes apart', async () => {
      const address = anotherHome()
      const mother = await somebody(services, town, {
        name: 'Bea Smit',
        address,
        birth: '1950-01-01',
        level: 'verified',
      })
      const daughter = await somebody(services, town, { address })
      await ask(daughter, 'Bea Smit', '2-2-1980')
      await comesBack(daughter)
      expect(await levelOf(daughter, daughter.viewer.id)).toBe('verified')
      expect(await caseOf(daughter)).toBeUndefined()
      expect(await caseOf(mother)).toBeUndefined()
    })
  })

  describe('a home to which strangers had letters sent', () => {
    it('still sends one to who really lives there, and bounds the others', async () => {
      const address = anotherHome()
      const desk = await identitySteward(services, town)
      const browser = await site.signedIn(desk.viewer.id)
      // Three accounts, three letters each: nine, and eight go without anybody looking.
      for (let n = 0; n < 3; n++) {
        const stranger = await somebody(services, town, { address, name: `Vreemde ${'abc'[n]}` })
        const own = await site.signedIn(stranger.viewer.id)
        for (let m = 0; m < 3; m++) {
          await own.post('/ik/bewijs/brief', { name: `Vreemde Bos${'abc'[n]}` })
          await own.post('/beheer/brieven/druk')
          await stranger.db.execute(
            sql`update letters set state = 'withdrawn', code = null, closed = now(), number = ${`N${n}${m}${address.number}`},
                  batch = gen_random_uuid(), printed = ${services.clock.now().toISOString()}, posted = now(), ends = now() + interval '1 day'
                where resident_id = ${stranger.viewer.id} and state = 'asked' and held is null`,
          )
        }
      }
      const real = await somebody(services, town, { address, name: 'Echte Bewoner' })
      const asked = await ask(real, 'Echte Bewoner')
      expect(asked.headers.get('location')).toBe('/ik/bewijs?klaar=gevraagd')
      const own = await site.signedIn(real.viewer.id)
      expect(await (await own.get('/ik/bewijs')).text()).toContain('Je brief ligt klaar om gedrukt te worden')
      // It is not printed by itself.
      await browser.post('/beheer/brieven/druk')
      const held = await row<{ id: string; state: string; held: Date | null }>(
        store().db,
        sql`select id, state, held from letters where resident_id = ${real.viewer.id}`,
      )
      expect(held).toMatchObject({ state: 'asked' })
      expect(held?.held).toBeTruthy()
      const page = await (await browser.get('/beheer/brieven')).text()
      expect(page).toContain('Veel brieven naar één huis')
      expect(page).toContain('Gedrukt voor dit huis: 8 brieven, voor 3 accounts. Voor deze bewoner zelf: 0.')
      expect(page).not.toMatch(/Lijnbaan|Bewoner Echte|Echte Bewoner/)
      // Neighbours cannot let it go, a steward can, once.
      expect((await own.post(`/beheer/brief/${held!.id}/stuur`)).status).toBe(403)
      expect((await site.visitor().post(`/beheer/brief/${held!.id}/weiger`)).status).toBe(401)
      expect((await browser.post(`/beheer/brief/${held!.id}/stuur`)).status).toBe(303)
      expect((await browser.post(`/beheer/brief/${held!.id}/stuur`)).status).toBe(404)
      expect(await (await comesBack(real, browser)).text()).toContain('Het adres op deze brief is bewezen')
      expect(await levelOf(real, real.viewer.id)).toBe('verified')
    })

    it('tells whoever gets none how else it can be done', async () => {
      const who = await somebody(services, town, { name: 'Geen Brief' })
      await who.db.execute(
        sql`insert into letters (id, resident_id, purpose, state, asked, held)
            values (gen_random_uuid(), ${who.viewer.id}, 'address', 'asked', now(), now())`,
      )
      const { id } = (await row<{ id: string }>(
        store().db,
        sql`select id from letters where resident_id = ${who.viewer.id}`,
      ))!
      const desk = await steward()
      expect((await desk.post(`/beheer/brief/${id}/weiger`)).status).toBe(303)
      expect((await desk.post(`/beheer/brief/${id}/weiger`)).status).toBe(404)
      expect((await desk.post('/beheer/brief/iets/weiger')).status).toBe(404)
      await site.deliver()
      const mail = services.sent.find(({ to }) => to.startsWith(who.viewer.id))
      expect(mail?.subject).toBe('Je brief gaat niet weg')
      expect(mail?.text).toContain('Twee buren die je kennen')
    })
  })
})
