import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { Site, type Browser } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { keepFile } from '../../platform/files/index.ts'
import { documentById } from './document.ts'
import { newLibrary, type Library } from './test-support.ts'

onEachEngine('documents in a browser', (store) => {
  const setUp = async (access: 'extranet' | 'internet' = 'extranet') => {
    const at = await newLibrary(store(), access)
    const site = new Site(at.services)
    return {
      at,
      site,
      visitor: site.visitor(),
      member: await site.signedIn(at.member.viewer.id),
      manager: await site.signedIn(at.manager.viewer.id),
      stranger: await site.signedIn(at.stranger.viewer.id),
    }
  }
  const page = async (browser: Browser, path: string) => {
    const response = await browser.get(path)
    return {
      status: response.status,
      html: await response.text(),
      location: response.headers.get('location'),
    }
  }
  const hidden = (html: string, name: string) =>
    new RegExp(`name="${name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="${name}"`)
      .exec(html)
      ?.slice(1)
      .find(Boolean)
  const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name)
  const bring = (browser: Browser, { slug }: Library, form: Record<string, string | File>) => {
    const body = new FormData()
    const all = { known: 'own', shownTo: 'readers', title: '', ...form }
    for (const [name, value] of Object.entries(all)) body.append(name, value)
    return browser.postForm(`/leefomgeving/${slug}/documenten/bestand`, body)
  }

  it('asks a visitor to sign in, also where there is nothing', async () => {
    const { at, visitor, stranger } = await setUp()
    const id = await at.write()
    for (const path of [`/document/${id}`, '/document/00000000-0000-4000-8000-000000000000', '/document/x']) {
      const { status, location } = await page(visitor, path)
      expect([status, location?.startsWith('/log-in?')]).toEqual([303, true])
    }
    expect((await page(stranger, `/document/${id}`)).status).toBe(200)
    expect((await page(stranger, '/document/x')).status).toBe(404)
  })

  it('keeps every word when something is missing', async () => {
    const { at, member } = await setUp()
    const path = `/leefomgeving/${at.slug}/documenten/nieuw`
    expect((await page(member, `${path}?soort=checklist`)).status).toBe(200)
    const back = await member.post(path, {
      kind: 'checklist',
      title: 'Barbecue',
      text: 'Vooraf <b>dit</b>',
      steps: 'Eén\nTwee',
      known: 'official',
    })
    expect(back.status).toBe(422)
    const html = await back.text()
    for (const word of ['Barbecue', 'Vooraf &lt;b>dit', 'Eén\nTwee', 'Zeg waar je dit vond'])
      expect(html).toContain(word)
  })

  it('shows both texts to who saves second, without scripts, and lets them choose', async () => {
    const { at, member, manager } = await setUp()
    const id = await at.write(at.member, { body: 'Om drie uur.' })
    const base = hidden((await page(member, `/document/${id}/bewerk`)).html, 'base')!
    expect(base).toBe('1')
    const save = (browser: Browser, text: string, more = {}) =>
      browser.post(`/document/${id}/bewerk`, { base, title: 'De sleutel', text, ...more })
    expect((await save(manager, 'Om vier uur.')).status).toBe(303)
    const second = await save(member, 'Om vijf uur.')
    expect(second.status).toBe(409)
    const html = await second.text()
    expect(html).toMatch(/<textarea[^>]*>Om vijf uur\.<\/textarea>/)
    expect(html).toContain('Om vier uur.')
    expect(html).toMatch(/<del>.*vier.*<\/del>.*<ins>.*vijf.*<\/ins>/s)
    expect(hidden(html, 'base')).toBe('2')
    const both = await (await save(member, 'Om vijf uur.', { base: '2', way: 'both' })).text()
    expect(both).toMatch(/<textarea[^>]*>Om vier uur\.\s+---\s+Om vijf uur\.<\/textarea>/)
    // A third who is quicker leads to both texts again, and not over them.
    expect((await save(manager, 'Om zes uur.', { base: '2' })).status).toBe(303)
    expect((await save(member, 'Om vijf uur.', { base: '2' })).status).toBe(409)
    expect((await save(member, 'Om vijf uur.', { base: '3', way: 'theirs' })).status).toBe(303)
    expect((await documentById(at.member, id)).body).toBe('Om zes uur.')
    expect((await page(member, `/document/${id}/versies`)).html).toContain('Niet gekozen')
    const difference = (await page(member, `/document/${id}/versies/2`)).html
    expect(difference).toMatch(/<span class="visually-hidden">weg: <\/span>drie/)
    expect((await member.post(`/document/${id}/versies/4/terug`)).status).toBe(303)
    expect((await documentById(at.member, id)).body).toBe('Om vijf uur.')
  })

  it('joins changes to different lines for a person to look at', async () => {
    const { at, member, manager } = await setUp()
    const lines = Array.from({ length: 8 }, (_, i) => `Regel ${i + 1}`).join('\n')
    const id = await at.write(at.member, { body: lines })
    const save = (browser: Browser, text: string) =>
      browser.post(`/document/${id}/bewerk`, { base: '1', title: 'De sleutel', text })
    await save(manager, lines.replace('Regel 1', 'Eerste'))
    const html = await (await save(member, lines.replace('Regel 8', 'Laatste'))).text()
    expect(html).toContain('We hebben beide teksten samengevoegd')
    expect(html).toMatch(/<textarea[^>]*>Eerste[^<]*Laatste<\/textarea>/)
  })

  describe('files', () => {
    it('never come back as a page: html and svg are only saved', async () => {
      const { at, member } = await setUp()
      for (const [name, content] of [
        ['feest.html', '<!doctype html><script>alert(document.cookie)</script>'],
        ['feest.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
        ['feest.txt', '<script>alert(1)</script>'],
      ] as const) {
        const made = await bring(member, at, { file: file(name, content) })
        expect(made.status).toBe(303)
        const path = made.headers.get('location')!.replace('?klaar=gemaakt', '')
        const { headers } = await member.get(`${path}/bestand`)
        expect(headers.get('content-type')).toBe('application/octet-stream')
        expect(headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${name}`)
        expect(headers.get('x-content-type-options')).toBe('nosniff')
        expect(headers.get('content-security-policy')).toContain('sandbox')
      }
    })

    it('carry a name that does nothing in a page or a header', async () => {
      const { at, member } = await setUp()
      const name = `"><img src=x onerror=alert(1)>\r\nX-Kwaad: 1\u202Efdp.txt`
      const made = await bring(member, at, { title: 'Raar', file: file(name, 'hallo') })
      const path = made.headers.get('location')!
      const { html } = await page(member, path)
      expect(html).not.toContain('<img src=x')
      expect(html).not.toContain('\u202E')
      const { headers } = await member.get(`${path.split('?')[0]}/bestand`)
      expect(headers.get('x-kwaad')).toBeNull()
      expect(headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[^<>"\s]+$/)
    })

    it('are refused when they are programs or too large, and the words are kept', async () => {
      const { at, member } = await setUp()
      const program = await bring(member, at, { title: 'Spel', file: file('spel.exe', 'MZ…') })
      expect(program.status).toBe(422)
      const html = await program.text()
      expect(html).toContain('Dit is een programma')
      expect(html).toContain('value="Spel"')
      const large = new Uint8Array(27 * 1024 * 1024)
      expect((await bring(member, at, { file: file('groot.txt', large) })).status).toBe(413)
      const almost = await bring(member, at, { file: file('groot.txt', large.slice(0, 25.5 * 1024 * 1024)) })
      expect(almost.status).toBe(422)
      expect(await almost.text()).toContain('groter dan 25 MB')
    })

    it('are kept when something else is missing', async () => {
      const { at, member } = await setUp()
      const first = await bring(member, at, { known: '', title: 'Lijst', file: file('lijst.txt', 'a') })
      expect(first.status).toBe(422)
      const html = await first.text()
      expect(html).toContain('Je bestand is er nog: lijst.txt')
      const kept = hidden(html, 'kept')!
      const made = await bring(member, at, { title: 'Lijst', kept })
      expect(made.status).toBe(303)
      // It is attached once.
      expect((await bring(member, at, { title: 'Nog eens', kept })).status).toBe(422)
    })

    it('show a photo without where it was made', async () => {
      const { at, member, stranger } = await setUp()
      const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#335' } })
        .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 18/1 0/1' } })
        .jpeg()
        .toBuffer()
      const made = await bring(member, at, {
        title: 'Ons plein',
        alt: 'Een plein met banken',
        file: file('plein.jpg', new Uint8Array(photo)),
      })
      const path = made.headers.get('location')!.split('?')[0]!
      expect((await page(stranger, path)).html).toContain('alt="Een plein met banken"')
      const shown = await stranger.get(`${path}/bestand?klein`)
      expect(shown.headers.get('content-type')).toBe('image/jpeg')
      const { exif, width } = await sharp(Buffer.from(await shown.arrayBuffer())).metadata()
      expect([exif, width]).toEqual([undefined, 640])
    })

    it('are given to nobody who may not read the document', async () => {
      const { at, visitor, stranger, member } = await setUp()
      const fileId = await keepFile(at.member, {
        bytes: new TextEncoder().encode('x'),
        name: 'a',
        type: 'text/plain',
      })
      const id = await at.write(at.member, { kind: 'file', body: '', fileId, shownTo: 'members' })
      expect((await visitor.get(`/document/${id}/bestand`)).status).toBe(303)
      expect((await stranger.get(`/document/${id}/bestand`)).status).toBe(404)
      expect((await member.get(`/document/${id}/bestand`)).status).toBe(200)
    })

    it('are not taken from who is no member', async () => {
      const { at, stranger, visitor } = await setUp('internet')
      expect((await bring(stranger, at, { file: file('a.txt', 'a') })).status).toBe(403)
      expect((await bring(visitor, at, { file: file('a.txt', 'a') })).status).toBe(401)
    })
  })

  it('looks after a document and walks a plan by its buttons', async () => {
    const { at, member, manager, stranger } = await setUp()
    const plan = await at.write(at.member, { kind: 'plan', title: 'Feest', body: '' })
    const list = await at.write(at.member, {
      kind: 'checklist',
      title: 'Stappen',
      body: '- [ ] Vraag de straat',
    })
    expect((await member.post(`/document/${plan}/delen`, { document: list })).status).toBe(303)
    expect((await page(member, `/document/${plan}`)).html).toContain('Stappen')
    const step = /stap\/([0-9a-f-]{36})/.exec((await page(member, `/document/${list}`)).html)![1]!
    expect((await member.post(`/document/${list}/stap/${step}`, { deed: 'tick' })).status).toBe(303)
    expect((await page(stranger, `/document/${list}`)).html).toContain('Gedaan door Kees')
    expect((await page(stranger, `/document/${list}`)).html).not.toContain('name="deed"')
    expect((await stranger.get(`/document/${plan}/beheer`)).status).toBe(403)
    expect((await page(member, `/document/${plan}/beheer`)).status).toBe(200)
    expect((await manager.post(`/document/${plan}/slot`, { why: 'Klaar' })).status).toBe(303)
    expect((await page(member, `/document/${plan}`)).html).toContain('Op slot')
    expect((await member.get(`/document/${plan}/bewerk`)).status).toBe(403)
    expect((await manager.post(`/document/${plan}/open`)).status).toBe(303)
    expect((await manager.post(`/document/${plan}/intrekken`)).status).toBe(422)
    expect((await member.post(`/document/${plan}/intrekken`)).status).toBe(303)
    expect((await page(member, `/document/${plan}`)).html).toContain('Dit is ingetrokken')
    expect((await stranger.get(`/document/${plan}`)).status).toBe(404)
    expect((await member.post(`/document/${plan}/terugzetten`)).status).toBe(303)
    expect((await page(stranger, `/leefomgeving/${at.slug}`)).html).toContain(`/document/${plan}`)
  })
})
