import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  as,
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
import { loadViewer, type ViewerContext } from '../residents/index.ts'
import { attest } from './attest.ts'
import { openCase } from './cases/open.ts'
import { endedForGood } from './cases/objections.ts'
import { giveProof } from './give.ts'
import { anotherHome, identitySteward, levelOf, somebody } from './test-support.ts'

onEachEngine('a verdict that ended an account', (store) => {
  let services: TestServices
  let site: Site
  let town: Town

  beforeAll(async () => {
    services = testServices(store())
    site = new Site(services)
    town = await newTown(visitor(services))
  })

  interface Ended {
    who: ViewerContext
    /** Whom they vouched for, who is verified by it and one other. */
    leaning: ViewerContext
    id: string
    judge: ViewerContext
    link: string
  }
  const steward = (name?: ViewerContext) =>
    (name ? Promise.resolve(name) : identitySteward(services, town)).then(({ viewer }) =>
      site.signedIn(viewer.id),
    )
  const code = (link: string) => new URL(link).searchParams.get('code')!

  /** Somebody with a letter and a vouch of their own, whose account a steward ended by mistake. */
  async function ended(): Promise<Ended> {
    const who = await somebody(services, town, { name: 'Toch Echt', level: 'applicant' })
    await giveProof(who, who.viewer.id, { kind: 'letter', address: true, person: false })
    const [other, leaning] = [
      await somebody(services, town, { level: 'verified' }),
      await somebody(services, town),
    ]
    for (const [by, to] of [
      [who, leaning],
      [other, leaning],
      [other, who],
    ] as const)
      await who.db.execute(
        sql`insert into vouches (id, voucher_id, resident_id, given)
            values (gen_random_uuid(), ${by.viewer.id}, ${to.viewer.id}, ${services.clock.now().toISOString()})`,
      )
    await giveProof(leaning, leaning.viewer.id, { kind: 'desk', address: true, person: false })
    expect(await levelOf(who, leaning.viewer.id)).toBe('verified')
    const id = await openCase(visitor(services), { kind: 'household', residentId: who.viewer.id })
    services.pass(8 * day)
    const judge = await identitySteward(services, town)
    const decided = await (
      await steward(judge)
    ).post(`/beheer/zaken/${id}`, { verdict: 'false', reason: 'Hier woont niemand met deze naam' })
    expect(decided.status).toBe(303)
    expect(await loadViewer(who, who.viewer.id)).toBeUndefined()
    expect(await levelOf(who, leaning.viewer.id)).toBe('applicant')
    await site.deliver()
    const mail = services.sent.findLast(
      ({ to, subject }) => to.startsWith(who.viewer.id) && subject === 'Er is beslist over je account',
    )
    const link = /https?:\S+\/bezwaar\?code=\S+/.exec(mail?.text ?? '')?.[0]
    expect(mail?.text).toContain('Hier woont niemand met deze naam')
    expect(link).toBeDefined()
    return { who, leaning, id, judge, link: link! }
  }
  const object = async (link: string, words: string, browser: Browser = site.visitor()) =>
    browser.post('/bezwaar', { code: code(link), words })

  it('is undone by somebody else of the foundation, after its owner objected by the link in the mail', async () => {
    const { who, leaning, id, judge, link } = await ended()
    const path = link.slice(services.config.origin.length)
    expect(await (await site.visitor().get(path)).text()).toContain('Maak bezwaar')
    expect((await object(link, '')).status).toBe(422)
    const bsn = await object(link, 'Mijn nummer is 999991772')
    expect([bsn.status, (await bsn.text()).includes('Dat vragen we nooit')]).toEqual([422, true])
    expect((await object(link, 'Ik woon hier')).status).toBe(200)
    expect((await object(link, 'Ik woon hier wel, kom maar kijken')).status).toBe(200)
    expect(await (await site.visitor().get(path)).text()).toContain('kom maar kijken')
    const other = await steward()
    expect(await (await other.get('/beheer/zaken')).text()).toContain(`/beheer/zaken/${id}`)
    const page = await (await other.get(`/beheer/zaken/${id}`)).text()
    expect(page).toContain('Ik woon hier wel, kom maar kijken')
    const answer = { outcome: 'undone', reason: 'We belden aan: het klopt' }
    // Not by who decided, not by who it is about, not by anybody else.
    const judges = await steward(judge)
    const own = await judges.post(`/beheer/zaken/${id}/bezwaar`, answer)
    expect([own.status, (await own.text()).includes('Jij nam het eerste besluit')]).toEqual([403, true])
    expect((await site.visitor().post(`/beheer/zaken/${id}/bezwaar`, answer)).status).toBe(401)
    const neighbour = await site.signedIn(leaning.viewer.id)
    expect((await neighbour.post(`/beheer/zaken/${id}/bezwaar`, answer)).status).toBe(403)
    expect((await other.post(`/beheer/zaken/${id}/bezwaar`, { ...answer, reason: '' })).status).toBe(422)
    const [first, second] = await Promise.all([
      other.post(`/beheer/zaken/${id}/bezwaar`, answer),
      (await steward()).post(`/beheer/zaken/${id}/bezwaar`, answer),
    ])
    expect([first.status, second.status].toSorted()).toEqual([303, 409])
    // All that was proven and vouched is back, for them and for who leaned on it.
    expect(await loadViewer(who, who.viewer.id)).toMatchObject({ level: 'verified' })
    expect(await levelOf(who, leaning.viewer.id)).toBe('verified')
    await site.deliver()
    const mail = services.sent.findLast(({ to }) => to.startsWith(who.viewer.id))
    expect(mail?.subject).toBe('Je account is terug')
    expect(mail?.text).toMatch(/We belden aan: het klopt[^]*opnieuw meedoen/)
    expect((await (await site.signedIn(who.viewer.id)).get('/ik/bewijs')).status).toBe(200)
    // The link is over, and the account is not erased.
    expect((await site.visitor().get(path)).status).toBe(404)
    services.pass(60 * day)
    expect(await endedForGood(visitor(services))).not.toContain(who.viewer.id)
  })

  it('stands when nobody objected in six weeks, and the link is over', async () => {
    const { who, link } = await ended()
    services.pass(41 * day)
    expect(await endedForGood(visitor(services))).not.toContain(who.viewer.id)
    services.pass(2 * day)
    expect((await object(link, 'Te laat')).status).toBe(404)
    expect(await endedForGood(visitor(services))).toContain(who.viewer.id)
  })

  it('is not erased while an objection waits, and stands when that is turned down', async () => {
    const { who, id, link } = await ended()
    await object(link, 'Ik ben het echt')
    services.pass(50 * day)
    expect(await endedForGood(visitor(services))).not.toContain(who.viewer.id)
    const answer = { outcome: 'stands', reason: 'Niemand deed open' }
    expect((await (await steward()).post(`/beheer/zaken/${id}/bezwaar`, answer)).status).toBe(303)
    expect(await loadViewer(who, who.viewer.id)).toBeUndefined()
    expect(await endedForGood(visitor(services))).toContain(who.viewer.id)
    await site.deliver()
    expect(services.sent.findLast(({ to }) => to.startsWith(who.viewer.id))?.text).toContain(
      'Niemand deed open',
    )
  })

  it('takes an objection on paper from who cannot be mailed, and none where there is none', async () => {
    const { who, id, judge } = await ended()
    const desk = await steward(judge)
    const none = await (
      await steward()
    ).post(`/beheer/zaken/${id}/bezwaar`, { outcome: 'undone', reason: 'Zomaar' })
    expect(none.status).toBe(409)
    expect((await desk.post(`/beheer/zaken/${id}/papier`, { words: 'Van papier' })).status).toBe(303)
    const neighbour = await site.signedIn((await somebody(services, town)).viewer.id)
    expect((await neighbour.post(`/beheer/zaken/${id}/papier`, { words: 'Van papier' })).status).toBe(403)
    await (await steward()).post(`/beheer/zaken/${id}/bezwaar`, { outcome: 'undone', reason: 'Klopt' })
    expect(await loadViewer(who, who.viewer.id)).toBeDefined()
  })

  it('brings nothing back that ended for another reason', async () => {
    const { who, leaning, id, link } = await ended()
    // Meanwhile whom they vouched for has moved: what was said of the old home does not come back.
    await who.db.execute(
      sql`insert into moves (resident_id, moved) values (${leaning.viewer.id}, ${services.clock.now().toISOString()})`,
    )
    await object(link, 'Ik ben het')
    await (await steward()).post(`/beheer/zaken/${id}/bezwaar`, { outcome: 'undone', reason: 'Klopt' })
    expect(await levelOf(who, who.viewer.id)).toBe('verified')
    expect(await levelOf(who, leaning.viewer.id)).toBe('applicant')
  })

  describe('when it is guessed', () => {
    it('finds nothing by a key that was made up, and stops who goes on', async () => {
      const statuses: number[] = []
      const browser = site.visitor()
      for (let n = 0; n < 21; n++)
        statuses.push((await browser.post('/bezwaar', { code: `verzonnen${n}`, words: 'x' })).status)
      expect(new Set(statuses.slice(0, 1))).toEqual(new Set([404]))
      expect(statuses.at(-1)).toBe(429)
      services.pass(day)
    })

    it('keeps no key that can be read in the store', async () => {
      const { link } = await ended()
      const kept = await rows(
        store().db,
        sql`select 1 from objections where encode(hash, 'escape') like ${`%${code(link)}%`}`,
      )
      expect(kept).toEqual([])
      const whole = await row<{ hash: Uint8Array }>(
        store().db,
        sql`select hash from objections order by ends desc limit 1`,
      )
      expect(whole?.hash).toHaveLength(32)
    })
  })

  it('ends one account of two, and when that is undone they are two people for good', async () => {
    const birth = '1980-02-29'
    const first = await somebody(services, town, { name: 'Zelfde Naam', birth, level: 'assured' })
    const address = anotherHome()
    const second = await somebody(services, town, { name: 'Zelfde Naam', address, birth })
    const id = await openCase(visitor(services), {
      kind: 'same-person',
      residentId: second.viewer.id,
      otherId: first.viewer.id,
      pending: { kind: 'eid', address: true, person: true },
    })
    services.pass(8 * day)
    await (await steward()).post(`/beheer/zaken/${id}`, { verdict: 'same', reason: 'Eén persoon' })
    await (await steward()).post(`/beheer/zaken/${id}/papier`, { words: 'We zijn neven' })
    await (
      await steward()
    ).post(`/beheer/zaken/${id}/bezwaar`, { outcome: 'undone', reason: 'Twee paspoorten gezien' })
    // What waited counts.
    expect(await levelOf(first, second.viewer.id)).toBe('assured')
    expect(await levelOf(first, first.viewer.id)).toBe('assured')
    const again = await attest(await as(visitor(services), second.viewer.id), {
      kind: 'eid',
      name: 'Zelfde Naam',
      birth,
      address,
    })
    expect(again.outcome).toBe('proven')
  })
})
