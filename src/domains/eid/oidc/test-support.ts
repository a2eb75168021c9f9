import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import {
  startProvider,
  substantial,
  type Citizen,
  type TestProvider,
} from '../../../../tests/support/eid-provider.ts'
import {
  as,
  newResident,
  testServices,
  visitor,
  type TestServices,
} from '../../../../tests/support/people.ts'
import { Site, type Browser } from '../../../../tests/support/site.ts'
import { hour } from '../../../platform/clock.ts'
import { row, type Store } from '../../../platform/db/store.ts'
import { putInVault } from '../../identity/index.ts'
import { linksOf, type Link } from '../links.ts'

export const origin = 'http://localhost:3000'
const home = { street: 'Lijnbaan', letter: '', addition: '', postcode: '9990AA', place: 'Ravenhorst' }

/** A resident in the vault with a home of their own, their browser, and the citizen who they are. */
export interface Somebody {
  id: string
  browser: Browser
  citizen: Citizen
}

/** The site between two real providers, and what people do there; set up around the tests of a block. */
export class EidSite {
  services!: TestServices
  site!: Site
  /** BuurID, and another one. */
  provider!: TestProvider
  other!: TestProvider
  people = 0
  readonly #store: () => Store
  #folder = ''

  constructor(store: () => Store) {
    this.#store = store
    beforeAll(() => this.#open(), 60_000)
    afterAll(() => this.#close())
    beforeEach(() => {
      // What was counted of the test before is over.
      this.services.pass(hour)
      for (const each of [this.provider, this.other]) {
        each.acr = substantial
        each.tamper = undefined
        each.received.length = 0
      }
    })
  }

  async #open(): Promise<void> {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    const key = privateKey.export({ format: 'jwk' })
    const { d: _private, ...open } = key
    const client = { id: 'dhz', key: { ...open, kty: 'EC', kid: 'c1', alg: 'ES256', use: 'sig' } }
    this.provider = await startProvider({ ...client, redirect: `${origin}/eid/buureid/terug` })
    this.other = await startProvider({ ...client, redirect: `${origin}/eid/ander/terug` })
    this.#folder = mkdtempSync(join(tmpdir(), 'dhz-eid-'))
    const pem = createPrivateKey({ key, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' })
    writeFileSync(join(this.#folder, 'key.pem'), pem)
    const entry = { clientId: 'dhz', key: 'key.pem', keyId: 'c1', acr: [substantial] }
    const providers = [
      { id: 'buureid', name: { nl: 'BuurID', en: 'BuurID' }, issuer: this.provider.issuer, ...entry },
      { id: 'ander', name: { nl: 'AnderID', en: 'AnderID' }, issuer: this.other.issuer, ...entry },
    ]
    const eidFile = join(this.#folder, 'eid.json')
    writeFileSync(eidFile, JSON.stringify({ providers }))
    const made = testServices(this.#store(), new Date())
    this.services = Object.assign(made, { config: { ...made.config, eidFile } })
    this.site = new Site(this.services)
  }

  async #close(): Promise<void> {
    await this.provider?.stop()
    await this.other?.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async somebody(at = this.people + 1): Promise<Somebody> {
    this.people += 1
    const n = this.people
    const ctx = visitor(this.services)
    const id = await newResident(ctx, { level: 'applicant', name: `Buur ${n}` })
    const mail = `buur${n}@voorbeeld.nl`
    await putInVault(ctx, id, { name: 'Saar Buur', mail, address: { ...home, number: at } })
    const citizen = {
      id: `burger-${n}`,
      given_name: 'Saar',
      family_name: 'Buur',
      birthdate: `19${String(40 + n)}-03-01`,
      address: { street_address: 'Lijnbaan', house_number: String(at), postal_code: '9990 AA' },
    }
    return { id, browser: await this.site.signedIn(id), citizen }
  }

  async levelOf(id: string): Promise<string | undefined> {
    const found = await row<{ level: string }>(
      this.#store().db,
      sql`select level from residents where id = ${id}`,
    )
    return found?.level
  }

  async linked(id: string): Promise<Link[]> {
    return linksOf(await as(visitor(this.services), id))
  }

  /** Presses the button that leads to the eID. @returns the address to which the page goes on. */
  async leave(browser: Browser, path = '/eid/buureid', form = {}): Promise<string> {
    const page = await browser.post(path, form)
    expect(page.status).toBe(200)
    const address = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(await page.text())?.[1]
    return address!.replaceAll('&amp;', '&')
  }

  /** Goes there as this citizen. @returns the address that leads back. */
  async visit(address: string, who: TestProvider['who']): Promise<string> {
    this.provider.who = who
    return this.provider.visit(address)
  }

  async prove(browser: Browser, who: TestProvider['who']): Promise<Response> {
    return browser.get(await this.visit(await this.leave(browser), who))
  }

  async signIn(browser: Browser, who: TestProvider['who'], next = ''): Promise<Response> {
    return browser.get(await this.visit(await this.leave(browser, '/eid/buureid/log-in', { next }), who))
  }
}

/** Expects a page that says this. */
export async function refused(response: Response, status: number, heading: string): Promise<void> {
  expect(response.status).toBe(status)
  expect(await response.text()).toContain(`<h1>${heading}</h1>`)
}
