import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import {
  as,
  newTown,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { Site, type Browser } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, hour, minute } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { changeVault } from '../identity/index.ts'
import { block, type ViewerContext } from '../residents/index.ts'
import { renewLevels } from './levels.ts'
import { anotherHome, identitySteward, levelOf, somebody } from './test-support.ts'

onEachEngine('neighbours who met', (store) => {
  let services: TestServices
  let site: Site
  let town: Town

  beforeAll(async () => {
    services = testServices(store())
    site = new Site(services)
    town = await newTown(visitor(services))
  })

  /** Somebody known for long, who may vouch. */
  const neighbour = async (given: Parameters<typeof somebody>[2] = {}) => {
    const known = await somebody(services, town, { name: 'Kees Bos', level: 'verified', ...given })
    await known.db.execute(
      sql`update resident_levels set since = since - interval '400 days' where resident_id = ${known.viewer.id}`,
    )
    return known
  }

  /** The code that somebody shows on their phone. */
  async function show(browser: Browser): Promise<string> {
    const page = await (await browser.post('/ik/bewijs/buren')).text()
    const code = /<p class="code-to-type">([\w-]+)</.exec(page)?.[1]
    expect(code).toBeDefined()
    return code!
  }

  async function meet(shown: ViewerContext, voucher: ViewerContext): Promise<Response> {
    const code = await show(await site.signedIn(shown.viewer.id))
    services.pass(hour)
    const fresh = await show(await site.signedIn(shown.viewer.id))
    expect(fresh).not.toBe(code)
    return (await site.signedIn(voucher.viewer.id)).post('/ontmoet', { code: fresh })
  }

  it('prove an address together, when they come from two other homes', async () => {
    const me = await somebody(services, town)
    const [one, two] = [await neighbour(), await neighbour()]
    expect((await meet(me, one)).status).toBe(200)
    expect(await levelOf(me, me.viewer.id)).toBe('applicant')
    expect((await meet(me, two)).status).toBe(200)
    expect(await levelOf(me, me.viewer.id)).toBe('verified')
    const page = await (await (await site.signedIn(me.viewer.id)).get('/ik/bewijs')).text()
    expect(page).toContain('Kees, die je ontmoette')
    // From now on it is asked each year.
    expect(page).toContain('Ja, ik woon er nog')
  })

  it('shows the neighbour who it is before they confirm, and nobody else', async () => {
    const me = await somebody(services, town, { name: 'Aylin Kaya' })
    const code = await show(await site.signedIn(me.viewer.id))
    const voucher = await site.signedIn((await neighbour()).viewer.id)
    const page = await (await voucher.get(`/ontmoet?code=${code}`)).text()
    expect(page).toContain('Dit is Aylin')
    expect(page).not.toContain('Kaya')
    const applicant = await site.signedIn((await somebody(services, town)).viewer.id)
    expect((await applicant.get(`/ontmoet?code=${code}`)).status).toBe(403)
    expect((await site.visitor().get(`/ontmoet?code=${code}`)).status).toBe(303)
    expect((await site.visitor().post('/ontmoet', { code })).status).toBe(401)
  })

  it('count as one when they live together, and not at all at my own address', async () => {
    const [mine, theirs] = [anotherHome(), anotherHome()]
    const me = await somebody(services, town, { address: mine })
    const [one, two] = [await neighbour({ address: theirs }), await neighbour({ address: theirs })]
    await meet(me, one)
    await meet(me, two)
    expect(await levelOf(me, me.viewer.id)).toBe('applicant')
    const refused = await meet(me, await neighbour({ address: mine }))
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('Jullie wonen op hetzelfde adres')
  })

  it('count as one although somebody moves in with them, or rests, in between', async () => {
    const theirs = anotherHome()
    const me = await somebody(services, town)
    const [one, two] = [await neighbour({ address: theirs }), await neighbour({ address: theirs })]
    const older = await somebody(services, town)
    await older.db.execute(
      sql`update residents set joined = joined - interval '9 years' where id = ${older.viewer.id}`,
    )
    await meet(me, one)
    await changeVault(older, older.viewer.id, { address: theirs }, 'own')
    await one.db.execute(sql`update residents set left_at = now() where id = ${one.viewer.id}`)
    await meet(me, two)
    await one.db.execute(sql`update residents set left_at = null where id = ${one.viewer.id}`)
    await renewLevels(me, [me.viewer.id], 'test')
    expect(await levelOf(me, me.viewer.id)).toBe('applicant')
  })

  it('do not vouch with a card that somebody found', async () => {
    const me = await somebody(services, town)
    const voucher = await neighbour()
    const code = await show(await site.signedIn(me.viewer.id))
    const browser = await site.signedIn(voucher.viewer.id)
    await voucher.db.execute(
      sql`update sessions set confirmed = null where resident_id = ${voucher.viewer.id}`,
    )
    expect((await browser.post('/ontmoet', { code })).status).toBe(401)
    expect((await browser.get('/ik/bewijs/brief')).status).toBe(303)
    expect((await browser.post('/ik/bewijs/geboortedatum', { birth: '1-3-1980' })).status).toBe(401)
    expect(await rows(store().db, sql`select 1 from vouches where resident_id = ${me.viewer.id}`)).toEqual([])
  })

  it('have five minutes, and the code works once', async () => {
    const me = await somebody(services, town)
    const code = await show(await site.signedIn(me.viewer.id))
    const [one, two] = [await neighbour(), await neighbour()]
    expect((await (await site.signedIn(one.viewer.id)).post('/ontmoet', { code })).status).toBe(200)
    expect((await (await site.signedIn(two.viewer.id)).post('/ontmoet', { code })).status).toBe(404)
    const late = await show(await site.signedIn(me.viewer.id))
    services.pass(6 * minute)
    const answer = await (await site.signedIn(two.viewer.id)).post('/ontmoet', { code: late })
    expect(await answer.text()).toContain('Een code werkt vijf minuten')
  })

  it('of two who scan at the same moment one wins', async () => {
    const me = await somebody(services, town)
    const code = await show(await site.signedIn(me.viewer.id))
    const browsers = await Promise.all(
      [0, 1, 2].map(async () => site.signedIn((await neighbour()).viewer.id)),
    )
    const answers = await Promise.all(browsers.map((browser) => browser.post('/ontmoet', { code })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(
      await rows(store().db, sql`select 1 from vouches where resident_id = ${me.viewer.id}`),
    ).toHaveLength(1)
  })

  it('live within a kilometre', async () => {
    const me = await somebody(services, town)
    const far = await neighbour()
    // Some three kilometres on.
    await far.db.execute(sql`update residents set cell = 622236750698512383 where id = ${far.viewer.id}`)
    const refused = await meet(me, await as(visitor(services), far.viewer.id))
    expect(await refused.text()).toContain('te ver uit elkaar')
    expect(refused.status).toBe(403)
  })

  it('vouch six times a year, also when they hurry', async () => {
    const voucher = await neighbour()
    const people = await Promise.all(Array.from({ length: 8 }, () => somebody(services, town)))
    const codes: string[] = []
    for (const person of people) codes.push(await show(await site.signedIn(person.viewer.id)))
    const browser = await site.signedIn(voucher.viewer.id)
    const answers = await Promise.all(codes.map((code) => browser.post('/ontmoet', { code })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 409, 409])
    services.pass(366 * day)
    expect((await meet(people[7]!, voucher)).status).toBe(200)
  })

  it('do not find each other when one blocked the other, and learn nothing by guessing', async () => {
    const [me, voucher] = [await somebody(services, town), await neighbour()]
    await block(me, voucher.viewer.id)
    expect((await meet(me, voucher)).status).toBe(404)
    const guesser = await site.signedIn((await neighbour()).viewer.id)
    const statuses: number[] = []
    for (let n = 0; n < 14; n++) statuses.push((await guesser.get('/ontmoet?code=0000-0000-0')).status)
    expect(statuses.slice(0, 12)).toEqual(Array.from({ length: 12 }, () => 404))
    expect(statuses.slice(12)).toEqual([429, 429])
  })

  it('cannot be oneself', async () => {
    const me = await neighbour()
    expect((await meet(me, me)).status).toBe(403)
  })

  it('take their word back, and then it is no longer proven, for whoever leaned on it', async () => {
    const [me, next] = [await somebody(services, town), await somebody(services, town)]
    const [one, two] = [await neighbour(), await neighbour()]
    for (const voucher of [one, two]) await meet(me, voucher)
    await me.db.execute(
      sql`update resident_levels set since = since - interval '400 days' where resident_id = ${me.viewer.id}`,
    )
    await meet(next, one)
    await meet(next, await as(visitor(services), me.viewer.id))
    expect(await levelOf(me, next.viewer.id)).toBe('verified')
    const browser = await site.signedIn(two.viewer.id)
    expect(await (await browser.get('/ik/bewijs')).text()).toContain('Neem mijn bevestiging van Samira terug')
    await browser.post('/ik/bewijs/neem-terug', { resident: me.viewer.id })
    await browser.post('/ik/bewijs/neem-terug', { resident: me.viewer.id })
    // Both fall: the first has one vouch left, the second leaned on the first.
    expect(await levelOf(me, me.viewer.id)).toBe('applicant')
    expect(await levelOf(me, next.viewer.id)).toBe('applicant')
    await site.deliver()
    const fallen = services.sent.filter(({ subject }) => subject === 'Je adres is niet meer bewezen')
    expect(fallen.map(({ to }) => to).sort()).toEqual(
      [`${me.viewer.id}@voorbeeld.nl`, `${next.viewer.id}@voorbeeld.nl`].sort(),
    )
    expect(fallen[0]!.text).toContain('met een brief of met buren')
    // Somebody else cannot take it back for them.
    await (await site.signedIn(next.viewer.id)).post('/ik/bewijs/neem-terug', { resident: me.viewer.id })
    expect(
      await rows(
        store().db,
        sql`select 1 from vouches where resident_id = ${me.viewer.id} and ended is null`,
      ),
    ).toHaveLength(1)
    // And it comes back by another neighbour: with the first also the second.
    await meet(me, await neighbour())
    expect(await levelOf(me, next.viewer.id)).toBe('verified')
  })

  it('and a steward stand for who has no fixed address', async () => {
    const nowhere = { street: '', number: 0, letter: '', addition: '', postcode: '', place: 'Ravenhorst' }
    const me = await somebody(services, town, { address: nowhere })
    await me.db.execute(sql`update residents set cell = null, street_id = null where id = ${me.viewer.id}`)
    const mine = await site.signedIn(me.viewer.id)
    const letter = await mine.post('/ik/bewijs/brief', { name: 'Samira Kaya' })
    expect(letter.status).toBe(409)
    expect(await letter.text()).toContain('Je hebt geen vast adres opgegeven')
    const desk = await site.signedIn((await identitySteward(services, town)).viewer.id)
    expect((await desk.post('/beheer/ontmoet', { code: await show(mine) })).status).toBe(200)
    expect(await levelOf(me, me.viewer.id)).toBe('applicant')
    await meet(me, await neighbour())
    expect(await levelOf(me, me.viewer.id)).toBe('applicant')
    await meet(me, await neighbour())
    expect(await levelOf(me, me.viewer.id)).toBe('verified')
    // Not for who can get a letter, and not by a neighbour in the foundation's name.
    const housed = await somebody(services, town)
    const code = await show(await site.signedIn(housed.viewer.id))
    const other = await site.signedIn((await neighbour()).viewer.id)
    expect((await other.post('/beheer/ontmoet', { code })).status).toBe(403)
    services.pass(hour)
    const again = await show(await site.signedIn(housed.viewer.id))
    const fresh = await site.signedIn((await identitySteward(services, town)).viewer.id)
    expect((await fresh.post('/beheer/ontmoet', { code: again })).status).toBe(409)
  })

  it('who may be one circle are looked at by the foundation before it counts', async () => {
    const [a, b] = [
      await somebody(services, town, { level: 'verified' }),
      await somebody(services, town, { level: 'verified' }),
    ]
    await meet(b, a)
    const me = await somebody(services, town)
    await meet(me, a)
    await meet(me, b)
    expect(await levelOf(me, me.viewer.id)).toBe('applicant')
    const found = await row<{ id: string; kind: string }>(
      store().db,
      sql`select id, kind from identity_cases where resident_id = ${me.viewer.id} and closed is null`,
    )
    expect(found?.kind).toBe('ring')
    const steward = await site.signedIn((await identitySteward(services, town)).viewer.id)
    const page = await (await steward.get(`/beheer/zaken/${found!.id}`)).text()
    expect(page).toContain('Buren die elkaar bevestigden')
    const decided = await steward.post(`/beheer/zaken/${found!.id}`, {
      verdict: 'fine',
      reason: 'Een nieuwe straat',
    })
    expect(decided.status).toBe(303)
    expect(await levelOf(me, me.viewer.id)).toBe('verified')
  })

  it('are looked at again when a new one joins a circle that was found fine, and who was there goes on counting', async () => {
    const fresh = () => somebody(services, town, { level: 'verified' })
    const [a, b, c] = [await fresh(), await fresh(), await fresh()]
    await meet(b, a)
    const me = await somebody(services, town)
    await meet(me, a)
    await meet(me, b)
    const ring = () =>
      row<{ id: string }>(
        store().db,
        sql`select id from identity_cases where resident_id = ${me.viewer.id} and kind = 'ring' and closed is null`,
      )
    const steward = await site.signedIn((await identitySteward(services, town)).viewer.id)
    const fine = { verdict: 'fine', reason: 'Een nieuwe straat' }
    await steward.post(`/beheer/zaken/${(await ring())!.id}`, fine)
    expect(await levelOf(me, me.viewer.id)).toBe('verified')
    // A third one, who vouches along with the others.
    await meet(c, a)
    await meet(me, c)
    expect(await ring()).toBeDefined()
    // The newcomer's word does not count yet, and takes nothing away from what was looked at.
    expect(await levelOf(me, me.viewer.id)).toBe('verified')
    await (await site.signedIn(a.viewer.id)).post('/ik/bewijs/neem-terug', { resident: me.viewer.id })
    expect(await levelOf(me, me.viewer.id)).toBe('applicant')
    // Until somebody looked at that one too.
    const again = await site.signedIn((await identitySteward(services, town)).viewer.id)
    await again.post(`/beheer/zaken/${(await ring())!.id}`, fine)
    expect(await levelOf(me, me.viewer.id)).toBe('verified')
  })

  it('are not found fine unseen: who vouched after the steward looked is looked at first', async () => {
    const fresh = () => somebody(services, town, { level: 'verified' })
    const [a, b, late] = [await fresh(), await fresh(), await fresh()]
    await meet(b, a)
    const me = await somebody(services, town)
    await meet(me, a)
    await meet(me, b)
    const { id } = (await row<{ id: string }>(
      store().db,
      sql`select id from identity_cases where resident_id = ${me.viewer.id} and closed is null`,
    ))!
    const looked = services.clock.now().getTime()
    services.pass(minute)
    await meet(me, late)
    const steward = await site.signedIn((await identitySteward(services, town)).viewer.id)
    const fine = { verdict: 'fine', reason: 'Een nieuwe straat' }
    const early = await steward.post(`/beheer/zaken/${id}`, { ...fine, seen: String(looked) })
    expect([early.status, (await early.text()).includes('Er kwam net een bevestiging bij')]).toEqual([
      422,
      true,
    ])
    expect(await levelOf(me, me.viewer.id)).toBe('applicant')
    const seen = String(services.clock.now().getTime())
    expect((await steward.post(`/beheer/zaken/${id}`, { ...fine, seen })).status).toBe(303)
    expect(await levelOf(me, me.viewer.id)).toBe('verified')
  })

  it('with a letter and a date of birth make somebody assured, and nobody by names of their own invention', async () => {
    const address = anotherHome()
    const me = await somebody(services, town, { address, level: 'verified' })
    await me.db.execute(sql`update proofs set kind = 'letter' where resident_id = ${me.viewer.id}`)
    // Invented people at one's own address got letters too; they cannot vouch here.
    const invented = await somebody(services, town, { address, name: 'Verzonnen Mens', level: 'verified' })
    expect((await meet(me, invented)).status).toBe(403)
    const browser = await site.signedIn(me.viewer.id)
    await meet(me, await neighbour())
    expect(await levelOf(me, me.viewer.id)).toBe('verified')
    expect(await (await browser.get('/ik/bewijs')).text()).toContain('Nog één ding: je geboortedatum')
    const fresh = await site.signedIn(me.viewer.id)
    const odd = await fresh.post('/ik/bewijs/geboortedatum', { birth: 'gisteren' })
    expect(odd.status).toBe(422)
    expect((await fresh.post('/ik/bewijs/geboortedatum', { birth: '1-3-1980' })).status).toBe(303)
    expect(await levelOf(me, me.viewer.id)).toBe('assured')
  })
})
