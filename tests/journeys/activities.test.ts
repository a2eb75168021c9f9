import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { after, day, onTheWall, systemClock } from '../../src/platform/clock.ts'
import { chromiumPath, openHouse, type House } from './house.ts'

describe.skipIf(!chromiumPath)('doing something together, in browsers', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  /** The poster on the page: when, where, and who comes. */
  const poster = (page: Page) => page.locator('section.poster')

  it('plans again and again, fills up, moves up, is called off once, and goes along in a calendar', async () => {
    const first = onTheWall(after(systemClock.now(), 5 * day)).toPlainDate()
    const samira = await house.stepIn('samira', { viewport: { width: 360, height: 800 } })
    await samira.goto('/leefomgeving/kerkplein-leeft')
    await samira.getByRole('link', { name: 'Plan nog iets' }).click()
    await samira.getByLabel('Wat gaan jullie doen?').fill('Samen zingen')
    await samira.getByLabel('Waar?').fill('Onder de plataan')
    await samira.getByLabel('Dag', { exact: true }).fill(first.toString())
    await samira.getByLabel('Tijd', { exact: true }).fill('20:00')
    await samira.locator('summary', { hasText: 'Vertel meer' }).click()
    await samira.getByLabel('Vertel er iets over').fill('Vals zingen **mag**.')
    await samira.getByLabel('Komt het terug?').selectOption('week')
    await samira.getByLabel('Of zo vaak').fill('6')
    await samira.getByLabel('Hoeveel plekken zijn er?').fill('2')
    await samira.getByRole('button', { name: 'Zet in de agenda' }).click()
    await samira.waitForURL(/\/afspraak\/.*klaar=gepland/)
    expect(await samira.getByText('Het staat in de agenda.').isVisible()).toBe(true)
    expect(await samira.locator('strong', { hasText: 'mag' }).isVisible()).toBe(true)
    expect(await samira.locator('main').innerText()).toMatch(/Elke \w+dag, 6 keer\./)
    const path = new URL(samira.url()).pathname

    // Samira puts something on the list.
    await samira.locator('summary', { hasText: 'Zet iets op de lijst' }).click()
    await samira.getByLabel('Wat precies?').fill('Een gitaar')
    await samira.getByRole('button', { name: 'Zet op de lijst' }).click()
    await samira.waitForURL(/klaar=bewaard/)

    // Two neighbours without scripts: the first takes the last place, the second waits.
    const henk = await house.stepIn('henk', { javaScriptEnabled: false })
    await henk.goto(path)
    await henk.getByRole('button', { name: 'Ik kom', exact: true }).click()
    expect(await poster(henk).innerText()).toContain('Jij komt.')
    await henk.getByRole('button', { name: 'Doe ik: Een gitaar' }).click()
    expect(await henk.getByText('Dit doe jij.').isVisible()).toBe(true)
    const marja = await house.stepIn('marja', {
      javaScriptEnabled: false,
      viewport: { width: 360, height: 800 },
    })
    await marja.goto(path)
    expect(await poster(marja).innerText()).toContain('Alle 2 plekken zijn bezet.')
    await marja.getByRole('button', { name: 'Zet mij op de wachtlijst' }).click()
    expect(await poster(marja).innerText()).toContain('Jij staat op de wachtlijst.')

    // The first withdraws, so that the second moves up and is told.
    await henk.goto(path)
    await henk.getByRole('button', { name: 'Ik kom niet' }).click()
    expect(await henk.getByText('Jammer. Misschien een volgende keer.').isVisible()).toBe(true)
    expect(await henk.getByText('Een gitaar').isVisible()).toBe(true)
    await marja.goto(path)
    expect(await poster(marja).innerText()).toContain('Jij komt.')
    await expect
      .poll(
        async () => {
          await marja.goto('/ik')
          return marja.getByText('Er is plek voor je: Samen zingen.').count()
        },
        { timeout: 20_000 },
      )
      .toBe(1)

    // The second time is called off; the others go on.
    await samira.goto(path)
    await samira.locator('#hierna ~ .stop__body a, section[aria-labelledby="hierna"] a').first().click()
    await samira.getByRole('link', { name: 'Laat niet doorgaan' }).click()
    await samira.getByLabel('Alleen deze keer').check()
    await samira.getByLabel('Waarom niet?').fill('Dan is er markt')
    await samira.getByRole('button', { name: 'Ja, het gaat niet door' }).click()
    await samira.waitForURL(/klaar=afgezegd/)
    expect(await samira.locator('main').innerText()).toContain('De reden: Dan is er markt')
    await marja.goto(path)
    await expect.poll(() => marja.getByText('gaat niet door').count()).toBe(1)

    // Into a calendar program: the whole series, with the one that is off.
    await samira.goto(path)
    const [file] = await Promise.all([
      samira.waitForEvent('download'),
      samira.getByRole('link', { name: 'Zet de hele reeks in je agenda' }).click(),
    ])
    const root = new ICAL.Component(ICAL.parse(readFileSync(await file.path(), 'utf8')) as never)
    const events = root.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))
    expect(events.map((event) => event.component.getFirstPropertyValue('status'))).toEqual([
      'CONFIRMED',
      'CANCELLED',
    ])
    const steps = events[0]!.iterator()
    const days: string[] = []
    for (let next = steps.next(); next; next = steps.next()) days.push(next.toString())
    expect(days).toEqual(
      Array.from({ length: 6 }, (_, n) => `${first.add({ weeks: n }).toString()}T20:00:00`),
    )
  }, 120_000)

  it('prints a sheet of notes', async () => {
    const page = await house.stepIn('samira')
    await page.goto('/agenda')
    await page.getByRole('link', { name: 'Boulen voor beginners' }).first().click()
    await page.getByRole('link', { name: 'Poster en briefjes' }).click()
    await page.getByLabel('Acht briefjes op A4').check()
    const [paper] = await Promise.all([
      page.waitForResponse(
        (response) => response.url().endsWith('/print') && response.request().method() === 'POST',
      ),
      page.getByRole('button', { name: 'Maak de PDF' }).click(),
    ])
    expect(paper.headers()['content-type']).toBe('application/pdf')
  }, 60_000)
})
