import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, minute } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { forgetOld } from '../../platform/retention.ts'
import { openVault } from '../identity/index.ts'
import { attest } from '../proofs/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import { eraseDue } from './erasing.ts'
import { retentions } from './holdings.ts'
import { anotherHome, World } from './test-support.ts'

onEachEngine('helpers and names', (store) => {
  let world: World
  beforeAll(async () => {
    world = await World.of(store())
  })

  describe('helping', () => {
    it('leaves what was done for somebody theirs to read, without who did it', async () => {
      const [helper, helped] = [await world.rooted('Wilma Helper'), await world.rooted('Truus Hulp')]
      const id = await world.helps(helper, helped)
      await world.ask(helper)
      await world.erased()
      expect(
        await row(world.ctx.db, sql`select helper_id, how_ended, ended_by from helpings where id = ${id}`),
      ).toEqual({
        helper_id: null,
        how_ended: 'left',
        ended_by: null,
      })
      expect(await world.told(helped)).toContain('helping.put-down')
      const browser = await world.browse(helped)
      expect((await browser.get('/ik/hulp')).status).toBe(200)
      world.services.pass(731 * day)
      await forgetOld(world.ctx, retentions)
      expect(await row(world.ctx.db, sql`select 1 from helpings where id = ${id}`)).toBeUndefined()
    })

    it('leaves a helper signed in, as themselves, when who they act for is erased', async () => {
      const [helper, helped] = [await world.rooted('Wilma Helper'), await world.rooted('Truus Weg')]
      const id = await world.helps(helper, helped)
      await world.ask(helped)
      world.services.pass(7 * day + minute)
      const browser = await world.browse(helper)
      await world.ctx.db.execute(
        sql`update sessions set acts_for = ${helped.viewer.id}, acts_until = ${world.now()}::timestamptz + interval '1 hour'
            where resident_id = ${helper.viewer.id}`,
      )
      expect(await eraseDue(world.ctx)).toBe(1)
      expect((await browser.get('/ik/gegevens')).status).toBe(200)
      expect(await row(world.ctx.db, sql`select 1 from helpings where id = ${id}`)).toBeUndefined()
      expect(await world.told(helper)).toContain('helping.stopped')
    })
  })

  describe('correcting the name', () => {
    const post = async (who: ViewerContext, name: string) =>
      (await world.browse(who)).post('/ik/gegevens/naam', { name })

    it('takes back the letter in the old name, and says so before and after', async () => {
      const who = await world.somebody({ name: 'Fout Naam' })
      const browser = await world.browse(who)
      expect(await (await browser.get('/ik/gegevens/naam')).text()).not.toContain('Er is een brief onderweg')
      await browser.post('/ik/bewijs/brief', { name: 'Fout Naam' })
      const letter = await world.postLetters(who)
      expect(await (await browser.get('/ik/gegevens/naam')).text()).toContain('Er is een brief onderweg')
      // The same name leaves the letter alone.
      expect((await post(who, 'Fout Naam')).headers.get('location')).toBe('/ik/gegevens?klaar=name')
      const corrected = await browser.post('/ik/gegevens/naam', { name: 'Goede Naam' })
      expect(corrected.headers.get('location')).toBe('/ik/gegevens?klaar=name-letter')
      expect(await (await browser.get('/ik/gegevens?klaar=name-letter')).text()).toContain('werkt niet meer')
      const used = await world.site.visitor().post('/brief', letter)
      expect(await used.text()).toContain('de code werkt niet meer')
      expect(await world.levelOf(who)).toBe('applicant')
    })

    it('tells nobody for whom nothing stands whether that person has an account', async () => {
      const birth = '1966-07-08'
      const first = await world.somebody({ name: 'Ada Echt', birth, level: 'verified' })
      const who = await world.somebody({ name: 'Anton Nep', birth })
      expect((await post(who, 'Ada Echt')).headers.get('location')).toBe('/ik/gegevens?klaar=name')
      expect(await world.openCaseOf(who)).toBeUndefined()
      expect([await world.told(who), await world.told(first)]).toEqual([[], []])
    })

    it('sees another account of this person, once, where something stands', async () => {
      const birth = '1966-07-08'
      const first = await world.somebody({ name: 'Otto Echt', birth, level: 'verified' })
      const who = await world.somebody({ name: 'Anton Nep', birth })
      await world.ctx.db.execute(
        sql`insert into proofs (id, resident_id, kind, proves_address, proves_person, given)
            values (gen_random_uuid(), ${who.viewer.id}, 'desk', true, false, ${world.now()})`,
      )
      expect((await post(who, 'Otto Echt')).headers.get('location')).toBe('/ik/gegevens?klaar=name-case')
      expect(await world.openCaseOf(who)).toMatchObject({ resident: who.viewer.id, other: first.viewer.id })
      await post(who, 'Otto  Echt')
      expect(
        await rows(
          world.ctx.db,
          sql`select 1 from identity_cases where resident_id = ${who.viewer.id} and closed is null`,
        ),
      ).toHaveLength(1)
    })

    it('is not free once an eID said who somebody is, also where the address is still to be proven', async () => {
      const who = await world.somebody({ name: 'Eva Echt' })
      const outcome = await attest(who, {
        kind: 'eid',
        name: 'Eva Echt',
        birth: '1990-01-02',
        address: anotherHome(),
      })
      expect(outcome).toEqual({ outcome: 'other-address', level: 'applicant' })
      expect((await post(who, 'Iemand Anders')).status).toBe(403)
      const [, second] = await world.collide('Frits Visser')
      expect((await post(second, 'Iemand Anders')).status).toBe(403)
      expect(await openVault(world.ctx, second.viewer.id, 'name', 'own')).toBe('Frits Visser')
    })
  })
})
