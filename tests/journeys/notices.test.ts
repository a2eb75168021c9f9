import { AxeBuilder } from '@axe-core/playwright'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { simpleParser, type ParsedMail } from 'mailparser'
import { createTransport } from 'nodemailer'
import { chromium, type Browser, type Page } from 'playwright-core'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { feeds } from '../../src/app/feeds.ts'
import { prepare } from '../../src/app/prepare.ts'
import { startServer, type Running } from '../../src/app/server.ts'
import { openServices } from '../../src/app/services.ts'
import { momentOf, onTheWall } from '../../src/platform/clock.ts'
import { readConfig } from '../../src/platform/config.ts'
import { systemContext, type Services } from '../../src/platform/context.ts'
import { sendBundles } from '../../src/domains/notices/index.ts'
import { chromiumPath } from './house.ts'

/** A port that is free at this moment. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

const mailOf = (persona: string) => `${persona}@ravenhorst.invalid`

/** The mail server of the outside world: keeps what our program sends. */
async function openWorld() {
  const mail: (ParsedMail & { envelope: { from: string; to: string } })[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    async onData(stream, { envelope }, done) {
      const parsed = await simpleParser(await buffer(stream))
      const from = envelope.mailFrom ? envelope.mailFrom.address : ''
      mail.push({ ...parsed, envelope: { from, to: envelope.rcptTo[0]!.address } })
      done()
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  /** The newest message to somebody of the demo town with such a subject. */
  const to = (persona: string, subject: RegExp) =>
    mail.findLast(({ envelope, subject: said = '' }) => envelope.to === mailOf(persona) && subject.test(said))
  return { port, mail, to, close: () => server.close() }
}

/** Brings a message to the port of our program, as a mail server does. */
async function bring(
  port: number,
  given: { from: string; to: string; text?: string; raw?: string; sender?: string },
) {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  const { from, to, raw, text, sender = from } = given
  await transport.sendMail({
    envelope: { from: sender, to },
    ...(raw === undefined ? { from, to, subject: 'Re: nieuws', text } : { raw }),
  })
}

describe.skipIf(!chromiumPath)('the bundle, in a browser and by mail', () => {
  let world: Awaited<ReturnType<typeof openWorld>>
  let services: Services
  let running: Running
  let browser: Browser
  let origin: string
  let incoming: number
  const folder = mkdtempSync(join(tmpdir(), 'dhz-journey-'))
  const today = onTheWall(new Date()).toPlainDate()
  /** What time it is in the house: the bundle waits for nobody, so the test decides. */
  let now = momentOf(today.toString(), '10:00')

  beforeAll(async () => {
    world = await openWorld()
    incoming = await freePort()
    const port = await freePort()
    origin = `http://localhost:${port}`
    const config = readConfig({
      PORT: String(port),
      DHZ_DATA_DIR: folder,
      DHZ_LOG: 'error',
      DHZ_REQUESTS_PER_MINUTE: '0',
      SMTP_URL: `smtp://127.0.0.1:${world.port}?ignoreTLS=true`,
      MAIL_FROM: 'Ravenhorst <post@ravenhorst.example>',
      DHZ_SMTP_PORT: String(incoming),
      DHZ_SMTP_DOMAIN: 'post.ravenhorst.example',
    })
    services = { ...(await openServices(config)), clock: { now: () => now } }
    await prepare(services)
    running = await startServer(services)
    browser = await chromium.launch({ executablePath: chromiumPath! })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await running?.stop()
    world?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const stepIn = async (persona: string, options = {}): Promise<Page> => {
    const context = await browser.newContext({ locale: 'nl-NL', baseURL: origin, ...options })
    const page = await context.newPage()
    await page.goto('/demo')
    await page.locator(`button[value="${persona}"]`).click()
    await page.waitForURL(/\/(buurt|beheer)/)
    return page
  }
  const place = '/leefomgeving/kerkplein-leeft'
  /** Noor writes in a community of Samira. @returns where. */
  const write = async (title: string): Promise<string> => {
    const noor = await stepIn('noor')
    await noor.goto(place)
    const join = noor.getByRole('button', { name: /^Doe mee/ })
    if (await join.count()) await join.first().click()
    await noor.goto(`${place}/gesprekken/nieuw`)
    await noor.locator('[name=title]').fill(title)
    await noor.locator('[name=words]').fill('Wie doet er mee?')
    await noor.locator('button[name=do][value=send]').click()
    await noor.waitForURL(/\/gesprek\/[0-9a-f-]{36}/)
    return new URL(noor.url()).pathname
  }
  const evening = async (day = today) => {
    now = momentOf(day.toString(), '17:10')
    await sendBundles(systemContext(services), feeds)
  }

  for (const javaScriptEnabled of [true, false]) {
    it(`is a page that ends, and is set as Samira likes, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
      const title = `Soep ${javaScriptEnabled ? 'met' : 'zonder'} ballen`
      await write(title)
      const samira = await stepIn('samira', { javaScriptEnabled, viewport: { width: 360, height: 800 } })
      await samira.goto('/ik')
      await samira.getByRole('link', { name: 'Je bundel' }).click()
      expect(await samira.locator('main').innerText()).toContain(`Nieuw gesprek: ${title}`)
      expect(await samira.locator('.goodbye').innerText()).toBe('Je bent bij. Fijne dag buiten.')
      if (javaScriptEnabled) {
        const { violations } = await new AxeBuilder({ page: samira }).analyze()
        expect(violations.map(({ id }) => id)).toEqual([])
      }
      await samira.getByRole('link', { name: 'Verander je bundel' }).click()
      await samira.getByLabel('Kerkplein leeft').check()
      await samira.getByRole('button', { name: 'Bewaar' }).click()
      await samira.waitForURL(/klaar=bewaard/)
      await samira.goto('/ik/bundel')
      expect(await samira.locator('main').innerText()).not.toContain(title)
      await samira.goto('/ik/bundel/instellen')
      await samira.getByLabel('Kerkplein leeft').uncheck()
      await samira.getByRole('button', { name: 'Bewaar' }).click()
      await samira.waitForURL(/klaar=bewaard/)
    })
  }

  it('goes out at five over SMTP; an answer to it stands in the conversation', async () => {
    const path = await write('Een bank op het plein')
    await evening()
    const mail = world.to('samira', /^Je bundel van/)!
    expect(mail.text).toContain('Nieuw gesprek: Een bank op het plein')
    expect(mail.subject).not.toContain('Kerkplein')
    expect(mail.envelope.from).toMatch(/^terug\+[a-z2-7]{45}@post\.ravenhorst\.example$/)
    const lines = (mail.text ?? '').split('\n')
    const line = lines.findIndex((said) => said.includes('Een bank op het plein'))
    const to = /antwoord\+[a-z2-7]{45}@[a-z.]+/.exec(lines.slice(line, line + 4).join(' '))![0]
    const text = `Ik heb nog hout.\n\nOp ${today.toString()} om 17:10 schreef Ravenhorst <post@ravenhorst.example>:\n\n> Hallo,\n`
    await bring(incoming, { from: mailOf('samira'), to, text })
    // In somebody else’s name it is refused.
    await expect(bring(incoming, { from: mailOf('henk'), to, text })).rejects.toThrow(/550/)
    const noor = await stepIn('noor')
    await noor.goto(path)
    const thread = await noor.locator('main').innerText()
    expect(thread).toContain('Ik heb nog hout.')
    expect(thread).not.toContain('schreef Ravenhorst')
  })

  it('that comes back is seen by who signs in, and goes again when they say so', async () => {
    const { from } = world.to('samira', /^Je bundel van/)!.envelope
    const report = [
      'From: mailer-daemon@elders.nl',
      `To: ${from}`,
      'Subject: Undelivered',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.elders.nl',
      '',
      'Final-Recipient: rfc822; samira@ravenhorst.invalid',
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b--',
      '',
    ].join('\r\n')
    await bring(incoming, { from: '', sender: '', to: from, raw: report })
    const samira = await stepIn('samira')
    expect(await samira.locator('main').innerText()).toContain('Onze post komt niet aan')
    await samira.getByRole('button', { name: 'Het klopt' }).click()
    await samira.waitForURL(/klaar=post/)
    await samira.goto('/buurt')
    expect(await samira.locator('main').innerText()).not.toContain('Onze post komt niet aan')
  })

  it('ends by the button of a mail program, which knows no session', async () => {
    const { headers } = world.to('samira', /^Je bundel van/)!
    const list = JSON.stringify(headers.get('list'))
    expect(list).toContain(origin)
    const link = /http:\/\/localhost:\d+\/uit\/[\w-]+/.exec(list)![0]
    const pressed = await fetch(link, {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(pressed.status).toBe(200)
    const samira = await stepIn('samira')
    await samira.goto('/ik/bundel/instellen')
    expect(await samira.getByLabel('Geen bundel').isChecked()).toBe(true)
    const before = world.mail.length
    await write('Nog een bank')
    await evening(today.add({ days: 1 }))
    expect(world.mail.slice(before).some(({ envelope }) => envelope.to === mailOf('samira'))).toBe(false)
  })
})
