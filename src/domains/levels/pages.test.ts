import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import {
  as,
  newConcept,
  newResident,
  newTown,
  newViewer,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { Site, type Browser } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { row, rows } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { appointSteward } from '../residents/index.ts'
import { ensureCompetences } from './actions/competences.ts'
import { competences, searchCompetences } from './competence.ts'

const seeds = join(fileURLToPath(new URL('../../../db/seeds', import.meta.url)), 'competences.json')

onEachEngine('the level compass', (store) => {
  let services: TestServices
  let site: Site
  let town: Town
  let anybody: Browser
  let noor: Browser
  let wietske: Browser
  let code: string

  beforeAll(async () => {
    services = testServices(store())
    site = new Site(services)
    const ctx = visitor(services)
    await newConcept(ctx, { scheme: 'theme', slug: 'verkeer', label: 'Verkeer' })
    expect(await ensureCompetences(ctx, seeds)).toBeGreaterThanOrEqual(60)
    town = await newTown(ctx)
    anybody = site.visitor()
    noor = await site.signedIn((await newViewer(ctx, { place: town.home })).viewer.id)
    const steward = await newResident(ctx, { level: 'assured' })
    await appointSteward(ctx, steward, 'taxonomy')
    wietske = await site.signedIn(steward)
    const street = await row<{ code: string }>(
      store().db,
      sql`select code from areas where id = ${town.street}`,
    )
    code = street!.code
  })

  const html = async (browser: Browser, path: string, status = 200) => {
    const answer = await browser.get(path)
    expect(answer.status, path).toBe(status)
    return answer.text()
  }
  const said = {
    name: 'Drempel en rust',
    words: 'hobbel, rustig',
    level: 'gemeente',
    say: 'advice',
    basis: 'bylaw',
    theme: '',
    doing: 'Tel auto’s.',
    notify: 'De gemeente.',
    source: '',
    why: 'Duidelijker zo.',
  }

  it('is filled once, with every row honest about its source', async () => {
    const ctx = visitor(services)
    expect(await ensureCompetences(ctx, seeds)).toBe(0)
    const all = await competences(ctx)
    // No law was opened for it, so none is named; what neighbours agree on among themselves needs none.
    expect(all.filter(({ source, basis }) => source !== null && basis !== 'own')).toEqual([])
    expect(
      all.filter((each) => /\b(artikel|art\.|wet|lid \d)\b/i.test(`${each.doing} ${each.notify}`)),
    ).toEqual([])
    expect(new Set(all.map(({ level }) => level)).size).toBe(8)
    expect(new Set(all.map(({ basis }) => basis)).size).toBe(7)
    expect(all.find(({ slug }) => slug === 'drempel')!.theme).toBe('Verkeer')
  })

  it('finds a subject by its name, by another word and by a theme', async () => {
    const first = async (typed: string) => (await searchCompetences(visitor(services), typed))[0]?.slug
    expect(await first('drempel')).toBe('drempel')
    expect(await first('hobbel te hard rijden 30')).toBeUndefined()
    expect(await first('hardrijden')).toBe('drempel')
    expect(await first('bbq')).toBe('straatbarbecue')
    expect(await first('uitdaagrecht')).toMatch(/groen-zelf-doen|buurt-onderhoud/)
    const listed = await (await anybody.get('/niveaukompas/suggesties?gebied=X&q=dremp')).json()
    expect(listed[0]).toMatchObject({ label: 'Drempel, 30 km en rustig rijden' })
  })

  it('answers without any script, for everybody', async () => {
    expect(await html(anybody, '/niveaukompas')).toContain('Nog niemand gekozen')
    expect(await html(anybody, '/niveaukompas?zoek=Lijnbaan')).toContain('Kies Lijnbaan')
    const page = await html(anybody, `/niveaukompas?gebied=${encodeURIComponent(code)}&thema=drempel`)
    expect(page).toContain('Inspraak')
    expect(page).toMatch(/Omdat dit Lijnbaan raakt, en de gemeente Ravenhorst \d+ erover beslist\./)
    expect(page).toContain('Nog niet getoetst')
    expect(page).toContain('Minder dan vijf bewoners')
    expect(page).not.toContain('name="title"')
  })

  it('holds whatever stands in its address', async () => {
    for (const path of [
      '/niveaukompas?gebied=%27;--&thema=%27&straal=-1&rond=%F0%9F%98%80',
      '/niveaukompas?gebied=NIETS&thema=drempel',
      `/niveaukompas?${'gebied=AB&'.repeat(200)}`,
      '/niveaukompas?rond=Nergensstraat+1&straal=500',
      '/niveaukompas/tabel?blad=-4&niveau=maan&q=%25',
      '/niveaukompas/tabel/drempel?versie=x',
    ])
      await html(anybody, path)
    for (const path of ['/niveau/x', '/niveaukompas/tabel/niets', '/niveaukompas/tabel/drempel?versie=99'])
      await html(anybody, path, 404)
  })

  it('lets a resident lay something before neighbours, keeps words that do not fit, and shows the case to all', async () => {
    const form = { id: newId(), gebied: [code], thema: 'drempel' }
    const wrong = await noor.post('/niveaukompas', { ...form, title: 'zie https://voorbeeld.nl' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('zie https://voorbeeld.nl')
    expect((await noor.post('/niveaukompas', { ...form, title: 'Drempel', thema: '' })).status).toBe(422)
    expect((await noor.post('/niveaukompas', { ...form, title: 'Drempel', gebied: [] })).status).toBe(422)
    expect((await anybody.post('/niveaukompas', { ...form, title: 'Drempel' })).status).not.toBe(303)
    const sent = await noor.post('/niveaukompas', { ...form, title: 'Drempel bij de school' })
    expect(sent.headers.get('location')).toBe(`/niveau/${form.id}?klaar=voorgelegd`)
    const seen = await html(anybody, `/niveau/${form.id}`)
    expect(seen).toContain('Drempel bij de school')
    expect(seen).not.toContain('name="kind"')
    expect(await html(noor, `/niveau/${form.id}`)).toContain('Dit hoort hoger')
    const path = `/gebied/${code.split(':')[0]}/lijnbaan`
    expect(await html(anybody, path)).toContain('Drempel bij de school')
    expect((await noor.post(`/niveau/${form.id}/hoort`, {})).status).toBe(422)
    expect(
      (await noor.post(`/niveau/${form.id}/hoort`, { kind: 'higher' })).headers.get('location'),
    ).toContain('gezegd')
    expect(await html(noor, `/niveau/${form.id}`)).toContain('Jij zei: dit hoort hoger.')
    expect((await noor.post(`/niveau/${form.id}/neem-terug`)).status).toBe(303)
  })

  it('lets only a steward of the taxonomy change the table', async () => {
    const path = '/niveaukompas/tabel/drempel/bewerk'
    for (const browser of [anybody, noor]) {
      expect((await browser.get(path)).status).not.toBe(200)
      expect((await browser.post(path, { ...said, version: '1' })).status).not.toBe(303)
      expect((await browser.get('/niveaukompas/tabel/nieuw')).status).not.toBe(200)
      expect((await browser.post('/niveaukompas/tabel/nieuw', { ...said, slug: 'x-y' })).status).not.toBe(303)
    }
    const ctx = visitor(services)
    const identity = await newResident(ctx, { level: 'assured' })
    await appointSteward(ctx, identity, 'identity')
    expect((await (await site.signedIn(identity)).post(path, { ...said, version: '1' })).status).toBe(403)
    expect(await html(noor, '/niveaukompas/tabel/drempel')).not.toContain('bewerk')
  })

  it('keeps every version of a row readable, in public, with who, when and why', async () => {
    const path = '/niveaukompas/tabel/drempel'
    expect(await html(wietske, `${path}/bewerk`)).toContain('Drempel, 30 km')
    const wrong = await wietske.post(`${path}/bewerk`, { ...said, version: '1', why: '' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Drempel en rust')
    expect((await wietske.post(`${path}/bewerk`, { ...said, version: '1', theme: '999999' })).status).toBe(
      422,
    )
    expect((await wietske.post(`${path}/bewerk`, { ...said, version: '1' })).status).toBe(303)
    // Who read the first version does not write over the second.
    expect((await wietske.post(`${path}/bewerk`, { ...said, version: '1' })).status).toBe(409)
    const now = await html(anybody, path)
    expect(now).toContain('Drempel en rust')
    expect(now).toContain('Duidelijker zo.')
    const before = await html(anybody, `${path}?versie=1`)
    expect(before).toContain('Drempel, 30 km en rustig rijden')
    expect(before).toContain('Dit is versie 1')
    const acts = await html(anybody, '/stichting/handelingen')
    expect(acts).toContain('Een regel van het niveaukompas veranderd')
    expect(acts).toContain('Duidelijker zo.')
    const kept = await rows<{ version: number; by: boolean }>(
      store().db,
      sql`select v.version, v.by_id is not null as by from competence_versions v join competences c on c.id = v.competence_id
          where c.slug = 'drempel' order by 1`,
    )
    expect(kept).toEqual([
      { version: 1, by: false },
      { version: 2, by: true },
    ])
    // An upgrade brings what is new, and never undoes what a steward changed.
    expect(await ensureCompetences(visitor(services), seeds)).toBe(0)
    expect(await html(anybody, path)).toContain('Drempel en rust')
  })

  it('of two stewards who change a row at once lets one win', async () => {
    const path = '/niveaukompas/tabel/kermis/bewerk'
    const both = await Promise.all(
      [1, 2].map((n) => wietske.post(path, { ...said, version: '1', name: `Kermis ${n}` })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
  })

  it('takes a row out of use, and a new one in', async () => {
    const path = '/niveaukompas/tabel'
    expect((await wietske.post(`${path}/nieuw`, { ...said, slug: 'drempel' })).status).toBe(422)
    expect((await wietske.post(`${path}/nieuw`, { ...said, slug: 'nieuw' })).status).toBe(422)
    expect(
      (await wietske.post(`${path}/nieuw`, { ...said, slug: 'zeepkist', name: 'Zeepkistrace' })).status,
    ).toBe(303)
    expect(await html(anybody, `${path}?q=zeepkist`)).toContain('Zeepkistrace')
    await wietske.post(`${path}/zeepkist/bewerk`, {
      ...said,
      name: 'Zeepkistrace',
      version: '1',
      retired: 'ja',
    })
    expect(await html(anybody, `${path}?q=zeepkist`)).not.toContain('Zeepkistrace')
    expect(await html(anybody, `${path}/zeepkist`)).toContain('niet meer gebruikt')
    expect(
      await html(anybody, `/niveaukompas?gebied=${encodeURIComponent(code)}&thema=zeepkist`),
    ).not.toContain('id="niveau"')
  })

  it('asks who is still there: nobody acts for a task they lost', async () => {
    const ctx = visitor(services)
    const id = await newResident(ctx, { level: 'assured' })
    await appointSteward(ctx, id, 'taxonomy')
    await store().db.execute(sql`update stewards set ended = now() where resident_id = ${id}`)
    const former = await as(ctx, id)
    expect(former.viewer.stewardOf).toEqual([])
    expect((await (await site.signedIn(id)).get('/niveaukompas/tabel/nieuw')).status).toBe(403)
  })
})
