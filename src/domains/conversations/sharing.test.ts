import { sql } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { newViewer, visitor } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { newStreet, type Street } from '../../../tests/support/street.ts'
import { day } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { endLink, foundCommunity, type Access, type Community, communityById } from '../communities/index.ts'
import { noticesOf, type ViewerContext } from '../residents/index.ts'
import { moveConversation } from './actions/move.ts'
import { markRead, postReply } from './actions/reply.ts'
import { acceptShare, askedShare, askShare, endShare, placesToShare } from './actions/share.ts'
import { closeConversation, pinConversation } from './actions/tend.ts'
import { conversationById } from './conversation.ts'
import { conversationsOf } from './queries/lists.ts'
import { newsSince } from './queries/news.ts'
import { shownTo } from './test-support.ts'

onEachEngine('conversations with another community', (store) => {
  let street: Street
  /** Manages the other community; Ines is a member of it. */
  let ravi: ViewerContext
  let ines: ViewerContext
  beforeEach(async () => {
    street = await newStreet(store())
    ravi = street.outsider
    ines = await newViewer(street.ctx, { name: 'Ines', place: street.town.away })
  })

  /** Two connected communities: of Noor with Kees and Aylin, and of Ravi with Ines. */
  async function two(home: Access = 'besloten', other: Access = 'besloten') {
    const here = await street.community(home)
    const there = await foundCommunity(ravi, {
      name: `Plein ${newId().slice(0, 8)}`,
      purpose: '',
      access: other,
      areaIds: [street.town.otherWijk],
      conceptIds: [],
    })
    const now = street.ctx.now().toISOString()
    const link = newId()
    await street.ctx.db.execute(
      sql`insert into memberships (id, community_id, resident_id, joined) values (${newId()}, ${there.id}, ${ines.viewer.id}, ${now})`,
    )
    await street.ctx.db.execute(
      sql`insert into community_links (id, from_id, to_id, kind, asked, accepted) values (${link}, ${here.id}, ${there.id}, 'partner', ${now}, ${now})`,
    )
    // Managers of connected communities know of each other; a closed one only by an invitation that stands.
    if (other === 'besloten')
      await street.ctx.db.execute(
        sql`insert into invitations (id, community_id, resident_id, invited, ends)
            values (${newId()}, ${there.id}, ${street.noor.viewer.id}, ${now}, ${new Date(street.ctx.now().getTime() + 30 * day).toISOString()})`,
      )
    return { here, there, link }
  }
  const shareOf = async (id: string) =>
    (await row<{ id: string }>(
      street.ctx.db,
      sql`select id from conversation_shares where conversation_id = ${id} order by asked desc, id limit 1`,
    ))!.id
  async function shared(home: Access = 'besloten', other: Access = 'besloten') {
    const places = await two(home, other)
    const id = await street.start(street.noor, places.here.id)
    await askShare(street.noor, id, places.there.id)
    await acceptShare(ravi, await shareOf(id))
    return { ...places, id }
  }
  const titles = async (who: ViewerContext | ReturnType<typeof visitor>, community: Community) =>
    (await conversationsOf(who, community, { named: true })).items.map(({ title, together }) => [
      title,
      together,
    ])

  it('are read and joined in by members of both, once the manager of the other said yes', async () => {
    const { here, there } = await two()
    const id = await street.start(street.noor, here.id)
    await expect(conversationById(ines, id)).rejects.toThrow('notFound')
    await askShare(street.noor, id, there.id)
    await askShare(street.noor, id, there.id)
    await expect(conversationById(ines, id)).rejects.toThrow('notFound')
    const share = await shareOf(id)
    for (const who of [ines, street.kees, street.noor, street.applicant])
      await expect(acceptShare(who, share)).rejects.toThrow(
        who === street.applicant ? 'verifiedOnly' : 'notFound',
      )
    await expect(askedShare(visitor(street.services), share)).rejects.toThrow('signInNeeded')
    expect(await askedShare(ravi, share)).toMatchObject({ title: 'De heg', excerpt: 'Wie helpt er mee?' })
    await acceptShare(ravi, share)
    await acceptShare(ravi, share)
    await postReply(ines, id, { words: 'Wij ook graag' })
    expect((await shownTo(street.kees, id)).map(({ html }) => html)).toContain('<p>Wij ook graag</p>')
    await postReply(street.kees, id, { words: 'Welkom' })
    expect(await shownTo(ines, id)).toHaveLength(3)
  })

  it('stay unknown to a visitor, an applicant and whoever is in neither, and to a member of the one about the rest of the other', async () => {
    const { here, id } = await shared()
    const alone = await street.start(street.kees, here.id, 'Alleen van ons')
    const stranger = await newViewer(street.ctx, { name: 'Bo' })
    for (const who of [stranger, street.applicant, visitor(street.services)]) {
      await expect(conversationById(who, id)).rejects.toThrow('notFound')
      await expect(postReply(who, id, { words: 'Hoi' })).rejects.toThrow()
    }
    for (const who of [ravi, ines]) {
      await expect(conversationById(who, alone)).rejects.toThrow('notFound')
      await expect(communityById(who, here.id)).rejects.toThrow('notFound')
    }
    await expect(conversationById(street.kees, alone)).resolves.toBeDefined()
  })

  it('never name a closed community to who may not know of it, on no page', async () => {
    const { here, there, id } = await shared()
    await postReply(ines, id, { words: 'Wij ook' })
    const name = async (community: string) =>
      (await row<{ name: string; slug: string }>(
        street.ctx.db,
        sql`select name, slug from communities where id = ${community}`,
      ))!
    const [home, other] = [await name(here.id), await name(there.id)]
    const site = new Site(street.services)
    const guest = await site.signedIn(ines.viewer.id)
    const kees = await site.signedIn(street.kees.viewer.id)
    for (const path of [
      `/gesprek/${id}`,
      `/leefomgeving/${other.slug}`,
      `/leefomgeving/${other.slug}/gesprekken`,
    ]) {
      const page = await (await guest.get(path)).text()
      expect(page, path).toContain('De heg')
      expect(page, path).not.toContain(home.name)
      expect(page, path).not.toContain(home.slug)
      expect(page.toLowerCase(), path).toContain('andere leefomgeving')
    }
    for (const path of [
      `/gesprek/${id}`,
      `/leefomgeving/${home.slug}`,
      `/leefomgeving/${home.slug}/gesprekken`,
    ]) {
      const page = await (await kees.get(path)).text()
      expect(page, path).toContain('De heg')
      expect(page, path).not.toContain(other.name)
      expect(page.toLowerCase(), path).toContain('andere leefomgeving')
    }
    // Who is called hears of it through a community of their own.
    await postReply(ravi, id, { words: 'Dag @Ines' })
    const [told] = await noticesOf(ines)
    expect(told).toMatchObject({ kind: 'conversation.mentioned', data: { name: other.name } })
  })

  it('name open communities, and where each comes from', async () => {
    const { here, there, id } = await shared('extranet', 'extranet')
    const [home, other] = [await communityById(ines, here.id), await communityById(ines, there.id)]
    expect(await titles(ines, other)).toEqual([['De heg', [home.name]]])
    expect(await titles(street.kees, await communityById(street.kees, here.id))).toEqual([
      ['De heg', [other.name]],
    ])
    const site = new Site(street.services)
    const page = await (await (await site.signedIn(ines.viewer.id)).get(`/gesprek/${id}`)).text()
    expect(page).toContain(home.name)
  })

  it('tell names of people of the other community only as elsewhere', async () => {
    const { id } = await shared()
    await street.ctx.db.execute(
      sql`update residents set shows_name = (id = ${ines.viewer.id}) where id in (${ines.viewer.id}, ${ravi.viewer.id}, ${street.kees.viewer.id})`,
    )
    await postReply(ines, id, { words: 'Van Ines' })
    await postReply(ravi, id, { words: 'Van Ravi, zeg @Ines' })
    await postReply(street.kees, id, { words: 'Van Kees' })
    const named = async (who: ViewerContext) => (await shownTo(who, id)).slice(1).map(({ name }) => name)
    expect(await named(street.aylin)).toEqual(['Ines', undefined, 'Kees'])
    expect(await named(ravi)).toEqual(['Ines', 'Ravi', undefined])
    const [, , said] = await shownTo(street.aylin, id)
    expect(said!.html).not.toContain('@Ines')
    expect((await shownTo(ravi, id))[2]!.html).toContain('@Ines')
    // Nobody calls whom they do not know.
    await postReply(street.kees, id, { words: '@Ravi kom je?' })
    expect(
      await noticesOf(ravi).then((all) => all.filter(({ kind }) => kind === 'conversation.mentioned')),
    ).toEqual([])
  })

  it('take no words of others out of a closed community', async () => {
    const { here, there } = await two()
    const id = await street.start(street.noor, here.id)
    await postReply(street.kees, id, { words: 'Onder ons' })
    await expect(askShare(street.noor, id, there.id)).rejects.toThrow('shareWider')
    expect(await placesToShare(street.noor, await conversationById(street.noor, id))).toEqual([])
    // Who is no manager does not say that a closed community is there.
    const own = await street.start(street.kees, here.id)
    await expect(askShare(street.kees, own, there.id)).rejects.toThrow('managerOnly')
    // In one that every resident reads, nothing is widened.
    const open = await two('extranet', 'extranet')
    const talk = await street.start(street.kees, open.here.id)
    await postReply(street.noor, talk, { words: 'Voor iedereen' })
    await expect(askShare(street.aylin, talk, open.there.id)).rejects.toThrow('tenderOnly')
    await askShare(street.kees, talk, open.there.id)
  })

  it('are shared with connected communities only, and not asked again soon after a no', async () => {
    const { here, there, link } = await two()
    const { there: elsewhere } = await two()
    await street.ctx.db.execute(
      sql`update community_links set ended = ${street.ctx.now().toISOString()} where to_id = ${elsewhere.id}`,
    )
    const id = await street.start(street.noor, here.id)
    await expect(askShare(street.noor, id, elsewhere.id)).rejects.toThrow('notFound')
    await askShare(street.noor, id, there.id)
    await endShare(ravi, await shareOf(id))
    await expect(askShare(street.noor, id, there.id)).rejects.toThrow('shareDeclined')
    // A question that was taken back because they are no longer connected is not answered.
    const other = await street.start(street.noor, here.id)
    await askShare(street.noor, other, there.id)
    await endLink(street.noor, link)
    await expect(acceptShare(ravi, await shareOf(other))).rejects.toThrow('notFound')
  })

  it('are ended by either, and by ending the connection; then only where it stands goes on', async () => {
    for (const how of ['home', 'other', 'link'] as const) {
      const { id, link } = await shared()
      const share = await shareOf(id)
      for (const who of [ines, street.kees]) await expect(endShare(who, share)).rejects.toThrow()
      if (how === 'link') await endLink(street.noor, link)
      else await endShare(how === 'home' ? street.noor : ravi, share)
      await expect(conversationById(ines, id), how).rejects.toThrow('notFound')
      await expect(postReply(ravi, id, { words: 'Nog iets' }), how).rejects.toThrow('notFound')
      await postReply(street.kees, id, { words: 'Wij gaan door' })
    }
  })

  it('are looked after where they stand, by nobody of the other community', async () => {
    const { here, there, id } = await shared()
    await expect(closeConversation(ravi, id, 'Klaar')).rejects.toThrow('tenderOnly')
    await expect(pinConversation(ravi, id)).rejects.toThrow('tenderOnly')
    await expect(moveConversation(ravi, id, there.id)).rejects.toThrow('tenderOnly')
    await expect(moveConversation(street.noor, id, there.id)).rejects.toThrow('conversationShared')
    await pinConversation(street.noor, id)
    const other = await communityById(ines, there.id)
    expect((await conversationsOf(ines, other)).items).toMatchObject([{ id, pinned: false }])
    await street.ctx.db.execute(sql`update communities set state = 'resting' where id = ${here.id}`)
    await expect(postReply(ines, id, { words: 'Nog iets' })).rejects.toThrow('communityResting')
  })

  it('are new to each until they read, and told to both', async () => {
    const { here, there, id } = await shared()
    const from = new Date(street.ctx.now().getTime() - 1)
    street.services.pass(1000)
    await postReply(street.kees, id, { words: 'Hoor' })
    const other = await communityById(ines, there.id)
    const fresh = async () => (await conversationsOf(ines, other)).items[0]!.fresh
    expect(await fresh()).toBe(true)
    await markRead(ines, id, 2)
    expect(await fresh()).toBe(false)
    const news = await newsSince(street.ctx, [here.id, there.id], from, street.ctx.now())
    expect(new Set(news.map(({ community }) => community))).toEqual(new Set([here.id, there.id]))
    await endShare(ravi, await shareOf(id))
    expect((await newsSince(street.ctx, [there.id], from, street.ctx.now())).map((one) => one.id)).toEqual([])
  })

  it('change the kept page of both', async () => {
    const { here, there, id } = await shared()
    const versions = () =>
      rows<{ v: string }>(
        street.ctx.db,
        sql`select version::text as v from community_versions where community_id in (${here.id}, ${there.id}) order by community_id`,
      ).then((all) => all.map(({ v }) => v))
    let before = await versions()
    const changed = async () => {
      const now = await versions()
      const both = now.every((v, n) => v !== before[n])
      before = now
      return both
    }
    await postReply(street.kees, id, { words: 'Hoor' })
    expect(await changed()).toBe(true)
    await street.ctx.db.execute(sql`update replies set excerpt = 'anders' where conversation_id = ${id}`)
    expect(await changed()).toBe(true)
    await endShare(ravi, await shareOf(id))
    expect(await changed()).toBe(true)
  })

  it('are asked, answered and ended by forms', async () => {
    const { here, there } = await two()
    const id = await street.start(street.noor, here.id)
    const site = new Site(street.services)
    const [noor, boss] = [await site.signedIn(street.noor.viewer.id), await site.signedIn(ravi.viewer.id)]
    expect((await noor.post(`/gesprek/${id}/samen`, {})).status).toBe(422)
    expect((await noor.post(`/gesprek/${id}/samen`, { to: there.id })).headers.get('location')).toContain(
      'klaar=gevraagd',
    )
    expect(await (await noor.get(`/gesprek/${id}/samen`)).text()).toContain('moet nog antwoorden')
    expect(await (await noor.get(`/gesprek/${id}`)).text()).toContain('is gevraagd om mee te praten')
    const [told] = await noticesOf(ravi)
    const path = `/gesprek/samen/${String(told!.data['share'])}`
    expect(await (await boss.get(path)).text()).toContain('Wie helpt er mee?')
    expect((await noor.get(path)).status).toBe(404)
    const yes = await boss.post(`${path}/ja`)
    expect(await (await boss.get(yes.headers.get('location')!)).text()).toContain('Stop met samen praten')
    expect((await boss.post(`${path}/stop`)).headers.get('location')).toBe('/leefomgevingen?klaar=nee')
    expect((await boss.get(`/gesprek/${id}`)).status).toBe(404)
  })
})
