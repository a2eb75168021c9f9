import { strFromU8, unzipSync } from 'fflate'
import { sql, type SQL } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  as,
  newConcept,
  newTown,
  newViewer,
  testServices,
  visitor,
  type TestServices,
} from '../../../tests/support/people.ts'
import { Site, type Browser } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, minute } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { chooseAmbition } from '../ambitions/index.ts'
import { found, join } from '../communities/index.ts'
import { designate } from '../designations/index.ts'
import { openVault, putInVault } from '../identity/index.ts'
import { block, type Level, type ViewerContext } from '../residents/index.ts'
import { held } from './holdings.ts'
import { words } from './messages/index.ts'

const address = {
  street: 'Lijnbaan',
  number: 12,
  letter: '',
  addition: 'hs',
  postcode: '9990AA',
  place: 'Ravenhorst',
}

onEachEngine('my data', (store) => {
  let services: TestServices
  let ctx: Context
  let site: Site
  let n = 0
  beforeAll(async () => {
    services = testServices(store())
    ctx = visitor(services)
    site = new Site(services)
  })

  async function resident(level: Level = 'verified', name = 'Noor'): Promise<ViewerContext> {
    const town = await newTown(ctx)
    const who = await newViewer(ctx, { name, level, place: town.home })
    await putInVault(ctx, who.viewer.id, {
      name: `${name} van Dijk`,
      mail: `${name}${(n += 1)}@voorbeeld.nl`,
      address,
    })
    return who
  }
  const browse = (who: ViewerContext) => site.signedIn(who.viewer.id)
  /** The browser showed too long ago who it is. */
  const forgetConfirmed = (who: ViewerContext) =>
    ctx.db.execute(
      sql`update sessions set confirmed = ${new Date(ctx.now().getTime() - 31 * minute).toISOString()} where resident_id = ${who.viewer.id}`,
    )

  it('shows what the vault holds, and where to change each of it', async () => {
    const who = await resident()
    const page = await (await (await browse(who)).get('/ik/gegevens')).text()
    for (const part of [
      'Noor van Dijk',
      'Lijnbaan 12',
      '/ik/gegevens/naam',
      '/ik/gegevens/mail',
      '/ik/verhuizen',
      '/ik/profiel',
      '/ik/gegevens/meenemen',
      '/ik/gegevens/wissen',
    ])
      expect(page).toContain(part)
  })

  it.each(['/ik/gegevens', '/ik/gegevens/naam', '/ik/gegevens/meenemen', '/ik/gegevens/wissen'])(
    '%s sends a visitor to sign in',
    async (path) => {
      expect((await site.visitor().get(path)).headers.get('location')).toContain('/log-in?naar=')
    },
  )

  it.each(['/ik/gegevens/naam', '/ik/gegevens/meenemen', '/ik/gegevens/wissen'])(
    '%s asks a browser first to show who it is, before and after the form',
    async (path) => {
      const who = await resident('applicant')
      const browser = await browse(who)
      expect((await browser.get(path)).status).toBe(200)
      await forgetConfirmed(who)
      expect((await browser.get(path)).headers.get('location')).toContain('/log-in/bevestig?naar=')
      expect((await browser.post(path, { name: 'Ander Mens', sure: 'yes' })).status).toBe(401)
      expect(await openVault(ctx, who.viewer.id, 'name', 'own')).toBe('Noor van Dijk')
      expect(
        await row(ctx.db, sql`select 1 from erasures where resident_id = ${who.viewer.id}`),
      ).toBeUndefined()
    },
  )

  describe('correcting the registered name', () => {
    it('is free for an applicant, and keeps what was typed when it cannot be used', async () => {
      const who = await resident('applicant')
      const browser = await browse(who)
      const wrong = await browser.post('/ik/gegevens/naam', { name: 'Klik op www.fout.example' })
      expect(wrong.status).toBe(422)
      expect(await wrong.text()).toContain('value="Klik op www.fout.example"')
      expect((await browser.post('/ik/gegevens/naam', { name: 'Noor 111222333' })).status).toBe(422)
      expect((await browser.post('/ik/gegevens/naam', { name: 'Nora van Dijk' })).status).toBe(303)
      expect(await openVault(ctx, who.viewer.id, 'name', 'own')).toBe('Nora van Dijk')
    })

    it.each(['verified', 'assured'] as const)(
      'is not possible when %s, and says how it is',
      async (level) => {
        const who = await resident(level)
        const browser = await browse(who)
        const page = await (await browser.get('/ik/gegevens/naam')).text()
        expect(page).toContain('Je hebt bewezen dat je zo heet')
        expect(page).not.toContain('name="name"')
        const refused = await browser.post('/ik/gegevens/naam', { name: 'Iemand Anders' })
        expect(refused.status).toBe(403)
        expect(await refused.text()).toContain('Deze naam is bewezen')
        expect(await openVault(ctx, who.viewer.id, 'name', 'own')).toBe('Noor van Dijk')
      },
    )
  })

  describe('taking everything along', () => {
    async function take(browser: Browser) {
      const answer = await browser.post('/ik/gegevens/meenemen')
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('application/zip')
      expect(answer.headers.get('content-disposition')).toMatch(
        /attachment; filename="mijn-gegevens-2026-\d\d-\d\d\.zip"/,
      )
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
      return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))
    }

    it('holds every part, as JSON and to read, and each opening of the vault', async () => {
      const who = await resident()
      const kees = await resident('verified', 'Kees')
      const gone = await resident('verified', 'Ruzie')
      await newConcept(ctx, { scheme: 'ambition', slug: `tuin-${n}`, label: 'Geveltuin' })
      await chooseAmbition(who, {
        slug: `tuin-${n}`,
        dream: 'Stokrozen <langs> de muur',
        reach: 'buurt',
        findable: true,
      })
      const made = await found(who, {
        name: 'Groene straat',
        purpose: 'Minder steen',
        access: 'internet',
        areaIds: [],
        conceptIds: [],
      })
      for (const other of [kees, gone]) {
        await join(other, made.id)
        await designate(who, { communityId: made.id, kind: 'ambassador', toId: other.viewer.id })
      }
      await block(who, gone.viewer.id)
      const files = await take(await browse(who))
      expect(Object.keys(files).toSorted()).toEqual(
        ['LEESMIJ.txt', 'index.html', ...Object.keys(held).map((domain) => `json/${domain}.json`)].toSorted(),
      )
      const json = Object.fromEntries(
        Object.keys(held).map((domain) => [
          domain,
          JSON.parse(files[`json/${domain}.json`]!) as Record<string, Record<string, unknown>[]>,
        ]),
      )
      expect(json['identity']!['vault']).toEqual([
        {
          name: 'Noor van Dijk',
          mail: expect.stringContaining('@voorbeeld.nl'),
          address: expect.stringContaining('Lijnbaan 12'),
        },
      ])
      expect(json['identity']!['openings']!.length).toBeGreaterThanOrEqual(3)
      expect(json['residents']!['profile']).toMatchObject([{ display_name: 'Noor', street: 'Lijnbaan' }])
      expect(json['ambitions']!['wishes']).toMatchObject([
        { ambition: 'Geveltuin', dream: 'Stokrozen <langs> de muur' },
      ])
      expect(json['communities']!['founded']).toMatchObject([
        { name: 'Groene straat', purpose: 'Minder steen' },
      ])
      // Names of others as the site shows them: not of whom they blocked.
      expect(json['designations']!['pointing']!.map(({ name }) => name).toSorted()).toEqual(
        ['Kees', null].toSorted(),
      )
      const page = files['index.html']!
      for (const part of ['Minder steen', 'Stokrozen &lt;langs> de muur', 'Kees', 'Groene straat'])
        expect(page).toContain(part)
      expect(page).not.toMatch(/<script|<link|src=|https?:/)
      for (const id of [kees.viewer.id, gone.viewer.id])
        expect(Object.values(files).join('')).not.toContain(id)
    })

    /** The names of the columns of a query, also of one that finds nothing. */
    async function columnsOf(query: SQL): Promise<string[]> {
      return ctx.db.transaction(async (tx) => {
        await tx.execute(sql`create temporary table shown on commit drop as ${query} limit 0`)
        const found = await rows<{ name: string }>(
          tx,
          sql`select attname as name from pg_attribute where attrelid = 'shown'::regclass and attnum > 0`,
        )
        return found.map(({ name }) => name)
      })
    }

    it('has words for every part and column, in every language', async () => {
      const parts = Object.values(held)
        .flat()
        .flatMap(({ shows }) => (shows ? [shows] : []))
      const who = await resident()
      expect(new Set(parts.map(({ part }) => part)).size).toBe(parts.length)
      const missing: string[] = []
      for (const { part, select } of parts) {
        const shown = await columnsOf(select(who))
        expect(shown, part).toContain('id')
        for (const { parts, columns } of [words.nl, words.en]) {
          expect(parts[part], part).toBeDefined()
          for (const column of shown)
            if (column !== 'id' && column !== 'data' && !columns[column]) missing.push(`${part}.${column}`)
        }
      }
      expect(missing).toEqual([])
    })

    it('brings many rows, page by page, each once', async () => {
      const who = await resident()
      await ctx.db.execute(
        sql`insert into notices (resident_id, kind, data, created) select ${who.viewer.id}, 'test.many', jsonb_build_object('title', 'nummer ' || n), ${ctx.now().toISOString()}::timestamptz
            from generate_series(1, 1203) n`,
      )
      const files = await take(await browse(who))
      const { notices } = JSON.parse(files['json/residents.json']!) as { notices: { title: string }[] }
      expect(new Set(notices.map(({ title }) => title)).size).toBe(1203)
      expect(notices).toHaveLength(1203)
    })

    it('is possible five times a day, and shows nothing of anybody else', async () => {
      const other = await resident('verified', 'Buurvrouw')
      await newConcept(ctx, { scheme: 'ambition', slug: `koor-${n}`, label: 'Koor' })
      await chooseAmbition(other, {
        slug: `koor-${n}`,
        dream: 'Geheim van de buurvrouw',
        reach: 'buurt',
        findable: true,
      })
      const browser = await browse(await resident())
      for (let times = 0; times < 5; times++) {
        const files = await take(browser)
        for (const text of Object.values(files)) {
          expect(text).not.toContain('Buurvrouw')
          expect(text).not.toContain('Geheim van de buurvrouw')
        }
      }
      expect((await browser.post('/ik/gegevens/meenemen')).status).toBe(429)
      services.pass(day)
    })
  })

  it('says on the public page what the clean-up job does', async () => {
    const page = await (await site.visitor().get('/bewaren')).text()
    for (const part of [
      'Een aanmelding die je niet afmaakte',
      'Veertien dagen',
      'Wie je kluis verder opende, en waarom',
    ])
      expect(page).toContain(part)
  })

  it('shows an own page in English too', async () => {
    const who = await resident()
    await ctx.db.execute(sql`update residents set language = 'en' where id = ${who.viewer.id}`)
    const browser = await browse(await as(ctx, who.viewer.id))
    expect(await (await browser.get('/ik/gegevens/wissen')).text()).toContain('You may always leave')
  })
})
