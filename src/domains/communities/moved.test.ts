import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import {
  as,
  newResident,
  newTown,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { hour } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { openEntries, putInVault } from '../identity/index.ts'
import { loadViewer, noticesOf, type ViewerContext } from '../residents/index.ts'
import { admit } from './actions/admit.ts'
import { foundCommunity } from './actions/found.ts'
import { wishManager } from './actions/manager.ts'
import { changeCommunity } from './actions/states.ts'
import { managerOf } from './community.ts'

onEachEngine('moving house', (store) => {
  let services: TestServices
  let site: Site
  let town: Town
  let number = 0

  beforeAll(async () => {
    services = testServices(store())
    site = new Site(services)
    const ctx = visitor(services)
    town = await newTown(ctx)
    await ctx.db.execute(
      sql`insert into addresses (street, number, postcode, place, street_id, lat, lon, cell)
          values ('Singel', 3, '9990BB', 'Ravenhorst',
            (select id from areas where id = ${town.otherBuurt}), 52.302, 5.202, 622236750694711295)`,
    )
  })

  async function resident(name: string): Promise<ViewerContext> {
    const ctx = visitor(services)
    number += 1
    const id = await newResident(ctx, { name, place: town.home })
    const address = {
      street: 'Lijnbaan',
      number,
      letter: '',
      addition: '',
      postcode: '9990AA',
      place: 'Ravenhorst',
    }
    await putInVault(ctx, id, { name: `${name} Bos`, mail: `${id}@voorbeeld.nl`, address })
    return as(ctx, id)
  }

  async function communityOf(founder: ViewerContext, areaIds: number[], others: ViewerContext[] = []) {
    const { id } = await foundCommunity(founder, {
      name: `Plek ${number}`,
      purpose: '',
      access: 'extranet',
      areaIds,
      conceptIds: [],
    })
    for (const { viewer } of others) await admit(founder, id, viewer.id)
    return id
  }

  const membershipOf = (communityId: string, who: ViewerContext) =>
    row<{ how: string | null; guest: boolean }>(
      store().db,
      sql`select how_ended as how, guest_since is not null as guest from memberships
          where community_id = ${communityId} and resident_id = ${who.viewer.id} order by joined desc limit 1`,
    )

  async function moveHouse(who: ViewerContext): Promise<Response> {
    const browser = await site.signedIn(who.viewer.id)
    const found = await (await browser.post('/ik/verhuizen', { q: '9990BB 3' })).text()
    expect(found).toContain('Is dit je nieuwe adres?')
    const address = /name="address" value="([^"]+)"/.exec(found)![1]!
    const moved = await browser.post('/ik/verhuizen', { q: '9990BB 3', address })
    await site.deliver()
    return moved
  }

  it('asks for a new proof, and keeps what was decided and what is not of that place', async () => {
    const [me, kees] = [await resident('Samira'), await resident('Kees')]
    const [street, everywhere] = [
      await communityOf(kees, [town.buurt], [me]),
      await communityOf(kees, [], [me]),
    ]
    const browser = await site.signedIn(me.viewer.id)
    await browser.post('/ik/bewijs/brief', { name: 'Samira Bos' })
    expect((await moveHouse(me)).headers.get('location')).toBe('/ik/bewijs?klaar=verhuisd')
    const now = await loadViewer(me, me.viewer.id)
    expect(now).toMatchObject({ level: 'applicant' })
    expect(now!.buurtId).not.toBe(town.buurt)
    const entry = (await openEntries(me, [me.viewer.id], 'own')).get(me.viewer.id)
    expect(entry?.address).toMatchObject({ street: 'Singel', number: 3, postcode: '9990BB' })
    expect(await membershipOf(street, me)).toEqual({ how: 'moved', guest: false })
    expect(await membershipOf(everywhere, me)).toEqual({ how: null, guest: false })
    const letters = await rows(store().db, sql`select state from letters where resident_id = ${me.viewer.id}`)
    expect(letters).toEqual([{ state: 'withdrawn' }])
    expect(await (await browser.get('/ik/berichten')).text()).toContain(
      'Je bent verhuisd. Daarom hoor je niet meer bij',
    )
    // The same address again is no move.
    expect((await moveHouse(me)).status).toBe(409)
  })

  it('keeps somebody as a guest where the manager says so, who then points at nobody', async () => {
    const [me, kees, noor] = [await resident('Samira'), await resident('Kees'), await resident('Noor')]
    const id = await communityOf(kees, [town.buurt], [me, noor])
    await me.db.execute(
      sql`insert into designations (id, community_id, kind, by_id, to_id, designated)
          values (gen_random_uuid(), ${id}, 'ambassador', ${me.viewer.id}, ${noor.viewer.id}, now()),
            (gen_random_uuid(), ${id}, 'ambassador', ${noor.viewer.id}, ${me.viewer.id}, now())`,
    )
    await changeCommunity(kees, id, {
      name: 'Plek met gasten',
      purpose: '',
      access: 'extranet',
      keepsGuests: true,
    })
    await moveHouse(me)
    expect(await membershipOf(id, me)).toEqual({ how: null, guest: true })
    const standing = await rows(
      store().db,
      sql`select 1 from designations where community_id = ${id} and ended is null`,
    )
    expect(standing).toEqual([])
    // Whoever proved the new address still belongs, and is seen to be a guest.
    const { slug } = (await row<{ slug: string }>(
      store().db,
      sql`select slug from communities where id = ${id}`,
    ))!
    const members = await (await site.signedIn(kees.viewer.id)).get(`/leefomgeving/${slug}/leden`)
    expect(await members.text()).toContain('Gast')
  })

  it('passes the role on to whom members wish; where they wish nobody the community rests until they choose', async () => {
    const [kees, noor, aylin] = [await resident('Kees'), await resident('Noor'), await resident('Aylin')]
    const wished = await communityOf(kees, [town.buurt], [noor, aylin])
    const unwished = await communityOf(kees, [town.buurt], [noor])
    const alone = await communityOf(kees, [town.buurt])
    await wishManager(noor, wished, aylin.viewer.id)
    await moveHouse(kees)
    const managed = await rows<{ id: string; manager: string }>(
      store().db,
      sql`select community_id as id, resident_id as manager from manager_terms
          where community_id in (${wished}, ${unwished}, ${alone}) and ended is null`,
    )
    expect(managed).toEqual([{ id: wished, manager: aylin.viewer.id }])
    const states = await rows(
      store().db,
      sql`select id, state, members from communities where id in (${unwished}, ${alone})`,
    )
    expect(states).toHaveLength(2)
    expect(states).toContainEqual({ id: unwished, state: 'resting', members: 1 })
    expect(states).toContainEqual({ id: alone, state: 'resting', members: 0 })
    const told = (who: ViewerContext) => noticesOf(who).then((all) => all.map(({ kind }) => kind))
    expect(await told(noor)).toContain('community.keyless')
    // Of one member one wish is more than half: the key is picked up.
    await wishManager(noor, unwished, noor.viewer.id)
    expect(await managerOf(kees, unwished)).toBe(noor.viewer.id)
  })

  it('is for who has just shown who they are, and keeps what was typed when an address is not found', async () => {
    const me = await resident('Samira')
    const browser = await site.signedIn(me.viewer.id)
    const unknown = await browser.post('/ik/verhuizen', { q: 'Nergensweg 1, Nergens' })
    expect(unknown.status).toBe(422)
    expect(await unknown.text()).toContain('value="Nergensweg 1, Nergens"')
    services.pass(hour)
    expect((await browser.get('/ik/verhuizen')).headers.get('location')).toBe(
      '/log-in/bevestig?naar=%2Fik%2Fverhuizen',
    )
    expect((await browser.post('/ik/verhuizen', { q: '9990BB 3' })).status).toBe(401)
    expect((await site.visitor().post('/ik/verhuizen', { q: '9990BB 3' })).status).toBe(401)
  })
})
