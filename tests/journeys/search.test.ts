import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, openHouse, type House } from './house.ts'

describe.skipIf(!chromiumPath)('searching, without scripts', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  /** Looks for some words from wherever one is. */
  async function ask(page: Page, text: string): Promise<void> {
    await page.getByRole('link', { name: 'Zoek', exact: true }).click()
    await page.getByLabel('Wat zoek je?').fill(text)
    await page.getByRole('button', { name: 'Zoek' }).click()
  }

  it('a resident finds a conversation with a typing error, near home, and opens it', async () => {
    const page = await house.stepIn('samira', { javaScriptEnabled: false })
    await ask(page, 'straatbarbeque')
    await page.getByRole('heading', { name: 'Ambities' }).waitFor()
    await page.getByRole('link', { name: 'Straatbarbecue', exact: true }).first().waitFor()
    await ask(page, 'bankje')
    await page.getByRole('navigation', { name: 'Soorten' }).getByRole('link', { name: 'Gesprekken' }).click()
    await page.getByRole('link', { name: 'Dicht bij jou eerst' }).click()
    await page.getByText('Omdat het in jouw').first().waitFor()
    await page.locator('#gesprek').locator('..').locator('..').getByRole('link').first().click()
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/gesprek\//)
    await page.context().close()
  }, 60_000)

  it('a visitor sees the smallest next step where nothing is found', async () => {
    const page = await house.open({ javaScriptEnabled: false })
    await page.goto('/')
    await ask(page, 'kwxzvut zqvrtop')
    await page.getByRole('heading', { name: 'Probeer één woord:' }).waitFor()
    await page.getByRole('link', { name: 'zqvrtop' }).click()
    await page.getByRole('link', { name: 'Bekijk alle ambities' }).click()
    await expect.poll(() => new URL(page.url()).pathname).toBe('/ambities')
    await page.context().close()
  }, 60_000)
})
