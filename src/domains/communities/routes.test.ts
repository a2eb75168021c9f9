import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { Browser, Site } from '../../../tests/support/site.ts'
import {
  newConcept,
  newMeeting,
  newTown,
  newViewer,
  testServices,
  visitor,
  type Town,
} from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import type { ViewerContext } from '../residents/index.ts'
import { admit } from './actions/admit.ts'
import { found, type Founding } from './actions/found.ts'
import { askLink } from './actions/links.ts'
import { join } from './actions/members.ts'
import { endCommunity } from './actions/states.ts'
import { communityById, communityBySlug } from './community.ts'
import { requestsOf } from './queries/members.ts'

onEachEngine('pages of communities', (store) => {
  let services: ReturnType<typeof testServices>
  let ctx: Context
  let site: Site
  let town: Town
  let noor: ViewerContext
  let kees: ViewerContext
  let asNoor: Browser
  let asKees: Browser

  beforeAll(async () => {
    services = testServices(store())
    ctx = visitor(services)
    site = new Site(services)
    town = await newTown(ctx)
    noor = await newViewer(ctx, { name: 'Noor', place: town.home })
    kees = await newViewer(ctx, { name: 'Kees', place: town.home })
    asNoor = await site.signedIn(noor.viewer.id)
    asKees = await site.signedIn(kees.viewer.id)
  })

  const make = (by: ViewerContext, given: Partial<Founding> = {}) =>
    found(by, {
      name: 'Kerkplein leeft',
      purpose: 'Een bank',
      access: 'extranet',
      areaIds: [],
      conceptIds: [],
      ...given,
    })
  const soon = () => new Date(services.clock.now().getTime() + 3 * day)

  it('finds, founds and shows a community', async () => {
    const list = await asNoor.get('/leefomgevingen')
    expect(list.status).toBe(200)
    expect(await list.text()).toContain('Je hoort nog nergens bij')
    expect(await (await asNoor.get('/leefomgevingen/nieuw')).text()).toContain('Lijnbaan')
    const wrong = await asNoor.post('/leefomgevingen/nieuw', { name: 'x', purpose: 'Onze droom' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Onze droom')
    const founded = await asNoor.post('/leefomgevingen/nieuw', {
      name: 'Stekjes ruilen',
      purpose: 'Een groene stoep',
      access: 'extranet',
      areas: String(town.street),
    })
    expect(founded.status).toBe(303)
    const path = founded.headers.get('location')!
    expect(path).toMatch(/^\/leefomgeving\/stekjes-ruilen/)
    const page = await (await asNoor.get(path)).text()
    expect(page).toContain('Een groene stoep')
    expect(page).toContain('In vorming')
    expect(page).toContain('Lijnbaan')
    expect(await (await asKees.get('/leefomgevingen')).text()).toContain('Omdat dit in jouw straat is.')
    expect(await (await asKees.get('/leefomgevingen?q=stekjes')).text()).toContain('Een groene stoep')
  })

  it('asks a visitor to sign in, whether or not the community is there', async () => {
    const { slug } = await make(noor)
    const closed = await make(noor, { access: 'besloten' })
    for (const path of [slug, closed.slug, 'bestaat-niet']) {
      const answer = await site.visitor().get(`/leefomgeving/${path}`)
      expect(answer.status).toBe(303)
      expect(answer.headers.get('location')).toBe(
        `/log-in?naar=${encodeURIComponent(`/leefomgeving/${path}`)}`,
      )
    }
    const open = await make(noor, { access: 'internet', name: 'Open huis' })
    expect(await (await site.visitor().get(`/leefomgeving/${open.slug}`)).text()).toContain(
      'Meedoen is voor bewoners',
    )
  })

  it('joins, comes to a meeting, wishes a manager and leaves', async () => {
    const { id, slug } = await make(noor)
    const path = `/leefomgeving/${slug}`
    const activity = await newMeeting(noor, id, { place: 'Plataan', starts: soon() })
    expect(await (await asKees.get(path)).text()).toContain('Ik kom ook')
    expect((await asKees.post(`${path}/doe-mee`)).headers.get('location')).toBe(`${path}?klaar=lid`)
    expect((await asKees.post(`/afspraak/${activity}`, { answer: 'yes' })).status).toBe(303)
    expect(await (await asKees.get(path)).text()).toContain('Jij komt, en nog 1 buur. Tot dan!')
    const members = await (await asKees.get(`${path}/leden`)).text()
    expect(members).toContain('Noor')
    expect(await (await asKees.get(`${path}/leden/${noor.viewer.id}`)).text()).toContain('Kies als beheerder')
    await asKees.post(`${path}/leden/${kees.viewer.id}/wens`, { wish: 'this' })
    expect(await (await asNoor.get(`${path}/leden`)).text()).toContain('1 van de 2 leden')
    expect((await asNoor.post(`${path}/verlaat`)).status).toBe(409)
    expect(await (await asNoor.get(`${path}/verlaat`)).text()).toContain('Kies eerst wie het overneemt')
    expect((await asKees.post(`${path}/verlaat`)).status).toBe(303)
    expect((await communityById(noor, id)).members).toBe(1)
  })

  it('lets the manager manage, and nobody else', async () => {
    const { id, slug } = await make(noor, { access: 'besloten' })
    const path = `/leefomgeving/${slug}`
    expect((await asKees.get(`${path}/beheer`)).status).toBe(404)
    expect(
      (
        await asKees.post('/leefomgevingen/aankloppen', {
          slug: `http://localhost:3000${path}`,
          words: 'Ik ben Kees',
          what: 'ask',
        })
      ).status,
    ).toBe(303)
    expect(
      (await asKees.post('/leefomgevingen/aankloppen', { slug: 'bestaat-niet', what: 'ask' })).headers.get(
        'location',
      ),
    ).toBe('/leefomgevingen?klaar=gevraagd')
    const manage = await (await asNoor.get(`${path}/beheer`)).text()
    expect(manage).toContain('Ik ben Kees')
    const [request] = await requestsOf(noor, await communityById(noor, id))
    expect((await asKees.post(`${path}/beheer/aanvraag/${request!.id}`, { answer: 'accept' })).status).toBe(
      404,
    )
    expect((await asNoor.post(`${path}/beheer/aanvraag/${request!.id}`, { answer: 'accept' })).status).toBe(
      303,
    )
    expect((await asKees.get(`${path}/beheer`)).status).toBe(403)
    expect(
      (await asNoor.post(`${path}/beheer`, { name: '', purpose: 'Nieuwe woorden', access: 'besloten' }))
        .status,
    ).toBe(422)
    expect(
      (
        await asNoor.post(`${path}/beheer`, {
          name: 'Portiek',
          purpose: 'Nieuwe woorden',
          access: 'besloten',
        })
      ).status,
    ).toBe(303)
    expect(await (await asKees.get(path)).text()).toContain('Nieuwe woorden')
    expect(
      (await asNoor.post(`${path}/beheer/verbind`, { to: 'bestaat-niet', kind: 'partner' })).status,
    ).toBe(422)
    for (const what of ['rust', 'wek']) expect((await asNoor.post(`${path}/beheer/${what}`)).status).toBe(303)
    const wrong = await asNoor.post(`${path}/leden/${kees.viewer.id}/haal-weg`, { reason: '' })
    expect(wrong.status).toBe(422)
    expect((await asNoor.post(`${path}/leden/${kees.viewer.id}/haal-weg`, { reason: 'Proef' })).status).toBe(
      303,
    )
    expect(await (await asKees.get('/leefomgevingen')).text()).toContain('Proef')
    expect((await asKees.get(path)).status).toBe(404)
  })

  it('brings in a group by mail, and gives back the wrong lines', async () => {
    const { slug } = await make(noor, { access: 'besloten', name: 'Trappenhuis' })
    const path = `/leefomgeving/${slug}`
    const answer = await asNoor.post(`${path}/nodig-uit`, {
      what: 'mail',
      list: 'piet@voorbeeld.nl\nbuurvrouw',
    })
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain('buurvrouw')
    expect(text).toContain('1 mail')
    await site.deliver()
    const link = /http:\/\/localhost:3000(\/uitnodiging\/[\w-]+)/.exec(services.sent.at(-1)!.text)![1]!
    const stranger = site.visitor()
    const shown = await (await stranger.get(link)).text()
    expect(shown).toContain('Trappenhuis')
    expect(shown).toContain(`/meedoen?naar=${link}`)
    expect((await stranger.post(link)).status).toBe(401)
    await stranger.get(link)
    const joined = await asKees.post(link)
    expect(joined.headers.get('location')).toBe(`${path}?klaar=lid`)
    expect((await asKees.get(link)).status).toBe(410)
    expect((await asKees.post(`${link}/wijs-af`)).status).toBe(410)
  })

  it('ends with a story', async () => {
    const { slug } = await make(noor, { access: 'internet', name: 'De oversteek' })
    const path = `/leefomgeving/${slug}`
    expect((await asKees.get(`${path}/einde`)).status).toBe(403)
    expect((await asNoor.post(`${path}/einde`, { story: 'Een begin' })).status).toBe(422)
    const ended = await asNoor.post(`${path}/einde`, {
      result: 'realised',
      lesson: 'Begin klein',
      story: 'Drie buren.\n\nEen zebrapad.',
    })
    expect(ended.status).toBe(303)
    const anyone = site.visitor()
    expect(await (await anyone.get('/verhalen')).text()).toContain('De oversteek')
    const story = await (await anyone.get(`/verhaal/${slug}`)).text()
    expect(story).toContain('<p>Een zebrapad.</p>')
    expect(await (await anyone.get(path)).text()).toContain('Begin klein')
    expect((await asNoor.get(`${path}/nodig-uit`)).status).toBe(409)
  })

  it('says what is refused in the language of the reader', async () => {
    const { slug } = await make(noor)
    const page = await asKees.get(`/leefomgeving/${slug}/leden`)
    expect(page.status).toBe(403)
  })

  describe('a closed community', () => {
    it('is nowhere for an outsider: in no page, list, search, count or link', async () => {
      const mark = 'Zevenslaper'
      const wish = await newConcept(ctx, { scheme: 'ambition', slug: 'slaapfeest', label: 'Slaapfeest' })
      const secret = await make(noor, {
        name: `${mark} besloten`,
        purpose: `${mark} droomt`,
        access: 'besloten',
        areaIds: [town.street],
        conceptIds: [wish],
      })
      const hidden = await newViewer(ctx, { name: `${mark}lid` })
      await admit(ctx, secret.id, hidden.viewer.id)
      const activity = await newMeeting(noor, secret.id, {
        title: `${mark} komt samen`,
        place: mark,
        starts: soon(),
      })
      const open = await make(noor, { name: 'Open plek', access: 'internet', areaIds: [town.street] })
      await askLink(noor, secret.id, open.id, 'partner')
      await ctx.db.execute(sql`update community_links set accepted = asked where from_id = ${secret.id}`)
      const over = await make(noor, { name: `${mark} voorbij`, access: 'besloten' })
      await endCommunity(noor, over.id, 'tried')
      await ctx.db.execute(
        sql`insert into outcomes (community_id, result, lesson, story, told)
            values (${over.id}, 'tried', ${mark}, ${mark}, ${ctx.now().toISOString()})`,
      )

      const outsiders = [
        site.visitor(),
        await site.signedIn((await newViewer(ctx, { place: town.home })).viewer.id),
        await site.signedIn((await newViewer(ctx, { place: town.home, level: 'applicant' })).viewer.id),
      ]
      const places = [secret, over].flatMap(({ slug }) =>
        [
          '',
          '/leden',
          `/leden/${hidden.viewer.id}`,
          '/beheer',
          '/nodig-uit',
          '/einde',
          '/plan',
          '/verlaat',
          '/mensen',
          '/vraag',
        ].map((part) => `/leefomgeving/${slug}${part}`),
      )
      const area = await row<{ code: string }>(ctx.db, sql`select code from areas where id = ${town.buurt}`)
      const lists = [
        '/leefomgevingen',
        `/leefomgevingen?q=${mark}`,
        '/leefomgevingen/nieuw',
        '/verhalen',
        `/verhaal/${secret.slug}`,
        `/verhaal/${over.slug}`,
        `/leefomgeving/${open.slug}`,
        '/buurt',
        '/agenda',
        '/',
        '/ik',
        '/ambities/slaapfeest',
        `/gebied/${area!.code}`,
        `/gebied/${area!.code}/lijnbaan`,
        '/autoriteiten',
        `/gebied/${area!.code}/mensen`,
        '/verzoeken',
      ]
      for (const outsider of outsiders) {
        for (const path of places) {
          const answer = await outsider.get(path)
          const like = await outsider.get(path.replace(/leefomgeving\/[^/]+/, 'leefomgeving/bestaat-niet'))
          expect(answer.status, path).toBe(like.status)
          expect(await answer.text(), path).not.toContain(mark)
        }
        for (const path of lists) {
          const answer = await outsider.get(path)
          expect(answer.status, path).toBeLessThan(500)
          // A page may repeat what it was asked and at which address, nothing else.
          const asked = [`value="${path}"`, `value="${mark}"`, `‘${mark}’`]
          const text = asked.reduce((left, echo) => left.replaceAll(echo, ''), await answer.text())
          expect(text, path).not.toContain(mark)
          expect(text, path).not.toContain(secret.slug)
        }
        for (const what of [
          'doe-mee',
          'nee-bedankt',
          'verlaat',
          'plan',
          'beheer',
          'beheer/rust',
          'beheer/geef-door',
          'einde',
          'nodig-uit',
          'mensen',
          'vraag',
        ]) {
          const form = {
            name: 'x',
            member: hidden.viewer.id,
            kind: 'ambassador',
            words: 'x',
            reason: 'x',
            result: 'tried',
          }
          const answer = await outsider.post(`/leefomgeving/${secret.slug}/${what}`, form)
          const like = await outsider.post(`/leefomgeving/bestaat-niet/${what}`, form)
          expect(answer.status, what).toBe(like.status)
          expect(await answer.text(), what).not.toContain(mark)
        }
        const asked = await outsider.post(`/afspraak/${activity}`, { answer: 'yes' })
        expect(asked.status).toBe(
          (await outsider.post(`/afspraak/${crypto.randomUUID()}`, { answer: 'yes' })).status,
        )
        for (const slug of [secret.slug, 'bestaat-niet']) {
          const knocked = await outsider.post('/leefomgevingen/aankloppen', { slug, what: 'ask' })
          expect([303, 401, 403]).toContain(knocked.status)
        }
      }
      expect(
        await rows(
          ctx.db,
          sql`select 1 from attendances where moment_id = ${activity} and resident_id <> ${noor.viewer.id}`,
        ),
      ).toEqual([])
      // Its members do see it, so that the walk above looked for the right thing.
      expect(await (await asNoor.get(`/leefomgeving/${secret.slug}`)).text()).toContain(`${mark} komt samen`)
      expect(await (await asNoor.get('/leefomgevingen')).text()).toContain(mark)
    })
  })

  it('lets nobody in through a language that is not theirs', async () => {
    const { slug, id } = await make(noor, { access: 'internet', name: 'Open deur' })
    const page = await site.visitor().get(`/leefomgeving/${slug}`, { 'accept-language': 'en' })
    expect(await page.text()).toContain('Joining is for residents')
    await join(kees, id)
    expect((await communityBySlug(kees, slug)).members).toBe(2)
  })
})
