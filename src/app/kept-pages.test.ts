import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServices, visitor, type TestServices } from '../../tests/support/people.ts'
import { Site, type Browser } from '../../tests/support/site.ts'
import { openTestStore } from '../../tests/support/store.ts'
import { minute } from '../platform/clock.ts'
import { rows, type Store } from '../platform/db/store.ts'
import { personaId } from '../domains/demo/index.ts'
import { prepare } from './prepare.ts'

const people = ['samira', 'henk', 'marja', 'yusuf', 'lies', 'noor', 'gerrie', 'joanna'] as const

describe('the page of a community that is kept', () => {
  let store: Store
  let services: TestServices
  let site: Site
  let slugs: string[]
  const browsers: Browser[] = []
  beforeAll(async () => {
    store = await openTestStore('embedded')
    services = testServices(store, new Date())
    await prepare(services)
    site = new Site(services)
    slugs = (
      await rows<{ slug: string }>(
        visitor(services).db,
        sql`select slug from communities order by members desc, id limit 12`,
      )
    ).map(({ slug }) => slug)
    // A closed community is connected with an open one: only who knows of it reads its name there.
    await visitor(services).db.execute(
      sql`insert into community_links (id, from_id, to_id, kind, asked, accepted)
          select gen_random_uuid(), closed.id, open.id, 'partner', now(), now() from communities closed, communities open
          where closed.name like 'Trappenhuis%' and open.slug in ('kerkplein-leeft', 'stapvoets-singelweg')`,
    )
    browsers.push(site.visitor())
    for (const who of people) browsers.push(await site.signedIn(personaId(who)))
  }, 120_000)
  afterAll(() => store?.close())

  const pageOf = async (browser: Browser, slug: string) => {
    const answer = await browser.get(`/leefomgeving/${slug}`)
    return [answer.status, await answer.text()]
  }

  it('names a closed community only to who knows of it, whoever looked before', async () => {
    const [, ...others] = browsers
    const yusuf = browsers[1 + people.indexOf('yusuf')]!
    const names = async (browser: Browser) =>
      String((await pageOf(browser, 'stapvoets-singelweg'))[1]).includes('Trappenhuis')
    expect(await names(yusuf)).toBe(true)
    for (const browser of others.filter((one) => one !== yusuf)) expect(await names(browser)).toBe(false)
    expect(await names(yusuf)).toBe(true)
  })

  it('is the same as one made anew, for everybody and whoever looked before', async () => {
    for (const slug of slugs) {
      // Everybody looks, so that each finds what another left where it can be shared.
      for (const browser of browsers) await pageOf(browser, slug)
      const kept = []
      for (const browser of browsers.toReversed()) kept.unshift(await pageOf(browser, slug))
      for (const [n, browser] of browsers.entries()) {
        // Later nothing is kept any more, and this one is the first to look.
        services.pass(2 * minute)
        expect(await pageOf(browser, slug), `${slug} for ${n === 0 ? 'a visitor' : people[n - 1]}`).toEqual(
          kept[n],
        )
      }
    }
  }, 180_000)
})
