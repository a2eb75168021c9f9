import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import {
  newTown,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, hour } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { appointSteward } from '../residents/index.ts'
import { anotherHome, identitySteward, levelOf, postLetters, somebody, wrongCode } from './test-support.ts'
import { tendProofs } from './index.ts'

onEachEngine('a letter with a code', (store) => {
  let services: TestServices
  let site: Site
  let town: Town

  beforeAll(async () => {
    services = testServices(store())
    site = new Site(services)
    town = await newTown(visitor(services))
  })

  async function withLetter(given: Parameters<typeof somebody>[2] = {}) {
    const known = await somebody(services, town, given)
    const browser = await site.signedIn(known.viewer.id)
    const asked = await browser.post('/ik/bewijs/brief', { name: given.name ?? 'Samira Kaya' })
    expect(asked.headers.get('location')).toBe('/ik/bewijs?klaar=gevraagd')
    const steward = await site.signedIn((await identitySteward(services, town)).viewer.id)
    const letter = await postLetters(site, steward, known, known.viewer.id)
    return { known, browser, steward, letter, id: known.viewer.id }
  }

  const stateOf = async (id: string) =>
    row<{ state: string; code: Uint8Array | null; tries: number }>(
      store().db,
      sql`select state, code, tries from letters where id = ${id}`,
    )

  it('is asked, printed, posted and used, and then the address is proven', async () => {
    const { known, browser, letter, id } = await withLetter()
    expect(await (await browser.get('/ik/bewijs')).text()).toContain('De code werkt tot')
    const used = await browser.post('/brief', { code: letter.code.toLowerCase().replace(/(.{4})/g, '$1-') })
    expect(used.status).toBe(200)
    expect(await used.text()).toContain('Het adres op deze brief is bewezen')
    expect(await levelOf(known, id)).toBe('verified')
    // Of the code nothing is left, and it works once.
    expect(await stateOf(letter.id)).toMatchObject({ state: 'used', code: null })
    expect((await browser.post('/brief', { nr: letter.number, code: letter.code })).status).toBe(422)
    await site.deliver()
    expect(
      services.sent.some(
        ({ to, subject }) => to === `${id}@voorbeeld.nl` && subject === 'Je adres is bewezen',
      ),
    ).toBe(true)
  })

  it('is a PDF that a screen reader can read, and its code exists on paper only', async () => {
    const known = await somebody(services, town)
    const browser = await site.signedIn(known.viewer.id)
    await browser.post('/ik/bewijs/brief', { name: 'Zoë Çelik-Gönül' })
    const steward = await site.signedIn((await identitySteward(services, town)).viewer.id)
    const pdf = Buffer.from(await (await steward.post('/beheer/brieven/druk')).arrayBuffer()).toString(
      'latin1',
    )
    expect(pdf.slice(0, 5)).toBe('%PDF-')
    expect(pdf).toContain('StructTreeRoot')
    expect(pdf).toContain('pdfuaid:part')
    const stored = await row<{ length: number }>(
      store().db,
      sql`select length(code) as length from letters where resident_id = ${known.viewer.id}`,
    )
    expect(stored).toEqual({ length: 32 })
    // The resident sees that the vault was opened for it.
    expect(await (await browser.get('/ik/gegevens')).text()).toContain('Om je brief te drukken')
  })

  it('is printed for a name that no font can write, and keeps nobody waiting', async () => {
    const known = await somebody(services, town)
    const browser = await site.signedIn(known.viewer.id)
    for (const name of ['Aa \u{10FFFD}', 'Bb \uFFFF'])
      expect((await browser.post('/ik/bewijs/brief', { name })).status, name).toBe(422)
    await browser.post('/ik/bewijs/brief', { name: 'ሰላማዊት ተስፋዬ' })
    const steward = await site.signedIn((await identitySteward(services, town)).viewer.id)
    const printed = await steward.post('/beheer/brieven/druk')
    expect(printed.headers.get('content-type')).toBe('application/pdf')
    expect((await printed.arrayBuffer()).byteLength).toBeGreaterThan(5_000)
  })

  it('may be used on a neighbour’s phone, without signing in, and tells nothing of whose it is', async () => {
    const { known, letter, id } = await withLetter()
    const phone = site.visitor()
    const page = await (await phone.get(`/brief?nr=${letter.number}&code=${letter.code}`)).text()
    expect(page).toContain(letter.code)
    expect(await levelOf(known, id)).toBe('applicant')
    const used = await phone.post('/brief', { nr: letter.number, code: letter.code })
    const text = await used.text()
    expect(text).toContain('Je buur krijgt hier bericht van')
    for (const secret of ['Samira', 'Kaya', 'Lijnbaan']) expect(text).not.toContain(secret)
    expect(await levelOf(known, id)).toBe('verified')
    expect(phone.cookies.size).toBe(0)
  })

  it('does not cost a try for a slip of the pen, and keeps what was typed', async () => {
    const { browser, letter } = await withLetter()
    const slip = letter.code.slice(0, -1) + (letter.code.endsWith('A') ? 'B' : 'A')
    const answer = await browser.post('/brief', { code: slip })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Dit telt niet als poging')
    expect(page).toContain(`value="${slip}"`)
    expect(await stateOf(letter.id)).toMatchObject({ tries: 0 })
  })

  it('takes five wrong codes and then no right one either', async () => {
    const { known, browser, letter, id } = await withLetter()
    const answers: string[] = []
    for (let n = 0; n < 5; n++)
      answers.push(await (await browser.post('/brief', { code: wrongCode(letter.code) })).text())
    expect(answers[0]).toContain('nog 4 keer')
    expect(answers[3]).toContain('nog één keer')
    expect(answers[4]).toContain('te vaak een verkeerde code')
    expect(await (await browser.post('/brief', { code: letter.code })).text()).toContain('te vaak')
    expect(await levelOf(known, id)).toBe('applicant')
  })

  it('looks at no more than five of 32 guesses at the same moment', async () => {
    const { known, letter, id } = await withLetter()
    const guesses = Array.from({ length: 32 }, () => wrongCode(letter.code))
    const answers = await Promise.all(
      guesses.map(async (code) =>
        (await site.visitor().post('/brief', { nr: letter.number, code }, { 'x-test': code })).text(),
      ),
    )
    const looked = answers.filter((text) => /nog (één|\d) keer/.test(text)).length
    expect(looked).toBeLessThanOrEqual(4)
    expect(await stateOf(letter.id)).toMatchObject({ tries: 5 })
    expect(await levelOf(known, id)).toBe('applicant')
    services.pass(hour)
  })

  it('wins once when the right code comes 32 times at the same moment', async () => {
    const { known, letter, id } = await withLetter()
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        site.visitor().post('/brief', { nr: letter.number, code: letter.code }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const proofs = await rows(store().db, sql`select 1 from proofs where resident_id = ${id}`)
    expect(proofs).toHaveLength(1)
    expect(await levelOf(known, id)).toBe('verified')
    services.pass(hour)
  })

  it('is not locked by whoever claims the same home and guesses', async () => {
    const address = anotherHome()
    const one = await withLetter({ address, name: 'Een Bos' })
    const stranger = await withLetter({ address, name: 'Ander Bos' })
    for (let n = 0; n < 6; n++)
      await stranger.browser.post('/brief', { code: wrongCode(stranger.letter.code) })
    expect((await one.browser.post('/brief', { code: one.letter.code })).status).toBe(200)
    expect(await levelOf(one.known, one.id)).toBe('verified')
    expect(await levelOf(one.known, stranger.id)).toBe('applicant')
    services.pass(hour)
  })

  it('is for one person: the code of somebody in the same household does not work', async () => {
    const address = anotherHome()
    const one = await withLetter({ address, name: 'Fatma Demir' })
    const other = await withLetter({ address, name: 'Emre Demir' })
    expect((await one.browser.post('/brief', { code: other.letter.code })).status).toBe(422)
    expect(
      (await site.visitor().post('/brief', { nr: one.letter.number, code: other.letter.code })).status,
    ).toBe(422)
    expect((await one.browser.post('/brief', { code: one.letter.code })).status).toBe(200)
    expect(await levelOf(one.known, one.id)).toBe('verified')
    expect(await levelOf(one.known, other.id)).toBe('applicant')
  })

  it('expires three weeks after it was posted', async () => {
    const { known, browser, letter, id } = await withLetter()
    services.pass(21 * day + hour)
    const late = await browser.post('/brief', { nr: letter.number, code: letter.code })
    expect(await late.text()).toContain('Een code werkt 21 dagen')
    expect(await levelOf(known, id)).toBe('applicant')
    await tendProofs(visitor(services))
    expect(await stateOf(letter.id)).toMatchObject({ state: 'expired', code: null })
  })

  it('comes once: a second one waits ten days, and then the first no longer works', async () => {
    const { known, browser, letter, id } = await withLetter()
    const soon = await browser.post('/ik/bewijs/brief', { name: 'Samira Kaya' })
    expect(soon.status).toBe(409)
    expect(await soon.text()).toContain('Er is al een brief onderweg')
    services.pass(11 * day)
    const again = await site.signedIn(id)
    expect((await again.post('/ik/bewijs/brief', { name: 'Samira Kaya' })).status).toBe(303)
    expect((await again.post('/brief', { nr: letter.number, code: letter.code })).status).toBe(422)
    const live = await rows(
      store().db,
      sql`select 1 from letters where resident_id = ${id} and state in ('asked', 'printed', 'posted')`,
    )
    expect(live).toHaveLength(1)
    expect(await levelOf(known, id)).toBe('applicant')
  })

  it('asked for twice at the same moment is one letter', async () => {
    const known = await somebody(services, town)
    const browser = await site.signedIn(known.viewer.id)
    await Promise.all([0, 1].map(() => browser.post('/ik/bewijs/brief', { name: 'Samira Kaya' })))
    const live = await rows(store().db, sql`select state from letters where resident_id = ${known.viewer.id}`)
    expect(live).toEqual([{ state: 'asked' }])
  })

  it('refuses a citizen service number, half a name and nonsense, and keeps the rest', async () => {
    const known = await somebody(services, town)
    const browser = await site.signedIn(known.viewer.id)
    const bsn = await browser.post('/ik/bewijs/brief', { name: 'Samira 999991772' })
    expect(bsn.status).toBe(422)
    const page = await bsn.text()
    expect(page).toContain('Dat vragen we nooit')
    expect(page).not.toContain('999991772')
    const half = await browser.post('/ik/bewijs/brief', { name: 'Samira' })
    expect(await half.text()).toContain('voornaam én je achternaam')
    const date = await browser.post('/ik/bewijs/brief', { name: 'Samira Kaya', birth: '31-2-1980' })
    expect(await date.text()).toContain('value="31-2-1980"')
    const young = await browser.post('/ik/bewijs/brief', { name: 'Samira Kaya', birth: '1-5-2015' })
    expect(await young.text()).toContain('Meedoen kan vanaf 16 jaar')
    const nothing = await site.visitor().post('/brief', {})
    expect(nothing.status).toBe(422)
    expect(await rows(store().db, sql`select 1 from letters where resident_id = ${known.viewer.id}`)).toEqual(
      [],
    )
  })

  it('is printed by an identity steward only, who has just shown who they are', async () => {
    const resident = await somebody(services, town, { level: 'verified' })
    const other = await somebody(services, town, { level: 'assured' })
    await appointSteward(other, other.viewer.id, 'taxonomy')
    for (const [browser, status] of [
      [site.visitor(), 401],
      [await site.signedIn(resident.viewer.id), 403],
      [await site.signedIn(other.viewer.id), 403],
    ] as const) {
      expect((await browser.post('/beheer/brieven/druk')).status).toBe(status)
      expect((await browser.get('/beheer/zaken')).status).toBe(status === 401 ? 303 : status)
    }
    const steward = await site.signedIn((await identitySteward(services, town)).viewer.id)
    expect((await steward.get('/beheer/brieven')).status).toBe(200)
    services.pass(hour)
    const later = await steward.get('/beheer/brieven')
    expect(later.headers.get('location')).toBe('/log-in/bevestig?naar=%2Fbeheer%2Fbrieven')
    expect((await steward.post('/beheer/brieven/druk')).status).toBe(401)
  })

  it('prints again with new codes, so that only the newest paper works', async () => {
    const known = await somebody(services, town)
    await (await site.signedIn(known.viewer.id)).post('/ik/bewijs/brief', { name: 'Samira Kaya' })
    const steward = await site.signedIn((await identitySteward(services, town)).viewer.id)
    await steward.post('/beheer/brieven/druk')
    const before = await row<{ batch: string; number: string; code: Uint8Array }>(
      store().db,
      sql`select batch, number, code from letters where resident_id = ${known.viewer.id}`,
    )
    expect((await steward.post(`/beheer/brieven/${before!.batch}/druk`)).status).toBe(200)
    const after = await row<{ number: string; code: Uint8Array }>(
      store().db,
      sql`select number, code from letters where resident_id = ${known.viewer.id}`,
    )
    expect(after!.number).not.toBe(before!.number)
    expect(Buffer.from(after!.code).equals(Buffer.from(before!.code))).toBe(false)
    expect((await steward.post('/beheer/brieven/geen-batch/druk')).status).toBe(404)
  })
})
