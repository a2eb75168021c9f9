import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemContext, type Context } from '../../../platform/context.ts'
import { onEachEngine } from '../../../../tests/support/store.ts'
import { testServices } from '../../../../tests/support/people.ts'
import { importAreas } from '../actions.ts'
import { addressBook } from '../address-book.ts'
import { placeOf } from '../address.ts'
import { coarseCellAt } from '../rules/cells.ts'
import { readServiceDoc } from '../rules/service-answer.ts'
import { buurten, filesOf, gemeenten, provincies, wijken } from '../test-support.ts'

const doc = {
  type: 'adres',
  id: 'adr-0123456789abcdef',
  weergavenaam: 'Kerkstraat 12A-2, 9001AA Oostdorp',
  straatnaam: 'Kerkstraat',
  huisnummer: 12,
  huisletter: 'A',
  huisnummertoevoeging: '2',
  postcode: '9001AA',
  woonplaatsnaam: 'Oostdorp',
  gemeentecode: '9001',
  wijkcode: 'WK900101',
  buurtcode: 'BU90010101',
  provinciecode: 'PV90',
  centroide_ll: 'POINT(5.01 52.01)',
  nummeraanduiding_id: '9001200000000001',
}

describe('reading what the service gives', () => {
  test('longitude comes first, and the code of the gemeente has no letters', () => {
    expect(readServiceDoc(doc)).toMatchObject({
      lat: 52.01,
      lon: 5.01,
      gemeenteCode: 'GM9001',
      number: 12,
      letter: 'A',
      addition: '2',
    })
  })

  test('without separate fields the written address is taken apart', () => {
    const {
      straatnaam: _s,
      huisnummer: _n,
      huisletter: _l,
      huisnummertoevoeging: _t,
      postcode: _p,
      woonplaatsnaam: _w,
      id: _i,
      ...short
    } = doc
    expect(readServiceDoc(short)).toMatchObject({
      id: '9001200000000001',
      street: 'Kerkstraat',
      number: 12,
      letter: 'A',
      addition: '2',
      postcode: '9001AA',
      place: 'Oostdorp',
    })
  })

  test('what cannot be read is left out', () => {
    for (const broken of [
      null,
      1,
      {},
      { ...doc, centroide_ll: 'POINT(5)' },
      { ...doc, gemeentecode: undefined },
    ])
      expect(readServiceDoc(broken)).toBeUndefined()
  })
})

onEachEngine('the national address service', (store) => {
  let ctx: Context
  let server: Server
  let answer: { status: number; body: string }
  let asked: URL[]
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(new URL(request.url!, 'http://service'))
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const services = testServices(store())
    const addressService = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v3_1`
    ctx = systemContext({ ...services, config: { ...services.config, addressService } })
    const files = await filesOf({ 'a.geojson': [...provincies, ...gemeenten, ...wijken, ...buurten] })
    await importAreas(ctx, files, { successions: [] })
  })
  afterAll(() => server.close())
  beforeEach(() => {
    asked = []
    answer = { status: 200, body: JSON.stringify({ response: { docs: [doc] } }) }
  })

  test.each(['9001AA 12A-2', '9001 aa 12 a 2', 'Kerkstraat 12A-2, Oostdorp', 'kerkstraat 12a-2'])(
    '%s is found, in our own areas',
    async (text) => {
      const located = await addressBook(ctx).locate(text)
      expect(located.found).toMatchObject({ id: doc.id, street: 'Kerkstraat', number: 12, streetId: null })
      expect(located.found && located.path.map(({ code }) => code)).toEqual([
        'EU',
        'NL',
        'PV90',
        'GM9001',
        'WK900101',
        'BU90010101',
      ])
      expect(asked[0]!.pathname).toBe('/v3_1/free')
      expect(asked[0]!.searchParams.get('fq')).toBe('type:adres')
    },
  )

  test('its place is a coarse cell, because nobody knows who shares a small one', async () => {
    const located = await addressBook(ctx).locate('9001AA 12A-2')
    expect(placeOf(located.found!)).toMatchObject({ streetId: null, cell: coarseCellAt(52.01, 5.01) })
  })

  test('something else than was asked for is a suggestion', async () => {
    expect(await addressBook(ctx).locate('Kerkstraat 14')).toMatchObject({
      why: 'which',
      suggestions: [{ id: doc.id, label: 'Kerkstraat 12A-2, 9001 AA Oostdorp' }],
    })
    answer.body = JSON.stringify({ response: { docs: [] } })
    expect(await addressBook(ctx).locate('Kerkstraat 14')).toEqual({ why: 'street', suggestions: [] })
  })

  test('an address in a gemeente that is not here is elsewhere', async () => {
    answer.body = JSON.stringify({ response: { docs: [{ ...doc, gemeentecode: '0394' }] } })
    expect(await addressBook(ctx).locate('9001AA 12A-2')).toEqual({ why: 'elsewhere', suggestions: [] })
  })

  test('by id, also by the number of the register', async () => {
    expect(await addressBook(ctx).byId(doc.id)).toMatchObject({ postcode: '9001AA' })
    expect(asked[0]!.pathname).toBe('/v3_1/lookup')
    expect(await addressBook(ctx).byId('adr-other')).toBeUndefined()
    expect(await addressBook(ctx).byId('x/../y')).toBeUndefined()
    expect(asked.length).toBe(2)
  })

  test.each([
    [500, '{}'],
    [200, '<html>'],
  ])('when it is down (%i) that is said, and typing goes on without suggestions', async (status, body) => {
    answer = { status, body }
    expect(await addressBook(ctx).locate('9001AA 12')).toEqual({ why: 'down', suggestions: [] })
    expect(await addressBook(ctx).byId(doc.id)).toBeUndefined()
    expect(await addressBook(ctx).suggest('9001AA 12')).toEqual([])
  })
})
