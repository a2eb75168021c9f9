import { expect, it } from 'vitest'
import { newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { tell } from '../residents/index.ts'

onEachEngine('what one is told', (store) => {
  const setUp = async (count: number) => {
    const services = testServices(store())
    const ctx = visitor(services)
    const noor = await newViewer(ctx)
    for (let n = 1; n <= count; n++)
      await tell(ctx, [noor.viewer.id], 'activity.cancelled', { name: 'Plein', title: `Soep ${n}.` })
    const site = new Site(services)
    return { ctx, site, browser: await site.signedIn(noor.viewer.id) }
  }
  const titles = (page: string) => [...page.matchAll(/Soep (\d+)\./g)].map(([, n]) => Number(n))
  const fresh = (page: string) => page.match(/>Nieuw</g)?.length ?? 0
  const range = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, n) => from - n)

  it('is new until it was shown, and is leafed through to the first', async () => {
    const { browser } = await setUp(45)
    const me = await (await browser.get('/ik')).text()
    expect(titles(me)).toEqual(range(45, 41))
    expect(fresh(me)).toBe(5)
    expect(me).toContain('href="/ik/berichten"')
    expect(fresh(await (await browser.get('/ik')).text())).toBe(0)
    const all = await (await browser.get('/ik/berichten')).text()
    expect(titles(all)).toEqual(range(45, 16))
    expect(fresh(all)).toBe(25)
    const next = /href="(\/ik\/berichten\?voor=\d+)"/.exec(all)![1]!
    const rest = await (await browser.get(next)).text()
    expect(titles(rest)).toEqual(range(15, 1))
    expect(rest).not.toContain('rel="next"')
  })

  it('is nobody else’s', async () => {
    const { ctx, site } = await setUp(3)
    expect((await site.visitor().get('/ik/berichten')).status).toBe(303)
    const other = await site.signedIn((await newViewer(ctx)).viewer.id)
    for (const path of ['/ik', '/ik/berichten', '/ik/berichten?voor=999999999', '/ik/berichten?voor=x']) {
      const page = await (await other.get(path)).text()
      expect(titles(page)).toEqual([])
      expect(page).toContain('Er zijn nog geen berichten.')
    }
  })
})
