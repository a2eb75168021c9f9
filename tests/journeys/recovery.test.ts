import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, openHouse, type House } from './house.ts'
import { codesOn, printAndPost } from './paper.ts'

describe.skipIf(!chromiumPath)('coming back after everything was lost, in a browser', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()

  /** Follows the link in the newest mail to an address with these words in its subject. */
  async function followMail(page: Page, to: string, subject: string): Promise<void> {
    const link = page.locator('main li', { hasText: to }).filter({ hasText: subject }).locator('a').first()
    await expect
      .poll(
        async () => {
          await page.goto('/demo/post')
          return link.count()
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0)
    await link.click()
  }

  it('goes by letter without scripts: refused when wrong, warned, and stopped without signing in', async () => {
    const samira = await house.stepIn('samira', { viewport: { width: 360, height: 800 } })
    await samira.goto('/ik/gegevens')
    const fact = async (term: string) =>
      samira
        .locator('.facts div', { has: samira.getByText(term, { exact: true }) })
        .locator('dd')
        // Without the link that stands behind it.
        .evaluate((value) => value.firstChild?.textContent?.trim() ?? '')
    const [name, address, old] = [await fact('Naam'), await fact('Adres'), await fact('Mailadres')]

    const page = await house.open({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } })
    await page.goto('/log-in')
    await page.getByRole('link', { name: 'Kun je niet meer bij je mail' }).click()
    await page.getByRole('link', { name: 'Vraag een brief' }).click()
    const mail = 'opnieuw@voorbeeld.nl'
    await page.getByLabel('Je voor- en achternaam').fill(name!)
    await page.locator('input[name="q"]').fill(address!)
    await page.getByRole('button', { name: 'Ga verder' }).click()
    await expect.poll(() => page.getByText('Vul je nieuwe mailadres in.').count()).toBeGreaterThan(0)
    expect(await page.getByLabel('Je voor- en achternaam').inputValue()).toBe(name)
    await page.getByLabel('Je nieuwe mailadres').fill(mail)
    await page.getByRole('button', { name: 'Ga verder' }).click()
    expect(await heading(page)).toBe('Kijk in je nieuwe post')

    await followMail(page, mail, 'Zo kom je terug')
    expect(await heading(page)).toBe('De code uit de brief')
    const letter = (await printAndPost(house)).find((text) => text.includes(name!))!
    expect(letter).toContain('Terug in je account')
    const { number, code } = codesOn(letter)
    await page.getByLabel('Nummer van de brief').fill(number)
    await page
      .getByLabel('Code', { exact: true })
      .fill(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`)
    await page.getByRole('button', { name: 'Dit is mijn code' }).click()
    await expect.poll(() => page.getByText('In deze code zit een tikfout.').count()).toBeGreaterThan(0)
    await page.getByLabel('Code', { exact: true }).fill(code)
    await page.getByRole('button', { name: 'Dit is mijn code' }).click()
    expect(await heading(page)).toBe('Nog zeven dagen')

    await samira.goto('/ik')
    await expect
      .poll(() => samira.getByText('Iemand wil met een nieuw mailadres in jouw account.').count())
      .toBe(1)
    const stranger = await house.open({ javaScriptEnabled: false })
    await followMail(stranger, old!, 'Iemand wil met een nieuw mailadres')
    await stranger.getByRole('button', { name: 'Stop dit' }).click()
    expect(await heading(stranger)).toBe('Het is gestopt')
    await samira.goto('/ik/terugkomen')
    await expect.poll(() => samira.getByText('Er loopt nu niets').count()).toBe(1)
  }, 120_000)

  it('names a neighbour to trust, found by name, and takes that back', async () => {
    const samira = await house.stepIn('samira', { viewport: { width: 360, height: 800 } })
    await samira.goto('/ik')
    await samira.getByRole('link', { name: 'Vertrouwde buren' }).click()
    await samira.getByRole('link', { name: 'Kies een buur' }).click()
    const all = await samira.getByRole('radio').count()
    const first = (await samira.locator('.choice b').first().textContent())!
    await samira.getByLabel('Zoek op naam').fill(first)
    await samira.getByRole('button', { name: 'Zoek', exact: true }).click()
    await expect.poll(() => samira.getByRole('radio').count(), { timeout: 15_000 }).toBeLessThan(all)
    await samira.getByRole('radio', { name: first }).first().check()
    await samira.getByRole('button', { name: 'Vraag deze buur' }).click()
    await samira.waitForURL(/klaar=named/)
    await expect.poll(() => samira.getByText('Telt mee vanaf').count()).toBe(1)
    await samira.getByRole('button', { name: /^Haal .* weg$/ }).click()
    await expect.poll(() => samira.getByText('Je hebt nog niemand gekozen.').count()).toBe(1)
  }, 60_000)
})
