import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { onEachEngine } from '../../../tests/support/store.ts'
import { minute } from '../../platform/clock.ts'
import { rows } from '../../platform/db/store.ts'
import { NotAllowed } from '../../platform/errors.ts'
import { foundCommunity, invite, join, passOnManager, wishManager } from '../communities/index.ts'
import { designate } from '../designations/index.ts'
import { openVault, putInVault } from '../identity/index.ts'
import { appointSteward, block, noticesOf, setLevel, unblock } from '../residents/index.ts'
import { askHelper, changeKinds, endHelping } from './actions.ts'
import { actsOf, helpingsOf } from './queries.ts'
import { helpable, judge, openWords, readable, stopPath, whatMayOpen } from './rules.ts'
import { all, answerOf, asHelperOf, helpingNow, helps, meeting, open, setUp } from './test-support.ts'

describe('what somebody may do for another', () => {
  it('is nothing that is not in the table', () => {
    expect(judge('POST', ['/ik/profiel'], all)).toBe('refused')
    expect(judge('POST', [], all)).toBe('refused')
    expect(judge('DELETE', ['/afspraak/:id'], all)).toBe('refused')
    expect(judge('POST', ['toString'], all)).toBe('refused')
    expect(judge('GET', ['/verhalen', '/ik'], all)).toBe('refused')
    expect(judge('POST', ['/afspraak/:id', '/afspraak/:name'], all)).toBe('refused')
  })

  it('is only what was ticked', () => {
    expect(judge('POST', ['/afspraak/:id'], ['join'])).toBe('refused')
    expect(judge('POST', ['/afspraak/:id'], ['rsvp'])).toEqual({ kind: 'rsvp' })
    expect(judge('POST', [stopPath], [])).toBe('open')
  })

  it('reads the open words of a path', () => {
    expect(openWords('/leefomgeving/:slug/doe-mee', '/leefomgeving/plein/doe-mee')).toEqual({ slug: 'plein' })
    expect(openWords('/afspraak/:id', '/afspraak')).toEqual({ id: '' })
  })
})

/** An address of this path, with an id where one belongs, or a number. */
const addressOf = (pattern: string, id: string) =>
  pattern.replaceAll(/:\w+\{[^/]+\}/g, '1').replaceAll(/:[^/]+/g, id)

