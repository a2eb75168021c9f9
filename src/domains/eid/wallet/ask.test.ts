import { sql } from 'drizzle-orm'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { expect, it } from 'vitest'
import { testServices, visitor } from '../../../../tests/support/people.ts'
import { Site } from '../../../../tests/support/site.ts'
import { onEachEngine } from '../../../../tests/support/store.ts'
import { pidType } from '../../../../tests/support/wallet.ts'
import { minute } from '../../../platform/clock.ts'
import { rows } from '../../../platform/db/store.ts'
import { openVault } from '../../identity/index.ts'
import { WalletSite } from './test-support.ts'

onEachEngine('showing who you are with a wallet', (store) => {
  const here = new WalletSite(store)

  it('proves name and address on the same device, by the library of wallets', async () => {
    const { id, browser, claims } = await here.somebody()
    const { link } = await here.ask(browser)
    const redirect = await here.wallet.answerByLibrary(link, await here.credential(claims), here.now)
    const done = await here.goOn(browser, redirect!)
    expect(done.headers.get('location')).toBe('/ik/eid?klaar=assured')
    expect(await here.levelOf(id)).toBe('assured')
    expect(await openVault(visitor(here.services), id, 'birth', 'own')).toBe(claims.birthdate)
  })

  it('asks for name, birth date and address alone, in a signed question that lasts ten minutes', async () => {
    const { browser } = await here.somebody()
    const { link, path } = await here.ask(browser)
    const at = new URL(new URL(link).searchParams.get('request_uri')!)
    const response = await here.site.visitor().get(at.href)
    expect(response.headers.get('content-type')).toBe('application/oauth-authz-req+jwt')
    const jwt = await response.text()
    const asked = decodeJwt<{ dcql_query: { credentials: { claims: { path: string[] }[] }[] } }>(jwt)
    expect(asked.dcql_query.credentials).toEqual([
      {
        id: 'pid',
        format: 'dc+sd-jwt',
        meta: { vct_values: [pidType] },
        claims: [
          { path: ['given_name'] },
          { path: ['family_name'] },
          { path: ['birthdate'] },
          { path: ['address', 'postal_code'] },
          { path: ['address', 'house_number'] },
        ],
        // What the library fills in of itself.
        multiple: false,
        require_cryptographic_holder_binding: true,
      },
    ])
    expect(jwt).not.toMatch(/bsn|administrative/i)
    expect(JSON.stringify(asked)).not.toMatch(/bsn|administrative|"d":/i)
    expect(asked).toMatchObject({
      response_mode: 'direct_post.jwt',
      response_type: 'vp_token',
      aud: 'https://self-issued.me/v2',
      client_id: new URL(link).searchParams.get('client_id'),
      response_uri: `http://localhost:3000${path.replace('wallet/', 'wallet/antwoord/')}`,
    })
    expect(asked.exp! - asked.iat!).toBe(600)
    expect(decodeProtectedHeader(jwt)).toEqual({
      alg: 'ES256',
      typ: 'oauth-authz-req+jwt',
      x5c: [here.own.x5c],
    })
  })

  it('has a nonce and a key of its own for each question', async () => {
    const { browser } = await here.somebody()
    const one = await here.wallet.read((await here.ask(browser)).link)
    const two = await here.wallet.read((await here.ask(browser)).link)
    expect(one['nonce']).not.toBe(two['nonce'])
    expect(one['client_metadata']).not.toEqual(two['client_metadata'])
  })

  it('is answered on a phone, and finished where it was asked with the code of the phone', async () => {
    const { id, browser, claims } = await here.somebody()
    const { path, link } = await here.ask(browser)
    const early = await browser.post(path, { code: '123456' })
    expect(early.status).toBe(422)
    const { redirect } = await here.wallet.answer(link, await here.credential(claims), here.now)
    const phone = await (await here.site.visitor().get(redirect!)).text()
    expect(phone).toContain('Geef deze code aan niemand')
    const code = />(\d{3} \d{3})</.exec(phone)![1]!
    const wrong = await browser.post(path, { code: code === '000 000' ? '000001' : '000000' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Deze code klopt niet')
    expect(await here.levelOf(id)).toBe('applicant')
    expect((await browser.post(path, { code })).headers.get('location')).toBe('/ik/eid?klaar=assured')
    expect(await here.levelOf(id)).toBe('assured')
  })

  it('believes an issuer whose certificate leads to one that is trusted', async () => {
    const { id, browser, claims } = await here.somebody()
    const { link } = await here.ask(browser)
    const { redirect } = await here.wallet.answer(
      link,
      await here.credential(claims, {}, here.certified),
      here.now,
    )
    await here.goOn(browser, redirect!)
    expect(await here.levelOf(id)).toBe('assured')
  })

  it('keeps nothing that was not asked, and nothing in the clear while it waits', async () => {
    const { browser, claims } = await here.somebody()
    const { link } = await here.ask(browser)
    await here.wallet.answer(link, await here.credential(claims), here.now)
    const kept = JSON.stringify(
      await rows(store().db, sql`select * from wallet_requests`),
      (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value),
    )
    for (const secret of ['Saar', claims.birthdate, '999991772', '9990AA']) expect(kept).not.toContain(secret)
  })

  it('goes on waiting when somebody says no in their wallet', async () => {
    const { browser, claims } = await here.somebody()
    const { path, link } = await here.ask(browser)
    await here.wallet.read(link)
    const said = await here.wallet.send(new URLSearchParams({ error: 'access_denied', state: 'x' }))
    expect(said).toEqual({ status: 200, redirect: undefined })
    expect((await browser.get(path)).status).toBe(200)
    expect((await here.wallet.answer(link, await here.credential(claims), here.now)).status).toBe(200)
  })

  it('is for who is signed in and showed so a moment ago', async () => {
    expect((await here.site.visitor().get('/eid/wallet')).headers.get('location')).toMatch(/^\/log-in\?/)
    expect((await here.site.visitor().post('/eid/wallet')).status).toBe(401)
    const { browser } = await here.somebody()
    here.services.pass(31 * minute)
    expect((await browser.post('/eid/wallet')).status).toBe(401)
  })

  it('is nowhere where it is not set up', async () => {
    const { config } = testServices(store())
    const without = new Site({ ...here.services, config })
    const { id } = await here.somebody()
    const browser = await without.signedIn(id)
    for (const path of [
      '/eid/wallet',
      '/eid/wallet/terug?code=x',
      `/eid/wallet/${id}`,
      `/eid/wallet/vraag/${id}`,
      '/ik/eid',
    ])
      expect((await browser.get(path)).status, path).toBe(404)
    expect((await browser.post(`/eid/wallet/antwoord/${id}`, { response: 'x' })).status).toBe(404)
    for (const path of ['/ik/bewijs', '/ik', '/log-in'])
      expect(await (await browser.get(path)).text(), path).not.toMatch(/\/eid|digitale papieren/)
  })
})
