import { AxeBuilder } from '@axe-core/playwright'
import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tendDecisions } from '../../src/domains/decisions/index.ts'
import { personaId } from '../../src/domains/demo/index.ts'
import { day } from '../../src/platform/clock.ts'
import { rows } from '../../src/platform/db/store.ts'
import { newId } from '../../src/platform/ids.ts'
import { chromiumPath } from './house.ts'
import { openTimedHouse, type TimedHouse } from './timed-house.ts'

const phone = { viewport: { width: 360, height: 800 } }
const plain = { ...phone, javaScriptEnabled: false }
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).first().click()
const follow = (page: Page, name: string | RegExp) =>
  page.getByRole('link', { name, exact: true }).first().click()
const says = async (page: Page, words: string | RegExp) =>
  expect(await page.locator('main').innerText()).toMatch(words)

/** What axe finds on a page as it stands, and whether it is too wide for a small phone. */
async function wrongWith(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  await page.setViewportSize({ width: 320, height: 640 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  await page.setViewportSize(phone.viewport)
  return [...violations.map(({ id }) => id), ...(width > 320 ? [`is ${width} wide at 320`] : [])]
}

describe.skipIf(!chromiumPath)('a proposal, in browsers', () => {
  let house: TimedHouse
  beforeAll(async () => {
    house = await openTimedHouse(new Date('2026-05-12T09:00:00Z'))
    // A third resident who plays along: Marja comes to live at the square for this.
    await house.ctx.db.execute(
      sql`insert into memberships (id, community_id, resident_id, joined)
          select ${newId()}, c.id, ${personaId('marja')}, '2026-01-01' from communities c where c.slug = 'kerkplein-leeft'`,
    )
  }, 120_000)
  afterAll(async () => {
    await house?.close()
  })
  const stageOf = async (href: string) => {
    const id = href.split('/').at(-1)!
    const [found] = await rows<{ stage: string }>(
      house.ctx.db,
      sql`select stage from proposals where id = ${id}`,
    )
    return found?.stage
  }

  it('goes from an idea to an outcome, by three residents, one on a phone without scripts', async () => {
    const samira = await house.stepIn('samira', plain)
    const noor = await house.stepIn('noor', phone)
    const marja = await house.stepIn('marja')

    await samira.goto('/leefomgeving/kerkplein-leeft')
    await follow(samira, 'Deel een idee')
    await samira.getByLabel('Hoe heet het?').fill('Een insectenhotel')
    await press(samira, 'Deel je idee')
    // Something is missing: nothing is lost.
    await says(samira, 'Schrijf je idee op')
    expect(await samira.getByLabel('Hoe heet het?').inputValue()).toBe('Een insectenhotel')
    await samira
      .getByLabel('Wat is je idee?')
      .fill('Bijen hebben weinig plek. Een kist met stokjes helpt al.')
    await press(samira, 'Deel je idee')
    await says(samira, 'Je idee staat er')
    const href = new URL(samira.url()).pathname
    await press(samira, 'Open het gesprek')
    await says(samira, 'Anderen kunnen meepraten')

    await noor.goto(href)
    await press(noor, 'Ik steun dit')
    await says(noor, 'Jij steunt dit')
    await noor.getByLabel('Wat wil je zeggen?').fill('Ik heb nog planken.')
    await press(noor, 'Plaats')
    await noor.waitForURL(/gesprek/)
    await says(noor, 'Ik heb nog planken.')

    await samira.goto(href)
    await says(samira, 'Ik heb nog planken.')
    await follow(samira, 'Schrijf het voorstel')
    await samira
      .getByLabel('Wat stel je voor?')
      .fill('We hangen een insectenhotel op.\n\nHet komt naast de kerkdeur.')
    await samira.getByLabel('Wat kost het?').fill('Niets')
    await press(samira, 'Bewaar de tekst')
    await says(samira, 'De tekst is bewaard')

    await marja.goto(href)
    await follow(marja, 'Stel een wijziging voor')
    await marja
      .getByLabel('Zo zou jij het schrijven')
      .fill('We hangen een insectenhotel op.\n\nHet komt achter de kerk, in de zon.')
    await marja.getByLabel('Waarom is dit beter?').fill('Bijen houden van warmte.')
    await press(marja, 'Stel het voor')
    await says(marja, 'De schrijver krijgt bericht')

    await samira.goto(href)
    await press(samira, 'Neem over')
    await says(samira, 'achter de kerk, in de zon')
    await follow(samira, 'Bekijk alle 2 teksten')
    await says(samira, 'Met de woorden van Marja')

    await samira.goto(href)
    await follow(samira, 'Vraag een besluit')
    await samira.getByLabel('De meeste stemmen').check()
    await press(samira, 'Vraag het besluit')
    await says(samira, 'Een insectenhotel')
    const decision = new URL(samira.url()).pathname
    for (const page of [noor, marja]) {
      await page.goto(href)
      await says(page, 'De tekst staat nu vast')
      await follow(page, 'Stem mee')
      expect(new URL(page.url()).pathname).toBe(decision)
      await page.getByLabel('Voor', { exact: true }).check()
      await press(page, 'Stem')
    }
    house.pass(8 * day)
    await tendDecisions(house.ctx)
    // The worker hears of the count, and takes the proposal further.
    await expect.poll(() => stageOf(href), { timeout: 20_000 }).toBe('doing')

    for (const [page, who] of [
      [samira, 'samira'],
      [noor, 'noor'],
    ] as const) {
      await house.enter(page, who)
      await page.goto(href)
      await says(page, who === 'samira' ? 'Vertel hoe het gaat' : 'Nu gaan we het doen')
    }
    await noor.getByLabel('Wat moet er gebeuren?').fill('Planken zagen')
    await noor.getByLabel('Wie doet het?').fill('Noor')
    await press(noor, 'Zet de stap erbij')
    await press(noor, 'Klaar: Planken zagen')
    await says(noor, 'Klaar op')
    expect(await wrongWith(noor)).toEqual([])

    await samira.goto(href)
    await samira.getByLabel('Hoe gaat het?').fill('De planken zijn gezaagd.')
    await press(samira, 'Vertel het')
    await says(samira, 'De planken zijn gezaagd.')
    await follow(samira, 'Vertel hoe het liep')
    await samira.getByLabel('Het is gelukt').check()
    await samira.getByLabel('Wat moeten anderen weten?').fill('Hang het in de zon.')
    await press(samira, 'Vertel hoe het liep')
    await says(samira, 'Hang het in de zon.')
    expect(
      await rows(
        house.ctx.db,
        sql`select 1 from notices where resident_id = ${personaId('noor')} and kind in ('proposal.progress', 'proposal.done')`,
      ),
    ).toHaveLength(2)
  }, 120_000)

  it('is taken over elsewhere, and shows it there and here', async () => {
    const noor = await house.stepIn('noor', phone)
    await noor.goto('/leefomgeving/kerkplein-leeft/voorstellen')
    await follow(noor, 'De bankjes opnieuw verven')
    await follow(noor, 'Neem dit over')
    await follow(noor, 'Geveltuinen Lijnbaan')
    await says(noor, 'Je neemt ‘De bankjes opnieuw verven’ over')
    await press(noor, 'Deel je idee')
    await says(noor, 'Overgenomen van')
    await noor.getByRole('link', { name: /Overgenomen van/ }).click()
    await says(noor, 'Hier namen ze het over')
    expect(await wrongWith(noor)).toEqual([])
  }, 60_000)
})
