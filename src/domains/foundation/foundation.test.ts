import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { onEachEngine, openTestStore } from '../../../tests/support/store.ts'
import { day, minute } from '../../platform/clock.ts'
import { transact } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict } from '../../platform/errors.ts'
import { loadViewer, setLevel, type Level } from '../residents/index.ts'
import { appointByCommand, leaveFoundation } from './actions.ts'
import { mailOf, Office } from './test-support.ts'

onEachEngine('people of the foundation', (store) => {
  let office: Office
  beforeAll(() => {
    office = new Office(store())
  })
  const steward: Office['steward'] = (...given) => office.steward(...given)
  const resident: Office['resident'] = (...given) => office.resident(...given)
  const browse: Office['browse'] = (who) => office.browse(who)
  const tasksOf: Office['tasksOf'] = (who) => office.tasksOf(who)
  const proposalFor: Office['proposalFor'] = (who) => office.proposalFor(who)
  const propose: Office['propose'] = (...given) => office.propose(...given)

  /** A proposal for somebody, by one steward, with browsers of all. */
  async function setUp(level: Level = 'assured') {
    const [one, two, who] = [
      await steward(),
      await steward('identity', 'Gerrie'),
      await resident(level, 'Kees'),
    ]
    return { one, two, who, asOne: await browse(one), asTwo: await browse(two), asWho: await browse(who) }
  }
  async function proposed() {
    const made = await setUp()
    expect((await propose(made.asOne, made.who)).status).toBe(303)
    return { ...made, id: (await proposalFor(made.who))! }
  }
  async function confirmed() {
    const made = await proposed()
    expect((await made.asTwo.post(`/beheer/mensen/${made.id}/bevestig`)).status).toBe(303)
    return made
  }

  it('come by two others and their own yes, and only then are public', async () => {
    const { who, id, asOne, asTwo, asWho } = await proposed()
    expect(await (await asTwo.get('/beheer/mensen')).text()).toContain('Kent de buurt goed')
    expect(await (await asWho.get('/ik/stichting')).text()).toContain('er wordt je niets gevraagd')
    expect((await asTwo.post(`/beheer/mensen/${id}/bevestig`)).headers.get('location')).toBe(
      '/beheer/mensen?klaar=confirmed',
    )
    await office.site.deliver()
    expect(office.services.sent.findLast(({ to }) => to === mailOf(who))).toMatchObject({
      subject: 'Wil jij een taak doen voor de stichting?',
    })
    expect(await tasksOf(who)).toEqual([])
    const asked = await (await asWho.get('/ik/stichting')).text()
    expect(asked).toContain('openbare pagina')
    const visiting = office.site.visitor()
    for (const path of ['/stichting', '/stichting/handelingen'])
      expect(await (await visiting.get(path)).text()).not.toContain('Kees')
    expect((await asWho.post(`/ik/stichting/${id}/ja`)).headers.get('location')).toBe(
      '/ik/stichting?klaar=accepted',
    )
    expect(await tasksOf(who)).toEqual(['moderation'])
    expect(await (await visiting.get('/stichting')).text()).toContain('Kees')
    const acts = await (await visiting.get('/stichting/handelingen')).text()
    expect(acts).toContain('Iemand kreeg een taak, en zei ja. Het gaat om Kees.')
    // The reason is between the stewards and the candidate; a steward appears by task.
    for (const hidden of ['Kent de buurt goed', 'Wietske', 'Gerrie', who.viewer.id])
      expect(acts).not.toContain(hidden)
    expect(
      await row(
        office.ctx.db,
        sql`select how_ended, why, proposed_by is not null as by from steward_proposals where id = ${id}`,
      ),
    ).toEqual({ how_ended: 'done', why: 'Kent de buurt goed', by: true })
    // Twice does nothing more.
    expect((await asWho.post(`/ik/stichting/${id}/ja`)).status).toBe(404)
    expect((await asOne.post(`/beheer/mensen/${id}/bevestig`)).status).toBe(404)
  })

  describe('a proposal', () => {
    it('is made by stewards only', async () => {
      const { who, asWho } = await setUp()
      const other = await resident()
      expect((await propose(asWho, other)).status).toBe(403)
      expect((await propose(office.site.visitor(), other)).status).toBe(401)
      expect((await asWho.get('/beheer/mensen')).status).toBe(403)
      expect(await proposalFor(who)).toBeUndefined()
    })

    it('is never about the one who makes it', async () => {
      const { one, asOne } = await setUp()
      const answer = await propose(asOne, one)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('Je kunt jezelf niet voorstellen.')
    })

    it.each(['applicant', 'verified'] as const)(
      'answers the same for %s as for nobody at all, and keeps the words',
      async (level) => {
        const { who, asOne } = await setUp(level)
        const answer = await propose(asOne, who)
        expect(answer.status).toBe(422)
        const text = await answer.text()
        expect(text).toContain('Kent de buurt goed')
        const nobody = await asOne.post('/beheer/mensen/voorstel', {
          mail: 'niemand@voorbeeld.nl',
          task: 'moderation',
          why: 'Kent de buurt goed',
        })
        const problem = /We vonden met dit mailadres niemand[^<]*/.exec(text)?.[0]
        expect(problem).toBeDefined()
        expect(await nobody.text()).toContain(problem)
      },
    )

    it('of the same kind waits once, and not beside the task itself', async () => {
      const { who, asOne, asTwo } = await proposed()
      expect((await propose(asTwo, who)).status).toBe(409)
      const both = await setUp()
      const answers = await Promise.all([propose(both.asOne, both.who), propose(both.asTwo, both.who)])
      expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
      expect((await propose(asOne, await steward('moderation'))).status).toBe(409)
    })

    it('needs a reason and a task that exists', async () => {
      const { who, asOne } = await setUp()
      for (const wrong of [{ why: '' }, { why: 'x'.repeat(1001) }, { task: 'koning' }, { mail: '' }])
        expect(
          (
            await asOne.post('/beheer/mensen/voorstel', {
              mail: mailOf(who),
              task: 'moderation',
              why: 'Goed',
              ...wrong,
            })
          ).status,
        ).toBe(422)
    })

    it('is taken back by who made it, and by nobody else', async () => {
      const { who, id, asOne, asTwo } = await proposed()
      expect((await asTwo.post(`/beheer/mensen/${id}/trek-terug`)).status).toBe(404)
      expect((await asOne.post(`/beheer/mensen/${id}/trek-terug`)).status).toBe(303)
      expect(await proposalFor(who)).toBeUndefined()
      expect((await asTwo.post(`/beheer/mensen/${id}/bevestig`)).status).toBe(404)
    })

    it('lapses after thirty days', async () => {
      const { id, who } = await proposed()
      office.services.pass(30 * day + minute)
      const later = await browse(await steward('identity', 'Later'))
      expect((await later.post(`/beheer/mensen/${id}/bevestig`)).status).toBe(404)
      expect((await propose(later, who)).status).toBe(303)
      expect(await row(office.ctx.db, sql`select how_ended from steward_proposals where id = ${id}`)).toEqual(
        { how_ended: 'lapsed' },
      )
    })
  })

  describe('confirming', () => {
    it('is not for who proposed it', async () => {
      const { id, asOne, who } = await proposed()
      const answer = await asOne.post(`/beheer/mensen/${id}/bevestig`)
      expect(answer.status).toBe(403)
      expect(await answer.text()).toContain('Hier zijn twee mensen voor nodig')
      expect(await tasksOf(who)).toEqual([])
    })

    it('is not for the one it is about, also when that is a steward', async () => {
      const { asOne, two, asTwo } = await setUp()
      await propose(asOne, two)
      const id = await proposalFor(two)
      const answer = await asTwo.post(`/beheer/mensen/${id}/bevestig`)
      expect(answer.status).toBe(403)
      expect(await answer.text()).toContain('Dit gaat over jou')
    })

    it('is not for a resident without a task, nor for whose task has ended', async () => {
      const { id, asWho, two, asTwo } = await proposed()
      expect((await asWho.post(`/beheer/mensen/${id}/bevestig`)).status).toBe(403)
      await asTwo.post('/ik/stichting/stop', { task: 'identity', sure: 'yes' })
      expect(await tasksOf(two)).toEqual([])
      expect((await asTwo.post(`/beheer/mensen/${id}/bevestig`)).status).toBe(403)
    })

    it('by two at the same moment is one confirmation', async () => {
      const { id, asTwo } = await proposed()
      const third = await browse(await steward('operations'))
      const answers = await Promise.all(
        [asTwo, third].map((browser) => browser.post(`/beheer/mensen/${id}/bevestig`)),
      )
      expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    })

    it('does not hold when who proposed it no longer has a task', async () => {
      const { id, one, asTwo, who } = await proposed()
      await office.ctx.db.execute(
        sql`update stewards set ended = now(), how_ended = 'two' where resident_id = ${one.viewer.id}`,
      )
      expect((await asTwo.post(`/beheer/mensen/${id}/bevestig`)).status).toBe(409)
      expect(await tasksOf(who)).toEqual([])
    })
  })

  describe('saying yes', () => {
    it('comes only after a second steward', async () => {
      const { id, asWho, who } = await proposed()
      expect((await asWho.post(`/ik/stichting/${id}/ja`)).status).toBe(404)
      expect(await tasksOf(who)).toEqual([])
    })

    it('is for the candidate alone', async () => {
      const { id, asOne, asTwo, who } = await confirmed()
      const other = await browse(await resident())
      for (const browser of [asOne, asTwo, other]) {
        expect((await browser.post(`/ik/stichting/${id}/ja`)).status).toBe(404)
        expect((await browser.post(`/ik/stichting/${id}/nee`)).status).toBe(404)
      }
      expect(await tasksOf(who)).toEqual([])
    })

    it('does not count for who fell back a level meanwhile', async () => {
      const { id, who, asWho } = await confirmed()
      await setLevel(office.ctx, who.viewer.id, 'verified', 'test')
      const answer = await asWho.post(`/ik/stichting/${id}/ja`)
      expect(answer.status).toBe(403)
      expect(await answer.text()).toContain('Eerst je adres en jezelf bewijzen')
      expect(await tasksOf(who)).toEqual([])
    })

    it.each(['one', 'two'] as const)(
      'does not count when %s of the two is no steward any more',
      async (which) => {
        const made = await confirmed()
        await setLevel(office.ctx, made[which].viewer.id, 'verified', 'test')
        expect((await made.asWho.post(`/ik/stichting/${made.id}/ja`)).status).toBe(409)
        expect(await tasksOf(made.who)).toEqual([])
      },
    )

    it('may be no, and then nothing is public', async () => {
      const { id, who, asWho } = await confirmed()
      expect((await asWho.post(`/ik/stichting/${id}/nee`)).status).toBe(303)
      expect(await tasksOf(who)).toEqual([])
      expect((await asWho.post(`/ik/stichting/${id}/ja`)).status).toBe(404)
    })

    it('twice at the same moment gives the task once', async () => {
      const { id, who, asWho } = await confirmed()
      const answers = await Promise.all([1, 2, 3].map(() => asWho.post(`/ik/stichting/${id}/ja`)))
      expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 404, 404])
      expect(
        await rows(office.ctx.db, sql`select task from stewards where resident_id = ${who.viewer.id}`),
      ).toHaveLength(1)
    })
  })

  describe('a task ends', () => {
    it('by two others, at once, and the steward is told', async () => {
      const { asOne, asTwo } = await setUp()
      const rogue = await steward('operations', 'Rogier')
      const asRogue = await browse(rogue)
      const about = { steward: `operations ${rogue.viewer.id}`, why: 'Deed het niet goed' }
      expect((await asRogue.post('/beheer/mensen/stop', about)).status).toBe(403)
      expect((await asOne.post('/beheer/mensen/stop', about)).status).toBe(303)
      const id = await proposalFor(rogue)
      expect((await asRogue.post(`/beheer/mensen/${id}/bevestig`)).status).toBe(403)
      expect((await asOne.post(`/beheer/mensen/${id}/bevestig`)).status).toBe(403)
      expect(await tasksOf(rogue)).toEqual(['operations'])
      expect((await asTwo.post(`/beheer/mensen/${id}/bevestig`)).status).toBe(303)
      expect(await tasksOf(rogue)).toEqual([])
      expect((await asRogue.get('/beheer/cijfers')).status).toBe(403)
      expect(
        await row(
          office.ctx.db,
          sql`select 1 from notices where resident_id = ${rogue.viewer.id} and kind = 'steward.ended'`,
        ),
      ).toBeDefined()
      expect(
        await row(office.ctx.db, sql`select how_ended from stewards where resident_id = ${rogue.viewer.id}`),
      ).toEqual({ how_ended: 'two' })
    })

    it('by oneself, at once', async () => {
      const who = await steward('operations')
      const browser = await browse(who)
      // It works at once, so it is said twice.
      const unsure = await browser.post('/ik/stichting/stop', { task: 'operations' })
      expect([unsure.status, (await unsure.text()).includes('als je zeker weet dat je stopt')]).toEqual([
        422,
        true,
      ])
      expect((await browser.post('/ik/stichting/stop', { task: 'taxonomy', sure: 'yes' })).status).toBe(303)
      expect(await tasksOf(who)).toEqual(['operations'])
      expect((await browser.post('/ik/stichting/stop', { task: 'onzin' })).status).toBe(404)
      expect((await browser.post('/ik/stichting/stop', { task: 'operations', sure: 'yes' })).status).toBe(303)
      expect(await tasksOf(who)).toEqual([])
    })

    it('in effect with the level, and comes back with it', async () => {
      const who = await steward('operations')
      await setLevel(office.ctx, who.viewer.id, 'verified', 'test')
      expect((await (await browse(who)).get('/beheer/cijfers')).status).toBe(403)
      await setLevel(office.ctx, who.viewer.id, 'assured', 'test')
      expect((await (await browse(who)).get('/beheer/cijfers')).status).toBe(200)
    })

    it('when the resident leaves, with what was said of them', async () => {
      const { who } = await proposed()
      const leaving = await steward('operations')
      await transact(office.ctx, async (ctx) => {
        await leaveFoundation(ctx, who.viewer.id)
        await leaveFoundation(ctx, leaving.viewer.id)
      })
      expect(await tasksOf(leaving)).toEqual([])
      expect(await proposalFor(who)).toBeUndefined()
    })
  })
})

