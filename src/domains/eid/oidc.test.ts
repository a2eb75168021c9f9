import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { generateKeyPair } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  claimsOf,
  low,
  startProvider,
  substantial,
  type Citizen,
  type TestProvider,
} from '../../../tests/support/eid-provider.ts'
import { as, newResident, testServices, visitor, type TestServices } from '../../../tests/support/people.ts'
import { Site, type Browser } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { hour, minute } from '../../platform/clock.ts'
import { keysFrom } from '../../platform/crypto.ts'
import { row, rows } from '../../platform/db/store.ts'
import { openVault, putInVault } from '../identity/index.ts'
import { linksOf, rotateSubjects } from './links.ts'

const origin = 'http://localhost:3000'
const home = { street: 'Lijnbaan', letter: '', addition: '', postcode: '9990AA', place: 'Ravenhorst' }

onEachEngine('an eID by OpenID Connect', (store) => {
  let services: TestServices
  let site: Site
  let provider: TestProvider
  let other: TestProvider
  let folder: string
  let people = 0

  beforeAll(async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    const key = privateKey.export({ format: 'jwk' })
    const { d: _private, ...open } = key
    const client = { id: 'dhz', key: { ...open, kty: 'EC', kid: 'c1', alg: 'ES256', use: 'sig' } }
    provider = await startProvider({ ...client, redirect: `${origin}/eid/buureid/terug` })
    other = await startProvider({ ...client, redirect: `${origin}/eid/ander/terug` })
    folder = mkdtempSync(join(tmpdir(), 'dhz-eid-'))
    writeFileSync(
      join(folder, 'key.pem'),
      createPrivateKey({ key, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' }),
    )
    const entry = { clientId: 'dhz', key: 'key.pem', keyId: 'c1', acr: [substantial] }
    const providers = [
      { id: 'buureid', name: { nl: 'BuurID', en: 'BuurID' }, issuer: provider.issuer, ...entry },
      { id: 'ander', name: { nl: 'AnderID', en: 'AnderID' }, issuer: other.issuer, ...entry },
    ]
    writeFileSync(join(folder, 'eid.json'), JSON.stringify({ providers }))
    const made = testServices(store(), new Date())
    services = Object.assign(made, { config: { ...made.config, eidFile: join(folder, 'eid.json') } })
    site = new Site(services)
  }, 60_000)
  afterAll(async () => {
    await provider?.stop()
    await other?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(() => {
    // What was counted of the test before is over.
    services.pass(hour)
    for (const each of [provider, other]) {
      each.acr = substantial
      each.tamper = undefined
      each.received.length = 0
    }
  })

  /** A resident in the vault with a home of their own, and the citizen who they are. */
  async function somebody(at = people + 1): Promise<{ id: string; browser: Browser; citizen: Citizen }> {
    people += 1
    const ctx = visitor(services)
    const id = await newResident(ctx, { level: 'applicant', name: `Buur ${people}` })
    await putInVault(ctx, id, {
      name: `Saar Buur`,
      mail: `buur${people}@voorbeeld.nl`,
      address: { ...home, number: at },
    })
    const citizen = {
      id: `burger-${people}`,
      given_name: 'Saar',
      family_name: 'Buur',
      birthdate: `19${String(40 + people)}-03-01`,
      address: { street_address: 'Lijnbaan', house_number: String(at), postal_code: '9990 AA' },
    }
    return { id, browser: await site.signedIn(id), citizen }
  }

  const levelOf = async (id: string) =>
    (await row<{ level: string }>(store().db, sql`select level from residents where id = ${id}`))!.level
  const linked = async (id: string) => linksOf(await as(visitor(services), id))

  /** Presses the button that leads to the eID. @returns the address to which the page goes on. */
  async function leave(browser: Browser, path = '/eid/buureid', form = {}): Promise<string> {
    const page = await browser.post(path, form)
    expect(page.status).toBe(200)
    const address = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(await page.text())?.[1]
    return address!.replaceAll('&amp;', '&')
  }

  /** Goes there as this citizen. @returns the address that leads back. */
  async function visit(address: string, who: TestProvider['who'], at = provider): Promise<string> {
    at.who = who
    return at.visit(address)
  }

  async function prove(browser: Browser, who: TestProvider['who']): Promise<Response> {
    return browser.get(await visit(await leave(browser), who))
  }

  async function refused(response: Response, status: number, heading: string): Promise<void> {
    expect(response.status).toBe(status)
    expect(await response.text()).toContain(`<h1>${heading}</h1>`)
  }

  describe('showing who you are', () => {
    it('proves name and address, and links the eID', async () => {
      const { id, browser, citizen } = await somebody()
      const page = await (await browser.get('/eid/buureid')).text()
      expect(page).toContain('Laat zien wie je bent met BuurID')
      const back = await prove(browser, citizen)
      expect(back.headers.get('location')).toBe('/ik/eid?klaar=assured')
      expect(await levelOf(id)).toBe('assured')
      expect(await openVault(visitor(services), id, 'birth', 'own')).toBe(citizen.birthdate)
      expect(await linked(id)).toMatchObject([{ provider: 'buureid' }])
      const mine = await (await browser.get('/ik/eid?klaar=assured')).text()
      expect(mine).toContain('Het is gelukt')
      expect(mine).toContain('Ontkoppel BuurID')
    })

    it('tells the provider everything behind the back of the browser, with PKCE and our own key', async () => {
      const { browser, citizen } = await somebody()
      const address = new URL(await leave(browser))
      expect([...address.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri'])
      expect(provider.pushed).toMatchObject({
        code_challenge_method: 'S256',
        acr_values: substantial,
        prompt: 'login',
        redirect_uri: `${origin}/eid/buureid/terug`,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      })
      expect(provider.pushed).not.toHaveProperty('client_secret')
      const back = await browser.get(await visit(address.href, citizen))
      expect(back.headers.get('location')).toBe('/ik/eid?klaar=assured')
    })

    it('keeps no subject, name or birth date in the clear', async () => {
      const { browser, citizen } = await somebody()
      await prove(browser, citizen)
      const kept = await rows(store().db, sql`select * from eid_links`)
      const text = JSON.stringify(kept, (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      )
      expect(kept.length).toBeGreaterThan(0)
      for (const secret of [citizen.id, 'Saar', citizen.birthdate!]) expect(text).not.toContain(secret)
    })

    it('knows the person and not the address when that is another one', async () => {
      const { id, browser, citizen } = await somebody()
      const back = await prove(browser, { ...citizen, address: { ...citizen.address, house_number: '999' } })
      expect(back.headers.get('location')).toBe('/ik/eid?klaar=other-address')
      expect(await levelOf(id)).toBe('applicant')
      expect(await linked(id)).toHaveLength(1)
      expect(await (await browser.get('/ik/eid?klaar=other-address')).text()).toContain('Het adres is anders')
    })

    it('asks for what is missing', async () => {
      const { id, browser, citizen } = await somebody()
      await refused(await prove(browser, { ...citizen, birthdate: undefined }), 422, 'Er ontbreekt iets')
      expect(await levelOf(id)).toBe('applicant')
    })

    it('is for who is signed in and showed so a moment ago', async () => {
      const { id } = await somebody()
      expect((await site.visitor().get('/eid/buureid')).headers.get('location')).toMatch(/^\/log-in\?/)
      expect((await site.visitor().post('/eid/buureid')).status).toBe(401)
      const browser = await site.signedIn(id)
      services.pass(31 * minute)
      expect((await browser.post('/eid/buureid')).status).toBe(401)
      expect(provider.received).toEqual([])
    })

    it('knows no other provider', async () => {
      const { browser } = await somebody()
      for (const path of ['/eid/onbekend', '/eid/onbekend/terug', '/eid/wallet', '/eid/wallet/terug'])
        expect((await browser.get(path)).status, path).toBe(404)
      expect((await browser.post('/eid/onbekend')).status).toBe(404)
    })
  })

  describe('one account for each person', () => {
    it('never touches the earlier account when the same eID comes a second time', async () => {
      const first = await somebody()
      await prove(first.browser, first.citizen)
      const second = await somebody()
      const back = await prove(second.browser, { ...second.citizen, id: first.citizen.id })
      expect(back.headers.get('location')).toBe('/ik/eid?klaar=case')
      expect(await levelOf(first.id)).toBe('assured')
      expect(await linked(first.id)).toHaveLength(1)
      expect(await levelOf(second.id)).toBe('applicant')
      expect(await linked(second.id)).toEqual([])
    })

    it('lets one of two win who come with the same eID at the same moment', async () => {
      const one = await somebody()
      const two = await somebody(people)
      const addresses = [
        await visit(await leave(one.browser), one.citizen),
        await visit(await leave(two.browser), one.citizen),
      ]
      const both = await Promise.all([one.browser.get(addresses[0]!), two.browser.get(addresses[1]!)])
      const outcomes = both.map((each) => each.headers.get('location')).sort()
      expect(outcomes).toEqual(['/ik/eid?klaar=assured', '/ik/eid?klaar=case'])
      expect([...(await linked(one.id)), ...(await linked(two.id))]).toHaveLength(1)
    })

    it('still knows the person after unlinking', async () => {
      const first = await somebody()
      await prove(first.browser, first.citizen)
      const [link] = await linked(first.id)
      const done = await first.browser.post(`/ik/eid/${link!.id}/ontkoppel`)
      expect(done.headers.get('location')).toBe('/ik/eid?klaar=ontkoppeld')
      expect(await linked(first.id)).toEqual([])
      const second = await somebody()
      const back = await prove(second.browser, { ...second.citizen, id: first.citizen.id })
      expect(back.headers.get('location')).toBe('/ik/eid?klaar=case')
      expect((await prove(first.browser, first.citizen)).headers.get('location')).toBe(
        '/ik/eid?klaar=assured',
      )
      expect(await linked(first.id)).toHaveLength(1)
    })

    it('lets go of who left', async () => {
      const first = await somebody()
      await prove(first.browser, first.citizen)
      await store().db.execute(sql`update residents set left_at = now() where id = ${first.id}`)
      const second = await somebody()
      const back = await prove(second.browser, { ...second.citizen, id: first.citizen.id })
      expect(back.headers.get('location')).toBe('/ik/eid?klaar=assured')
      expect(await linked(second.id)).toHaveLength(1)
    })

    it('unlinks only one’s own, and only who showed a moment ago who they are', async () => {
      const first = await somebody()
      await prove(first.browser, first.citizen)
      const [link] = await linked(first.id)
      const path = `/ik/eid/${link!.id}/ontkoppel`
      expect((await site.visitor().post(path)).status).toBe(401)
      expect((await (await somebody()).browser.post(path)).status).toBe(404)
      services.pass(31 * minute)
      expect((await first.browser.post(path)).status).toBe(401)
      expect(await linked(first.id)).toHaveLength(1)
    })
  })

  describe('an answer that is refused', () => {
    it('counts once: played again it is over', async () => {
      const { browser, citizen } = await somebody()
      const back = await visit(await leave(browser), citizen)
      expect((await browser.get(back)).status).toBe(303)
      await refused(await browser.get(back), 410, 'Dit werkt niet meer')
      expect(provider.received.filter((each) => each === 'POST /token')).toHaveLength(1)
    })

    it('is used once of two at the same moment', async () => {
      const { browser, citizen } = await somebody()
      const back = await visit(await leave(browser), citizen)
      const both = await Promise.all([browser.get(back), browser.get(back)])
      expect(both.map(({ status }) => status).sort()).toEqual([303, 410])
    })

    it('belongs to the browser that began: a code of somebody else does nothing here', async () => {
      const [attacker, victim] = [await somebody(), await somebody()]
      const back = await visit(await leave(attacker.browser), attacker.citizen)
      await refused(await victim.browser.get(back), 410, 'Dit werkt niet meer')
      await refused(await site.visitor().get(back), 410, 'Dit werkt niet meer')
      expect(await linked(victim.id)).toEqual([])
      // And it is still there for whoever it belongs to.
      expect((await attacker.browser.get(back)).status).toBe(303)
    })

    it('is not a code of another flow: the verifier does not fit', async () => {
      const [attacker, victim] = [await somebody(), await somebody()]
      const stolen = new URL(await visit(await leave(victim.browser), victim.citizen))
      const own = new URL(await visit(await leave(attacker.browser), attacker.citizen))
      own.searchParams.set('code', stolen.searchParams.get('code')!)
      await refused(await attacker.browser.get(own.href), 403, 'Dit konden we niet vertrouwen')
      expect(await levelOf(attacker.id)).toBe('applicant')
    })

    it('has the state that we gave, or is over', async () => {
      const { browser, citizen } = await somebody()
      const back = new URL(await visit(await leave(browser), citizen))
      back.searchParams.set('state', 'iets-anders')
      await refused(await browser.get(back.href), 410, 'Dit werkt niet meer')
      back.searchParams.delete('state')
      await refused(await browser.get(back.href), 410, 'Dit werkt niet meer')
      expect(provider.received).not.toContain('POST /token')
    })

    it('is over after ten minutes', async () => {
      const { browser, citizen } = await somebody()
      const back = await visit(await leave(browser), citizen)
      services.pass(11 * minute)
      await refused(await browser.get(back), 410, 'Dit werkt niet meer')
    })

    it('comes from the provider to which we went, also when another one says so (mix-up)', async () => {
      const { id, browser, citizen } = await somebody()
      const back = new URL(await visit(await leave(browser), citizen))
      const elsewhere = new URL(back)
      elsewhere.pathname = '/eid/ander/terug'
      await refused(await browser.get(elsewhere.href), 410, 'Dit werkt niet meer')
      back.searchParams.set('iss', other.issuer)
      await refused(await browser.get(back.href), 403, 'Dit konden we niet vertrouwen')
      expect(provider.received).not.toContain('POST /token')
      expect(other.received).not.toContain('POST /token')
      expect(await levelOf(id)).toBe('applicant')
    })

    it('says when somebody pressed cancel there, and that nothing changed', async () => {
      const { id, browser } = await somebody()
      const response = await prove(browser, 'cancel')
      await refused(response, 200, 'Je bent gestopt')
      expect(await levelOf(id)).toBe('applicant')
    })

    it('is not enough when they came in on a lower level than we need', async () => {
      const { id, browser, citizen } = await somebody()
      provider.acr = low
      await refused(await prove(browser, citizen), 403, 'Log in op een hogere manier')
      expect(await levelOf(id)).toBe('applicant')
    })

    it.each([
      ['another nonce', { nonce: 'iets-anders' }],
      ['another audience', { aud: 'iemand-anders' }],
      ['another issuer', { iss: 'https://elders.example' }],
      ['a time that is over', { exp: 1_600_000_000 }],
      ['a sign-in of long ago', { auth_time: 1_600_000_000 }],
      ['another subject than the claims', { sub: 'iemand-anders' }],
    ])('has an ID token without %s', async (_what, change) => {
      const { id, browser, citizen } = await somebody()
      provider.tamper = (token) => provider.sign({ ...claimsOf(token), ...change })
      await refused(await prove(browser, citizen), 403, 'Dit konden we niet vertrouwen')
      expect(await levelOf(id)).toBe('applicant')
    })

    it('has an ID token that the provider signed, and not somebody in between', async () => {
      const { id, browser, citizen } = await somebody()
      const { privateKey } = await generateKeyPair('ES256')
      provider.tamper = (token) => provider.sign(claimsOf(token), privateKey)
      await refused(await prove(browser, citizen), 403, 'Dit konden we niet vertrouwen')
      // The same token with the provider's own key is accepted: the signature was what was wrong.
      provider.tamper = (token) => provider.sign(claimsOf(token))
      expect((await prove(browser, citizen)).headers.get('location')).toBe('/ik/eid?klaar=assured')
      expect(await levelOf(id)).toBe('assured')
    })

    it('never brings a citizen service number', async () => {
      const { id, browser, citizen } = await somebody()
      // The official number for tests.
      provider.tamper = (token) => provider.sign({ ...claimsOf(token), sub: '999991772' })
      await refused(await prove(browser, citizen), 503, 'Dit is nog niet goed ingesteld')
      expect(await linked(id)).toEqual([])
    })

    it('loses nothing when the provider does not answer', async () => {
      const { id, browser, citizen } = await somebody()
      const back = await visit(await leave(browser), citizen)
      await provider.stop()
      await refused(await browser.post('/eid/buureid'), 503, 'We krijgen nu geen antwoord')
      await refused(await browser.get(back), 503, 'We krijgen nu geen antwoord')
      await provider.start()
      expect((await prove(browser, citizen)).headers.get('location')).toBe('/ik/eid?klaar=assured')
      expect(await levelOf(id)).toBe('assured')
    })
  })

  describe('signing in', () => {
    const signIn = async (browser: Browser, who: TestProvider['who'], next = '') =>
      browser.get(await visit(await leave(browser, '/eid/buureid/log-in', { next }), who))

    it('lets in whose eID is linked, with a new session, and asks nothing but who it is', async () => {
      const { browser, citizen } = await somebody()
      await prove(browser, citizen)
      const elsewhere = site.visitor()
      const address = await leave(elsewhere, '/eid/buureid/log-in', { next: '/ik/veilig' })
      const before = elsewhere.cookies.get('dhz')
      expect(provider.pushed['scope']).toBe('openid')
      const back = await elsewhere.get(await visit(address, citizen))
      expect(back.headers.get('location')).toBe('/ik/veilig')
      expect(elsewhere.cookies.get('dhz')).not.toBe(before)
      expect((await elsewhere.get('/ik/profiel')).status).toBe(200)
    })

    it('tells who is not linked to join first, and lets nobody in', async () => {
      const { citizen } = await somebody()
      const unknown = site.visitor()
      const response = await signIn(unknown, { ...citizen, id: 'niemand' })
      const page = await response.clone().text()
      await refused(response, 403, 'Hiermee kun je niet inloggen')
      for (const secret of [citizen.given_name!, citizen.birthdate!, 'niemand'])
        expect(page).not.toContain(secret)
      expect((await unknown.get('/ik/profiel')).status).toBe(303)
    })

    it('answers the same for an eID that was unlinked', async () => {
      const { id, browser, citizen } = await somebody()
      await prove(browser, citizen)
      await browser.post(`/ik/eid/${(await linked(id))[0]!.id}/ontkoppel`)
      await refused(await signIn(site.visitor(), citizen), 403, 'Hiermee kun je niet inloggen')
    })

    it('confirms who is signed in, and never changes them for somebody else', async () => {
      const [one, two] = [await somebody(), await somebody()]
      await prove(one.browser, one.citizen)
      await prove(two.browser, two.citizen)
      services.pass(31 * minute)
      expect((await one.browser.post('/eid/buureid')).status).toBe(401)
      await refused(await signIn(one.browser, two.citizen), 403, 'Hiermee kun je niet inloggen')
      expect((await one.browser.post('/eid/buureid')).status).toBe(401)
      const back = await signIn(one.browser, one.citizen, '/eid/buureid')
      expect(back.headers.get('location')).toBe('/eid/buureid')
      expect((await one.browser.get('/eid/buureid')).status).toBe(200)
    })

    it('never leads to another site afterwards', async () => {
      const { browser, citizen } = await somebody()
      await prove(browser, citizen)
      const back = await signIn(site.visitor(), citizen, '//elders.example')
      expect(back.headers.get('location')).toBe('/buurt')
    })

    it('does not take the answer of a sign-in for a proof', async () => {
      const { id, browser, citizen } = await somebody()
      await refused(await signIn(browser, citizen), 403, 'Hiermee kun je niet inloggen')
      expect(await levelOf(id)).toBe('applicant')
    })

    it('finds people again after the key was renewed, before and after everything is brought under it', async () => {
      const { browser, citizen } = await somebody()
      await prove(browser, citizen)
      const renewed = {
        ...services,
        keys: keysFrom('a newer secret that is only used in tests', 'a secret that is only used in tests'),
      }
      const after = new Site(renewed)
      expect((await signIn(after.visitor(), citizen)).headers.get('location')).toBe('/buurt')
      const ctx = visitor(renewed)
      const [{ count }] = (await rows<{ count: number }>(
        store().db,
        sql`select count(*)::int as count from eid_links`,
      )) as [{ count: number }]
      expect(await rotateSubjects(ctx)).toBe(count)
      expect(await rotateSubjects(ctx)).toBe(0)
      const only = new Site({ ...services, keys: keysFrom('a newer secret that is only used in tests') })
      expect((await signIn(only.visitor(), citizen)).headers.get('location')).toBe('/buurt')
      await rotateSubjects(
        visitor({
          ...services,
          keys: keysFrom('a secret that is only used in tests', 'a newer secret that is only used in tests'),
        }),
      )
    })
  })
})
