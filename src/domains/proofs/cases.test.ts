import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import {
  as,
  newTown,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { openEntries } from '../identity/index.ts'
import { loadViewer, type ViewerContext } from '../residents/index.ts'
import { attest } from './attest.ts'
import { giveProof } from './give.ts'
import { renewLevels } from './levels.ts'
import { anotherHome, identitySteward, levelOf, somebody } from './test-support.ts'
import { tendProofs } from './tend.ts'

const birth = '1980-02-29'

onEachEngine('one person, one account', (store) => {
  let services: TestServices
  let site: Site
  let town: Town

  beforeAll(async () => {
    services = testServices(store())
    site = new Site(services)
    town = await newTown(visitor(services))
  })

  const caseOf = async (residentId: string) =>
    row<{ id: string; kind: string; otherId: string }>(
      store().db,
      sql`select id, kind, other_id as "otherId" from identity_cases where resident_id = ${residentId} and closed is null`,
    )
  const steward = async () => site.signedIn((await identitySteward(services, town)).viewer.id)

  /** Two accounts that say they are the same person, the second by eID. */
  async function collide(name: string, day = birth): Promise<[ViewerContext, ViewerContext, string]> {
    const first = await somebody(services, town, { name, birth: day, level: 'assured' })
    const address = anotherHome()
    const second = await somebody(services, town, { name, address })
    const outcome = await attest(second, { kind: 'eid', name, birth: day, address })
    expect(outcome.outcome).toBe('case')
    const found = await caseOf(second.viewer.id)
    expect(found).toMatchObject({ kind: 'same-person', otherId: first.viewer.id })
    return [first, second, found!.id]
  }

  it('proves person and address by what an eID says', async () => {
    const address = anotherHome()
    const me = await somebody(services, town, { address })
    const outcome = await attest(me, { kind: 'eid', name: 'Willeke De Bruijn', birth: '1997-05-10', address })
    expect(outcome).toEqual({ outcome: 'proven', level: 'assured' })
    const entry = (await openEntries(me, [me.viewer.id], 'own')).get(me.viewer.id)
    expect(entry).toMatchObject({ name: 'Willeke De Bruijn', birth: '1997-05-10', address })
  })

  it('proves the person only, when the eID says another address', async () => {
    const me = await somebody(services, town)
    const outcome = await attest(me, {
      kind: 'eid',
      name: 'Bram Vos',
      birth: '1990-05-10',
      address: anotherHome(),
    })
    expect(outcome).toEqual({ outcome: 'other-address', level: 'applicant' })
  })

  it('takes nobody under sixteen, and knows who is not eighteen yet', async () => {
    const [child, young] = [await somebody(services, town), await somebody(services, town)]
    expect(
      await attest(child, { kind: 'eid', name: 'Pip Bos', birth: '2012-01-01', address: undefined }),
    ).toEqual({
      outcome: 'too-young',
    })
    await attest(young, { kind: 'eid', name: 'Jip Bos', birth: '2009-05-20', address: undefined })
    expect((await loadViewer(young, young.viewer.id))!.adult).toBe(false)
    // Their own word does not make them older.
    await (await site.signedIn(young.viewer.id)).post('/ik/achttien')
    expect((await loadViewer(young, young.viewer.id))!.adult).toBe(false)
  })

  it('opens a case for a second account, takes nothing from the first, and hears both', async () => {
    const [first, second, id] = await collide('Henk Visser')
    expect(await levelOf(first, first.viewer.id)).toBe('assured')
    expect(await levelOf(first, second.viewer.id)).toBe('applicant')
    for (const { viewer } of [first, second]) {
      const browser = await site.signedIn(viewer.id)
      const page = await (await browser.get(`/ik/bewijs/zaak/${id}`)).text()
      expect(page).toContain('twee accounts te zijn van één persoon')
      expect((await browser.post(`/ik/bewijs/zaak/${id}`, { words: '' })).status).toBe(422)
      const bsn = await browser.post(`/ik/bewijs/zaak/${id}`, { words: 'mijn nummer is 999991772' })
      expect(await bsn.text()).toContain('Dat vragen we nooit')
      expect(
        (await browser.post(`/ik/bewijs/zaak/${id}`, { words: `Ik ben ${viewer.displayName}` })).status,
      ).toBe(303)
      // Who the other is, is not told.
      expect(await (await browser.get(`/ik/bewijs/zaak/${id}`)).text()).not.toContain('Visser')
    }
    const stranger = await site.signedIn((await somebody(services, town)).viewer.id)
    expect((await stranger.get(`/ik/bewijs/zaak/${id}`)).status).toBe(404)
    expect((await stranger.post(`/ik/bewijs/zaak/${id}`, { words: 'x' })).status).toBe(404)
    const desk = await steward()
    const page = await (await desk.get(`/beheer/zaken/${id}`)).text()
    expect(page).toContain('Henk Visser')
    expect(page.match(/Ik ben Henk/g)).toHaveLength(2)
    // The residents see that somebody of the foundation looked.
    const seen = await (await site.signedIn(first.viewer.id)).get('/ik/gegevens')
    expect(await seen.text()).toContain('Om te kijken of alles klopt')
  })

  it('lets the proof count after all when they are two people', async () => {
    const [first, second, id] = await collide('Jan Postma')
    const desk = await steward()
    expect((await desk.post(`/beheer/zaken/${id}`, { verdict: 'fine', reason: '' })).status).toBe(422)
    expect(
      (await desk.post(`/beheer/zaken/${id}`, { verdict: 'fine', reason: 'Neven met dezelfde naam' })).status,
    ).toBe(303)
    expect(await levelOf(first, second.viewer.id)).toBe('assured')
    expect(await levelOf(first, first.viewer.id)).toBe('assured')
    expect((await desk.post(`/beheer/zaken/${id}`, { verdict: 'same', reason: 'Toch niet' })).status).toBe(
      409,
    )
  })

  it('ends the newer account only after both were heard or a week has passed, and never the earlier one', async () => {
    const [first, second, id] = await collide('Piet Smit')
    const browser = await site.signedIn(second.viewer.id)
    const early = await (
      await steward()
    ).post(`/beheer/zaken/${id}`, { verdict: 'same', reason: 'Eén persoon' })
    expect(early.status).toBe(409)
    services.pass(7 * day)
    const decided = await (
      await steward()
    ).post(`/beheer/zaken/${id}`, { verdict: 'same', reason: 'Eén persoon' })
    expect(decided.status).toBe(303)
    expect(await loadViewer(first, second.viewer.id)).toBeUndefined()
    expect(await levelOf(first, first.viewer.id)).toBe('assured')
    expect((await browser.get('/ik/bewijs')).status).toBe(303)
    await site.deliver()
    const mail = services.sent.find(({ subject }) => subject === 'Er is beslist over je account')
    expect(mail?.text).toContain('/log-in/kwijt')
    expect(
      services.sent.some(({ to, subject }) => to.startsWith(first.viewer.id) && subject === 'Nagekeken'),
    ).toBe(true)
  })

  it('takes away what leaned on an account that turns out false', async () => {
    const liar = await somebody(services, town, { name: 'Niemand Echt', level: 'verified' })
    const leaning = await somebody(services, town)
    const good = await somebody(services, town, { level: 'verified' })
    for (const by of [liar, good]) {
      await liar.db.execute(
        sql`insert into vouches (id, voucher_id, resident_id, given)
            values (gen_random_uuid(), ${by.viewer.id}, ${leaning.viewer.id}, now())`,
      )
    }
    await giveProof(leaning, leaning.viewer.id, { kind: 'desk', address: true, person: false })
    expect(await levelOf(liar, leaning.viewer.id)).toBe('verified')
    const made = await row<{ id: string }>(
      store().db,
      sql`insert into identity_cases (id, kind, resident_id, opened)
          values (gen_random_uuid(), 'household', ${liar.viewer.id}, ${services.clock.now().toISOString()}) returning id`,
    )
    // Also here somebody is heard first.
    const verdict = { verdict: 'false', reason: 'Woont hier niet' }
    expect((await (await steward()).post(`/beheer/zaken/${made!.id}`, verdict)).status).toBe(409)
    services.pass(7 * day)
    const decided = await (await steward()).post(`/beheer/zaken/${made!.id}`, verdict)
    expect(decided.status).toBe(303)
    expect(await loadViewer(liar, liar.viewer.id)).toBeUndefined()
    expect(await levelOf(liar, leaning.viewer.id)).toBe('applicant')
    expect(await levelOf(liar, good.viewer.id)).toBe('verified')
  })

  it('lets nobody judge a case of their own', async () => {
    const judge = await identitySteward(services, town)
    const me = await as(visitor(services), judge.viewer.id)
    const made = await row<{ id: string }>(
      store().db,
      sql`insert into identity_cases (id, kind, resident_id, opened)
          values (gen_random_uuid(), 'ring', ${me.viewer.id}, ${services.clock.now().toISOString()}) returning id`,
    )
    const own = await (
      await site.signedIn(me.viewer.id)
    ).post(`/beheer/zaken/${made!.id}`, { verdict: 'fine', reason: 'Prima' })
    expect(own.status).toBe(403)
  })

  it('opens one case for two attempts at the same moment, and finds the second of two who come together', async () => {
    const name = 'Samen Tegelijk'
    const [one, two] = [
      await somebody(services, town, { name: 'Een Bos' }),
      await somebody(services, town, { name: 'Twee Bos' }),
    ]
    const outcomes = await Promise.all(
      [one, two].map((who) => attest(who, { kind: 'eid', name, birth: '1975-06-01', address: undefined })),
    )
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['case', 'other-address'])
    const again = await Promise.all(
      [0, 1].map(() => attest(two, { kind: 'eid', name, birth: '1975-06-01', address: undefined })),
    )
    expect(again.length).toBe(2)
    const open = await rows(
      store().db,
      sql`select 1 from identity_cases where closed is null and ${two.viewer.id} in (resident_id, other_id)`,
    )
    expect(open.length).toBeGreaterThanOrEqual(1)
    expect(open.length).toBeLessThanOrEqual(2)
  })

  it('changes no name that is proven, and no date of birth that is known, by asking for a letter', async () => {
    const me = await somebody(services, town, { name: 'Bea Postma', birth: '1960-05-05' })
    await giveProof(me, me.viewer.id, { kind: 'eid', address: false, person: true })
    const browser = await site.signedIn(me.viewer.id)
    const other = await browser.post('/ik/bewijs/brief', { name: 'Iemand Anders' })
    expect(other.status).toBe(422)
    expect(await other.text()).toContain('Je naam is al bewezen')
    expect((await browser.post('/ik/bewijs/brief', { name: 'BEA Postma', birth: '1-1-2000' })).status).toBe(
      303,
    )
    const entry = (await openEntries(me, [me.viewer.id], 'own')).get(me.viewer.id)
    expect(entry).toMatchObject({ birth: '1960-05-05' })
  })

  it('makes nobody assured while it is not clear whether they are a second account', async () => {
    await somebody(services, town, { name: 'Tweede Kans', birth: '1970-07-07', level: 'assured' })
    const second = await somebody(services, town, { name: 'Tweede Kans' })
    await giveProof(second, second.viewer.id, { kind: 'letter', address: true, person: false })
    const browser = await site.signedIn(second.viewer.id)
    const given = await browser.post('/ik/bewijs/geboortedatum', { birth: '7-7-1970' })
    expect(given.headers.get('location')).toBe('/ik/bewijs?klaar=zaak')
    const good = await somebody(services, town, { level: 'verified' })
    await second.db.execute(
      sql`insert into vouches (id, voucher_id, resident_id, given)
          values (gen_random_uuid(), ${good.viewer.id}, ${second.viewer.id}, now())`,
    )
    await renewLevels(second, [second.viewer.id], 'test')
    expect(await levelOf(second, second.viewer.id)).toBe('verified')
    const found = await caseOf(second.viewer.id)
    await (await steward()).post(`/beheer/zaken/${found!.id}`, { verdict: 'fine', reason: 'Twee mensen' })
    expect(await levelOf(second, second.viewer.id)).toBe('assured')
  })

  it('looks at an unusual number of people at one address, once, and refuses none of them', async () => {
    const address = anotherHome()
    const people: ViewerContext[] = []
    for (let n = 0; n < 10; n++) {
      const each = await somebody(services, town, { address, name: `Student Nummer${'abcdefghij'[n]}` })
      people.push(each)
      await giveProof(each, each.viewer.id, { kind: 'letter', address: true, person: false })
    }
    for (const { viewer } of people) expect(await levelOf(people[0]!, viewer.id)).toBe('verified')
    const open = await rows<{ residentId: string }>(
      store().db,
      sql`select resident_id as "residentId" from identity_cases where kind = 'household' and closed is null`,
    )
    expect(
      open.filter(({ residentId }) => people.some(({ viewer }) => viewer.id === residentId)),
    ).toHaveLength(1)
    // Nobody is accused of anything.
    expect(await (await (await site.signedIn(people[9]!.viewer.id)).get('/ik/bewijs')).text()).not.toContain(
      'kijkt iets na',
    )
  })

  it('asks after a year whether somebody still lives there, and lets go after two years of silence', async () => {
    const me = await somebody(services, town)
    await giveProof(me, me.viewer.id, { kind: 'letter', address: true, person: false })
    const other = await somebody(services, town)
    await giveProof(other, other.viewer.id, { kind: 'letter', address: true, person: false })
    services.pass(366 * day)
    await tendProofs(visitor(services))
    await tendProofs(visitor(services))
    await site.deliver()
    const asked = services.sent.filter(
      ({ to, subject }) => to.startsWith(me.viewer.id) && subject === 'Woon je er nog?',
    )
    expect(asked).toHaveLength(1)
    const browser = await site.signedIn(other.viewer.id)
    expect((await browser.post('/ik/bewijs/woon-hier')).headers.get('location')).toBe('/ik/bewijs?klaar=nog')
    services.pass(370 * day)
    await tendProofs(visitor(services))
    expect(await levelOf(me, me.viewer.id)).toBe('applicant')
    expect(await levelOf(me, other.viewer.id)).toBe('verified')
  })
})
