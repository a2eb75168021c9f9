import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { newViewer } from '../../../tests/support/people.ts'
import { readSquare } from '../../../tests/support/paper.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, hour } from '../../platform/clock.ts'
import { hashToken, newToken } from '../../platform/crypto.ts'
import { row, rows } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { sealWaiting } from '../identity/index.ts'
import { tendRecoveries } from '../recovery/index.ts'
import { appointSteward, noticesOf } from '../residents/index.ts'
import { makeCard } from './cards.ts'
import { setUp } from './test-support.ts'

onEachEngine('a card', (store) => {
  /** Truus, registered at the desk, and the code of her card. */
  const withCard = async () => {
    const all = await setUp(store())
    const { ctx, site, steward, paper, services } = all
    await steward.post('/beheer/balie', paper)
    const maker = await newViewer(ctx, { level: 'assured' })
    await appointSteward(ctx, maker.viewer.id, 'identity')
    const desk = { ...maker, viewer: { ...maker.viewer, stewardOf: ['identity' as const] } }
    const code = await makeCard(desk, paper.id)
    const come = async (typed = code) => {
      const browser = site.visitor()
      return { browser, answer: await browser.post('/kaart', { code: typed }) }
    }
    return { ...all, code, come, desk, services }
  }

  it('opens a page with a button, and the button lets its owner in', async () => {
    const { ctx, site, paper, code } = await withCard()
    const browser = site.visitor()
    const look = await (await browser.get(`/kaart?code=${code}`)).text()
    expect(look).toContain('Kaart van Truus')
    expect(browser.cookies.size).toBe(0)
    expect((await browser.post('/kaart', { code })).status).toBe(303)
    expect(await (await browser.get('/ik')).text()).toContain('Truus')
    const session = await row(
      ctx.db,
      sql`select how, confirmed from sessions where resident_id = ${paper.id}`,
    )
    expect(session).toEqual({ how: 'card', confirmed: null })
  })

  it('opens nothing that weighs', async () => {
    const { come } = await withCard()
    const { browser } = await come()
    for (const path of ['/ik/gegevens', '/ik/apparaten', '/ik/hulp/vraag']) {
      const { status, headers } = await browser.get(path)
      expect([status, headers.get('location')?.split('?')[0]], path).toEqual([303, '/log-in/bevestig'])
    }
    expect((await browser.post('/ik/hulp/vraag', { helper: newId(), kinds: 'join' })).status).toBe(401)
    expect((await browser.post(`/helpen/${newId()}/nu`)).status).toBeGreaterThanOrEqual(401)
  })

  it('lets in for twelve hours, also who keeps using it', async () => {
    const { come, services } = await withCard()
    const { browser } = await come()
    for (let hours = 0; hours < 11; hours++) {
      services.pass(hour)
      expect((await browser.get('/ik')).status).toBe(200)
    }
    services.pass(hour)
    expect((await browser.get('/ik')).status).toBe(303)
  })

  it('is stored as a hash only, and tells its owner that it was made and used, once a day', async () => {
    const { ctx, code, come, paper } = await withCard()
    const kept = await rows(ctx.db, sql`select * from cards where resident_id = ${paper.id}`)
    expect(JSON.stringify(kept)).not.toContain(code)
    await come()
    await come()
    const notices = await noticesOf({ ...(await newViewer(ctx)), viewer: { id: paper.id } } as never)
    expect(notices.map(({ kind }) => kind).toSorted()).toEqual(['card.made', 'card.used'])
  })

  it('works no more once it is blocked, renewed, or a year old; and nor does what began with it', async () => {
    const { come, code, desk, paper, services } = await withCard()
    const before = await come()
    const renewed = await makeCard(desk, paper.id)
    expect((await before.browser.get('/ik')).status).toBe(303)
    expect((await come(code)).answer.status).toBe(410)
    const thief = await come(renewed)
    expect(thief.answer.status).toBe(303)
    const { browser } = await come(renewed)
    expect((await browser.post('/ik/hulp/kaart/blokkeer')).status).toBe(303)
    expect((await thief.browser.get('/ik')).status).toBe(303)
    expect((await come(renewed)).answer.status).toBe(410)
    const last = await makeCard(desk, paper.id)
    services.pass(365 * day)
    expect((await come(last)).answer.status).toBe(410)
  })

  it('cannot be guessed: thirty tries an hour from one network, and one answer for all that does not work', async () => {
    const { site, services } = await withCard()
    // Nobody else of these tests came in within this hour.
    services.pass(5 * hour)
    const browser = site.visitor()
    const answers = []
    for (let n = 0; n < 31; n++) answers.push((await browser.post('/kaart', { code: newToken() })).status)
    expect(new Set(answers.slice(0, 30))).toEqual(new Set([410]))
    expect(answers[30]).toBe(429)
    expect((await browser.get('/kaart?code=')).status).toBe(410)
    expect((await browser.get(`/kaart?code=${'a'.repeat(5_000)}`)).status).toBe(410)
  })

  it('ends, with all that began with it, when somebody came back in who lost everything', async () => {
    const { ctx, site, paper, code, come, services } = await withCard()
    const { browser } = await come()
    expect((await browser.get('/buurt')).status).toBe(200)
    const asked = services.clock.now().toISOString()
    const sealed = sealWaiting(ctx, { mail: `${paper.id}@terug.nl`, language: 'nl' }, `recovery:${paper.id}`)
    await ctx.db.execute(
      sql`insert into recoveries (id, resident_id, way, state, page_hash, stop_hash, sealed, asked, ends, proven, due)
          values (${paper.id}, ${paper.id}, 'letter', 'waiting', ${Buffer.from(paper.id)}, ${Buffer.from(`stop ${paper.id}`)},
            ${sealed}, ${asked}, ${asked}::timestamptz + interval '21 days', ${asked}, ${asked}::timestamptz + interval '7 days')`,
    )
    services.pass(7 * day - hour)
    await tendRecoveries(ctx)
    await site.deliver()
    expect((await come()).answer.status).toBe(303)
    services.pass(2 * hour)
    const { browser: late } = await come()
    await tendRecoveries(ctx)
    await site.deliver()
    expect((await come()).answer.status).toBe(410)
    for (const each of [browser, late])
      expect((await each.get('/ik')).headers.get('location') ?? '').toContain('/log-in')
    expect(await row(ctx.db, sql`select how_ended from cards where hash = ${hashToken(code)}`)).toEqual({
      how_ended: 'blocked',
    })
  })

  it('is used ten times a day at most', async () => {
    const { come, services } = await withCard()
    services.pass(2 * hour)
    const answers = []
    for (let n = 0; n < 11; n++) answers.push((await come()).answer.status)
    expect(answers).toEqual([...Array(10).fill(303), 429])
    services.pass(day)
    expect((await come()).answer.status).toBe(303)
  })

  it('has one living copy however often it is made at the same moment', async () => {
    const { ctx, desk, paper } = await withCard()
    await Promise.all([1, 2, 3].map(() => makeCard(desk, paper.id)))
    const living = await rows(
      ctx.db,
      sql`select 1 from cards where resident_id = ${paper.id} and ended is null`,
    )
    expect(living).toHaveLength(1)
  })

  it('comes as a paper whose square leads in, made anew each time', async () => {
    const { steward, paper, come, code } = await withCard()
    const answer = await steward.post(`/beheer/balie/${paper.id}/kaart.pdf`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    const link = new URL(readSquare(Buffer.from(await answer.arrayBuffer())))
    expect(link.pathname).toBe('/kaart')
    expect((await come(link.searchParams.get('code') ?? '')).answer.status).toBe(303)
    expect((await come(code)).answer.status).toBe(410)
  })
})
