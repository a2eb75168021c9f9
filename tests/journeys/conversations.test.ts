import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, openHouse, type House } from './house.ts'

const small = { viewport: { width: 360, height: 800 } }

async function wrongWith(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  if (size) await page.setViewportSize(size)
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`),
    ...(width > 320 ? [`is ${width} wide at 320`] : []),
  ]
}

describe.skipIf(!chromiumPath)('talking with neighbours, in two browsers', () => {
  let house: House
  let samira: Page
  let noor: Page
  let talk: string
  beforeAll(async () => {
    house = await openHouse()
    samira = await house.stepIn('samira', small)
    noor = await house.stepIn('noor', { ...small, javaScriptEnabled: false })
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  it('Noor starts a conversation without scripts, after she looked at it first', async () => {
    await noor.goto('/leefomgeving/kerkplein-leeft')
    await noor.getByRole('link', { name: 'Begin een gesprek' }).click()
    await noor.getByLabel('Waar gaat het over?').fill('Stekjes op het plein')
    await noor
      .getByLabel('Wat wil je zeggen?')
      .fill('Ik zet zaterdag een tafel neer. **Neem een stekje mee**.')
    await noor.getByRole('button', { name: 'Bekijk eerst' }).click()
    expect(await noor.locator('.preview strong').innerText()).toBe('Neem een stekje mee')
    await noor.getByRole('button', { name: 'Noem iemand uit de lijst' }).click()
    expect(await noor.getByLabel('Wat wil je zeggen?').inputValue()).toContain('tafel')
    await noor.getByRole('button', { name: 'Begin dit gesprek' }).click()
    expect(await noor.getByRole('heading', { level: 1 }).innerText()).toBe('Stekjes op het plein')
    talk = new URL(noor.url()).pathname
  }, 60_000)

  it('Samira finds it as new, and what she types survives', async () => {
    await samira.goto('/leefomgeving/kerkplein-leeft/gesprekken')
    const line = samira.getByRole('listitem').filter({ hasText: 'Stekjes op het plein' })
    expect(await line.innerText()).toContain('Nieuw')
    await line.getByRole('link', { name: 'Stekjes op het plein' }).click()
    await samira.waitForURL(new RegExp(talk))
    expect(await wrongWith(samira)).toEqual([])
    await samira.getByLabel('Wat wil je zeggen?').fill('Ik heb munt over.')
    // She closes the page, and comes back.
    await samira.goto('/buurt')
    await samira.goto(talk)
    const words = samira.getByLabel('Wat wil je zeggen?')
    await expect.poll(() => words.inputValue()).toBe('Ik heb munt over.')
    expect(await samira.getByText('Wat je hier typte, staat er weer.').isVisible()).toBe(true)
    // Nobody else on this device finds it.
    const kept = await samira.evaluate(() => Object.keys(localStorage))
    expect(kept).toHaveLength(1)
    await samira.getByRole('button', { name: 'Plaats' }).click()
    await samira.waitForURL(/klaar=geplaatst/)
    await expect.poll(() => samira.evaluate(() => Object.keys(localStorage))).toEqual([])
  }, 60_000)

  it('Noor answers, and Samira sees it arrive', async () => {
    await samira.goto(talk)
    await samira.evaluate(() => {
      ;(window as { stays?: boolean }).stays = true
    })
    await noor.goto(talk)
    await noor.getByRole('link', { name: 'Antwoord Samira' }).click()
    expect(await noor.getByText('Je antwoordt Samira.').isVisible()).toBe(true)
    await noor.getByLabel('Wat wil je zeggen?').fill('Fijn. Tot zaterdag.')
    await noor.getByRole('button', { name: 'Plaats' }).click()
    await noor.waitForURL(/klaar=geplaatst/)
    const reply = samira.locator('.talk .reply--under', { hasText: 'Fijn. Tot zaterdag.' })
    await reply.waitFor({ timeout: 15_000 })
    expect(await samira.evaluate(() => (window as { stays?: boolean }).stays)).toBe(true)
    await expect
      .poll(() => samira.getByRole('status').filter({ hasText: 'Er kwam een reactie bij.' }).count())
      .toBe(1)
    expect(await reply.getByRole('link', { name: 'Antwoord Noor' }).isVisible()).toBe(true)
  }, 60_000)

  it('Samira quotes, with a photo that says what is on it', async () => {
    await samira.goto(talk)
    await samira.getByRole('link', { name: 'Citeer Noor' }).last().click()
    expect(await samira.getByLabel('Wat citeer je?').inputValue()).toBe('Fijn. Tot zaterdag.')
    await samira.getByLabel('Wat citeer je?').fill('Tot zaterdag.')
    await samira.getByLabel('Wat wil je zeggen?').fill('Kijk, dit neem ik mee.')
    await samira.getByText('Foto’s', { exact: true }).first().click()
    const photo = await samira.screenshot({ clip: { x: 0, y: 0, width: 200, height: 150 } })
    await samira
      .getByLabel(/^Foto’s/)
      .setInputFiles({ name: 'munt.png', mimeType: 'image/png', buffer: photo })
    await samira.getByRole('button', { name: 'Plaats' }).click()
    await samira.getByText('Je foto staat klaar.').waitFor()
    expect(await wrongWith(samira)).toEqual([])
    await samira.getByLabel('Wat is er op foto 1 te zien?').fill('Een bak met munt')
    await samira.getByRole('button', { name: 'Plaats' }).click()
    await samira.waitForURL(/klaar=geplaatst/)
    await noor.goto(talk)
    expect(await noor.getByAltText('Een bak met munt').isVisible()).toBe(true)
    expect(await noor.locator('.reply__quote p').last().innerText()).toBe('Tot zaterdag.')
  }, 60_000)

  it('Noor closes it with a reason, and Samira can still read', async () => {
    await noor.goto(`${talk}/sluit`)
    await noor.getByLabel('Waarom sluit je het?').fill('De tafel staat')
    await noor.getByRole('button', { name: 'Sluit dit gesprek' }).click()
    await samira.goto(talk)
    expect(await samira.getByText(/De tafel staat/).isVisible()).toBe(true)
    expect(await samira.getByRole('button', { name: 'Plaats' }).count()).toBe(0)
    expect(await wrongWith(samira)).toEqual([])
  }, 60_000)

  it('signing out takes what was typed from the device', async () => {
    await samira.goto('/leefomgeving/kerkplein-leeft/gesprekken/nieuw')
    await samira.getByLabel('Waar gaat het over?').fill('Half af')
    await expect.poll(() => samira.evaluate(() => Object.keys(localStorage).length)).toBe(1)
    await samira.goto('/ik')
    await samira.getByRole('button', { name: 'Log uit' }).first().click()
    await samira.waitForURL(/log-in/)
    await expect.poll(() => samira.evaluate(() => Object.keys(localStorage).length)).toBe(0)
  }, 60_000)

  it('the program stops while somebody is looking on', async () => {
    const page = await house.stepIn('henk', small)
    await page.goto('/leefomgeving/schuif-aan/gesprekken')
    await page.getByRole('link', { name: 'Soep voor vijfentwintig' }).click()
    await page.waitForURL(/gesprek\//)
    await page.waitForTimeout(500)
    const asked = performance.now()
    expect(await house.stopProgram()).toBe(0)
    // Without waiting for the stream until patience ends.
    expect(performance.now() - asked).toBeLessThan(9_000)
  }, 60_000)
})
