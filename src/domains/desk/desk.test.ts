import { sql } from 'drizzle-orm'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newViewer, visitor } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { hour } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { hasBsn } from '../../platform/bsn.ts'
import { openEntries, putInVault } from '../identity/index.ts'
import { withoutBsn } from './forms.ts'
import { countOf, setUp } from './test-support.ts'

describe('a citizen service number on the form', () => {
  it('is taken out wherever it stands, and a date of birth is not one', () => {
    const typed = { id: 'x', firstName: 'Truus', surname: 'de Vries 111222333', q: 'Lijnbaan 1', mail: '' }
    const { values, errors } = withoutBsn(typed)
    expect(errors).toEqual({ surname: 'noBsn' })
    expect(JSON.stringify(values)).not.toContain('111222333')
  })

  it('holds for any number, with any signs between its figures', () => {
    const numbers = fc.integer({ min: 10_000_000, max: 999_999_999 }).map((n) => String(n).padStart(9, '0'))
    fc.assert(
      fc.property(numbers, fc.constantFrom('', '.', ' ', '-'), (number, sign) => {
        const written = number.replace(/(...)(...)(...)/, `$1${sign}$2${sign}$3`)
        const { errors } = withoutBsn({ firstName: `Jan ${written}` })
        expect(errors !== undefined).toBe(hasBsn(number))
      }),
    )
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }),
        (date) => {
          expect(withoutBsn({ birth: date.toISOString().slice(0, 10) }).errors).toBeUndefined()
        },
      ),
    )
  })
})

