import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { ES256 } from '@sd-jwt/crypto-nodejs'
import jsQR from 'jsqr'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCertificate } from '../support/certificate.ts'
import { startProvider, substantial, type TestProvider } from '../support/eid-provider.ts'
import {
  issue,
  makeIssuer,
  person,
  pidType,
  TestWallet,
  type KeyPair,
  type TestIssuer,
} from '../support/wallet.ts'
import { chromiumPath, openHouse, type House } from './house.ts'

/** People of the demo town as the eID knows them. */
const samira = {
  id: 'samira',
  given_name: 'Samira',
  family_name: 'Bakker',
  birthdate: '1991-02-03',
  address: { house_number: '12', postal_code: '9990AB' },
}
const yusuf = {
  ...person,
  given_name: 'Yusuf',
  birthdate: '1983-02-03',
  address: { ...person.address, house_number: '2-7', postal_code: '9990DS' },
}

describe.skipIf(!chromiumPath)('an eID and a wallet, in a browser', () => {
  let folder: string
  let provider: TestProvider
  let issuer: TestIssuer
  let holder: KeyPair
  let house: House

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dhz-eid-journey-'))
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    const { d: _private, ...open } = privateKey.export({ format: 'jwk' })
    provider = await startProvider({
      id: 'dhz',
      key: { ...open, kty: 'EC' },
      redirect: () => `${house.origin}/eid/buureid/terug`,
      asks: [samira],
    })
    issuer = await makeIssuer('https://pid.example')
    holder = await ES256.generateKeyPair()
    const own = makeCertificate({ name: 'Leefomgeving DHZ', host: 'localhost' })
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
    write('key.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
    write('own.pem', own.certificate.toString())
    write('own-key.pem', own.key.export({ type: 'pkcs8', format: 'pem' }).toString())
    write('issuer.json', JSON.stringify(issuer.jwks))
    const buureid = {
      id: 'buureid',
      name: { nl: 'BuurID', en: 'BuurID' },
      issuer: provider.issuer,
      clientId: 'dhz',
      key: 'key.pem',
      acr: [substantial],
    }
    const wallet = {
      certificates: 'own.pem',
      key: 'own-key.pem',
      types: [pidType],
      issuers: [{ iss: issuer.iss, jwks: 'issuer.json' }],
    }
    write('eid.json', JSON.stringify({ providers: [buureid], wallet }))
    house = await openHouse({ DHZ_EID_FILE: join(folder, 'eid.json') })
  }, 90_000)
  afterAll(async () => {
    await house?.close()
    await provider?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()
  const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name }).click()
  /** What axe finds, and whether it fits on the smallest screen. */
  async function wrongWith(page: Page): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    return [...violations.map(({ id }) => id), ...(width > 320 ? [`${width} wide`] : [])]
  }
  const small = { viewport: { width: 320, height: 640 } }

  for (const javaScriptEnabled of [true, false]) {
    it(`goes to the eID and back, refused first, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
      const page = await house.stepIn('samira', { ...small, javaScriptEnabled })
      const look = async () => expect(javaScriptEnabled ? await wrongWith(page) : []).toEqual([])
      await page.goto(javaScriptEnabled ? '/ik/bewijs' : '/ik/eid')
      await page.getByRole('link', { name: 'Met BuurID' }).click()
      expect(await heading(page)).toBe('Laat zien wie je bent met BuurID')
      await look()
      await press(page, 'Ga naar BuurID')
      await page.waitForURL(`${provider.issuer}/**`)
      await page.getByRole('link', { name: 'cancel' }).click()
      await page.waitForURL(`${house.origin}/**`)
      expect(await heading(page)).toBe('Je bent gestopt')
      await look()
      await page.getByRole('link', { name: 'Probeer het opnieuw' }).click()
      await press(page, 'Ga naar BuurID')
      await page.waitForURL(`${provider.issuer}/**`)
      await page.getByRole('link', { name: 'samira' }).click()
      await page.waitForURL(`${house.origin}/ik/eid**`)
      await expect.poll(() => page.getByRole('heading', { name: 'Het is gelukt' }).count()).toBe(1)
      await look()
      await press(page, 'Ontkoppel BuurID')
      await page.waitForURL('**/ik/eid?klaar=ontkoppeld')
      await expect.poll(() => page.getByText('Je hebt nog niets gekoppeld.').count()).toBe(1)
    }, 60_000)
  }

  it('scans the question with a wallet, types the code of the phone, and is known', async () => {
    const page = await house.stepIn('yusuf', small)
    await page.goto('/eid/wallet')
    expect(await wrongWith(page)).toEqual([])
    await press(page, 'Maak een vraag voor mijn wallet')
    await page.waitForURL(/\/eid\/wallet\/[0-9a-f-]{36}$/)
    expect(await wrongWith(page)).toEqual([])
    const link = await scan(page)
    expect(await page.getByRole('link', { name: 'Open mijn wallet' }).getAttribute('href')).toBe(link)

    const wallet = new TestWallet(holder, fetch)
    const at = new Date()
    const refused = await wallet.answer(link, await issue(issuer, holder, { claims: yusuf, at }), at, {
      aud: 'x',
    })
    expect(refused.status).toBe(400)
    const redirect = await wallet.answerByLibrary(
      link,
      await issue(issuer, holder, { claims: yusuf, at }),
      at,
    )
    const phone = await house.open(small)
    await phone.goto(redirect!)
    expect(await wrongWith(phone)).toEqual([])
    const code = (await phone.locator('.code-to-type').textContent())!

    await page.getByLabel('De code van je telefoon').fill('abc')
    await press(page, 'Ga verder')
    await expect.poll(() => page.getByText('Deze code klopt niet').count()).toBeGreaterThan(0)
    await page.getByLabel('De code van je telefoon').fill(code)
    await press(page, 'Ga verder')
    await page.waitForURL('**/ik/eid?klaar=assured')
    await expect.poll(() => page.getByRole('heading', { name: 'Het is gelukt' }).count()).toBe(1)
  }, 60_000)
})

/** Reads the code on the page as a camera would. */
async function scan(page: Page): Promise<string> {
  const { data, width, height } = await page.locator('.code-to-scan').evaluate((image) => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 600
    const pen = canvas.getContext('2d')!
    pen.drawImage(image as HTMLImageElement, 0, 0, 600, 600)
    const { data, width, height } = pen.getImageData(0, 0, 600, 600)
    return { data: [...data], width, height }
  })
  const read = (jsQR as unknown as typeof jsQR.default)(new Uint8ClampedArray(data), width, height)
  return read?.data ?? ''
}
