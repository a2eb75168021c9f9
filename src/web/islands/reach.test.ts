import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const executablePath = process.env.DHZ_CHROMIUM

describe.skipIf(!executablePath)('a form that is sent by choosing', () => {
  let browser: Browser
  let server: Server
  let origin: string
  const asked: string[] = []

  beforeAll(async () => {
    const island = await build({
      entryPoints: [`${import.meta.dirname}/reach.ts`],
      bundle: true,
      write: false,
      logLevel: 'silent',
    })
    server = createServer((request, response) => {
      const { pathname, search, searchParams } = new URL(request.url!, 'http://site')
      const script = pathname === '/reach.js'
      if (pathname === '/') asked.push(search)
      response.setHeader('content-type', script ? 'text/javascript' : 'text/html')
      response.end(script ? island.outputFiles[0]!.text : pageWith(searchParams.get('reach') ?? 'buurt'))
    })
    await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await chromium.launch({ executablePath: executablePath! })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  const pageWith = (chosen: string): string =>
    `<!doctype html><title>Reach</title><script type="module" src="/reach.js"></script>
    <form action="/" data-auto-submit>
      ${['straat', 'buurt', 'wijk', 'gemeente'].map((value) => `<label><input type="radio" name="reach" value="${value}" ${value === chosen ? 'checked' : ''}>${value}</label>`).join('')}
      <button name="by" value="button" data-without-script>Look</button>
    </form>`

  async function open(javaScriptEnabled = true): Promise<Page> {
    const page = await browser.newPage({ javaScriptEnabled })
    await page.goto(origin)
    asked.length = 0
    return page
  }

  it('works by its button where there are no scripts', async () => {
    const page = await open(false)
    await page.getByText('wijk').click()
    await page.getByRole('button').click()
    expect(asked).toEqual(['?reach=wijk&by=button'])
  })

  it('sends a pressed choice at once, as the hidden button would', async () => {
    const page = await open()
    expect(await page.locator('button').isVisible()).toBe(false)
    await page.getByText('wijk').click()
    await page.waitForURL(`${origin}/?reach=wijk&by=button`)
    expect(await page.getByLabel('wijk').isChecked()).toBe(true)
  })

  it('stays on the page while the arrow keys walk along the choices, and shows the button', async () => {
    const page = await open()
    await page.getByLabel('buurt').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(500)
    expect(asked).toEqual([])
    expect(await page.getByLabel('gemeente').evaluate((radio) => radio.matches(':focus'))).toBe(true)
    expect(await page.locator('button').isVisible()).toBe(true)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${origin}/?reach=gemeente&by=button`)
    expect(asked).toEqual(['?reach=gemeente&by=button'])
  })

  it('hides the button again when the keys come back to where they began', async () => {
    const page = await open()
    await page.getByLabel('buurt').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    expect(await page.locator('button').isVisible()).toBe(false)
    expect(asked).toEqual([])
  })

  it('is sent by Enter on a choice', async () => {
    const page = await open()
    await page.getByLabel('buurt').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${origin}/?reach=wijk&by=button`)
    expect(asked).toEqual(['?reach=wijk&by=button'])
  })

  it('does not send by keys after a press elsewhere in the form', async () => {
    const page = await open()
    await page.getByText('buurt').click()
    await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(300)
    expect(asked).toEqual([])
  })

  it('never leaves somebody who goes back with a choice that cannot be sent', async () => {
    const page = await open()
    await page.getByText('wijk').click()
    await page.waitForURL(`${origin}/?reach=wijk&by=button`)
    await page.goBack()
    const shown = await page.getByLabel('buurt').isChecked()
    expect(await page.locator('button').isVisible()).toBe(!shown)
  })
})
