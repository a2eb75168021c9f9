import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import {
  newTown,
  newViewer,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { after, day } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { NotAllowed, TooMany } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { areasByIds } from '../areas/index.ts'
import { castBallot, closeDecision } from '../decisions/index.ts'
import { caseOf, competenceBySlug, contest, ensureCompetences } from '../levels/index.ts'
import { askQuestion } from '../opinions/index.ts'
import { noticesOf, type Level, type ViewerContext } from '../residents/index.ts'
import { report, withdrawProposal } from './actions/doing.ts'
import { makeProposal, openTalk } from './actions/make.ts'
import { answerMerge, askMerge } from './actions/merge.ts'
import { support } from './actions/support.ts'
import { saveText } from './actions/text.ts'
import { openVote } from './actions/vote.ts'
import { proposalById } from './proposal.ts'
import { idea, newWorld, text, written } from './test-support.ts'

/** The table that comes with the program. */
const seeds = fileURLToPath(new URL('../../../db/seeds/competences.json', import.meta.url))

onEachEngine('proposals and where they lie', (store) => {
  let services: TestServices
  let site: Site
  let town: Town
  let bump: number
  beforeEach(async () => {
    services = testServices(store())
    site = new Site(services)
    await store().db.execute(sql`delete from limits`)
    await ensureCompetences(visitor(services), seeds)
    town = await newTown(visitor(services))
    bump = (await competenceBySlug(visitor(services), 'drempel')).id
  })
  const neighbour = (level: Level = 'verified') => newViewer(visitor(services), { level, place: town.home })
  const neighbours = (count: number) => Promise.all(Array.from({ length: count }, () => neighbour()))
  const kindsOf = async (who: ViewerContext) => (await noticesOf(who)).map(({ kind }) => kind)
  const raise = async (who: ViewerContext, competenceId = bump) => {
    const id = await makeProposal(who, {
      where: { areaIds: [town.street], competenceId },
      title: 'Een drempel bij de school',
      idea: 'Auto’s rijden hier te hard.',
    })
    await openTalk(who, id)
    return id
  }

  it('becomes a case at its level, which points at it and goes when it is withdrawn', async () => {
    const who = await neighbour('assured')
    const id = await raise(who)
    expect(await caseOf(who, id)).toMatchObject({ href: `/voorstel/${id}` })
    const proposal = await proposalById(visitor(services), id)
    expect(proposal).toMatchObject({ community: undefined, level: { say: 'advice' }, own: false })
    const away = await newViewer(visitor(services), { level: 'assured' })
    await expect(support(away, id)).rejects.toMatchObject({ code: 'proposalResidents' })
    await expect(raise(away)).rejects.toThrow(NotAllowed)
    await withdrawProposal(who, id, 'Het staat al in het plan.')
    expect((await caseOf(who, id)).withdrawn).not.toBeNull()
  })

  it('moves with its case, and so does what is said about it', async () => {
    const who = await neighbour('assured')
    const others = await neighbours(8)
    const id = await raise(who)
    const browser = await site.signedIn(who.viewer.id)
    await browser.post(`/gesprek/over/proposal/${id}`, { words: 'Wie telt mee?', do: 'send' })
    for (const each of others.slice(0, 5)) await contest(each, id, 'higher')
    const proposal = await proposalById(who, id)
    expect(proposal.level!.area.id).toBe(town.buurt)
    const talk = await row<{ area: number }>(
      store().db,
      sql`select area_id as area from conversations where about_id = ${id}`,
    )
    expect(talk).toEqual({ area: town.buurt })
    const page = await (await browser.get(`/voorstel/${id}`)).text()
    expect(page).toContain('Het verhuisde')
    expect(page).toContain('Wie telt mee?')
  })

  it('is voted on by assured residents once enough support it, stands still, and ends in an advice', async () => {
    const who = await neighbour('assured')
    const others = await neighbours(4)
    const id = await raise(who)
    await saveText(who, id, { ...text, base: 0, why: '' })
    const asked = {
      id: newId(),
      method: 'majority',
      form: 'open',
      closes: after(services.clock.now(), day),
    } as const
    await expect(openVote(who, id, asked)).rejects.toMatchObject({ code: 'proposalSupport' })
    for (const each of others.slice(0, 3)) await support(each, id)
    await openVote(who, id, asked)
    expect((await caseOf(who, id)).frozen).not.toBeNull()
    await castBallot(who, asked.id, [1])
    services.pass(2 * day)
    await closeDecision(visitor(services), asked.id)
    await site.deliver()
    expect((await proposalById(who, id)).stage).toBe('doing')
    await report(who, id, { kind: 'sent', party: 'De wethouder', words: 'Op het spreekuur gegeven.' })
    await report(who, id, { kind: 'answer', party: 'De wethouder', words: 'Volgend jaar.' })
    expect(await kindsOf(others[0]!)).toEqual(expect.arrayContaining(['proposal.sent', 'proposal.answer']))
    const page = await (await site.visitor().get(`/voorstel/${id}`)).text()
    expect(page).toContain('Gebracht aan De wethouder')
    expect(page).toContain('Antwoord van De wethouder')
    expect(page).not.toContain('Wat doen we?')
  })

  it('merged takes along the case of one, and the other is asked no more', async () => {
    const who = await neighbour('assured')
    const neighbourToo = await neighbour('assured')
    const [from, to] = [await raise(who), await raise(neighbourToo)]
    await askMerge(who, from, to, '')
    const asked = await row<{ id: string }>(
      store().db,
      sql`select id from proposal_merges where from_id = ${from}`,
    )
    const { into } = await answerMerge(neighbourToo, asked!.id, true)
    expect((await caseOf(who, from)).withdrawn).not.toBeNull()
    expect((await caseOf(who, to)).withdrawn).toBeNull()
    // Whichever of its two authors withdraws it, its case goes with it.
    await withdrawProposal(who, into!, 'Het staat al in het plan.')
    expect((await caseOf(who, to)).withdrawn).not.toBeNull()
  })

  it('of an advice much is told about, it stays said to whom it went', async () => {
    const who = await neighbour('assured')
    const id = await raise(who)
    await saveText(who, id, { ...text, base: 0, why: '' })
    await store().db.execute(sql`update proposals set stage = 'doing' where id = ${id}`)
    await report(who, id, { kind: 'sent', party: 'De wethouder', words: 'Op het spreekuur gegeven.' })
    for (let n = 0; n < 31; n++) {
      services.pass(1000)
      await report(who, id, { kind: 'progress', party: '', words: `Bericht ${n}.` })
    }
    const page = await (await site.visitor().get(`/voorstel/${id}`)).text()
    expect(page).toContain('Het advies is weggebracht')
    expect(page).toContain('Gebracht aan De wethouder')
  })

  it('an idea of a community is laid before more neighbours by the compass, with its words', async () => {
    const world = await newWorld(services, { place: town.home })
    const id = await written(world)
    const noor = await site.signedIn(world.noor.viewer.id)
    const street = (await areasByIds(world.noor, [town.street]))[0]!
    const choice = `gebied=${encodeURIComponent(street.code)}&thema=bankje-op-de-stoep&met=van-${id}`
    const compass = await (await noor.get(`/niveaukompas?${choice}`)).text()
    const next = /href="(\/voorstellen\/nieuw[^"]*)"/.exec(compass)![1]!.replaceAll('&amp;', '&')
    expect(await (await noor.get(next)).text()).toContain(text.title)
    const answer = await noor.post(next, {
      met: `van-${id}`,
      title: text.title,
      idea: 'Voor de hele straat.',
    })
    const made = await proposalById(
      world.noor,
      /voorstel\/([0-9a-f-]{36})/.exec(answer.headers.get('location')!)![1]!,
    )
    expect(made).toMatchObject({ originId: id, body: text.body, community: undefined })
    expect(made.level!.area.id).toBe(town.street)
  })

  it('an idea takes along what an opinion map found', async () => {
    const world = await newWorld(services)
    const question = await askQuestion(world.noor, {
      title: 'Hoe zien we het plein?',
      about: '',
      seeds: ['Er komt een bank.', 'Er komt water.'],
      screened: false,
      ends: after(services.clock.now(), 30 * day),
      where: { communityId: world.communityId },
    })
    const ids = await rows<{ id: string; text: string }>(
      store().db,
      sql`select id, text from opinion_statements where question_id = ${question}`,
    )
    const idOf = (words: string) => ids.find((each) => each.text === words)!.id
    const published = {
      people: 20,
      statements: [],
      groups: [],
      shared: [{ id: idOf('Er komt een bank.'), side: 'agree' }],
      splits: [idOf('Er komt water.')],
      places: [],
    }
    await store().db.execute(
      sql`insert into opinion_maps (question_id, made, people, published) values (${question}, ${services.clock.now().toISOString()}, 20, ${JSON.stringify(published)}::jsonb)`,
    )
    const noor = await site.signedIn(world.noor.viewer.id)
    const page = await (
      await noor.get(`/voorstellen/nieuw?leefomgeving=${world.slug}&met=vraag-${question}`)
    ).text()
    expect(page).toContain('Bijna iedereen vindt: Er komt een bank.')
    expect(page).toContain('Hier lopen we uiteen: Er komt water.')
    const answer = await noor.post(`/voorstellen/nieuw?leefomgeving=${world.slug}`, {
      met: `vraag-${question}`,
      title: 'Een bank',
      idea: 'Bijna iedereen wil het.',
    })
    const made = await proposalById(
      world.noor,
      /voorstel\/([0-9a-f-]{36})/.exec(answer.headers.get('location')!)![1]!,
    )
    expect(made.questionId).toBe(question)
    // Who may not read the question takes nothing from it.
    const stranger = await newWorld(services, { access: 'besloten' })
    const refused = await (
      await site.signedIn(stranger.noor.viewer.id)
    ).get(`/voorstellen/nieuw?leefomgeving=${stranger.slug}&met=vraag-${newId()}`)
    expect(refused.status).toBe(404)
  })

  it('nobody makes more than ten a day', async () => {
    const world = await newWorld(services)
    for (let n = 0; n < 10; n++) await idea(world)
    await expect(idea(world)).rejects.toThrow(TooMany)
  })
})
