import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoLetters } from '../../src/domains/demo/index.ts'
import { chromiumPath, openHouse, type House } from './house.ts'

const small = { viewport: { width: 360, height: 800 } }
const thread = `/brieven/${demoLetters('gieter')}`

describe.skipIf(!chromiumPath)('writing with a neighbour, in two browsers', () => {
  let house: House
  let samira: Page
  let noor: Page
  beforeAll(async () => {
    house = await openHouse()
    samira = await house.stepIn('samira', small)
    noor = await house.stepIn('noor', { ...small, javaScriptEnabled: false })
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  it('Samira reads on the way in that something waits, and what she types survives', async () => {
    await samira.goto('/buurt')
    await samira.getByText('Er ligt een bericht van een buur.').waitFor()
    await samira.goto(thread)
    await samira.getByLabel('Je bericht').fill('De lavendel doet het.')
    await samira.goto('/buurt')
    await samira.goto(thread)
    await expect.poll(() => samira.getByLabel('Je bericht').inputValue()).toBe('De lavendel doet het.')
  }, 60_000)

  it('Noor writes without scripts, and it arrives on the page that Samira has open', async () => {
    await noor.goto(thread)
    await noor.getByLabel('Je bericht').fill('Zal ik zaterdag munt meenemen?')
    await noor.getByRole('button', { name: 'Verstuur' }).click()
    await noor.getByText('Je bericht is verstuurd.').waitFor()
    await samira.getByText('Zal ik zaterdag munt meenemen?').waitFor()
    expect(await samira.getByLabel('Je bericht').inputValue()).toBe('De lavendel doet het.')
    await samira.getByRole('button', { name: 'Verstuur' }).click()
    await samira.getByText('Je bericht is verstuurd.').waitFor()
    // What was sent is no longer kept on the device.
    await samira.goto(thread)
    await samira.getByText('De lavendel doet het.').waitFor()
    expect(await samira.getByLabel('Je bericht').inputValue()).toBe('')
  }, 60_000)

  it('Samira begins from the page of a member', async () => {
    await samira.goto('/leefomgeving/kerkplein-leeft/leden')
    const members = samira.locator('main a[href*="/leden/"]')
    for (const href of await members.evaluateAll((all) => all.map((a) => a.getAttribute('href')!))) {
      await samira.goto(href)
      const write = samira.getByRole('link', { name: /^Schrijf / })
      if ((await write.count()) === 0) continue
      await write.click()
      await samira.waitForURL(/\/brieven\//)
      if (new URL(samira.url()).pathname.startsWith('/brieven/aan/')) break
    }
    await samira.getByLabel('Wat wil je zeggen?').fill('Dag buur, zullen we koffie drinken?')
    await samira.getByRole('button', { name: 'Verstuur' }).click()
    await samira.getByText(/Je bericht ligt klaar/).waitFor()
  }, 60_000)
})
