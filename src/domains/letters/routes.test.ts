import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { Site, type Browser } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { row } from '../../platform/db/store.ts'
import { rows } from '../../platform/db/store.ts'
import { newNeighbours, type Neighbours } from './test-support.ts'

onEachEngine('the pages of messages between neighbours', (store) => {
  let n: Neighbours
  let site: Site
  let noor: Browser
  let kees: Browser
  let slug: string
  beforeAll(async () => {
    n = await newNeighbours(store())
    site = new Site(n.services)
    noor = await site.signedIn(n.noor.viewer.id)
    kees = await site.signedIn(n.kees.viewer.id)
    slug = (await row<{ slug: string }>(
      n.ctx.db,
      sql`select slug from communities where id = ${n.communityId}`,
    ))!.slug
  })
  const html = async (browser: Browser, path: string) => (await browser.get(path)).text()
  const field = (page: string, name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''
  let thread = ''

  it('begin on the page of a member, and only there where somebody may be written to', async () => {
    const to = `/brieven/aan/${n.kees.viewer.id}`
    expect(await html(noor, `/leefomgeving/${slug}/leden/${n.kees.viewer.id}`)).toContain(`href="${to}"`)
    for (const who of [n.young, n.shielded, n.noor])
      expect(await html(noor, `/leefomgeving/${slug}/leden/${who.viewer.id}`)).not.toContain('/brieven/aan/')
    const form = { id: field(await html(noor, to), 'id'), words: '' }
    const wrong = await noor.post(to, form)
    expect(wrong.status).toBe(422)
    const page = await wrong.text()
    expect(page).toContain('Er staat nog niets')
    expect(field(page, 'id')).toBe(form.id)
    const sent = await noor.post(to, { ...form, words: 'Kijk op https://voorbeeld.nl <b>dik</b>' })
    expect(sent.status).toBe(303)
    thread = new URL(sent.headers.get('location')!, 'http://x').pathname
    const seen = await html(kees, thread)
    expect(seen).toContain('<a href="https://voorbeeld.nl" rel="nofollow ugc noopener">')
    expect(seen).not.toContain('<b>dik</b>')
    expect(seen).toContain('Nee, bedankt')
    // Who writes goes on where it was.
    expect((await noor.get(to)).headers.get('location')).toBe(thread)
  })

  it('are nowhere for anybody else', async () => {
    expect((await site.visitor().get(thread)).status).toBe(303)
    for (const who of [n.stranger, n.steward, n.shielded]) {
      const browser = await site.signedIn(who.viewer.id)
      for (const path of [thread, `${thread}/stroom`, `${thread}/meld/1`])
        expect((await browser.get(path)).status).toBe(404)
      for (const act of ['', '/goed', '/nee', '/weg', '/blokkeer'])
        expect((await browser.post(thread + act, { words: 'x' })).status).toBe(404)
      expect((await browser.get('/beheer/meldingen')).status).toBe(403)
    }
    const stranger = await site.signedIn(n.stranger.viewer.id)
    expect((await stranger.get(`/brieven/aan/${n.kees.viewer.id}`)).status).toBe(404)
  })

  it('say on the way in that something waits, until it is read, and never how much', async () => {
    await kees.post(thread, { words: 'Dag Noor' })
    const page = await html(noor, '/buurt')
    expect(page).toContain('Er ligt een bericht van een buur.')
    expect(await html(noor, '/brieven')).toContain('Nieuw')
    await noor.get(thread)
    expect(await html(noor, '/buurt')).not.toContain('Er ligt een bericht van een buur.')
    // Who wrote sees nothing of it being read.
    expect(await html(kees, thread)).not.toMatch(/gelezen/i)
  })

  it('arrive while the page is open, and are read by that', async () => {
    const response = await noor.get(`${thread}/stroom?na=2`)
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    await kees.post(thread, { words: 'Komt vanzelf' })
    let said = ''
    while (!said.includes('Komt vanzelf')) {
      const { value, done } = await reader.read()
      if (done) break
      said += value
    }
    await reader.cancel()
    expect(said).toContain('id: 3')
    expect(said).toContain('id="b3"')
    expect(
      await rows(
        n.ctx.db,
        sql`select 1 from notices where resident_id = ${n.noor.viewer.id}
      and kind = 'letter.came'`,
      ),
    ).toEqual([])
  })

  it('lose no words of who turned out to be signed out', async () => {
    const visitor = site.visitor()
    const answer = await visitor.post(thread, { words: 'Niet kwijt' })
    expect(answer.status).toBe(401)
    const back = /naar=([^"]+)"/.exec(await answer.text())?.[1] ?? ''
    expect(await html(noor, decodeURIComponent(back))).toContain('Niet kwijt</textarea>')
    // The words are for who typed them, in the place where they typed them.
    expect(await html(kees, '/brieven')).not.toContain('Niet kwijt')
  })

  it('are reported from the message, and blocked with it', async () => {
    const page = await html(noor, `${thread}/meld/2`)
    expect(page).toContain('Dag Noor')
    expect((await noor.get(`${thread}/meld/1`)).status).toBe(404)
    expect((await noor.post(`${thread}/meld/2`, { why: '', block: 'yes' })).status).toBe(422)
    const sent = await noor.post(`${thread}/meld/2`, { why: 'Dit was gemeen', block: 'yes' })
    expect(sent.headers.get('location')).toBe('/brieven?klaar=gemeld')
    expect((await noor.get(thread)).status).toBe(404)
    const seen = await html(kees, thread)
    expect(seen).toContain('Hier kan nu niet geschreven worden')
    expect(seen).not.toContain('Noor</b>')
  })

  it('are judged on a page of the foundation', async () => {
    await n.ctx.db.execute(
      sql`insert into stewards (resident_id, task, granted) values (${n.steward.viewer.id}, 'moderation', ${n.ctx.now().toISOString()})`,
    )
    const steward = await site.signedIn(n.steward.viewer.id)
    const page = await html(steward, '/beheer/meldingen')
    expect(page).toContain('Dit was gemeen')
    expect(page).not.toContain('Kees')
    const action = /action="(\/beheer\/meldingen\/[^"]+)"/.exec(page)![1]!
    expect((await steward.post(action, { verdict: 'fine', answer: '' })).status).toBe(422)
    expect((await steward.post(action, { answer: 'Zomaar' })).status).toBe(422)
    expect((await steward.post(action, { verdict: 'fine', answer: 'Dag zeggen mag.' })).status).toBe(303)
    expect(await html(steward, '/beheer/meldingen')).toContain('Er wacht niets.')
    expect(await html(site.visitor(), '/stichting/handelingen')).toContain(
      'Een gemeld bericht tussen buren nagekeken',
    )
    expect(await html(noor, '/ik')).toContain('Dag zeggen mag.')
  })
})
