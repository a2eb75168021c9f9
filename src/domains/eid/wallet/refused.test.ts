import { ES256 } from '@sd-jwt/crypto-nodejs'
import { exportJWK, generateKeyPair } from 'jose'
import { expect, it } from 'vitest'
import { makeCertificate } from '../../../../tests/support/certificate.ts'
import { onEachEngine } from '../../../../tests/support/store.ts'
import { makeIssuer } from '../../../../tests/support/wallet.ts'
import { hour, minute } from '../../../platform/clock.ts'
import { WalletSite } from './test-support.ts'

onEachEngine('an answer of a wallet that is refused', (store) => {
  const here = new WalletSite(store)

  it('comes from an issuer that is not trusted, by its key', () =>
    here.refuses('issuer', { by: here.stranger }))
  it('says to be of another issuer than whose key it is', () =>
    here.refuses('issuer', { more: { iss: 'https://elders.example' } }))
  it('comes under a certificate that is not trusted', async () => {
    const other = makeCertificate({ name: 'PID root', isAuthority: true })
    await here.refuses('issuer', {
      by: await makeIssuer('https://x.example', makeCertificate({ name: 'PID signer', by: other })),
    })
  })
  it('comes under a certificate that may not stand above another one', async () => {
    const leaf = makeCertificate({ name: 'PID signer', by: here.root })
    const below = await makeIssuer('https://x.example', makeCertificate({ name: 'PID below', by: leaf }))
    below.header.x5c!.push(leaf.x5c)
    await here.refuses('issuer', { by: below })
  })
  it('comes under a certificate that is over', async () => {
    const until = new Date(Date.now() - hour)
    await here.refuses('issuer', {
      by: await makeIssuer(
        'https://x.example',
        makeCertificate({ name: 'PID signer', by: here.root, until }),
      ),
    })
  })
  it('is expired', () =>
    here.refuses('credential', { more: { exp: Math.floor(Date.now() / 1000) - 86_400 } }))
  it('has no end', () => here.refuses('credential', { more: { exp: undefined } }))
  it('is not valid yet', () =>
    here.refuses('credential', { more: { nbf: Math.floor(here.now.getTime() / 1000) + 3_600 } }))
  it('is another kind of credential', () => here.refuses('vct', { more: { vct: 'urn:library:card' } }))
  it('withholds something that was asked', () => here.refuses('', { tricks: { withhold: ['birthdate'] } }))
  it('does not have the address', () => here.refuses('', { claims: { address: undefined } }))
  it('has a birth date that does not exist', () => here.refuses('', { claims: { birthdate: '1961-02-30' } }))
  it('has no key binding', () => here.refuses('credential', { tricks: { withoutBinding: true } }))
  it('is shown by somebody who does not hold the key', async () =>
    here.refuses('credential', { tricks: { boundBy: await ES256.generateKeyPair() } }))
  it('was made for another nonce', () =>
    here.refuses('credential', { tricks: { nonce: 'van-een-andere-vraag' } }))
  it('was made for another verifier', () =>
    here.refuses('aud', { tricks: { aud: 'x509_hash:iemand-anders' } }))
  it('was made long ago', () =>
    here.refuses('iat', { tricks: { iat: Math.floor(here.now.getTime() / 1000) - 3_600 } }))
  it('was made in the time to come', () =>
    here.refuses('iat', { tricks: { iat: Math.floor(here.now.getTime() / 1000) + 3_600 } }))
  it('has another state', () => here.refuses('envelope', { tricks: { state: 'iets-anders' } }))
  it('is not encrypted', () => here.refuses('envelope', { tricks: { inTheClear: true } }))
  it('is encrypted to another key', async () => {
    const { publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256' })
    await here.refuses('envelope', { tricks: { encryptTo: await exportJWK(publicKey) } })
  })

  it('has a disclosure that is not what was signed, also when its holder binds it anew', () =>
    here.refuses('disclosure', {
      tricks: {
        tamper: (presentation) =>
          presentation
            .split('~')
            .map((part) => {
              const text = Buffer.from(part, 'base64url').toString()
              if (!text.includes('"family_name"')) return part
              return Buffer.from(text.replace('Buur', 'Baas')).toString('base64url')
            })
            .join('~'),
      },
    }))

  it('counts once: the same answer again is refused', async () => {
    const { browser, claims } = await here.somebody()
    const { link } = await here.ask(browser)
    const body = await here.wallet.prepare(link, await here.credential(claims), here.now)
    expect((await here.wallet.send(body)).status).toBe(200)
    expect(await here.wallet.send(body)).toEqual({ status: 400, redirect: undefined })
  })

  it('counts once of two at the same moment', async () => {
    const { browser, claims } = await here.somebody()
    const { link } = await here.ask(browser)
    const body = await here.wallet.prepare(link, await here.credential(claims), here.now)
    const both = await Promise.all([here.wallet.send(body), here.wallet.send(body)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400])
  })

  it('is an answer to another question', async () => {
    const [one, two] = [await here.somebody(), await here.somebody()]
    const first = await here.ask(one.browser)
    const body = await here.wallet.prepare(first.link, await here.credential(one.claims), here.now)
    const second = await here.ask(two.browser)
    await here.wallet.read(second.link)
    expect((await here.wallet.send(body)).status).toBe(400)
  })

  it('comes after ten minutes: the question is over, for the wallet and for the page', async () => {
    const { browser, claims } = await here.somebody()
    const { path, link } = await here.ask(browser)
    const body = await here.wallet.prepare(link, await here.credential(claims), here.now)
    here.services.pass(11 * minute)
    expect((await here.wallet.send(body)).status).toBe(400)
    expect((await browser.get(path)).status).toBe(410)
    await expect(here.wallet.read(link)).rejects.toThrow()
  })

  it('comes too often: after five that are refused the question is over', async () => {
    const { browser, claims } = await here.somebody()
    const { link } = await here.ask(browser)
    const at = here.now
    const honest = await here.wallet.prepare(link, await here.credential(claims), at)
    const wrong = await here.wallet.prepare(link, await here.credential(claims), at, { nonce: 'x' })
    for (let n = 0; n < 5; n++) expect((await here.wallet.send(wrong)).status).toBe(400)
    expect((await here.wallet.send(honest)).status).toBe(400)
  })

  it('is too large', async () => {
    const { browser } = await here.somebody()
    await here.wallet.read((await here.ask(browser)).link)
    expect((await here.wallet.send(new URLSearchParams({ response: 'x'.repeat(70_000) }))).status).toBe(413)
    const uri = String(here.wallet.asked['response_uri'])
    const body = new URLSearchParams({ response: 'x'.repeat(300_000) })
    expect((await here.site.app.request(uri, { method: 'POST', body })).status).toBe(413)
  })

  it('is about no question at all', async () => {
    const { id } = await here.somebody()
    for (const path of [`/eid/wallet/antwoord/${id}`, `/eid/wallet/antwoord/${'a'.repeat(36)}`]) {
      const body = new URLSearchParams({ response: 'a.b.c.d.e' })
      const response = await here.site.app.request(`http://localhost:3000${path}`, { method: 'POST', body })
      expect(response.status, path).toBe(400)
    }
  })

  it('may come without an origin, and nothing else may', async () => {
    const body = new URLSearchParams({ code: '123456' })
    for (const path of [
      '/eid/wallet',
      '/eid/wallet/terug',
      '/log-uit',
      '/eid/wallet/antwoord',
      '/eid/wallet/antwoord/x/y',
    ]) {
      const response = await here.site.app.request(`http://localhost:3000${path}`, { method: 'POST', body })
      expect(response.status, path).toBe(403)
    }
  })
})
