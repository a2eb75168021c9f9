import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, openHouse, type House } from './house.ts'

/** Follows the link in the mail to somebody, on the demo's mail page. */
async function followMail(page: Page, to: string): Promise<void> {
  const mail = page.locator('main li', { hasText: to })
  await expect
    .poll(
      async () => {
        await page.goto('/demo/post')
        return mail.locator('a[href*="code="]').count()
      },
      { timeout: 15_000 },
    )
    .toBeGreaterThan(0)
  await mail.locator('a[href*="code="]').click()
}

describe.skipIf(!chromiumPath)('the main job, in a browser', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  for (const javaScriptEnabled of [true, false]) {
    it(`joins, chooses an ambition and looks who is near, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
      const page = await house.open({ javaScriptEnabled, viewport: { width: 360, height: 800 } })
      const mail = `fenna-${javaScriptEnabled}@voorbeeld.nl`
      await page.goto('/')
      await page.getByRole('link', { name: 'Doe mee met je straat' }).click()
      await page.getByLabel('Je voornaam').fill('Fenna')
      await page.getByRole('button', { name: 'Ga verder' }).click()
      await page.locator('input[name="q"]').fill('Lijnbaan 3, Ravenhorst')
      await page.locator('main form').getByRole('button', { name: 'Ga verder' }).click()
      await page.getByRole('button', { name: 'Ja, hier woon ik' }).click()
      await page.getByLabel('Je mailadres').fill(mail)
      await page.getByRole('button', { name: 'Ga verder' }).click()
      await page.getByLabel('18 jaar of ouder').check()
      await page.getByLabel('Ik doe mee als mens').check()
      await page.getByRole('button', { name: 'Stuur mij de mail' }).click()
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Kijk in je post')
      await followMail(page, mail)
      await page.getByRole('button', { name: 'Ja, laat mij binnen' }).click()
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Je bent binnen')

      await page.getByRole('link', { name: 'Kies een ambitie' }).click()
      await page.getByRole('searchbox').or(page.getByRole('combobox')).first().fill('jeu de boules')
      await page.getByRole('searchbox').or(page.getByRole('combobox')).first().press('Enter')
      await page.waitForURL(/[?&]q=jeu/)
      await page.getByRole('heading', { name: 'Jeu-de-boules-baan' }).getByRole('link').click()
      await page.locator('summary', { hasText: 'Dit wil ik ook' }).click()
      await page.getByLabel('Waar droom je van?').fill('Een baan onder de platanen')
      await page.getByLabel('Ja, buren mogen mij hierop vinden').check()
      await page.locator('form[action$="/kies"] button').click()
      await expect.poll(() => page.getByText('Dit is jouw ambitie').count()).toBe(1)
      await expect.poll(() => page.getByRole('heading', { name: 'Begin samen' }).count()).toBe(1)
      // An applicant may look and prepare, not begin.
      await expect.poll(() => page.getByText('Beginnen kan zodra je adres bewezen is').count()).toBe(1)
    }, 60_000)
  }

  it('begins together: community, first meeting and invitations, in one step', async () => {
    const page = await house.stepIn('samira', { viewport: { width: 360, height: 800 } })
    await page.goto('/ambities/jeu-de-boules-baan?bereik=wijk')
    await page.getByLabel('Hoe heet het?').fill('Boules voor iedereen')
    await page.getByRole('textbox', { name: 'Plek' }).fill('Het bankje op het Kerkplein')
    await page.locator('main').getByRole('button', { name: 'Begin samen' }).click()
    await page.waitForURL(/\/leefomgeving\/boules-voor-iedereen/)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Boules voor iedereen')
    await expect.poll(() => page.getByText('Het bankje op het Kerkplein').count()).toBeGreaterThan(0)
    await page.goto('/buurt')
    await expect.poll(() => page.getByText('Boules voor iedereen').count()).toBeGreaterThan(0)
  }, 60_000)

  it('keeps what was typed when something is missing', async () => {
    const page = await house.stepIn('samira')
    await page.goto('/ambities/geveltuin?bereik=buurt')
    await page.getByLabel('Hoe heet het?').fill('Groene gevels')
    await page.getByRole('textbox', { name: 'Plek' }).fill('')
    await page.locator('main').getByRole('button', { name: 'Begin samen' }).click()
    expect(await page.getByLabel('Hoe heet het?').inputValue()).toBe('Groene gevels')
    await expect.poll(() => page.getByText('Vul in waar je elkaar ziet.').count()).toBeGreaterThan(0)
  }, 60_000)

  it('never lets a demo persona exist where the origin is not loopback', () => {
    const environment = {
      PATH: process.env.PATH,
      DHZ_ORIGIN: 'https://buurt.example',
      PORT: '0',
      DHZ_DATA_DIR: join(house.dataDir, 'elsewhere'),
    }
    const run = (more: Record<string, string>) => {
      try {
        execFileSync(process.execPath, ['dist/main.js', 'demo', 'seed'], {
          env: { ...environment, ...more },
          encoding: 'utf8',
          stdio: 'pipe',
        })
        return { code: 0, said: '' }
      } catch (error) {
        const { status, stderr } = error as { status: number; stderr: string }
        return { code: status, said: stderr }
      }
    }
    const unsafe = run({})
    expect(unsafe.code).toBe(2)
    expect(unsafe.said).toContain('DHZ_SECRET')
    const refused = run({ DHZ_SECRET: 'x'.repeat(40), SMTP_URL: 'smtp://127.0.0.1:9' })
    expect(refused.code).toBe(2)
    expect(refused.said).toContain('loopback')
  }, 60_000)

  it('stops gracefully', async () => {
    expect(existsSync(house.dataDir)).toBe(true)
    expect(await house.stopProgram()).toBe(0)
    expect(readFileSync(join(house.dataDir, 'secret'), 'utf8').trim().length).toBeGreaterThan(32)
  }, 30_000)
})
