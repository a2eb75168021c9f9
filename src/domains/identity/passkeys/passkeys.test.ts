import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Authenticator } from '../../../../tests/support/authenticator.ts'
import {
  as,
  newResident,
  testServices,
  visitor,
  withMail,
  type TestServices,
} from '../../../../tests/support/people.ts'
import { Site, type Browser } from '../../../../tests/support/site.ts'
import { onEachEngine } from '../../../../tests/support/store.ts'
import { hour, minute } from '../../../platform/clock.ts'
import { rows } from '../../../platform/db/store.ts'

onEachEngine('passkeys', (store) => {
  let services: TestServices
  let site: Site
  let people = 0

  beforeAll(() => {
    services = testServices(store())
    site = new Site(services)
  })

  /** A resident who is signed in and just showed who they are, with a mail address. */
  async function someone(name = 'Samira'): Promise<{ id: string; browser: Browser; mail: string }> {
    const ctx = visitor(services)
    const id = await newResident(ctx, { name })
    people += 1
    const mail = `buur-${people}@voorbeeld.nl`
    await withMail(await as(ctx, id), mail)
    return { id, browser: await site.signedIn(id), mail }
  }

  const ask = async (browser: Browser, path: string) => {
    const answer = await browser.post(`${path}/vraag`)
    expect(answer.status, path).toBe(200)
    return (await answer.json()) as {
      challenge: string
      rpId: string
      rp: { id: string; name: string }
      user: { id: string; name: string }
      excludeCredentials: { id: string }[]
      allowCredentials?: { id: string }[]
      userVerification: string
      authenticatorSelection: Record<string, unknown>
    }
  }

  const makePath = '/ik/apparaten/passkey'
  async function register(browser: Browser, device: Authenticator, name = 'Mijn telefoon'): Promise<void> {
    const response = device.make(await ask(browser, makePath))
    const added = await browser.post(makePath, { name, response })
    expect(added.headers.get('location')).toBe('/ik/apparaten?klaar=added')
  }
  const signIn = async (browser: Browser, response: string, next = '') =>
    browser.post('/log-in/passkey', { response, next })
  const keysOf = (id: string) =>
    rows<{ id: string; name: string; counter: number }>(
      store().db,
      sql`select id, name, counter::int as counter from passkeys where resident_id = ${id} order by made`,
    )
  const noticesOf = async (id: string) =>
    (
      await rows<{ kind: string }>(
        store().db,
        sql`select kind from notices where resident_id = ${id} order by notices.id`,
      )
    ).map(({ kind }) => kind)

  /** Every way in which a device is not believed gives this one answer. */
  async function expectRefused(answer: Response): Promise<void> {
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Met deze passkey lukte het niet.')
  }

  it('makes a key that needs no name typed and a person there, and tells the resident', async () => {
    const { id, browser, mail } = await someone()
    const options = await ask(browser, makePath)
    expect(options.rp).toEqual({ name: 'Leefomgeving Doe-Het-Zelf', id: 'localhost' })
    expect(options.authenticatorSelection).toMatchObject({
      residentKey: 'required',
      userVerification: 'required',
    })
    // What the device keeps tells nobody which resident this is.
    expect(Buffer.from(options.user.id, 'base64url')).toHaveLength(32)
    expect(Buffer.from(options.user.id, 'base64url').toString()).not.toContain(id)
    const added = await browser.post(makePath, {
      name: 'Mijn telefoon',
      response: new Authenticator().make(options),
    })
    expect(added.headers.get('location')).toBe('/ik/apparaten?klaar=added')
    const page = await (await browser.get('/ik/apparaten?klaar=added')).text()
    for (const words of ['Je passkey is klaar.', 'Mijn telefoon', 'Nog niet gebruikt', 'Dit apparaat'])
      expect(page).toContain(words)
    expect(await noticesOf(id)).toEqual(['passkey.added'])
    expect(await (await browser.get('/ik/berichten')).text()).toContain('Er is een nieuwe passkey')
    await site.deliver()
    expect(services.sent.at(-1)).toMatchObject({ to: mail, subject: 'Je account heeft een nieuwe passkey' })
  })

  it('signs in without a name, and goes on where somebody was', async () => {
    const { browser } = await someone()
    const device = new Authenticator()
    await register(browser, device)
    const other = site.visitor()
    const options = await ask(other, '/log-in/passkey')
    expect(options.allowCredentials).toBeUndefined()
    expect(other.cookies.size).toBe(0)
    const arrived = await signIn(other, device.sign(options), '/ik/veilig')
    expect(arrived.headers.get('location')).toBe('/ik/veilig')
    expect((await other.get('/ik/veilig')).status).toBe(200)
    expect(await (await other.get('/ik/apparaten')).text()).toContain('Binnengekomen met een passkey')
    const elsewhere = await signIn(
      site.visitor(),
      device.sign(await ask(site.visitor(), '/log-in/passkey')),
      '//elders.example',
    )
    expect(elsewhere.headers.get('location')).toBe('/buurt')
  })

  it('asks a visitor the same, whoever they say they are', async () => {
    const { mail } = await someone()
    const [known, unknown] = await Promise.all(
      [mail, 'niemand@voorbeeld.nl'].map(async (typed) => {
        const browser = site.visitor()
        const answer = await browser.post('/log-in/passkey/vraag', { mail: typed })
        const { challenge, ...rest } = (await answer.json()) as Record<string, unknown>
        expect(challenge).toBeDefined()
        return rest
      }),
    )
    expect(known).toEqual(unknown)
  })

  it('keeps several devices apart, and asks none that has a key to make another', async () => {
    const { id, browser } = await someone()
    const [phone, laptop] = [new Authenticator(), new Authenticator({ counts: false })]
    await register(browser, phone)
    await register(browser, laptop, 'Laptop')
    expect((await keysOf(id)).map(({ name }) => name)).toEqual(['Mijn telefoon', 'Laptop'])
    const options = await ask(browser, makePath)
    expect(() => phone.make(options)).toThrow('InvalidStateError')
    // A device that does not count stays at nought, time and again.
    for (let n = 0; n < 2; n++) {
      const visit = site.visitor()
      expect((await signIn(visit, laptop.sign(await ask(visit, '/log-in/passkey')))).status).toBe(303)
    }
  })

  it('keeps one key of two answers to one question', async () => {
    const { id, browser } = await someone()
    const options = await ask(browser, makePath)
    const answers = await Promise.all(
      [1, 2].map(() =>
        browser.post(makePath, { name: 'Dubbel', response: new Authenticator().make(options) }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
    expect(await keysOf(id)).toHaveLength(1)
  })

  describe('what is not believed', () => {
    let device: Authenticator
    let owner: Awaited<ReturnType<typeof someone>>
    beforeEach(async () => {
      owner = await someone()
      device = new Authenticator()
      await register(owner.browser, device)
    })

    it('is an answer that was given before, or two at the same moment', async () => {
      const browser = site.visitor()
      const response = device.sign(await ask(browser, '/log-in/passkey'))
      const both = await Promise.all([signIn(browser, response), signIn(site.visitor(), response)])
      expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
      await expectRefused(await signIn(site.visitor(), response))
    })

    it('is an answer after five minutes', async () => {
      const browser = site.visitor()
      const response = device.sign(await ask(browser, '/log-in/passkey'))
      services.pass(5 * minute + 1)
      await expectRefused(await signIn(browser, response))
    })

    it.each([
      ['another site', { origin: 'https://elders.example' }],
      ['this site under another name', { origin: 'http://localhost:3001' }],
      ['a key of another host', { rpId: 'elders.example' }],
      ['nobody who touched or typed', { unverified: true }],
      ['a challenge that we never made', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ])('is what comes from %s', async (_, twist) => {
      const browser = site.visitor()
      await expectRefused(await signIn(browser, device.sign(await ask(browser, '/log-in/passkey'), twist)))
      expect((await browser.get('/ik')).status).toBe(303)
      // The same device without the twist is let in.
      expect((await signIn(browser, device.sign(await ask(browser, '/log-in/passkey')))).status).toBe(303)
    })

    it('is a key of somebody else, named by a device that signs with its own', async () => {
      const thief = await someone('Dief')
      const own = new Authenticator()
      await register(thief.browser, own)
      const credential = device.keys[0]!.id.toString('base64url')
      const browser = site.visitor()
      await expectRefused(
        await signIn(browser, own.sign(await ask(browser, '/log-in/passkey'), { credential })),
      )
      expect(await noticesOf(owner.id)).toEqual(['passkey.added'])
      // Nor can that key be made theirs.
      const taken = new Authenticator().make(await ask(thief.browser, makePath), { credential })
      await expectRefused(await thief.browser.post(makePath, { name: 'Van mij', response: taken }))
      expect(await keysOf(thief.id)).toHaveLength(1)
    })

    it('is a key whose owner it misnames', async () => {
      const browser = site.visitor()
      device.keys[0]!.handle = Buffer.alloc(32, 7).toString('base64url')
      await expectRefused(await signIn(browser, device.sign(await ask(browser, '/log-in/passkey'))))
    })

    it('is a counter that did not go up; the resident is told, once a day', async () => {
      const browser = site.visitor()
      await signIn(browser, device.sign(await ask(browser, '/log-in/passkey'), { counter: 9 }))
      for (const counter of [9, 3, 0]) {
        const copy = site.visitor()
        await expectRefused(await signIn(copy, device.sign(await ask(copy, '/log-in/passkey'), { counter })))
      }
      expect(await noticesOf(owner.id)).toEqual(['passkey.added', 'passkey.copied'])
      await site.deliver()
      const strange = services.sent.filter(
        ({ to, subject }) => to === owner.mail && subject.includes('vreemds'),
      )
      expect(strange).toHaveLength(1)
      const again = site.visitor()
      expect(
        (await signIn(again, device.sign(await ask(again, '/log-in/passkey'), { counter: 10 }))).status,
      ).toBe(303)
    })

    it('is an answer to a question that was asked for something else, or in another browser', async () => {
      const visit = site.visitor()
      const toComeIn = device.sign(await ask(visit, '/log-in/passkey'))
      const asConfirm = await owner.browser.post('/log-in/bevestig/passkey', { response: toComeIn })
      await expectRefused(asConfirm)
      const toConfirm = device.sign(await ask(owner.browser, '/log-in/bevestig/passkey'))
      await expectRefused(await signIn(site.visitor(), toConfirm))
      const second = await site.signedIn(owner.id)
      const moved = device.sign(await ask(owner.browser, '/log-in/bevestig/passkey'))
      await expectRefused(await second.post('/log-in/bevestig/passkey', { response: moved }))
      expect(
        (
          await owner.browser.post('/log-in/bevestig/passkey', {
            response: device.sign(await ask(owner.browser, '/log-in/bevestig/passkey')),
          })
        ).status,
      ).toBe(303)
    })

    it('is what no browser sends', async () => {
      for (const response of ['', 'geen json', '{}', '[]', JSON.stringify({ id: 'a', rawId: 'a' })]) {
        await expectRefused(await signIn(site.visitor(), response))
      }
    })

    it('is a key that was taken away, also in browsers that it let in', async () => {
      const lost = site.visitor()
      await signIn(lost, device.sign(await ask(lost, '/log-in/passkey')))
      expect((await lost.get('/ik/veilig')).status).toBe(200)
      const asked = site.visitor()
      const before = device.sign(await ask(asked, '/log-in/passkey'))
      const [key] = await keysOf(owner.id)
      const removed = await owner.browser.post(`${makePath}/${key!.id}/weg`)
      expect(removed.headers.get('location')).toBe('/ik/apparaten?klaar=removed')
      await expectRefused(await signIn(asked, before))
      expect((await lost.get('/ik/veilig')).status).toBe(303)
      expect((await owner.browser.get('/ik/veilig')).status).toBe(200)
      // Twice takes it away once.
      expect((await owner.browser.post(`${makePath}/${key!.id}/weg`)).status).toBe(303)
      expect(await noticesOf(owner.id)).toEqual(['passkey.added', 'passkey.removed'])
    })

    it('is a key of another resident, for a name or to take away', async () => {
      const [key] = await keysOf(owner.id)
      const other = await someone('Ander')
      expect((await other.browser.get(`${makePath}/${key!.id}`)).status).toBe(404)
      expect((await other.browser.post(`${makePath}/${key!.id}`, { name: 'Van mij' })).status).toBe(404)
      await other.browser.post(`${makePath}/${key!.id}/weg`)
      expect(await keysOf(owner.id)).toMatchObject([{ name: 'Mijn telefoon' }])
      expect((await owner.browser.post(`${makePath}/${key!.id}`, { name: 'Oude telefoon' })).status).toBe(303)
      const empty = await owner.browser.post(`${makePath}/${key!.id}`, { name: ' ' })
      expect(empty.status).toBe(422)
      expect(await keysOf(owner.id)).toMatchObject([{ name: 'Oude telefoon' }])
      expect((await site.visitor().get(`${makePath}/${key!.id}`)).status).toBe(303)
    })

    it('makes or takes away nothing when it was too long ago that somebody showed who they are', async () => {
      services.pass(hour)
      const [key] = await keysOf(owner.id)
      expect((await owner.browser.get(makePath)).headers.get('location')).toBe(
        `/log-in/bevestig?naar=${encodeURIComponent(makePath)}`,
      )
      expect((await owner.browser.post(`${makePath}/vraag`)).status).toBe(401)
      expect((await owner.browser.post(`${makePath}/${key!.id}/weg`)).status).toBe(401)
      expect(await keysOf(owner.id)).toHaveLength(1)
      // Showing it with the passkey is enough, and it gives the browser a new token.
      const token = owner.browser.cookies.get('dhz')!
      const response = device.sign(await ask(owner.browser, '/log-in/bevestig/passkey'))
      const confirmed = await owner.browser.post('/log-in/bevestig/passkey', { response, next: makePath })
      expect(confirmed.headers.get('location')).toBe(makePath)
      expect(owner.browser.cookies.get('dhz')).not.toBe(token)
      const stale = site.visitor()
      stale.setCookie('dhz', token)
      expect((await stale.get('/ik')).status).toBe(303)
      expect((await owner.browser.get(makePath)).status).toBe(200)
    })

    it('shows nothing with the passkey of somebody else', async () => {
      const other = await someone('Ander')
      const own = new Authenticator()
      await register(other.browser, own)
      services.pass(hour)
      const response = own.sign(await ask(owner.browser, '/log-in/bevestig/passkey'))
      await expectRefused(await owner.browser.post('/log-in/bevestig/passkey', { response }))
      expect((await owner.browser.get(makePath)).status).toBe(303)
    })

    it('dies with the browser that asked: a session that ended makes no key', async () => {
      const options = await ask(owner.browser, makePath)
      const cookie = owner.browser.cookies.get('dhz')!
      await owner.browser.post('/log-uit')
      owner.browser.setCookie('dhz', cookie)
      const late = await owner.browser.post(makePath, {
        name: 'Laat',
        response: new Authenticator().make(options),
      })
      expect(late.status).toBe(401)
      expect(await keysOf(owner.id)).toHaveLength(1)
    })
  })

  it('holds twenty keys, also when the last two come at the same moment', async () => {
    const { id, browser } = await someone()
    for (let n = 0; n < 19; n++) await register(browser, new Authenticator(), `Nummer ${n}`)
    const two = await Promise.all(
      [1, 2].map(async () => {
        const response = new Authenticator().make(await ask(browser, makePath))
        return browser.post(makePath, { name: 'Laatste', response })
      }),
    )
    expect(two.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await keysOf(id)).toHaveLength(20)
  })
})
