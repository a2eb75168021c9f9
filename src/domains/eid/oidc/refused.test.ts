import { generateKeyPair } from 'jose'
import { expect, it } from 'vitest'
import { claimsOf, low } from '../../../../tests/support/eid-provider.ts'
import { onEachEngine } from '../../../../tests/support/store.ts'
import { minute } from '../../../platform/clock.ts'
import { EidSite, refused } from './test-support.ts'

onEachEngine('an eID that is refused', (store) => {
  const eid = new EidSite(store)

  it('counts once: played again it is over', async () => {
    const { browser, citizen } = await eid.somebody()
    const back = await eid.visit(await eid.leave(browser), citizen)
    expect((await browser.get(back)).status).toBe(303)
    await refused(await browser.get(back), 410, 'Dit werkt niet meer')
    expect(eid.provider.received.filter((each) => each === 'POST /token')).toHaveLength(1)
  })

  it('is used once of two at the same moment', async () => {
    const { browser, citizen } = await eid.somebody()
    const back = await eid.visit(await eid.leave(browser), citizen)
    const both = await Promise.all([browser.get(back), browser.get(back)])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410])
  })

  it('belongs to the browser that began: a code of somebody else does nothing here', async () => {
    const [attacker, victim] = [await eid.somebody(), await eid.somebody()]
    const back = await eid.visit(await eid.leave(attacker.browser), attacker.citizen)
    await refused(await victim.browser.get(back), 410, 'Dit werkt niet meer')
    await refused(await eid.site.visitor().get(back), 410, 'Dit werkt niet meer')
    expect(await eid.linked(victim.id)).toEqual([])
    // And it is still there for whoever it belongs to.
    expect((await attacker.browser.get(back)).status).toBe(303)
  })

  it('is not a code of another flow: the verifier does not fit', async () => {
    const [attacker, victim] = [await eid.somebody(), await eid.somebody()]
    const stolen = new URL(await eid.visit(await eid.leave(victim.browser), victim.citizen))
    const own = new URL(await eid.visit(await eid.leave(attacker.browser), attacker.citizen))
    own.searchParams.set('code', stolen.searchParams.get('code')!)
    await refused(await attacker.browser.get(own.href), 403, 'Dit konden we niet vertrouwen')
    expect(await eid.levelOf(attacker.id)).toBe('applicant')
  })

  it('has the state that we gave, or is over', async () => {
    const { browser, citizen } = await eid.somebody()
    const back = new URL(await eid.visit(await eid.leave(browser), citizen))
    back.searchParams.set('state', 'iets-anders')
    await refused(await browser.get(back.href), 410, 'Dit werkt niet meer')
    back.searchParams.delete('state')
    await refused(await browser.get(back.href), 410, 'Dit werkt niet meer')
    expect(eid.provider.received).not.toContain('POST /token')
  })

  it('is over after ten minutes', async () => {
    const { browser, citizen } = await eid.somebody()
    const back = await eid.visit(await eid.leave(browser), citizen)
    eid.services.pass(11 * minute)
    await refused(await browser.get(back), 410, 'Dit werkt niet meer')
  })

  it('comes from the provider to which we went, also when another one says so (mix-up)', async () => {
    const { id, browser, citizen } = await eid.somebody()
    const back = new URL(await eid.visit(await eid.leave(browser), citizen))
    const elsewhere = new URL(back)
    elsewhere.pathname = '/eid/ander/terug'
    await refused(await browser.get(elsewhere.href), 410, 'Dit werkt niet meer')
    back.searchParams.set('iss', eid.other.issuer)
    await refused(await browser.get(back.href), 403, 'Dit konden we niet vertrouwen')
    expect(eid.provider.received).not.toContain('POST /token')
    expect(eid.other.received).not.toContain('POST /token')
    expect(await eid.levelOf(id)).toBe('applicant')
  })

  it('says when somebody pressed cancel there, and that nothing changed', async () => {
    const { id, browser } = await eid.somebody()
    const response = await eid.prove(browser, 'cancel')
    await refused(response, 200, 'Je bent gestopt')
    expect(await eid.levelOf(id)).toBe('applicant')
  })

  it('is not enough when they came in on a lower level than we need', async () => {
    const { id, browser, citizen } = await eid.somebody()
    eid.provider.acr = low
    await refused(await eid.prove(browser, citizen), 403, 'Log in op een hogere manier')
    expect(await eid.levelOf(id)).toBe('applicant')
  })

  it.each([
    ['another nonce', { nonce: 'iets-anders' }],
    ['another audience', { aud: 'iemand-anders' }],
    ['another issuer', { iss: 'https://elders.example' }],
    ['a time that is over', { exp: 1_600_000_000 }],
    ['a sign-in of long ago', { auth_time: 1_600_000_000 }],
    ['another subject than the claims', { sub: 'iemand-anders' }],
  ])('has an ID token without %s', async (_what, change) => {
    const { id, browser, citizen } = await eid.somebody()
    eid.provider.tamper = (token) => eid.provider.sign({ ...claimsOf(token), ...change })
    await refused(await eid.prove(browser, citizen), 403, 'Dit konden we niet vertrouwen')
    expect(await eid.levelOf(id)).toBe('applicant')
  })

  it('has an ID token that the provider signed, and not somebody in between', async () => {
    const { id, browser, citizen } = await eid.somebody()
    const { privateKey } = await generateKeyPair('ES256')
    eid.provider.tamper = (token) => eid.provider.sign(claimsOf(token), privateKey)
    await refused(await eid.prove(browser, citizen), 403, 'Dit konden we niet vertrouwen')
    // The same token with the provider's own key is accepted: the signature was what was wrong.
    eid.provider.tamper = (token) => eid.provider.sign(claimsOf(token))
    expect((await eid.prove(browser, citizen)).headers.get('location')).toBe('/ik/eid?klaar=assured')
    expect(await eid.levelOf(id)).toBe('assured')
  })

  it('never brings a citizen service number', async () => {
    const { id, browser, citizen } = await eid.somebody()
    // The official number for tests.
    for (const sub of ['999991772', 's00000000:999991772']) {
      eid.provider.tamper = (token) => eid.provider.sign({ ...claimsOf(token), sub })
      await refused(await eid.prove(browser, citizen), 503, 'Dit is nog niet goed ingesteld')
    }
    expect(await eid.linked(id)).toEqual([])
  })

  it('loses nothing when the provider does not answer', async () => {
    const { id, browser, citizen } = await eid.somebody()
    const back = await eid.visit(await eid.leave(browser), citizen)
    await eid.provider.stop()
    await refused(await browser.post('/eid/buureid'), 503, 'We krijgen nu geen antwoord')
    await refused(await browser.get(back), 503, 'We krijgen nu geen antwoord')
    await eid.provider.start()
    expect((await eid.prove(browser, citizen)).headers.get('location')).toBe('/ik/eid?klaar=assured')
    expect(await eid.levelOf(id)).toBe('assured')
  })
})