onEachEngine('the first people of the foundation', (store) => {
  it('come by command on the word of the operator, while nobody can be assured yet', async () => {
    const fresh = await openTestStore('embedded')
    const ctx = visitor(testServices(fresh))
    const { viewer } = await newViewer(ctx, { level: 'applicant' })
    await expect(appointByCommand(ctx, viewer.id, 'identity')).rejects.toMatchObject({ code: 'notAssured' })
    await appointByCommand(ctx, viewer.id, 'identity', { met: true })
    expect(await loadViewer(ctx, viewer.id)).toMatchObject({ level: 'assured', stewardOf: ['identity'] })
    await fresh.close()
  })

  it('come by command while fewer than three can act, and then no more', async () => {
    const ctx = visitor(testServices(store()))
    const people = await Promise.all(Array.from({ length: 4 }, () => newViewer(ctx, { level: 'assured' })))
    const [one, two, three, four] = people.map(({ viewer }) => viewer.id)
    const verified = await newViewer(ctx, { level: 'verified' })
    await expect(appointByCommand(ctx, verified.viewer.id, 'identity')).rejects.toMatchObject({
      code: 'notAssured',
    })
    await appointByCommand(ctx, one!, 'identity', { met: false })
    await appointByCommand(ctx, one!, 'identity')
    await appointByCommand(ctx, one!, 'taxonomy')
    await appointByCommand(ctx, two!, 'identity')
    // Of two commands at the same moment one is too late.
    const both = await Promise.allSettled(
      [three!, four!].map((id) => appointByCommand(ctx, id, 'operations')),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(appointByCommand(ctx, one!, 'moderation')).rejects.toBeInstanceOf(Conflict)
    expect(await rows(ctx.db, sql`select kind, task, steward_id from foundation_acts`)).toHaveLength(4)
    const acts = await rows<{ task: string | null; steward: string | null }>(
      ctx.db,
      sql`select task, steward_id as steward from foundation_acts`,
    )
    expect(new Set(acts.map(({ task, steward }) => `${task} ${steward}`))).toEqual(new Set(['null null']))
  })
})
