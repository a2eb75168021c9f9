import { Hono } from 'hono'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { onEachEngine } from '../../../tests/support/store.ts'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { Refusal } from '../../platform/errors.ts'
import type { App, Env } from '../../platform/http.ts'
import { requestAmbition } from './actions/request.ts'
import { waitingRequests } from './requests.ts'
import { routes } from './routes.tsx'
import { ensureTaxonomy } from './skos/index.ts'
import { addResident, asResident, seeds, testContext } from './test-support.ts'

onEachEngine('the pages of ambitions', (store) => {
  let ctx: Context
  beforeAll(async () => {
    ctx = testContext(store())
    await ensureTaxonomy(ctx, seeds)
  })

  /** The routes of this domain as this viewer meets them; a refusal answers with its code. */
  function site(viewer: Context): App {
    const app: App = new Hono<Env>()
    app.use(async (c, next) => {
      const { language } = viewer
      c.set('ctx', viewer)
      c.set('frame', {
        language,
        path: c.req.path,
        place: undefined,
        signedIn: viewer.viewer !== undefined,
        steward: false,
        demo: false,
        flash: undefined,
        nonce: 'x',
      })
      await next()
    })
    app.onError((error, c) => {
      if (error instanceof Refusal) return c.text(error.code, error.status)
      throw error
    })
    routes(app)
    return app
  }
  const get = async (viewer: Context, path: string, headers: Record<string, string> = {}) => {
    const response = await site(viewer).request(path, { headers })
    return { status: response.status, text: await response.text(), headers: response.headers }
  }
  const post = async (viewer: Context, path: string, fields: Record<string, string | string[]>) => {
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
    )
    const response = await site(viewer).request(path, { method: 'POST', body })
    return { status: response.status, text: await response.text(), to: response.headers.get('location') }
  }
  const resident = async (given: Parameters<typeof addResident>[1] = {}) =>
    asResident(ctx, await addResident(ctx, given))

  test('a visitor searches, walks the tree, and a problem turns to the wishes beside it', async () => {
    const page = await get(ctx, '/ambities')
    expect(page.status).toBe(200)
    expect(page.text).toContain('href="/ambities/straatbarbecue"')
    const found = await get(ctx, '/ambities?q=zwerfafval')
    expect(found.text).toContain('Van zorg naar wens')
    expect(found.text).toContain('Omdat je ‘zwerfafval’ zocht.')
    const nothing = await get(ctx, `/ambities?q=${encodeURIComponent('<script>alert(1)</script>qqqq')}`)
    expect(nothing.text).toContain('Niets gevonden')
    expect(nothing.text).not.toContain('<script>alert')
    const suggested = await get(ctx, '/ambities/zoek?q=speeltuin')
    expect(JSON.parse(suggested.text)[0]).toEqual({
      label: 'Fijne speelplek',
      value: 'Fijne speelplek',
      href: '/ambities/speelplek',
    })
    expect((await get(ctx, '/ambities/zoek')).text).toBe('[]')
    const english = await get({ ...ctx, language: 'en' }, '/ambities?q=playground')
    expect(english.text).toContain('A great play area')
  })

  test('the taxonomy is published as files, and asked for again only when it changed', async () => {
    for (const [path, type] of [
      ['/ambities.ttl', 'text/turtle'],
      ['/themas.ttl', 'text/turtle'],
      ['/ambities.jsonld', 'application/ld+json'],
      ['/themas.jsonld', 'application/ld+json'],
    ] as const) {
      const file = await get(ctx, path)
      expect(file.headers.get('content-type')).toContain(type)
      expect(file.text.length).toBeGreaterThan(10_000)
      const again = await get(ctx, path, { 'If-None-Match': file.headers.get('etag')! })
      expect([again.status, again.text]).toEqual([304, ''])
    }
  })

  test('choosing and letting go lead back to the ambition; words that are too long are kept', async () => {
    const me = await resident()
    const chosen = await post(me, '/ambities/straatfeest/kies', {
      dream: 'Slingers',
      reach: '250',
      findable: 'yes',
    })
    expect([chosen.status, chosen.to]).toEqual([303, '/ambities/straatfeest?klaar=chosen'])
    const wish = sql`select dream, reach, findable, listed from wishes where resident_id = ${me.viewer!.id} and ended is null`
    expect(await row(ctx.db, wish)).toEqual({ dream: 'Slingers', reach: '250', findable: true, listed: true })
    const tooLong = await post(me, '/ambities/straatfeest/kies', { dream: 'x'.repeat(301), reach: 'buurt' })
    expect(tooLong.status).toBe(422)
    expect(tooLong.text).toContain('x'.repeat(301))
    expect(tooLong.text).toContain('hoogstens 300')
    expect((await post(me, '/ambities/straatfeest/kies', { reach: 'mars' })).status).toBe(422)
    expect((await post(me, '/ambities/straatfeest/laat-los', {})).to).toBe(
      '/ambities/straatfeest?klaar=dropped',
    )
    expect(await row(ctx.db, wish)).toBeUndefined()
    expect((await post(ctx, '/ambities/straatfeest/kies', {})).status).toBe(401)
    expect((await post(me, '/ambities/bestaat-niet/kies', {})).status).toBe(404)
  })

  test('who asks for what is there sees it first, and may still ask', async () => {
    const me = await resident()
    const wish = { kind: 'ambition', title: 'Een straatbarbecue op zondag', why: 'Lekker' }
    const first = await post(me, '/ambities/aanvraag', wish)
    expect(first.status).toBe(200)
    expect(first.text).toContain('Bedoel je dit?')
    expect(first.text).toContain('value="Een straatbarbecue op zondag"')
    const sent = await post(me, '/ambities/aanvraag', { ...wish, sure: 'yes' })
    expect([sent.status, sent.to]).toEqual([303, '/ambities/aanvraag?klaar=asked#eigen'])
    expect((await get(me, '/ambities/aanvraag?klaar=asked')).text).toContain('Een straatbarbecue op zondag')
    const empty = await post(me, '/ambities/aanvraag', { kind: 'ambition', title: ' ', why: 'Bewaar dit' })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain('Bewaar dit')
    expect((await get(me, '/ambities/aanvraag?woord=straatfeest')).text).toContain('Een ander woord voor')
    expect((await get(me, '/ambities/aanvraag?verwant=straatfeest')).text).toContain('Wat is verwant aan')
    const known = await post(me, '/ambities/aanvraag', {
      kind: 'synonym',
      slug: 'straatfeest',
      title: 'buurtfeest',
    })
    expect([known.status, known.text.includes('hoort al bij')]).toEqual([422, true])
  })

  test('a visitor and an applicant may look, not ask; nobody but a steward sees the stewards’ pages', async () => {
    const applicant = await resident({ level: 'applicant' })
    expect((await get(ctx, '/ambities/aanvraag')).text).toContain('Log in om')
    expect((await get(applicant, '/ambities/aanvraag')).text).toContain('zodra je adres bewezen is')
    const wish = { kind: 'ambition', title: 'Iets', why: '', sure: 'yes' }
    expect((await post(ctx, '/ambities/aanvraag', wish)).status).toBe(401)
    expect(await post(applicant, '/ambities/aanvraag', wish)).toMatchObject({
      status: 403,
      text: 'verifiedOnly',
    })
    const id = await requestAmbition(await resident(), { kind: 'ambition', title: 'Wat dan ook', why: '' })
    for (const [viewer, status] of [
      [ctx, 401],
      [await resident(), 403],
    ] as const) {
      expect((await get(viewer, '/beheer/ambities')).status).toBe(status)
      expect((await get(viewer, `/beheer/ambities/${id}`)).status).toBe(status)
      for (const path of ['neem-op', 'voeg-samen', 'wijs-af']) {
        expect((await post(viewer, `/beheer/ambities/${id}/${path}`, { reason: 'Ja' })).status).toBe(status)
      }
      expect((await post(viewer, '/beheer/ambities/samenvoegen', {})).status).toBe(status)
    }
  })

  test('a steward answers; the decision and the history are public, the requester is not', async () => {
    const me = await resident()
    const steward = await resident({ steward: true })
    const id = await requestAmbition(me, { kind: 'ambition', title: 'Draaiorgelfeest', why: 'Geheim waarom' })
    expect((await get(steward, '/beheer/ambities')).text).toContain('Draaiorgelfeest')
    const page = await get(steward, `/beheer/ambities/${id}`)
    expect(page.text).toContain('Geheim waarom')
    expect(page.text).toContain('value="draaiorgelfeest"')
    const answer = {
      labelNl: 'Draaiorgelfeest',
      labelEn: 'Barrel organ party',
      definitionNl: 'Muziek uit een kast.',
      definitionEn: 'Music from a box.',
      slug: 'draaiorgelfeest',
      broader: 'ontmoeten',
      themes: ['evenementen', 'geluid'],
      outcome: '2',
      reason: 'Dat brengt mensen samen',
    }
    const incomplete = await post(steward, `/beheer/ambities/${id}/neem-op`, {
      ...answer,
      reason: '',
      themes: [],
    })
    expect(incomplete.status).toBe(422)
    expect(incomplete.text).toContain('Barrel organ party')
    expect(incomplete.text).toContain('Geef een reden.')
    const done = await post(steward, `/beheer/ambities/${id}/neem-op`, answer)
    expect([done.status, done.to]).toEqual([303, '/beheer/ambities?klaar=answered'])
    const late = await post(await resident({ steward: true }), `/beheer/ambities/${id}/wijs-af`, {
      reason: 'Nee',
    })
    expect([late.status, late.text.includes('Een andere stichtingsbeheerder was je net voor')]).toEqual([
      409,
      true,
    ])
    const decided = await get(ctx, '/ambities/besluiten')
    expect(decided.text).toContain('Dat brengt mensen samen')
    expect(decided.text).not.toContain('Geheim waarom')
    expect((await get(ctx, '/ambities/draaiorgelfeest/geschiedenis')).text).toContain(
      'Dat brengt mensen samen',
    )
    expect((await get(me, '/ambities/aanvraag')).text).toContain('Opgenomen')
  })

  test('a declined request is appealed once, and the first steward cannot answer again', async () => {
    const me = await resident()
    const steward = await resident({ steward: true })
    const id = await requestAmbition(me, { kind: 'ambition', title: 'Stilte om twaalf uur', why: '' })
    await post(steward, `/beheer/ambities/${id}/wijs-af`, { reason: 'Liever iets samen' })
    expect((await get(me, '/ambities/aanvraag')).text).toContain('Vraag een tweede oordeel')
    const path = `/ambities/aanvraag/${id}/bezwaar`
    expect((await post(me, path, { words: '' })).status).toBe(422)
    expect((await post(me, path, { words: 'Stil zijn kan ook samen' })).status).toBe(303)
    expect((await post(me, path, { words: 'Nog eens' })).status).toBe(409)
    expect((await post(await resident(), path, { words: 'Ik' })).status).toBe(404)
    expect((await get(steward, `/beheer/ambities/${id}`)).text).toContain('Het tweede geeft een ander')
    expect((await post(steward, `/beheer/ambities/${id}/wijs-af`, { reason: 'Nee' })).status).toBe(403)
    const other = await resident({ steward: true })
    expect(
      (
        await post(other, `/beheer/ambities/${id}/voeg-samen`, {
          into: 'samen-mediteren',
          reason: 'Dat is het',
        })
      ).status,
    ).toBe(303)
    expect((await waitingRequests(other)).some((one) => one.id === id)).toBe(false)
  })

  test('merging two ambitions from the page', async () => {
    const steward = await resident({ steward: true })
    const same = await post(steward, '/beheer/ambities/samenvoegen', {
      from: 'buurtquiz',
      into: 'buurtquiz',
      reason: 'x',
    })
    expect([same.status, same.text.includes('Kies een andere ambitie')]).toEqual([422, true])
    const merged = await post(steward, '/beheer/ambities/samenvoegen', {
      from: 'buurtquiz',
      into: 'spelletjesmiddag',
      reason: 'Dat is samen spelen',
    })
    expect(merged.to).toBe('/beheer/ambities?klaar=joined')
    expect((await get(ctx, '/ambities/buurtquiz/geschiedenis')).text).toContain('Samen spelletjes doen')
  })
})
