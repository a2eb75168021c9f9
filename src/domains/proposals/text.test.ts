import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testServices, type TestServices } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { after, day } from '../../platform/clock.ts'
import { row } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { amendDecision } from '../decisions/index.ts'
import { suggestChange, takeOver } from './actions/amend.ts'
import { withdrawProposal } from './actions/doing.ts'
import { makeProposal } from './actions/make.ts'
import { keepAside, restoreVersion, saveText } from './actions/text.ts'
import { openVote } from './actions/vote.ts'
import { proposalById } from './proposal.ts'
import { versionsOf } from './queries/about.ts'
import { newWorld, talk, text, ways, written, type World } from './test-support.ts'

onEachEngine('the text of a proposal', (store) => {
  let services: TestServices
  let site: Site
  let world: World
  beforeAll(() => {
    services = testServices(store())
    site = new Site(services)
  })
  beforeEach(async () => {
    await store().db.execute(sql`delete from limits`)
    world = await newWorld(services)
  })
  const stageOf = async (id: string) => (await proposalById(world.noor, id)).stage
  const { onlyAuthor, vote, decide } = ways(() => ({ site, world }))

  describe('the text', () => {
    it('is written by its author, with a version for each change', async () => {
      const id = await talk(world)
      await onlyAuthor((who) => saveText(who, id, { ...text, base: 0, why: '' }))
      await saveText(world.noor, id, { ...text, base: 0, why: '' })
      await saveText(world.noor, id, { ...text, base: 1, why: '' })
      await saveText(world.noor, id, { ...text, costs: '€ 150', base: 1, why: 'Korting' })
      const { items } = await versionsOf(world.kees, await proposalById(world.kees, id))
      expect(items.map(({ version, costs, why, writer }) => [version, costs, why, writer])).toEqual([
        [2, '€ 150', 'Korting', 'Noor'],
        [1, '€ 200', '', 'Noor'],
      ])
    })

    it('written twice from the same version loses neither', async () => {
      const id = await written(world)
      await saveText(world.noor, id, { ...text, body: 'Eerste.', base: 1, why: '' })
      const saved = await saveText(world.noor, id, { ...text, body: 'Tweede.', base: 1, why: '' })
      expect(saved).toMatchObject({ saved: false, now: { body: 'Eerste.' }, base: text })
      await keepAside(world.noor, id, { ...text, body: 'Tweede.' })
      await keepAside(world.noor, id, { ...text, body: 'Tweede.' })
      const proposal = await proposalById(world.noor, id)
      expect(proposal).toMatchObject({ body: 'Eerste.', version: 2 })
      const { items } = await versionsOf(world.noor, proposal)
      expect(items.map(({ body, aside }) => [body, aside])).toEqual([
        ['Tweede.', true],
        ['Eerste.', false],
        [text.body, false],
      ])
    })

    it('saved meanwhile by another, what they changed elsewhere stands, and all of theirs can be read', async () => {
      const id = await written(world)
      const theirs = { ...text, costs: '€ 150', who: 'Kees zaagt.', sources: 'De bouwmarkt' }
      await saveText(world.noor, id, { ...theirs, base: 1, why: '' })
      const noor = await site.signedIn(world.noor.viewer.id)
      const answer = await noor.post(`/voorstel/${id}/tekst`, {
        ...text,
        who: 'Noor zaagt.',
        base: '1',
        why: '',
        way: 'save',
      })
      expect(answer.status).toBe(409)
      const page = await answer.text()
      const [, form, seen] = /<form[^>]*\/tekst"[^>]*>(.*?)<\/form>(.*)/s.exec(page)!
      for (const words of ['€ 150', 'Noor zaagt.', 'De bouwmarkt']) expect(form).toContain(words)
      expect(form).not.toContain('Kees zaagt.')
      expect(seen).toContain('Kees zaagt.')
      expect(await proposalById(world.noor, id)).toMatchObject(theirs)
    })

    it('saved twice at the same moment stands once, and the other one is told', async () => {
      const id = await written(world)
      const save = (body: string) => saveText(world.noor, id, { ...text, body, base: 1, why: '' })
      const saved = await Promise.all([save('Eén.'), save('Twee.')])
      expect(saved.filter((each) => each.saved)).toHaveLength(1)
    })

    it('an earlier one can stand again, by its author', async () => {
      const id = await written(world)
      await saveText(world.noor, id, { ...text, body: 'Anders.', base: 1, why: '' })
      await onlyAuthor((who) => restoreVersion(who, id, 1))
      await restoreVersion(world.noor, id, 1)
      await restoreVersion(world.noor, id, 1)
      const proposal = await proposalById(world.noor, id)
      expect(proposal).toMatchObject({ body: text.body, version: 3 })
      await expect(restoreVersion(world.noor, id, 99)).rejects.toThrow(NotFound)
    })

    it('stands still while people vote, whoever asks and however', async () => {
      const id = await written(world)
      await vote(id)
      const change = { ...text, body: 'Stiekem anders.', base: 1, why: '' }
      await expect(saveText(world.noor, id, change)).rejects.toMatchObject({ code: 'proposalFrozen' })
      await expect(restoreVersion(world.noor, id, 1)).rejects.toThrow(Conflict)
      await expect(withdrawProposal(world.noor, id, 'Toch niet.')).rejects.toThrow(Conflict)
      await expect(
        store().db.execute(sql`update proposals set body = 'Stiekem' where id = ${id}`),
      ).rejects.toThrow()
    })

    it('amended in a consent round becomes a version, with why', async () => {
      const id = await written(world)
      const decision = await decide(id, 0, 'consent')
      const asked = await row<{ explanation: string }>(
        store().db,
        sql`select explanation from decisions where id = ${decision}`,
      )
      await amendDecision(world.noor, decision, {
        question: text.title,
        explanation: asked!.explanation.replace('een bankje', 'een tweedehands bankje'),
        why: 'Goedkoper',
        closes: after(services.clock.now(), 2 * day),
      })
      await site.deliver()
      await site.deliver()
      const proposal = await proposalById(world.noor, id)
      expect(proposal).toMatchObject({ stage: 'decision', version: 2, costs: text.costs, who: text.who })
      expect(proposal.body).toContain('tweedehands')
      const { items } = await versionsOf(world.noor, proposal)
      expect(items[0]).toMatchObject({ version: 2, why: 'Goedkoper', writer: 'Noor' })
    })
  })

  describe('a decision', () => {
    it('is asked by the author, for what has a text, once for one form', async () => {
      const id = await written(world)
      const asked = {
        id: newId(),
        method: 'majority',
        form: 'open',
        closes: after(services.clock.now(), day),
      } as const
      await onlyAuthor((who) => openVote(who, id, asked))
      await Promise.all([openVote(world.noor, id, asked), openVote(world.noor, id, asked)])
      expect(await proposalById(world.noor, id)).toMatchObject({ stage: 'decision', decisionId: asked.id })
      const without = await talk(world)
      await expect(vote(without)).rejects.toMatchObject({ code: 'proposalNoText' })
    })

    it('is not asked at once on words that were not adopted, but on new ones, whoever brought them', async () => {
      const id = await written(world)
      await decide(id, 0)
      const noor = await site.signedIn(world.noor.viewer.id)
      await saveText(world.noor, id, { ...text, base: 1, why: '' })
      await expect(vote(id)).rejects.toMatchObject({ code: 'proposalNoText' })
      expect((await noor.get(`/voorstel/${id}/besluit`)).status).toBe(409)
      const suggestion = await suggestChange(world.kees, id, {
        base: 1,
        part: 'costs',
        words: 'Niets',
        why: 'Gekregen hout.',
      })
      await takeOver(world.noor, id, suggestion)
      expect(await stageOf(id)).toBe('proposal')
      expect((await noor.get(`/voorstel/${id}/besluit`)).status).toBe(200)
      await decide(id, 0)
      await restoreVersion(world.noor, id, 1)
      expect(await stageOf(id)).toBe('proposal')
    })

    it('on what was taken over waits until its author lets it stand here, with the same words or others', async () => {
      const copy = await makeProposal(world.kees, {
        where: { communityId: world.communityId },
        title: text.title,
        idea: 'Net als zij.',
        originId: await written(world),
      })
      const asked = {
        id: newId(),
        method: 'majority',
        form: 'open',
        closes: after(services.clock.now(), day),
      } as const
      await expect(openVote(world.kees, copy, asked)).rejects.toMatchObject({ code: 'proposalNoText' })
      await saveText(world.kees, copy, { ...text, base: 1, why: '' })
      expect(await proposalById(world.kees, copy)).toMatchObject({ stage: 'proposal', version: 1 })
      await openVote(world.kees, copy, asked)
    })

    it('on more words than a decision holds is refused, and nothing changed', async () => {
      const id = await written(world)
      // As an amended decision may leave it.
      await store().db.execute(sql`update proposals set body = ${'a'.repeat(7990)} where id = ${id}`)
      await expect(vote(id)).rejects.toMatchObject({ code: 'proposalLong' })
      expect(await stageOf(id)).toBe('proposal')
    })

    it('on a proposal that does not close in time is not opened, and nothing changed', async () => {
      const id = await written(world)
      await expect(vote(id, { closes: after(services.clock.now(), -day) })).rejects.toThrow(Invalid)
      expect(await proposalById(world.noor, id)).toMatchObject({ stage: 'proposal', decisionId: null })
    })
  })
})
