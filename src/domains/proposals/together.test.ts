import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newViewer, testServices, visitor, type TestServices } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { foundCommunity } from '../communities/index.ts'
import { noticesOf, type ViewerContext } from '../residents/index.ts'
import { declineSuggestion, suggestChange, takeOver, withdrawSuggestion } from './actions/amend.ts'
import { withdrawProposal } from './actions/doing.ts'
import { makeProposal, openTalk } from './actions/make.ts'
import { answerMerge, askMerge, leaveBehind, withdrawMerge } from './actions/merge.ts'
import { endSupport, support } from './actions/support.ts'
import { saveText } from './actions/text.ts'
import { proposalById } from './proposal.ts'
import { isAskedToCarry, relativesOf, suggestionsOf, supportersOf, versionsOf } from './queries/about.ts'
import { idea, newWorld, text, written, type World } from './test-support.ts'

onEachEngine('proposals of several people', (store) => {
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
  const kindsOf = async (who: ViewerContext) => (await noticesOf(who)).map(({ kind }) => kind)
  const nobodyElse = async (
    people: readonly ViewerContext[],
    act: (who: ViewerContext) => Promise<unknown>,
  ) => {
    for (const who of [visitor(services) as ViewerContext, ...people])
      await expect(act(who)).rejects.toThrow(
        /signInNeeded|notFound|verified|membersOnly|proposalAuthor|proposalNotYours|helperMayNot/,
      )
  }

  describe('support', () => {
    it('is for who belongs there and did not write it, and is taken back without a trace', async () => {
      const id = await idea(world)
      await nobodyElse([world.applicant, world.stranger], (who) => support(who, id))
      await expect(support(world.noor, id)).rejects.toThrow(Conflict)
      await Promise.all([support(world.kees, id), support(world.kees, id)])
      expect(await proposalById(world.kees, id)).toMatchObject({ supports: 1, supported: true })
      await endSupport(world.kees, id)
      await endSupport(world.kees, id)
      expect(await rows(store().db, sql`select 1 from proposal_supports where proposal_id = ${id}`)).toEqual(
        [],
      )
    })

    it('is told as a number; names are for who belongs there', async () => {
      const id = await idea(world)
      await support(world.kees, id)
      const [seen, hidden] = [await proposalById(world.aylin, id), await proposalById(world.stranger, id)]
      expect(await supportersOf(world.aylin, seen)).toEqual(['Kees'])
      expect(hidden.supports).toBe(1)
      expect(await supportersOf(world.stranger, hidden)).toEqual([])
    })
  })

  describe('a suggested change', () => {
    const change = (more: Partial<Parameters<typeof suggestChange>[2]> = {}) => ({
      base: 1,
      part: 'body' as const,
      words: text.body.replace('een bankje', 'twee bankjes'),
      why: 'Er wachten er vaak vier.',
      ...more,
    })

    it('is for who belongs there; the author hears of it, once for one form', async () => {
      const id = await written(world)
      await nobodyElse([world.applicant, world.stranger], (who) => suggestChange(who, id, change()))
      const made = { ...change(), id: newId() }
      await suggestChange(world.kees, id, made)
      await suggestChange(world.kees, id, made)
      expect(await suggestionsOf(world.noor, await proposalById(world.noor, id))).toHaveLength(1)
      expect((await kindsOf(world.noor)).filter((kind) => kind === 'proposal.suggested')).toHaveLength(1)
      await expect(suggestChange(world.kees, id, change({ words: text.body }))).rejects.toMatchObject({
        fields: { words: 'sameWords' },
      })
      await expect(suggestChange(world.kees, id, change({ why: '' }))).rejects.toThrow(Invalid)
    })

    it('is taken over by the author in one go, with whose words it is', async () => {
      const id = await written(world)
      const suggestion = await suggestChange(world.kees, id, change())
      await nobodyElse([world.applicant, world.stranger, world.kees], (who) => takeOver(who, id, suggestion))
      expect(
        await Promise.all([takeOver(world.noor, id, suggestion), takeOver(world.noor, id, suggestion)]),
      ).toEqual([true, true])
      const proposal = await proposalById(world.noor, id)
      expect(proposal).toMatchObject({ version: 2 })
      expect(proposal.body).toContain('twee bankjes')
      const { items } = await versionsOf(world.noor, proposal)
      expect(items[0]).toMatchObject({ writer: 'Noor', credited: 'Kees' })
      expect(await kindsOf(world.kees)).toContain('proposal.taken')
    })

    it('of other lines than what changed since goes in beside it', async () => {
      const id = await written(world)
      const suggestion = await suggestChange(world.kees, id, change())
      const body = text.body.replace('Iedereen mag erop zitten.', 'Ook wie niet wacht, mag zitten.')
      await saveText(world.noor, id, { ...text, body, base: 1, why: '' })
      expect(await takeOver(world.noor, id, suggestion)).toBe(true)
      const proposal = await proposalById(world.noor, id)
      expect(proposal.body).toContain('twee bankjes')
      expect(proposal.body).toContain('Ook wie niet wacht')
    })

    it('of the same line as what changed since overwrites nothing, and is taken over by hand', async () => {
      const id = await written(world)
      const suggestion = await suggestChange(world.kees, id, change())
      const body = text.body.replace('een bankje', 'een schommel')
      await saveText(world.noor, id, { ...text, body, base: 1, why: '' })
      expect(await takeOver(world.noor, id, suggestion)).toBe(false)
      expect((await proposalById(world.noor, id)).body).toBe(body)
      const noor = await site.signedIn(world.noor.viewer.id)
      const page = await (await noor.get(`/voorstel/${id}`)).text()
      expect(page).toContain(`/voorstel/${id}/tekst?wijziging=${suggestion}`)
      // Sent twice it is taken over once.
      for (let n = 0; n < 2; n++) {
        const answer = await noor.post(`/voorstel/${id}/tekst`, {
          ...text,
          body: `${body}\n\nEn twee bankjes.`,
          base: '2',
          why: '',
          amendment: suggestion,
          way: 'save',
        })
        expect(answer.status).toBe(303)
      }
      const proposal = await proposalById(world.noor, id)
      expect((await versionsOf(world.noor, proposal)).items[0]).toMatchObject({
        version: 3,
        credited: 'Kees',
      })
      expect((await suggestionsOf(world.noor, proposal))[0]!.state).toBe('taken')
    })

    it('is declined with a reason, or taken back by who made it', async () => {
      const id = await written(world)
      const suggestion = await suggestChange(world.kees, id, change())
      await nobodyElse([world.stranger, world.kees], (who) => declineSuggestion(who, id, suggestion, 'Nee.'))
      await expect(declineSuggestion(world.noor, id, suggestion, '')).rejects.toThrow(Invalid)
      await declineSuggestion(world.noor, id, suggestion, 'Er is geen plek.')
      expect(await suggestionsOf(world.kees, await proposalById(world.kees, id))).toMatchObject([
        { state: 'declined', reason: 'Er is geen plek.' },
      ])
      expect(await kindsOf(world.kees)).toContain('proposal.declined')
      await expect(takeOver(world.noor, id, suggestion)).rejects.toThrow(Conflict)
      const other = await suggestChange(world.aylin, id, change())
      await nobodyElse([world.stranger, world.kees], (who) => withdrawSuggestion(who, id, other))
      await withdrawSuggestion(world.aylin, id, other)
      await withdrawSuggestion(world.aylin, id, other)
      await expect(takeOver(world.noor, id, other)).rejects.toThrow(Conflict)
    })
  })

  describe('merging', () => {
    let [one, other]: string[] = []
    beforeEach(async () => {
      one = await written(world, world.noor, { title: 'Een bankje' })
      other = await written(world, world.kees, { title: 'Een schommel', body: 'We hangen een schommel op.' })
      await support(world.aylin, one)
    })
    const asked = async () => {
      await askMerge(world.noor, one!, other!, 'Ze horen bij elkaar.')
      const found = await row<{ id: string }>(
        store().db,
        sql`select id from proposal_merges where from_id = ${one} and answer is null`,
      )
      return found!.id
    }

    it('is asked by one author, answered by the other, and nobody else', async () => {
      await nobodyElse([world.applicant, world.stranger, world.kees], (who) =>
        askMerge(who, one!, other!, ''),
      )
      const merge = await asked()
      expect(await asked()).toBe(merge)
      expect(await kindsOf(world.kees)).toContain('proposal.merge-asked')
      await nobodyElse([world.applicant, world.stranger, world.noor, world.aylin], (who) =>
        answerMerge(who, merge, true),
      )
      await nobodyElse([world.stranger, world.kees], (who) => withdrawMerge(who, merge))
      await answerMerge(world.kees, merge, false)
      expect(await proposalById(world.noor, one!)).toMatchObject({ stage: 'proposal' })
      expect(await kindsOf(world.noor)).toContain('proposal.merge-declined')
    })

    it('makes one new proposal with both texts and both authors; the old ones stay and point on', async () => {
      const merge = await asked()
      const [first, second] = await Promise.all([
        answerMerge(world.kees, merge, true),
        answerMerge(world.kees, merge, true),
      ])
      expect(first).toEqual(second)
      const into = await proposalById(world.noor, first.into!)
      expect(into).toMatchObject({ stage: 'proposal', supports: 0, mine: true })
      expect(into.body).toContain('schommel')
      expect(into.body).toContain('bankje')
      expect((await proposalById(world.kees, into.id)).mine).toBe(true)
      const old = await proposalById(world.aylin, one!)
      expect(old).toMatchObject({ stage: 'merged', supports: 1 })
      expect((await relativesOf(world.aylin, old)).into).toMatchObject({ id: into.id })
      expect((await relativesOf(world.aylin, into)).from).toHaveLength(2)
    })

    it('takes no support along silently: each is asked, and answers for themselves', async () => {
      const { into } = await answerMerge(world.kees, await asked(), true)
      const id = into!
      expect(await kindsOf(world.aylin)).toContain('proposal.carry')
      expect(await isAskedToCarry(world.aylin, await proposalById(world.aylin, id))).toBe(true)
      expect((await proposalById(world.noor, id)).supports).toBe(0)
      const aylin = await site.signedIn(world.aylin.viewer.id)
      expect(await (await aylin.get(`/voorstel/${id}`)).text()).toContain('Gaat je steun mee?')
      await support(world.aylin, id)
      expect(await proposalById(world.aylin, id)).toMatchObject({ supports: 1, supported: true })
      expect(await isAskedToCarry(world.aylin, await proposalById(world.aylin, id))).toBe(false)
    })

    it('keeps two authors: what two wrote together merges no further', async () => {
      const { into } = await answerMerge(world.kees, await asked(), true)
      const third = await written(world, world.aylin, { title: 'Een wip' })
      await expect(askMerge(world.aylin, third, into!, '')).rejects.toMatchObject({
        code: 'proposalTwoAuthors',
      })
      await expect(askMerge(world.noor, into!, third, '')).rejects.toMatchObject({
        code: 'proposalTwoAuthors',
      })
    })

    it('makes no text that is longer than one may be: both stay whole, and apart', async () => {
      const long = 'Een lang verhaal. '.repeat(150).trim()
      for (const [who, id] of [
        [world.noor, one!],
        [world.kees, other!],
      ] as const)
        await saveText(who, id, { ...text, body: `${who.viewer.displayName}: ${long}`, base: 1, why: '' })
      const merge = await asked()
      await expect(answerMerge(world.kees, merge, true)).rejects.toMatchObject({ code: 'proposalLong' })
      await saveText(world.kees, other!, { ...text, body: 'Kort.', costs: 'x'.repeat(490), base: 2, why: '' })
      await expect(answerMerge(world.kees, merge, true)).rejects.toMatchObject({ code: 'proposalLong' })
      for (const id of [one!, other!])
        expect(await proposalById(world.noor, id)).toMatchObject({ stage: 'proposal' })
      await saveText(world.kees, other!, { ...text, body: 'Kort.', base: 3, why: '' })
      expect((await answerMerge(world.kees, merge, true)).into).toBeDefined()
    })

    it('asks for a yes or a no: a form without either declines nothing', async () => {
      const merge = await asked()
      const kees = await site.signedIn(world.kees.viewer.id)
      expect((await kees.post(`/voorstel/samen/${merge}`, {})).status).toBe(404)
      expect((await answerMerge(world.kees, merge, true)).into).toBeDefined()
    })

    it('and no is no, without a trace', async () => {
      const { into } = await answerMerge(world.kees, await asked(), true)
      await leaveBehind(world.aylin, into!)
      expect((await proposalById(world.aylin, into!)).supports).toBe(0)
      expect(await rows(store().db, sql`select 1 from proposal_carries where proposal_id = ${into}`)).toEqual(
        [],
      )
      expect(await kindsOf(world.aylin)).not.toContain('proposal.carry')
    })

    it('is for two of one place, by two authors, that are both still written', async () => {
      const own = await written(world)
      await expect(askMerge(world.noor, one!, own, '')).rejects.toThrow(Conflict)
      await expect(askMerge(world.noor, one!, one!, '')).rejects.toThrow(Invalid)
      const elsewhere = await newWorld(services)
      const away = await written(elsewhere)
      await expect(askMerge(world.noor, one!, away, '')).rejects.toMatchObject({
        fields: { other: 'otherPlace' },
      })
      const merge = await asked()
      await withdrawProposal(world.noor, one!, 'Toch niet.')
      await expect(answerMerge(world.kees, merge, true)).rejects.toThrow(Conflict)
    })
  })

  describe('taking over', () => {
    const take = (who: ViewerContext, originId: string, communityId: string) =>
      makeProposal(who, { where: { communityId }, title: 'Ook een bankje', idea: 'Net als zij.', originId })

    it('brings the words and keeps where they came from; the origin shows what became of it', async () => {
      const id = await written(world)
      const there = await newWorld(services)
      const copy = await take(there.noor, id, there.communityId)
      expect(await proposalById(there.noor, copy)).toMatchObject({
        body: text.body,
        stage: 'idea',
        version: 1,
      })
      expect((await relativesOf(there.noor, await proposalById(there.noor, copy))).origin).toMatchObject({
        id,
      })
      const relatives = await relativesOf(world.noor, await proposalById(world.noor, id))
      expect(relatives).toMatchObject({ travelled: [{ id: copy, stage: 'idea' }], others: 0 })
    })

    it('into a closed community is counted and never named', async () => {
      const id = await written(world)
      const there = await newWorld(services, { access: 'besloten' })
      await take(there.noor, id, there.communityId)
      const relatives = await relativesOf(world.noor, await proposalById(world.noor, id))
      expect(relatives).toMatchObject({ travelled: [], others: 1 })
      const noor = await site.signedIn(world.noor.viewer.id)
      expect(await (await noor.get(`/voorstel/${id}`)).text()).not.toContain(there.slug)
    })

    it('out of a closed community is for its author alone', async () => {
      const closed = await newWorld(services, { access: 'besloten' })
      const id = await written(closed)
      const { id: elsewhere } = await foundCommunity(closed.kees, {
        name: `Hof ${newId().slice(-8)}`,
        purpose: '',
        access: 'extranet',
        areaIds: [],
        conceptIds: [],
      })
      await expect(take(closed.kees, id, elsewhere)).rejects.toThrow(NotAllowed)
      await expect(take(world.noor, id, world.communityId)).rejects.toThrow(NotFound)
      const { id: own } = await foundCommunity(closed.noor, {
        name: `Tuin ${newId().slice(-8)}`,
        purpose: '',
        access: 'extranet',
        areaIds: [],
        conceptIds: [],
      })
      const copy = await take(closed.noor, id, own)
      const reader = await newViewer(visitor(services))
      expect((await relativesOf(reader, await proposalById(reader, copy))).origin).toBe('hidden')
    })
  })

  it('an idea has no conversation before its author opens the dialogue', async () => {
    const id = await idea(world)
    const kees = await site.signedIn(world.kees.viewer.id)
    expect((await kees.get(`/gesprek/over/proposal/${id}`)).status).toBe(404)
    await openTalk(world.noor, id)
    expect(
      (await kees.post(`/gesprek/over/proposal/${id}`, { words: 'Goed plan.', do: 'send' })).status,
    ).toBe(303)
    expect(await (await kees.get(`/voorstel/${id}`)).text()).toContain('Goed plan.')
  })
})
