import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, minute } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { forgetOld } from '../../platform/retention.ts'
import { attest, openCase, renewLevels, tendProofs } from '../proofs/index.ts'
import { loadViewer } from '../residents/index.ts'
import { eraseDue } from './erasing.ts'
import { retentions } from './holdings.ts'
import { anotherHome, World } from './test-support.ts'

onEachEngine('erasing who is known', (store) => {
  let world: World
  beforeAll(async () => {
    world = await World.of(store())
  })

  it('all of it is taken along, and nothing of the other side', async () => {
    const [one, , who] = await world.leaning()
    await world.helps(one, who)
    await world.ctx.db.execute(
      sql`insert into eid_links (id, resident_id, provider, key_id, subject, subject_index, linked)
          values (gen_random_uuid(), ${who.viewer.id}, 'buureid', 'k', 'geheim-onderwerp'::bytea, ${Buffer.from(who.viewer.id)}, ${world.now()})`,
    )
    await world.ctx.db.execute(
      sql`insert into letters (id, resident_id, purpose, state, number, batch, code, asked, printed, posted, ends)
          values (gen_random_uuid(), ${who.viewer.id}, 'address', 'posted', ${who.viewer.id.slice(0, 8)}, gen_random_uuid(),
            'merk'::bytea, ${world.now()}, ${world.now()}, ${world.now()}, ${world.now()}::timestamptz + interval '21 days')`,
    )
    const other = await world.somebody({ name: 'Geheime Ander' })
    const id = await openCase(world.ctx, {
      kind: 'same-person',
      residentId: other.viewer.id,
      otherId: who.viewer.id,
    })
    for (const each of [who, other])
      await (
        await world.browse(each)
      ).post(`/ik/bewijs/zaak/${id}`, { words: `Kant van ${each.viewer.displayName}` })
    const answer = await (await world.browse(who)).post('/ik/gegevens/meenemen')
    const files = Object.fromEntries(
      Object.entries(unzipSync(new Uint8Array(await answer.arrayBuffer()))).map(([name, bytes]) => [
        name,
        strFromU8(bytes),
      ]),
    )
    const json = (domain: string) =>
      JSON.parse(files[`json/${domain}.json`]!) as Record<string, Record<string, unknown>[]>
    const names = json('proofs')['vouched']!.map(({ name }) => name)
    expect(names.toSorted()).toEqual(['Aylin', 'Kees'])
    expect(json('proofs')['letters']).toMatchObject([{ letter: 'address', letter_state: 'posted' }])
    expect(json('proofs')['cases']).toMatchObject([
      { matter: 'same-person', verdict: null, words: 'Kant van Samira' },
    ])
    expect(json('eid')['eids']).toMatchObject([{ provider: 'buureid', ended: null }])
    expect(json('helping')['helpers']).toMatchObject([{ name: 'Kees', ended: null }])
    expect(json('helping')['deeds']).toMatchObject([{ by: 'helper', deed: 'join', outcome: 'done' }])
    const helper = await (await world.browse(one)).post('/ik/gegevens/meenemen')
    const theirs = strFromU8(unzipSync(new Uint8Array(await helper.arrayBuffer()))['json/helping.json']!)
    expect(JSON.parse(theirs)).toMatchObject({ helped: [{ name: 'Samira' }], deeds: [{ by: 'you' }] })
    for (const text of Object.values(files))
      expect(text).not.toMatch(/geheim-onderwerp|Geheime Ander|subject|Kant van G|"code"|\\x/)
    expect(files['index.html']).toContain('of twee accounts van één persoon zijn')
  })

  it('what is under way at an eID, a wallet or between neighbours goes when it is over', async () => {
    const who = await world.rooted()
    await world.browse(who)
    const session = (await row<{ id: string }>(
      world.ctx.db,
      sql`select id from sessions where resident_id = ${who.viewer.id}`,
    ))!.id
    const ends = new Date(world.ctx.now().getTime() + 10 * minute).toISOString()
    await world.ctx.db.execute(
      sql`insert into eid_flows (hash, session_id, provider, sealed, ends) values ('h', ${session}, 'buureid', 's', ${ends})`,
    )
    await world.ctx.db.execute(
      sql`insert into wallet_requests (id, session_id, sealed, ends) values (gen_random_uuid(), ${session}, 's', ${ends})`,
    )
    await world.ctx.db.execute(
      sql`insert into meeting_codes (hash, resident_id, ends) values ('m', ${who.viewer.id}, ${ends})`,
    )
    const left = () =>
      row(
        world.ctx.db,
        sql`select (select count(*)::int from eid_flows) as flows, (select count(*)::int from wallet_requests) as questions,
              (select count(*)::int from meeting_codes where resident_id = ${who.viewer.id}) as codes`,
      )
    world.services.pass(9 * minute)
    await forgetOld(world.ctx, retentions)
    expect(await left()).toEqual({ flows: 1, questions: 1, codes: 1 })
    world.services.pass(2 * minute)
    await forgetOld(world.ctx, retentions)
    expect(await left()).toEqual({ flows: 0, questions: 0, codes: 0 })
  })

  describe('vouches', () => {
    it('end when who gave them is erased: who leaned on them is looked at again and told', async () => {
      const [one, other, who] = await world.leaning()
      await world.ask(one)
      await world.site.deliver()
      // While the account rests its word counts.
      await renewLevels(world.ctx, [who.viewer.id], 'looked-at')
      expect(await world.levelOf(who)).toBe('verified')
      expect(await world.erased()).toBe(1)
      await world.site.deliver()
      expect(await world.levelOf(who)).toBe('applicant')
      expect(await world.levelOf(other)).toBe('verified')
      expect(await world.told(who)).toContain('proof.fallen')
      expect(world.mailed(who)).toContain('Je adres is niet meer bewezen')
      expect(
        await rows(world.ctx.db, sql`select 1 from vouches where resident_id = ${who.viewer.id}`),
      ).toHaveLength(1)
    })

    it('are as they were when the erasing is stopped, and so are levels, helpers and letters', async () => {
      const [one, , who] = await world.leaning()
      await world.helps(one, who)
      const helped = await world.rooted('Truus Bos')
      await world.helps(who, helped)
      const browser = await world.ask(who)
      await world.site.deliver()
      const [helper, needs] = [await world.browse(one), await world.browse(helped)]
      const id = (await row<{ id: string }>(
        world.ctx.db,
        sql`select id from helpings where helper_id = ${one.viewer.id}`,
      ))!.id
      // Nobody helps an account that rests.
      expect((await helper.post(`/helpen/${id}/nu`)).status).toBe(404)
      expect(await (await helper.get('/helpen')).text()).not.toContain('Samira')
      expect(await (await needs.get('/ik/hulp')).text()).not.toContain('Samira')
      world.services.pass(2 * day)
      await tendProofs(world.ctx)
      await world.stop(browser)
      await world.site.deliver()
      expect(await world.levelOf(who)).toBe('verified')
      expect(
        await rows(
          world.ctx.db,
          sql`select 1 from helpings where ended is null and ${who.viewer.id} in (resident_id, helper_id)`,
        ),
      ).toHaveLength(2)
      expect(
        await rows(
          world.ctx.db,
          sql`select 1 from vouches where ended is null and resident_id = ${who.viewer.id}`,
        ),
      ).toHaveLength(2)
      expect(await (await needs.get('/ik/hulp')).text()).toContain('Samira')
    })

    it('that end while somebody rests count for them too, without a mail', async () => {
      const [one, , who] = await world.leaning()
      const browser = await world.ask(who)
      await world.site.deliver()
      const before = world.mailed(who).length
      const kees = await world.browse(one)
      await kees.post('/ik/bewijs/neem-terug', { resident: who.viewer.id })
      await world.site.deliver()
      expect(world.mailed(who)).toHaveLength(before)
      await world.stop(browser)
      expect(await world.levelOf(who)).toBe('applicant')
      expect(await world.told(who)).toContain('proof.fallen')
    })
  })

  it('nothing lapses while somebody rests', async () => {
    const who = await world.rooted()
    await world.ctx.db.execute(
      sql`update residents set address_confirmed = ${world.now()}::timestamptz - interval '729 days' where id = ${who.viewer.id}`,
    )
    const browser = await world.ask(who)
    world.services.pass(5 * day)
    await tendProofs(world.ctx)
    expect(await world.levelOf(who)).toBe('verified')
    await world.stop(browser)
    expect(await world.levelOf(who)).toBe('verified')
    await browser.post('/ik/bewijs/woon-hier')
    await tendProofs(world.ctx)
    expect(await world.levelOf(who)).toBe('verified')
  })

  it('a letter is not printed to somebody who rests', async () => {
    const steward = await world.steward()
    const who = await world.somebody({ name: 'Rust Bos' })
    const browser = await world.browse(who)
    await browser.post('/ik/bewijs/brief', { name: 'Rust Bos' })
    await world.ask(who)
    await steward.post('/beheer/brieven/druk')
    const state = () => row(world.ctx.db, sql`select state from letters where resident_id = ${who.viewer.id}`)
    expect(await state()).toEqual({ state: 'asked' })
    await world.stop(browser)
    await world.postLetters(who)
    expect(await state()).toEqual({ state: 'posted' })
  })

  describe('an open case', () => {
    it('goes on as it should when the earlier account is erased: what the newer one waited for counts', async () => {
      const [first, second] = await world.collide('Henk Visser')
      const { id } = (await world.openCaseOf(second))!
      await world.ask(first)
      expect(await world.levelOf(second)).toBe('applicant')
      await world.erased()
      await world.site.deliver()
      expect(await world.levelOf(second)).toBe('assured')
      expect(await world.openCaseOf(second)).toBeUndefined()
      expect(await world.told(second)).toContain('proof.caseFine')
      expect(await world.told(second)).not.toContain('proof.case')
      expect(await rows(world.ctx.db, sql`select 1 from identity_cases where id = ${id}`)).toEqual([])
    })

    it('tells the earlier account when the newer one is erased, and changes nothing for it', async () => {
      const [first, second] = await world.collide('Piet Visser')
      await world.ask(second)
      await world.erased()
      await world.site.deliver()
      expect(await world.levelOf(first)).toBe('assured')
      expect(await world.told(first)).toContain('proof.caseOther')
      expect(world.mailed(first)).toContain('Nagekeken')
      expect(await world.openCaseOf(first)).toBeUndefined()
    })

    it('about a third account opens, instead of the proof that waited', async () => {
      const [first, second] = await world.collide('Joop Visser')
      const third = await world.somebody({
        name: 'Joop Visser',
        birth: '1981-03-04',
        level: 'verified',
      })
      await world.ask(first)
      await world.erased()
      expect(await world.levelOf(second)).toBe('applicant')
      expect(await world.openCaseOf(second)).toMatchObject({
        resident: second.viewer.id,
        other: third.viewer.id,
      })
    })

    it('about many at one home goes on about who else lives there', async () => {
      const address = anotherHome()
      const [one, two] = [
        await world.somebody({ name: 'Een Huis', address }),
        await world.somebody({ name: 'Twee Huis', address }),
      ]
      const id = await openCase(world.ctx, { kind: 'household', residentId: two.viewer.id })
      await world.ask(two)
      await world.erased()
      expect(await world.openCaseOf(one)).toMatchObject({ id, resident: one.viewer.id })
    })

    it('that is decided while an account rests is not undone by waking it', async () => {
      const [first, second] = await world.collide('Daan Visser')
      const { id } = (await world.openCaseOf(second))!
      const browser = await world.ask(second)
      world.services.pass(7 * day - minute)
      await world.ctx.db.execute(
        sql`update identity_cases set opened = ${world.now()}::timestamptz - interval '8 days' where id = ${id}`,
      )
      const fresh = await world.steward()
      expect(
        (await fresh.post(`/beheer/zaken/${id}`, { verdict: 'same', reason: 'Eén persoon' })).status,
      ).toBe(303)
      expect((await browser.post('/ik/rust/stop')).headers.get('location')).not.toBe(
        '/ik/gegevens?klaar=stopped',
      )
      const again = await world.browse(second)
      const refused = await again.post('/ik/rust/stop')
      expect(refused.status).toBe(409)
      expect(await refused.text()).toContain('Dit account kan niet terug')
      expect(await loadViewer(world.ctx, second.viewer.id)).toBeUndefined()
      expect(await world.levelOf(first)).toBe('assured')
    })

    it('that ended an account has it erased after six weeks, and the same person is looked at when they come back', async () => {
      const birth = '1977-08-09'
      const liar = await world.somebody({ name: 'Nep Nepstra', birth, level: 'verified' })
      const id = await openCase(world.ctx, { kind: 'household', residentId: liar.viewer.id })
      world.services.pass(8 * day)
      const verdict = { verdict: 'false', reason: 'Hier woont niemand met deze naam' }
      expect((await (await world.steward()).post(`/beheer/zaken/${id}`, verdict)).status).toBe(303)
      world.services.pass(42 * day - minute)
      await eraseDue(world.ctx)
      const there = () => row(world.ctx.db, sql`select 1 from residents where id = ${liar.viewer.id}`)
      expect(await there()).toBeDefined()
      world.services.pass(2 * minute)
      await Promise.all([eraseDue(world.ctx), eraseDue(world.ctx)])
      expect(await there()).toBeUndefined()
      for (const table of ['vault', 'identity_cases', 'proofs', 'erasures'])
        expect(
          await rows(
            world.ctx.db,
            sql`select 1 from ${sql.identifier(table)} where resident_id = ${liar.viewer.id}`,
          ),
          table,
        ).toEqual([])
      // All that stays is a mark that nobody can read.
      expect(await row(world.ctx.db, sql`select length(person_index) as n from ended_persons`)).toEqual({
        n: 32,
      })
      const again = async () => {
        const address = anotherHome()
        const who = await world.somebody({ name: 'Nep Nepstra', address })
        const outcome = await attest(who, { kind: 'eid', name: 'Nep Nepstra', birth, address })
        return { who, outcome }
      }
      const { who, outcome } = await again()
      expect(outcome.outcome).toBe('case')
      expect(await world.levelOf(who)).toBe('applicant')
      const open = (await world.openCaseOf(who))!
      const page = await (await (await world.browse(who)).get(`/ik/bewijs/zaak/${open.id}`)).text()
      expect(page).toContain('is kort geleden gestopt, omdat het niet klopte')
      // Whoever turns out to be true this time goes on, and is not asked again.
      await (
        await world.steward()
      ).post(`/beheer/zaken/${open.id}`, { verdict: 'fine', reason: 'Nu klopt het' })
      expect(await world.levelOf(who)).toBe('assured')
      world.services.pass(731 * day)
      await forgetOld(world.ctx, retentions)
      expect(await rows(world.ctx.db, sql`select 1 from ended_persons`)).toEqual([])
    })

    it('that ended one of two accounts of a person leaves no mark: the other one is them', async () => {
      const [, second] = await world.collide('Loes Visser')
      const { id } = (await world.openCaseOf(second))!
      world.services.pass(8 * day)
      const verdict = { verdict: 'same', reason: 'Eén persoon' }
      expect((await (await world.steward()).post(`/beheer/zaken/${id}`, verdict)).status).toBe(303)
      world.services.pass(43 * day)
      await eraseDue(world.ctx)
      expect(
        await row(world.ctx.db, sql`select 1 from residents where id = ${second.viewer.id}`),
      ).toBeUndefined()
      expect(await rows(world.ctx.db, sql`select 1 from ended_persons`)).toEqual([])
    })

    it('opens when somebody made another account while the first one rested', async () => {
      const birth = '1970-05-06'
      const first = await world.somebody({ name: 'Wil Dubbel', birth, level: 'assured' })
      const browser = await world.ask(first)
      world.services.pass(minute)
      const address = anotherHome()
      const second = await world.somebody({ name: 'Wil Dubbel', address })
      expect((await attest(second, { kind: 'eid', name: 'Wil Dubbel', birth, address })).outcome).toBe(
        'proven',
      )
      await world.stop(browser)
      expect(await world.openCaseOf(first)).toMatchObject({
        resident: second.viewer.id,
        other: first.viewer.id,
      })
    })
  })
})
