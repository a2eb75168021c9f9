import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tendDelegations } from '../../src/domains/delegations/index.ts'
import { day } from '../../src/platform/clock.ts'
import { chromiumPath } from './house.ts'
import { openTimedHouse, type TimedHouse } from './timed-house.ts'

const plain = { viewport: { width: 360, height: 800 }, javaScriptEnabled: false }
const wide = { viewport: { width: 1280, height: 800 } }
const main = (page: Page) => page.locator('main')
const press = (page: Page, name: string) => main(page).getByRole('button', { name }).first().click()
const says = async (page: Page, words: string | RegExp) =>
  expect.poll(() => page.locator('body').innerText()).toMatch(words)

/** What axe finds on a page as it stands, and whether it is too wide for a small phone. */
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

describe.skipIf(!chromiumPath)('somebody else votes for me, in browsers', () => {
  let house: TimedHouse
  let samira: Page
  let scripted: Page
  /** What is wrong with the page that Samira looks at, which needs scripts to be judged. */
  const wrongHere = async () => {
    await scripted.goto(samira.url())
    return wrongWith(scripted)
  }
  beforeAll(async () => {
    house = await openTimedHouse(new Date('2026-05-12T09:00:00Z'))
    // On a phone, without scripts.
    samira = await house.stepIn('samira', plain)
    scripted = await house.stepIn('samira', { viewport: plain.viewport })
  }, 120_000)
  afterAll(async () => {
    await house?.close()
  })

  it('until I take it back', async () => {
    await samira.goto('/ik')
    expect(await main(samira).locator('a[href="/volmachten"]').count()).toBe(1)
    await samira.goto('/volmachten')
    await says(samira, 'Iemand anders mag voor jou stemmen, tot jij zelf stemt of het terugneemt.')
    expect(await wrongHere()).toEqual([])
    await main(samira).getByRole('link', { name: 'Zie hoe je stem gaat' }).click()
    await says(samira, /Jij geeft je stem aan \S+\.[\s\S]*gaf het door aan \S+\./)
    expect(await wrongHere()).toEqual([])
    await samira.goto('/volmachten')
    await press(samira, 'Neem je stem terug')
    await says(samira, 'Je hebt je stem weer terug.')
    await says(samira, 'Niemand. Je stemt zelf.')
  })

  it('on one theme, after seeing the way of my voice', async () => {
    await main(samira).getByRole('link', { name: 'Geef een volmacht' }).click()
    expect(await wrongHere()).toEqual([])
    await press(samira, 'Verder')
    await says(samira, 'Kies een plek.')
    await samira.getByLabel('Voor welke plek?').selectOption({ label: 'Kerkplein leeft (leefomgeving)' })
    await samira.getByLabel('Voor welk thema?').selectOption({ label: 'Bomen' })
    await press(samira, 'Verder')
    await says(samira, 'Omdat buren hierover naar deze buur wijzen: bomen.')
    expect(await wrongHere()).toEqual([])
    await press(samira, 'Verder')
    await says(samira, 'Kies een buur.')
    await samira.locator('input[name=aan]').nth(1).check()
    await press(samira, 'Verder')
    await says(samira, 'Klopt dit?')
    await says(samira, 'Omdat de volmacht over dit thema gaat.')
    expect(await wrongHere()).toEqual([])
    await press(samira, 'Geef deze volmacht')
    await says(samira, 'Je volmacht is gegeven. Zelf stemmen kan altijd.')
    await says(samira, /stemt voor jou[\s\S]*Kerkplein leeft\. Over bomen\./)
  })

  it('or vote myself there after all', async () => {
    await main(samira).getByRole('link', { name: 'Geef een volmacht' }).click()
    await samira.getByLabel('Voor welke plek?').selectOption({ label: 'Lijnbaan (straat)' })
    await samira.getByLabel('Voor welk thema?').selectOption({ label: 'Bomen' })
    await press(samira, 'Verder')
    await samira.getByLabel('Niemand: hierover stem ik zelf').check()
    await press(samira, 'Verder')
    await says(samira, 'Niemand. Je koos om hierover zelf te stemmen.')
    await press(samira, 'Ja, ik stem zelf')
    await says(samira, 'Over dit thema stem je zelf.')
  })

  it('and I need not carry a voice that I do not want', async () => {
    await press(samira, 'Geef terug')
    await says(samira, 'Je stemt niet meer voor deze buur.')
    await press(samira, 'Ik stem alleen voor mezelf')
    await says(samira, 'Niemand kan je een volmacht geven.')
    await press(samira, 'Ik wil het toch weer')
    await says(samira, 'Buren mogen je weer een volmacht geven.')
  })

  it('while everybody sees in how few hands the voices of a community lie', async () => {
    const page = await house.stepIn('samira', wide)
    await page.goto('/leefomgeving/kerkplein-leeft/volmachten')
    await says(page, 'Grootste deel bij één persoon')
    expect(await wrongWith(page)).toEqual([])
  })

  it('for a year, and for another with one click', async () => {
    house.pass(340 * day)
    await tendDelegations(house.ctx)
    await house.enter(samira, 'samira')
    await samira.goto('/ik/berichten')
    await says(samira, /voor Kerkplein leeft stopt over een maand/)
    await samira.goto('/volmachten')
    await says(samira, 'Deze volmacht stopt bijna.')
    await press(samira, 'Nog een jaar')
    await says(samira, 'Je volmacht geldt weer een jaar.')
    house.pass(60 * day)
    await tendDelegations(house.ctx)
    await house.enter(samira, 'samira')
    await samira.goto('/volmachten')
    await says(samira, /stemt voor jou/)
  })

  it('and in English too', async () => {
    await samira.getByRole('button', { name: 'English' }).first().click()
    await says(samira, 'Somebody else may vote for you, until you vote yourself or take it back.')
  })
})
