import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, openHouse, type House } from './house.ts'

/** Gives a page a device with passkeys of its own: Chromium's virtual authenticator. */
async function withDevice(page: Page): Promise<{ cdp: CDPSession; device: string }> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { cdp, device: authenticatorId }
}

/** The browser forgets us; the device and its keys stay. */
async function forget(page: Page): Promise<void> {
  await page.context().clearCookies()
}

describe.skipIf(!chromiumPath)('passkeys, in a browser', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  /** With the button: the virtual device would answer what is offered in the field before anybody presses. */
  const signIn = async (page: Page) => {
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = async () => false
    })
    await page.goto('/log-in?naar=/ik/veilig')
    await page.getByRole('button', { name: 'Log in met je passkey' }).click()
  }
  const add = async (page: Page, name: string) => {
    await page.goto('/ik/apparaten')
    await page.getByRole('link', { name: 'Voeg een passkey toe' }).click()
    await page.getByLabel('Hoe noem je deze passkey?').fill(name)
    await page.getByRole('button', { name: 'Maak een passkey' }).click()
    await page.waitForURL(/\/ik\/apparaten\?klaar=added/)
  }
  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()

  it('makes one, signs in without a name, on two devices, and takes one away', async () => {
    const phone = await house.stepIn('samira', { viewport: { width: 360, height: 800 } })
    const { cdp, device } = await withDevice(phone)
    await add(phone, 'Telefoon')
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: device })
    expect(credentials).toHaveLength(1)
    expect(credentials[0]).toMatchObject({ isResidentCredential: true, rpId: 'localhost' })

    await forget(phone)
    await signIn(phone)
    await phone.waitForURL(({ pathname }) => pathname === '/ik/veilig')

    const laptop = await house.stepIn('samira', { viewport: { width: 1280, height: 800 } })
    await withDevice(laptop)
    await add(laptop, 'Laptop')
    await expect.poll(() => laptop.getByRole('heading', { name: 'Telefoon' }).count()).toBe(1)
    await forget(laptop)
    await signIn(laptop)
    await laptop.waitForURL(({ pathname }) => pathname === '/ik/veilig')

    await laptop.goto('/ik/apparaten')
    await laptop.getByRole('link', { name: 'Telefoon' }).click()
    await laptop.getByRole('link', { name: 'Haal weg' }).click()
    await laptop.getByRole('button', { name: 'Haal weg' }).click()
    await laptop.waitForURL(/klaar=removed/)
    // The phone is signed out at once, and its key opens nothing any more.
    await phone.goto('/ik/veilig')
    expect(phone.url()).toContain('/log-in')
    await signIn(phone)
    await expect
      .poll(() => phone.getByText('Met deze passkey lukte het niet.').count(), { timeout: 15_000 })
      .toBeGreaterThan(0)
    await laptop.goto('/ik/veilig')
    expect(await heading(laptop)).not.toBe('Log in')
  }, 90_000)

  it('offers a passkey in the field for the mail address, where nothing has to be pressed', async () => {
    const page = await house.stepIn('noor')
    await withDevice(page)
    await add(page, 'Telefoon')
    await forget(page)
    await page.goto('/log-in')
    // The virtual device picks its only key as soon as the browser offers it.
    await page.waitForURL(/\/buurt/)
  }, 60_000)

  it('says what to do when the device does not answer', async () => {
    const page = await house.open()
    const { cdp, device } = await withDevice(page)
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId: device, isUserVerified: false })
    await signIn(page)
    await expect
      .poll(() => page.getByText('Je apparaat gaf geen antwoord.').isVisible(), { timeout: 15_000 })
      .toBe(true)
    expect(await page.getByLabel('Je mailadres').isVisible()).toBe(true)
  }, 60_000)

  it('leaves the mailed link, and says why, where no scripts run', async () => {
    const page = await house.open({ javaScriptEnabled: false })
    await page.goto('/log-in')
    expect(await page.getByRole('button', { name: 'Log in met je passkey' }).isVisible()).toBe(false)
    expect(await page.locator('noscript p').isVisible()).toBe(true)
    expect(await page.getByRole('button', { name: 'Stuur mij een link' }).isVisible()).toBe(true)
    const samira = await house.stepIn('samira', { javaScriptEnabled: false })
    await samira.goto('/ik/apparaten/passkey')
    expect(await samira.getByRole('button', { name: 'Maak een passkey' }).isVisible()).toBe(false)
    expect(await samira.locator('noscript p').isVisible()).toBe(true)
  }, 60_000)
})
