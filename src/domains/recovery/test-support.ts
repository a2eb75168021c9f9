import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { newTown, newViewer, visitor, type TestServices, type Town } from '../../../tests/support/people.ts'
import type { Browser, Site } from '../../../tests/support/site.ts'
import { after, day } from '../../platform/clock.ts'
import { blindIndex } from '../../platform/crypto.ts'
import { row } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { putInVault } from '../identity/index.ts'
import { codeLength, newCode, numberLength } from '../proofs/index.ts'
import type { Level } from '../residents/index.ts'

export interface Person {
  id: string
  name: string
  /** As it is typed: street, number and place. */
  home: string
  mail: string
  /** A browser that is signed in. */
  browser: Browser
}

/** People with a home of their own, each in the vault. */
export class Street {
  readonly #services: TestServices
  readonly #site: Site
  #houses = 0
  #town: Promise<Town> | undefined

  constructor(services: TestServices, site: Site) {
    this.#services = services
    this.#site = site
  }

  /** A resident, at a home of their own unless they live with another. */
  async person(given: { name?: string; level?: Level; with?: Person } = {}): Promise<Person> {
    const ctx = visitor(this.#services)
    const number = given.with ? Number(/\d+$/.exec(given.with.home)![0]) : (this.#houses += 1)
    const name =
      given.name ?? `Samira Bakker ${'abcdefghijklmnopqrstuvwxyz'[number % 26]}${'x'.repeat(number / 26)}`
    const who = await newViewer(ctx, { name: name.split(' ')[0]!, level: given.level ?? 'verified' })
    const mail = `oud-${who.viewer.id}@voorbeeld.nl`
    this.#town ??= newTown(ctx)
    const town = await this.#town
    if (!given.with) {
      await ctx.db.execute(
        sql`insert into addresses (street, number, postcode, place, street_id, lat, lon, cell)
            values ('Herstelweg', ${number}, '9991AB', 'Ravenhorst', ${town.street}, 52.301, 5.201, 622236750694711295)`,
      )
    }
    const address = {
      street: 'Herstelweg',
      number,
      letter: '',
      addition: '',
      postcode: '9991AB',
      place: 'Ravenhorst',
    }
    await putInVault(ctx, who.viewer.id, { name, mail, address })
    const browser = await this.#site.signedIn(who.viewer.id)
    return { id: who.viewer.id, name, home: `9991AB ${number}`, mail, browser }
  }

  /** Names a neighbour, long enough ago to count. */
  async trust(resident: Person, neighbour: Person, daysAgo = 8): Promise<void> {
    const ctx = visitor(this.#services)
    await ctx.db.execute(
      sql`insert into trusted_neighbours (id, resident_id, neighbour_id, named)
          values (${newId()}, ${resident.id}, ${neighbour.id}, ${after(ctx.now(), -daysAgo * day).toISOString()})`,
    )
  }

  /** Asks to come back, as somebody with nothing but a new mail address. @returns the mail that came there. */
  async ask(
    way: 'brief' | 'buren',
    claim: { name: string; home: string },
    mail: string,
    browser = this.#site.visitor(),
  ): Promise<{ subject: string; text: string }> {
    const answer = await browser.post(`/log-in/kwijt/${way}`, { name: claim.name, q: claim.home, mail })
    expect(answer.headers.get('location')).toBe('/log-in/kwijt/post')
    await this.#site.deliver()
    return this.#services.sent.findLast(({ to }) => to === mail)!
  }

  /** The steward prints and posts the letter to somebody. @returns what stands on it. */
  async post(residentId: string): Promise<{ nr: string; code: string } | undefined> {
    const ctx = visitor(this.#services)
    const letter = await row<{ id: string }>(
      ctx.db,
      sql`select id from letters where resident_id = ${residentId} and state = 'asked' and purpose = 'recovery'`,
    )
    if (!letter) return undefined
    const [nr, code] = [newCode(numberLength), newCode(codeLength)]
    const hash = blindIndex(ctx.services.keys.for('letter'), `${letter.id}:${code}`)
    await ctx.db.execute(
      sql`update letters set state = 'posted', number = ${nr}, code = ${hash}, batch = ${newId()},
            printed = ${ctx.now().toISOString()}, posted = ${ctx.now().toISOString()},
            ends = ${after(ctx.now(), 21 * day).toISOString()} where id = ${letter.id}`,
    )
    return { nr, code }
  }

  /** What is under way or over about somebody, the oldest first. */
  async states(residentId: string): Promise<string[]> {
    const found = await row<{ states: string[] }>(
      visitor(this.#services).db,
      sql`select coalesce(array_agg(state order by asked, recoveries.id), '{}') as states from recoveries
          where resident_id = ${residentId}`,
    )
    return found!.states
  }
}

export const keyIn = (text: string) => /[?&](?:k|code)=([\w-]+)/.exec(text)![1]!
export const spokenIn = (text: string) => [...text.matchAll(/buur: ([\w-]+)/g)].map(([, code]) => code!)
