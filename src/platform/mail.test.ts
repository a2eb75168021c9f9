import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore } from '../../tests/support/store.ts'
import { readConfig } from './config.ts'
import type { Store } from './db/store.ts'
import { rows } from './db/store.ts'
import { mailerFor } from './mail.ts'

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
