import { createServer } from 'node:net'
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core'
import { prepare } from '../../src/app/prepare.ts'
import { startServer } from '../../src/app/server.ts'
import { readConfig } from '../../src/platform/config.ts'
import { systemContext, type Context } from '../../src/platform/context.ts'
import { testServices } from '../support/people.ts'
import { openTestStore } from '../support/store.ts'
import { chromiumPath } from './house.ts'

/** The program with the demo town in this very process, so that a journey can let time pass and call the worker. */
export interface TimedHouse {
  /** As the worker asks. */
  ctx: Context
  /** Lets time pass, in milliseconds. */
  pass(milliseconds: number): void
  /** A page on which somebody of the demo town is signed in. */
  stepIn(persona: string, options?: BrowserContextOptions): Promise<Page>
  /** Signs somebody of the demo town in on this page; also again, after a month in which they did not come. */
  enter(page: Page, persona: string): Promise<void>
  close(): Promise<void>
}

export async function openTimedHouse(start: Date): Promise<TimedHouse> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const store = await openTestStore('embedded')
  const timed = testServices(store, start)
  const config = readConfig({ DHZ_ORIGIN: origin, PORT: String(port), DHZ_REQUESTS_PER_MINUTE: '0' })
  const services = { ...timed, config }
  await prepare(services)
  const server = await startServer(services)
  const browser = await chromium.launch({ executablePath: chromiumPath! })
  return {
    ctx: systemContext(services),
    pass: (milliseconds) => timed.pass(milliseconds),
    async stepIn(persona, options = {}) {
      const context = await browser.newContext({ locale: 'nl-NL', baseURL: origin, ...options })
      const page = await context.newPage()
      await enter(page, persona)
      return page
    },
    enter,
    async close() {
      await browser.close()
      await server.stop()
    },
  }
}

async function enter(page: Page, persona: string): Promise<void> {
  await page.goto('/demo')
  await page.locator(`button[value="${persona}"]`).click()
  await page.waitForURL(/\/(buurt|beheer)/)
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
