import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { beforeAll, expect, it } from 'vitest'
import { onEachEngine } from '../../../tests/support/store.ts'
import { newStreet, type Street } from '../../../tests/support/street.ts'
import { Site, type Browser } from '../../../tests/support/site.ts'
import { day } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { block } from '../residents/index.ts'
import { postReply } from './actions/reply.ts'

onEachEngine('the pages of conversations', (store) => {
  let street: Street
  let site: Site
  let kees: Browser
  let noor: Browser
  let slug: string
  let id: string
  let talk: string
  beforeAll(async () => {
    street = await newStreet(store())
    site = new Site(street.services)
    const made = await street.community()
    ;({ id, slug } = made)
    kees = await site.signedIn(street.kees.viewer.id)
    noor = await site.signedIn(street.noor.viewer.id)
    talk = await street.start(street.kees, id)
  })

  const photo = (colour: string) =>
    sharp({ create: { width: 900, height: 600, channels: 3, background: colour } })
      .withExif({ IFD0: { Copyright: 'geheime plek' } })
      .jpeg()
      .toBuffer()
  const field = (html: string, name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  const words = (html: string) => /<textarea[^>]*name="words"[^>]*>([^<]*)</.exec(html)?.[1]
  async function upload(fields: Record<string, string>, photos: Buffer[]): Promise<FormData> {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    for (const each of photos)
      form.append('pictures', new Blob([new Uint8Array(each)], { type: 'image/jpeg' }), 'foto.jpg')
    return form
  }

  it('start one by a form, show it first when asked, and keep what was typed when it is not right', async () => {
    const path = `/leefomgeving/${slug}/gesprekken/nieuw`
    const first = await (await kees.get(path)).text()
    const form = { id: field(first, 'id'), title: '', words: 'Wie **wil**?', kind: 'question' }
    const wrong = await kees.post(path, { ...form, do: 'send' })
    expect(wrong.status).toBe(422)
    const again = await wrong.text()
    expect(again).toContain('Zeg in een paar woorden waar het over gaat.')
    expect(words(again)).toBe('Wie **wil**?')
    const preview = await kees.post(path, { ...form, title: 'Bank', do: 'preview' })
    expect(preview.status).toBe(200)
    const seen = await preview.text()
    expect(seen).toContain('<p>Wie <strong>wil</strong>?</p>')
    expect(words(seen)).toBe('Wie **wil**?')
    expect(field(seen, 'id')).toBe(form.id)
    expect(await rows(street.ctx.db, sql`select 1 from conversations where title = 'Bank'`)).toEqual([])
    const sent = await kees.post(path, { ...form, title: 'Bank', do: 'send' })
    expect(sent.status).toBe(303)
    const page = await (await kees.get(sent.headers.get('location')!)).text()
    expect(page).toContain('Je gesprek is begonnen.')
    expect(page).toContain('<p>Wie <strong>wil</strong>?</p>')
  })

  it('keep photos while a form comes back, ask what is on them, and show them only to who may read', async () => {
    const path = `/gesprek/${talk}/schrijf`
    const asked = await kees.postForm(
      path,
      await upload({ words: 'Kijk', do: 'send' }, [await photo('#aa3322')]),
    )
    expect(asked.status).toBe(200)
    const form = await asked.text()
    expect(form).toContain('Je foto staat klaar')
    const file = field(form, 'photo')
    // One that waits is shown to who has its id, and to no visitor.
    expect((await kees.get(`/gesprek/foto/${file}?klein=1`)).status).toBe(200)
    expect((await site.visitor().get(`/gesprek/foto/${file}`)).status).toBe(303)
    const wrong = await kees.postForm(
      path,
      await upload({ words: 'Kijk', photo: file, alt: 'Een heg', do: 'preview' }, []),
    )
    expect(field(await wrong.text(), 'photo')).toBe(file)
    const sent = await kees.postForm(
      path,
      await upload({ words: 'Kijk', photo: file, alt: 'Een heg', do: 'send' }, []),
    )
    expect(sent.status).toBe(303)
    const page = await (await noor.get(`/gesprek/${talk}`)).text()
    expect(page).toContain(`alt="Een heg"`)
    const seen = await site.visitor().get(`/gesprek/foto/${file}`)
    expect(seen.status).toBe(200)
    expect(Buffer.from(await seen.arrayBuffer()).includes('geheime plek')).toBe(false)
    await street.ctx.db.execute(sql`update communities set access = 'besloten' where id = ${id}`)
    const outsider = await site.signedIn(street.outsider.viewer.id)
    expect((await outsider.get(`/gesprek/foto/${file}`)).status).toBe(404)
    expect((await site.visitor().get(`/gesprek/foto/${file}`)).status).toBe(404)
    await street.ctx.db.execute(sql`update communities set access = 'internet' where id = ${id}`)
    // Somebody else cannot take it along.
    const stolen = await noor.postForm(
      path,
      await upload({ words: 'Van mij', photo: file, alt: 'x', do: 'send' }, []),
    )
    expect(stolen.status).toBe(303)
    expect(await rows(street.ctx.db, sql`select 1 from reply_pictures where file_id = ${file}`)).toHaveLength(
      1,
    )
  })

  it('refuse what is no photo, or too many, and keep the words', async () => {
    const path = `/gesprek/${talk}/schrijf`
    const form = await upload({ words: 'Met bestand', do: 'send' }, [Buffer.from('geen foto')])
    const wrong = await kees.postForm(path, form)
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).toContain('Deze foto kunnen we niet lezen')
    expect(words(html)).toBe('Met bestand')
    const five = await Promise.all([1, 2, 3, 4, 5].map(() => photo('#123456')))
    const many = await kees.postForm(path, await upload({ words: 'Veel', do: 'send' }, five))
    expect(many.status).toBe(422)
    expect(await many.text()).toContain('Hoogstens vier foto’s')
  })

  it('keep the words of somebody whose session is over, for the browser that sent them only', async () => {
    const path = `/gesprek/${talk}/schrijf`
    const browser = await site.signedIn(street.aylin.viewer.id)
    await street.ctx.db.execute(sql`delete from sessions where resident_id = ${street.aylin.viewer.id}`)
    const answer = await browser.post(path, { words: 'Lang nagedacht', do: 'send' })
    expect(answer.status).toBe(401)
    const page = await answer.text()
    expect(page).toContain('Je woorden zijn bewaard')
    const back = decodeURIComponent(/href="\/log-in\?naar=([^"]*)"/.exec(page)![1]!)
    expect(back).toMatch(new RegExp(`^${path}\\?bewaard=[\\w-]{43}$`))
    // They lie sealed, and are posted by nothing but the person.
    const kept = await rows<{ sealed: Uint8Array }>(street.ctx.db, sql`select * from kept_words`)
    expect(JSON.stringify(kept)).not.toContain('nagedacht')
    expect(Buffer.from(kept[0]!.sealed).toString()).not.toContain('nagedacht')
    const again = await site.signedIn(street.aylin.viewer.id)
    expect(words(await (await again.get(back)).text())).toBe('Lang nagedacht')
    expect(await rows(street.ctx.db, sql`select 1 from replies where words like 'Lang%'`)).toEqual([])
    // Elsewhere, or after a day, they are not there.
    expect(words(await (await again.get(back.replace(/bewaard=./, 'bewaard=x'))).text())).toBe('')
    street.services.pass(day + 1000)
    expect(words(await (await again.get(back)).text())).toBe('')
  })

  it('leaf through a long conversation, and say where somebody left off', async () => {
    const long = await street.start(street.kees, id, 'Lang')
    await street.ctx.db.execute(
      sql`insert into replies (id, conversation_id, seq, author_id, words, html, excerpt, posted)
          select gen_random_uuid(), ${long}::uuid, 0, ${street.kees.viewer.id}::uuid, 'r' || n, '<p>r' || n || '</p>', 'r' || n,
            ${street.ctx.now().toISOString()}::timestamptz from generate_series(2, 100) n`,
    )
    const text = async (query = '') => (await noor.get(`/gesprek/${long}${query}`)).text()
    const newest = await text()
    expect(newest).toContain('<p>r100</p>')
    expect(newest).not.toContain('<p>r70</p>')
    expect(newest).toContain('Wie helpt er mee?')
    expect(newest).toContain('69 eerdere reacties')
    await postReply(street.aylin, long, { words: 'nieuw woord' })
    street.services.pass(2 * day)
    const fresh = await text()
    expect(fresh).toMatch(/Nieuw sinds [^<]+<\/p><\/li><li id="r101"/)
    expect(await text()).not.toContain('Nieuw sinds')
    const early = await text('?na=1')
    expect(early).toContain('<p>r2</p>')
    expect(early).toContain('<p>r31</p>')
    expect(early).not.toContain('<p>r32</p>')
    for (const odd of ['?na=x', '?voor=-1', '?na=99999999999', '?voor=0', '?na=500'])
      expect((await noor.get(`/gesprek/${long}${odd}`)).status).toBe(200)
  })

  it('are not there for who may not know of them, and the same as what never was', async () => {
    const closed = await street.community('besloten')
    const secret = await street.start(street.kees, closed.id, 'Geheim')
    const outsider = await site.signedIn(street.outsider.viewer.id)
    const never = '00000000-0000-4000-8000-000000000000'
    for (const path of [
      '',
      '/schrijf',
      '/sluit',
      '/titel',
      '/verplaats',
      '/leg-voor',
      '/stroom',
      '/antwoord',
    ]) {
      const there = await outsider.get(`/gesprek/${secret}${path}`)
      const nothing = await outsider.get(`/gesprek/${never}${path}`)
      expect([path, there.status, await there.text().then((text) => text.replaceAll(secret, never))]).toEqual(
        [path, 404, await nothing.text()],
      )
    }
    for (const path of [
      'schrijf',
      'sluit',
      'open',
      'boven',
      'los',
      'titel',
      'verplaats',
      'leg-voor',
      'kies',
      'horen',
      'antwoord',
    ])
      expect([
        path,
        (await outsider.post(`/gesprek/${secret}/${path}`, { words: 'x', why: 'x' })).status,
      ]).toEqual([path, 404])
    const [reply] = await rows<{ id: string }>(
      street.ctx.db,
      sql`select id from replies where conversation_id = ${secret}`,
    )
    for (const path of ['wijzig', 'trek-in', 'eerst'])
      expect((await outsider.get(`/reactie/${reply!.id}/${path}`)).status).toBe(404)
    for (const path of ['wijzig', 'trek-in'])
      expect((await outsider.post(`/reactie/${reply!.id}/${path}`, { words: 'x', why: 'x' })).status).toBe(
        404,
      )
    expect((await outsider.get(`/leefomgeving/${closed.slug}/gesprekken`)).status).toBe(404)
    expect((await site.visitor().get(`/gesprek/${secret}`)).headers.get('location')).toMatch(/^\/log-in/)
  })

  it('hand a new reply to who is looking, until they may not look any more', async () => {
    const open = await street.start(street.kees, id, 'Live')
    const stream = await noor.get(`/gesprek/${open}/stroom?na=1`)
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    expect(stream.headers.get('content-encoding')).toBeNull()
    const reader = stream.body!.getReader()
    const read = async () => new TextDecoder().decode((await reader.read()).value)
    expect(await read()).toContain('retry')
    const path = `/gesprek/${open}/schrijf`
    expect((await kees.post(path, { words: 'Meteen **hier**', do: 'send' })).status).toBe(303)
    const event = await read()
    expect(event).toContain('id: 2')
    expect(event).toContain('<p>Meteen <strong>hier</strong></p>')
    expect(event).toContain('id="r2"')
    // What another process adds is found by looking.
    await postReply(street.aylin, open, { words: 'Van elders' })
    expect(await read()).toContain('Van elders')
    // Signed out meanwhile: nothing comes any more.
    await street.ctx.db.execute(sql`delete from sessions where resident_id = ${street.noor.viewer.id}`)
    await kees.post(path, { words: 'Niet voor jou', do: 'send' })
    expect((await reader.read()).done).toBe(true)
    noor = await site.signedIn(street.noor.viewer.id)
  }, 30_000)

  it('send nothing of who is blocked over the stream, and let nobody open too many', async () => {
    const open = await street.start(street.kees, id, 'Live twee')
    const blocker = await site.signedIn(street.aylin.viewer.id)
    await block(street.aylin, street.kees.viewer.id)
    const stream = await blocker.get(`/gesprek/${open}/stroom?na=1`)
    const reader = stream.body!.getReader()
    const read = async () => new TextDecoder().decode((await reader.read()).value)
    await read()
    await kees.post(`/gesprek/${open}/schrijf`, { words: 'Onzichtbaar', do: 'send' })
    const event = await read()
    expect(event).toContain('Deze reactie is voor jou niet te zien.')
    expect(event).not.toContain('Onzichtbaar')
    expect(event).not.toContain('Kees')
    const more = await Promise.all(Array.from({ length: 6 }, () => blocker.get(`/gesprek/${open}/stroom`)))
    expect(more.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 204])
    await Promise.all([reader.cancel(), ...more.map(({ body }) => body?.cancel())])
    await expect.poll(async () => (await blocker.get(`/gesprek/${open}/stroom`)).status).toBe(200)
  }, 30_000)

  it('give the page of their community anew after every change, to everybody', async () => {
    const { slug, id } = await street.community()
    const visitor = site.visitor()
    const look = async (browser: Browser) => (await browser.get(`/leefomgeving/${slug}`)).text()
    await Promise.all([look(visitor), look(kees), look(noor)])
    const one = await street.start(street.kees, id, 'Eerste gesprek', 'Goede morgen')
    for (const browser of [visitor, kees, noor]) expect(await look(browser)).toContain('Eerste gesprek')
    expect(await look(noor)).toContain('talk__fresh')
    expect(await look(kees)).not.toContain('talk__fresh')
    expect(await look(visitor)).not.toMatch(/talk__fresh|Kees|\uE000/)
    await noor.get(`/gesprek/${one}`)
    expect(await look(noor)).not.toContain('talk__fresh')
    const [reply] = await rows<{ id: string }>(
      street.ctx.db,
      sql`select id from replies where conversation_id = ${one}`,
    )
    await kees.post(`/reactie/${reply!.id}/wijzig`, { words: 'Goede avond' })
    for (const browser of [visitor, kees, noor]) expect(await look(browser)).toContain('Goede avond')
    await kees.post(`/reactie/${reply!.id}/trek-in`)
    for (const browser of [visitor, kees, noor]) expect(await look(browser)).not.toContain('Goede avond')
    await street.ctx.db.execute(sql`update communities set name = 'Andere naam' where id = ${id}`)
    expect(await look(visitor)).toContain('Andere naam')
    await street.ctx.db.execute(sql`update communities set access = 'extranet' where id = ${id}`)
    expect((await visitor.get(`/leefomgeving/${slug}`)).status).toBe(303)
    // Compressed it is the same page.
    await street.ctx.db.execute(sql`update communities set access = 'internet' where id = ${id}`)
    const zipped = await visitor.get(`/leefomgeving/${slug}`, { 'accept-encoding': 'gzip' })
    expect(zipped.headers.get('content-encoding')).toBe('gzip')
    const plain = await new Response(zipped.body!.pipeThrough(new DecompressionStream('gzip'))).text()
    expect(plain).toBe(await look(visitor))
  })

  it('call the same new on the page of their community as in their list, whatever was read and when', async () => {
    const { slug, id } = await street.community()
    await street.start(street.kees, id, 'Nooit gelezen')
    const read = await street.start(street.kees, id, 'Gelezen')
    await noor.get(`/gesprek/${read}`)
    const fresh = async (browser: Browser, path: string) =>
      (await (await browser.get(`/leefomgeving/${slug}${path}`)).text()).match(/talk__fresh/g)?.length ?? 0
    const seen = []
    for (const wait of [0, 6 * day, 2 * day]) {
      street.services.pass(wait)
      for (const browser of [noor, kees]) {
        const there = await fresh(browser, '')
        expect(await fresh(browser, '/gesprekken')).toBe(there)
        seen.push(there)
      }
    }
    await kees.post(`/gesprek/${read}/schrijf`, { words: 'Nog iets', do: 'send' })
    expect([await fresh(noor, ''), await fresh(noor, '/gesprekken')]).toEqual([1, 1])
    expect(seen).toEqual([1, 0, 1, 0, 0, 0])
  })

  it('never share the page of somebody who blocked a member with others', async () => {
    const { slug, id } = await street.community()
    await street.start(street.kees, id, 'Blok', 'Woorden van Kees')
    const look = async (browser: Browser) => (await browser.get(`/leefomgeving/${slug}`)).text()
    const aylin = await site.signedIn(street.aylin.viewer.id)
    expect(await look(noor)).toContain('Woorden van Kees')
    expect(await look(aylin)).not.toContain('Woorden van Kees')
    expect(await look(noor)).toContain('Woorden van Kees')
  })

  it('notes who tended', async () => {
    expect((await noor.post(`/gesprek/${talk}/boven`)).status).toBe(303)
    expect((await kees.post(`/gesprek/${talk}/boven`)).status).toBe(403)
    const wrong = await kees.post(`/gesprek/${talk}/sluit`, { why: '' })
    expect(wrong.status).toBe(422)
    expect((await kees.post(`/gesprek/${talk}/sluit`, { why: 'Klaar' })).status).toBe(303)
    expect(await (await noor.get(`/gesprek/${talk}`)).text()).toContain('Klaar')
    expect(
      await row(
        street.ctx.db,
        sql`select count(*)::int as n from conversation_acts where conversation_id = ${talk}`,
      ),
    ).toEqual({ n: 2 })
  })
})
