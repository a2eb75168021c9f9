import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, openHouse, type House } from './house.ts'

describe.skipIf(!chromiumPath)('writing down and passing on, in browsers', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  const small = { viewport: { width: 360, height: 800 } }
  const press = (page: Page, name: string) =>
    page.locator('main').getByRole('button', { name }).first().click()
  const follow = (page: Page, name: string) =>
    page.locator('main').getByRole('link', { name }).first().click()

  /** Writes a page in a community of the town. @returns its path. */
  async function write(page: Page, slug: string, title: string, text: string): Promise<string> {
    await page.goto(`/leefomgeving/${slug}/documenten/nieuw?soort=page`)
    await page.getByLabel('Titel').fill(title)
    await page.getByLabel('Tekst', { exact: true }).fill(text)
    await page.getByLabel('Eigen ervaring').check()
    await press(page, 'Zet in de kast')
    await page.waitForURL(/\/document\//)
    return new URL(page.url()).pathname
  }

  it('keeps both texts when two write at once, one of them without scripts', async () => {
    const samira = await house.stepIn('samira', small)
    const noor = await house.stepIn('noor', { ...small, javaScriptEnabled: false })
    const path = await write(samira, 'kerkplein-leeft', 'Hoe laat is de koffie', 'De koffie is om tien uur.')
    await noor.goto(path)
    await follow(noor, 'Verander de tekst')
    await samira.goto(`${path}/bewerk`)
    await samira.getByLabel('Tekst', { exact: true }).fill('De koffie is om elf uur.')
    await press(samira, 'Bewaar')
    await samira.waitForURL(/klaar=bewaard/)
    await noor.getByLabel('Tekst', { exact: true }).fill('De koffie is om half tien.')
    await press(noor, 'Bewaar')
    expect(await noor.getByRole('heading', { level: 1 }).textContent()).toBe('Iemand was net iets eerder')
    expect(await noor.getByLabel('Tekst', { exact: true }).inputValue()).toBe('De koffie is om half tien.')
    await expect.poll(() => noor.getByText('De koffie is om elf uur.').count()).toBeGreaterThan(0)
    // What changed can be told without colour: struck out and underlined, and read out in words.
    expect(
      await noor
        .locator('del')
        .first()
        .evaluate((one) => getComputedStyle(one).textDecorationLine),
    ).toBe('line-through')
    expect(
      await noor
        .locator('ins')
        .first()
        .evaluate((one) => getComputedStyle(one).textDecorationLine),
    ).toBe('underline')
    await press(noor, 'Zet beide teksten in het vak')
    expect(await noor.getByLabel('Tekst', { exact: true }).inputValue()).toMatch(
      /elf uur\.\s+---\s+De koffie is om half tien\./,
    )
    await noor
      .getByLabel('Tekst', { exact: true })
      .fill('De koffie is om half tien. Wie later komt, om elf uur.')
    await press(noor, 'Bewaar wat in het vak staat')
    await noor.waitForURL(/klaar=bewaard/)
    await samira.goto(path)
    await expect.poll(() => samira.getByText('Wie later komt, om elf uur.').count()).toBe(1)
    await follow(samira, 'Eerdere teksten')
    await expect
      .poll(() => samira.locator('main li h3').allTextContents())
      .toEqual(['Tekst 3', 'Tekst 2', 'Tekst 1'])
    await samira.getByRole('link', { name: 'Tekst 1' }).click()
    await press(samira, 'Zet deze tekst terug')
    await expect.poll(() => samira.getByText('De koffie is om tien uur.').count()).toBe(1)
  }, 90_000)

  it('brings a file, and gives it back only to be saved', async () => {
    const page = await house.stepIn('samira', { ...small, javaScriptEnabled: false })
    await page.goto('/leefomgeving/kerkplein-leeft/documenten/bestand')
    const html = {
      name: 'feest.html',
      mimeType: 'text/html',
      buffer: Buffer.from('<script>alert(1)</script>'),
    }
    await page.getByLabel('Bestand', { exact: true }).setInputFiles(html)
    await page.getByLabel('Titel').fill('Het programma')
    await press(page, 'Zet in de kast')
    // How we know it was forgotten: the file need not be chosen again.
    await expect.poll(() => page.getByText('Je bestand is er nog: feest.html').count()).toBe(1)
    await page.getByLabel('Eigen ervaring').check()
    await press(page, 'Zet in de kast')
    await page.waitForURL(/\/document\//)
    const download = page.waitForEvent('download')
    await follow(page, 'Haal het bestand op')
    expect((await download).suggestedFilename()).toBe('feest.html')
  }, 60_000)

  it('takes a plan over, ticks it, and tells back how it went', async () => {
    const noor = await house.stepIn('noor', small)
    await noor.goto('/leefomgeving/meidoorn-bbq/documenten')
    await noor.getByRole('link', { name: 'Een straatbarbecue, alles bij elkaar' }).click()
    const origin = new URL(noor.url()).pathname
    // A closed community took it over too: it is counted, and has no name.
    await expect
      .poll(() => noor.getByText('Ook een leefomgeving die je niet kunt zien, nam dit over.').count())
      .toBe(1)
    expect(await noor.locator('main').textContent()).not.toContain('Saturnushof')
    await follow(noor, 'Neem over')
    await noor.getByLabel('Naar welke leefomgeving?').selectOption('geveltuinen-lijnbaan')
    await press(noor, 'Neem over')
    await noor.waitForURL(/klaar=overgenomen/)
    expect(await noor.locator('section', { has: noor.locator('#herkomst') }).textContent()).toContain(
      'Een straatbarbecue, alles bij elkaar',
    )
    const copy = new URL(noor.url()).pathname
    await follow(noor, 'Straatbarbecue in tien stappen')
    await noor.getByRole('button', { name: 'Het is gedaan: Kies met drie buren een zaterdag' }).click()
    await noor.waitForURL(/klaar=stap/)
    await expect.poll(() => noor.getByText(/Gedaan door Noor op/).count()).toBe(1)
    await noor.goto(copy)
    await follow(noor, 'Vertel hoe het ging')
    await noor.getByLabel('Hoe ging het?').fill('In onze smalle straat pasten drie barbecues.')
    await press(noor, 'Vertel het')
    await noor.waitForURL(/klaar=verteld/)
    const yusuf = await house.stepIn('yusuf', small)
    await yusuf.goto(origin)
    await expect.poll(() => yusuf.getByText('In onze smalle straat pasten drie barbecues.').count()).toBe(1)
  }, 90_000)

  it('ends with a story that the next who want it find, and thanks by name', async () => {
    const marja = await house.stepIn('marja', small)
    await write(marja, 'stapvoets-singelweg', 'Wat de gemeente wilde weten', 'Tellingen, en een tekening.')
    await marja.goto('/leefomgeving/stapvoets-singelweg/ambitie/rustig-rijden/einde')
    await marja.getByLabel('Het is gelukt').check()
    await marja.getByLabel('Wat werkte?').fill('Samen tellen, op de stoep.')
    await marja.getByLabel('3. Wat moeten anderen weten?').fill('Zet eerst bloembakken neer.')
    await marja.locator('summary', { hasText: 'Kies buren' }).click()
    await marja.getByRole('checkbox', { name: /^Henk\b/ }).check()
    await marja.getByLabel('Waarvoor?').fill('Voor het timmeren van de bakken.')
    await marja.locator('summary', { hasText: 'Vertel het hele verhaal' }).click()
    await marja.getByLabel('Wat de gemeente wilde weten').check()
    await press(marja, 'Rond af')
    await marja.waitForURL(/\/verhaal\/.*klaar=verteld/)
    await expect.poll(() => marja.getByText('Dank aan Henk.').count()).toBe(1)

    // Somebody elsewhere who wants the same finds it, with what they left; not yet the name.
    const samira = await house.stepIn('samira', small)
    await samira.goto('/ambities/rustig-rijden')
    await samira.locator('summary', { hasText: 'Zij deden het al' }).click()
    await expect.poll(() => samira.getByText('Zet eerst bloembakken neer.').count()).toBe(1)
    await expect.poll(() => samira.getByRole('link', { name: 'Wat de gemeente wilde weten' }).count()).toBe(1)
    const story = new URL(marja.url()).pathname
    await samira.goto(story)
    expect(await samira.getByText('Dank aan Henk.').count()).toBe(0)

    const henk = await house.stepIn('henk', { ...small, javaScriptEnabled: false })
    await henk.goto('/ik/dank')
    await expect.poll(() => henk.getByText('Voor het timmeren van de bakken.').count()).toBe(1)
    await henk
      .locator('li', { hasText: 'Voor het timmeren' })
      .getByRole('button', { name: 'Zet mijn naam erbij' })
      .click()
    await henk.waitForURL(/klaar=genoemd/)
    await samira.reload()
    await expect.poll(() => samira.getByText('Dank aan Henk.').count()).toBe(1)
    // The community itself goes on.
    await marja.goto('/leefomgeving/stapvoets-singelweg')
    expect(
      await marja
        .locator('#ambities')
        .locator('xpath=ancestor::section')
        .getByText(/rustig rijden/i)
        .count(),
    ).toBe(0)
  }, 90_000)
})
