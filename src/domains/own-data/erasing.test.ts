import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { storeAsText } from '../../../tests/support/dump.ts'
import {
  as,
  newConcept,
  newTown,
  newViewer,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { Site, type Browser } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, hour, minute } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict } from '../../platform/errors.ts'
import { forgetOld } from '../../platform/retention.ts'
import { chooseAmbition } from '../ambitions/index.ts'
import { found, join } from '../communities/index.ts'
import { endWithStory } from '../outcomes/index.ts'
import { designate } from '../designations/index.ts'
import { putInVault, residentByMail } from '../identity/index.ts'
import { loadViewer, type ViewerContext } from '../residents/index.ts'
import { askErasure, stopErasure } from './actions.ts'
import { erase, eraseDue } from './erasing.ts'
import { retentions } from './holdings.ts'
import { words } from './messages/index.ts'

onEachEngine('being erased', (store) => {
  let services: TestServices
  let ctx: Context
  let site: Site
  let town: Town
  beforeAll(async () => {
    services = testServices(store())
    ctx = visitor(services)
    site = new Site(services)
    town = await newTown(ctx)
    await ctx.db.execute(
      sql`insert into addresses (street, number, postcode, place, street_id, lat, lon, cell)
          values ('Lijnbaan', 12, '9990AA', 'Ravenhorst', ${town.street}, 52.301, 5.201, 622236750694711295)`,
    )
  })

  async function resident(name = 'Noor'): Promise<ViewerContext> {
    const who = await newViewer(ctx, { name, place: town.home })
    const address = {
      street: 'Lijnbaan',
      number: 12,
      letter: '',
      addition: '',
      postcode: '9990AA',
      place: 'Ravenhorst',
    }
    await putInVault(ctx, who.viewer.id, { name, mail: mailOf(who), address })
    return who
  }
  const mailOf = (who: ViewerContext) => `${who.viewer.id}@voorbeeld.nl`
  /** The code in the newest mail to somebody that has one: facts are delivered in any order. */
  const codeFor = (mail: string) => {
    const { text } = services.sent.findLast((sent) => sent.to === mail && sent.text.includes('code='))!
    return new URL(/https?:\/\/\S+/.exec(text)![0]).searchParams.get('code')!
  }
  const exists = async (who: ViewerContext) =>
    (await row(ctx.db, sql`select 1 from residents where id = ${who.viewer.id}`)) !== undefined
  const ask = async (who: ViewerContext, keeps: string[] = []): Promise<Browser> => {
    const browser = await site.signedIn(who.viewer.id)
    expect((await browser.post('/ik/gegevens/wissen', { sure: 'yes', keeps })).headers.get('location')).toBe(
      '/ik/rust',
    )
    return browser
  }
  const community = (who: ViewerContext, name = 'Kerkplein') =>
    found(who, {
      name,
      purpose: 'Waarom wij er zijn',
      access: 'internet',
      areaIds: [town.buurt],
      conceptIds: [],
    })
  const pass = async () => {
    services.pass(7 * day + minute)
    return eraseDue(ctx)
  }

  it('is confirmed in words, and keeps the choice when that is forgotten', async () => {
    const who = await resident()
    await endWithStory(who, (await community(who)).id, {
      result: 'tried',
      worked: '',
      failed: '',
      lesson: '',
      thanks: '',
      story: 'Het verhaal',
    })
    const browser = await site.signedIn(who.viewer.id)
    const page = await (await browser.get('/ik/gegevens/wissen')).text()
    expect(page).toContain('value="stories"')
    expect(page).not.toContain('value="requests"')
    const answer = await browser.post('/ik/gegevens/wissen', { keeps: 'stories' })
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain('Zet een vinkje als je het zeker weet.')
    expect(text).toMatch(/value="stories"[^>]*checked/)
  })

  it('first rests: nobody finds them, and who is signed in sees only how to stop', async () => {
    const who = await resident()
    const other = await resident('Kees')
    await newConcept(ctx, { scheme: 'ambition', slug: 'rusten', label: 'Rusten' })
    await chooseAmbition(who, { slug: 'rusten', reach: 'buurt', findable: true })
    const { id, slug } = await community(who)
    await join(other, id)
    const browser = await ask(who)
    await site.deliver()
    expect(services.sent.findLast(({ to }) => to === mailOf(who))).toMatchObject({
      subject: 'We wissen je gegevens over zeven dagen',
    })
    for (const path of ['/', '/buurt', '/ik/gegevens', `/leefomgeving/${slug}`, '/log-in'])
      expect((await browser.get(path)).headers.get('location'), path).toBe('/ik/rust')
    expect((await browser.post('/ik/profiel', { displayName: 'Ander' })).headers.get('location')).toBe(
      '/ik/rust',
    )
    expect(await (await browser.get('/ik/rust')).text()).toContain('Stop het wissen')
    expect(await loadViewer(ctx, who.viewer.id)).toBeUndefined()
    expect(
      await (await (await site.signedIn(other.viewer.id)).get(`/leefomgeving/${slug}/leden`)).text(),
    ).not.toContain('Noor')
    const listed = await row<{ listed: boolean }>(
      ctx.db,
      sql`select listed from wishes where resident_id = ${who.viewer.id}`,
    )
    expect(listed).toEqual({ listed: false })
    // Asking again in the same week, also at the same moment, does not move it.
    expect(
      await rows(ctx.db, sql`select id from erasures where resident_id = ${who.viewer.id}`),
    ).toHaveLength(1)
  })

  it('writes in the language that somebody reads, whichever this browser speaks', async () => {
    const who = await resident()
    await ctx.db.execute(sql`update residents set language = 'en' where id = ${who.viewer.id}`)
    const dutch = { ...who, language: 'nl' as const }
    await askErasure(dutch, [])
    await stopErasure(dutch, who.viewer.id)
    await site.deliver()
    expect(
      services.sent
        .filter(({ to }) => to === mailOf(who))
        .map(({ subject }) => subject)
        .toSorted(),
    ).toEqual([words.en.mail.erasing(ctx.now(), '').subject, words.en.mail.stopped().subject].toSorted())
  })

  it('asked by two browsers at the same moment is asked once', async () => {
    const who = await resident()
    const browsers = await Promise.all([site.signedIn(who.viewer.id), site.signedIn(who.viewer.id)])
    await Promise.all(browsers.map((browser) => browser.post('/ik/gegevens/wissen', { sure: 'yes' })))
    expect(
      await rows(ctx.db, sql`select id from erasures where resident_id = ${who.viewer.id}`),
    ).toHaveLength(1)
  })

  it('can be stopped by a mailed link, also in the last minute, and all is as it was', async () => {
    const who = await resident()
    const { id } = await community(who)
    await ask(who)
    services.pass(7 * day - minute)
    await eraseDue(ctx)
    const browser = site.visitor()
    await browser.post('/log-in', { mail: mailOf(who) })
    await site.deliver()
    const code = codeFor(mailOf(who))
    await browser.post('/log-in/link', { code })
    expect((await browser.get('/buurt')).headers.get('location')).toBe('/ik/rust')
    expect((await browser.post('/ik/rust/stop')).headers.get('location')).toBe('/ik/gegevens?klaar=stopped')
    expect(await (await browser.get('/ik/gegevens?klaar=stopped')).text()).toContain('Fijn dat je blijft')
    services.pass(2 * day)
    await eraseDue(ctx)
    expect(await exists(who)).toBe(true)
    expect(
      await row(
        ctx.db,
        sql`select 1 from memberships where community_id = ${id} and resident_id = ${who.viewer.id} and ended is null`,
      ),
    ).toBeDefined()
    await expect(stopErasure(ctx, who.viewer.id)).rejects.toThrow(Conflict)
    expect((await browser.get('/ik/rust')).headers.get('location')).toBe('/ik/gegevens')
    services.pass(40 * day)
    await forgetOld(ctx, retentions)
    expect(
      await row(ctx.db, sql`select 1 from erasures where resident_id = ${who.viewer.id}`),
    ).toBeUndefined()
  })

  it('is not stopped by anybody else', async () => {
    const who = await resident()
    await ask(who)
    const other = await resident('Kees')
    const kees = await site.signedIn(other.viewer.id)
    expect((await kees.post('/ik/rust/stop')).headers.get('location')).toBe('/ik/rust')
    expect((await site.visitor().post('/ik/rust/stop')).headers.get('location')).toBe('/ik/rust')
    await pass()
    expect(await exists(who)).toBe(false)
    expect(await exists(other)).toBe(true)
  })

  it('of two at once, of one community, erases both, each once', async () => {
    const [one, two, three] = [await resident('Noor'), await resident('Kees'), await resident('Aylin')]
    const { id } = await community(one, 'Samen weg')
    const second = await community(two, 'Ook samen weg')
    for (const who of [two, three]) await join(who, id)
    for (const who of [one, three]) await join(who, second.id)
    await designate(one, { communityId: id, kind: 'ambassador', toId: two.viewer.id })
    await designate(two, { communityId: id, kind: 'ambassador', toId: one.viewer.id })
    await ask(one)
    await ask(two)
    services.pass(7 * day + minute)
    const erased = await Promise.all([eraseDue(ctx), eraseDue(ctx), eraseDue(ctx)])
    expect(erased.reduce((sum, part) => sum + part)).toBe(2)
    expect([await exists(one), await exists(two), await exists(three)]).toEqual([false, false, true])
    // Nobody was wished: it rests, its last member may choose.
    const left = await row(ctx.db, sql`select members, state from communities where id = ${id}`)
    expect(left).toEqual({ members: 1, state: 'resting' })
    expect(
      await row(
        ctx.db,
        sql`select 1 from notices where resident_id = ${three.viewer.id} and kind = 'community.keyless'`,
      ),
    ).toBeDefined()
    expect(await rows(ctx.db, sql`select 1 from standings where community_id = ${id}`)).toEqual([])
  })

  it('and stopping at the same moment: one of the two happens, whole', async () => {
    for (let times = 0; times < 4; times++) {
      const who = await resident()
      await ask(who)
      services.pass(7 * day + minute)
      const [erased, stopped] = await Promise.allSettled([eraseDue(ctx), stopErasure(ctx, who.viewer.id)])
      expect(erased.status).toBe('fulfilled')
      expect(await exists(who)).toBe(stopped.status === 'fulfilled')
      if (stopped.status === 'fulfilled') expect(await loadViewer(ctx, who.viewer.id)).toBeDefined()
      expect(await eraseDue(ctx)).toBe(0)
    }
  })

  describe('when it breaks off in the middle', () => {
    it('leaves everything as it was', async () => {
      const who = await resident()
      const { id } = await community(who)
      await join(await resident('Kees'), id)
      const before = await storeAsText(store())
      const broken = transact(ctx, async (ctx) => {
        await erase(ctx, who.viewer.id, new Set())
        expect(await row(ctx.db, sql`select 1 from residents where id = ${who.viewer.id}`)).toBeUndefined()
        throw new Error('the power went')
      })
      await expect(broken).rejects.toThrow('the power went')
      expect(await storeAsText(store())).toEqual(before)
    })

    it('goes on with the others, and tries again later', async () => {
      const [stuck, other] = [await resident('Noor'), await resident('Kees')]
      await ask(stuck)
      services.pass(minute)
      await ask(other)
      await store().runScript(`create function refuse_to_go() returns trigger language plpgsql as $$ begin
          if old.id = '${stuck.viewer.id}' then raise exception 'not now'; end if; return old; end $$;
        create trigger residents_refuse before delete on residents for each row execute function refuse_to_go();`)
      services.pass(7 * day + hour)
      await expect(eraseDue(ctx)).rejects.toThrow()
      expect([await exists(stuck), await exists(other)]).toEqual([true, false])
      expect(await residentByMail(ctx, mailOf(stuck))).toBe(stuck.viewer.id)
      await store().runScript('drop trigger residents_refuse on residents; drop function refuse_to_go()')
      expect(await eraseDue(ctx)).toBe(1)
      expect(await exists(stuck)).toBe(false)
    })
  })

  it('lets stand what they chose, without a name, and that alone', async () => {
    const who = await resident('Zwaantje')
    const kees = await resident('Kees')
    const { id } = await community(who, 'Verhalenstraat')
    await join(kees, id)
    await endWithStory(who, id, {
      result: 'realised',
      worked: 'Veel',
      failed: '',
      lesson: '',
      thanks: '',
      story: 'Zo ging het',
    })
    await ask(who, ['stories', 'onzin'])
    await pass()
    expect(
      await row(ctx.db, sql`select story, worked, told_by from outcomes where community_id = ${id}`),
    ).toEqual({ story: 'Zo ging het', worked: 'Veel', told_by: null })
    expect(await row(ctx.db, sql`select purpose, founder_id from communities where id = ${id}`)).toEqual({
      purpose: '',
      founder_id: null,
    })
  })

  it('leaves what others wrote where they go on', async () => {
    const [who, kees] = [await resident(), await resident('Kees')]
    const { id } = await community(kees, 'Van Kees')
    await join(who, id)
    await ask(who)
    await pass()
    expect(await row(ctx.db, sql`select purpose, members from communities where id = ${id}`)).toEqual({
      purpose: 'Waarom wij er zijn',
      members: 1,
    })
  })

  it('afterwards the same mail address joins anew, as somebody whom nobody knows', async () => {
    const who = await resident()
    const mail = mailOf(who)
    await ask(who)
    await pass()
    const browser = site.visitor()
    await browser.post('/meedoen/naam', { name: 'Opnieuw' })
    const choices = await (await browser.post('/meedoen/adres', { q: '9990AA 12' })).text()
    const found = /name="address" value="([^"]+)"/.exec(choices)?.[1]
    await browser.post('/meedoen/adres', { q: '9990AA 12', address: found! })
    await browser.post('/meedoen/mail', { mail })
    await browser.post('/meedoen/regels', { age: 'adult', agree: 'yes' })
    await site.deliver()
    const code = codeFor(mailOf(who))
    expect((await browser.post('/meedoen/bevestig', { code })).headers.get('location')).toBe('/ik/welkom')
    const id = await residentByMail(ctx, mail)
    expect(id).toBeDefined()
    expect(id).not.toBe(who.viewer.id)
    expect((await as(ctx, id!)).viewer.level).toBe('applicant')
  })

  it('old things go when their time has come, and not before', async () => {
    const who = await resident()
    const put = async () => {
      await ctx.db.execute(
        sql`insert into vault_openings (resident_id, field, why, opened) values (${who.viewer.id}, 'name', 'letter', ${ctx.now().toISOString()})`,
      )
      await ctx.db.execute(
        sql`insert into notices (resident_id, kind, data, created) values (${who.viewer.id}, 'test.old', '{}', ${ctx.now().toISOString()})`,
      )
      await ctx.db.execute(
        sql`insert into mail_links (hash, purpose, created, ends) values (decode(md5(random()::text), 'hex'), 'join', ${ctx.now().toISOString()}, ${new Date(ctx.now().getTime() + 14 * day).toISOString()})`,
      )
    }
    const count = async () =>
      row(
        ctx.db,
        sql`select (select count(*)::int from vault_openings where resident_id = ${who.viewer.id} and why = 'letter') as openings,
        (select count(*)::int from notices where kind = 'test.old') as notices,
        (select count(*)::int from mail_links where purpose = 'join' and draft is null and used is null) as joins`,
      )
    await put()
    services.pass(14 * day - minute)
    await forgetOld(ctx, retentions)
    expect(await count()).toEqual({ openings: 1, notices: 1, joins: 1 })
    services.pass(2 * minute)
    await forgetOld(ctx, retentions)
    expect(await count()).toEqual({ openings: 1, notices: 1, joins: 0 })
    services.pass(351 * day - hour)
    await forgetOld(ctx, retentions)
    expect(await count()).toEqual({ openings: 1, notices: 1, joins: 0 })
    services.pass(2 * hour)
    await forgetOld(ctx, retentions)
    expect(await count()).toEqual({ openings: 0, notices: 0, joins: 0 })
  })

  it('old things go in portions, however many there are', async () => {
    await ctx.db.execute(
      sql`insert into limits (key, started, ends, tries) select decode(md5(n::text), 'hex'), ${ctx.now().toISOString()}::timestamptz, ${ctx.now().toISOString()}::timestamptz, 1 from generate_series(1, 2500) n`,
    )
    services.pass(minute)
    const [one, two] = await Promise.all([forgetOld(ctx, retentions), forgetOld(ctx, retentions)])
    expect(one + two).toBeGreaterThanOrEqual(2500)
    expect(await rows(ctx.db, sql`select 1 from limits where ends < ${ctx.now().toISOString()}`)).toEqual([])
  })
})
