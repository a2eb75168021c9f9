import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { as, newResident, newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { week } from '../../platform/clock.ts'
import { NotAllowed, NotFound } from '../../platform/errors.ts'
import { block, blockedBy, type ViewerContext } from '../residents/index.ts'
import { foundCommunity } from './actions/found.ts'
import { blockMember } from './actions/blocking.ts'
import { askToJoin, join, leave } from './actions/members.ts'
import { wishManager } from './actions/manager.ts'
import { declineInvitation, invite } from './actions/invitations.ts'
import { communityById } from './community.ts'
import { managerWishes, memberProfile, membersOf, membersToChoose, requestsOf } from './queries/members.ts'

onEachEngine('names of members', (store) => {
  const setUp = async () => {
    const services = testServices(store())
    const ctx = visitor(services)
    const [founder, other] = [await newViewer(ctx, { name: 'Noor' }), await newViewer(ctx, { name: 'Kees' })]
    return { services, ctx, founder, other }
  }
  const aCommunity = (ctx: ViewerContext) =>
    foundCommunity(ctx, { name: 'Buurtsoep', purpose: '', access: 'internet', areaIds: [], conceptIds: [] })

  it('are for members, and not between who blocked each other', async () => {
    const { services, ctx, founder, other } = await setUp()
    const third = await newViewer(ctx, { name: 'Aylin' })
    const { id } = await aCommunity(founder)
    await expect(membersOf(other, await communityById(other, id))).rejects.toThrow(NotAllowed)
    services.pass(1000)
    await join(other, id)
    services.pass(1000)
    await join(third, id)
    const seen = async (viewer: ViewerContext) =>
      (await membersOf(viewer, await communityById(viewer, id))).items.map(({ name }) => name)
    expect(await seen(other)).toEqual(['Noor', 'Kees', 'Aylin'])
    await block(other, third.viewer.id)
    expect(await seen(other)).toEqual(['Noor', 'Kees'])
    expect(await seen(third)).toEqual(['Noor', 'Aylin'])
    expect(await seen(founder)).toEqual(['Noor', 'Kees', 'Aylin'])
    await expect(memberProfile(third, await communityById(third, id), other.viewer.id)).rejects.toThrow(
      NotFound,
    )
    expect(
      (await memberProfile(founder, await communityById(founder, id), other.viewer.id)).displayName,
    ).toBe('Kees')
    const stranger = await newResident(ctx)
    await expect(memberProfile(founder, await communityById(founder, id), stranger)).rejects.toThrow(NotFound)
  })
  it('are not learned by blocking: only who is seen is blocked', async () => {
    const { ctx, founder, other } = await setUp()
    const { id } = await aCommunity(founder)
    await join(other, id)
    const [third, outsider] = [await newViewer(ctx, { name: 'Aylin' }), await newViewer(ctx, { name: 'Ver' })]
    const community = async (viewer: ViewerContext) => communityById(viewer, id)
    await expect(blockMember(outsider, await community(outsider), other.viewer.id)).rejects.toThrow(
      NotAllowed,
    )
    for (const wrong of [third.viewer.id, outsider.viewer.id, 'niemand'])
      await expect(blockMember(other, await community(other), wrong)).rejects.toThrow(NotFound)
    await join(third, id)
    await block(third, other.viewer.id)
    await expect(blockMember(other, await community(other), third.viewer.id)).rejects.toThrow(NotFound)
    expect(await blockedBy(other)).toEqual([])
    for (let time = 0; time < 2; time++) await blockMember(other, await community(other), founder.viewer.id)
    expect(await blockedBy(other)).toEqual([{ id: founder.viewer.id, displayName: 'Noor' }])
  })
  it('stay hidden between who blocked each other, whatever else they do', async () => {
    const { ctx, founder, other } = await setUp()
    const { id } = await aCommunity(founder)
    const aylin = await newViewer(ctx, { name: 'Aylin' })
    for (const one of [other, aylin]) await join(one, id)
    await block(aylin, other.viewer.id)
    await ctx.db.execute(sql`update residents set display_name = 'Anders' where id = ${aylin.viewer.id}`)
    await expect(wishManager(other, id, aylin.viewer.id)).rejects.toThrow(NotFound)
    await wishManager(founder, id, aylin.viewer.id)
    const community = await communityById(other, id)
    expect(await managerWishes(other, community)).toEqual([])
    expect(await managerWishes(founder, await communityById(founder, id))).toMatchObject([{ name: 'Anders' }])
  })

  it('of who was blocked are kept as they were then', async () => {
    const { ctx, founder, other } = await setUp()
    const { id } = await aCommunity(founder)
    await join(other, id)
    await blockMember(other, await communityById(other, id), founder.viewer.id)
    await leave(other, id)
    await ctx.db.execute(sql`update residents set display_name = 'Anders' where id = ${founder.viewer.id}`)
    expect(await blockedBy(other)).toMatchObject([{ displayName: 'Noor' }])
  })

  it('of who knocks or invites can be blocked from there, by who is asked and nobody else', async () => {
    const { services, ctx, founder, other } = await setUp()
    const { id, slug } = await foundCommunity(founder, {
      name: 'Hof',
      purpose: '',
      access: 'besloten',
      areaIds: [],
      conceptIds: [],
    })
    const community = await communityById(founder, id)
    await askToJoin(other, slug, 'Lelijke woorden')
    const [request] = await requestsOf(founder, community)
    const site = new Site(services)
    const asFounder = await site.signedIn(founder.viewer.id)
    const path = `/leefomgeving/${slug}/beheer/aanvraag/${request!.id}/blokkeer`
    expect(await (await asFounder.get(`/leefomgeving/${slug}/beheer`)).text()).toContain(`action="${path}"`)
    expect((await (await site.signedIn(other.viewer.id)).post(path)).status).toBe(404)
    expect((await site.visitor().post(path)).status).toBe(401)
    expect((await asFounder.post(path)).status).toBe(303)
    expect(await requestsOf(founder, community)).toEqual([])
    await askToJoin(other, slug, 'Nog meer')
    expect(await requestsOf(founder, community)).toEqual([])

    const shared = await aCommunity(founder)
    const aylin = await newViewer(ctx, { name: 'Aylin' })
    await join(aylin, shared.id)
    const ask = { communityId: id, residentId: aylin.viewer.id }
    expect(await invite(founder, ask)).toBe(true)
    const asAylin = await site.signedIn(aylin.viewer.id)
    const back = `/leefomgeving/${slug}/blokkeer`
    expect(await (await asAylin.get(`/leefomgeving/${slug}`)).text()).toContain(`action="${back}"`)
    expect((await asAylin.post(back)).status).toBe(303)
    expect(await blockedBy(aylin)).toMatchObject([{ displayName: 'Noor' }])
    expect((await asAylin.post(back)).status).toBe(404)
    expect((await asFounder.post(`/leefomgeving/${shared.slug}/blokkeer`)).status).toBe(404)
  })

  it('of who said no are not mailed again for a while', async () => {
    const { services, ctx, founder, other } = await setUp()
    const shared = await aCommunity(founder)
    await join(other, shared.id)
    const { id } = await aCommunity(founder)
    const ask = { communityId: id, residentId: other.viewer.id }
    expect(await invite(founder, ask)).toBe(true)
    await declineInvitation(other, id)
    const later = async () => as(ctx, founder.viewer.id)
    expect(await invite(await later(), ask)).toBe(false)
    services.pass(5 * week)
    expect(await invite(await later(), ask)).toBe(true)
  })

  it('are offered to choose from, two hundred and the one that was chosen', async () => {
    const { ctx, founder, other } = await setUp()
    const { id, slug } = await aCommunity(founder)
    await ctx.db.execute(
      sql`with made as (insert into residents (id, level, display_name, joined)
            select gen_random_uuid(), 'verified', 'Buur ' || n, now() from generate_series(1, 205) n returning id)
          insert into memberships (id, community_id, resident_id, joined)
          select gen_random_uuid(), ${id}::uuid, id, ${ctx.now().toISOString()} from made`,
    )
    await join({ ...other, now: () => new Date(ctx.now().getTime() + 1000) }, id)
    const community = await communityById(founder, id)
    const plain = await membersToChoose(founder, community)
    expect(plain).toMatchObject({ more: true })
    expect(plain.neighbours).toHaveLength(200)
    expect(JSON.stringify(plain)).not.toContain('Kees')
    const chosen = await membersToChoose(founder, community, { chosen: other.viewer.id })
    expect(chosen.neighbours[0]).toMatchObject({ name: 'Kees' })
    expect((await membersToChoose(founder, community, { chosen: 'niemand' })).neighbours).toHaveLength(200)
    const self = await membersToChoose(founder, community, { chosen: founder.viewer.id })
    expect(self).toEqual(plain)
    const asFounder = await new Site(founder.services).signedIn(founder.viewer.id)
    const path = `/leefomgeving/${slug}`
    for (const page of [`${path}/beheer?wie=${other.viewer.id}`, `${path}/mensen?wie=${other.viewer.id}`]) {
      const html = await (await asFounder.get(page)).text()
      expect(html).toMatch(
        new RegExp(
          `<option[^>]*selected[^>]*value="${other.viewer.id}"|value="${other.viewer.id}"[^>]*selected`,
        ),
      )
      expect(html).toContain('Een ander lid kies je via de ledenlijst.')
    }
    const found = await (await asFounder.get(`${path}/leden?q=kee`)).text()
    expect(found).toContain('Kees')
    expect(found).not.toContain('Buur 1')
    expect(await (await asFounder.get(`${path}/leden?q=%25`)).text()).toContain(
      'We vinden hier geen naam met',
    )
  })

  it('come in parts', async () => {
    const { ctx, founder } = await setUp()
    const { id } = await aCommunity(founder)
    for (let n = 0; n < 4; n++) await join(await newViewer(ctx, { name: `Buur ${n}` }), id)
    const community = await communityById(founder, id)
    const first = await membersOf(founder, community, { limit: 3 })
    const rest = await membersOf(founder, community, { limit: 3, after: first.next })
    expect([...first.items, ...rest.items]).toHaveLength(5)
    expect(new Set([...first.items, ...rest.items].map((member) => member.id)).size).toBe(5)
    expect(rest.next).toBeUndefined()
  })

  it('blocks a member from the page that shows them, and no stranger', async () => {
    const { services, ctx, founder: noor, other: kees } = await setUp()
    const { slug, id } = await aCommunity(noor)
    await join(kees, id)
    const site = new Site(services)
    const asKees = await site.signedIn(kees.viewer.id)
    const member = `/leefomgeving/${slug}/leden/${noor.viewer.id}`
    expect(await (await asKees.get(member)).text()).toContain(`action="${member}/blokkeer"`)
    expect((await site.visitor().post(`${member}/blokkeer`)).status).toBe(401)
    const outsider = await newViewer(ctx, { name: 'Onbekend' })
    const strange = `/leefomgeving/${slug}/leden/${outsider.viewer.id}/blokkeer`
    expect((await asKees.post(strange)).status).toBe(404)
    expect((await (await site.signedIn(outsider.viewer.id)).post(`${member}/blokkeer`)).status).toBe(403)
    expect((await asKees.post(`${member}/blokkeer`)).headers.get('location')).toBe('/ik/veilig?klaar=blocked')
    const safety = await (await asKees.get('/ik/veilig')).text()
    expect(safety).toContain('Noor')
    expect(safety).not.toContain('Onbekend')
    expect((await asKees.post(`/bewoners/${noor.viewer.id}/deblokkeer`)).status).toBe(303)
  })
})
