import { sql } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import type { Config } from './config.ts'
import type { Db } from './db/store.ts'

/** One message to one person. `text` is all there is: no pictures, no tracking. */
export interface Mail {
  to: string
  subject: string
  text: string
}

export interface Mailer {
  /** Hands the message to the mail server; throws when that refuses, so that the job is tried again. */
  send(mail: Mail): Promise<void>
}

/** A mailer for these settings: the mail server, or in demo mode a page on which the mail can be read. */
export function mailerFor(config: Config, db: Db): Mailer {
  if (config.smtpUrl) return smtpMailer(config.smtpUrl, config.mailFrom)
  return config.demo ? demoMailer(db) : noMailer
}

function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(url)
  return {
    async send({ to, subject, text }) {
      await transport.sendMail({
        from,
        to,
        subject,
        text,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      })
    },
  }
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
