import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore } from '../../tests/support/store.ts'
import { readConfig } from './config.ts'
import type { Store } from './db/store.ts'
import { rows } from './db/store.ts'
import { mailerFor, Undeliverable } from './mail.ts'

const mail = {
  to: 'fenna@voorbeeld.nl',
  subject: 'Kom je ook? Koffie bij Anaïs',
  text: 'Dag Fenna,\n\nKom je?\n',
}

describe('mail', () => {
  let store: Store
  beforeAll(async () => {
    store = await openTestStore('embedded')
  }, 60_000)
  afterAll(() => store.close())

  it('goes out through the mail server that is set, as plain text that asks for no answer', async () => {
    const received: string[] = []
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      async onData(stream, _session, done) {
        received.push(await text(stream))
        done()
      },
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    const { port } = server.server.address() as AddressInfo
    const config = readConfig({
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM: 'Buurt <post@buurt.example>',
    })
    try {
      await mailerFor(config, store.db).send(mail)
    } finally {
      server.close()
    }
    expect(received).toHaveLength(1)
    const [message = ''] = received
    expect(message).toContain('From: Buurt <post@buurt.example>')
    expect(message).toContain('To: fenna@voorbeeld.nl')
    expect(message).toContain('Auto-Submitted: auto-generated')
    expect(message).toContain('Content-Type: text/plain')
    expect(message).not.toMatch(/text\/html|<img/)
  })

  it('can be one message twice, with a way back, and says when an address is refused for good', async () => {
    const received: string[] = []
    const senders: string[] = []
    const refusals: Record<string, [number, string]> = {
      'weg@voorbeeld.nl': [550, '5.1.1 No such user'],
      'vol@voorbeeld.nl': [552, '5.2.2 Mailbox full'],
      'streng@voorbeeld.nl': [550, '5.7.1 We do not like your mail'],
      'later@voorbeeld.nl': [450, '4.2.0 Greylisted'],
    }
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo({ address }, { envelope }, done) {
        const [responseCode, words] = refusals[address] ?? []
        if (envelope.mailFrom) senders.push(envelope.mailFrom.address)
        done(words ? Object.assign(new Error(words), { responseCode }) : null)
      },
      async onData(stream, _session, done) {
        received.push(await text(stream))
        done()
      },
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    const { port } = server.server.address() as AddressInfo
    const mailer = mailerFor(readConfig({ SMTP_URL: `smtp://127.0.0.1:${port}` }), store.db)
    const whole = {
      ...mail,
      html: '<p>Kom je?</p>',
      messageId: '<een@buurt.example>',
      bounceTo: 'terug+abc@buurt.example',
      replyTo: 'antwoord+abc@buurt.example',
      headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    }
    try {
      await mailer.many!(async (send) => {
        await send(whole)
        await send(whole)
        await expect(send({ ...whole, to: 'weg@voorbeeld.nl' })).rejects.toMatchObject({ status: '5.1.1' })
        for (const name of ['vol', 'streng', 'later'])
          await expect(send({ ...whole, to: `${name}@voorbeeld.nl` })).rejects.not.toThrow(Undeliverable)
      })
    } finally {
      server.close()
    }
    expect(received).toHaveLength(2)
    for (const message of received) {
      expect(message).toContain('Message-ID: <een@buurt.example>')
      expect(message).toContain('Reply-To: antwoord+abc@buurt.example')
      expect(message).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
      expect(message).toContain('Content-Type: multipart/alternative')
      // Mail servers may report that it did not arrive; holiday answers are not asked for.
      expect(message).toMatch(/X-Auto-Response-Suppress: (?!All)/)
    }
    expect(new Set(senders)).toEqual(new Set(['terug+abc@buurt.example']))
  })

  it('fails when the mail server is down, so that the job is tried again', async () => {
    const mailer = mailerFor(readConfig({ SMTP_URL: 'smtp://127.0.0.1:9' }), store.db)
    await expect(mailer.send(mail)).rejects.toThrow()
  })

  it('can be read in a demo, the newest two hundred', async () => {
    const mailer = mailerFor(readConfig({}), store.db)
    for (let n = 0; n < 205; n++) await mailer.send({ ...mail, subject: `Bericht ${n}` })
    const kept = await rows<{ subject: string }>(
      store.db,
      sql`select subject from demo_mail order by id desc`,
    )
    expect(kept).toHaveLength(200)
    expect(kept[0]?.subject).toBe('Bericht 204')
  })
})
