import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testServices, visitor, type TestServices } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, minute } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { openVault, residentByMail } from '../identity/index.ts'
import { keyIn, spokenIn, Street, type Person } from './test-support.ts'
import { tendRecoveries } from './tend.ts'

onEachEngine('coming back after everything was lost', (store) => {
  let services: TestServices
  let site: Site
  let street: Street
  let asked = 0

  beforeAll(() => {
    services = testServices(store())
    site = new Site(services)
    street = new Street(services, site)
  })
  beforeEach(() => {
    // Other tests did not ask lately, and nobody knows their address.
    services.pass(8 * day)
  })

  const fresh = () => `nieuw-${(asked += 1)}@voorbeeld.nl`
  const last = (to: string) => services.sent.findLast((mail) => mail.to === to)
  const tend = () => tendRecoveries(visitor(services))
  const mailOf = (id: string) => openVault(visitor(services), id, 'mail', 'own')
  const noticesOf = async (id: string) =>
    (
      await rows<{ kind: string }>(
        store().db,
        sql`select kind from notices where resident_id = ${id} and kind like 'recovery.%' order by notices.id`,
      )
    ).map(({ kind }) => kind)

  /** Everything up to the seven days, by letter. */
  async function waiting(): Promise<{ person: Person; mail: string; stop: string }> {
    const person = await street.person()
    const mail = fresh()
    const key = keyIn((await street.ask('brief', person, mail)).text)
    const letter = await street.post(person.id)
    const begun = await site.visitor().post('/log-in/kwijt/code', { k: key, ...letter! })
    expect(begun.status).toBe(200)
    await site.deliver()
    return { person, mail, stop: keyIn(last(person.mail)!.text) }
  }

  describe('by a letter', () => {
    it('waits seven days, warns on every channel, and then lets in with the new address only', async () => {
      const person = await street.person()
      const phone = await site.signedIn(person.id)
      const mail = fresh()
      const how = await street.ask('brief', person, mail)
      expect(how.subject).toBe('Zo kom je terug')
      const letter = await street.post(person.id)
      expect(await street.states(person.id)).toEqual(['asked'])
      const page = site.visitor()
      expect((await page.get(`/log-in/kwijt/code?k=${keyIn(how.text)}`)).status).toBe(200)
      const begun = await page.post('/log-in/kwijt/code', { k: keyIn(how.text), ...letter! })
      expect(await begun.text()).toContain('Nog zeven dagen')
      await site.deliver()
      expect(last(person.mail)).toMatchObject({
        subject: 'Iemand wil met een nieuw mailadres in jouw account',
      })
      expect(last(mail)).toMatchObject({ subject: 'Nog zeven dagen' })
      expect(await noticesOf(person.id)).toEqual(['recovery.waiting'])
      expect(await (await phone.get('/ik/terugkomen')).text()).toContain('Stop dit')
      // Above everything else, where people come each day.
      for (const path of ['/buurt', '/ik'])
        expect(await (await phone.get(path)).text()).toContain('Iemand wil in je account')

      services.pass(7 * day - minute)
      await tend()
      expect(await mailOf(person.id)).toBe(person.mail)
      expect((await phone.get('/ik')).status).toBe(200)

      services.pass(minute)
      await Promise.all([tend(), tend()])
      await site.deliver()
      expect(await street.states(person.id)).toEqual(['done'])
      expect(await mailOf(person.id)).toBe(mail)
      for (const browser of [phone, person.browser]) expect((await browser.get('/ik')).status).toBe(303)
      expect(last(person.mail)).toMatchObject({ subject: 'Je account heeft een ander mailadres' })
      expect(
        services.sent.filter(({ to, subject }) => to === mail && subject === 'Je kunt weer binnen'),
      ).toHaveLength(1)
      const home = site.visitor()
      const arrived = await home.post('/log-in/link', { code: keyIn(last(mail)!.text) })
      expect(arrived.status).toBe(303)
      expect((await home.get('/ik')).status).toBe(200)
      const left = await row<{ count: number }>(
        store().db,
        sql`select count(*)::int as count from recoveries where sealed is not null and resident_id = ${person.id}`,
      )
      expect(left?.count).toBe(0)
    })

    it('answers and mails the same, whoever is named', async () => {
      const person = await street.person()
      const known = await street.ask('brief', person, fresh())
      const unknown = await street.ask('brief', { name: 'Niemand Ergens', home: person.home }, fresh())
      const plain = [known, unknown].map(({ text }) => text.replaceAll(/k=[\w-]+/g, ''))
      expect(plain[0]).toBe(plain[1])
      expect(await street.states(person.id)).toEqual(['asked'])
    })

    it('asks the store as many questions for who is known and who is not', async () => {
      const person = await street.person()
      const questions = async (name: string) => {
        const asked: string[] = []
        const mail = fresh()
        store().onQuery = (statement) => asked.push(statement)
        await site.visitor().post('/log-in/kwijt/brief', { name, q: person.home, mail })
        store().onQuery = undefined
        return asked
      }
      const known = await questions(person.name)
      expect(known.length).toBeGreaterThan(4)
      expect(await questions('Niemand Ergens')).toEqual(known)
    })

    it('tells nobody by the code whether there is a request, a letter, or another code', async () => {
      const person = await street.person()
      const key = keyIn((await street.ask('brief', person, fresh())).text)
      const unknown = keyIn((await street.ask('brief', { ...person, name: 'Niemand Ergens' }, fresh())).text)
      const letter = (await street.post(person.id))!
      const other = await street.person()
      await street.ask('brief', other, fresh())
      const others = (await street.post(other.id))!
      const answers: string[] = []
      for (const [k, nr, code] of [
        [key, letter.nr, others.code],
        [unknown, letter.nr, letter.code],
        [key, others.nr, others.code],
        ['geen-sleutel', letter.nr, letter.code],
      ] as const) {
        const answer = await site.visitor().post('/log-in/kwijt/code', { k, nr, code })
        expect(answer.status).toBe(422)
        const page = await answer.text()
        answers.push(page.replaceAll(/nonce="[^"]+"|value="[^"]*"/g, ''))
      }
      expect(new Set(answers).size).toBe(1)
      expect(answers[0]).toContain('Dit lukte niet.')
      expect(await street.states(person.id)).toEqual(['asked'])
      expect((await site.visitor().post('/log-in/kwijt/code', { k: key, ...letter })).status).toBe(200)
    })

    it('lets in who fills in the code, not who asked first with a mail address of their own', async () => {
      const person = await street.person()
      const attacker = fresh()
      const mine = fresh()
      await street.ask('brief', person, attacker)
      const key = keyIn((await street.ask('brief', person, mine)).text)
      const letter = (await street.post(person.id))!
      // Not on the page for letters that prove an address either, on whoever's phone.
      const elsewhere = await site.visitor().post('/brief', letter)
      expect(elsewhere.status).toBe(422)
      expect(await elsewhere.text()).toContain('Open de link in de mail')
      await site.visitor().post('/log-in/kwijt/code', { k: key, ...letter })
      expect((await street.states(person.id)).sort()).toEqual(['expired', 'waiting'])
      services.pass(7 * day)
      await tend()
      expect(await mailOf(person.id)).toBe(mine)
      expect(await residentByMail(visitor(services), attacker)).toBeUndefined()
    })

    it('begins once of two who fill in the code at the same moment', async () => {
      const person = await street.person()
      const key = keyIn((await street.ask('brief', person, fresh())).text)
      const letter = (await street.post(person.id))!
      const both = await Promise.all(
        [1, 2].map(() => site.visitor().post('/log-in/kwijt/code', { k: key, ...letter })),
      )
      expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
      expect(await street.states(person.id)).toEqual(['waiting'])
    })

    it('goes to nobody whose address was never proven, nor to one of two with the same name in one home', async () => {
      const applicant = await street.person({ level: 'applicant' })
      await street.ask('brief', applicant, fresh())
      expect(await street.states(applicant.id)).toEqual([])
      const father = await street.person({ name: 'Jan Jansen' })
      const son = await street.person({ name: 'Jan Jansen', with: father })
      await street.ask('brief', father, fresh())
      expect([...(await street.states(father.id)), ...(await street.states(son.id))]).toEqual([])
      expect(await street.post(father.id)).toBeUndefined()
    })

    it('makes no more than five requests about somebody in thirty days, and says so to nobody', async () => {
      const person = await street.person()
      for (let n = 0; n < 7; n++) {
        expect((await street.ask('brief', person, fresh())).subject).toBe('Zo kom je terug')
      }
      expect(await street.states(person.id)).toHaveLength(5)
    })

    it('stops a visitor, and a home, that asks all day long', async () => {
      const person = await street.person()
      const statuses: number[] = []
      for (let n = 0; n < 11; n++) {
        const answer = await site
          .visitor()
          .post('/log-in/kwijt/brief', { name: `Naam ${'abcdefghijk'[n]}`, q: person.home, mail: fresh() })
        statuses.push(answer.status)
      }
      expect(statuses).toEqual([...Array<number>(10).fill(303), 429])
    })

    it('sends no second recovery to a mailbox that has an account', async () => {
      const [person, other] = [await street.person(), await street.person()]
      const mail = await street.ask('brief', person, other.mail)
      expect(mail.subject).toBe('Je doet al mee met dit mailadres')
      expect(await street.states(person.id)).toEqual([])
    })

    it('stops when the new address became somebody else’s meanwhile', async () => {
      const { person, mail } = await waiting()
      const other = await street.person()
      services.pass(7 * day)
      const taken = await site.signedIn(other.id)
      await taken.post('/ik/gegevens/mail', { mail })
      await site.deliver()
      await taken.post('/ik/gegevens/mail/bevestig', { code: keyIn(last(mail)!.text) })
      await tend()
      expect(await street.states(person.id)).toEqual(['stopped'])
      expect(await mailOf(person.id)).toBe(person.mail)
      expect((await person.browser.get('/ik')).status).toBe(200)
    })

    it('keeps every word when something is missing, but no citizen service number', async () => {
      const person = await street.person()
      const browser = site.visitor()
      const noMail = await browser.post('/log-in/kwijt/brief', {
        name: person.name,
        q: person.home,
        mail: 'geen',
      })
      expect(noMail.status).toBe(422)
      const page = await noMail.text()
      for (const kept of [person.name, person.home, 'geen']) expect(page).toContain(`value="${kept}"`)
      const nowhere = await browser.post('/log-in/kwijt/brief', {
        name: person.name,
        q: 'Nergensweg 99999',
        mail: fresh(),
      })
      expect(nowhere.status).toBe(422)
      const bsn = await browser.post('/log-in/kwijt/brief', {
        name: 'Jan 111222333',
        q: person.home,
        mail: fresh(),
      })
      expect(bsn.status).toBe(422)
      expect(await bsn.text()).not.toContain('111222333')
    })
  })

  describe('stopping', () => {
    it('takes one button from the mail, without signing in, once', async () => {
      const { person, mail, stop } = await waiting()
      const browser = site.visitor()
      // A mail scanner that looks stops nothing.
      expect((await browser.get(`/log-in/kwijt/stop?code=${stop}`)).status).toBe(200)
      expect(await street.states(person.id)).toEqual(['waiting'])
      const stopped = await browser.post('/log-in/kwijt/stop', { code: stop })
      expect(await stopped.text()).toContain('Het is gestopt')
      expect((await browser.post('/log-in/kwijt/stop', { code: stop })).status).toBe(410)
      expect((await browser.get(`/log-in/kwijt/stop?code=${stop}`)).status).toBe(410)
      services.pass(8 * day)
      await tend()
      await site.deliver()
      expect(await mailOf(person.id)).toBe(person.mail)
      expect((await person.browser.get('/ik')).status).toBe(200)
      expect(last(mail)).toMatchObject({ subject: 'Het terugkomen is gestopt' })
      expect(await noticesOf(person.id)).toEqual(['recovery.waiting', 'recovery.stopped'])
    })

    it('takes one button where somebody is still signed in, also before the letter came', async () => {
      const { person } = await waiting()
      expect((await person.browser.post('/ik/terugkomen/stop')).status).toBe(303)
      expect((await person.browser.post('/ik/terugkomen/stop')).status).toBe(303)
      expect(await street.states(person.id)).toEqual(['stopped'])
      const early = await street.person()
      const key = keyIn((await street.ask('brief', early, fresh())).text)
      const letter = (await street.post(early.id))!
      await early.browser.post('/ik/terugkomen/stop')
      expect((await site.visitor().post('/log-in/kwijt/code', { k: key, ...letter })).status).toBe(422)
    })

    it('is for nobody else', async () => {
      const { person } = await waiting()
      const other = await street.person()
      await other.browser.post('/ik/terugkomen/stop')
      expect((await site.visitor().post('/ik/terugkomen/stop')).status).toBe(401)
      expect((await site.visitor().post('/log-in/kwijt/stop', { code: 'geraden' })).status).toBe(410)
      expect(await street.states(person.id)).toEqual(['waiting'])
      expect(await (await other.browser.get('/ik/terugkomen')).text()).toContain(
        'Niemand probeert in je account te komen',
      )
    })

    it('and letting in at the same moment end in one of the two', async () => {
      const { person, mail, stop } = await waiting()
      services.pass(7 * day)
      const [stopped] = await Promise.all([site.visitor().post('/log-in/kwijt/stop', { code: stop }), tend()])
      const [state] = await street.states(person.id)
      expect(['stopped', 'done']).toContain(state)
      expect(stopped.status).toBe(state === 'stopped' ? 200 : 410)
      expect(await mailOf(person.id)).toBe(state === 'stopped' ? person.mail : mail)
    })
  })

  it('leaves nothing of a new address or a code readable in the store', async () => {
    const person = await street.person()
    const neighbours = [await street.person(), await street.person()]
    for (const neighbour of neighbours) await street.trust(person, neighbour)
    const { text } = await street.ask('buren', person, 'leesbaar@voorbeeld.nl')
    for (const table of ['recoveries', 'recovery_codes', 'sealed_mail', 'outbox']) {
      const all = await rows<{ text: string }>(
        store().db,
        sql`select t::text as text from ${sql.identifier(table)} t`,
      )
      const stored = all.map((each) => each.text).join('\n')
      for (const secret of ['leesbaar', ...spokenIn(text).map((code) => code.replaceAll('-', ''))])
        expect(stored, table).not.toContain(secret)
    }
  })
})
