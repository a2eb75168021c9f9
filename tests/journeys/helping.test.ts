import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSquare } from '../support/paper.ts'
import { chromiumPath, openHouse, type House } from './house.ts'

/** What is wrong with the page as it stands: what axe finds, and whether it is too wide for a small phone. */
async function wrongWith(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  if (size) await page.setViewportSize(size)
  return [...violations.map(({ id }) => id), ...(width > 320 ? [`is ${width} wide at 320`] : [])]
}

describe.skipIf(!chromiumPath)('help from a neighbour, in a browser', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  for (const javaScriptEnabled of [true, false]) {
    it(`Henk lets Lies join and say that she comes; she sees it and ends it, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
      const options = { javaScriptEnabled, viewport: { width: 360, height: 800 } }
      const place = javaScriptEnabled ? '/leefomgeving/schuif-aan' : '/leefomgeving/kerkplein-leeft'
      const henk = await house.stepIn('henk', options)
      const lies = await house.stepIn('lies', options)
      if (!javaScriptEnabled) {
        // She ended it in the round before; now she asks him again.
        await lies.goto('/ik/hulp/vraag?q=Henk')
        await lies.getByLabel('Henk').check()
        await lies.getByLabel('Meedoen').check()
        await lies.getByLabel('Komen').check()
        await lies.getByRole('button', { name: 'Vraag deze buur' }).click()
        await henk.goto('/helpen')
        await henk.getByRole('button', { name: 'Ja, ik help' }).click()
      }
      await henk.goto('/helpen')
      await henk.getByRole('button', { name: 'Help Lies nu' }).click()
      expect(await henk.getByRole('region', { name: 'Voor wie je dit doet' }).innerText()).toContain('Lies')
      if (javaScriptEnabled) expect(await wrongWith(henk)).toEqual([])

      await henk.goto(place)
      await henk.getByRole('button', { name: /^Doe mee/ }).click()
      await henk.waitForURL(/klaar=lid/)
      const come = henk.getByRole('button', { name: /kom/i })
      if (await come.count()) {
        await come.first().click()
        await henk.waitForURL(/\/afspraak\/[^/]+\?klaar=/)
      }
      // What is only hers stays hers.
      const refused = await henk.goto('/ik/gegevens')
      expect(refused?.status()).toBe(403)
      expect(await henk.getByRole('heading', { level: 1 }).textContent()).toBe('Dit doet je buur zelf')

      await lies.goto('/ik/hulp')
      await expect.poll(() => lies.getByText('met hulp van Henk').count()).toBeGreaterThan(1)
      await expect.poll(() => lies.getByText('Aangemeld bij').count()).toBeGreaterThan(0)
      await lies.getByRole('button', { name: 'Stop hiermee' }).click()
      await lies.waitForURL(/klaar=gestopt/)
      await expect.poll(() => lies.getByText('Nog niemand helpt je').count()).toBe(1)

      // His page is still open, and does nothing any more.
      await henk.goto('/agenda')
      expect(await henk.getByRole('region', { name: 'Voor wie je dit doet' }).count()).toBe(0)
    }, 60_000)
  }
})

describe.skipIf(!chromiumPath)('the desk, in a browser', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  it('registers somebody from paper, prints a card, and the card lets her in', async () => {
    const steward = await house.stepIn('tineke')
    await steward.goto('/beheer/balie')
    await steward.getByLabel('Voornaam').fill('Truus')
    await steward.getByLabel('Achternaam').fill('de Vries')
    await steward.locator('input[name="q"]').fill('Lijnbaan 3, Ravenhorst')
    await steward.getByLabel('18 jaar of ouder').check()
    await steward.getByLabel('Staan op papier').check()
    await steward.getByRole('button', { name: 'Kijk na' }).click()
    await expect.poll(() => steward.getByText('Truus de Vries').count()).toBeGreaterThan(0)
    expect(await wrongWith(steward)).toEqual([])
    await steward.getByRole('button', { name: 'Schrijf in' }).click()
    await steward.waitForURL(/klaar=ingeschreven/)
    expect(await wrongWith(steward)).toEqual([])
    const path = new URL(steward.url()).pathname
    const confirmation = await steward.request.get(`${path}/bevestiging.pdf`)
    expect((await confirmation.body()).subarray(0, 5).toString()).toBe('%PDF-')
    const card = await steward.request.post(`${path}/kaart.pdf`, { headers: { origin: house.origin } })
    const truus = await house.open({ viewport: { width: 360, height: 800 } })
    await truus.goto(readSquare(await card.body()))
    expect(await truus.getByRole('heading', { level: 1 }).textContent()).toBe('Kaart van Truus')
    expect(await wrongWith(truus)).toEqual([])
    await truus.getByRole('button', { name: 'Laat mij binnen' }).click()
    await truus.waitForURL(/buurt/)
    await truus.goto('/ik/hulp')
    await truus.getByRole('button', { name: 'Blokkeer mijn kaart' }).click()
    await truus.goto('/ik')
    expect(await truus.getByRole('heading', { level: 1 }).textContent()).toBe('Log in')
  }, 90_000)
})
