import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, openHouse, type House } from './house.ts'
import { codesOn, printAndPost } from './paper.ts'

describe.skipIf(!chromiumPath)('proving an address, in a browser', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()

  it('goes by letter without scripts: asked, printed, posted, refused when wrong, and used on a neighbour’s phone', async () => {
    const joanna = await house.stepIn('joanna', {
      javaScriptEnabled: false,
      viewport: { width: 360, height: 800 },
    })
    await joanna.goto('/buurt')
    await joanna.getByRole('link', { name: 'Bewijs je adres' }).click()
    await joanna.getByRole('link', { name: 'Vraag een brief aan' }).click()
    await joanna.getByLabel('Je voornaam en achternaam').fill('Joanna')
    await joanna.getByRole('button', { name: 'Stuur mij een brief' }).click()
    await expect.poll(() => joanna.getByText('voornaam én je achternaam').count()).toBeGreaterThan(0)
    await joanna.getByLabel('Je voornaam en achternaam').fill('Joanna Kowalska-Żak')
    await joanna.getByRole('button', { name: 'Stuur mij een brief' }).click()
    await joanna.waitForURL(/klaar=gevraagd/)

    const letter = (await printAndPost(house)).find((page) => page.includes('Joanna Kowalska-Żak'))
    expect(letter).toContain('Singelweg 33')
    expect(letter).toContain('9990 AP Ravenhorst')
    const { number, code } = codesOn(letter!)

    await joanna.goto('/brief')
    await joanna.getByLabel('Code').fill(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`)
    await joanna.getByRole('button', { name: 'Ga verder' }).click()
    await expect.poll(() => joanna.getByText('Dit telt niet als poging').count()).toBeGreaterThan(0)

    const phone = await house.open({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } })
    await phone.goto('/brief')
    await phone.getByLabel('Nummer van de brief').fill(number.toLowerCase())
    await phone.getByLabel('Code', { exact: true }).fill(code.toLowerCase().replaceAll('-', ' '))
    await phone.getByRole('button', { name: 'Ga verder' }).click()
    expect(await heading(phone)).toBe('Gelukt')
    expect(await phone.getByText('Joanna').count()).toBe(0)
    // The same paper works once.
    await phone.goto('/brief')
    await phone.getByLabel('Nummer van de brief').fill(number)
    await phone.getByLabel('Code', { exact: true }).fill(code)
    await phone.getByRole('button', { name: 'Ga verder' }).click()
    await expect.poll(() => phone.getByText('Een code werkt 21 dagen, en één keer').count()).toBe(1)

    await joanna.goto('/ik/bewijs')
    await expect.poll(() => joanna.getByText('Je adres is bewezen. Je kunt meedoen').count()).toBe(1)
    await joanna.goto('/ik/gegevens')
    await expect.poll(() => joanna.getByText('Om je brief te drukken').count()).toBeGreaterThan(0)
  }, 90_000)

  it('goes by neighbours who met: shown on one phone, confirmed on two others', async () => {
    const me = await house.open({ viewport: { width: 360, height: 800 } })
    const mail = 'nieuwe-buur@voorbeeld.nl'
    await me.goto('/meedoen/naam')
    await me.getByLabel('Je voornaam').fill('Fenna')
    await me.getByRole('button', { name: 'Ga verder' }).click()
    await me.locator('input[name="q"]').fill('Singelweg 20, Ravenhorst')
    // On a phone the list of suggestions stands above the button: pressing it must not be lost when the list closes.
    await me.getByRole('option').first().waitFor()
    await me.locator('main form').getByRole('button', { name: 'Ga verder' }).click()
    await me.getByRole('button', { name: 'Ja, hier woon ik' }).click()
    await me.getByLabel('Je mailadres').fill(mail)
    await me.getByRole('button', { name: 'Ga verder' }).click()
    await me.getByLabel('18 jaar of ouder').check()
    await me.getByLabel('Ik doe mee als mens').check()
    await me.getByRole('button', { name: 'Stuur mij de mail' }).click()
    const link = me.locator('main li', { hasText: mail }).locator('a[href*="code="]')
    await expect
      .poll(
        async () => {
          await me.goto('/demo/post')
          return link.count()
        },
        { timeout: 15_000 },
      )
      .toBeGreaterThan(0)
    await link.click()
    await me.getByRole('button', { name: 'Ja, laat mij binnen' }).click()

    for (const [persona, expected] of [
      ['henk', 'Je adres is nog niet bewezen.'],
      ['marja', 'Je adres is bewezen.'],
    ] as const) {
      await me.goto('/ik/bewijs/buren')
      await me.getByRole('button', { name: 'Laat mijn code zien' }).click()
      const code = (await me.locator('.code-to-type').textContent())!
      const neighbour = await house.stepIn(persona, { viewport: { width: 360, height: 800 } })
      await neighbour.goto('/ontmoet')
      await neighbour.getByLabel('Code van je buur').fill(code)
      await neighbour.getByRole('button', { name: 'Zoek mijn buur' }).click()
      expect(await heading(neighbour)).toBe('Dit is Fenna')
      await neighbour.getByRole('button', { name: 'Ja, wij hebben elkaar ontmoet' }).click()
      expect(await heading(neighbour)).toBe('Dank je')
      // The code is used up.
      await neighbour.goto(`/ontmoet?code=${code}`)
      expect(await heading(neighbour)).toBe('Deze code werkt niet meer')
      await neighbour.context().close()
      await me.goto('/ik/bewijs')
      expect(await me.locator('.opener .lede').textContent()).toContain(expected)
    }
  }, 90_000)

  it('is asked again after moving, and a case is judged with a reason', async () => {
    const lies = await house.stepIn('lies', { viewport: { width: 360, height: 800 } })
    await lies.goto('/ik/verhuizen')
    await lies.locator('input[name="q"]').fill('Vlierstraat 2, Ravenhorst')
    await lies.locator('main form').getByRole('button', { name: 'Ga verder' }).click()
    await lies.getByRole('button', { name: 'Ja, hier woon ik nu' }).click()
    await lies.waitForURL(/klaar=verhuisd/)
    expect(await lies.locator('.opener .lede').textContent()).toContain('nog niet bewezen')

    const steward = await house.stepIn('tineke')
    await steward.goto('/beheer/zaken')
    await steward.getByRole('link', { name: 'Twee accounts, misschien één persoon' }).click()
    await steward.getByLabel('Het is in orde').check()
    await steward.getByRole('button', { name: 'Beslis' }).click()
    await expect.poll(() => steward.getByText('Schrijf op waarom').count()).toBeGreaterThan(0)
    await steward.getByLabel('Waarom').fill('Twee neven met dezelfde naam en dag')
    await steward.getByRole('button', { name: 'Beslis' }).click()
    await steward.waitForURL(/klaar=beslist/)
  }, 60_000)
})
