import { sql } from 'drizzle-orm'
import { renderToString } from 'preact-render-to-string'
import { beforeAll, describe, expect, it } from 'vitest'
import { Browser, Site } from '../../../tests/support/site.ts'
import { newConcept, newTown, newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { admit, communityBySlug, found } from '../communities/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import { designate } from './actions/designate.ts'
import { peopleToAsk } from './index.ts'
import { callsOf } from './calls.ts'

onEachEngine('pages of ambassadors and authorities', (store) => {
  let site: Site
  let theme: number
  let slug: string
  let buurt: string
  let id: string
  let noor: ViewerContext
  let kees: ViewerContext
  let aylin: ViewerContext
  let stranger: ViewerContext
  let asNoor: Browser
  let asKees: Browser
  let asAylin: Browser
  let asStranger: Browser

  beforeAll(async () => {
    const services = testServices(store())
    const ctx = visitor(services)
    site = new Site(services)
    const town = await newTown(ctx)
    buurt = (await row<{ code: string }>(ctx.db, sql`select code from areas where id = ${town.buurt}`))!.code
    theme = await newConcept(ctx, { scheme: 'theme', slug: 'bomen', label: 'Bomen' })
    noor = await newViewer(ctx, { name: 'Noor', place: town.home })
    kees = await newViewer(ctx, { name: 'Kees', place: town.home })
    aylin = await newViewer(ctx, { name: 'Aylin', place: town.home })
    stranger = await newViewer(ctx, { name: 'Ver weg', place: town.away })
    asNoor = await site.signedIn(noor.viewer.id)
    asKees = await site.signedIn(kees.viewer.id)
    asAylin = await site.signedIn(aylin.viewer.id)
    asStranger = await site.signedIn(stranger.viewer.id)
    const made = await found(noor, {
      name: 'Kerkplein',
      purpose: '',
      access: 'internet',
      areaIds: [town.buurt],
      conceptIds: [],
    })
    id = made.id
    slug = made.slug
    await admit(ctx, id, kees.viewer.id)
    await admit(ctx, id, aylin.viewer.id)
  })

  it('designates by a form, keeps what was chosen, and takes back', async () => {
    const path = `/leefomgeving/${slug}/mensen`
    expect(await (await asNoor.get(`${path}?wie=${kees.viewer.id}`)).text()).toContain('Bomen')
    const wrong = await asNoor.post(path, { member: kees.viewer.id, kind: 'authority', theme: '' })
    expect(wrong.status).toBe(422)
    const text = await wrong.text()
    expect(text).toContain('Kies waar deze buur veel van weet.')
    expect(text).toContain('value="authority" checked')
    expect((await asNoor.post(path, { member: '', kind: 'ambassador' })).status).toBe(422)
    expect((await asNoor.post(path, { member: noor.viewer.id, kind: 'ambassador' })).status).toBe(422)
    expect((await asStranger.post(path, { member: kees.viewer.id, kind: 'ambassador' })).status).toBe(403)
    expect((await site.visitor().post(path, { member: kees.viewer.id, kind: 'ambassador' })).status).toBe(401)
    const form = { member: kees.viewer.id, kind: 'authority', theme: String(theme) }
    expect((await asNoor.post(path, form)).status).toBe(303)
    expect(await (await asNoor.get(path)).text()).toContain('Nog niet erkend')
    expect(await (await asStranger.get(path)).text()).not.toContain('Kees')
    expect((await asNoor.post(`${path}/terug`, form)).status).toBe(303)
    expect(await (await asNoor.get(path)).text()).not.toContain('Jij wijst deze buur aan.')
    for (const browser of [asNoor, asAylin]) await browser.post(path, form)
    const seen = await (await asStranger.get(path)).text()
    expect(seen).toContain('Kees, bomen')
    expect(seen).toContain('2 van de 3')
  })

  it('shows on the page of the community, with names only for who is known', async () => {
    const part = async (ctx: Context) =>
      renderToString(<>{await peopleToAsk(ctx, await communityBySlug(ctx, slug))}</>)
    expect(await part(stranger)).toContain('Kees, bomen')
    expect(await part(stranger)).not.toContain('#wijs-aan')
    expect(await part(noor)).toContain('#wijs-aan')
    const page = await part(visitor(site.services))
    expect(page).not.toContain('Kees')
    expect(page).toContain('1 autoriteit')
  })

  it('finds an authority by theme, and says why', async () => {
    const page = await (await asStranger.get('/autoriteiten?thema=bomen')).text()
    expect(page).toContain('Kees, bomen')
    expect(page).toContain('Omdat het')
    expect(await (await asStranger.get('/autoriteiten')).text()).toContain('/autoriteiten?thema=bomen')
    expect((await site.visitor().get('/autoriteiten')).status).toBe(303)
  })

  it('shows who can be asked in an area', async () => {
    const page = await asStranger.get(`/gebied/${buurt.toLowerCase()}/mensen`)
    expect(await page.text()).toContain('In Kerkplein')
    expect((await asStranger.get('/gebied/BU00000000/mensen')).status).toBe(404)
    expect((await site.visitor().get(`/gebied/${buurt}/mensen`)).status).toBe(303)
  })

  it('finds nothing where a theme, a person or a page is none', async () => {
    const path = `/leefomgeving/${slug}/vraag`
    for (const none of ['1e99', '1e300', '99999999999', '-1', 'x', '']) {
      expect((await asStranger.get(`${path}?wie=${kees.viewer.id}&als=authority&thema=${none}`)).status).toBe(
        404,
      )
      expect((await asKees.post('/ik/aanwijzingen/brood', { theme: none, earns: 'yes' })).status).toBe(404)
    }
    for (const at of [`1.${'-'.repeat(36)}`, `999999999999999.${kees.viewer.id}`]) {
      expect((await asKees.get(`/verzoeken?aan=${at}&van=${at}`)).status).toBe(200)
    }
    for (const what of ['terug', 'liever-niet', 'mag-weer']) {
      const subject = { community: 'x', kind: 'ambassador', member: 'y' }
      expect((await asKees.post(`/ik/aanwijzingen/${what}`, subject)).status).toBe(404)
    }
  })

  it('asks, answers and thanks', async () => {
    const path = `/leefomgeving/${slug}/vraag`
    const query = `?wie=${kees.viewer.id}&als=authority&thema=${theme}`
    expect(await (await asStranger.get(path + query)).text()).toContain('Vraag het Kees')
    expect((await asStranger.get(`${path}?wie=${noor.viewer.id}&als=ambassador`)).status).toBe(404)
    expect((await asStranger.get(`${path}?wie=x&als=iets`)).status).toBe(404)
    const form = { member: kees.viewer.id, kind: 'authority', theme: String(theme) }
    expect((await asStranger.post(path, { ...form, words: '' })).status).toBe(422)
    const sent = await asStranger.post(path, { ...form, words: 'Welke boom past hier?' })
    const call = sent.headers.get('location')!.replace(/\?.*/, '')
    expect(await (await asKees.get('/verzoeken')).text()).toContain('Welke boom past hier?')
    expect(await (await asKees.get(call)).text()).toContain('Ja, ik help')
    expect((await asNoor.get(call)).status).toBe(404)
    expect((await asKees.post(`${call}/ja`, { reply: '' })).status).toBe(422)
    expect((await asKees.post(`${call}/geef-door`, { to: '' })).status).toBe(422)
    const passed = await asKees.post(`${call}/geef-door`, { to: aylin.viewer.id })
    expect(passed.status).toBe(303)
    expect(await (await asKees.get(call)).text()).toContain('Je gaf dit door aan Aylin.')
    expect((await asKees.post(`${call}/nee`)).status).toBe(409)
    const [received] = (await callsOf(aylin, 'received')).items
    const next = `/verzoek/${received!.id}`
    expect(await (await asStranger.get(next)).text()).toContain('Ging door de handen van Kees en Aylin.')
    expect((await asAylin.post(`${next}/ja`, { reply: 'Een linde' })).status).toBe(303)
    expect(await (await asStranger.get(next)).text()).toContain('Een linde')
    expect((await asStranger.post(`${next}/dank`, { thanks: '' })).status).toBe(422)
    expect((await asStranger.post(`${next}/dank`, { thanks: 'Dank!' })).status).toBe(303)
    expect(await (await asAylin.get(next)).text()).toContain('Dank!')
    const block = `${next}/blokkeer`
    expect(await (await asAylin.get(next)).text()).toContain(`action="${block}"`)
    expect((await asNoor.post(block)).status).toBe(404)
    expect((await asAylin.post(block)).headers.get('location')).toBe('/ik/veilig?klaar=blocked')
    expect(await (await asAylin.get('/ik/veilig')).text()).toContain('Ver weg')
    expect(await (await asAylin.get(next)).text()).not.toContain(block)
    expect((await asAylin.post(`/bewoners/${stranger.viewer.id}/deblokkeer`)).status).toBe(303)
  })

  it('lets who is pointed at see it, decline and allow again', async () => {
    await designate(noor, { communityId: id, kind: 'ambassador', toId: kees.viewer.id })
    const mine = await (await asKees.get('/ik/aanwijzingen')).text()
    expect(mine).toContain('Noor')
    expect(mine).toContain('Verdien je hier je brood mee?')
    expect((await asKees.post('/ik/aanwijzingen/brood', { theme: String(theme), earns: 'yes' })).status).toBe(
      303,
    )
    expect(await (await asNoor.get(`/leefomgeving/${slug}/mensen`)).text()).toContain(
      'Verdient hier zijn brood mee.',
    )
    const subject = { community: id, kind: 'ambassador' }
    expect((await asKees.post('/ik/aanwijzingen/liever-niet', subject)).status).toBe(303)
    expect(await (await asKees.get('/ik/aanwijzingen')).text()).toContain('Mag toch weer')
    expect(
      (await asNoor.post(`/leefomgeving/${slug}/mensen`, { member: kees.viewer.id, kind: 'ambassador' }))
        .status,
    ).toBe(409)
    await asKees.post('/ik/aanwijzingen/mag-weer', subject)
    expect(
      (await asNoor.post(`/leefomgeving/${slug}/mensen`, { member: kees.viewer.id, kind: 'ambassador' }))
        .status,
    ).toBe(303)
    expect(await (await asNoor.get('/ik/aanwijzingen')).text()).toContain('Kees')
    expect((await communityBySlug(noor, slug)).members).toBe(3)
  })

  describe('who is nobody', () => {
    it('is asked to sign in', async () => {
      for (const path of ['/ik/aanwijzingen', '/verzoeken', '/verzoek/x']) {
        expect((await site.visitor().get(path)).status).toBe(303)
      }
      expect((await asStranger.get('/verzoek/x')).status).toBe(404)
    })
  })
})
