import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoCase } from '../../src/domains/demo/index.ts'
import { chromiumPath, openHouse, type House } from './house.ts'

const small = { viewport: { width: 360, height: 800 } }

async function wrongWith(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  const most = page.viewportSize()?.width ?? 0
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`),
    ...(width > most ? [`is ${width} wide at ${most}`] : []),
  ]
}

describe.skipIf(!chromiumPath)('at the right level', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  it('somebody without scripts finds out who decides on a speed bump, on a phone', async () => {
    const page = await house.open({ ...small, javaScriptEnabled: false })
    await page.goto('/niveaukompas')
    await page.getByLabel('Zoek een straat, buurt, wijk of gemeente').fill('Singelweg')
    await page.getByRole('button', { name: 'Zoek' }).first().click()
    await page.getByRole('link', { name: 'Kies Singelweg' }).click()
    await page.getByText('Haal Singelweg weg').waitFor()
    await page.getByLabel('Onderwerp').fill('te hard rijden')
    await page.getByRole('button', { name: 'Zoek' }).last().click()
    await page.getByRole('link', { name: /Drempel/ }).click()
    await page.getByRole('heading', { name: 'Inspraak' }).waitFor()
    expect(await page.locator('.why').innerText()).toBe(
      'Omdat dit Singelweg raakt, en de gemeente Ravenhorst erover beslist.',
    )
    expect(await page.getByText('Nog niet getoetst:').count()).toBe(1)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    // A neighbouring area on the drawn map is a link: the level grows.
    await page.goto(`${page.url().split('#')[0]}&gebied=BU99990101`)
    await page.locator('.levels .is-here', { hasText: 'Ravenhorst-Oost' }).waitFor()
    await page.context().close()
  }, 60_000)

  it('draws a circle round an address, and chooses on the drawn map', async () => {
    const page = await house.open({ viewport: { width: 1280, height: 800 } })
    await page.goto('/niveaukompas')
    await page.getByText('Of trek een cirkel').click()
    await page.getByLabel('Adres of plek').fill('Lijnbaan 12, Ravenhorst')
    await page.getByLabel('Hoe ver').selectOption('100')
    await page.getByRole('button', { name: 'Trek de cirkel' }).click()
    await page.getByText('Een cirkel van 100 meter om Lijnbaan 12, Ravenhorst').waitFor()
    await page.locator('.map .is-ring').waitFor()
    expect(await wrongWith(page)).toEqual([])
    const neighbour = page.locator('.map a').first()
    const name = (await neighbour.textContent())!.trim()
    await neighbour.click()
    await page.getByText(`Haal ${name} weg`).waitFor()
    await page.context().close()
  }, 60_000)

  it('suggests a subject while somebody types, and goes there', async () => {
    const page = await house.open(small)
    await page.goto('/niveaukompas?gebied=BU99990101')
    await page.getByRole('combobox', { name: 'Onderwerp' }).pressSequentially('bbq')
    await page.getByRole('option', { name: 'Straatbarbecue' }).click()
    await page.getByRole('heading', { name: 'Zeggenschap' }).waitFor()
    await page.context().close()
  }, 60_000)

  it('Samira lays something before her street, a neighbour says that it belongs higher', async () => {
    const samira = await house.stepIn('samira', small)
    await samira.goto('/niveaukompas?gebied=BU99990101:lijnbaan&thema=straat-schoon')
    await samira.getByLabel('Wat leg je voor?').fill('Zaterdag vegen we samen de stoep')
    await samira.getByRole('button', { name: 'Leg dit voor' }).click()
    await samira.getByRole('heading', { level: 1, name: 'Zaterdag vegen we samen de stoep' }).waitFor()
    expect(await wrongWith(samira)).toEqual([])
    const address = new URL(samira.url()).pathname
    await samira.context().close()

    const noor = await house.stepIn('noor', { ...small, javaScriptEnabled: false })
    await noor.goto('/gebied/BU99990101/lijnbaan')
    await noor.getByRole('link', { name: 'Zaterdag vegen we samen de stoep' }).click()
    await noor.waitForURL(new RegExp(address))
    await noor.getByLabel('Dit hoort hoger').check()
    await noor.getByRole('button', { name: 'Zeg het' }).click()
    await noor.getByText('Jij zei: dit hoort hoger.').waitFor()
    await noor.getByRole('button', { name: 'Neem terug wat je zei' }).click()
    await noor.getByText('Nog niemand zei dat het ergens anders hoort.').waitFor()
    await noor.context().close()
  }, 90_000)

  it('anybody sees how speed bumps grew from three streets to the wijk, and are advice', async () => {
    const page = await house.open(small)
    await page.goto(`/niveau/${demoCase('drempel-singelweg')}`)
    await page.getByText('Van drie straten naar de wijk Ravenhorst-Oost').waitFor()
    expect(await page.getByRole('heading', { name: 'Inspraak' }).count()).toBe(1)
    expect(await page.locator('.levels .is-here').innerText()).toContain('Ravenhorst-Oost')
    expect(
      await page.locator('#weg ~ *, section[aria-labelledby="weg"] ol > li').count(),
    ).toBeGreaterThanOrEqual(2)
    expect(await wrongWith(page)).toEqual([])
    await page.context().close()
  }, 60_000)

  it('a steward changes a row in public, and the old one stays readable', async () => {
    const wietske = await house.stepIn('wietske', { viewport: { width: 1280, height: 800 } })
    await wietske.goto('/niveaukompas/tabel/kermis')
    await wietske.getByRole('link', { name: 'Verander deze regel' }).click()
    await wietske
      .getByLabel('Wat je zelf kunt doen')
      .fill('Praat met de buren over tijden, geluid en fietsen.')
    await wietske.getByLabel('Waarom?').fill('Fietsen stonden in de weg.')
    await wietske.getByRole('button', { name: 'Bewaar als nieuwe versie' }).click()
    await wietske.getByText('Fietsen stonden in de weg.').waitFor()
    await wietske.context().close()
    const anybody = await house.open(small)
    await anybody.goto('/niveaukompas/tabel/kermis?versie=1')
    await anybody.getByText('Praat met de buren over tijden en geluid.').waitFor()
    await anybody.goto('/stichting/handelingen')
    await anybody.getByText('Een regel van het niveaukompas veranderd').waitFor()
    await anybody.context().close()
  }, 60_000)
})
