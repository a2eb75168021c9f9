import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { as, testServices, visitor, type TestServices } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, hour } from '../../platform/clock.ts'
import { rows } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { block } from '../residents/index.ts'
import { Street, type Person } from './test-support.ts'

onEachEngine('trusted neighbours', (store) => {
  let services: TestServices
  let site: Site
  let street: Street

  beforeAll(() => {
    services = testServices(store())
    site = new Site(services)
    street = new Street(services, site)
  })

  /** People who share a community. */
  async function community(name: string, members: Person[]): Promise<void> {
    const { db } = visitor(services)
    const id = newId()
    const now = services.clock.now().toISOString()
    await db.execute(
      sql`insert into communities (id, slug, name, purpose, access, state, founder_id, founded)
          values (${id}, ${id}, ${name}, 'Samen', 'extranet', 'active', ${members[0]!.id}, ${now})`,
    )
    for (const member of members) {
      await db.execute(
        sql`insert into memberships (id, community_id, resident_id, joined) values (${newId()}, ${id}, ${member.id}, ${now})`,
      )
    }
  }
  const name = (who: Person, neighbour: Person) =>
    who.browser.post('/ik/vertrouwden', { neighbour: neighbour.id })
  const choices = async (who: Person, typed = '') => {
    const page = await (await who.browser.get(`/ik/vertrouwden/kies?naam=${typed}`)).text()
    return [...page.matchAll(/name="neighbour" value="([^"]+)"/g)].map(([, id]) => id!)
  }
  const trusted = (who: Person) =>
    rows<{ id: string; neighbour: string }>(
      store().db,
      sql`select id, neighbour_id as neighbour from trusted_neighbours
          where resident_id = ${who.id} and ended is null order by named, id`,
    )
  const kinds = async (who: Person) =>
    (
      await rows<{ kind: string }>(
        store().db,
        sql`select kind from notices where resident_id = ${who.id} order by notices.id`,
      )
    ).map(({ kind }) => kind)

  it('are chosen out of verified adults one shares a community with, and are told', async () => {
    const [me, kees, aylin, stranger] = [
      await street.person({ name: 'Mirjam Mulder' }),
      await street.person({ name: 'Kees Kok' }),
      await street.person({ name: 'Aylin Aydin' }),
      await street.person({ name: 'Vreemd Vos' }),
    ]
    const applicant = await street.person({ level: 'applicant' })
    const blocked = await street.person({ name: 'Blok Bos' })
    await community('Tuinclub', [me, kees, aylin, applicant, blocked])
    await community('Andere club', [stranger])
    await block(await as(visitor(services), blocked.id), me.id)
    expect((await choices(me)).sort()).toEqual([kees.id, aylin.id].sort())
    expect(await choices(me, 'kee')).toEqual([kees.id])
    expect(await choices(me, 'zz')).toEqual([])
    for (const other of [stranger, applicant, blocked, me]) expect((await name(me, other)).status).toBe(404)
    expect((await name(me, kees)).headers.get('location')).toBe('/ik/vertrouwden?klaar=named')
    // Naming twice names once.
    expect((await name(me, kees)).status).toBe(303)
    expect(await trusted(me)).toHaveLength(1)
    expect(await kinds(kees)).toEqual(['recovery.named'])
    expect(await (await kees.browser.get('/ik/berichten')).text()).toContain('Mirjam vertrouwt jou')
    const seen = await (await kees.browser.get('/ik/vertrouwden')).text()
    expect(seen).toContain('Mirjam')
    expect(seen).not.toContain('Mulder')
    await site.deliver()
    expect(services.sent.findLast(({ to }) => to === kees.mail)?.subject).toBe('Mirjam vertrouwt jou')
    expect(services.sent.findLast(({ to }) => to === me.mail)?.subject).toBe('Je vertrouwt nu ook Kees')
    const mine = await (await me.browser.get('/ik/vertrouwden')).text()
    expect(mine).toContain('Telt mee vanaf')
    services.pass(7 * day)
    expect(await (await me.browser.get('/ik/vertrouwden')).text()).toContain('Telt mee sinds')
  })

  it('are three at most, also when two are named at the same moment', async () => {
    const me = await street.person()
    const others = [
      await street.person(),
      await street.person(),
      await street.person(),
      await street.person(),
    ]
    await community('Groot', [me, ...others])
    for (const other of others.slice(0, 2)) await name(me, other)
    const both = await Promise.all(others.slice(2).map((other) => name(me, other)))
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await trusted(me)).toHaveLength(3)
  })

  it('are named only by who just showed who they are', async () => {
    const [me, kees] = [await street.person(), await street.person()]
    await community('Laat', [me, kees])
    services.pass(hour)
    expect((await me.browser.get('/ik/vertrouwden/kies')).headers.get('location')).toContain(
      '/log-in/bevestig',
    )
    expect((await name(me, kees)).status).toBe(401)
    expect(await trusted(me)).toEqual([])
    expect((await site.visitor().get('/ik/vertrouwden')).headers.get('location')).toContain('/log-in?naar=')
    const again = { ...me, browser: await site.signedIn(me.id) }
    const nobody = await again.browser.post('/ik/vertrouwden')
    expect(nobody.status).toBe(422)
    expect(await nobody.text()).toContain('Kies een buur.')
  })

  describe('who are named', () => {
    it('may refuse, and the one who named them is told', async () => {
      const [me, kees] = [await street.person(), await street.person()]
      await street.trust(me, kees)
      const { id } = (await trusted(me))[0]!
      const stranger = await street.person()
      await stranger.browser.post(`/ik/vertrouwden/${id}/nee`)
      await me.browser.post(`/ik/vertrouwden/${id}/nee`)
      expect(await trusted(me)).toHaveLength(1)
      for (let n = 0; n < 2; n++) {
        const refused = await kees.browser.post(`/ik/vertrouwden/${id}/nee`)
        expect(refused.headers.get('location')).toBe('/ik/vertrouwden?klaar=refused')
      }
      expect(await trusted(me)).toEqual([])
      expect(await kinds(me)).toEqual(['recovery.trusted-changed'])
    })

    it('are told when they no longer count', async () => {
      const [me, kees] = [await street.person(), await street.person()]
      await street.trust(me, kees)
      const { id } = (await trusted(me))[0]!
      await kees.browser.post(`/ik/vertrouwden/${id}/weg`)
      expect(await trusted(me)).toHaveLength(1)
      await me.browser.post(`/ik/vertrouwden/${id}/weg`)
      expect(await trusted(me)).toEqual([])
      expect(await kinds(kees)).toEqual(['recovery.unnamed'])
      expect((await me.browser.post('/ik/vertrouwden/geen-id/weg')).status).toBe(404)
    })
  })
})
