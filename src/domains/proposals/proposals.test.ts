import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testServices, visitor, type TestServices } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import { rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { castBallot, closeDecision, withdrawDecision } from '../decisions/index.ts'
import { leave } from '../communities/index.ts'
import { noticesOf, type ViewerContext } from '../residents/index.ts'
import { addStep, report, tellOutcome, tickStep, withdrawProposal } from './actions/doing.ts'
import { makeProposal, openTalk } from './actions/make.ts'
import { support } from './actions/support.ts'
import { saveText } from './actions/text.ts'
import { proposalById } from './proposal.ts'
import { doingOf, wayOf } from './queries/about.ts'
import { idea, newWorld, text, ways, written, type World } from './test-support.ts'

onEachEngine('proposals', (store) => {
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
  const kindsOf = async (who: ViewerContext) => (await noticesOf(who)).map(({ kind }) => kind)
  const { onlyAuthor, onlyMembers, vote, decide } = ways(() => ({ site, world }))

  describe('the way', () => {
    it('goes from an idea to an outcome, each step with who and when', async () => {
      const id = await written(world)
      await decide(id, 1)
      expect(await stageOf(id)).toBe('doing')
      await tellOutcome(world.noor, id, {
        result: 'realised',
        worked: 'Samen zagen.',
        failed: '',
        lesson: 'Begin.',
      })
      const { entered } = await wayOf(world.kees, await proposalById(world.kees, id))
      expect(entered.map(({ stage, by }) => [stage, by])).toEqual([
        ['idea', 'Noor'],
        ['talk', 'Noor'],
        ['proposal', 'Noor'],
        ['decision', 'Noor'],
        ['doing', null],
        ['realised', 'Noor'],
      ])
    })

    it('not adopted leads back to the talk, and then it can only have been tried', async () => {
      const id = await written(world)
      await decide(id, 0)
      expect(await proposalById(world.noor, id)).toMatchObject({ stage: 'talk', rejected: true })
      const told = { worked: '', failed: '', lesson: 'Vraag eerst rond.' }
      await expect(tellOutcome(world.noor, id, { result: 'realised', ...told })).rejects.toThrow(Invalid)
      await tellOutcome(world.noor, id, { result: 'tried', ...told })
      expect(await stageOf(id)).toBe('tried')
    })

    it('written anew after it was not adopted, it can be decided again', async () => {
      const id = await written(world)
      await decide(id, 0)
      const { version } = await proposalById(world.noor, id)
      await saveText(world.noor, id, { ...text, costs: 'Niets', base: version, why: 'Gekregen hout' })
      expect(await stageOf(id)).toBe('proposal')
      await decide(id, 1)
      expect(await stageOf(id)).toBe('doing')
    })

    it('a vote that is taken back, or cannot be counted, leaves the proposal as it was', async () => {
      const id = await written(world)
      await withdrawDecision(world.noor, await vote(id), 'Te vroeg.')
      await site.deliver()
      expect(await stageOf(id)).toBe('proposal')
      const { entered } = await wayOf(world.kees, await proposalById(world.kees, id))
      expect(entered.at(-1)).toMatchObject({ stage: 'proposal', why: 'Te vroeg.' })
      const decision = await vote(id, { form: 'closed' })
      await castBallot(world.kees, decision, [1])
      await store().db.execute(sql`delete from decision_keys where decision_id = ${decision}`)
      services.pass(8 * day)
      await closeDecision(visitor(services), decision)
      await site.deliver()
      await site.deliver()
      expect(await stageOf(id)).toBe('proposal')
    })
  })

  describe('an idea', () => {
    it('is for members, once for one form', async () => {
      const making = {
        id: newId(),
        where: { communityId: world.communityId },
        title: 'Bankje',
        idea: 'Zitten.',
      }
      await onlyMembers((who) => makeProposal(who, { ...making, id: newId() }))
      expect(await makeProposal(world.kees, making)).toBe(making.id)
      expect(await makeProposal(world.kees, making)).toBe(making.id)
      await expect(makeProposal(world.noor, making)).rejects.toThrow(NotFound)
      const found = await rows(
        store().db,
        sql`select 1 from proposals where community_id = ${world.communityId}`,
      )
      expect(found).toHaveLength(1)
    })

    it('of one form sent twice at the same moment is made once', async () => {
      const making = {
        id: newId(),
        where: { communityId: world.communityId },
        title: 'Bankje',
        idea: 'Zitten.',
      }
      await Promise.all([makeProposal(world.kees, making), makeProposal(world.kees, making)])
      const found = await rows(
        store().db,
        sql`select 1 from proposal_stages where proposal_id = ${making.id}`,
      )
      expect(found).toHaveLength(1)
    })

    it.each([
      ['no name', { title: ' ' }, { title: 'titleMissing' }],
      ['a long name', { title: 'a'.repeat(121) }, { title: 'titleLong' }],
      ['no words', { idea: '' }, { idea: 'ideaMissing' }],
      ['many words', { idea: 'a'.repeat(501) }, { idea: 'ideaLong' }],
    ])('with %s is refused in the form', async (_, more, fields) => {
      const making = { where: { communityId: world.communityId }, title: 'Bankje', idea: 'Zitten.', ...more }
      await expect(makeProposal(world.kees, making)).rejects.toMatchObject({ fields })
    })

    it('is talked about once its author says so, and nobody else does', async () => {
      const id = await idea(world)
      await onlyAuthor((who) => openTalk(who, id))
      expect(await stageOf(id)).toBe('idea')
      await openTalk(world.noor, id)
      await openTalk(world.noor, id)
      expect(await stageOf(id)).toBe('talk')
    })
  })

  describe('who reads', () => {
    it('is who may read the community: in a closed one its members alone', async () => {
      const closed = await newWorld(services, { access: 'besloten' })
      const id = await written(closed)
      expect((await proposalById(closed.kees, id)).own).toBe(true)
      for (const who of [closed.stranger, closed.applicant, visitor(services)])
        await expect(proposalById(who, id)).rejects.toThrow(NotFound)
      const open = await written(world)
      expect((await proposalById(world.stranger, open)).own).toBe(false)
      await expect(proposalById(world.applicant, open)).rejects.toThrow(NotFound)
    })

    it('an author who left writes in it no more', async () => {
      const id = await written(world, world.kees)
      await leave(world.kees, world.communityId)
      await expect(saveText(world.kees, id, { ...text, title: 'Anders', base: 1, why: '' })).rejects.toThrow(
        NotAllowed,
      )
    })
  })

  describe('doing', () => {
    let id: string
    beforeEach(async () => {
      id = await written(world)
      await support(world.kees, id)
      await decide(id, 1)
    })

    it('has steps that members add and tick', async () => {
      const step = { id: newId(), words: 'Hout kopen', who: 'Noor', due: '2026-06-20' }
      await onlyMembers((who) => addStep(who, id, { ...step, id: newId() }))
      await addStep(world.kees, id, step)
      await addStep(world.kees, id, step)
      await onlyMembers((who) => tickStep(who, id, step.id, true))
      await tickStep(world.aylin, id, step.id, true)
      await tickStep(world.aylin, id, step.id, true)
      const { steps } = await doingOf(world.noor, await proposalById(world.noor, id))
      expect(steps).toMatchObject([{ words: 'Hout kopen', who: 'Noor', due: '2026-06-20' }])
      expect(steps[0]!.done).toBeInstanceOf(Date)
      await tickStep(world.aylin, id, step.id, false)
      await expect(tickStep(world.aylin, id, newId(), true)).rejects.toThrow(NotFound)
    })

    it.each(['2026-02-31', '0000-01-01', '+012026-01-01'])(
      'has no step for a day that does not exist: %s',
      async (due) => {
        const noor = await site.signedIn(world.noor.viewer.id)
        const answer = await noor.post(`/voorstel/${id}/stappen`, { words: 'Hout kopen', who: '', due })
        expect(answer.status).toBe(422)
        const page = await answer.text()
        expect(page).toContain('Die dag bestaat niet')
        expect(page).toContain('Hout kopen')
      },
    )

    it('is told by its author to who supports it, once', async () => {
      const told = { id: newId(), kind: 'progress', party: '', words: 'Het hout is er.' } as const
      await onlyAuthor((who) => report(who, id, told))
      await report(world.noor, id, told)
      await report(world.noor, id, told)
      const { reports } = await doingOf(world.kees, await proposalById(world.kees, id))
      expect(reports).toMatchObject([{ words: 'Het hout is er.', by: 'Noor' }])
      expect((await kindsOf(world.kees)).filter((kind) => kind === 'proposal.progress')).toHaveLength(1)
      await expect(
        report(world.noor, id, { ...told, id: newId(), kind: 'sent', party: 'Wethouder' }),
      ).rejects.toThrow(Conflict)
    })

    it('ends once, by its author, with words that do not change', async () => {
      const told = { result: 'realised', worked: 'Ja.', failed: '', lesson: '' } as const
      await onlyAuthor((who) => tellOutcome(who, id, told))
      await expect(tellOutcome(world.noor, id, { ...told, worked: '' })).rejects.toThrow(Invalid)
      await tellOutcome(world.noor, id, told)
      await tellOutcome(world.noor, id, { ...told, worked: 'Iets anders.' })
      expect(await proposalById(world.noor, id)).toMatchObject({ stage: 'realised', worked: 'Ja.' })
      expect(await kindsOf(world.kees)).toContain('proposal.done')
      await expect(addStep(world.kees, id, { words: 'Nog iets', who: '', due: '' })).rejects.toThrow(Conflict)
    })
  })

  describe('withdrawing', () => {
    it('is for its author, with a reason that its supporters hear', async () => {
      const id = await written(world)
      await support(world.kees, id)
      await onlyAuthor((who) => withdrawProposal(who, id, 'Toch niet.'))
      await expect(withdrawProposal(world.noor, id, ' ')).rejects.toThrow(Invalid)
      await withdrawProposal(world.noor, id, 'De gemeente doet het al.')
      await withdrawProposal(world.noor, id, 'Nog eens.')
      expect(await kindsOf(world.kees)).toContain('proposal.withdrawn')
      const proposal = await proposalById(world.kees, id)
      expect((await wayOf(world.kees, proposal)).entered.at(-1)).toMatchObject({
        stage: 'withdrawn',
        why: 'De gemeente doet het al.',
      })
      await expect(support(world.aylin, id)).rejects.toThrow(Conflict)
    })
  })

  it('asks who is not signed in to do so first', async () => {
    const id = await idea(world)
    const answer = await site.visitor().get(`/voorstel/${id}`)
    expect(answer.headers.get('location')).toContain('/log-in')
    await expect(openTalk(visitor(services), await idea(world))).rejects.toThrow(NotFound)
    await expect(
      makeProposal(visitor(services), { where: { communityId: world.communityId }, title: 'a', idea: 'b' }),
    ).rejects.toThrow(SignInNeeded)
  })
})
