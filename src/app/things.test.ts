import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { newViewer, testServices, visitor as nobody } from '../../tests/support/people.ts'
import { Site, type Browser } from '../../tests/support/site.ts'
import { onEachEngine } from '../../tests/support/store.ts'
import { after, day, momentOf, onTheWall } from '../platform/clock.ts'
import { row } from '../platform/db/store.ts'
import { planActivity } from '../domains/activities/index.ts'
import { foundCommunity, join } from '../domains/communities/index.ts'
import { addDocument, showTo } from '../domains/documents/index.ts'

onEachEngine('talk about a thing', (store) => {
  const setUp = async () => {
    const services = testServices(store())
    const ctx = nobody(services)
    const manager = await newViewer(ctx)
    const fellow = await newViewer(ctx)
    const { id: communityId, slug } = await foundCommunity(manager, {
      name: 'Het plein',
      purpose: '',
      access: 'internet',
      areaIds: [],
      conceptIds: [],
    })
    await join(fellow, communityId)
    const site = new Site(services)
    return {
      manager,
      communityId,
      list: `/leefomgeving/${slug}/gesprekken`,
      write: (shownTo: 'members' | 'readers') =>
        addDocument(fellow, {
          communityId,
          kind: 'page',
          title: 'De sleutel',
          body: 'Die ligt bij Kees.',
          shownTo,
          about: {
            byMe: true,
            author: '',
            source: '',
            link: '',
            written: '',
            licence: 'name',
            licenceWords: '',
            known: 'own',
          },
        }),
      visitor: site.visitor(),
      member: await site.signedIn(fellow.viewer.id),
      stranger: await site.signedIn((await newViewer(ctx)).viewer.id),
    }
  }
  const html = async (browser: Browser, path: string) => (await browser.get(path)).text()
  const say = (browser: Browser, path: string, words: string) => browser.post(path, { words, do: 'send' })

  it('stands on the page of an activity and in the list of its community, for who may read there', async () => {
    const { manager, communityId, list, visitor, member, stranger } = await setUp()
    const on = onTheWall(after(manager.now(), 3 * day))
      .toPlainDate()
      .toString()
    const activity = await planActivity(manager, {
      communityId,
      title: 'Soep op het plein',
      place: 'Plein',
      starts: momentOf(on, '12:00'),
    })
    const moment = (await row<{ id: string }>(
      manager.db,
      sql`select id from activity_moments where activity_id = ${activity}`,
    ))!.id
    const page = `/afspraak/${moment}`
    const path = `/gesprek/over/activity/${moment}`
    expect(await html(member, page)).toContain(`action="${path}"`)
    for (const browser of [visitor, stranger]) expect(await html(browser, page)).not.toContain(path)
    expect((await say(member, path, 'Ik neem brood mee')).status).toBe(303)
    for (const browser of [visitor, stranger, member])
      expect(await html(browser, page)).toContain('Ik neem brood mee')
    expect(await html(visitor, list)).toContain('Soep op het plein')
    expect((await say(stranger, path, 'Ik ook')).status).toBe(403)
    expect((await say(visitor, path, 'Ik ook')).status).toBe(401)
    expect(await html(visitor, page)).not.toContain('Ik ook')
    expect((await say(member, '/gesprek/over/activity/nergens', 'Hallo')).status).toBe(404)
  })

  it('is not there for a document that only members read, so that its title stands nowhere else', async () => {
    const { write, list, visitor, member } = await setUp()
    const id = await write('members')
    const path = `/gesprek/over/document/${id}`
    expect(await html(member, `/document/${id}`)).not.toContain(path)
    expect((await say(member, path, 'Welke pot?')).status).toBe(404)
    expect(await html(visitor, list)).not.toContain('De sleutel')
  })

  it('stands on the page of a document that others read, until only members read it', async () => {
    const { manager, write, visitor, member } = await setUp()
    const id = await write('readers')
    const path = `/gesprek/over/document/${id}`
    expect((await say(member, path, 'Welke Kees?')).status).toBe(303)
    expect(await html(visitor, `/document/${id}`)).toContain('Welke Kees?')
    await showTo(manager, id, 'members')
    expect(await html(member, `/document/${id}`)).not.toContain('Welke Kees?')
    expect((await say(member, path, 'Die van de hoek')).status).toBe(404)
  })
})
