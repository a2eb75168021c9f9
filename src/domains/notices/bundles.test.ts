import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, newViewer } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { feeds } from '../../app/feeds.ts'
import { subscriptions } from '../../app/subscriptions.ts'
import { day, hour, minute } from '../../platform/clock.ts'
import { rows } from '../../platform/db/store.ts'
import { Undeliverable, type Mail } from '../../platform/mail.ts'
import { planActivity } from '../activities/index.ts'
import { join, leave } from '../communities/index.ts'
import { followConversation } from '../conversations/index.ts'
import { block, leaveAs, setProtected, setResting, tell, type ViewerContext } from '../residents/index.ts'
import { sendBundles } from './bundles/rounds.ts'
import { changeSettings } from './settings.ts'
import { mailOf, newScene, type TestScene } from './test-support.ts'
import { noteTrouble, sayMailWorks } from './trouble.ts'

onEachEngine('bundles', (store) => {
  let scene: TestScene
  const bundles = (who: ViewerContext) =>
    scene.to(who).filter(({ subject }) => subject.startsWith('Je bundel'))
  const windows = (who: ViewerContext) =>
    rows<{ starts: string; ends: string; sent: string | null; tries: number; why_dropped: string | null }>(
      scene.ctx.db,
      sql`select starts, ends, sent, tries, why_dropped from digests where resident_id = ${who.viewer.id} order by ends`,
    )
  const choose = (who: ViewerContext, rhythm: 'daily' | 'twice' | 'weekly' | 'none', weekday = 5) =>
    changeSettings(who, { rhythm, weekday, byPost: false }, [])

  beforeEach(async () => {
    scene = await newScene(store())
  })

  describe('what is in one', () => {
    it('is the news of one’s communities, each thing once, without what one did oneself', async () => {
      const { noor, kees, aylin, slug, id } = scene
      const soup = await scene.start(kees, 'Soep op het plein')
      await scene.reply(aylin, soup)
      await scene.reply(noor, soup)
      await planActivity(kees, {
        communityId: id,
        title: 'Plein vegen',
        place: 'Bij Kees thuis, Lijnbaan 1',
        starts: new Date(scene.services.clock.now().getTime() + 5 * day),
      })
      const bea = await scene.person('Bea')
      await join(bea, id)
      await scene.evening()
      const [mail] = bundles(noor)
      expect(mail?.text).toContain('KERKPLEIN LEEFT')
      expect(mail?.text).toContain('Nieuw gesprek, met één reactie: Soep op het plein')
      expect(mail?.text).toContain('Nieuwe afspraak: Plein vegen')
      expect(mail?.text).toContain('Bea hoort er nu bij.')
      expect(mail?.text).toContain(`http://localhost:3000/leefomgeving/${slug}/leden`)
      expect(mail?.text).toMatch(/Je bent bij\. Fijne dag buiten\./)
      // Where somebody lives stands in no mail.
      expect(JSON.stringify(mail)).not.toMatch(/Lijnbaan|thuis/)
      expect(bundles(kees)[0]?.text).toContain('2 reacties in het gesprek: Soep op het plein')
      expect(bundles(kees)[0]?.text).not.toMatch(/Nieuw gesprek|Plein vegen/)
      expect(bundles(bea)).toEqual([])
    })

    it('is what one was told and did not see, without what was mailed at once', async () => {
      const { noor, kees } = scene
      await tell(scene.ctx, [noor.viewer.id], 'helping.accepted', { helping: 'x', by: kees.viewer.id })
      await tell(scene.ctx, [noor.viewer.id], 'community.removed', { name: 'Ergens anders' })
      await scene.evening()
      expect(bundles(noor)[0]?.text).toContain('VOOR JOU\n- Kees zei ja en helpt je.')
      expect(bundles(noor)[0]?.text).not.toContain('Ergens anders')
    })

    it('tells nothing in its subject, whatever is in it', async () => {
      scene = await newScene(store(), 'besloten')
      await scene.start(scene.kees, 'Geheim plan')
      await scene.evening()
      const [mail] = bundles(scene.noor)
      expect(mail?.text).toContain('Geheim plan')
      expect(mail?.subject).toMatch(/^Je bundel van [a-z]+ \d+ [a-z]+$/)
      const headers = JSON.stringify({ ...mail, text: '', html: '' })
      expect(headers).not.toMatch(/geheim/i)
      // Nor does what is mailed at once.
      const planned = await planActivity(scene.kees, {
        communityId: scene.id,
        title: 'Geheim feest',
        place: 'Hier',
        starts: new Date(scene.services.clock.now().getTime() + 5 * day),
      })
      expect(planned).toBeTruthy()
      await scene.site.deliver()
      for (const { subject } of scene.sent) expect(subject).not.toMatch(/geheim/i)
    })

    it('can be ended by a mail program, asks for no answer by a program, and is the same in words and headings', async () => {
      await scene.start(scene.kees, 'Soep')
      await scene.evening()
      const [mail] = bundles(scene.noor)
      expect(mail?.headers).toMatchObject({
        'List-Unsubscribe': expect.stringMatching(/^<http:\/\/localhost:3000\/uit\/[\w-]{40,200}>$/),
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'List-Id': expect.stringContaining('<bundel.post.buurt.example>'),
        Precedence: 'bulk',
      })
      expect(mail?.messageId).toMatch(/^<bundel\.[0-9a-f-]{36}@post\.buurt\.example>$/)
      expect(mail?.bounceTo).toMatch(/^terug\+[a-z2-7]{45}@post\.buurt\.example$/)
      // One conversation: an answer goes there.
      expect(mail?.replyTo).toMatch(/^antwoord\+[a-z2-7]{45}@post\.buurt\.example$/)
      expect(mail?.text).toContain('Dan komt het in het gesprek te staan.')
      expect(mail?.html).toMatch(/^<!doctype html><html lang="nl">/)
      expect(mail?.html).toContain('Nieuw gesprek: Soep')
      // No picture, no style and no address of another host.
      expect(mail?.html).not.toMatch(/<img|<style|<link|<script/)
      expect([...(mail?.html ?? '').matchAll(/(?:href|src)="([^"]+)"/g)].map(([, href]) => href)).toEqual(
        expect.arrayContaining([expect.stringMatching(/^(http:\/\/localhost:3000\/|mailto:antwoord\+)/)]),
      )
      expect(
        mail?.html?.replaceAll(/(href|src)="(http:\/\/localhost:3000\/|mailto:)[^"]*"/g, ''),
      ).not.toMatch(/href=/)
    })
  })

  describe('who gets one', () => {
    it('is not who left, rests, wants none, has no mail or does not belong to it', async () => {
      const { noor, kees, aylin, id } = scene
      const rests = await scene.person('Bea')
      const gone = await scene.person('Cor')
      const quiet = await scene.person('Dien')
      const stranger = await scene.person('Els')
      const left = await scene.person('Fien')
      const without = await newViewer(scene.ctx, { name: 'Gijs', place: scene.town.home })
      for (const who of [rests, gone, quiet, left, without]) await join(who, id)
      await setResting(scene.ctx, rests.viewer.id, true)
      await leaveAs(scene.ctx, gone.viewer.id, 'test')
      await choose(quiet, 'none')
      await leave(left, id)
      await scene.start(kees, 'Soep')
      await scene.evening()
      expect(bundles(noor)).toHaveLength(1)
      expect(bundles(aylin)).toHaveLength(1)
      for (const who of [kees, rests, gone, quiet, stranger, left, without]) {
        expect(
          bundles(who)
            .map(({ text }) => text)
            .join(),
        ).not.toContain('Soep')
        if (who !== kees) expect(await windows(who)).toEqual([])
      }
    })

    it('is also somebody who is protected or under eighteen, of what they belong to', async () => {
      const young = await scene.person('Sam', { adult: false })
      await join(young, scene.id)
      await setProtected(scene.aylin, true)
      scene.pass(minute)
      await scene.start(scene.kees, 'Soep')
      await scene.evening()
      for (const who of [young, scene.aylin]) expect(bundles(who)[0]?.text).toContain('Soep')
    })

    it('reads nothing of who blocked them, or whom they blocked', async () => {
      await block(scene.noor, scene.kees.viewer.id)
      await block(scene.kees, scene.aylin.viewer.id)
      await scene.start(scene.kees, 'Soep')
      await scene.evening()
      expect(bundles(scene.noor)).toEqual([])
      expect(bundles(scene.aylin)).toEqual([])
    })

    it('reads nothing of a quiet community, except a conversation that they follow', async () => {
      const { noor, kees } = scene
      const soup = await scene.start(kees, 'Soep')
      await scene.start(kees, 'Herrie')
      await changeSettings(noor, { rhythm: 'daily', weekday: 5, byPost: false }, [scene.id])
      await followConversation(noor, soup, 'follow')
      await followConversation(scene.aylin, soup, 'quiet')
      await scene.evening()
      expect(bundles(noor)[0]?.text).toContain('Soep')
      expect(bundles(noor)[0]?.text).not.toContain('Herrie')
      expect(bundles(scene.aylin)[0]?.text).toContain('Herrie')
      expect(bundles(scene.aylin)[0]?.text).not.toContain('Soep')
    })

    it('gets none when there is nothing to tell', async () => {
      await scene.evening()
      expect(scene.sent).toEqual([])
      expect(await windows(scene.noor)).toEqual([])
    })
  })

  describe('when', () => {
    it('is once a day, however often the job runs, each of exactly what came after the one before', async () => {
      await scene.start(scene.kees, 'Maandag')
      await scene.evening()
      await scene.evening()
      scene.pass(hour)
      await scene.start(scene.kees, 'Na vijven')
      await scene.evening()
      expect(bundles(scene.noor)).toHaveLength(1)
      scene.morning()
      await scene.start(scene.kees, 'Dinsdag')
      await scene.evening()
      expect(bundles(scene.noor)).toHaveLength(2)
      const [first, second] = bundles(scene.noor)
      expect(first?.text).not.toMatch(/Na vijven|Dinsdag/)
      expect(second?.text).toMatch(/Dinsdag[^]*Na vijven/)
      expect(second?.text).not.toContain('Maandag')
      const [one, two] = await windows(scene.noor)
      expect(new Date(two!.starts)).toEqual(new Date(one!.ends))
      expect(one).toMatchObject({ tries: 1, why_dropped: null })
      expect(one!.sent).not.toBeNull()
    })

    it('is at the same moment for two processes, and still one', async () => {
      await scene.start(scene.kees, 'Soep')
      scene.pass(8 * hour + 10 * minute)
      await Promise.all([1, 2, 3].map(() => sendBundles(scene.ctx, feeds)))
      await sendBundles(scene.ctx, feeds)
      expect(bundles(scene.noor)).toHaveLength(1)
    })

    it('is on the chosen day of the week, with all that came before it', async () => {
      const on = new Date(scene.services.clock.now().getTime() + 2 * day).getUTCDay() || 7
      await choose(scene.noor, 'weekly', on)
      for (const title of ['Eén', 'Twee', 'Drie']) {
        await scene.start(scene.kees, title)
        await scene.evening()
        scene.morning()
      }
      expect(bundles(scene.noor)).toHaveLength(1)
      for (const title of ['Eén', 'Twee', 'Drie']) expect(bundles(scene.noor)[0]?.text).toContain(title)
      expect(bundles(scene.aylin)).toHaveLength(3)
    })

    it('tells, after none, only what happens from then on', async () => {
      await choose(scene.noor, 'none')
      await scene.start(scene.kees, 'Gemist')
      scene.pass(hour)
      await choose(scene.noor, 'daily')
      scene.pass(hour)
      await scene.start(scene.kees, 'Nieuw')
      await scene.evening()
      expect(bundles(scene.noor)[0]?.text).toContain('Nieuw')
      expect(bundles(scene.noor)[0]?.text).not.toContain('Gemist')
    })
  })

  describe('when something goes wrong', () => {
    const failing = (fail: (mail: Mail) => Error | undefined) => {
      const services = scene.ctx.services as { mailer: { send(mail: Mail): Promise<void> } }
      services.mailer = {
        async send(mail) {
          const error = mail.to === mailOf(scene.noor) ? fail(mail) : undefined
          if (error) throw error
          scene.sent.push(mail)
        },
      }
    }

    it('is sent again, as the same message of the same time, until the mail server takes it', async () => {
      await scene.start(scene.kees, 'Soep')
      const tried: Mail[] = []
      failing((mail) => {
        tried.push(mail)
        return tried.length < 3 ? new Error('away') : undefined
      })
      await scene.evening()
      expect(bundles(scene.aylin)).toHaveLength(1)
      await sendBundles(scene.ctx, feeds)
      expect(tried).toHaveLength(1)
      for (let n = 0; n < 4; n++) {
        scene.pass(11 * minute)
        await sendBundles(scene.ctx, feeds)
      }
      expect(tried).toHaveLength(3)
      expect(new Set(tried.map(({ messageId }) => messageId)).size).toBe(1)
      expect(new Set(tried.map(({ subject }) => subject)).size).toBe(1)
      expect(bundles(scene.aylin)).toHaveLength(1)
      expect(await windows(scene.noor)).toMatchObject([{ tries: 3 }])
    })

    it('is not sent again to who does not want it any more, or may not read it any more', async () => {
      await scene.start(scene.kees, 'Soep')
      failing(() => new Error('away'))
      await scene.evening()
      failing(() => undefined)
      await leave(scene.noor, scene.id).catch(() => undefined)
      await block(scene.noor, scene.kees.viewer.id)
      scene.pass(11 * minute)
      await sendBundles(scene.ctx, feeds)
      expect(bundles(scene.noor)).toEqual([])
      expect(await windows(scene.noor)).toMatchObject([{ sent: null, why_dropped: 'empty' }])
    })

    it('is given up after a day', async () => {
      await scene.start(scene.kees, 'Soep')
      failing(() => new Error('away'))
      await scene.evening()
      scene.pass(25 * hour)
      await sendBundles(scene.ctx, feeds)
      expect((await windows(scene.noor))[0]).toMatchObject({ sent: null, why_dropped: 'old' })
    })

    it('is not sent to an address that is refused, until its owner says that it works', async () => {
      await scene.start(scene.kees, 'Soep')
      failing(() => new Undeliverable('5.1.1'))
      await scene.evening()
      expect(await windows(scene.noor)).toMatchObject([{ why_dropped: 'refused' }])
      failing(() => undefined)
      scene.morning()
      await scene.start(scene.kees, 'Brood')
      await scene.evening()
      expect(bundles(scene.noor)).toEqual([])
      const browser = await scene.site.signedIn(scene.noor.viewer.id)
      for (const path of ['/ik', '/buurt', '/ik/bundel'])
        expect(await (await browser.get(path)).text()).toContain('Daarom sturen we nu geen bundel')
      expect((await browser.post('/ik/bundel/post')).status).toBe(303)
      expect(await (await browser.get('/ik')).text()).not.toContain('Daarom sturen we nu geen bundel')
      scene.morning()
      await scene.start(scene.kees, 'Kaas')
      await scene.evening()
      expect(bundles(scene.noor)).toHaveLength(1)
      expect(bundles(scene.noor)[0]?.text).toMatch(/Kaas[^]*Brood/)
    })

    it('counts soft troubles: five on days of their own stop it, and a new address starts it again', async () => {
      const digests: string[] = []
      for (let n = 0; n < 5; n++) {
        await scene.start(scene.kees, `Soep ${n}`)
        await scene.evening()
        const [newest] = await rows<{ id: string }>(
          scene.ctx.db,
          sql`select id from digests where resident_id = ${scene.noor.viewer.id} order by ends desc limit 1`,
        )
        digests.push(newest!.id)
        await noteTrouble(scene.ctx, newest!.id, '5.2.2')
        await noteTrouble(scene.ctx, newest!.id, '5.2.2')
        scene.morning()
      }
      expect(new Set(digests).size).toBe(5)
      await scene.start(scene.kees, 'Nog meer soep')
      await scene.evening()
      expect(bundles(scene.noor)).toHaveLength(5)
      const changed = subscriptions.find(({ name }) => name === 'notices-follow-mail')
      await changed?.handle(scene.ctx, { resident: scene.noor.viewer.id } as never)
      scene.morning()
      await scene.start(scene.kees, 'Toetje')
      await scene.evening()
      expect(bundles(scene.noor)).toHaveLength(6)
    })

    it('lets nobody say for another that their address works', async () => {
      await expect(sayMailWorks(scene.ctx)).rejects.toMatchObject({ status: 401 })
      const noor = await as(scene.ctx, scene.noor.viewer.id)
      await sayMailWorks(noor)
      await sayMailWorks(noor)
      await expect(sayMailWorks(noor)).rejects.toMatchObject({ status: 429 })
    })
  })
})
