import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepare } from '../../src/app/prepare.ts'
import {
  accountsOf,
  namesakes,
  openEntries,
  residentByMail,
  residentsAt,
} from '../../src/domains/identity/index.ts'
import { eraseDue } from '../../src/domains/own-data/index.ts'
import { renewLevels } from '../../src/domains/proofs/index.ts'
import { loadViewer } from '../../src/domains/residents/index.ts'
import { systemContext } from '../../src/platform/context.ts'
import { keysFrom } from '../../src/platform/crypto.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { row, rows, type Store } from '../../src/platform/db/store.ts'
import { testServices, type TestServices } from '../support/people.ts'
import { Site } from '../support/site.ts'
import { engines, migrations, openTestStore } from '../support/store.ts'
import { fillVersion12, homeOf, now, secret, type OldStore } from '../support/version-12.ts'

describe.each(engines)('a store that was filled under 0012 (%s)', (engine) => {
  let store: Store
  let services: TestServices
  let site: Site
  let old: OldStore
  let before: unknown
  let after: unknown
  const ctx = () => systemContext(services)

  /** What belongs to whom, and how well they are known. */
  const standing = () =>
    row(
      store.db,
      sql`select
        (select jsonb_agg(jsonb_build_array(id, level, left_at) order by id) from residents where id = any(
          array(select resident_id from vault))) as levels,
        (select jsonb_agg(jsonb_build_array(resident_id, joined, ended) order by resident_id) from memberships) as members,
        (select jsonb_agg(jsonb_build_array(by_id, to_id, ended) order by by_id) from designations) as designations,
        (select jsonb_agg(jsonb_build_array(resident_id, standing)) from standings) as standings,
        (select jsonb_agg(jsonb_build_array(resident_id, listed)) from wishes) as wishes`,
    )

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dhz-0012-'))
    for (const name of (await readdir(migrations)).filter((each) => each < '0013'))
      await cp(join(migrations, name), join(folder, name))
    store = await openTestStore(engine, folder)
    await rm(folder, { recursive: true })
    old = await fillVersion12(store)
    before = await standing()
    const ran = await migrate(store, migrations)
    expect(ran[0]).toBe('0013-known-persons.sql')
    services = { ...testServices(store, now), keys: keysFrom(secret) }
    await prepare(services)
    after = await standing()
    site = new Site(services)
  }, 120_000)
  afterAll(() => store?.close())

  it('keeps levels, memberships, designations and wishes as they were', () => {
    expect(after).toEqual(before)
  })

  it('opens every entry, and finds it by mail, home and name', async () => {
    const everybody = Object.values(old.people)
    const entries = await openEntries(
      ctx(),
      everybody.map(({ id }) => id),
      'own',
    )
    for (const one of everybody) {
      expect(entries.get(one.id)).toEqual({
        name: one.name,
        mail: one.mail,
        address: homeOf(one),
        birth: undefined,
      })
      expect(await residentByMail(ctx(), one.mail.toUpperCase())).toBe(one.id)
    }
    const { bram, cor, dina, left } = old.people
    expect((await residentsAt(ctx(), homeOf(bram))).toSorted()).toEqual([bram.id, cor.id].toSorted())
    expect(await namesakes(ctx(), 'BRAM', homeOf(bram))).toEqual([bram.id])
    expect(await namesakes(ctx(), 'Weg', homeOf(left))).toEqual([])
    // Also whose name has a letter that only looks Latin.
    expect(await namesakes(ctx(), 'Dina')).toEqual([dina.id])
    expect(await accountsOf(ctx(), 'Bram', '1980-01-01')).toEqual([])
    // And nothing is left to do the next time it starts.
    const keys = await rows(store.db, sql`select distinct key_id from vault`)
    await prepare(services)
    expect(keys).toHaveLength(1)
    expect(await rows(store.db, sql`select distinct key_id from vault`)).toEqual(keys)
  })

  it('finds the same levels when it looks again', async () => {
    const { ada, bram, cor, dina } = old.people
    await renewLevels(
      ctx(),
      [ada, bram, cor, dina].map(({ id }) => id),
      'looked-at',
    )
    for (const { id, level } of [ada, bram, cor, dina])
      expect((await loadViewer(ctx(), id))?.level, level).toBe(level)
    expect((await loadViewer(ctx(), ada.id))?.stewardOf).toEqual(['identity'])
    // Tasks of the foundation take more than they did: whoever is not assured keeps the row, and may act when they are.
    expect((await loadViewer(ctx(), bram.id))?.stewardOf).toEqual([])
  })

  it('keeps who is signed in signed in, and shows them all they have', async () => {
    const browser = site.visitor()
    browser.setCookie('dhz', old.session)
    for (const path of [
      '/ik',
      '/ik/bewijs',
      '/ik/apparaten',
      '/buurt',
      '/leefomgeving/tuin',
      '/leefomgeving/tuin/mensen',
    ]) {
      const answer = await browser.get(path)
      // What weighs asks once more who it is, as it does everybody.
      expect([200, 303], path).toContain(answer.status)
    }
    expect(await (await browser.get('/leefomgeving/tuin/mensen')).text()).toContain('Bram')
    expect(await (await browser.get('/ik/bewijs')).text()).toContain('Je adres is bewezen')
  })

  it('signs in by a link that was mailed before, and by one that is asked for now', async () => {
    const browser = site.visitor()
    expect((await browser.post('/log-in/link', { code: old.signIn })).status).toBe(303)
    expect((await browser.get('/ik')).status).toBe(200)
    const { ada } = old.people
    const asking = site.visitor()
    await asking.post('/log-in', { mail: ada.mail })
    await site.deliver()
    const mail = services.sent.findLast(({ to }) => to === ada.mail)
    const code = /\/log-in\/link\?code=(\S+)/.exec(mail?.text ?? '')?.[1]
    expect(code).toBeDefined()
    expect((await asking.post('/log-in/link', { code: code! })).status).toBe(303)
    const own = await (await asking.get('/ik/gegevens')).text()
    expect(own).toContain('Lijnbaan 1')
    // A steward of that time can work.
    expect((await asking.get('/beheer/zaken')).status).toBe(200)
  })

  it('lets whoever was joining finish, and ask for a letter', async () => {
    const browser = site.visitor()
    expect((await browser.post('/meedoen/bevestig', { code: old.join })).status).toBe(303)
    const id = await residentByMail(ctx(), old.joining.mail)
    expect(id).toBeDefined()
    const asked = await browser.post('/ik/bewijs/brief', { name: old.joining.name })
    expect(asked.headers.get('location')).toBe('/ik/bewijs?klaar=gevraagd')
    const again = await rows(
      store.db,
      sql`select 1 from letters where resident_id = ${id!} and state = 'asked'`,
    )
    expect(again).toHaveLength(1)
  })

  it('lets somebody of that time take their data along and be erased', async () => {
    const { cor } = old.people
    const browser = await site.signedIn(cor.id)
    await browser.post('/ik/gegevens/meenemen')
    expect((await browser.post('/ik/gegevens/wissen', { sure: 'yes' })).headers.get('location')).toBe(
      '/ik/rust',
    )
    services.pass(8 * 24 * 60 * 60 * 1000)
    expect(await eraseDue(ctx())).toBe(1)
    expect(await row(store.db, sql`select 1 from residents where id = ${cor.id}`)).toBeUndefined()
    expect(await row(store.db, sql`select members from communities where id = ${old.community}`)).toEqual({
      members: 2,
    })
  })
})
