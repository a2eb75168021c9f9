import { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { renderToString } from 'preact-render-to-string'
import { systemContext, type Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { App, Env } from '../../platform/http.ts'
import type { Language } from '../../platform/i18n.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { testServices } from '../../../tests/support/people.ts'
import { importAddresses, importAreas } from './actions.ts'
import { AddressField } from './address-field.tsx'
import { locate } from './address-book.ts'
import { routes } from './routes.tsx'
import { buurten, filesOf, gemeenten, header, houses, provincies, wijken } from './test-support.ts'

onEachEngine('area pages', (store) => {
  let ctx: Context
  let app: App
  let visitor = 'somebody'
  let language: Language = 'nl'
  beforeAll(async () => {
    ctx = systemContext(testServices(store()))
    const [areas, addresses] = await filesOf({
      'a.geojson': [...provincies, ...gemeenten, ...wijken, ...buurten],
      'b.csv': [header, ...houses('Oude Kerkstraat', 80), ...houses('Dijk', 1, { postcode: '9001AB' })].join(
        '\n',
      ),
    })
    await importAreas(ctx, [areas!], {
      successions: [
        {
          predecessor: 'GM9002',
          predecessorName: 'West',
          successor: 'GM9100',
          successorName: 'Nieuw-West',
          year: 2024,
          provincie: 'PV90',
        },
      ],
    })
    await importAddresses(ctx, addresses!)
    app = new Hono<Env>()
    app.use(async (c, next) => {
      c.set('ctx', { ...ctx, language })
      c.set('visitor', visitor)
      c.set('frame', {
        language,
        path: c.req.path,
        place: undefined,
        signedIn: false,
        steward: false,
        demo: false,
        flash: undefined,
        nonce: '',
      })
      await next()
    })
    routes(app, { lives: async (_ctx, area) => <p>Hier leeft {area.name}</p> })
    app.onError((error, c) =>
      c.text(
        error instanceof Refusal ? error.code : String(error),
        error instanceof Refusal ? error.status : 500,
      ),
    )
  })

  const page = async (path: string) => {
    const response = await app.request(path)
    return {
      status: response.status,
      location: response.headers.get('location'),
      html: await response.text(),
    }
  }

  test('a buurt shows its path, its map, its streets, and what later domains add', async () => {
    const { status, html } = await page('/gebied/BU90010101')
    expect(status).toBe(200)
    for (const part of [
      '<h1>Élanbuurt</h1>',
      'href="/gebied/WK900101"',
      'href="/gebied/EU"',
      '<svg viewBox="0 0 320',
      'href="/gebied/BU90010101/oude-kerkstraat"',
      'Hier leeft Élanbuurt',
      'BU90010101',
    ])
      expect(html).toContain(part)
  })

  test.each([
    '/gebied/EU',
    '/gebied/NL',
    '/gebied/PV90',
    '/gebied/GM9001',
    '/gebied/gm9001',
    '/gebied/WK900101',
    '/gebied/BU90010101/oude-kerkstraat',
    '/gebied/BU90010101/dijk',
    '/gebied',
    '/gebied?q=kerk',
    '/gebied?q=zzzz',
    '/gebied?q=9001AA',
    '/gebied?q=oude+kerkstraat+3',
  ])('%s is there, in both languages', async (path) => {
    for (const each of ['nl', 'en'] as const) {
      language = each
      const { status, html } = await page(path)
      expect(status).toBe(200)
      expect(html).not.toMatch(/undefined|\[object/)
    }
    language = 'nl'
  })

  test('the map of a street shows the cells that three homes share, and a lonely home not at all', async () => {
    expect((await page('/gebied/BU90010101/oude-kerkstraat')).html).toContain('class="is-here"')
    const { html } = await page('/gebied/BU90010101/dijk')
    expect(html.match(/<path/g)?.length ?? 0).toBeLessThan(
      (await page('/gebied/BU90010101/oude-kerkstraat')).html.match(/<path/g)!.length,
    )
  })

  test('a gemeente of before leads to what it went into', async () => {
    expect(await page('/gebied/GM9002')).toMatchObject({ status: 301, location: '/gebied/GM9100' })
  })

  test.each([
    '/gebied/BU00000000',
    '/gebied/BU90010101/nergens',
    '/gebied/%27%3B--',
    '/gebied/BU90010101/%25',
  ])('%s is not there', async (path) => {
    expect((await page(path)).status).toBe(404)
  })

  test('searching finds streets by name, by postcode and by a whole address', async () => {
    for (const q of ['oude kerk', '9001AA', 'Oude Kerkstraat 3']) {
      expect((await page(`/gebied?q=${encodeURIComponent(q)}`)).html).toContain(
        'href="/gebied/BU90010101/oude-kerkstraat"',
      )
    }
    const { html } = await page(`/gebied?q=${encodeURIComponent('<script>x')}`)
    expect(html).not.toContain('<script>x')
  })

  test('suggestions are JSON with somewhere to go, and addresses with a value', async () => {
    expect(JSON.parse((await page('/gebied/suggesties?q=oude')).html)).toEqual([
      {
        label: 'Oude Kerkstraat (straat in Oostdorp)',
        value: 'Oude Kerkstraat',
        href: '/gebied/BU90010101/oude-kerkstraat',
      },
    ])
    expect(JSON.parse((await page('/adres/suggesties?q=oude kerkstraat 12')).html)).toEqual([
      { label: 'Oude Kerkstraat 12, 9001 AA Oostdorp', value: 'Oude Kerkstraat 12, 9001 AA Oostdorp' },
    ])
    expect(JSON.parse((await page('/adres/suggesties')).html)).toEqual([])
  })

  test('who asks for too many suggestions has to wait, and others do not', async () => {
    visitor = 'a script'
    const statuses: number[] = []
    for (let n = 0; n < 242; n++) statuses.push((await page('/adres/suggesties?q=')).status)
    expect(statuses.slice(-2)).toEqual([429, 429])
    expect(statuses.slice(0, 240).every((status) => status === 200)).toBe(true)
    visitor = 'somebody else'
    expect((await page('/adres/suggesties?q=')).status).toBe(200)
  }, 60_000)

  describe('the address field', () => {
    test('asks which address is meant, and keeps the words', async () => {
      const located = await locate(ctx, 'Oude Kerkstraat 99')
      const html = renderToString(<AddressField language="nl" value="Oude Kerkstraat 99" located={located} />)
      expect(html).toContain('Oude Kerkstraat heeft nummers van 1 tot en met 80')
      expect(html).toContain('type="radio"')
      expect(html).toContain('value="Oude Kerkstraat 99"')
      expect(renderToString(<AddressField language="en" />)).toContain(
        '<dhz-suggest src="/adres/suggesties?q="',
      )
    })
  })
})
