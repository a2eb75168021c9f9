import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  newResident,
  testOrigin,
  testServices,
  visitor,
  type TestServices,
} from '../../tests/support/people.ts'
import { Site } from '../../tests/support/site.ts'
import { openTestStore } from '../../tests/support/store.ts'
import { minute } from '../platform/clock.ts'
import type { Store } from '../platform/db/store.ts'
import { artHref } from '../web/art/index.ts'

describe('every answer', () => {
  let store: Store
  let services: TestServices
  let site: Site
  beforeAll(async () => {
    store = await openTestStore('embedded')
    services = testServices(store)
    site = new Site(services)
  }, 60_000)
  afterAll(() => store.close())

  it('loads nothing from elsewhere and cannot be framed', async () => {
    const { headers } = await site.visitor().get('/log-in')
    const policy = headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toContain('private')
    expect(headers.getSetCookie()).toEqual([])
  })

  it('says nothing of what was done for a word in the address that is none of ours', async () => {
    const done = await (await site.visitor().get('/log-in?klaar=signedOut')).text()
    expect(done).toContain('class="notice notice--done"')
    for (const word of ['constructor', 'toString', '__proto__', 'elders']) {
      const page = await site.visitor().get(`/log-in?klaar=${word}`)
      expect(page.status).toBe(200)
      expect(await page.text(), word).not.toContain('notice--done')
    }
  })

  it('uses a new nonce each time', async () => {
    const nonce = async () =>
      /nonce-([^']+)/.exec((await site.visitor().get('/log-in')).headers.get('content-security-policy')!)?.[1]
    expect(await nonce()).not.toBe(await nonce())
  })

  it('holds no style or script of its own, which the policy would refuse', async () => {
    for (const path of ['/', '/log-in', '/meedoen/naam', '/ambities', '/nergens']) {
      const html = await (await site.visitor().get(path)).text()
      expect(html).not.toMatch(/\sstyle=|\son[a-z]+=|<style|javascript:/)
    }
  })

  it.each([
    ['another site', { origin: 'https://elders.example' }],
    ['a page without origin', { origin: '' }],
    ['another site that hides its origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ])('refuses a form from %s', async (_, headers) => {
    const response = await site.visitor().post('/meedoen/naam', { name: 'X' }, headers)
    expect(response.status).toBe(403)
  })

  it('refuses JSON and PUT from another site as well', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const response = await site.app.request(`${testOrigin}/meedoen/naam`, {
        method,
        headers: { 'content-type': 'application/json', origin: 'https://elders.example' },
        body: '{}',
      })
      expect(response.status).toBe(403)
    }
  })

  it('bounds what a form may hold', async () => {
    const response = await site.visitor().post('/meedoen/naam', { name: 'x'.repeat(300_000) })
    expect(response.status).toBe(413)
    expect(await response.text()).toContain('Maak je tekst korter')
  })

  it('asks a visitor in a hurry to wait, and lets them in again after a minute', async () => {
    const hurried = new Site({ ...services, config: { ...services.config, requestsPerMinute: 5 } })
    const statuses: number[] = []
    for (let n = 0; n < 7; n++) statuses.push((await hurried.visitor().get('/log-in')).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
    services.pass(minute)
    expect((await hurried.visitor().get('/log-in')).status).toBe(200)
  })

  it('says in words that a page is not there, in the language of the visitor', async () => {
    const dutch = await site.visitor().get('/nergens')
    expect(dutch.status).toBe(404)
    expect(await dutch.text()).toContain('Deze pagina is er niet')
    const english = await site.visitor().get('/nergens', { 'accept-language': 'en' })
    expect(await english.text()).toContain('This page is not here')
  })

  it('sends who is not signed in to the door, and back afterwards', async () => {
    const response = await site.visitor().get('/ik/veilig?x=1')
    expect(response.headers.get('location')).toBe('/log-in?naar=%2Fik%2Fveilig%3Fx%3D1')
  })

  it('says sorry with a number when we are at fault, and keeps what went wrong to the log', async () => {
    const lines: string[] = []
    const log = pino(
      new Writable({ write: (chunk: Buffer, _, done) => (lines.push(chunk.toString()), done()) }),
    )
    const broken = new Site({ ...services, log })
    broken.app.get('/stuk', () => {
      throw new Error('secret detail')
    })
    const failed = await broken.visitor().get('/stuk')
    expect(failed.status).toBe(500)
    const html = await failed.text()
    expect(html).toContain('Er ging bij ons iets mis')
    expect(html).not.toContain('secret detail')
    const number = /Noem dan ([0-9a-f]{8})/.exec(html)?.[1]
    expect(number).toBeDefined()
    expect(lines.some((line) => line.includes(number!) && line.includes('secret detail'))).toBe(true)
  })

  it('logs no address, no query, no name, no identifier', async () => {
    const lines: string[] = []
    const log = pino(
      new Writable({ write: (chunk: Buffer, _, done) => (lines.push(chunk.toString()), done()) }),
    )
    const watched = new Site({ ...services, log })
    const id = await newResident(visitor(services), { name: 'Geheimnaam' })
    const browser = await watched.signedIn(id)
    await browser.get('/ik/profiel?zoek=geheimwoord')
    await browser.post(`/bewoners/${id}/deblokkeer`)
    await watched.visitor().post('/log-in', { mail: 'geheim@voorbeeld.nl' })
    const text = lines.join('')
    expect(text).toContain('"route"')
    for (const secret of ['geheim', id, '127.0.0.1'])
      expect(text.toLowerCase()).not.toContain(secret.toLowerCase())
  })

  it('tells an operator that all is well', async () => {
    const health = await site.visitor().get('/healthz')
    expect(await health.json()).toMatchObject({ ok: true, store: 'embedded' })
    expect((await site.visitor().get('/metrics')).status).toBe(404)
    const open = new Site({
      ...services,
      config: { ...services.config, metricsToken: 'a token for the metrics' },
    })
    expect((await open.visitor().get('/metrics')).status).toBe(404)
    const figures = await open.visitor().get('/metrics', { authorization: 'Bearer a token for the metrics' })
    expect(await figures.text()).toContain('http_request_duration_seconds')
  })

  it('hands out drawings compressed, for ever, and says when nothing changed', async () => {
    const path = artHref('doors.svg')
    const first = await site.visitor().get(path, { 'accept-encoding': 'br, gzip' })
    expect(first.headers.get('content-encoding')).toBe('br')
    expect(first.headers.get('cache-control')).toContain('immutable')
    const again = await site.visitor().get(path, { 'if-none-match': first.headers.get('etag')! })
    expect(again.status).toBe(304)
    expect((await site.visitor().get('/art/street-5.svg')).status).toBe(200)
    expect((await site.visitor().get('/art/../package.json')).status).toBe(404)
    expect((await site.visitor().get('/assets/..%2f..%2fpackage.json')).status).toBe(404)
  })

  it('keeps a demo on its own machine, also behind a proxy that somebody forgot about', async () => {
    const elsewhere: Record<string, string>[] = [
      { host: 'buurt.example' },
      { 'x-forwarded-for': '203.0.113.5' },
      { forwarded: 'for=203.0.113.5' },
    ]
    for (const headers of elsewhere) {
      const response = await site.visitor().get('/demo/post', headers)
      expect(response.status).toBe(403)
      expect((await site.visitor().post('/demo/stap-in', { persona: 'wietske' }, headers)).status).toBe(403)
    }
  })

  it('does not trip over NUL, files or a broken form', async () => {
    for (const path of ['/leefomgeving/%00', '/ambities?q=%00', '/log-in/link?code=%00', '/gebied/%00']) {
      expect((await site.visitor().get(path)).status).toBe(404)
    }
    const file = new FormData()
    file.set('code', new File(['x'], 'x.txt'))
    const sent = await site.app.request(`${testOrigin}/log-in/link`, {
      method: 'POST',
      body: file,
      headers: { origin: testOrigin },
    })
    expect(sent.status).toBe(410)
    const broken = await site.app.request(`${testOrigin}/log-in/link`, {
      method: 'POST',
      body: '--x\r\nnonsense',
      headers: { origin: testOrigin, 'content-type': 'multipart/form-data; boundary=y' },
    })
    expect([400, 410]).toContain(broken.status)
  })

  it('draws no more new streets than a visitor can look at', async () => {
    const hurried = new Site({ ...services, config: { ...services.config, requestsPerMinute: 1_000 } })
    const statuses: number[] = []
    for (let seed = 20_000; seed < 20_065; seed++) {
      statuses.push((await hurried.visitor().get(`/art/street-${seed}.svg`)).status)
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(60)
    expect(statuses.at(-1)).toBe(429)
    expect((await hurried.visitor().get('/art/street-20000.svg')).status).toBe(200)
    for (const junk of ['street-00001.svg', 'street-999999.svg', 'street--1.svg']) {
      expect((await site.visitor().get(`/art/${junk}`)).status).toBe(404)
    }
  })
})
