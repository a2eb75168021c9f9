import { sql } from 'drizzle-orm'
import { createTransport, type Transporter } from 'nodemailer'
import type { Config } from './config.ts'
import type { Db } from './db/store.ts'

/** One message to one person: words, without pictures from elsewhere and without tracking. */
export interface Mail {
  to: string
  subject: string
  text: string
  /** The same words with headings and links, for who reads mail that way. */
  html?: string
  /** Given where sending may happen twice: then both are one message. With its `<` and `>`. */
  messageId?: string
  /** Where an answer goes, when not to the sender. */
  replyTo?: string
  /** Where a mail server says that it could not deliver (the envelope sender), when not to the sender. */
  bounceTo?: string
  headers?: Record<string, string>
}

export interface Mailer {
  /**
   * Hands the message to the mail server; throws when that refuses, so that the job is tried again.
   * @throws Undeliverable when it says for good that there is no such address.
   */
  send(mail: Mail): Promise<void>
  /** Does work that sends many messages, over connections that stay open meanwhile. Absent where that makes no difference. */
  many?<Result>(work: (send: Mailer['send']) => Promise<Result>): Promise<Result>
}

/** The mail server refuses this address for good. */
export class Undeliverable extends Error {
  /** As RFC 3463 writes it: "5.1.1". */
  readonly status: string
  constructor(status: string) {
    super(`The mail server refuses this address: ${status}`)
    this.name = 'Undeliverable'
    this.status = status
  }
}

/** A mailer for these settings: the mail server, or in demo mode a page on which the mail can be read. */
export function mailerFor(config: Config, db: Db): Mailer {
  if (config.smtpUrl) return smtpMailer(config.smtpUrl, config.mailFrom)
  return config.demo ? demoMailer(db) : noMailer
}

/** A mail server that says nothing for so long is away; what waits for it is tried again. */
const patience = { connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 60_000 }

/** Connections to the mail server while much is sent. */
export const mailConnections = 5

function smtpMailer(url: string, from: string): Mailer {
  const send = sendingBy(createTransport({ url, ...patience }), from)
  return {
    send,
    async many(work) {
      const pool = createTransport({
        url,
        ...patience,
        pool: true,
        maxConnections: mailConnections,
        maxMessages: 500,
      })
      try {
        return await work(sendingBy(pool, from))
      } finally {
        pool.close()
      }
    },
  }
}

function sendingBy(transport: Pick<Transporter, 'sendMail'>, from: string): Mailer['send'] {
  return async ({ to, subject, text, html, messageId, replyTo, bounceTo, headers }) => {
    // Who wants to hear that it did not arrive does not ask mail servers to keep silent about that.
    const suppress = bounceTo ? 'DR, RN, NRN, OOF, AutoReply' : 'All'
    await transport
      .sendMail({
        from,
        to,
        subject,
        text,
        ...(html && { html }),
        ...(messageId && { messageId }),
        ...(replyTo && { replyTo }),
        ...(bounceTo && { envelope: { from: bounceTo, to } }),
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': suppress,
          ...headers,
        },
      })
      .catch((error: unknown) => {
        const status = refusedForGood(error)
        throw status ? new Undeliverable(status) : error
      })
  }
}

/** What a mail server said to the address itself, when that is final: only then is the address wrong, and not the moment. */
function refusedForGood(error: unknown): string | undefined {
  const { responseCode, command, response = '' } = error as Partial<SMTPError>
  if (command !== 'RCPT TO' || !responseCode || ![550, 551, 553].includes(responseCode)) return undefined
  const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0] ?? '5.1.1'
  // 5.7: it is our mail that they do not want, not the address that is wrong.
  return /^5\.(1|2\.1)/.test(status) ? status : undefined
}

interface SMTPError {
  responseCode: number
  command: string
  response: string
}

const mostDemoMail = 200

/** Keeps the newest 200 messages in the store of a demo, which only ever runs on one's own machine. */
function demoMailer(db: Db): Mailer {
  return {
    async send({ to, subject, text }) {
      await db.execute(
        sql`insert into demo_mail (recipient, subject, body) values (${to}, ${subject}, ${text})`,
      )
      await db.execute(
        sql`delete from demo_mail where id <= (select max(id) - ${mostDemoMail} from demo_mail)`,
      )
    },
  }
}

/** Forgets what a demo still shows of the mail to this address. */
export async function forgetDemoMail(db: Db, recipient: string): Promise<void> {
  await db.execute(sql`delete from demo_mail where lower(recipient) = lower(${recipient})`)
}

const noMailer: Mailer = {
  async send() {
    throw new Error('No mail server is set: give SMTP_URL')
  },
}
