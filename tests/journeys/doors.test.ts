import { AxeBuilder } from '@axe-core/playwright'
import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personaId } from '../../src/domains/demo/index.ts'
import { tendExchange } from '../../src/domains/exchange/index.ts'
import { introduceMonth, settleHellos } from '../../src/domains/hellos/index.ts'
import { day, hour, minute } from '../../src/platform/clock.ts'
import { chromiumPath } from './house.ts'
import { openTimedHouse, type TimedHouse } from './timed-house.ts'

const phone = { viewport: { width: 360, height: 800 } }
const plain = { ...phone, javaScriptEnabled: false }
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const says = async (page: Page, words: string | RegExp) =>
  expect(await page.locator('main').innerText()).toMatch(words)
const saysNot = async (page: Page, words: string | RegExp) =>
  expect(await page.locator('main').innerText()).not.toMatch(words)

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

describe.skipIf(!chromiumPath)('from door to door, in browsers', () => {
  let house: TimedHouse
  let marja: Page
  let henk: Page
  let tineke: Page
  let samira: Page
  let lies: Page
  beforeAll(async () => {
    house = await openTimedHouse(new Date('2026-05-12T09:00:00Z'))
    marja = await house.stepIn('marja', phone)
    // Henk has no scripts.
    henk = await house.stepIn('henk', plain)
    tineke = await house.stepIn('tineke', { viewport: { width: 1280, height: 800 } })
    samira = await house.stepIn('samira', plain)
    lies = await house.stepIn('lies', phone)
  }, 120_000)
  afterAll(async () => {
    await house?.close()
  })

  describe('the latchstring', () => {
    const openDoor = async () => {
      await marja.goto('/touwtje')
      await marja.getByLabel('Waarvoor kan een buur komen?').fill('Koffie tot elf')
      await marja.getByLabel('Mijn hele straat').check()
      await marja.getByLabel('Hoe lang?').selectOption('120')
      await press(marja, 'Hang het touwtje buiten')
      await says(marja, 'Nog niemand meldt zich')
    }
    const seeDoor = async (page: Page) => {
      await page.goto('/touwtje')
      await page.getByRole('link', { name: /Bij Marja/ }).click()
    }

    it('is accepted: Henk drops by, and sees the number only after the yes', async () => {
      await openDoor()
      await henk.goto('/buurt')
      await says(henk, 'Bij Marja staat de deur open tot')
      await henk
        .locator('#van-deur-tot-deur')
        .locator('..')
        .locator('..')
        .getByRole('link', { name: 'Kijk' })
        .first()
        .click()
      await saysNot(henk, 'Singelweg 21')
      await press(henk, 'Ik kom langs')
      await says(henk, 'Marja weet dat je wilt komen')
      await saysNot(henk, 'Singelweg 21')
      await marja.goto('/touwtje')
      await says(marja, 'Henk wil langskomen')
      expect(await wrongWith(marja)).toEqual([])
      await press(marja, 'Ja, kom maar')
      await henk.reload()
      await says(henk, 'Je bent welkom op Singelweg 21')
      // Marja reads back that a neighbour saw it.
      await marja.goto('/ik/gegevens')
      await says(marja, 'Omdat jij ja zei tegen een buur die langs wilde komen')
    }, 60_000)

    it('is refused: Tineke hears it kindly, and sees no number', async () => {
      await seeDoor(tineke)
      expect(await wrongWith(tineke)).toEqual([])
      await press(tineke, 'Ik kom langs')
      await marja.goto('/touwtje')
      await press(marja, 'Nu even niet')
      await tineke.reload()
      await says(tineke, 'Het komt nu niet uit')
      await saysNot(tineke, 'Singelweg 21')
    }, 60_000)

    it('expires: it is gone by itself, and nothing tells that it was there', async () => {
      const path = new URL(henk.url()).pathname
      house.pass(2 * hour + 15 * minute)
      await henk.goto(path)
      expect(await heading(henk)).toBe('Het touwtje hangt niet meer buiten')
      for (const page of [henk, marja]) {
        await page.goto('/ik/berichten')
        await saysNot(page, /langskomen/)
        await page.goto('/touwtje')
        await saysNot(page, /Marja|Koffie/)
      }
    }, 60_000)

    it('is not there for who is blocked', async () => {
      await openDoor()
      await seeDoor(tineke)
      await tineke.locator('summary', { hasText: 'Blokkeer' }).first().click()
      await press(tineke, 'Ja, blokkeer')
      await tineke.goto('/touwtje')
      await says(tineke, 'Er hangt nu geen touwtje buiten')
      await seeDoor(henk)
      await says(henk, 'Koffie tot elf')
      await marja.goto('/touwtje')
      await press(marja, 'Doe de deur dicht')
      await says(marja, 'Er hangt nu geen touwtje buiten')
    }, 60_000)
  })

  describe('asking and offering', () => {
    const ask = async (page: Page, kind: string, words: string) => {
      await page.goto('/vraag-en-aanbod/vraag')
      await page.getByLabel('Waar gaat het over?').selectOption({ label: kind })
      await page.getByLabel('In een paar woorden').fill(words)
      await press(page, 'Vraag het')
    }

    it('is accepted: groceries for Lies reach Samira, who offered that, and nobody else', async () => {
      await samira.goto('/buurt')
      await samira.getByRole('link', { name: 'Lees de vraag' }).click()
      await says(samira, 'een pond kersen')
      await saysNot(samira, 'Lies')
      await henk.goto('/vraag-en-aanbod')
      await saysNot(henk, 'kersen')
      await samira.getByLabel('Een briefje erbij').fill('Ik kom om twaalf uur langs')
      await press(samira, 'Ja, dat doe ik')
      await says(samira, 'Jij en Lies')
      await lies.goto('/vraag-en-aanbod')
      await lies.getByRole('link', { name: 'Boodschappen doen' }).last().click()
      await lies.getByRole('link', { name: 'Bekijk de afspraak' }).click()
      await says(lies, 'Ik kom om twaalf uur langs')
      expect(await heading(lies)).toBe('Jij en Samira')
      expect(await wrongWith(lies)).toEqual([])
      await lies.getByLabel('Een woord van dank').fill('Lekkere kersen waren het')
      await press(lies, 'Het is gelukt')
      await samira.reload()
      await says(samira, 'Lekkere kersen waren het')
    }, 60_000)

    it('is refused: it goes on, is shown when nobody is left, and the first who says yes has it', async () => {
      await ask(lies, 'Iets repareren', 'Mijn leeslamp doet raar')
      await says(lies, 'Een buur die dit aanbood denkt erover')
      await henk.goto('/vraag-en-aanbod')
      await henk.getByRole('link', { name: 'Iets repareren' }).first().click()
      await press(henk, 'Nu even niet')
      await lies.reload()
      await says(lies, 'Te zien voor buren')
      await saysNot(lies, 'Henk')
      for (const page of [marja, samira]) {
        await page.goto('/vraag-en-aanbod')
        await page.getByRole('link', { name: 'Iets repareren' }).first().click()
        await says(page, 'leeslamp')
      }
      expect(await wrongWith(marja)).toEqual([])
      await press(marja, 'Ik help')
      expect(await heading(marja)).toBe('Jij en Lies')
      await press(samira, 'Ik help')
      expect(await heading(samira)).toBe('Een buur was je net voor')
      await says(samira, 'Wat fijn dat je wilde helpen')
    }, 60_000)

    it('asks first whether it is about money, and keeps the words', async () => {
      await ask(lies, 'In de tuin', 'Heg knippen voor een tientje')
      await says(lies, 'Vraag en aanbod is zonder geld')
      expect(await wrongWith(lies)).toEqual([])
      expect(await lies.getByLabel('In een paar woorden').inputValue()).toBe('Heg knippen voor een tientje')
    }, 60_000)

    it('expires: after a day without an answer the next is asked, after four weeks it ends', async () => {
      await ask(lies, 'Iets repareren', 'Mijn stoel wiebelt')
      await henk.goto('/vraag-en-aanbod')
      await says(henk, 'Mijn stoel wiebelt')
      await henk.getByRole('link', { name: 'Iets repareren' }).first().click()
      house.pass(25 * hour)
      await tendExchange(house.ctx)
      await press(henk, 'Ja, dat doe ik')
      expect(await heading(henk)).toBe('Je buur vroeg intussen een ander')
      await lies.goto('/vraag-en-aanbod')
      await says(lies, 'Te zien voor buren')
      house.pass(28 * day)
      await tendExchange(house.ctx)
      await lies.reload()
      await says(lies, 'Afgelopen')
    }, 60_000)

    it('parts two when one blocks the other', async () => {
      await henk.goto('/vraag-en-aanbod/aanbod')
      await henk.getByLabel('Waar gaat het over?').selectOption({ label: 'Gereedschap lenen' })
      await henk.getByLabel('In een paar woorden').fill('Een waterpas')
      await press(henk, 'Bied het aan')
      await ask(marja, 'Gereedschap lenen', 'Ik hang een plank op')
      const asked = new URL(marja.url()).pathname
      await henk.goto('/vraag-en-aanbod')
      await henk.getByRole('link', { name: 'Gereedschap lenen' }).first().click()
      await press(henk, 'Ja, dat doe ik')
      await marja.goto(asked)
      await marja.getByRole('link', { name: 'Bekijk de afspraak' }).click()
      const together = new URL(marja.url()).pathname
      await marja.locator('summary', { hasText: 'Blokkeer' }).first().click()
      await press(marja, 'Ja, blokkeer')
      for (const page of [marja, henk]) {
        await page.goto(together)
        expect(await heading(page)).toBe('Dit staat hier niet meer')
      }
    }, 60_000)
  })

  describe('hé hallo', () => {
    /** Only these take part; the others of the town had their turn. */
    const only = async (...keys: string[]) => {
      const ids = keys.map((key) => personaId(key))
      await house.ctx.db.execute(
        sql`update hello_terms set ended = ${house.ctx.now().toISOString()}
            where ended is null and resident_id <> all (${`{${ids.join(',')}}`}::uuid[])`,
      )
    }
    const takePart = async (page: Page, persona: string) => {
      await house.enter(page, persona)
      await page.goto('/hallo')
      if (await page.getByRole('button', { name: 'Ik wil kennismaken' }).count())
        await press(page, 'Ik wil kennismaken')
      await says(page, 'Je doet mee')
    }
    /** A month goes by; then they sign in again. */
    const nextMonth = async (...people: [page: Page, persona: string][]) => {
      house.pass(33 * day)
      await introduceMonth(house.ctx)
      for (const [page, persona] of people) await house.enter(page, persona)
    }

    it('is accepted: names only when both said yes', async () => {
      await takePart(samira, 'samira')
      await takePart(henk, 'henk')
      await only('samira', 'henk')
      await nextMonth([samira, 'samira'], [henk, 'henk'])
      for (const page of [samira, henk]) {
        await page.goto('/hallo')
        await says(page, 'Een buur om te leren kennen')
        await saysNot(page, /Samira|Henk|Singelweg|Lijnbaan/)
      }
      await samira.getByLabel(/Hoe spreken jullie af/).fill('Zondag bij de plataan')
      await press(samira, 'Ja, leuk')
      await henk.reload()
      await saysNot(henk, /Samira|plataan/)
      await press(henk, 'Ja, leuk')
      await says(henk, 'Zeg hallo tegen Samira')
      await says(henk, 'Zondag bij de plataan')
      await samira.reload()
      await says(samira, 'Zeg hallo tegen Henk')
    }, 60_000)

    it('blocked: both forget the other’s name', async () => {
      await samira.goto('/hallo')
      await samira.locator('summary', { hasText: 'Blokkeer' }).first().click()
      await press(samira, 'Ja, blokkeer')
      for (const page of [samira, henk]) {
        await page.goto('/hallo')
        await saysNot(page, /Zeg hallo|tegen Samira|tegen Henk/)
      }
    }, 60_000)

    // Who helped each other before know each other: Marja and Lies would not be introduced.
    it('is refused: nobody hears who said no, not even that somebody did', async () => {
      await takePart(lies, 'lies')
      await takePart(tineke, 'tineke')
      await only('lies', 'tineke')
      await nextMonth([lies, 'lies'], [tineke, 'tineke'])
      await lies.goto('/hallo')
      expect(await wrongWith(lies)).toEqual([])
      await press(lies, 'Ja, leuk')
      const before = await lies.locator('main').innerText()
      await tineke.goto('/hallo')
      await press(tineke, 'Deze keer niet')
      await says(tineke, 'Volgende maand kijken we weer')
      await lies.goto('/hallo?klaar=ja')
      expect(await lies.locator('main').innerText()).toBe(before)
      house.pass(8 * day)
      await settleHellos(house.ctx)
      await lies.goto('/hallo')
      await says(lies, 'Deze keer werd het niets')
      await saysNot(lies, /Tineke/)
    }, 60_000)

    it('expires in the same words', async () => {
      await takePart(marja, 'marja')
      await takePart(samira, 'samira')
      await only('marja', 'samira')
      await nextMonth([marja, 'marja'], [samira, 'samira'])
      await marja.goto('/hallo')
      await press(marja, 'Ja, leuk')
      house.pass(8 * day)
      await settleHellos(house.ctx)
      for (const page of [marja, samira]) {
        await page.goto('/hallo')
        await says(page, 'Deze keer werd het niets')
      }
    }, 60_000)
  })
})
