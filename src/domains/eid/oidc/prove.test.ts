import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { substantial } from '../../../../tests/support/eid-provider.ts'
import { visitor } from '../../../../tests/support/people.ts'
import { onEachEngine } from '../../../../tests/support/store.ts'
import { minute } from '../../../platform/clock.ts'
import { rows } from '../../../platform/db/store.ts'
import { openVault } from '../../identity/index.ts'
import { EidSite, origin, refused } from './test-support.ts'

onEachEngine('showing who you are with an eID', (store) => {
  const eid = new EidSite(store)

  describe('showing who you are', () => {
    it('proves name and address, and links the eID', async () => {
      const { id, browser, citizen } = await eid.somebody()
      const page = await (await browser.get('/eid/buureid')).text()
      expect(page).toContain('Laat zien wie je bent met BuurID')
      const back = await eid.prove(browser, citizen)
      expect(back.headers.get('location')).toBe('/ik/eid?klaar=assured')
      expect(await eid.levelOf(id)).toBe('assured')
      expect(await openVault(visitor(eid.services), id, 'birth', 'own')).toBe(citizen.birthdate)
      expect(await eid.linked(id)).toMatchObject([{ provider: 'buureid' }])
      const mine = await (await browser.get('/ik/eid?klaar=assured')).text()
      expect(mine).toContain('Het is gelukt')
      expect(mine).toContain('Ontkoppel BuurID')
    })

    it('tells the provider everything behind the back of the browser, with PKCE and our own key', async () => {
      const { browser, citizen } = await eid.somebody()
      const address = new URL(await eid.leave(browser))
      expect([...address.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri'])
      expect(eid.provider.pushed).toMatchObject({
        code_challenge_method: 'S256',
        acr_values: substantial,
        prompt: 'login',
        redirect_uri: `${origin}/eid/buureid/terug`,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      })
      expect(eid.provider.pushed).not.toHaveProperty('client_secret')
      const back = await browser.get(await eid.visit(address.href, citizen))
      expect(back.headers.get('location')).toBe('/ik/eid?klaar=assured')
    })

    it('keeps no subject, name or birth date in the clear', async () => {
      const { browser, citizen } = await eid.somebody()
      await eid.prove(browser, citizen)
      const kept = await rows(store().db, sql`select * from eid_links`)
      const text = JSON.stringify(kept, (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      )
      expect(kept.length).toBeGreaterThan(0)
      for (const secret of [citizen.id, 'Saar', citizen.birthdate!]) expect(text).not.toContain(secret)
    })

    it('knows the person and not the address when that is another one', async () => {
      const { id, browser, citizen } = await eid.somebody()
      const back = await eid.prove(browser, {
        ...citizen,
        address: { ...citizen.address, house_number: '999' },
      })
      expect(back.headers.get('location')).toBe('/ik/eid?klaar=other-address')
      expect(await eid.levelOf(id)).toBe('applicant')
      expect(await eid.linked(id)).toHaveLength(1)
      expect(await (await browser.get('/ik/eid?klaar=other-address')).text()).toContain('Het adres is anders')
    })

    it('asks for what is missing', async () => {
      const { id, browser, citizen } = await eid.somebody()
      await refused(await eid.prove(browser, { ...citizen, birthdate: undefined }), 422, 'Er ontbreekt iets')
      expect(await eid.levelOf(id)).toBe('applicant')
    })

    it('is for who is signed in and showed so a moment ago', async () => {
      const { id } = await eid.somebody()
      expect((await eid.site.visitor().get('/eid/buureid')).headers.get('location')).toMatch(/^\/log-in\?/)
      expect((await eid.site.visitor().post('/eid/buureid')).status).toBe(401)
      const browser = await eid.site.signedIn(id)
      eid.services.pass(31 * minute)
      expect((await browser.post('/eid/buureid')).status).toBe(401)
      expect(eid.provider.received).toEqual([])
    })

    it('is not for who does something for a neighbour: it would tie their own eID to that account', async () => {
      const { id, browser } = await eid.somebody()
      const helped = await eid.somebody()
      await store().db.execute(sql`update residents set level = 'verified' where id = ${id}`)
      const now = eid.services.clock.now().toISOString()
      await store().db.execute(
        sql`insert into helpings (id, resident_id, helper_id, asked, accepted)
            values (gen_random_uuid(), ${helped.id}, ${id}, ${now}, ${now})`,
      )
      await store().db.execute(
        sql`update sessions set acts_for = ${helped.id}, acts_until = ${now}::timestamptz + interval '1 hour'
            where resident_id = ${id}`,
      )
      expect((await browser.get('/eid/buureid')).status).toBe(403)
      expect((await browser.post('/eid/buureid')).status).toBe(403)
      expect(eid.provider.received).toEqual([])
    })

    it('shows what is linked with one question to the store, beside session and viewer', async () => {
      const { browser, citizen } = await eid.somebody()
      await eid.prove(browser, citizen)
      const asked: string[] = []
      store().onQuery = (statement) => asked.push(statement)
      const page = await browser.get('/ik/eid')
      store().onQuery = undefined
      expect(page.status).toBe(200)
      expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(3)
    })

    it('knows no other provider', async () => {
      const { browser } = await eid.somebody()
      for (const path of ['/eid/onbekend', '/eid/onbekend/terug', '/eid/wallet', '/eid/wallet/terug'])
        expect((await browser.get(path)).status, path).toBe(404)
      expect((await browser.post('/eid/onbekend')).status).toBe(404)
    })
  })

  describe('one account for each person', () => {
    it('never touches the earlier account when the same eID comes a second time', async () => {
      const first = await eid.somebody()
      await eid.prove(first.browser, first.citizen)
      const second = await eid.somebody()
      const back = await eid.prove(second.browser, { ...second.citizen, id: first.citizen.id })
      expect(back.headers.get('location')).toBe('/ik/eid?klaar=case')
      expect(await eid.levelOf(first.id)).toBe('assured')
      expect(await eid.linked(first.id)).toHaveLength(1)
      expect(await eid.levelOf(second.id)).toBe('applicant')
      expect(await eid.linked(second.id)).toEqual([])
    })

    it('lets one of two win who come with the same eID at the same moment', async () => {
      const one = await eid.somebody()
      const two = await eid.somebody(eid.people)
      const addresses = [
        await eid.visit(await eid.leave(one.browser), one.citizen),
        await eid.visit(await eid.leave(two.browser), one.citizen),
      ]
      const both = await Promise.all([one.browser.get(addresses[0]!), two.browser.get(addresses[1]!)])
      const outcomes = both.map((each) => each.headers.get('location')).sort()
      expect(outcomes).toEqual(['/ik/eid?klaar=assured', '/ik/eid?klaar=case'])
      expect([...(await eid.linked(one.id)), ...(await eid.linked(two.id))]).toHaveLength(1)
    })

    it('still knows the person after unlinking', async () => {
      const first = await eid.somebody()
      await eid.prove(first.browser, first.citizen)
      const [link] = await eid.linked(first.id)
      const done = await first.browser.post(`/ik/eid/${link!.id}/ontkoppel`)
      expect(done.headers.get('location')).toBe('/ik/eid?klaar=ontkoppeld')
      expect(await eid.linked(first.id)).toEqual([])
      const second = await eid.somebody()
      const back = await eid.prove(second.browser, { ...second.citizen, id: first.citizen.id })
      expect(back.headers.get('location')).toBe('/ik/eid?klaar=case')
      expect((await eid.prove(first.browser, first.citizen)).headers.get('location')).toBe(
        '/ik/eid?klaar=assured',
      )
      expect(await eid.linked(first.id)).toHaveLength(1)
    })

    it('lets go of who left', async () => {
      const first = await eid.somebody()
      await eid.prove(first.browser, first.citizen)
      await store().db.execute(sql`update residents set left_at = now() where id = ${first.id}`)
      const second = await eid.somebody()
      const back = await eid.prove(second.browser, { ...second.citizen, id: first.citizen.id })
      expect(back.headers.get('location')).toBe('/ik/eid?klaar=assured')
      expect(await eid.linked(second.id)).toHaveLength(1)
    })

    it('unlinks only one’s own, and only who showed a moment ago who they are', async () => {
      const first = await eid.somebody()
      await eid.prove(first.browser, first.citizen)
      const [link] = await eid.linked(first.id)
      const path = `/ik/eid/${link!.id}/ontkoppel`
      expect((await eid.site.visitor().post(path)).status).toBe(401)
      expect((await (await eid.somebody()).browser.post(path)).status).toBe(404)
      eid.services.pass(31 * minute)
      expect((await first.browser.post(path)).status).toBe(401)
      expect(await eid.linked(first.id)).toHaveLength(1)
    })
  })
})
