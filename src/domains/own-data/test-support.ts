import { expect } from 'vitest'
import { sql } from 'drizzle-orm'
import {
  as,
  newResident,
  newTown,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { Site, type Browser } from '../../../tests/support/site.ts'
import { day, minute } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { blindIndex } from '../../platform/crypto.ts'
import { row, rows, type Store } from '../../platform/db/store.ts'
import { putInVault, type VaultAddress } from '../identity/index.ts'
import { attest, newCode, renewLevels } from '../proofs/index.ts'
import { appointSteward, type Level, type ViewerContext } from '../residents/index.ts'
import { eraseDue } from './erasing.ts'

let number = 100

/** A home of its own, where nobody else lives. */
export function anotherHome(): VaultAddress {
  number += 1
  return { street: 'Lijnbaan', number, letter: '', addition: '', postcode: '9990AA', place: 'Ravenhorst' }
}

/** A site with residents of whom is known who they are, some of whom are erased. */
export class World {
  readonly services: TestServices
  readonly ctx: Context
  readonly site: Site
  private readonly town: Town
  private constructor(services: TestServices, town: Town) {
    this.services = services
    this.ctx = visitor(services)
    this.site = new Site(services)
    this.town = town
  }

  static async of(store: Store): Promise<World> {
    const services = testServices(store)
    return new World(services, await newTown(visitor(services)))
  }

  now(): string {
    return this.ctx.now().toISOString()
  }

  /** Somebody with an entry in the vault and a place in the town. */
  async somebody(
    given: { name?: string; level?: Level; address?: VaultAddress; birth?: string } = {},
  ): Promise<ViewerContext> {
    const { name = 'Samira Kaya', level = 'applicant', address = anotherHome(), birth } = given
    const id = await newResident(this.ctx, { name: name.split(' ')[0]!, level, place: this.town.home })
    await putInVault(this.ctx, id, { name, mail: `${id}@voorbeeld.nl`, address, birth })
    return as(this.ctx, id)
  }

  /** The browser of a new steward, who just showed who they are. */
  async steward(): Promise<Browser> {
    const known = await this.somebody({ name: 'Ineke Bos', level: 'assured' })
    await appointSteward(known, known.viewer.id, 'identity')
    return this.browse(known)
  }

  browse(who: ViewerContext): Promise<Browser> {
    return this.site.signedIn(who.viewer.id)
  }

  async levelOf(who: ViewerContext): Promise<Level | undefined> {
    const found = await row<{ level: Level }>(
      this.ctx.db,
      sql`select level from residents where id = ${who.viewer.id}`,
    )
    return found?.level
  }

  async ask(who: ViewerContext): Promise<Browser> {
    const browser = await this.browse(who)
    const asked = await browser.post('/ik/gegevens/wissen', { sure: 'yes' })
    expect(asked.headers.get('location')).toBe('/ik/rust')
    return browser
  }

  async stop(browser: Browser): Promise<void> {
    const stopped = await browser.post('/ik/rust/stop')
    expect(stopped.headers.get('location')).toBe('/ik/gegevens?klaar=stopped')
  }

  /** The week is over. @returns how many were erased. */
  async erased(): Promise<number> {
    this.services.pass(7 * day + minute)
    return eraseDue(this.ctx)
  }

  async told(who: ViewerContext): Promise<string[]> {
    const found = await rows<{ kind: string }>(
      this.ctx.db,
      sql`select kind from notices where resident_id = ${who.viewer.id} order by id`,
    )
    return found.map(({ kind }) => kind)
  }

  mailed(who: ViewerContext): string[] {
    return this.services.sent.filter(({ to }) => to.startsWith(who.viewer.id)).map(({ subject }) => subject)
  }

  /** Proven by a letter: the level follows from it. */
  async rooted(name = 'Samira Kaya'): Promise<ViewerContext> {
    const who = await this.somebody({ name, level: 'verified' })
    await this.ctx.db.execute(
      sql`insert into proofs (id, resident_id, kind, proves_address, proves_person, given)
          values (gen_random_uuid(), ${who.viewer.id}, 'letter', true, false, ${this.now()})`,
    )
    return who
  }

  /** Kees and Aylin, and somebody who is verified by the two of them. */
  async leaning(): Promise<[ViewerContext, ViewerContext, ViewerContext]> {
    const [one, other] = [await this.rooted('Kees Bos'), await this.rooted('Aylin Kaya')]
    const who = await this.somebody()
    for (const { viewer } of [one, other]) {
      await this.ctx.db.execute(
        sql`insert into vouches (id, voucher_id, resident_id, given)
            values (gen_random_uuid(), ${viewer.id}, ${who.viewer.id}, ${this.now()})`,
      )
    }
    await renewLevels(this.ctx, [who.viewer.id], 'vouch')
    expect(await this.levelOf(who)).toBe('verified')
    return [one, other, who]
  }

  /** One helps the other, and did something once. */
  async helps(helper: ViewerContext, helped: ViewerContext): Promise<string> {
    const made = await row<{ id: string }>(
      this.ctx.db,
      sql`insert into helpings (id, resident_id, helper_id, asked, accepted)
          values (gen_random_uuid(), ${helped.viewer.id}, ${helper.viewer.id}, ${this.now()}, ${this.now()}) returning id`,
    )
    await this.ctx.db.execute(
      sql`insert into helped_acts (id, helping_id, kind, path, begun, outcome)
          values (gen_random_uuid(), ${made!.id}, 'join', '/leefomgeving/:slug/doe-mee', ${this.now()}, 'done')`,
    )
    return made!.id
  }

  openCaseOf(who: ViewerContext) {
    return row<{ id: string; resident: string; other: string | null }>(
      this.ctx.db,
      sql`select id, resident_id as resident, other_id as other from identity_cases
          where closed is null and ${who.viewer.id} in (resident_id, other_id)`,
    )
  }

  /** Two accounts of one person, of whom the newer one showed an eID. */
  async collide(name: string): Promise<[ViewerContext, ViewerContext]> {
    const birth = '1981-03-04'
    const first = await this.somebody({ name, birth, level: 'assured' })
    this.services.pass(minute)
    const address = anotherHome()
    const second = await this.somebody({ name, address })
    expect((await attest(second, { kind: 'eid', name, birth, address })).outcome).toBe('case')
    return [first, second]
  }

  /** A steward prints and posts what waits. A code exists on paper only, so the test puts one of its own in its place. */
  async postLetters(who: ViewerContext): Promise<{ nr: string; code: string }> {
    const steward = await this.steward()
    expect((await steward.post('/beheer/brieven/druk')).headers.get('content-type')).toBe('application/pdf')
    const printed = await row<{ id: string; number: string; batch: string }>(
      this.ctx.db,
      sql`select id, number, batch from letters where resident_id = ${who.viewer.id} and state = 'printed'`,
    )
    const { id, number: nr, batch } = printed!
    expect((await steward.post(`/beheer/brieven/${batch}/gepost`)).status).toBe(303)
    const code = newCode(10)
    const mark = blindIndex(this.services.keys.for('letter'), `${id}:${code}`)
    await this.ctx.db.execute(sql`update letters set code = ${mark} where id = ${id}`)
    return { nr, code }
  }
}
