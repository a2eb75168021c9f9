import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  newResident,
  newTown,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { Site, type Browser } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, minute } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { loadViewer } from '../residents/index.ts'
import { openVault, putInVault } from './vault.ts'

const answers = { name: 'Samira', mail: 'Samira@Voorbeeld.nl' }

onEachEngine('joining and signing in', (store) => {
  let services: TestServices
  let site: Site
  let town: Town

  beforeAll(async () => {
    services = testServices(store())
    site = new Site(services)
    const ctx = visitor(services)
    town = await newTown(ctx)
    await ctx.db.execute(
      sql`insert into addresses (street, number, postcode, place, street_id, lat, lon, cell)
          values ('Lijnbaan', 12, '9990AA', 'Ravenhorst', ${town.street}, 52.301, 5.201, 622236750694711295)`,
    )
  })

  async function answerAll(browser: Browser, mail = answers.mail): Promise<void> {
    expect((await browser.post('/meedoen/naam', { name: answers.name })).status).toBe(303)
    const choices = await (await browser.post('/meedoen/adres', { q: '9990AA 12' })).text()
    const address = /name="address" value="([^"]+)"/.exec(choices)?.[1]
    expect(address).toBeDefined()
    expect((await browser.post('/meedoen/adres', { q: '9990AA 12', address: address! })).status).toBe(303)
    expect((await browser.post('/meedoen/mail', { mail })).status).toBe(303)
    const sent = await browser.post('/meedoen/regels', { age: 'adult', agree: 'yes' })
    expect(sent.headers.get('location')).toBe('/meedoen/post')
    await site.deliver()
  }

  const linkIn = (text: string) => /https?:\/\/\S+/.exec(text)![0]
  const codeIn = (text: string) => new URL(linkIn(text)).searchParams.get('code')!

  it('asks one question a page, mails a link, and lets in whoever presses the button', async () => {
    const browser = site.visitor()
    await answerAll(browser)
    const mail = services.sent.at(-1)!
    expect(mail.to).toBe(answers.mail)
    expect((await browser.get(linkIn(mail.text))).status).toBe(200)
    // A mail scanner that follows the link changes nothing.
    expect((await site.visitor().get(linkIn(mail.text))).status).toBe(200)
    const arrived = await browser.post('/meedoen/bevestig', { code: codeIn(mail.text) })
    expect(arrived.headers.get('location')).toBe('/ik/welkom')
    expect((await browser.get('/ik/profiel')).status).toBe(200)
    const resident = await row<{ id: string; level: string; streetId: number }>(
      store().db,
      sql`select id, level, street_id as "streetId" from residents where display_name = 'Samira'`,
    )
    expect(resident).toMatchObject({ level: 'applicant', streetId: town.street })
    const ctx = visitor(services)
    expect(await openVault(ctx, resident!.id, 'mail', 'own')).toBe(answers.mail)
    expect(JSON.parse((await openVault(ctx, resident!.id, 'address', 'own'))!)).toMatchObject({
      number: 12,
      postcode: '9990AA',
    })
  })

  it('uses a link once, also when the button is pressed by two at the same moment', async () => {
    const browser = site.visitor()
    await answerAll(browser, 'twee@voorbeeld.nl')
    const code = codeIn(services.sent.at(-1)!.text)
    const both = await Promise.all([
      browser.post('/meedoen/bevestig', { code }),
      site.visitor().post('/meedoen/bevestig', { code }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410])
  })

  it('takes a link for fourteen days, but for one day only as a key to an account that is there', async () => {
    await answerAll(site.visitor(), 'vakantie@voorbeeld.nl')
    const first = codeIn(services.sent.at(-1)!.text)
    await answerAll(site.visitor(), 'vakantie@voorbeeld.nl')
    const second = codeIn(services.sent.at(-1)!.text)
    services.pass(13 * day)
    expect((await site.visitor().post('/meedoen/bevestig', { code: first })).status).toBe(303)
    expect((await site.visitor().post('/meedoen/bevestig', { code: second })).status).toBe(410)
    const draft = await row(
      store().db,
      sql`select 1 from mail_links where used is not null and draft is not null`,
    )
    expect(draft).toBeUndefined()
  })

  it('refuses a link that is fourteen days old', async () => {
    await answerAll(site.visitor(), 'laat@voorbeeld.nl')
    const code = codeIn(services.sent.at(-1)!.text)
    services.pass(14 * day + minute)
    const late = await site.visitor().post('/meedoen/bevestig', { code })
    expect(late.status).toBe(410)
    expect(await late.text()).toContain('Deze link werkt niet meer')
  })

  it('keeps every word when an answer is not right, and says what to do', async () => {
    const browser = site.visitor()
    const noName = await browser.post('/meedoen/naam', { name: '  ' })
    expect(noName.status).toBe(422)
    expect(await noName.text()).toContain('Vul je voornaam in.')
    const wrongMail = await browser.post('/meedoen/mail', { mail: 'samira apenstaart' })
    expect(wrongMail.status).toBe(422)
    expect(await wrongMail.text()).toContain('value="samira apenstaart"')
    const unknown = await browser.post('/meedoen/adres', { q: 'Nergensweg 99999, Nergens' })
    expect(unknown.status).toBe(422)
    expect(await unknown.text()).toContain('value="Nergensweg 99999, Nergens"')
  })

  it('keeps the address in the form while the national address service does not answer', async () => {
    // Nothing listens there.
    const config = { ...services.config, addressService: 'http://127.0.0.1:9' }
    const browser = new Site({ ...services, config }).visitor()
    await browser.post('/meedoen/naam', { name: answers.name })
    const typed = await browser.post('/meedoen/adres', { q: 'Lijnbaan 12, Ravenhorst' })
    const confirmed = await browser.post('/meedoen/adres', { q: 'Lijnbaan 12, Ravenhorst', address: 'adr-1' })
    for (const answer of [typed, confirmed]) {
      expect(answer.status).toBe(503)
      const page = await answer.text()
      expect(page).toContain('value="Lijnbaan 12, Ravenhorst"')
      expect(page).toContain('Adressen zoeken lukt nu even niet.')
    }
  })

  it('takes no name that could do harm in mail, and puts nothing typed into mail to an address nobody confirmed', async () => {
    const browser = site.visitor()
    for (const name of [
      'Piet\n\nKlik hier',
      'http://evil.example',
      '\u200b\u200b',
      'piet@evil.example',
      '1234',
    ]) {
      const answer = await browser.post('/meedoen/naam', { name })
      expect(answer.status, name).toBe(422)
    }
    for (const name of ["D'Angelo", 'Anaïs-Marie', 'محمد', 'Zoë 2']) {
      expect((await browser.post('/meedoen/naam', { name })).status, name).toBe(303)
    }
    await answerAll(site.visitor(), 'onbekend@voorbeeld.nl')
    expect(services.sent.at(-1)!.text).not.toContain(answers.name)
  })

  it('turns away whoever is younger than sixteen, kindly', async () => {
    const browser = site.visitor()
    await browser.post('/meedoen/naam', { name: 'Pip' })
    const young = await browser.post('/meedoen/regels', { age: 'child', agree: 'yes' })
    expect(young.status).toBe(422)
    expect(await young.text()).toContain('Meedoen kan vanaf 16 jaar')
  })

  it('lets somebody without a fixed address say where they mostly are', async () => {
    const browser = site.visitor()
    await browser.post('/meedoen/naam', { name: 'Sjon' })
    expect((await browser.post('/meedoen/geen-adres', { q: '' })).status).toBe(422)
    expect(await (await browser.post('/meedoen/geen-adres', { q: 'Nergenshuizen' })).text()).toContain(
      'kennen we niet',
    )
    const page = await (await browser.post('/meedoen/geen-adres', { q: 'Kerkpleinbuurt' })).text()
    const area = /name="area" value="([^"]+)"/.exec(page)?.[1]
    expect(area).toBeDefined()
    expect((await browser.post('/meedoen/geen-adres', { area: area! })).headers.get('location')).toBe(
      '/meedoen/mail',
    )
    await browser.post('/meedoen/mail', { mail: 'sjon@voorbeeld.nl' })
    await browser.post('/meedoen/regels', { age: 'adult', agree: 'yes' })
    await site.deliver()
    await browser.post('/meedoen/bevestig', { code: codeIn(services.sent.at(-1)!.text) })
    expect(await (await browser.get('/ik/gegevens')).text()).toContain('Kerkpleinbuurt')
    const sjon = await row<{ buurtId: number | null; cell: string | null }>(
      store().db,
      sql`select buurt_id as "buurtId", cell::text as cell from residents where display_name = 'Sjon'`,
    )
    expect(sjon!.buurtId).not.toBeNull()
    expect(sjon!.cell).toBeNull()
  })

  it('refuses a citizen service number wherever it is typed, and keeps and shows it nowhere', async () => {
    const browser = site.visitor()
    for (const [path, form] of [
      ['/meedoen/naam', { name: 'Noor 999991772' }],
      ['/meedoen/adres', { q: '999 991 772' }],
      ['/meedoen/mail', { mail: '999991772@voorbeeld.nl' }],
    ] as const) {
      const answer = await browser.post(path, { ...form })
      expect(answer.status, path).toBe(422)
      const page = await answer.text()
      expect(page, path).toContain('Dat vragen we nooit')
      expect(page, path).not.toMatch(/999 ?991 ?772/)
      expect(await (await browser.get(path)).text(), path).not.toMatch(/999 ?991 ?772/)
    }
  })

  it('does not let a question be skipped', async () => {
    const browser = site.visitor()
    expect((await browser.get('/meedoen/regels')).headers.get('location')).toBe('/meedoen/naam')
    const sent = await browser.post('/meedoen/regels', { age: 'adult', agree: 'yes' })
    expect(sent.headers.get('location')).toBe('/meedoen/naam')
  })

  describe('signing in', () => {
    const ask = async (mail: string, next = '') => {
      const browser = site.visitor()
      const response = await browser.post('/log-in', { mail, next })
      await site.deliver()
      return { browser, response }
    }

    it('answers the same for a known and an unknown address, and mails only the known one', async () => {
      const before = services.sent.length
      const known = await ask('samira@voorbeeld.nl')
      const unknown = await ask('niemand@voorbeeld.nl')
      expect(known.response.status).toBe(unknown.response.status)
      expect(known.response.headers.get('location')).toBe(unknown.response.headers.get('location'))
      expect(services.sent.slice(before).map(({ to }) => to)).toEqual(['samira@voorbeeld.nl'])
    })

    it('lets in with the button, once, and goes on where somebody was', async () => {
      const { browser } = await ask('samira@voorbeeld.nl', '/ik/veilig')
      const code = codeIn(services.sent.at(-1)!.text)
      const arrived = await browser.post('/log-in/link', { code })
      expect(arrived.headers.get('location')).toBe('/ik/veilig')
      expect((await browser.get('/ik/veilig')).status).toBe(200)
      expect((await site.visitor().post('/log-in/link', { code })).status).toBe(410)
    })

    it('never sends anybody to another site afterwards', async () => {
      for (const next of [
        'https://elders.example',
        '//elders.example',
        '/\\elders.example',
        'javascript:alert(1)',
      ]) {
        const { browser } = await ask('samira@voorbeeld.nl', next)
        const arrived = await browser.post('/log-in/link', { code: codeIn(services.sent.at(-1)!.text) })
        expect(arrived.headers.get('location')).toBe('/buurt')
        services.pass(20 * minute)
      }
    })

    it('stops somebody who keeps asking for mail to one address', async () => {
      services.pass(day)
      const statuses: number[] = []
      for (let n = 0; n < 7; n++) statuses.push((await ask('druk@voorbeeld.nl')).response.status)
      expect(statuses).toEqual([303, 303, 303, 303, 303, 429, 429])
    })

    it('signs out everywhere at once', async () => {
      const id = await newResident(visitor(services), { name: 'Twee apparaten', place: town.home })
      const [phone, laptop] = [await site.signedIn(id), await site.signedIn(id)]
      expect((await phone.get('/ik/veilig')).status).toBe(200)
      await phone.post('/log-uit', { where: 'everywhere' })
      for (const browser of [phone, laptop]) expect((await browser.get('/ik/veilig')).status).toBe(303)
    })

    it('gives a new token at signing in, so that a planted one is worth nothing', async () => {
      const browser = site.visitor()
      await browser.post('/meedoen/naam', { name: 'Noor' })
      const before = browser.cookies.get('dhz')
      await browser.post('/log-in', { mail: 'samira@voorbeeld.nl' })
      services.pass(day)
      await browser.post('/log-in', { mail: 'samira@voorbeeld.nl' })
      await site.deliver()
      await browser.post('/log-in/link', { code: codeIn(services.sent.at(-1)!.text) })
      expect(browser.cookies.get('dhz')).not.toBe(before)
    })
  })

  it('keeps one cookie, out of reach of scripts and other sites', async () => {
    const browser = site.visitor()
    const set = (await browser.post('/meedoen/naam', { name: 'Koek' })).headers.getSetCookie()
    expect(set).toHaveLength(1)
    expect(set[0]).toMatch(/HttpOnly/)
    expect(set[0]).toMatch(/SameSite=Lax/)
  })

  it('refuses a form that another site sends', async () => {
    const browser = site.visitor()
    const foreign = await browser.post('/meedoen/naam', { name: 'X' }, { origin: 'https://elders.example' })
    expect(foreign.status).toBe(403)
    expect(await foreign.text()).toContain('Dit kwam van een andere website')
  })

  it('shows a language that was chosen, and remembers it', async () => {
    const browser = site.visitor()
    expect(await (await browser.get('/log-in')).text()).toContain('<html lang="nl"')
    await browser.post('/taal', { language: 'en', back: '/log-in' })
    expect(await (await browser.get('/log-in')).text()).toContain('<html lang="en"')
    const english = site.visitor()
    expect(
      await (await english.get('/log-in', { 'accept-language': 'en-GB,en;q=0.9,nl;q=0.2' })).text(),
    ).toContain('<html lang="en"')
  })

  it('writes down each opening of the vault', async () => {
    const ctx = visitor(services)
    const id = await newResident(ctx, { name: 'Kluis' })
    const address = {
      street: 'Lijnbaan',
      number: 12,
      letter: '',
      addition: '',
      postcode: '9990AA',
      place: 'Ravenhorst',
    }
    await putInVault(ctx, id, { name: 'Kluis', mail: 'kluis@voorbeeld.nl', address })
    const viewer = (await loadViewer(ctx, id))!
    await openVault({ ...ctx, viewer }, id, 'address', 'mail.notice')
    const openings = await rows(
      ctx.db,
      sql`select field, opened_by as by, why from vault_openings where resident_id = ${id}`,
    )
    expect(openings).toEqual([{ field: 'address', by: id, why: 'mail.notice' }])
  })

  it('shows somebody what the vault holds of them and who opened it, and nobody else', async () => {
    const ctx = visitor(services)
    const id = await newResident(ctx, { name: 'Inzage' })
    const address = {
      street: 'Lijnbaan',
      number: 12,
      letter: 'B',
      addition: '',
      postcode: '9990AA',
      place: 'Ravenhorst',
    }
    await putInVault(ctx, id, { name: 'Inzage', mail: 'inzage@voorbeeld.nl', address })
    await openVault(ctx, id, 'mail', 'mail.notice')
    await openVault(ctx, id, 'mail', 'mail.notice')
    const browser = await site.signedIn(id)
    const page = await (await browser.get('/ik/gegevens')).text()
    for (const known of [
      'inzage@voorbeeld.nl',
      'Lijnbaan 12',
      'Om je een bericht te mailen',
      'Omdat jij hier keek',
    ])
      expect(page).toContain(known)
    expect(page.match(/Om je een bericht te mailen/g)).toHaveLength(1)
    expect((await site.visitor().get('/ik/gegevens')).status).toBe(303)
    const other = await (await site.signedIn(await newResident(ctx))).get('/ik/gegevens')
    expect(other.status).toBe(200)
    expect(await other.text()).not.toContain('voorbeeld')
  })

  it('leaves no name, mail address or house number readable in any table but the public ones', async () => {
    const tables = await rows<{ name: string }>(
      store().db,
      sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
    )
    for (const { name } of tables.filter(({ name }) => name !== 'addresses')) {
      const all = await rows<{ text: string }>(
        store().db,
        sql`select t::text as text from ${sql.identifier(name)} t`,
      )
      const text = all.map((each) => each.text.toLowerCase()).join('\n')
      expect(text, name).not.toContain('voorbeeld.nl')
      expect(text, name).not.toContain('9990aa')
    }
  })
})