onEachEngine('doing something for a neighbour', (store) => {
  it('joins, answers and points for the other, who sees each deed with the mark of who did it', async () => {
    const { truus, kees, aylin, site, square } = await setUp(store())
    const soup = await foundCommunity(aylin, open('Soep'))
    const activity = await meeting(aylin, square.id)
    const browser = await helpingNow(site, kees, await helps(kees, truus))
    const namens = truus.viewer.id
    const page = await (await browser.get('/leefomgevingen')).text()
    expect(page).toContain('Je doet dit voor')
    expect(page).toContain(`name="namens" value="${namens}"`)
    for (const [path, form] of [
      [`/leefomgeving/${soup.slug}/doe-mee`, {}],
      [`/afspraak/${activity}`, { answer: 'yes' }],
      [`/leefomgeving/${square.slug}/mensen`, { member: aylin.viewer.id, kind: 'ambassador' }],
    ] as const) {
      expect((await browser.post(path, { ...form, namens })).status, path).toBe(303)
    }
    expect(await answerOf(truus, activity, truus.viewer.id)).toBe('yes')
    expect(await answerOf(truus, activity, kees.viewer.id)).toBeUndefined()

    const acts = await actsOf(truus, 'helped')
    expect(acts.map(({ kind, outcome }) => [kind, outcome]).toSorted()).toEqual([
      ['begin', 'done'],
      ['designate', 'done'],
      ['join', 'done'],
      ['rsvp', 'done'],
    ])
    const own = await site.signedIn(truus.viewer.id)
    const overview = await (await own.get('/ik/hulp')).text()
    expect(overview).toContain('met hulp van Kees')
    expect(overview).toContain('Aangemeld bij Soep')
    expect(overview).toContain('Aylin aangewezen in Plein')
    expect((await noticesOf(truus)).filter(({ kind }) => kind === 'helping.acted')).toHaveLength(3)
    expect((await actsOf(kees, 'helper')).map(({ name }) => name)).toEqual(Array(4).fill('Truus'))
    expect(await actsOf(aylin, 'helped')).toEqual([])
  })

  it('refuses every form of the whole site that is not in the table', async () => {
    const { truus, kees, site } = await setUp(store())
    const browser = await helpingNow(site, kees, await helps(kees, truus))
    const posts = [
      ...new Set(site.app.routes.filter(({ method }) => method === 'POST').map(({ path }) => path)),
    ]
    expect(posts.length).toBeGreaterThan(50)
    // Every row of the table is a form that is really there: a path that was renamed is noticed.
    expect(posts).toEqual(expect.arrayContaining([...Object.keys(helpable), stopPath]))
    const allowed = new Set([...Object.keys(helpable), stopPath])
    const wrong: string[] = []
    for (const pattern of posts.filter((each) => !allowed.has(each))) {
      const path = addressOf(pattern, kees.viewer.id)
      const answer = await browser.post(path, { namens: truus.viewer.id })
      if (answer.status !== 403 || !(await answer.text()).includes('Dit doet je buur zelf'))
        wrong.push(`${pattern}: ${answer.status}`)
    }
    expect(wrong).toEqual([])
    expect((await browser.get('/helpen')).status).toBe(200)
    const other = site.app.routes.filter(({ method }) => !['GET', 'POST', 'ALL'].includes(method))
    expect(other).toEqual([])
  })

  it('refuses every page that is not needed for it, and opens nothing of the vault', async () => {
    const { ctx, truus, kees, site } = await setUp(store())
    await putInVault(ctx, truus.viewer.id, {
      name: 'Truus de Vries',
      mail: 'truus@voorbeeld.nl',
      address: {
        street: 'Lijnbaan',
        number: 1,
        letter: '',
        addition: '',
        postcode: '9990AA',
        place: 'Ravenhorst',
      },
    })
    const browser = await helpingNow(site, kees, await helps(kees, truus))
    // These know of nobody who is asking.
    const forAll = ['/assets/:file', '/art/:file', '/healthz', '/metrics']
    const homes = ['/', '/buurt', '/ik']
    const gets = [
      ...new Set(site.app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)),
    ]
    const wrong: string[] = []
    for (const pattern of gets.filter((each) => !forAll.includes(each))) {
      const path = addressOf(pattern, kees.viewer.id)
      const { status } = await browser.get(path)
      const expected = homes.includes(pattern) ? [303] : readable.has(pattern) ? [200, 404] : [403]
      if (!expected.includes(status)) wrong.push(`${pattern}: ${status}`)
    }
    expect(wrong).toEqual([])
    const openings = await rows(
      ctx.db,
      sql`select 1 from vault_openings where resident_id = ${truus.viewer.id} or opened_by = ${kees.viewer.id}`,
    )
    expect(openings).toEqual([])
    const helping = asHelperOf(truus, kees)
    await expect(openVault(helping, truus.viewer.id, 'address', 'own')).rejects.toThrow(NotAllowed)
  })

  it('finds nothing in what the other may see: searching is not helping', async () => {
    const { truus, kees, site } = await setUp(store())
    const browser = await helpingNow(site, kees, await helps(kees, truus))
    expect((await browser.get('/zoek?q=plein')).status).toBe(403)
    expect(await (await browser.get('/leefomgevingen')).text()).not.toContain('"/zoek"')
  })

  it('offers nothing on a page that would be refused, and says for whom it is', async () => {
    const { truus, kees, aylin, site, square } = await setUp(store())
    await meeting(aylin, square.id)
    await meeting(truus, square.id)
    await designate(truus, { communityId: square.id, kind: 'ambassador', toId: aylin.viewer.id })
    const soup = await foundCommunity(aylin, open('Soep'))
    const asked = await foundCommunity(aylin, { ...open('Koor'), access: 'besloten' as const })
    await invite(aylin, { communityId: asked.id, residentId: truus.viewer.id })
    const id = await helps(kees, truus)
    const pages = [
      ...readable,
      `/leefomgeving/${square.slug}`,
      `/leefomgeving/${square.slug}/mensen`,
      `/leefomgeving/${soup.slug}`,
      `/leefomgeving/${asked.slug}`,
    ].filter((path) => !path.includes(':'))
    for (const kinds of [all, ['rsvp'] as const]) {
      await changeKinds(truus, id, kinds)
      const browser = await helpingNow(site, kees, id)
      const mayOpen = whatMayOpen(kinds)
      for (const path of pages) {
        const answer = await browser.get(path)
        const page = await answer.text()
        expect([path, answer.status, page.includes('Je doet dit voor')]).toEqual([path, 200, true])
        const forms = [
          ...page.matchAll(/<form[^>]*action="([^"?#]*)[^"]*" method="post"|formaction="([^"?#]*)/g),
        ]
        for (const [, action, other] of forms)
          expect(mayOpen('POST', (action ?? other)!), `${path}: ${action ?? other}`).toBe(true)
        for (const [, href] of page.matchAll(/<a [^>]*href="(\/[^"?#]*)/g))
          if (href !== '/') expect((await browser.get(href!)).status, `${path}: ${href}`).not.toBe(403)
      }
      const own = await (await browser.get(`/leefomgeving/${square.slug}`)).text()
      expect(own).toContain('‘Je’ is hier Truus.')
      expect(own).toContain(`/afspraak/`)
      expect(own).not.toContain('/verlaat')
      const people = await (await browser.get(`/leefomgeving/${square.slug}/mensen`)).text()
      expect(people.includes('name="member"')).toBe(kinds === all)
      expect(people).toContain('Dit doet Truus zelf.')
    }
  })

  it('lets nobody gain who helps', async () => {
    const { truus, kees, site, square } = await setUp(store())
    const own = await foundCommunity(kees, open('Van Kees'))
    const browser = await helpingNow(site, kees, await helps(kees, truus))
    const namens = truus.viewer.id
    const point = { member: kees.viewer.id, kind: 'ambassador', namens }
    const pointing = await browser.post(`/leefomgeving/${square.slug}/mensen`, point)
    expect(pointing.status).toBe(403)
    expect(await pointing.text()).toContain('Hier heb jij zelf voordeel van')
    const joining = await browser.post(`/leefomgeving/${own.slug}/doe-mee`, { namens })
    expect([joining.status, (await joining.text()).includes('Hier heb jij zelf voordeel van')]).toEqual([
      403,
      true,
    ])
    // What was refused did not happen, and is no deed.
    expect((await actsOf(truus, 'helped')).map(({ kind }) => kind)).toEqual(['begin'])

    const helping = asHelperOf(truus, kees)
    const toKees = { communityId: square.id, kind: 'ambassador' as const, toId: kees.viewer.id }
    const refused = { code: 'helperNotSelf' }
    await expect(designate(helping, toKees)).rejects.toMatchObject(refused)
    await expect(wishManager(helping, square.id, kees.viewer.id)).rejects.toMatchObject(refused)
    await expect(passOnManager(helping, square.id, kees.viewer.id)).rejects.toMatchObject(refused)
    await expect(
      invite(helping, { communityId: square.id, residentId: kees.viewer.id }),
    ).rejects.toMatchObject(refused)
    await expect(join(helping, own.id)).rejects.toMatchObject(refused)
    await designate(truus, toKees)
    await join(truus, own.id)
  })

  it('stops at once when the other ends it, and does nothing in the name of who helped', async () => {
    const { truus, kees, aylin, site, square } = await setUp(store())
    const soup = await foundCommunity(aylin, open('Soep'))
    const activity = await meeting(aylin, square.id)
    const id = await helps(kees, truus)
    const browser = await helpingNow(site, kees, id)
    await endHelping(truus, id)
    // Also what does not say for whom it is meant is not done in the name of who helped.
    const late = await browser.post(`/leefomgeving/${soup.slug}/doe-mee`)
    expect([late.status, (await late.text()).includes('Je helpt niet meer')]).toEqual([409, true])
    // The page was still open: it is sent again, now in a session that is one's own.
    const again = await browser.post(`/afspraak/${activity}`, { answer: 'yes', namens: truus.viewer.id })
    expect(again.status).toBe(409)
    const members = await rows(truus.db, sql`select 1 from memberships where community_id = ${soup.id}`)
    expect(members).toHaveLength(1)
    expect(await answerOf(truus, activity, kees.viewer.id)).toBeUndefined()
    const page = await browser.get('/buurt')
    expect([page.status, (await page.text()).includes('Je doet dit voor')]).toEqual([200, false])
    expect((await noticesOf(kees)).map(({ kind }) => kind)).toContain('helping.stopped')
    await expect(browser.post(`/helpen/${id}/nu`)).resolves.toMatchObject({ status: 404 })
  })

  it('stops after an hour', async () => {
    const { truus, kees, site, services, aylin, square } = await setUp(store())
    const activity = await meeting(aylin, square.id)
    const browser = await helpingNow(site, kees, await helps(kees, truus))
    services.pass(59 * minute)
    expect((await (await browser.get('/helpen')).text()).includes('Je helpt Truus')).toBe(true)
    services.pass(1 * minute)
    const late = await browser.post(`/afspraak/${activity}`, { answer: 'yes', namens: truus.viewer.id })
    expect(late.status).toBe(409)
    expect(await answerOf(truus, activity, truus.viewer.id)).toBeUndefined()
    expect((await (await browser.get('/helpen')).text()).includes('Wie je helpt')).toBe(true)
  })

  it('ends with a block, for good', async () => {
    const { truus, kees, site } = await setUp(store())
    const id = await helps(kees, truus)
    const browser = await helpingNow(site, kees, id)
    await block(truus, kees.viewer.id)
    expect((await (await browser.get('/helpen')).text()).includes('Je helpt Truus')).toBe(false)
    await unblock(truus, kees.viewer.id)
    expect((await browser.post(`/helpen/${id}/nu`)).status).toBe(404)
    expect(await helpingsOf(truus, 'helped')).toEqual([])
  })

  it('ends while the address of who helps is not proven any more', async () => {
    const { ctx, truus, kees, site } = await setUp(store())
    const browser = await helpingNow(site, kees, await helps(kees, truus))
    await setLevel(ctx, kees.viewer.id, 'applicant', 'test')
    expect((await (await browser.get('/helpen')).text()).includes('Je helpt Truus')).toBe(false)
  })

  it('allows only what was ticked, also when that changes on the way', async () => {
    const { truus, kees, aylin, site, square } = await setUp(store())
    const activity = await meeting(aylin, square.id)
    const id = await helps(kees, truus, ['join', 'rsvp'])
    const browser = await helpingNow(site, kees, id)
    const answer = () => browser.post(`/afspraak/${activity}`, { answer: 'yes', namens: truus.viewer.id })
    expect((await answer()).status).toBe(303)
    await changeKinds(truus, id, ['join'])
    expect((await answer()).status).toBe(403)
    expect((await noticesOf(kees)).map(({ kind }) => kind)).toContain('helping.changed')
  })

  it('is for nobody whom one does not help', async () => {
    const { truus, kees, aylin, site } = await setUp(store())
    const id = await helps(kees, truus)
    const other = await site.signedIn(aylin.viewer.id)
    expect((await other.post(`/helpen/${id}/nu`)).status).toBe(404)
    const helped = await site.signedIn(truus.viewer.id)
    expect((await helped.post(`/helpen/${id}/nu`)).status).toBe(404)
    expect((await site.visitor().post(`/helpen/${id}/nu`)).status).toBe(401)
    await askHelper(truus, { helperId: aylin.viewer.id, kinds: all })
    const [asked] = await helpingsOf(aylin, 'helper')
    expect((await other.post(`/helpen/${asked!.id}/nu`)).status).toBe(404)
    expect((await other.post('/helpen/niets/nu')).status).toBe(404)
  })

  it('never sends a form as another than for whom it was opened', async () => {
    const { truus, kees, aylin, site, square } = await setUp(store())
    const activity = await meeting(aylin, square.id)
    const browser = await helpingNow(site, kees, await helps(kees, truus))
    // A page of Kees himself, in another tab.
    expect((await browser.post(`/afspraak/${activity}`, { answer: 'yes' })).status).toBe(409)
    expect(await answerOf(truus, activity, truus.viewer.id)).toBeUndefined()
    expect((await browser.post(stopPath)).status).toBe(303)
    // And a page for Truus that was still open.
    const stale = await browser.post(`/afspraak/${activity}`, { answer: 'yes', namens: truus.viewer.id })
    expect(stale.status).toBe(409)
    expect(await answerOf(truus, activity, kees.viewer.id)).toBeUndefined()
    expect((await browser.post(`/afspraak/${activity}`, { answer: 'yes' })).status).toBe(303)
  })

  it('works for two helpers at the same time, each with their own mark', async () => {
    const { truus, kees, aylin, site, square } = await setUp(store())
    const activity = await meeting(aylin, square.id)
    const one = await helpingNow(site, kees, await helps(kees, truus))
    const other = await helpingNow(site, aylin, await helps(aylin, truus))
    const form = { answer: 'yes', namens: truus.viewer.id }
    const answers = await Promise.all([one, other].map((each) => each.post(`/afspraak/${activity}`, form)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const deeds = (await actsOf(truus, 'helped')).filter(({ kind }) => kind === 'rsvp')
    expect(deeds.map(({ name }) => name).toSorted()).toEqual(['Aylin', 'Kees'])
  })

  it('takes no task of the foundation along', async () => {
    const { ctx, truus, kees, site } = await setUp(store())
    await setLevel(ctx, truus.viewer.id, 'assured', 'test')
    await appointSteward(ctx, truus.viewer.id, 'taxonomy')
    const browser = await helpingNow(site, kees, await helps(kees, truus))
    expect((await browser.get('/beheer/ambities')).status).toBe(403)
    expect(await (await browser.get('/helpen')).text()).not.toContain('/beheer')
  })

  it('shows a deed of which nobody knows whether it was done', async () => {
    const { ctx, truus, kees, site } = await setUp(store())
    const id = await helps(kees, truus)
    await ctx.db.execute(
      sql`insert into helped_acts (id, helping_id, kind, path, begun)
          values (gen_random_uuid(), ${id}, 'join', '/leefomgeving/:slug/doe-mee', ${ctx.now().toISOString()})`,
    )
    expect(await actsOf(truus, 'helped')).toMatchObject([{ outcome: 'unsure' }])
    const own = await site.signedIn(truus.viewer.id)
    expect(await (await own.get('/ik/hulp')).text()).toContain('Misschien gelukt')
  })

  it('does nothing when it cannot be written down', async () => {
    const { ctx, truus, kees, aylin, site, square } = await setUp(store())
    const activity = await meeting(aylin, square.id)
    const browser = await helpingNow(site, kees, await helps(kees, truus))
    await ctx.db.execute(sql`alter table helped_acts rename to helped_acts_gone`)
    try {
      const answer = await browser.post(`/afspraak/${activity}`, { answer: 'yes', namens: truus.viewer.id })
      expect(answer.status).toBe(500)
    } finally {
      await ctx.db.execute(sql`alter table helped_acts_gone rename to helped_acts`)
    }
    expect(await answerOf(truus, activity, truus.viewer.id)).toBeUndefined()
  })
})
