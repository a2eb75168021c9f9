import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  newConcept,
  newMeeting,
  newTown,
  newViewer,
  testServices,
  visitor,
  withMail,
  type Town,
} from '../../../tests/support/people.ts'
import { Browser, Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import type { ViewerContext } from '../residents/index.ts'
import { found } from './actions/found.ts'
import { invite } from './actions/invitations.ts'
import { join } from './actions/members.ts'

onEachEngine('a community for who sees it the first time', (store) => {
  let services: ReturnType<typeof testServices>
  let ctx: Context
  let site: Site
  let noor: ViewerContext
  let kees: ViewerContext
  let asNoor: Browser
  let asKees: Browser
  let id: string
  let path: string
  let meeting: string
  let wish: number
  let town: Town

  beforeAll(async () => {
    services = testServices(store())
    ctx = visitor(services)
    site = new Site(services)
    town = await newTown(ctx)
    noor = await newViewer(ctx, { name: 'Noor', place: town.home })
    kees = await newViewer(ctx, { name: 'Kees', place: town.home })
    asNoor = await site.signedIn(noor.viewer.id)
    asKees = await site.signedIn(kees.viewer.id)
    wish = await newConcept(ctx, { scheme: 'ambition', slug: 'soep', label: 'Samen soep eten' })
    const made = await found(noor, {
      name: 'Soepclub',
      purpose: '',
      access: 'internet',
      areaIds: [],
      conceptIds: [wish],
    })
    id = made.id
    path = `/leefomgeving/${made.slug}`
    const starts = new Date(services.clock.now().getTime() + 3 * day)
    meeting = await newMeeting(noor, id, { place: 'Bij Ineke thuis', starts })
  })

  it('tells an invited neighbour the wish, the day and the place', async () => {
    const aylin = await newViewer(ctx, { name: 'Aylin' })
    const { viewer } = aylin
    await withMail(aylin, 'aylin@voorbeeld.nl')
    const meeting = { starts: new Date(services.clock.now().getTime() + 3 * day), place: 'Bij Ineke thuis' }
    await invite(noor, { communityId: id, residentId: viewer.id, formed: true, conceptId: wish, meeting })
    const asAylin = await site.signedIn(viewer.id)
    for (const page of [path, '/leefomgevingen']) {
      expect(await (await asAylin.get(page)).text()).toContain('Het gaat om: Samen soep eten.')
    }
    await site.deliver()
    const { text } = services.sent.at(-1)!
    for (const word of ['Noor', 'Samen soep eten', 'De eerste keer samen', 'Bij Ineke thuis']) {
      expect(text).toContain(word)
    }
  })

  it('shows where a meeting is to residents with a proven address only', async () => {
    expect(await (await asKees.get(path)).text()).toContain('Bij Ineke thuis')
    const applicant = await newViewer(ctx, { level: 'applicant' })
    for (const browser of [site.visitor(), await site.signedIn(applicant.viewer.id)]) {
      const page = await (await browser.get(path)).text()
      expect(page).not.toContain('Ineke')
      expect(page).toContain('De plek zien bewoners met een bewezen adres.')
    }
  })

  it('keeps where a meeting is from an applicant on every page that lists it', async () => {
    const place = town.home
    const { viewer } = await newViewer(ctx, { level: 'applicant', place })
    const applicant = await site.signedIn(viewer.id)
    const neighbour = await site.signedIn((await newViewer(ctx, { place })).viewer.id)
    await ctx.db.execute(
      sql`insert into community_areas (community_id, area_id) values (${id}, ${town.buurt}) on conflict do nothing`,
    )
    for (const page of ['/buurt', '/agenda', '/ambities/soep']) {
      expect(await (await neighbour.get(page)).text(), page).toContain('Bij Ineke thuis')
      const html = await (await applicant.get(page)).text()
      expect(html, page).not.toContain('Ineke')
      expect(html, page).toContain('De plek zie je zodra je adres bewezen is.')
    }
  })

  it('lets every meeting be answered and called off, not only the first', async () => {
    const starts = new Date(services.clock.now().getTime() + 9 * day)
    const second = await newMeeting(noor, id, { title: 'Taart', starts })
    const asked = await (await asKees.get(path)).text()
    expect(asked).toContain(`action="/afspraak/${second}"`)
    expect(asked).not.toContain(`/afspraak/${second}/gaat-niet-door`)
    expect(await (await asNoor.get(path)).text()).toContain(`/afspraak/${second}/gaat-niet-door`)
    await asNoor.post(`/afspraak/${second}/gaat-niet-door`)
  })

  it('chooses nobody beforehand, and tells who have one name apart by their street', async () => {
    await join(kees, id)
    expect(await (await asNoor.get(`${path}/beheer`)).text()).toMatch(/Kies een buur<.*>Kees, Lijnbaan</)
    const none = await asNoor.post(`${path}/beheer/geef-door`, { member: '' })
    expect(none.status).toBe(422)
    expect(await none.text()).toContain('Kies een buur.')
    await ctx.db.execute(sql`update residents set protected = true where id = ${kees.viewer.id}`)
    expect(await (await asNoor.get(`${path}/beheer`)).text()).not.toContain('Lijnbaan')
  })

  it('asks before a meeting is called off for everybody', async () => {
    const cancel = `/afspraak/${meeting}/gaat-niet-door`
    expect(await (await asNoor.get(path)).text()).toContain(`href="${cancel}"`)
    expect(await (await asKees.get(path)).text()).not.toContain(cancel)
    expect((await asKees.get(cancel)).status).toBe(403)
    expect(await (await asNoor.get(cancel)).text()).toContain('Dan gaat het voor niemand door.')
    expect((await asKees.post(`/afspraak/${meeting}`, { answer: 'yes' })).status).toBe(303)
    expect(await (await asNoor.get(cancel)).text()).toContain('1 buur zou komen. Die krijgt meteen bericht.')
    expect((await asNoor.post(cancel)).status).toBe(303)
    expect((await asNoor.get(cancel)).status).toBe(409)
    await site.deliver()
    expect(await (await asKees.get('/ik')).text()).toContain('Gaat niet door: Soep.')
    // Whom formation invited had a mail with this very meeting.
    expect(services.sent.filter(({ to }) => to === 'aylin@voorbeeld.nl').at(-1)!.subject).toMatch(
      /^Je afspraak gaat niet door: zondag \d+ [a-z]+/,
    )
  })

  describe('when it has begun', () => {
    it('says how many were invited', async () => {
      const flash = async (count: number) =>
        (await asNoor.get(`${path}?klaar=begonnen&uitgenodigd=${count}`)).text()
      expect(await flash(3)).toContain('Drie buren krijgen een uitnodiging.')
      expect(await flash(1)).toContain('Eén buur krijgt een uitnodiging.')
      expect(await flash(0)).toContain('Er was nu niemand om uit te nodigen.')
    })
  })

  describe('when it has ended', () => {
    it('says when, and offers its manager nothing to change', async () => {
      expect((await asNoor.post(`${path}/einde`, { result: 'tried', lesson: 'Begin klein' })).status).toBe(
        303,
      )
      const page = await (await asNoor.get(path)).text()
      expect(page).toMatch(/Afgelopen in \w+ \d{4}/)
      expect(page).toContain('blijven zoals ze zijn')
      for (const part of ['beheer', 'einde']) {
        expect(page).not.toContain(`${path}/${part}"`)
        expect((await asNoor.get(`${path}/${part}`)).status).toBe(409)
      }
    })
  })
})
