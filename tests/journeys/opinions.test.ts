import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoQuestion } from '../../src/domains/demo/index.ts'
import { chromiumPath, openHouse, type House } from './house.ts'

describe.skipIf(!chromiumPath)('saying what you think, in browsers', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  const small = { viewport: { width: 360, height: 800 } }
  const press = (page: Page, name: string) =>
    page.locator('main').getByRole('button', { name, exact: true }).first().click()
  const follow = (page: Page, name: string) =>
    page.locator('main').getByRole('link', { name, exact: true }).first().click()

  it('asks a community, answers and changes an answer without scripts, and closes it', async () => {
    const noor = await house.stepIn('noor', { ...small, javaScriptEnabled: false })
    await noor.goto('/leefomgeving/kerkplein-leeft')
    await follow(noor, 'Stel een vraag')
    await noor.getByLabel('Wat wil je vragen?').fill('Wat doen we met de lege winkel?')
    await noor.getByLabel('Eerste stellingen').fill('Er komt een buurtkamer.\nHet wordt weer een winkel.')
    await noor.getByLabel('Ja, ik laat ze toe').check()
    await press(noor, 'Stel de vraag')
    await expect.poll(() => noor.getByText('Je vraag staat er.').count()).toBe(1)
    const path = new URL(noor.url()).pathname

    const samira = await house.stepIn('samira', { ...small, javaScriptEnabled: false })
    await samira.goto(path)
    const first = await samira.locator('#stelling-tekst').textContent()
    await press(samira, 'Eens')
    await expect.poll(() => samira.locator('#stelling-tekst').textContent()).not.toBe(first)
    await press(samira, 'Weet ik nog niet')
    await expect.poll(() => samira.getByText('Je hebt alles gehad.').count()).toBe(1)
    await follow(samira, 'Wat jij zei')
    await expect.poll(() => samira.getByText('Jij: Eens').count()).toBe(1)
    await samira.getByRole('button', { name: `Oneens: ${first}` }).click()
    await expect.poll(() => samira.getByText('Jij: Oneens').count()).toBe(1)
    expect(await samira.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)

    await samira.goto(`${path}/stelling`)
    await samira.getByLabel('Je stelling').fill('Er moet een buurtkamer komen')
    await press(samira, 'Zet erbij')
    await expect.poll(() => samira.getByRole('heading', { name: 'Staat deze er al?' }).count()).toBe(1)
    expect(await samira.getByLabel('Je stelling').inputValue()).toBe('Er moet een buurtkamer komen')
    await samira.getByLabel('Je stelling').fill('Het dak kan een tuin worden')
    await press(samira, 'Nee, die van mij is anders')
    await expect.poll(() => samira.getByText('leest haar eerst').count()).toBe(1)

    await noor.goto(`${path}/beheer`)
    await expect.poll(() => noor.getByText('Het dak kan een tuin worden').count()).toBe(1)
    expect(await noor.getByText('Samira').count()).toBe(0)
    await noor.getByRole('button', { name: 'Laat toe: Het dak kan een tuin worden' }).click()
    await expect.poll(() => noor.getByText('Er wacht niets.').count()).toBe(1)
    await press(noor, 'Sluit de vraag')
    await expect.poll(() => noor.getByText('De vraag is gesloten.').count()).toBeGreaterThan(0)
    await samira.goto(path)
    await expect.poll(() => samira.getByText('Je kunt alles nog lezen.').count()).toBe(1)
  }, 90_000)

  it('shows the map of many as a drawing and as a table, in the light and in the dark', async () => {
    const path = `/vraag/${demoQuestion('plein-vijf-jaar')}`
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await house.open({ ...small, colorScheme, javaScriptEnabled: false })
      await page.goto(path)
      const map = page.getByRole('img', { name: /Kaart met mensen/ })
      await map.waitFor()
      expect(await map.getAttribute('aria-label')).toMatch(/Groep A: ongeveer \d+ mensen/)
      const look = (group: number) =>
        page.locator(`figure .opinions__group--${group}`).evaluate((one) => [
          getComputedStyle(one).fill,
          one
            .getAttribute('d')
            ?.replaceAll(/[\d.-]/g, '')
            .slice(0, 8),
        ])
      // Told by the shape as well as by the colour.
      const [a, b] = [await look(0), await look(1)]
      expect(a[0]).not.toBe(b[0])
      expect(a[1]).not.toBe(b[1])
      await follow(page, 'Bekijk alles in een tabel')
      await expect.poll(() => page.getByRole('columnheader', { name: 'Groep A' }).count()).toBe(1)
      expect(await page.locator('tbody tr').count()).toBe(20)
      await page.context().close()
    }
  }, 60_000)
})
