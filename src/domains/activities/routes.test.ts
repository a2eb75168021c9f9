import { expect, it } from 'vitest'
import { newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { found } from '../communities/index.ts'

onEachEngine('pages of activities', (store) => {
  it('plans, and keeps the words of a form that is not right', async () => {
    const services = testServices(store())
    const noor = await newViewer(visitor(services), { name: 'Noor' })
    const asNoor = await new Site(services).signedIn(noor.viewer.id)
    const { slug } = await found(noor, {
      name: 'Kerkplein leeft',
      purpose: '',
      access: 'extranet',
      areaIds: [],
      conceptIds: [],
    })
    const wrong = await asNoor.post(`/leefomgeving/${slug}/plan`, {
      title: 'Soep koken',
      place: 'Plein',
      day: '2020-01-01',
      time: '19:30',
    })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Soep koken')
    const impossible = await asNoor.post(`/leefomgeving/${slug}/plan`, {
      title: 'Soep',
      place: 'Plein',
      day: '2026-02-31',
      time: '19:30',
    })
    expect(impossible.status).toBe(422)
    const right = await asNoor.post(`/leefomgeving/${slug}/plan`, {
      title: 'Soep',
      place: 'Plein',
      day: '2026-05-17',
      time: '15:00',
    })
    expect(right.status).toBe(303)
    expect(await (await asNoor.get(`/leefomgeving/${slug}`)).text()).toContain('Zondag om drie uur')
  })
})
