import { sql } from 'drizzle-orm'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, newViewer } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, hour } from '../../platform/clock.ts'
import { rows } from '../../platform/db/store.ts'
import { join } from '../communities/index.ts'
import { appointSteward, noticesOf, setLevel, type ViewerContext } from '../residents/index.ts'
import { settingsOf } from './settings.ts'
import { newScene, type TestScene } from './test-support.ts'
import { unsubscribeToken } from './unsubscribe.ts'

/** The words of a PDF, page after page. */
async function pdfText(answer: Response): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(await answer.arrayBuffer()) }).promise
  const pages = Array.from({ length: document.numPages }, async (_, n) => {
    const { items } = await (await document.getPage(n + 1)).getTextContent()
    return items.map((item) => ('str' in item ? item.str : '')).join(' ')
  })
  return (await Promise.all(pages)).join('\n')
}

onEachEngine('the pages of the bundle', (store) => {
  let scene: TestScene
  const browserOf = (who: ViewerContext) => scene.site.signedIn(who.viewer.id)
  const page = async (who: ViewerContext, path = '/ik/bundel') =>
    (await (await browserOf(who)).get(path)).text()
  beforeEach(async () => {
    scene = await newScene(store(), 'besloten')
  })

  describe('the bundle of today', () => {
    it('shows what the mail tells, and ends', async () => {
      await scene.start(scene.kees, 'Soep op het plein')
      const noor = await page(scene.noor)
      expect(noor).toContain('Geheime tuin')
      expect(noor).toContain('Nieuw gesprek: Soep op het plein')
      expect(noor).toContain('Je bent bij. Fijne dag buiten.')
      expect(await page(scene.kees)).toContain('Er is niets nieuws.')
    })

    it('is for who is signed in, and shows a stranger or an applicant nothing of a closed community', async () => {
      await scene.start(scene.kees, 'Soep op het plein')
      expect((await scene.site.visitor().get('/ik/bundel')).status).toBe(303)
      const stranger = await newViewer(scene.ctx)
      const applicant = await newViewer(scene.ctx, { level: 'applicant' })
      for (const who of [stranger, applicant]) expect(await page(who)).not.toMatch(/Geheime|Soep/)
    })
  })

  describe('how one wants it', () => {
    const settings = (who: ViewerContext) => settingsOf(scene.ctx, who.viewer.id)

    it('is set by a form that keeps what was chosen', async () => {
      const browser = await browserOf(scene.noor)
      const path = '/ik/bundel/instellen'
      const saved = await browser.post(path, { rhythm: 'weekly', weekday: '2', quiet: scene.id, post: 'yes' })
      expect(saved.headers.get('location')).toBe(`${path}?klaar=bewaard`)
      expect(await settings(scene.noor)).toEqual({ rhythm: 'weekly', weekday: 2, byPost: true })
      const shown = await (await browser.get(path)).text()
      expect(shown).toMatch(/value="weekly"[^>]*checked/)
      expect(shown).toMatch(new RegExp(`value="${scene.id}"[^>]*checked`))
      await browser.post(path, { rhythm: 'daily', weekday: '2' })
      expect(await settings(scene.noor)).toEqual({ rhythm: 'daily', weekday: 2, byPost: false })
      expect(await (await browser.get(path)).text()).not.toMatch(
        new RegExp(`value="${scene.id}"[^>]*checked`),
      )
    })

    it('says what is missing, and changes nothing', async () => {
      const browser = await browserOf(scene.noor)
      for (const form of [{}, { rhythm: 'hourly' }, { rhythm: 'weekly', weekday: '9' }]) {
        const answer = await browser.post('/ik/bundel/instellen', form as Record<string, string>)
        expect(answer.status).toBe(422)
      }
      expect(await settings(scene.noor)).toEqual({ rhythm: 'daily', weekday: 5, byPost: false })
      expect((await scene.site.visitor().post('/ik/bundel/instellen', { rhythm: 'none' })).status).toBe(401)
    })

    it('is on paper only for who proved an address, and of no community that is somebody else’s', async () => {
      const applicant = await newViewer(scene.ctx, { level: 'applicant' })
      const browser = await browserOf(applicant)
      expect(await (await browser.get('/ik/bundel/instellen')).text()).not.toContain('name="post"')
      const form = { rhythm: 'daily', weekday: '5' }
      expect((await browser.post('/ik/bundel/instellen', { ...form, post: 'yes' })).status).toBe(403)
      await browser.post('/ik/bundel/instellen', { ...form, quiet: [scene.id, 'x'] })
      const quiets = await rows(
        scene.ctx.db,
        sql`select 1 from digest_quiets where resident_id = ${applicant.viewer.id}`,
      )
      expect(quiets).toEqual([])
    })
  })

  describe('the button in the mail', () => {
    const oneClick = (token: string, body = 'List-Unsubscribe=One-Click') =>
      scene.site.app.request(`http://localhost:3000/uit/${token}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })

    it('ends the bundles of whom it was made for, as a program presses it, once', async () => {
      const token = unsubscribeToken(scene.ctx, scene.noor.viewer.id)
      for (let n = 0; n < 2; n++) {
        const answer = await oneClick(token)
        expect(answer.status).toBe(200)
        expect(answer.headers.getSetCookie()).toEqual([])
      }
      expect(await settingsOf(scene.ctx, scene.noor.viewer.id)).toMatchObject({ rhythm: 'none' })
      expect(await settingsOf(scene.ctx, scene.aylin.viewer.id)).toMatchObject({ rhythm: 'daily' })
      await scene.start(scene.kees, 'Soep')
      await scene.evening()
      expect(scene.to(scene.noor)).toEqual([])
      const told = await noticesOf(await as(scene.ctx, scene.noor.viewer.id))
      expect(told.filter(({ kind }) => kind === 'digest.ended')).toHaveLength(1)
    })

    it('shows a person a page first: a mail scanner that opens it ends nothing', async () => {
      const token = unsubscribeToken(scene.ctx, scene.noor.viewer.id)
      const shown = await scene.site.visitor().get(`/uit/${token}`)
      expect(shown.status).toBe(200)
      expect(await shown.text()).not.toMatch(/Noor|Geheime/)
      expect(await settingsOf(scene.ctx, scene.noor.viewer.id)).toMatchObject({ rhythm: 'daily' })
      expect((await scene.site.visitor().post(`/uit/${token}`)).status).toBe(200)
      expect(await settingsOf(scene.ctx, scene.noor.viewer.id)).toMatchObject({ rhythm: 'none' })
    })

    it('is not made by anybody else, and tells nothing of whose it is', async () => {
      const token = unsubscribeToken(scene.ctx, scene.noor.viewer.id)
      expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain(scene.noor.viewer.id)
      for (const forged of [`${token.slice(0, -4)}AAAA`, 'A'.repeat(80), 'x'])
        expect([403, 404]).toContain((await oneClick(forged)).status)
      expect(await settingsOf(scene.ctx, scene.noor.viewer.id)).toMatchObject({ rhythm: 'daily' })
    })

    it('ends nothing for the one who is signed in, when it is somebody else’s', async () => {
      const token = unsubscribeToken(scene.ctx, scene.noor.viewer.id)
      await (await browserOf(scene.kees)).post(`/uit/${token}`)
      expect(await settingsOf(scene.ctx, scene.kees.viewer.id)).toMatchObject({ rhythm: 'daily' })
      expect(await settingsOf(scene.ctx, scene.noor.viewer.id)).toMatchObject({ rhythm: 'none' })
    })
  })

  describe('on paper', () => {
    let steward: ViewerContext
    const onPaper = async (who: ViewerContext) =>
      (await browserOf(who)).post('/ik/bundel/instellen', { rhythm: 'daily', weekday: '5', post: 'yes' })
    beforeEach(async () => {
      const known = await newViewer(scene.ctx, { level: 'assured' })
      await appointSteward(scene.ctx, known.viewer.id, 'identity')
      steward = await as(scene.ctx, known.viewer.id)
      // Earlier tests of this store have their own who wait.
      await scene.ctx.db.execute(sql`update digest_settings set by_post = false`)
    })

    it('is printed for who asked for it, with their address, once a week', async () => {
      await onPaper(scene.noor)
      await scene.start(scene.kees, 'Soep op het plein')
      const desk = await browserOf(steward)
      expect(await (await desk.get('/beheer/bundels')).text()).toContain('Eén bewoner wacht op een bundel')
      const printed = await desk.post('/beheer/bundels/druk')
      expect(printed.headers.get('content-type')).toBe('application/pdf')
      expect(printed.headers.get('cache-control')).toBe('no-store')
      const text = await pdfText(printed)
      expect(text).toMatch(/Noor[^]*Lijnbaan 1[^]*De bundel van Noor[^]*Geheime tuin[^]*Soep op het plein/)
      const openings = await rows<{ by: string }>(
        scene.ctx.db,
        sql`select opened_by as by from vault_openings where resident_id = ${scene.noor.viewer.id} and why = 'letter'`,
      )
      expect(new Set(openings.map(({ by }) => by))).toEqual(new Set([steward.viewer.id]))
      expect((await desk.post('/beheer/bundels/druk')).status).toBe(303)
      const again = /action="(\/beheer\/bundels\/[0-9a-f-]+\/druk)"/.exec(
        await (await desk.get('/beheer/bundels')).text(),
      )![1]!
      expect(await pdfText(await desk.post(again))).toContain('Soep op het plein')
      scene.pass(7 * day)
      await scene.start(scene.kees, 'Brood')
      const next = await (await browserOf(steward)).post('/beheer/bundels/druk')
      const later = await pdfText(next)
      expect(later).toContain('Brood')
      expect(later).not.toContain('Soep')
    })

    it('is left out where there is no news, and of who is not proven any more', async () => {
      scene.pass(15 * day)
      await onPaper(scene.noor)
      await onPaper(scene.aylin)
      await scene.start(scene.noor, 'Van mijzelf')
      await setLevel(scene.ctx, scene.aylin.viewer.id, 'applicant', 'test')
      const answer = await (await browserOf(steward)).post('/beheer/bundels/druk')
      expect(answer.headers.get('location')).toBe('/beheer/bundels?klaar=niets')
    })

    it('is nobody’s but an identity steward’s', async () => {
      await onPaper(scene.noor)
      await scene.start(scene.kees, 'Soep')
      const other = await newViewer(scene.ctx, { level: 'assured' })
      await appointSteward(scene.ctx, other.viewer.id, 'taxonomy')
      for (const who of [scene.noor, scene.kees, other]) {
        const browser = await browserOf(who)
        expect((await browser.get('/beheer/bundels')).status).toBe(403)
        expect((await browser.post('/beheer/bundels/druk')).status).toBe(403)
        expect((await browser.post(`/beheer/bundels/${scene.id}/druk`)).status).toBe(403)
      }
      expect((await scene.site.visitor().post('/beheer/bundels/druk')).status).toBe(401)
      expect((await (await browserOf(steward)).post(`/beheer/bundels/${scene.id}/druk`)).status).toBe(404)
    })
  })

  it('holds a member who came today to what happened after that', async () => {
    const open = await newScene(store())
    await open.start(open.kees, 'Ervoor')
    open.pass(hour)
    const bea = await open.person('Bea')
    await join(bea, open.id)
    open.pass(hour)
    await open.start(open.kees, 'Erna')
    const shown = await (await (await open.site.signedIn(bea.viewer.id)).get('/ik/bundel')).text()
    expect(shown).toContain('Erna')
    expect(shown).not.toContain('Ervoor')
  })
})
