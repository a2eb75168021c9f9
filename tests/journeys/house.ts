import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Set by the test command to a Chromium; absent where the machine has none. */
export const chromiumPath = process.env.DHZ_CHROMIUM

/** The built program on a new store with the demo town, and a browser to visit it with. */
export interface House {
  origin: string
  dataDir: string
  /** A page of a new browser that remembers nothing. */
  open(options?: BrowserContextOptions): Promise<Page>
  /** A page on which somebody of the demo town is signed in. */
  stepIn(persona: string, options?: BrowserContextOptions): Promise<Page>
  /** Asks the running program to stop and waits until it did. @returns its exit code. */
  stopProgram(): Promise<number | null>
  close(): Promise<void>
}

export async function openHouse(environment: Record<string, string> = {}): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dhz-journey-'))
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const program = spawn(process.execPath, [join(root, 'dist/main.js')], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DHZ_DATA_DIR: dataDir,
      DHZ_LOG: 'error',
      DHZ_REQUESTS_PER_MINUTE: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await isReady(program)
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath! })
  const open = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({
      locale: 'nl-NL',
      timezoneId: 'Europe/Amsterdam',
      baseURL: origin,
      ...options,
    })
    return context.newPage()
  }
  const stopProgram = () =>
    new Promise<number | null>((resolve) => {
      if (program.exitCode !== null) return resolve(program.exitCode)
      program.once('exit', (code) => resolve(code))
      program.kill('SIGTERM')
    })
  return {
    origin,
    dataDir,
    open,
    async stepIn(persona, options) {
      const page = await open(options)
      await page.goto('/demo')
      await page.locator(`button[value="${persona}"]`).click()
      await page.waitForURL(/\/(buurt|beheer)/)
      return page
    },
    stopProgram,
    async close() {
      await browser.close()
      await stopProgram()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The program says on its output that it is open. */
function isReady(program: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    program.stdout?.on('data', (words: Buffer) => {
      said += words.toString()
      if (said.includes('is open:')) resolve()
    })
    program.once('exit', (code) =>
      reject(new Error(`The program ended with ${code} before it was open: ${said}`)),
    )
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
