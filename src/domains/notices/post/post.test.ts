import { sql } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deliverMail } from '../../../../tests/support/people.ts'
import { onEachEngine } from '../../../../tests/support/store.ts'
import { day } from '../../../platform/clock.ts'
import { rows } from '../../../platform/db/store.ts'
import { leave } from '../../communities/index.ts'
import { closeConversation } from '../../conversations/index.ts'
import { setResting, type ViewerContext } from '../../residents/index.ts'
import { mailOf, newScene, postDomain, type TestScene } from '../test-support.ts'
import { bundleAddress, isOurs, readAddress, replyAddress } from './addresses.ts'
import { largestMail, openPostbox, type Postbox } from './postbox.ts'

onEachEngine('mail that comes in', (store) => {
  let scene: TestScene
  let box: Postbox
  let conversation: string

  beforeEach(async () => {
    scene = await newScene(store())
    box = (await openPostbox(scene.services))!
    conversation = await scene.start(scene.kees, 'Soep op het plein')
  })
  afterEach(() => box.stop())

  /** Brings a message over SMTP, as a mail server does. @returns what is answered. */
  async function bring(given: {
    from: string
    to: string
    sender?: string
    text?: string
    headers?: Record<string, string>
    messageId?: string
    raw?: string
  }): Promise<string> {
    const transport = createTransport({ host: '127.0.0.1', port: box.port, ignoreTLS: true })
    const { from, to, sender = from, raw, ...rest } = given
    try {
      const { response } = await transport.sendMail({
        envelope: { from: sender, to },
        ...(raw === undefined ? { from, to, subject: 'Re: Je bundel', ...rest } : { raw }),
      })
      return response
    } catch (error) {
      return (error as { response?: string }).response ?? String(error)
    }
  }
  const addressFor = (who: ViewerContext, id = conversation) => replyAddress(scene.ctx, who.viewer.id, id)!
  const replies = async (id = conversation) =>
    (
      await rows<{ body: string; author: string }>(
        scene.ctx.db,
        sql`select words as body, author_id as author from replies where conversation_id = ${id} order by seq`,
      )
    ).slice(1)
  const troubles = (who: ViewerContext) =>
    rows<{ kind: string; status: string }>(
      scene.ctx.db,
      sql`select kind, status from mail_troubles where resident_id = ${who.viewer.id} order by noted`,
    )
  const answered = async (who: ViewerContext) => {
    await deliverMail(scene.ctx)
    return scene.to(who).filter(({ subject }) => subject === 'Je mail kwam niet op de goede plek')
  }

  describe('an answer', () => {
    it('becomes a reply of who it was made for, without what it quotes', async () => {
      const from = `Noor Bakker <${mailOf(scene.noor)}>`
      const text =
        'Ik neem brood mee.\n\nOp do 14 mei 2026 om 17:05 schreef Buurt <\nbuurt@post.buurt.example>:\n\n> Hallo,\n> Nieuw gesprek\n'
      const mail = { from, to: addressFor(scene.noor), text, messageId: '<een@voorbeeld.nl>' }
      expect(await bring(mail)).toMatch(/^250/)
      // A mail server that did not hear our yes brings it once more.
      expect(await bring(mail)).toMatch(/^250/)
      expect(await replies()).toEqual([{ body: 'Ik neem brood mee.', author: scene.noor.viewer.id }])
      expect(await answered(scene.noor)).toEqual([])
    })

    it('arrives at the address that stands in the bundle', async () => {
      await scene.evening()
      const [mail] = scene.to(scene.noor)
      expect(await bring({ from: mailOf(scene.noor), to: mail!.replyTo!, text: 'Graag' })).toMatch(/^250/)
      expect(await replies()).toMatchObject([{ body: 'Graag' }])
    })

    it.each<[string, (scene: TestScene) => Promise<{ from: string; to: string }>]>([
      [
        'somebody else with the address',
        async ({ aylin }) => ({ from: mailOf(aylin), to: addressFor(scene.noor) }),
      ],
      ['a stranger', async () => ({ from: 'vreemd@elders.nl', to: addressFor(scene.noor) })],
      ['two senders', async ({ noor }) => ({ from: `${mailOf(noor)}, a@b.nl`, to: addressFor(noor) })],
      [
        'who rests',
        async ({ noor, ctx }) => {
          await setResting(ctx, noor.viewer.id, true)
          return { from: mailOf(noor), to: addressFor(noor) }
        },
      ],
      [
        'an address with another conversation in it',
        async ({ noor }) => {
          const [made, other] = [addressFor(noor), addressFor(noor, scene.id)]
          return { from: mailOf(noor), to: made.slice(0, 20) + other.slice(20) }
        },
      ],
      [
        'the bundle of somebody else',
        async ({ aylin, noor }) => {
          await scene.evening()
          const [bundle] = await rows<{ id: string }>(
            scene.ctx.db,
            sql`select id from digests where resident_id = ${aylin.viewer.id}`,
          )
          return { from: mailOf(noor), to: bundleAddress(scene.ctx, bundle!.id)! }
        },
      ],
    ])('is refused from %s', async (_who, make) => {
      const mail = await make(scene)
      expect(await bring({ ...mail, sender: 'wie@elders.nl', text: 'Ha' })).toMatch(/^550/)
      expect(await replies()).toEqual([])
      await deliverMail(scene.ctx)
      expect(scene.sent.filter(({ subject }) => !subject.startsWith('Je bundel'))).toEqual([])
    })

    it('is taken at no address that we did not make, or that is over', async () => {
      const from = mailOf(scene.noor)
      const made = addressFor(scene.noor)
      for (const to of [
        `info@${postDomain}`,
        made.replace(postDomain, 'elders.nl'),
        `x${made}`,
        made.replace('antwoord', 'terug'),
      ])
        expect(await bring({ from, to, text: 'Ha' })).toMatch(/^550/)
      expect(await bring({ from, to: made.toUpperCase(), text: 'Ha' })).toMatch(/^250/)
      expect(await replies()).toHaveLength(1)
      scene.pass(31 * day)
      expect(await bring({ from, to: made, text: 'Ha' })).toMatch(/^550/)
    })

    it('that cannot be placed is told by mail, once a day, and only to the resident', async () => {
      const { noor, kees } = scene
      const write = (to: string, text: string) => bring({ from: mailOf(noor), to, text })
      await scene.evening()
      const [bundle] = await rows<{ id: string }>(
        scene.ctx.db,
        sql`select id from digests where resident_id = ${noor.viewer.id}`,
      )
      const toBundle = bundleAddress(scene.ctx, bundle!.id)!
      expect(await write(toBundle, 'Leuk')).toMatch(/^250/)
      expect(await write(toBundle, 'Leuk')).toMatch(/^250/)
      expect((await answered(noor)).map(({ text }) => text)).toEqual([
        expect.stringContaining('Je antwoordde op een mail waar je niet op kunt antwoorden.'),
      ])
      scene.pass(day)
      expect(await write(addressFor(noor), '> alleen een citaat')).toMatch(/^250/)
      expect((await answered(noor)).at(-1)?.text).toContain('geen eigen woorden')
      scene.pass(day)
      await closeConversation(kees, conversation, 'Klaar')
      expect(await write(addressFor(noor), 'Nog iets')).toMatch(/^250/)
      expect((await answered(noor)).at(-1)?.text).toContain('Misschien is het gesprek gesloten')
      scene.pass(day)
      await leave(scene.aylin, scene.id)
      expect(await bring({ from: mailOf(scene.aylin), to: addressFor(scene.aylin), text: 'Ik?' })).toMatch(
        /^250/,
      )
      expect(await replies()).toEqual([])
      expect((await answered(noor)).length).toBe(3)
    })

    it.each<[string, Record<string, string>]>([
      ['a holiday answer', { 'Auto-Submitted': 'auto-replied' }],
      ['a list', { Precedence: 'list' }],
      ['a newsletter', { 'List-Id': 'Nieuws <nieuws.elders.nl>' }],
      ['an old robot', { 'X-Autoreply': 'yes' }],
      ['a circle', {}],
    ])('of %s is ignored, so that two programs never write to each other', async (what, headers) => {
      const { noor } = scene
      if (what === 'a circle') {
        const hops = Array.from({ length: 31 }, (_, n) => `Received: by mx${n}.elders.nl\r\n`).join('')
        const raw = `${hops}From: ${mailOf(noor)}\r\nTo: x\r\nSubject: x\r\n\r\nHa\r\n`
        expect(await bring({ from: mailOf(noor), to: addressFor(noor), raw })).toMatch(/^250/)
      } else
        expect(
          await bring({ from: mailOf(noor), to: addressFor(noor), text: 'Ik ben weg', headers }),
        ).toMatch(/^250/)
      expect(await bring({ from: mailOf(noor), to: addressFor(noor), sender: '', text: 'Leeg' })).toMatch(
        /^250/,
      )
      expect(await replies()).toEqual([])
      expect(await answered(noor)).toEqual([])
    })

    it('is twenty an hour at most; then the mail server is asked to come back', async () => {
      const write = (n: number) =>
        bring({ from: mailOf(scene.noor), to: addressFor(scene.noor), text: `Nummer ${n}` })
      for (let n = 0; n < 20; n++) expect(await write(n)).toMatch(/^250/)
      expect(await write(20)).toMatch(/^451/)
      expect(await replies()).toHaveLength(20)
    })

    it('with photos is refused in words, and is not kept', async () => {
      const text = 'x'.repeat(largestMail + 1_000)
      expect(await bring({ from: mailOf(scene.noor), to: addressFor(scene.noor), text })).toMatch(/^552/)
      expect(await replies()).toEqual([])
    })
  })

  describe('a report', () => {
    const report = (to: string, status: string, action = 'failed') =>
      [
        'From: Mail Delivery Subsystem <mailer-daemon@elders.nl>',
        `To: ${to}`,
        'Subject: Undelivered Mail Returned to Sender',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'Your message could not be delivered.',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.elders.nl',
        '',
        'Final-Recipient: rfc822; noor@voorbeeld.nl',
        `Action: ${action}`,
        `Status: ${status}`,
        'Diagnostic-Code: smtp; 550 whatever',
        '',
        '--b',
        'Content-Type: message/rfc822',
        '',
        'Subject: Je bundel',
        '',
        'Hallo',
        '--b--',
        '',
      ].join('\r\n')
    const backOf = async (who: ViewerContext) => {
      await scene.evening()
      return scene.to(who).at(-1)!.bounceTo!
    }
    const bringReport = (to: string, status: string, action?: string) =>
      bring({ from: '', sender: '', to, raw: report(to, status, action) })

    it('that an address does not exist stops the bundles of that resident, and of nobody else', async () => {
      const to = await backOf(scene.noor)
      expect(await bringReport(to, '5.1.1')).toMatch(/^250/)
      expect(await bringReport(to, '5.1.1')).toMatch(/^250/)
      expect(await troubles(scene.noor)).toEqual([{ kind: 'hard', status: '5.1.1' }])
      expect(await troubles(scene.aylin)).toEqual([])
      scene.morning()
      await scene.start(scene.kees, 'Brood')
      await scene.evening()
      expect(scene.to(scene.noor).filter(({ subject }) => subject.startsWith('Je bundel'))).toHaveLength(1)
      expect(scene.to(scene.aylin).filter(({ subject }) => subject.startsWith('Je bundel'))).toHaveLength(2)
    })

    it('of a full mailbox counts, of a delay does not', async () => {
      const to = await backOf(scene.noor)
      await bringReport(to, '4.4.7', 'delayed')
      expect(await troubles(scene.noor)).toEqual([])
      await bringReport(to, '5.2.2')
      expect(await troubles(scene.noor)).toEqual([{ kind: 'soft', status: '5.2.2' }])
    })

    it('in the words of an old mail server is understood', async () => {
      const to = await backOf(scene.noor)
      const raw = `From: <>\r\nTo: ${to}\r\nSubject: failure notice\r\n\r\n<noor@voorbeeld.nl>: 550 5.1.1 User unknown\r\n`
      expect(await bring({ from: '', sender: '', to, raw })).toMatch(/^250/)
      expect(await troubles(scene.noor)).toEqual([{ kind: 'hard', status: '5.1.1' }])
    })

    it('counts for nothing with a forged address, or from a sender', async () => {
      const to = await backOf(scene.noor)
      const forged = to.replace(
        /\+(.{40})(.)/,
        (_all, start: string, last: string) => `+${start}${last === 'a' ? 'b' : 'a'}`,
      )
      expect(await bringReport(forged, '5.1.1')).toMatch(/^550/)
      expect(await bring({ from: 'x@elders.nl', to, raw: report(to, '5.1.1') })).toMatch(/^250/)
      expect(await troubles(scene.noor)).toEqual([])
    })

    it('in a storm is put off, and never counts twice for one bundle', async () => {
      const to = await backOf(scene.noor)
      const answers: string[] = []
      for (let n = 0; n < 8; n++) answers.push(await bringReport(to, '5.2.2'))
      expect(answers.filter((said) => said.startsWith('451'))).toHaveLength(3)
      expect(await troubles(scene.noor)).toHaveLength(1)
    })
  })

  it('takes nothing without a port, and addresses are made for nobody then', async () => {
    const { config } = scene.services
    const services = { ...scene.services, config: { ...config, post: undefined } }
    expect(await openPostbox(services)).toBeUndefined()
    expect(replyAddress({ ...scene.ctx, services }, scene.noor.viewer.id, conversation)).toBeUndefined()
  })

  it('has addresses for one purpose and one resident, that fit before an @', () => {
    const { ctx, noor, aylin } = scene
    const read = readAddress(ctx, addressFor(noor))!
    expect(read.id).toBe(conversation)
    expect(isOurs(ctx, read, 'reply', noor.viewer.id)).toBe(true)
    expect(isOurs(ctx, read, 'reply', aylin.viewer.id)).toBe(false)
    for (const purpose of ['bounce', 'bundle'] as const) expect(isOurs(ctx, read, purpose)).toBe(false)
    expect(addressFor(noor).split('@')[0]!.length).toBeLessThanOrEqual(64)
  })

  it('passes nothing on: it is no relay, and offers no way to sign in', async () => {
    expect(await bring({ from: mailOf(scene.noor), to: 'iemand@elders.nl', text: 'Ha' })).toMatch(/^550/)
    const transport = createTransport({
      host: '127.0.0.1',
      port: box.port,
      auth: { user: 'a', pass: 'b' },
      ignoreTLS: true,
    })
    await expect(
      transport.sendMail({ from: 'a@b.nl', to: addressFor(scene.noor), text: 'x' }),
    ).rejects.toThrow()
  })
})
