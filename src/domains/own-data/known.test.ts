import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  newTown,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { Site, type Browser } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, minute } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { forgetOld } from '../../platform/retention.ts'
import { openVault } from '../identity/index.ts'
import { loadViewer, type ViewerContext } from '../residents/index.ts'
import { attest, openCase, renewLevels, tendProofs } from '../proofs/index.ts'
import { anotherHome, identitySteward, levelOf, postLetters, somebody } from './test-support.ts'
import { eraseDue } from './erasing.ts'
import { retentions } from './holdings.ts'

onEachEngine('erasing who is known', (store) => {
  let services: TestServices
  let ctx: Context
  let site: Site
  let town: Town
  beforeAll(async () => {
    services = testServices(store())
    ctx = visitor(services)
    site = new Site(services)
    town = await newTown(ctx)
  })

  const ask = async (who: ViewerContext): Promise<Browser> => {
    const browser = await site.signedIn(who.viewer.id)
    expect((await browser.post('/ik/gegevens/wissen', { sure: 'yes' })).headers.get('location')).toBe(
      '/ik/rust',
    )
    return browser
  }
  const erased = async () => {
    services.pass(7 * day + minute)
    return eraseDue(ctx)
  }
  const stop = async (browser: Browser) =>
    expect((await browser.post('/ik/rust/stop')).headers.get('location')).toBe('/ik/gegevens?klaar=stopped')
  const told = async (who: ViewerContext) =>
    (
      await rows<{ kind: string }>(
        ctx.db,
        sql`select kind from notices where resident_id = ${who.viewer.id} order by id`,
      )
    ).map(({ kind }) => kind)
  const mailed = (who: ViewerContext) =>
    services.sent.filter(({ to }) => to.startsWith(who.viewer.id)).map(({ subject }) => subject)
  const now = () => ctx.now().toISOString()
  const vouchFor = (by: ViewerContext, who: ViewerContext) =>
    ctx.db.execute(
      sql`insert into vouches (id, voucher_id, resident_id, household, given)
          values (gen_random_uuid(), ${by.viewer.id}, ${who.viewer.id}, ${by.viewer.id}, ${now()})`,
    )
  /** Proven by a letter: the level follows from it. */
  async function rooted(name?: string): Promise<ViewerContext> {
    const who = await somebody(services, town, { ...(name ? { name } : {}), level: 'verified' })
    await ctx.db.execute(
      sql`insert into proofs (id, resident_id, kind, proves_address, proves_person, given)
          values (gen_random_uuid(), ${who.viewer.id}, 'letter', true, false, ${now()})`,
    )
    return who
  }
  /** Somebody who is verified by two neighbours. */
  async function leaning(): Promise<[ViewerContext, ViewerContext, ViewerContext]> {
    const [one, other, who] = [
      await rooted('Kees Bos'),
      await rooted('Aylin Kaya'),
      await somebody(services, town),
    ]
    for (const by of [one, other]) await vouchFor(by, who)
    await renewLevels(ctx, [who.viewer.id], 'vouch')
    expect(await levelOf(ctx, who.viewer.id)).toBe('verified')
    return [one, other, who]
  }
  async function helps(helper: ViewerContext, helped: ViewerContext): Promise<string> {
    const made = await row<{ id: string }>(
      ctx.db,
      sql`insert into helpings (id, resident_id, helper_id, asked, accepted)
          values (gen_random_uuid(), ${helped.viewer.id}, ${helper.viewer.id}, ${now()}, ${now()}) returning id`,
    )
    await ctx.db.execute(
      sql`insert into helped_acts (id, helping_id, kind, path, begun, outcome)
          values (gen_random_uuid(), ${made!.id}, 'join', '/leefomgeving/:slug/doe-mee', ${now()}, 'done')`,
    )
    return made!.id
  }
  const open = (who: ViewerContext) =>
    row<{ id: string; other: string | null; resident: string }>(
      ctx.db,
      sql`select id, resident_id as resident, other_id as other from identity_cases
          where closed is null and ${who.viewer.id} in (resident_id, other_id)`,
    )
  /** Two accounts of one person, of whom the newer one showed an eID. */
  async function collide(name: string): Promise<[ViewerContext, ViewerContext]> {
    const birth = '1981-03-04'
    const first = await somebody(services, town, { name, birth, level: 'assured' })
    services.pass(minute)
    const address = anotherHome()
    const second = await somebody(services, town, { name, address })
    expect((await attest(second, { kind: 'eid', name, birth, address })).outcome).toBe('case')
    return [first, second]
  }

  describe('vouches', () => {
    it('end when who gave them is erased: who leaned on them is looked at again and told', async () => {
      const [one, other, who] = await leaning()
      await ask(one)
      await site.deliver()
      // While the account rests its word counts.
      await renewLevels(ctx, [who.viewer.id], 'looked-at')
      expect(await levelOf(ctx, who.viewer.id)).toBe('verified')
      expect(await erased()).toBe(1)
      await site.deliver()
      expect(await levelOf(ctx, who.viewer.id)).toBe('applicant')
      expect(await levelOf(ctx, other.viewer.id)).toBe('verified')
      expect(await told(who)).toContain('proof.fallen')
      expect(mailed(who)).toContain('Je adres is niet meer bewezen')
      expect(
        await rows(ctx.db, sql`select 1 from vouches where resident_id = ${who.viewer.id}`),
      ).toHaveLength(1)
    })

    it('are as they were when the erasing is stopped, and so are levels, helpers and letters', async () => {
      const [one, , who] = await leaning()
      await helps(one, who)
      const helped = await rooted('Truus Bos')
      await helps(who, helped)
      const browser = await ask(who)
      await site.deliver()
      const [helper, needs] = [await site.signedIn(one.viewer.id), await site.signedIn(helped.viewer.id)]
      const id = (await row<{ id: string }>(
        ctx.db,
        sql`select id from helpings where helper_id = ${one.viewer.id}`,
      ))!.id
      // Nobody helps an account that rests.
      expect((await helper.post(`/helpen/${id}/nu`)).status).toBe(404)
      expect(await (await helper.get('/helpen')).text()).not.toContain('Samira')
      expect(await (await needs.get('/ik/hulp')).text()).not.toContain('Samira')
      services.pass(2 * day)
      await tendProofs(ctx)
      await stop(browser)
      await site.deliver()
      expect(await levelOf(ctx, who.viewer.id)).toBe('verified')
      expect(
        await rows(
          ctx.db,
          sql`select 1 from helpings where ended is null and ${who.viewer.id} in (resident_id, helper_id)`,
        ),
      ).toHaveLength(2)
      expect(
        await rows(ctx.db, sql`select 1 from vouches where ended is null and resident_id = ${who.viewer.id}`),
      ).toHaveLength(2)
      expect(await (await needs.get('/ik/hulp')).text()).toContain('Samira')
    })

    it('that end while somebody rests count for them too, without a mail', async () => {
      const [one, , who] = await leaning()
      const browser = await ask(who)
      await site.deliver()
      const before = mailed(who).length
      const kees = await site.signedIn(one.viewer.id)
      await kees.post('/ik/bewijs/neem-terug', { resident: who.viewer.id })
      await site.deliver()
      expect(mailed(who)).toHaveLength(before)
      await stop(browser)
      expect(await levelOf(ctx, who.viewer.id)).toBe('applicant')
      expect(await told(who)).toContain('proof.fallen')
    })
  })

  it('nothing lapses while somebody rests', async () => {
    const who = await rooted()
    await ctx.db.execute(
      sql`update residents set address_confirmed = ${now()}::timestamptz - interval '729 days' where id = ${who.viewer.id}`,
    )
    const browser = await ask(who)
    services.pass(5 * day)
    await tendProofs(ctx)
    expect(await levelOf(ctx, who.viewer.id)).toBe('verified')
    await stop(browser)
    expect(await levelOf(ctx, who.viewer.id)).toBe('verified')
    await browser.post('/ik/bewijs/woon-hier')
    await tendProofs(ctx)
    expect(await levelOf(ctx, who.viewer.id)).toBe('verified')
  })

  it('a letter is not printed to somebody who rests', async () => {
    const steward = await site.signedIn((await identitySteward(services, town)).viewer.id)
    const who = await somebody(services, town, { name: 'Rust Bos' })
    const browser = await site.signedIn(who.viewer.id)
    await browser.post('/ik/bewijs/brief', { name: 'Rust Bos' })
    await ask(who)
    await steward.post('/beheer/brieven/druk')
    const state = () => row(ctx.db, sql`select state from letters where resident_id = ${who.viewer.id}`)
    expect(await state()).toEqual({ state: 'asked' })
    await stop(browser)
    await postLetters(
      await site.signedIn((await identitySteward(services, town)).viewer.id),
      ctx,
      who.viewer.id,
    )
    expect(await state()).toEqual({ state: 'posted' })
  })

  describe('an open case', () => {
    it('goes on as it should when the earlier account is erased: what the newer one waited for counts', async () => {
      const [first, second] = await collide('Henk Visser')
      const { id } = (await open(second))!
      await ask(first)
      expect(await levelOf(ctx, second.viewer.id)).toBe('applicant')
      await erased()
      await site.deliver()
      expect(await levelOf(ctx, second.viewer.id)).toBe('assured')
      expect(await open(second)).toBeUndefined()
      expect(await told(second)).toContain('proof.caseFine')
      expect(await told(second)).not.toContain('proof.case')
      expect(await rows(ctx.db, sql`select 1 from identity_cases where id = ${id}`)).toEqual([])
    })

    it('tells the earlier account when the newer one is erased, and changes nothing for it', async () => {
      const [first, second] = await collide('Piet Visser')
      await ask(second)
      await erased()
      await site.deliver()
      expect(await levelOf(ctx, first.viewer.id)).toBe('assured')
      expect(await told(first)).toContain('proof.caseOther')
      expect(mailed(first)).toContain('Nagekeken')
      expect(await open(first)).toBeUndefined()
    })

    it('about a third account opens, instead of the proof that waited', async () => {
      const [first, second] = await collide('Joop Visser')
      const third = await somebody(services, town, {
        name: 'Joop Visser',
        birth: '1981-03-04',
        level: 'verified',
      })
      await ask(first)
      await erased()
      expect(await levelOf(ctx, second.viewer.id)).toBe('applicant')
      expect(await open(second)).toMatchObject({ resident: second.viewer.id, other: third.viewer.id })
    })

    it('about many at one home goes on about who else lives there', async () => {
      const address = anotherHome()
      const [one, two] = [
        await somebody(services, town, { name: 'Een Huis', address }),
        await somebody(services, town, { name: 'Twee Huis', address }),
      ]
      const id = await openCase(ctx, { kind: 'household', residentId: two.viewer.id })
      await ask(two)
      await erased()
      expect(await open(one)).toMatchObject({ id, resident: one.viewer.id })
    })

    it('that is decided while an account rests is not undone by waking it', async () => {
      const [first, second] = await collide('Daan Visser')
      const { id } = (await open(second))!
      const browser = await ask(second)
      services.pass(7 * day - minute)
      await ctx.db.execute(
        sql`update identity_cases set opened = ${now()}::timestamptz - interval '8 days' where id = ${id}`,
      )
      const fresh = await site.signedIn((await identitySteward(services, town)).viewer.id)
      expect(
        (await fresh.post(`/beheer/zaken/${id}`, { verdict: 'same', reason: 'Eén persoon' })).status,
      ).toBe(303)
      expect((await browser.post('/ik/rust/stop')).headers.get('location')).not.toBe(
        '/ik/gegevens?klaar=stopped',
      )
      const again = await site.signedIn(second.viewer.id)
      const refused = await again.post('/ik/rust/stop')
      expect(refused.status).toBe(409)
      expect(await refused.text()).toContain('Dit account kan niet terug')
      expect(await loadViewer(ctx, second.viewer.id)).toBeUndefined()
      expect(await levelOf(ctx, first.viewer.id)).toBe('assured')
    })

    it('opens when somebody made another account while the first one rested', async () => {
      const birth = '1970-05-06'
      const first = await somebody(services, town, { name: 'Wil Dubbel', birth, level: 'assured' })
      const browser = await ask(first)
      services.pass(minute)
      const address = anotherHome()
      const second = await somebody(services, town, { name: 'Wil Dubbel', address })
      expect((await attest(second, { kind: 'eid', name: 'Wil Dubbel', birth, address })).outcome).toBe(
        'proven',
      )
      await stop(browser)
      expect(await open(first)).toMatchObject({ resident: second.viewer.id, other: first.viewer.id })
    })
  })

  describe('helping', () => {
    it('leaves what was done for somebody theirs to read, without who did it', async () => {
      const [helper, helped] = [await rooted('Wilma Helper'), await rooted('Truus Hulp')]
      const id = await helps(helper, helped)
      await ask(helper)
      await erased()
      expect(
        await row(ctx.db, sql`select helper_id, how_ended, ended_by from helpings where id = ${id}`),
      ).toEqual({
        helper_id: null,
        how_ended: 'left',
        ended_by: null,
      })
      expect(await told(helped)).toContain('helping.put-down')
      const browser = await site.signedIn(helped.viewer.id)
      expect((await browser.get('/ik/hulp')).status).toBe(200)
      services.pass(731 * day)
      await forgetOld(ctx, retentions)
      expect(await row(ctx.db, sql`select 1 from helpings where id = ${id}`)).toBeUndefined()
    })

    it('leaves a helper signed in, as themselves, when who they act for is erased', async () => {
      const [helper, helped] = [await rooted('Wilma Helper'), await rooted('Truus Weg')]
      const id = await helps(helper, helped)
      await ask(helped)
      services.pass(7 * day + minute)
      const browser = await site.signedIn(helper.viewer.id)
      await ctx.db.execute(
        sql`update sessions set acts_for = ${helped.viewer.id}, acts_until = ${now()}::timestamptz + interval '1 hour'
            where resident_id = ${helper.viewer.id}`,
      )
      expect(await eraseDue(ctx)).toBe(1)
      expect((await browser.get('/ik/gegevens')).status).toBe(200)
      expect(await row(ctx.db, sql`select 1 from helpings where id = ${id}`)).toBeUndefined()
      expect(await told(helper)).toContain('helping.stopped')
    })
  })

  describe('correcting the name', () => {
    const post = async (who: ViewerContext, name: string) =>
      (await site.signedIn(who.viewer.id)).post('/ik/gegevens/naam', { name })

    it('takes back the letter in the old name, and says so before and after', async () => {
      const steward = await site.signedIn((await identitySteward(services, town)).viewer.id)
      const who = await somebody(services, town, { name: 'Fout Naam' })
      const browser = await site.signedIn(who.viewer.id)
      expect(await (await browser.get('/ik/gegevens/naam')).text()).not.toContain('Er is een brief onderweg')
      await browser.post('/ik/bewijs/brief', { name: 'Fout Naam' })
      const { code, number } = await postLetters(steward, ctx, who.viewer.id)
      expect(await (await browser.get('/ik/gegevens/naam')).text()).toContain('Er is een brief onderweg')
      // The same name leaves the letter alone.
      expect((await post(who, 'Fout Naam')).headers.get('location')).toBe('/ik/gegevens?klaar=name')
      const corrected = await browser.post('/ik/gegevens/naam', { name: 'Goede Naam' })
      expect(corrected.headers.get('location')).toBe('/ik/gegevens?klaar=name-letter')
      expect(await (await browser.get('/ik/gegevens?klaar=name-letter')).text()).toContain('werkt niet meer')
      const used = await site.visitor().post('/brief', { nr: number, code })
      expect(await used.text()).toContain('zijn code werkt niet meer')
      expect(await levelOf(ctx, who.viewer.id)).toBe('applicant')
    })

    it('sees another account of this person, once', async () => {
      const birth = '1966-07-08'
      const first = await somebody(services, town, { name: 'Otto Echt', birth, level: 'verified' })
      const who = await somebody(services, town, { name: 'Anton Nep', birth })
      expect((await post(who, 'Otto Echt')).headers.get('location')).toBe('/ik/gegevens?klaar=name-case')
      expect(await open(who)).toMatchObject({ resident: who.viewer.id, other: first.viewer.id })
      await post(who, 'Otto  Echt')
      expect(
        await rows(
          ctx.db,
          sql`select 1 from identity_cases where resident_id = ${who.viewer.id} and closed is null`,
        ),
      ).toHaveLength(1)
    })

    it('is not free once an eID said who somebody is, also where the address is still to be proven', async () => {
      const who = await somebody(services, town, { name: 'Eva Echt' })
      const outcome = await attest(who, {
        kind: 'eid',
        name: 'Eva Echt',
        birth: '1990-01-02',
        address: anotherHome(),
      })
      expect(outcome).toEqual({ outcome: 'other-address', level: 'applicant' })
      expect((await post(who, 'Iemand Anders')).status).toBe(403)
      const [, second] = await collide('Frits Visser')
      expect((await post(second, 'Iemand Anders')).status).toBe(403)
      expect(await openVault(ctx, second.viewer.id, 'name', 'own')).toBe('Frits Visser')
    })
  })
})
