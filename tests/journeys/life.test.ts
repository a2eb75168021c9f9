import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, openHouse, type House } from './house.ts'

/**
 * A community from its beginning to its story, by three residents in three browsers: Samira has a small phone, Noor a large
 * screen, and the browser of Henk runs no scripts. A fourth finds afterwards what they left.
 */
describe.skipIf(!chromiumPath)('the life of a community', () => {
  let house: House
  let samira: Page
  let noor: Page
  let henk: Page
  const home = '/leefomgeving/ballen-in-het-grind'
  let activity: string
  beforeAll(async () => {
    house = await openHouse()
    samira = await house.stepIn('samira', { viewport: { width: 360, height: 800 } })
    noor = await house.stepIn('noor', { viewport: { width: 1280, height: 900 } })
    henk = await house.stepIn('henk', { viewport: { width: 360, height: 800 }, javaScriptEnabled: false })
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  const press = (page: Page, name: string) =>
    page.locator('main').getByRole('button', { name, exact: true }).first().click()
  const shows = (page: Page, text: string) =>
    expect.poll(() => page.locator('main').innerText()).toContain(text)

  it('is formed from a wish, by who wants it and neighbours who join', async () => {
    await samira.goto('/ambities/jeu-de-boules-baan?bereik=wijk')
    await samira.getByLabel('Hoe heet het?').fill('Ballen in het grind')
    await samira.getByRole('textbox', { name: 'Plek' }).fill('Het bankje op het Kerkplein')
    await press(samira, 'Begin samen')
    await samira.waitForURL(new RegExp(`${home}\\b`))
    await shows(samira, 'In vorming')
    for (const neighbour of [noor, henk]) {
      await neighbour.goto(home)
      await press(neighbour, 'Doe mee')
      await shows(neighbour, 'Ballen in het grind')
    }
    // Three make it live.
    await samira.goto(home)
    await shows(samira, 'Actief')
  }, 90_000)

  it('meets: one plans, one comes, and they talk about it below the activity', async () => {
    await noor.goto(`${home}/plan`)
    const day = new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10)
    await noor.getByLabel('Wat gaan jullie doen?').fill('De eerste worp')
    await noor.getByRole('textbox', { name: 'Waar' }).fill('Onder de derde plataan')
    await noor.getByLabel('Dag', { exact: true }).fill(day)
    await noor.getByLabel('Tijd', { exact: true }).fill('19:30')
    await press(noor, 'Zet in de agenda')
    await noor.waitForURL(/\/afspraak\/.*klaar=gepland/)
    activity = new URL(noor.url()).pathname
    await henk.goto(activity)
    await press(henk, 'Ik kom')
    await shows(henk, 'Jij komt.')
    await henk.getByLabel('Wat wil je zeggen?').fill('Ik neem de ballen van opa mee.')
    await press(henk, 'Plaats')
    await henk.waitForURL(/\/gesprek\//)
    await samira.goto(activity)
    await shows(samira, 'Ik neem de ballen van opa mee.')
  }, 90_000)

  it('writes down what the next one needs', async () => {
    await samira.goto(`${home}/documenten/nieuw?soort=page`)
    await samira.getByLabel('Titel').fill('Zo leg je een baan aan')
    await samira.getByLabel('Tekst', { exact: true }).fill('Eerst het puin, dan het grind.')
    await samira.getByLabel('Eigen ervaring').check()
    await press(samira, 'Zet in de kast')
    await samira.waitForURL(/\/document\//)
    await henk.goto(home)
    await shows(henk, 'Zo leg je een baan aan')
  }, 60_000)

  it('rests for a while, and is woken by any of them', async () => {
    await samira.goto(`${home}/beheer`)
    await press(samira, 'Laat rusten')
    await samira.waitForURL(/klaar=/)
    await henk.goto(home)
    await shows(henk, 'In rust')
    await press(henk, 'Wek weer')
    await shows(henk, 'Actief')
  }, 60_000)

  it('ends with a story, that somebody else with the same wish finds', async () => {
    await samira.goto(`${home}/einde`)
    await samira.getByLabel('Het is gelukt').check()
    await samira.getByLabel('Wat werkte?').fill('Gewoon beginnen.')
    await samira.getByLabel('3. Wat moeten anderen weten?').fill('Vraag de gemeente om het grind.')
    await samira.locator('summary', { hasText: 'Vertel het hele verhaal' }).click()
    await samira.getByLabel('Zo leg je een baan aan').check()
    await press(samira, 'Rond af')
    await samira.waitForURL(/\/verhaal\//)
    await noor.goto(home)
    await shows(noor, 'Afgelopen')
    const yusuf = await house.stepIn('yusuf')
    await yusuf.goto('/ambities/jeu-de-boules-baan?bereik=wijk')
    await shows(yusuf, 'Vraag de gemeente om het grind.')
    await shows(yusuf, 'Zo leg je een baan aan')
  }, 90_000)
})
