import { beforeAll, expect, it } from 'vitest'
import {
  newConcept,
  newTown,
  newViewer,
  testServices,
  visitor,
  type Town,
} from '../../../tests/support/people.ts'
import { Site, type Browser } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import type { Context } from '../../platform/context.ts'
import { foundCommunity } from '../communities/index.ts'
import { setLevel, type ViewerContext } from '../residents/index.ts'
import { give, refuseVoices } from './index.ts'
import { given } from './queries/mine.ts'

onEachEngine('pages about delegations', (store) => {
  let ctx: Context
  let site: Site
  let town: Town
  let noor: ViewerContext
  let kees: ViewerContext
  let aylin: ViewerContext
  let slug: string
  let id: string
  let theme: number
  beforeAll(async () => {
    const services = testServices(store(), new Date())
    ctx = visitor(services)
    site = new Site(services)
    town = await newTown(ctx)
    const place = town.home
    noor = await newViewer(ctx, { name: 'Noor', place })
    kees = await newViewer(ctx, { name: 'Kees', place })
    aylin = await newViewer(ctx, { name: 'Aylin', place })
    theme = await newConcept(ctx, { scheme: 'theme', slug: 'bomen', label: 'Bomen' })
    ;({ id, slug } = await foundCommunity(noor, {
      name: 'Kerkplein',
      purpose: '',
      access: 'besloten',
      areaIds: [],
      conceptIds: [],
    }).then(async (made) => {
      for (const who of [kees, aylin])
        await store().runScript(
          `insert into memberships (id, community_id, resident_id, joined) values ('${crypto.randomUUID()}', '${made.id}', '${who.viewer.id}', now())`,
        )
      return made
    }))
  })
  const open = (who: ViewerContext) => site.signedIn(who.viewer.id)
  const text = async (browser: Browser, path: string) => (await browser.get(path)).text()
  const query = (themeId: number | '' = '') => `plek=l${id}&thema=${themeId}`

  it('ask a visitor to sign in, and an applicant for a proof', async () => {
    for (const path of ['/volmachten', '/volmachten/geef', `/volmachten/weg?${query()}`])
      expect((await site.visitor().get(path)).headers.get('location'), path).toMatch(/^\/log-in/)
    expect((await site.visitor().post('/volmachten/geef', {})).status).not.toBe(200)
    const browser = await open(await newViewer(ctx, { level: 'applicant' }))
    expect((await browser.get('/volmachten/geef')).status).toBe(403)
    expect(await text(browser, '/volmachten')).not.toContain('/volmachten/geef"')
  })

  it('give nobody else a way in: not to a closed community, nor to an area elsewhere', async () => {
    const browser = await open(await newViewer(ctx, { name: 'Ver weg', place: town.away }))
    for (const path of [
      `/volmachten/geef?${query()}`,
      `/volmachten/geef?${query()}&aan=${kees.viewer.id}`,
      `/volmachten/weg?${query()}`,
      `/volmachten/geef?plek=g${town.street}&thema=`,
      `/leefomgeving/${slug}/volmachten`,
    ])
      expect((await browser.get(path)).status, path).toBe(404)
    const form = { plek: `l${id}`, thema: '', aan: kees.viewer.id }
    expect((await browser.post('/volmachten/geef', form)).status).toBe(404)
    const steward = await newViewer(ctx, { name: 'Steward', level: 'assured' })
    await store().runScript(
      `insert into stewards (resident_id, task, granted) values ('${steward.viewer.id}', 'moderation', now())`,
    )
    expect((await (await open(steward)).get(`/leefomgeving/${slug}/volmachten`)).status).toBe(404)
  })

  it('lead in three steps to a voice that is given, with the way of it', async () => {
    await give(kees, { scope: { communityId: id, areaId: null, themeId: null }, toId: aylin.viewer.id })
    const browser = await open(noor)
    expect(await text(browser, '/volmachten')).toContain('Niemand. Je stemt zelf.')
    expect(await text(browser, '/volmachten/geef')).toMatch(
      /Kerkplein \(leefomgeving\).*Lijnbaan \(straat\)/s,
    )
    const people = await text(browser, `/volmachten/geef?${query()}`)
    expect(people).toContain('Kees, Lijnbaan')
    expect(people).not.toContain('value="niemand"')
    expect(await text(browser, `/volmachten/geef?${query()}&naam=ayl`)).not.toContain('Kees, Lijnbaan')
    const way = await text(browser, `/volmachten/geef?${query(theme)}&aan=${kees.viewer.id}`)
    expect(way).toContain('Jij geeft je stem aan Kees.')
    expect(way).toContain('Omdat de volmacht over dit thema gaat.')
    expect(way).toContain('Kees gaf het door aan Aylin.')
    expect(way).toContain('Als Aylin stemt, telt dat ook voor jou.')
    expect((await given(noor)).length).toBe(0)
    const nobody = await browser.get(`/volmachten/geef?${query(theme)}&kies=ja`)
    expect([nobody.status, (await nobody.text()).includes('Kies een buur.')]).toEqual([422, true])
    const form = { plek: `l${id}`, thema: String(theme) }
    const unchosen = await browser.post('/volmachten/geef', form)
    expect(unchosen.status).toBe(422)
    expect(await unchosen.text()).toContain('Kies een buur.')
    expect((await browser.post('/volmachten/geef', { aan: kees.viewer.id })).status).toBe(422)
    expect((await browser.post('/volmachten/geef', { ...form, aan: noor.viewer.id })).status).toBe(422)
    const done = await browser.post('/volmachten/geef', { ...form, aan: kees.viewer.id })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/volmachten?klaar=gegeven'])
    const mine = await text(browser, '/volmachten?klaar=gegeven')
    expect(mine).toContain('Je volmacht is gegeven.')
    expect(mine).toContain('Kees stemt voor jou')
    expect(mine).toContain('Over bomen.')
    expect(await text(browser, `/volmachten/weg?${query(theme)}`)).toContain('Kees gaf het door aan Aylin.')
    expect(await text(browser, `/volmachten/weg?${query()}`)).toContain('Niemand. Je stemt zelf.')
  })

  it('say beforehand that a voice would go round, and let somebody stop on one theme', async () => {
    const browser = await open(aylin)
    const round = await text(browser, `/volmachten/geef?${query()}&aan=${kees.viewer.id}`)
    expect(round).toContain('Dit gaat rond in een kring. Zo stemt niemand voor jou.')
    expect((await browser.get(`/volmachten/geef?${query()}&aan=niemand`)).status).toBe(303)
    const self = await text(await open(kees), `/volmachten/geef?${query(theme)}&aan=niemand`)
    expect(self).toContain('Je koos om hierover zelf te stemmen.')
    const form = { plek: `l${id}`, thema: String(theme), aan: 'niemand' }
    const done = await (await open(kees)).post('/volmachten/geef', form)
    expect(done.headers.get('location')).toBe('/volmachten?klaar=zelf')
    expect(await text(await open(kees), '/volmachten')).toContain('Je stemt zelf')
  })

  it('let whose voice it is take it back, and who carries it give it back; also below a level', async () => {
    const [line] = await given(noor)
    expect((await (await open(aylin)).post(`/volmachten/${line!.id}/terug`)).status).toBe(404)
    expect(await text(await open(kees), '/volmachten')).toContain(`/volmachten/${line!.id}/geef-terug`)
    await setLevel(ctx, noor.viewer.id, 'applicant', 'test')
    const browser = await open(noor)
    expect((await browser.post(`/volmachten/${line!.id}/terug`)).headers.get('location')).toBe(
      '/volmachten?klaar=terug',
    )
    await setLevel(ctx, noor.viewer.id, 'verified', 'test')
    await refuseVoices(kees)
    expect((await browser.get(`/volmachten/geef?${query()}&aan=${kees.viewer.id}`)).status).toBe(409)
    expect(await text(await open(kees), '/volmachten')).toContain('Niemand kan je een volmacht geven.')
    expect((await (await open(kees)).post('/volmachten/mag-weer')).status).toBe(303)
  })

  it('show how the voices lie to who may enter, and the way of others only so often', async () => {
    const browser = await open(noor)
    expect(await text(browser, `/leefomgeving/${slug}/volmachten`)).toContain('te weinig leden voor cijfers')
    expect((await browser.get(`/leefomgeving/${slug}/volmachten?thema=x`)).status).toBe(404)
    const path = `/volmachten/geef?${query()}&aan=${kees.viewer.id}`
    const answers: number[] = []
    for (let n = 0; n < 61; n++) answers.push((await browser.get(path)).status)
    expect([answers[0], answers.at(-1)]).toEqual([200, 429])
  })
})
