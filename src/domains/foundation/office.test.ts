import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { newConcept, newTown, newViewer } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, minute } from '../../platform/clock.ts'
import { transact } from '../../platform/context.ts'
import { NotAllowed } from '../../platform/errors.ts'
import { planActivity } from '../activities/index.ts'
import { found } from '../communities/index.ts'
import { askLetter, openCase } from '../proofs/index.ts'
import { appointSteward, logAct, requireSteward, stewardTasks, type StewardTask } from '../residents/index.ts'
import { Office } from './test-support.ts'

onEachEngine('the work of the foundation', (store) => {
  let office: Office
  beforeAll(() => {
    office = new Office(store())
  })

  describe('each task', () => {
    const screens: Record<string, StewardTask> = {
      '/beheer/ambities': 'taxonomy',
      '/beheer/cijfers': 'operations',
      '/beheer/meldingen': 'moderation',
    }

    it('opens its own screens only', async () => {
      for (const task of stewardTasks) {
        const who = await office.steward(task)
        for (const other of stewardTasks.filter((each) => each !== task))
          expect(() => requireSteward(who, other), `${task} ${other}`).toThrow(NotAllowed)
        expect(requireSteward(who, task).viewer.id).toBe(who.viewer.id)
        const browser = await office.browse(who)
        const page = await (await browser.get('/beheer')).text()
        for (const [path, needed] of Object.entries(screens)) {
          expect((await browser.get(path)).status, `${task} ${path}`).toBe(task === needed ? 200 : 403)
          expect(page.includes(`href="${path}"`)).toBe(task === needed)
        }
      }
      expect(await (await (await office.browse(await office.resident())).get('/beheer')).text()).toContain(
        'Je hebt geen taak',
      )
    })

    it.each(['/beheer/mensen', '/beheer/cijfers', '/ik/stichting'])(
      '%s asks a browser to show who it is',
      async (path) => {
        const who = await office.steward('operations')
        const browser = await office.browse(who)
        expect((await browser.get(path)).status).toBe(200)
        office.services.pass(31 * minute)
        expect((await browser.get(path)).headers.get('location')).toContain('/log-in/bevestig')
        const other = await office.resident('assured', 'Kees')
        expect((await office.propose(browser, other)).status).toBe(401)
        expect(await office.proposalFor(other)).toBeUndefined()
        expect((await browser.post('/ik/stichting/stop', { task: 'operations' })).status).toBe(401)
        expect(await office.tasksOf(who)).toEqual(['operations'])
      },
    )

    it('counts and names nobody on the page with figures', async () => {
      const kees = (await office.resident('verified', 'Kees')).viewer.id
      await askLetter(office.ctx, kees, 'address')
      await openCase(office.ctx, { kind: 'ring', residentId: kees })
      office.services.pass(11 * minute)
      const browser = await office.browse(await office.steward('operations'))
      const page = await (await browser.get('/beheer/cijfers')).text()
      expect(page).toContain('Bewoners met een bewezen adres')
      expect(page).toMatch(/Brieven die wachten op de drukker<\/th><td[^>]*><span>1</)
      expect(page).toMatch(/Zaken die wachten op een besluit<\/th><td[^>]*><span>1</)
      expect(page).not.toContain('Kees')
    })
  })

  it('open a closed community no more than anybody else', async () => {
    const town = await newTown(office.ctx)
    const owner = await newViewer(office.ctx, { name: 'Geheime Gerda', place: town.home })
    await newConcept(office.ctx, { scheme: 'ambition', slug: 'besloten-wens', label: 'Wens' })
    const { slug, id } = await found(owner, {
      name: 'Achter gesloten deuren',
      purpose: 'Niemand weet hiervan',
      access: 'besloten',
      areaIds: [town.buurt],
      conceptIds: [],
    })
    await planActivity(owner, {
      communityId: id,
      title: 'Geheime bijeenkomst',
      place: 'Bij Gerda',
      starts: new Date(office.ctx.now().getTime() + day),
    })
    const paths = [
      ...new Set(
        office.site.app.routes
          .filter(({ method, path }) => method === 'GET' && /^\/(leefomgeving|verhaal)\/:/.test(path))
          .map(({ path }) => path.replace(/:slug|:naam/, slug).replaceAll(/:[a-z]+/g, id)),
      ),
    ]
    expect(paths.length).toBeGreaterThan(8)
    const offices = [
      ...new Set(
        office.site.app.routes
          .filter(({ method, path }) => method === 'GET' && path.startsWith('/beheer'))
          .map(({ path }) => path.replaceAll(/:[a-z]+/g, id)),
      ),
    ]
    expect(offices.length).toBeGreaterThan(3)
    const stranger = await office.browse(
      await newViewer(office.ctx, { name: 'Vreemde', level: 'assured', place: town.home }),
    )
    const all = await newViewer(office.ctx, { name: 'Van alles', level: 'assured', place: town.home })
    for (const task of stewardTasks) await appointSteward(office.ctx, all.viewer.id, task)
    const asAll = await office.browse(all)
    const secrets = /Achter gesloten|Niemand weet|Geheime|Gerda/
    for (const path of paths) {
      const [seen, expected] = [await asAll.get(path), await stranger.get(path)]
      expect(seen.status, path).toBe(expected.status)
      expect(seen.status, path).not.toBe(200)
      expect(await seen.text(), path).not.toMatch(secrets)
    }
    for (const path of [
      ...offices,
      '/buurt',
      '/leefomgevingen',
      '/leefomgevingen?q=gesloten',
      '/stichting/handelingen',
    ])
      expect(await (await asAll.get(path)).text(), path).not.toMatch(secrets)
    // Its owner does see all that, so that not seeing it says something.
    const own = await (await office.browse(owner)).get(`/leefomgeving/${slug}`)
    expect(await own.text()).toMatch(secrets)
  })

  describe('what they do', () => {
    it('is written down without residents', async () => {
      const who = await office.steward()
      await expect(
        logAct(who, { task: 'taxonomy', kind: 'test.named', about: { resident: who.viewer.id } }),
      ).rejects.toThrow('names a resident')
      await transact(who, (inner) =>
        logAct(
          { ...who, db: inner.db },
          { task: 'taxonomy', kind: 'test.fine', about: { n: 1 }, why: 'Omdat' },
        ),
      )
      const page = await (await office.site.visitor().get('/stichting/handelingen')).text()
      expect(page).toContain('De stichting deed iets.')
      expect(page).toContain('Waarom: Omdat')
    })

    it('has words for what every domain writes down, in both languages', async () => {
      const kinds = [
        'letters.printed',
        'letters.posted',
        'case.fine',
        'case.same',
        'case.false',
        'met.without-address',
        'desk.registered',
        'desk.helper-named',
        'desk.card-made',
        'desk.card-blocked',
      ]
      await office.ctx.db.execute(sql`delete from foundation_acts`)
      const who = await office.steward('identity')
      for (const kind of kinds) {
        const about: Record<string, number> = kind.startsWith('letters') ? { letters: 3 } : {}
        await transact(who, (inner) => logAct({ ...who, db: inner.db }, { task: 'identity', kind, about }))
      }
      const browser = office.site.visitor()
      const page = await (await browser.get('/stichting/handelingen')).text()
      expect(page).toContain('Er zijn 3 brieven gedrukt.')
      expect(page).toContain('Een kaart om in te loggen is geblokkeerd.')
      expect(page).not.toContain('De stichting deed iets.')
      await browser.post('/taal', { language: 'en' })
      const english = await (await browser.get('/stichting/handelingen')).text()
      expect(english).toContain('3 letters were posted.')
      expect(english).toContain('An account was not right, and was ended.')
    })

    it('is read page by page, newest first, each once', async () => {
      await office.ctx.db.execute(
        sql`insert into foundation_acts (task, kind, why, done) select 'taxonomy', 'ambition.declined', 'nummer ' || n || '.', now() from generate_series(1, 70) n`,
      )
      const seen: number[] = []
      let path: string | undefined = '/stichting/handelingen'
      for (let pages = 0; path && pages < 4; pages++) {
        const text: string = await (await office.site.visitor().get(path)).text()
        seen.push(...[...text.matchAll(/nummer (\d+)\./g)].map(([, n]) => Number(n)))
        path = /href="(\/stichting\/handelingen\?voor=\d+)"/.exec(text)?.[1]
      }
      expect(seen).toEqual(Array.from({ length: 70 }, (_, n) => 70 - n))
      expect((await office.site.visitor().get('/stichting/handelingen?voor=onzin')).status).toBe(200)
    })
  })
})
