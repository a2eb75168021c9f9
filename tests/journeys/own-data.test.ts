import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, openHouse, type House } from './house.ts'

describe.skipIf(!chromiumPath)('my data, in a browser without scripts', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  it('is taken along, asked to be erased, and saved at the last moment', async () => {
    const page = await house.stepIn('samira', { javaScriptEnabled: false })
    await page.goto('/ik/gegevens')
    await page.getByRole('link', { name: 'Kijk wat erin zit' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Haal het op' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^mijn-gegevens-\d{4}-\d\d-\d\d\.zip$/)
    const files = unzipSync(new Uint8Array(readFileSync(await download.path())))
    expect(Object.keys(files)).toContain('index.html')

    await page.goto('/ik/gegevens/wissen')
    await page.getByRole('button', { name: 'Wis mijn gegevens' }).click()
    expect(await page.getByRole('link', { name: 'Zet een vinkje als je het zeker weet.' }).isVisible()).toBe(
      true,
    )
    await page.getByLabel('Ja, wis mijn gegevens over zeven dagen').check()
    await page.getByRole('button', { name: 'Wis mijn gegevens' }).click()
    await page.waitForURL('**/ik/rust')
    await page.goto('/leefomgevingen')
    expect(new URL(page.url()).pathname).toBe('/ik/rust')
    await page.getByRole('button', { name: 'Stop het wissen' }).click()
    expect(await page.getByText('Fijn dat je blijft.').isVisible()).toBe(true)
    await page.goto('/leefomgevingen')
    expect(new URL(page.url()).pathname).toBe('/leefomgevingen')
  }, 60_000)

  it('takes two people of the foundation and a yes to give somebody a task', async () => {
    const proposer = await house.stepIn('wietske', { javaScriptEnabled: false })
    await proposer.goto('/beheer/mensen')
    expect(await proposer.getByRole('button', { name: 'Bevestig' }).count()).toBe(0)
    const second = await house.stepIn('gerrie', { javaScriptEnabled: false })
    await second.goto('/beheer/mensen')
    await second.getByRole('button', { name: 'Bevestig' }).click()
    const candidate = await house.stepIn('henk', { javaScriptEnabled: false })
    await candidate.goto('/ik/stichting')
    expect(await candidate.getByText('op een openbare pagina').isVisible()).toBe(true)
    await candidate.getByRole('button', { name: 'Ja, ik doe het' }).click()
    const visitor = await house.open({ javaScriptEnabled: false })
    await visitor.goto('/stichting/handelingen')
    expect(await visitor.getByText('Het gaat om Henk.').first().isVisible()).toBe(true)
  }, 60_000)
})
