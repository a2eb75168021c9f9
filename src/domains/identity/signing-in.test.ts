import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  as,
  newResident,
  testServices,
  visitor,
  withMail,
  type TestServices,
} from '../../../tests/support/people.ts'
import { Site, type Browser } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, hour, minute } from '../../platform/clock.ts'
import { rows } from '../../platform/db/store.ts'
import { openVault, residentByMail } from './vault.ts'

const linkIn = (text: string) => /https?:\/\/\S+/.exec(text)![0]
const codeIn = (text: string) => new URL(linkIn(text)).searchParams.get('code')!

onEachEngine('sessions, showing once more who one is, and another mail address', (store) => {
  let services: TestServices
  let site: Site
  let people = 0
  interface Person {
    id: string
    browser: Browser
    mail: string
  }

  beforeAll(() => {
    services = testServices(store())
    site = new Site(services)
  })
  beforeEach(() => {
    // Other tests did not ask for mail just now.
    services.pass(day)
  })

  async function someone(name = 'Samira'): Promise<Person> {
    const ctx = visitor(services)
    const id = await newResident(ctx, { name })
    people += 1
    const mail = `buur-${people}@voorbeeld.nl`
    await withMail(await as(ctx, id), mail)
    return { id, browser: await site.signedIn(id), mail }
  }

  const sessionsOf = (id: string) =>
    rows<{ id: string; device: string }>(
      store().db,
      sql`select id, device from sessions where resident_id = ${id} order by created, id`,
    )
  const lastMail = (to: string) => services.sent.findLast((mail) => mail.to === to)!

  describe('answering the same for who is known and who is not', () => {
    it('asks the store the same questions', async () => {
      const { mail } = await someone()
      const questions = async (to: string) => {
        const asked: string[] = []
        store().onQuery = (statement) => asked.push(statement)
        await site.visitor().post('/log-in', { mail: to })
        store().onQuery = undefined
        return asked
      }
      const known = await questions(mail)
      expect(known.length).toBeGreaterThan(3)
      expect(await questions('niemand-hier@voorbeeld.nl')).toEqual(known)
    })

    it('says so in the same words', async () => {
      const { mail } = await someone()
      const answers = await Promise.all(
        [mail, 'ook-niemand@voorbeeld.nl'].map(async (to) => {
          const browser = site.visitor()
          const { status, headers } = await browser.post('/log-in', { mail: to })
          const page = await (await browser.get(headers.get('location')!)).text()
          return { status, to: headers.get('location'), page: page.replaceAll(/nonce="[^"]+"/g, '') }
        }),
      )
      expect(answers[0]).toEqual(answers[1])
    })
  })

  describe('a list of sessions', () => {
    it('names each with how it came in, marks this one, and ends one by one', async () => {
      const { id, browser } = await someone()
      await site.signedIn(id)
      const page = await (await browser.get('/ik/apparaten')).text()
      expect(page.match(/Binnengekomen met een link in je mail/g)).toHaveLength(2)
      expect(page.match(/Dit apparaat/g)).toHaveLength(1)
      // This one on top, whichever was used last; the others with the hour too.
      expect(page.indexOf('Dit apparaat')).toBeLessThan(page.indexOf('Log uit<'))
      expect(page.match(/Laatst gebruikt op [^<]*, rond \d\d\.\d\d uur/g)).toHaveLength(1)
      const [first, second] = await sessionsOf(id)
      const here = /\/ik\/apparaten\/([^/]+)\/einde[\s\S]*?Log hier uit/.exec(page)![1]!
      const other = [first!.id, second!.id].find((each) => each !== here)!
      const ended = await browser.post(`/ik/apparaten/${other}/einde`)
      expect(ended.headers.get('location')).toBe('/ik/apparaten?klaar=ended')
      expect((await sessionsOf(id)).map((each) => each.id)).toEqual([here])
      // Pressing twice is no trouble.
      expect((await browser.post(`/ik/apparaten/${other}/einde`)).status).toBe(303)
      const own = await browser.post(`/ik/apparaten/${here}/einde`)
      expect(own.headers.get('location')).toBe('/log-in?klaar=signedOut')
      expect(await sessionsOf(id)).toEqual([])
    })

    it('ends none of somebody else', async () => {
      const [owner, other] = [await someone(), await someone('Ander')]
      const [session] = await sessionsOf(owner.id)
      await other.browser.post(`/ik/apparaten/${session!.id}/einde`)
      expect((await owner.browser.get('/ik')).status).toBe(200)
      expect((await other.browser.post('/ik/apparaten/geen-id/einde')).status).toBe(404)
      expect((await site.visitor().post(`/ik/apparaten/${session!.id}/einde`)).status).toBe(401)
    })

    it('ends all others at once, and with them the links that are still in the mail', async () => {
      const { id, browser, mail } = await someone()
      const phone = await site.signedIn(id)
      await site.visitor().post('/log-in', { mail })
      await site.deliver()
      const { text } = lastMail(mail)
      expect((await browser.post('/ik/apparaten/andere')).headers.get('location')).toBe(
        '/ik/apparaten?klaar=others',
      )
      expect((await phone.get('/ik')).status).toBe(303)
      expect((await browser.get('/ik')).status).toBe(200)
      expect((await site.visitor().post('/log-in/link', { code: codeIn(text) })).status).toBe(410)
    })
  })

  describe('showing once more who one is', () => {
    const weighty = '/ik/gegevens/mail'

    async function late(): Promise<Person> {
      const person = await someone()
      services.pass(hour)
      const asked = await person.browser.get(weighty)
      expect(asked.headers.get('location')).toBe(`/log-in/bevestig?naar=${encodeURIComponent(weighty)}`)
      return person
    }
    async function askLink({ browser, mail }: Person): Promise<string> {
      const sent = await browser.post('/log-in/bevestig', { next: weighty })
      expect(sent.headers.get('location')).toBe('/log-in/bevestig/post')
      await site.deliver()
      return codeIn(lastMail(mail).text)
    }

    it('is asked in words where a form was sent', async () => {
      const { browser } = await late()
      const refused = await browser.post(weighty, { mail: 'nieuw@voorbeeld.nl' })
      expect(refused.status).toBe(401)
      expect(await refused.text()).toContain('Laat even zien dat jij het bent')
      expect((await site.visitor().get('/log-in/bevestig')).headers.get('location')).toContain(
        '/log-in?naar=',
      )
    })

    it('takes a link in the same browser, gives it a new token, and goes on', async () => {
      const person = await late()
      const code = await askLink(person)
      const page = await (await person.browser.get(`/log-in/bevestig/link?code=${code}`)).text()
      expect(page).toContain('Ja, ik ben het')
      const token = person.browser.cookies.get('dhz')!
      const pressed = await person.browser.post('/log-in/bevestig/link', { code })
      expect(pressed.headers.get('location')).toBe(weighty)
      expect((await person.browser.get(weighty)).status).toBe(200)
      expect(person.browser.cookies.get('dhz')).not.toBe(token)
      const planted = site.visitor()
      planted.setCookie('dhz', token)
      expect((await planted.get('/ik')).status).toBe(303)
      expect((await person.browser.post('/log-in/bevestig/link', { code })).status).toBe(410)
    })

    it('shows nothing in the browser that asked when the link is pressed in another', async () => {
      const found = await late()
      const code = await askLink(found)
      const home = site.visitor()
      const page = await (await home.get(`/log-in/bevestig/link?code=${code}`)).text()
      expect(page).toContain('Dit is een ander apparaat')
      expect((await home.post('/log-in/bevestig/link', { code })).status).toBe(303)
      expect((await home.get('/ik')).status).toBe(200)
      expect((await found.browser.get(weighty)).status).toBe(303)
    })

    it('does not work with a link to sign in, nor the other way round', async () => {
      const person = await late()
      const code = await askLink(person)
      expect((await person.browser.post('/log-in/link', { code })).status).toBe(410)
      await site.visitor().post('/log-in', { mail: person.mail })
      await site.deliver()
      const signIn = codeIn(lastMail(person.mail).text)
      expect((await person.browser.post('/log-in/bevestig/link', { code: signIn })).status).toBe(410)
      expect((await person.browser.get(weighty)).status).toBe(303)
    })

    it('lets in whoever signs in once more where the session has ended', async () => {
      const person = await late()
      const code = await askLink(person)
      await person.browser.post('/log-uit')
      expect((await person.browser.post('/log-in/bevestig/link', { code })).status).toBe(303)
      expect((await person.browser.get('/ik')).status).toBe(200)
    })

    it('mails five links an hour', async () => {
      const person = await late()
      const statuses: number[] = []
      for (let n = 0; n < 6; n++) statuses.push((await person.browser.post('/log-in/bevestig')).status)
      expect(statuses).toEqual([303, 303, 303, 303, 303, 429])
    })
  })

  describe('another mail address', () => {
    async function ask(person: Person, mail: string): Promise<void> {
      const sent = await person.browser.post('/ik/gegevens/mail', { mail })
      expect(sent.headers.get('location')).toBe('/ik/gegevens/mail/post')
      await site.deliver()
    }

    it('comes after a link that goes there, and a warning that goes to the old one', async () => {
      const person = await someone()
      await ask(person, 'Nieuw-1@voorbeeld.nl')
      expect(lastMail(person.mail).subject).toBe('Iemand wil je mailadres veranderen')
      const code = codeIn(lastMail('Nieuw-1@voorbeeld.nl').text)
      expect(await residentByMail(visitor(services), 'nieuw-1@voorbeeld.nl')).toBeUndefined()
      // Looking does nothing; only the button does.
      expect((await person.browser.get(`/ik/gegevens/mail/bevestig?code=${code}`)).status).toBe(200)
      await site.visitor().post('/log-in', { mail: person.mail })
      await site.deliver()
      const old = codeIn(lastMail(person.mail).text)
      const done = await person.browser.post('/ik/gegevens/mail/bevestig', { code })
      expect(done.headers.get('location')).toBe('/ik/gegevens?klaar=mail')
      await site.deliver()
      expect(await residentByMail(visitor(services), 'nieuw-1@voorbeeld.nl')).toBe(person.id)
      expect(await residentByMail(visitor(services), person.mail)).toBeUndefined()
      expect(lastMail(person.mail).subject).toBe('Je mailadres is veranderd')
      expect((await site.visitor().post('/log-in/link', { code: old })).status).toBe(410)
      expect((await person.browser.post('/ik/gegevens/mail/bevestig', { code })).status).toBe(410)
      expect(await (await person.browser.get('/ik/berichten')).text()).toContain('Je mailadres is veranderd.')
    })

    it('is not given to whoever reads the mail that was mistyped', async () => {
      const [person, stranger] = [await someone(), await someone('Vreemde')]
      await ask(person, 'tikfout@voorbeeld.nl')
      const code = codeIn(lastMail('tikfout@voorbeeld.nl').text)
      for (const browser of [site.visitor(), stranger.browser]) {
        const status = (await browser.post('/ik/gegevens/mail/bevestig', { code })).status
        expect([401, 410]).toContain(status)
      }
      expect(await openVault(visitor(services), person.id, 'mail', 'own')).toBe(person.mail)
      expect((await person.browser.post('/ik/gegevens/mail/bevestig', { code })).status).toBe(303)
    })

    it('answers the same for an address that is taken, and tells only its owner', async () => {
      const [person, owner] = [await someone(), await someone('Eigenaar')]
      const questions = async (mail: string) => {
        const asked: string[] = []
        store().onQuery = (statement) => asked.push(statement)
        const { status, headers } = await person.browser.post('/ik/gegevens/mail', { mail })
        store().onQuery = undefined
        return { asked, status, to: headers.get('location') }
      }
      const free = await questions('vrij@voorbeeld.nl')
      expect(free.status).toBe(303)
      expect(await questions(owner.mail)).toEqual(free)
      await site.deliver()
      expect(lastMail(owner.mail).subject).toBe('Dit mailadres is al van jou')
      expect(lastMail(owner.mail).text).not.toContain('code=')
      const warnings = services.sent.filter(({ to }) => to === person.mail)
      expect(new Set(warnings.map(({ text }) => text)).size).toBe(1)
      expect(warnings).toHaveLength(2)
    })

    it('goes to one of two who want it at the same moment', async () => {
      const [one, two] = [await someone(), await someone()]
      await ask(one, 'begeerd@voorbeeld.nl')
      const first = codeIn(lastMail('begeerd@voorbeeld.nl').text)
      await ask(two, 'begeerd@voorbeeld.nl')
      const second = codeIn(lastMail('begeerd@voorbeeld.nl').text)
      const both = await Promise.all([
        one.browser.post('/ik/gegevens/mail/bevestig', { code: first }),
        two.browser.post('/ik/gegevens/mail/bevestig', { code: second }),
      ])
      expect(both.map(({ status }) => status).sort()).toEqual([303, 410])
    })

    it('is stopped by signing out everywhere', async () => {
      const person = await someone()
      await ask(person, 'inbreker@voorbeeld.nl')
      const code = codeIn(lastMail('inbreker@voorbeeld.nl').text)
      const owner = await site.signedIn(person.id)
      await owner.post('/log-uit', { where: 'everywhere' })
      const again = await site.signedIn(person.id)
      expect((await again.post('/ik/gegevens/mail/bevestig', { code })).status).toBe(410)
      expect(await openVault(visitor(services), person.id, 'mail', 'own')).toBe(person.mail)
    })

    it('keeps what was typed when it is no address', async () => {
      const { browser } = await someone()
      const wrong = await browser.post('/ik/gegevens/mail', { mail: 'geen adres' })
      expect(wrong.status).toBe(422)
      expect(await wrong.text()).toContain('value="geen adres"')
    })

    it('forgets a link after an hour', async () => {
      const person = await someone()
      await ask(person, 'traag@voorbeeld.nl')
      const code = codeIn(lastMail('traag@voorbeeld.nl').text)
      services.pass(hour + minute)
      expect((await person.browser.get(`/ik/gegevens/mail/bevestig?code=${code}`)).status).toBe(410)
      expect((await person.browser.post('/ik/gegevens/mail/bevestig', { code })).status).toBe(410)
    })
  })
})
