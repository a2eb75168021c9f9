import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ES256 } from '@sd-jwt/crypto-nodejs'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { makeCertificate } from '../../../../tests/support/certificate.ts'
import { newResident, testServices, visitor, type TestServices } from '../../../../tests/support/people.ts'
import { Site, type Browser } from '../../../../tests/support/site.ts'
import {
  issue,
  makeIssuer,
  person,
  pidType,
  startStatusServer,
  TestWallet,
  type KeyPair,
  type Person,
  type StatusServer,
  type TestIssuer,
  type Tricks,
} from '../../../../tests/support/wallet.ts'
import { hour } from '../../../platform/clock.ts'
import { row, type Store } from '../../../platform/db/store.ts'
import { putInVault } from '../../identity/index.ts'

const home = { street: 'Lijnbaan', letter: '', addition: '', postcode: '9990AA', place: 'Ravenhorst' }

/** A resident in the vault with a home of their own, their browser, and what their credential says. */
export interface Somebody {
  id: string
  browser: Browser
  claims: Person
}

/** What an answer is made of. */
export interface Made {
  tricks?: Tricks
  claims?: Partial<Person>
  more?: Record<string, unknown>
  by?: TestIssuer
}

/** The site, the issuers and a wallet, all in one process; set up around the tests of a block. */
export class WalletSite {
  services!: TestServices
  site!: Site
  /** Trusted by its keys, trusted by a certificate, and one that only says it is the first. */
  issuer!: TestIssuer
  certified!: TestIssuer
  stranger!: TestIssuer
  status!: StatusServer
  wallet!: TestWallet
  readonly root = makeCertificate({ name: 'PID root', isAuthority: true })
  readonly own = makeCertificate({ name: 'Leefomgeving DHZ', host: 'localhost' })
  /** What was written down for the operator. */
  readonly said: Record<string, unknown>[] = []
  readonly #store: () => Store
  #holder!: KeyPair
  #folder = ''
  #people = 0

  constructor(store: () => Store) {
    this.#store = store
    beforeAll(() => this.#open(), 60_000)
    afterAll(async () => {
      await this.status?.stop()
      rmSync(this.#folder, { recursive: true, force: true })
    })
    beforeEach(() => {
      // What was counted of the test before is over.
      this.services.pass(hour)
      const { issuer } = this
      Object.assign(this.status, {
        list: new Uint8Array([0, 0]),
        bits: 1,
        issuer,
        change: {},
        answer: undefined,
      })
    })
  }

  async #open(): Promise<void> {
    const { root, own } = this
    this.issuer = await makeIssuer('https://pid.example')
    this.certified = await makeIssuer(
      'https://certified.example',
      makeCertificate({ name: 'PID signer', by: root }),
    )
    this.stranger = await makeIssuer('https://pid.example')
    this.status = await startStatusServer(this.issuer)
    this.#folder = mkdtempSync(join(tmpdir(), 'dhz-wallet-'))
    const write = (name: string, text: string) => writeFileSync(join(this.#folder, name), text)
    write('own.pem', own.certificate.toString())
    write('own-key.pem', own.key.export({ type: 'pkcs8', format: 'pem' }).toString())
    write('issuer.json', JSON.stringify(this.issuer.jwks))
    write('root.pem', root.certificate.toString())
    const wallet = {
      certificates: 'own.pem',
      key: 'own-key.pem',
      types: [pidType],
      issuers: [{ iss: this.issuer.iss, jwks: 'issuer.json' }, { certificates: 'root.pem' }],
    }
    write('eid.json', JSON.stringify({ wallet }))
    const made = testServices(this.#store(), new Date())
    this.services = Object.assign(made, {
      config: { ...made.config, eidFile: join(this.#folder, 'eid.json') },
      log: pino({ level: 'warn' }, { write: (line: string) => void this.said.push(JSON.parse(line)) }),
    })
    this.site = new Site(this.services)
    this.#holder = await ES256.generateKeyPair()
    this.wallet = new TestWallet(this.#holder, async (input, init) =>
      this.site.app.request(String(input), init),
    )
  }

  get now(): Date {
    return this.services.clock.now()
  }

  async somebody(): Promise<Somebody> {
    this.#people += 1
    const n = this.#people
    const ctx = visitor(this.services)
    const id = await newResident(ctx, { level: 'applicant', name: `Buur ${n}` })
    const mail = `wallet${n}@voorbeeld.nl`
    await putInVault(ctx, id, { name: 'Saar Buur', mail, address: { ...home, number: n } })
    const claims = {
      ...person,
      birthdate: `${1920 + n}-03-01`,
      address: { ...person.address, house_number: String(n) },
    }
    return { id, browser: await this.site.signedIn(id), claims }
  }

  /** Makes a question. @returns its page and the link that opens a wallet. */
  async ask(browser: Browser): Promise<{ path: string; link: string }> {
    const path = (await browser.post('/eid/wallet')).headers.get('location')!
    const page = await (await browser.get(path)).text()
    const link = /href="(openid4vp:[^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&')
    return { path, link }
  }

  credential(claims: Partial<Person>, more: Record<string, unknown> = {}, by = this.issuer): Promise<string> {
    return issue(by, this.#holder, { claims, at: this.now, more })
  }

  async levelOf(id: string): Promise<string | undefined> {
    const found = await row<{ level: string }>(
      this.#store().db,
      sql`select level from residents where id = ${id}`,
    )
    return found?.level
  }

  /** Goes on where the wallet leads, in this browser, and presses the button. */
  async goOn(browser: Browser, redirect: string): Promise<Response> {
    const page = await (await browser.get(redirect)).text()
    const [, action] = /action="(\/eid\/wallet\/[^"]+)"/.exec(page) ?? []
    const [, code] = /name="code" value="([^"]+)"/.exec(page) ?? []
    expect(action).toBeDefined()
    return browser.post(action!, { code: code! })
  }

  /** Answers with a trick, then honestly: so that it was the trick that was refused, and for what. */
  async refuses(reason: string, { tricks, claims: other, more, by }: Made): Promise<void> {
    const { id, browser, claims } = await this.somebody()
    const { link } = await this.ask(browser)
    const bad = await this.credential({ ...claims, ...other }, more, by)
    expect(await this.wallet.answer(link, bad, this.now, tricks)).toEqual({
      status: 400,
      redirect: undefined,
    })
    expect(this.said.at(-1)).toMatchObject({ why: reason === '' ? 'missing' : 'wrong', detail: reason })
    const { status, redirect } = await this.wallet.answer(link, await this.credential(claims), this.now)
    expect(status).toBe(200)
    await this.goOn(browser, redirect!)
    expect(await this.levelOf(id)).toBe('assured')
  }
}