onEachEngine('the desk', (store) => {
  describe('registering', () => {
    it('makes an applicant, an entry in the vault and a letter, from one form', async () => {
      const { ctx, steward, paper, services } = await setUp(store())
      const checked = await steward.post('/beheer/balie', { ...paper, step: 'check' })
      const page = await checked.text()
      expect([checked.status, page.includes('Klopt dit?'), page.includes(paper.surname)]).toEqual([
        200,
        true,
        true,
      ])
      expect(await countOf(ctx, 'residents', paper.id)).toBe(0)
      const done = await steward.post('/beheer/balie', paper)
      expect([done.status, done.headers.get('location')]).toEqual([
        303,
        `/beheer/balie/${paper.id}?klaar=ingeschreven`,
      ])
      const made = await row(
        ctx.db,
        sql`select r.display_name as name, r.level, r.adult, l.state, l.purpose from residents r
            join letters l on l.resident_id = r.id where r.id = ${paper.id}`,
      )
      expect(made).toEqual({
        name: 'Truus',
        level: 'applicant',
        adult: true,
        state: 'asked',
        purpose: 'address',
      })
      const entry = (await openEntries(visitor(services), [paper.id], 'case')).get(paper.id)
      expect(entry).toMatchObject({ name: `Truus ${paper.surname}`, mail: undefined, birth: undefined })
      expect(entry?.address).toMatchObject({ number: 5, place: 'Ravenhorst' })
      expect((await steward.get(`/beheer/balie/${paper.id}`)).status).toBe(200)
    })

    it('makes one resident when the form is sent twice, also at the same moment', async () => {
      const { ctx, steward, paper } = await setUp(store())
      const sent = await Promise.all([1, 2, 3].map(() => steward.post('/beheer/balie', paper)))
      expect(sent.map(({ status }) => status)).toEqual([303, 303, 303])
      expect(await countOf(ctx, 'vault', paper.id)).toBe(1)
      expect(await countOf(ctx, 'letters', paper.id)).toBe(1)
    })

    it('shows who may be the same person before it goes on, and wants a date of birth', async () => {
      const { ctx, steward, paper } = await setUp(store())
      await steward.post('/beheer/balie', { ...paper, birth: '1941-02-03' })
      const again = { ...paper, id: newId() }
      const check = await (await steward.post('/beheer/balie', { ...again, step: 'check' })).text()
      expect(check).toContain('Misschien is deze bewoner al bekend')
      const unborn = await steward.post('/beheer/balie', { ...again, other: 'yes' })
      expect([unborn.status, (await unborn.text()).includes('om hen uit elkaar te houden')]).toEqual([
        422,
        true,
      ])
      const unasked = await steward.post('/beheer/balie', { ...again, birth: '1975-06-07' })
      expect([unasked.status, (await unasked.text()).includes('Kijk eerst of het iemand anders is')]).toEqual(
        [422, true],
      )
      expect(await countOf(ctx, 'residents', again.id)).toBe(0)
      const other = await steward.post('/beheer/balie', { ...again, birth: '1975-06-07', other: 'yes' })
      expect(other.status).toBe(303)
    })

    it('knows somebody who joined with only a first name', async () => {
      const { ctx, steward, paper } = await setUp(store())
      const joined = await newViewer(ctx, { name: 'Truus' })
      const address = {
        street: paper.q.slice(0, -2),
        number: 5,
        letter: '',
        addition: '',
        place: 'Ravenhorst',
      }
      const code = (await row<{ postcode: string }>(
        ctx.db,
        sql`select postcode from addresses where id = ${Number(paper.address)}`,
      ))!
      await putInVault(ctx, joined.viewer.id, {
        name: 'Truus',
        mail: `${newId()}@voorbeeld.nl`,
        address: { ...address, ...code },
      })
      const check = await (await steward.post('/beheer/balie', { ...paper, step: 'check' })).text()
      expect(check).toContain('Misschien is deze bewoner al bekend')
    })

    it('lets no two forms for one person through at the same moment', async () => {
      const { steward, paper } = await setUp(store())
      const birth = '1941-02-03'
      const forms = [1, 2, 3, 4].map(() => ({ ...paper, id: newId(), birth }))
      const sent = await Promise.all(forms.map((form) => steward.post('/beheer/balie', form)))
      expect(sent.map(({ status }) => status).toSorted()).toEqual([303, 422, 422, 422])
    })

    it.each([
      ['surname', 'de Vries 111222333'],
      ['firstName', 'Truus 111.222.333'],
      ['mail', '111222333@voorbeeld.nl'],
      ['q', 'Lijnbaan 111222333'],
      ['birth', '111222333'],
    ])(
      'refuses a citizen service number in %s, keeps it nowhere and does not show it again',
      async (field, typed) => {
        const { ctx, steward, paper } = await setUp(store())
        const answer = await steward.post('/beheer/balie', { ...paper, [field]: typed })
        const page = await answer.text()
        expect([answer.status, page.includes('burgerservicenummer')]).toEqual([422, true])
        expect(page.replaceAll(/\D/g, '')).not.toContain('111222333')
        expect(await countOf(ctx, 'residents', paper.id)).toBe(0)
        const drafts = await rows(ctx.db, sql`select 1 from sessions where draft is not null`)
        expect(drafts).toEqual([])
      },
    )

    it('refuses who is too young, a mail address of somebody else, and a form without a signature', async () => {
      const { ctx, steward, paper } = await setUp(store())
      const mail = `${newId()}@voorbeeld.nl`
      const known = await newViewer(ctx)
      const address = { street: 'X', number: 1, letter: '', addition: '', postcode: '1234AB', place: 'Y' }
      await putInVault(ctx, known.viewer.id, { name: 'X', mail, address })
      for (const [wrong, said] of [
        [{ birth: '2012-01-01' }, 'vanaf 16 jaar'],
        [{ birth: '2030-01-01' }, 'Deze datum kan niet'],
        [{ birth: '1941-02-30' }, 'Deze datum kan niet'],
        [{ age: '' }, 'Kies een leeftijd'],
        [{ mail }, 'al van iemand anders'],
        [{ agree: '' }, 'Zonder handtekening'],
        [{ surname: '' }, 'Vul de naam in'],
        [{ address: '', q: '' }, 'Vul het adres in'],
      ] as const) {
        const answer = await steward.post('/beheer/balie', { ...paper, ...wrong })
        const page = await answer.text()
        expect([answer.status, page.includes(said)], said).toEqual([422, true])
      }
      expect(await countOf(ctx, 'residents', paper.id)).toBe(0)
    })

    it('is for identity stewards who showed who they are, and for nobody else', async () => {
      const { ctx, services, site, person, paper, steward } = await setUp(store())
      await steward.post('/beheer/balie', paper)
      const others = [
        [site.visitor(), 401],
        [await person(), 403],
        [await person('taxonomy'), 403],
        [await person('moderation'), 403],
        [await person('operations'), 403],
      ] as const
      const fresh = { ...paper, id: newId(), surname: 'Anders' }
      for (const [browser, status] of others) {
        for (const [path, form] of [
          ['/beheer/balie', fresh],
          ['/beheer/balie/zoek', { name: `Truus ${paper.surname}` }],
          [`/beheer/balie/${paper.id}/kaart.pdf`, {}],
          [`/beheer/balie/${paper.id}/blokkeer`, {}],
        ] as const)
          expect((await browser.post(path, form)).status, path).toBe(status)
        for (const path of ['', `/${paper.id}`, `/${paper.id}/bevestiging.pdf`])
          expect((await browser.get(`/beheer/balie${path}`)).status, path).toBe(status === 401 ? 303 : status)
      }
      expect(await countOf(ctx, 'residents', fresh.id)).toBe(0)
      services.pass(hour)
      const late = await steward.post('/beheer/balie', fresh)
      expect([late.status, (await late.text()).includes('Laat even zien dat jij het bent')]).toEqual([
        401,
        true,
      ])
      expect(await countOf(ctx, 'residents', fresh.id)).toBe(0)
    })

    it('finds who was registered here, and nobody else', async () => {
      const { ctx, steward, paper } = await setUp(store())
      await steward.post('/beheer/balie', paper)
      const found = await (
        await steward.post('/beheer/balie/zoek', { name: `truus ${paper.surname}` })
      ).text()
      expect(found).toContain(`/beheer/balie/${paper.id}`)
      const stranger = await newViewer(ctx)
      expect((await steward.get(`/beheer/balie/${stranger.viewer.id}`)).status).toBe(404)
      expect((await steward.post(`/beheer/balie/${stranger.viewer.id}/kaart.pdf`)).status).toBe(404)
      expect((await steward.get(`/beheer/balie/${stranger.viewer.id}/bevestiging.pdf`)).status).toBe(404)
    })
  })

  describe('what is printed', () => {
    it('is a confirmation that opens the vault, and the resident sees that', async () => {
      const { ctx, steward, paper } = await setUp(store())
      await steward.post('/beheer/balie', { ...paper, birth: '1941-02-03' })
      const answer = await steward.get(`/beheer/balie/${paper.id}/bevestiging.pdf`)
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(
        Buffer.from(await answer.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
      const openings = await rows(
        ctx.db,
        sql`select distinct why, field from vault_openings where resident_id = ${paper.id} and opened_by is not null order by field`,
      )
      expect(openings).toEqual(['address', 'birth', 'name'].map((field) => ({ why: 'desk', field })))
    })

    it('is a form for everybody', async () => {
      const { site } = await setUp(store())
      const answer = await site.visitor().get('/papier/meedoen.pdf')
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
      const english = await site.visitor().get('/papier/meedoen.pdf', { 'accept-language': 'en' })
      expect(english.status).toBe(200)
    })
  })
})
