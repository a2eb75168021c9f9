import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSquare } from '../support/paper.ts'
import { chromiumPath, openHouse, type House } from './house.ts'

describe.skipIf(!chromiumPath)('help from a neighbour, in a browser', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  for (const javaScriptEnabled of [true, false]) {
    it(`Henk lets Lies join and say that she comes; she sees it and ends it, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
      const options = { javaScriptEnabled, viewport: { width: 360, height: 800 } }
      const place = javaScriptEnabled ? '/leefomgeving/schuif-aan' : '/leefomgeving/kerkplein-leeft'
      const henk = await house.stepIn('henk', options)
      const lies = await house.stepIn('lies', options)
      if (!javaScriptEnabled) {
        // She ended it in the round before; now she asks him again.
        await lies.goto('/ik/hulp/vraag?q=Henk')
        await lies.getByLabel('Henk').check()
        await lies.getByLabel('Meedoen').check()
        await lies.getByLabel('Komen').check()
        await lies.getByRole('button', { name: 'Vraag deze buur' }).click()
        await henk.goto('/helpen')
        await henk.getByRole('button', { name: 'Ja, ik help' }).click()
      }
      await henk.goto('/helpen')
      await henk.getByRole('button', { name: 'Help Lies nu' }).click()
      expect(await henk.getByRole('region', { name: 'Voor wie je dit doet' }).innerText()).toContain('Lies')

      await henk.goto(place)
      await henk.getByRole('button', { name: /^Doe mee/ }).click()
      await henk.waitForURL(/klaar=lid/)
      const come = henk.getByRole('button', { name: /kom/i })
      if (await come.count()) {
        await come.first().click()
        await henk.waitForURL(/klaar=komt/)
      }
      // What is only hers stays hers.
      const refused = await henk.goto('/ik/gegevens')
      expect(refused?.status()).toBe(403)
      expect(await henk.getByRole('heading', { level: 1 }).textContent()).toBe('Dit doet je buur zelf')

      await lies.goto('/ik/hulp')
      expect(await lies.getByText('met hulp van Henk').count()).toBeGreaterThan(1)
      expect(await lies.getByText('Aangemeld bij').count()).toBeGreaterThan(0)
      await lies.getByRole('button', { name: 'Stop hiermee' }).click()
      expect(await lies.getByText('Nog niemand helpt je').count()).toBe(1)

      // His page is still open, and does nothing any more.
      await henk.goto('/agenda')
      expect(await henk.getByRole('region', { name: 'Voor wie je dit doet' }).count()).toBe(0)
    }, 60_000)
  }
})

describe.skipIf(!chromiumPath)('the desk, in a browser', () => {
  let first: House
  let house: House
  beforeAll(async () => {
    // On the server, and nowhere else, somebody gets a task: here Wietske that of the desk.
    first = await openHouse()
    await first.stopProgram()
    execFileSync(
      process.execPath,
      ['dist/main.js', 'residents', 'appoint', 'wietske@ravenhorst.invalid', 'identity'],
      { env: { PATH: process.env.PATH, DHZ_DATA_DIR: first.dataDir }, stdio: 'pipe' },
    )
    house = await openHouse({ DHZ_DATA_DIR: first.dataDir })
  }, 120_000)
  afterAll(async () => {
    await house?.close()
    await first?.close()
  })

  it('registers somebody from paper, prints a card, and the card lets her in', async () => {
    const steward = await house.stepIn('wietske')
    await steward.goto('/beheer/balie')
    await steward.getByLabel('Voornaam').fill('Truus')
    await steward.getByLabel('Achternaam').fill('de Vries')
    await steward.locator('input[name="q"]').fill('Lijnbaan 3, Ravenhorst')
    await steward.getByLabel('18 jaar of ouder').check()
    await steward.getByLabel('Staan op papier').check()
    await steward.getByRole('button', { name: 'Kijk na' }).click()
    expect(await steward.getByText('Truus de Vries').count()).toBeGreaterThan(0)
    await steward.getByRole('button', { name: 'Schrijf in' }).click()
    await steward.waitForURL(/klaar=ingeschreven/)
    const path = new URL(steward.url()).pathname
    const confirmation = await steward.request.get(`${path}/bevestiging.pdf`)
    expect((await confirmation.body()).subarray(0, 5).toString()).toBe('%PDF-')
    const card = await steward.request.post(`${path}/kaart.pdf`, { headers: { origin: house.origin } })
    const truus = await house.open({ viewport: { width: 360, height: 800 } })
    await truus.goto(readSquare(await card.body()))
    expect(await truus.getByRole('heading', { level: 1 }).textContent()).toBe('Kaart van Truus')
    await truus.getByRole('button', { name: 'Laat mij binnen' }).click()
    await truus.waitForURL(/buurt/)
    await truus.goto('/ik/hulp')
    await truus.getByRole('button', { name: 'Blokkeer mijn kaart' }).click()
    await truus.goto('/ik')
    expect(await truus.getByRole('heading', { level: 1 }).textContent()).toBe('Log in')
  }, 90_000)
})
