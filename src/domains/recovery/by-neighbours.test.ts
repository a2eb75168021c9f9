import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { testServices, visitor, type TestServices } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, hour } from '../../platform/clock.ts'
import { openVault } from '../identity/index.ts'
import { tendRecoveries } from './tend.ts'
import { spokenIn, Street, type Person } from './test-support.ts'

onEachEngine('coming back by two of three neighbours', (store) => {
  let services: TestServices
  let site: Site
  let street: Street
  let asked = 0

  beforeAll(() => {
    services = testServices(store())
    site = new Site(services)
    street = new Street(services, site)
  })
  beforeEach(() => {
    // Other tests did not ask lately.
    services.pass(8 * day)
  })

  const fresh = () => `nieuw-${(asked += 1)}@voorbeeld.nl`
  const last = (to: string) => services.sent.findLast((mail) => mail.to === to)
  const tend = () => tendRecoveries(visitor(services))
  const mailOf = (id: string) => openVault(visitor(services), id, 'mail', 'own')

  async function withNeighbours(): Promise<{ person: Person; neighbours: Person[] }> {
    const person = await street.person()
    const neighbours = [await street.person(), await street.person(), await street.person()]
    for (const neighbour of neighbours) await street.trust(person, neighbour)
    return { person, neighbours }
  }
  const hear = (neighbour: Person, code: string) => neighbour.browser.post('/ik/vertrouwden/code', { code })
  const confirm = (neighbour: Person, code: string, met = 'yes') =>
    neighbour.browser.post('/ik/vertrouwden/bevestig', { code, met })

  it('needs two who met them, each with a code of their own', async () => {
    const { person, neighbours } = await withNeighbours()
    const mail = fresh()
    const [first, second] = spokenIn((await street.ask('buren', person, mail)).text)
    const [kees, aylin] = neighbours as [Person, Person]
    const who = await (await hear(kees, first!)).text()
    expect(who).toContain('Staat Samira voor je?')
    // No more than the first name.
    expect(who).not.toContain('Bakker')
    const unsure = await confirm(kees, first!, '')
    expect(unsure.status).toBe(422)
    expect(await unsure.text()).toContain('Zet een vinkje als je je buur zelf hebt gesproken.')
    expect(await (await confirm(kees, first!)).text()).toContain('Er is nog één buur nodig.')
    // The same neighbour again, and the same code again, count for nothing.
    expect((await confirm(kees, second!)).status).toBe(422)
    expect((await confirm(aylin, first!)).status).toBe(422)
    expect(await street.states(person.id)).toEqual(['asked'])
    expect(await (await confirm(aylin, second!)).text()).toContain('Over zeven dagen is Samira weer binnen.')
    await site.deliver()
    expect(last(person.mail)).toMatchObject({
      subject: 'Iemand wil met een nieuw mailadres in jouw account',
    })
    services.pass(7 * day)
    await tend()
    expect(await mailOf(person.id)).toBe(mail)
  })

  it('counts one of the same neighbour, who presses twice with both codes at once', async () => {
    const { person, neighbours } = await withNeighbours()
    const codes = spokenIn((await street.ask('buren', person, fresh())).text)
    const both = await Promise.all(codes.map((code) => confirm(neighbours[0]!, code)))
    expect(both.map(({ status }) => status).sort()).not.toEqual([200, 200])
    expect(await street.states(person.id)).toEqual(['asked'])
  })

  it('is heard by nobody else: a stranger, the resident, one who refused, one who was just named', async () => {
    const { person, neighbours } = await withNeighbours()
    const newest = await street.person()
    await visitor(services).db.execute(
      sql`update trusted_neighbours set ended = now(), how_ended = 'refused' where neighbour_id = ${neighbours[2]!.id}`,
    )
    await street.trust(person, newest, 6)
    const [code] = spokenIn((await street.ask('buren', person, fresh())).text)
    const stranger = await street.person()
    for (const each of [stranger, person, neighbours[2]!, newest]) {
      const answer = await hear(each, code!)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('Deze code kennen we niet.')
    }
    expect((await hear(neighbours[0]!, code!)).status).toBe(200)
    expect((await hear(neighbours[0]!, '7777-7777-7')).status).toBe(422)
  })

  it('is confirmed only by who just showed who they are, and whose address is proven', async () => {
    const { person, neighbours } = await withNeighbours()
    const [code] = spokenIn((await street.ask('buren', person, fresh())).text)
    services.pass(hour)
    expect((await confirm(neighbours[0]!, code!)).status).toBe(401)
    expect((await neighbours[0]!.browser.get('/ik/vertrouwden/code')).headers.get('location')).toContain(
      '/log-in/bevestig',
    )
    expect((await site.visitor().post('/ik/vertrouwden/bevestig', { code: code!, met: 'yes' })).status).toBe(
      401,
    )
  })

  it('gives codes that mean nothing to who has no two neighbours, in the same words', async () => {
    const alone = await street.person()
    const friend = await street.person()
    await street.trust(alone, friend)
    const { person } = await withNeighbours()
    const mails = [
      await street.ask('buren', alone, fresh()),
      await street.ask('buren', person, fresh()),
      await street.ask('buren', { name: 'Niemand Ergens', home: person.home }, fresh()),
    ]
    const plain = mails.map(({ text }) => text.replaceAll(/buur: [\w-]+/g, ''))
    expect(new Set(plain).size).toBe(1)
    expect(await street.states(alone.id)).toEqual([])
    expect((await hear(friend, spokenIn(mails[0]!.text)[0]!)).status).toBe(422)
  })

  it('is over after two weeks', async () => {
    const { person, neighbours } = await withNeighbours()
    const [code] = spokenIn((await street.ask('buren', person, fresh())).text)
    services.pass(14 * day)
    const late = { ...neighbours[0]!, browser: await site.signedIn(neighbours[0]!.id) }
    expect((await hear(late, code!)).status).toBe(422)
    await tend()
    expect(await street.states(person.id)).toEqual(['expired'])
  })
})
