import { sql } from 'drizzle-orm'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { newViewer, testServices, visitor, type TestServices } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import { row } from '../../platform/db/store.ts'
import { block, noticesOf, type ViewerContext } from '../residents/index.ts'
import { castBallot } from './actions/cast.ts'
import {
  acceptTeller,
  askForPaper,
  askTeller,
  enterPaper,
  makePapers,
  paperVoters,
  tellersOf,
} from './actions/paper.ts'
import { tendDecisions } from './actions/tend.ts'
import { decisionById } from './decision.ts'
import { namedBallots } from './queries/about.ts'
import { ask, newWorld, type World } from './test-support.ts'

onEachEngine('ballots of paper', (store) => {
  let services: TestServices
  let site: Site
  let world: World
  let teller: ViewerContext
  let second: ViewerContext
  let voter: ViewerContext
  beforeAll(() => {
    services = testServices(store())
    site = new Site(services)
  })
  beforeEach(async () => {
    await store().db.execute(sql`delete from limits`)
    world = await newWorld(services, { members: 12 })
    teller = world.founder
    ;[second, voter] = world.members as [ViewerContext, ViewerContext]
  })
  const opened = async (form: 'open' | 'closed') => {
    const id = await ask(world, { form })
    await askTeller(teller, id, second.viewer.id)
    await acceptTeller(second, id)
    return id
  }
  const code = async (id: string) => (await makePapers(teller, id, 1))[0]!
  const close = async () => {
    services.pass(8 * day)
    await tendDecisions(visitor(services))
  }

  it('count when two tellers read the same, and once', async () => {
    const id = await opened('closed')
    await askForPaper(voter, id)
    for (const n of [2, 3]) await castBallot(world.members[n]!, id, [1])
    const paper = { code: await code(id), choice: [1] }
    expect(await enterPaper(teller, id, paper)).toBe(false)
    await expect(enterPaper(teller, id, paper)).rejects.toMatchObject({ code: 'paperSecond' })
    expect(await enterPaper(second, id, paper)).toBe(true)
    await expect(enterPaper(second, id, paper)).rejects.toMatchObject({ code: 'paperUsed' })
    await close()
    expect(await decisionById(teller, id)).toMatchObject({
      voices: 3,
      electorate: 13,
      result: { verdict: 'adopted' },
    })
    expect(
      await row(store().db, sql`select 1 from decision_papers where decision_id = ${id}`),
    ).toBeUndefined()
  })

  it('count for nobody when the two read something else, and can be entered anew', async () => {
    const id = await opened('closed')
    await askForPaper(voter, id)
    const paper = await code(id)
    await enterPaper(teller, id, { code: paper, choice: [1] })
    await expect(enterPaper(second, id, { code: paper, choice: [0] })).rejects.toMatchObject({
      code: 'paperDiffers',
    })
    expect(await enterPaper(second, id, { code: paper, choice: [0] })).toBe(false)
    expect(await enterPaper(teller, id, { code: paper, choice: [0] })).toBe(true)
  })

  it('leave one voice for each person: on paper or on a screen', async () => {
    for (const form of ['open', 'closed'] as const) {
      const id = await opened(form)
      await castBallot(world.members[2]!, id, [1])
      await expect(askForPaper(world.members[2]!, id)).rejects.toMatchObject({
        code: form === 'open' ? 'paperVoted' : 'votedAlready',
      })
      await Promise.allSettled([castBallot(world.members[3]!, id, [1]), askForPaper(world.members[3]!, id)])
      // Whichever came first: they vote on a screen once, and no more.
      await castBallot(world.members[3]!, id, [1]).catch(() => {})
      await close()
      expect(await decisionById(teller, id)).toMatchObject({ voices: 2 })
      services.pass(-8 * day)
    }
  })

  it('take away nobody’s vote: who asked for one votes on a screen after all, and that goes before paper', async () => {
    const id = await opened('open')
    await askForPaper(voter, id)
    const paper = { code: await code(id), choice: [0], residentId: voter.viewer.id }
    await enterPaper(teller, id, paper)
    await enterPaper(second, id, paper)
    await castBallot(voter, id, [1])
    const again = { ...paper, code: await code(id) }
    await enterPaper(teller, id, again)
    await expect(enterPaper(second, id, again)).rejects.toMatchObject({ fields: { person: 'personMissing' } })
    expect(await namedBallots(voter, await decisionById(voter, id))).toMatchObject([{ choice: [1] }])
  })

  it('lapse in the closed form for who votes on a screen, as long as one was not counted', async () => {
    const id = await opened('closed')
    const [, , one, two] = world.members as ViewerContext[]
    for (const who of [voter, one!, two!]) await askForPaper(who, id)
    const papers = await makePapers(teller, id, 3)
    for (const who of [teller, second]) await enterPaper(who, id, { code: papers[0]!, choice: [1] })
    // Two are not counted: two can still vote on a screen, also at the same moment, and the third cannot.
    await Promise.all([castBallot(voter, id, [1]), castBallot(one!, id, [1])])
    await expect(castBallot(two!, id, [0])).rejects.toMatchObject({ code: 'votedOnPaper' })
    await enterPaper(teller, id, { code: papers[1]!, choice: [1] })
    await expect(enterPaper(second, id, { code: papers[1]!, choice: [1] })).rejects.toMatchObject({
      code: 'paperTooMany',
    })
    await close()
    expect(await decisionById(teller, id)).toMatchObject({ state: 'decided', voices: 3 })
  })

  it('are asked for by the voter alone, and entered with a teller who said yes', async () => {
    const id = await ask(world, { form: 'closed' })
    await askTeller(teller, id, second.viewer.id)
    await askTeller(teller, id, second.viewer.id)
    expect((await noticesOf(second)).filter(({ kind }) => kind === 'decision.teller')).toHaveLength(1)
    await expect(makePapers(second, id, 1)).rejects.toMatchObject({ code: 'tellersOnly' })
    await expect(acceptTeller(voter, id)).rejects.toMatchObject({ code: 'tellersOnly' })
    const browser = await site.signedIn(second.viewer.id)
    expect(await (await browser.get(`/besluit/${id}`)).text()).toContain('Wil je teller zijn?')
    expect((await browser.post(`/besluit/${id}/papier/ja`, {})).status).toBe(303)
    // Both agree, and nobody asked for paper: nothing of theirs counts.
    const paper = { code: await code(id), choice: [1] }
    await enterPaper(teller, id, paper)
    await expect(enterPaper(second, id, paper)).rejects.toMatchObject({ code: 'paperTooMany' })
    const stranger = await newViewer(visitor(services), { level: 'assured' })
    await expect(askForPaper(stranger, id)).rejects.toMatchObject({ code: 'votersOnly' })
    const helped = {
      ...voter,
      viewer: { ...voter.viewer, helper: { id: stranger.viewer.id, displayName: 'Hulp', may: [] } },
    }
    await expect(askForPaper(helped, id)).rejects.toMatchObject({ code: 'helperMayNot' })
  })

  it('name nobody to tellers whom they blocked', async () => {
    const id = await opened('open')
    await askForPaper(voter, id)
    await block(voter, second.viewer.id)
    await block(teller, second.viewer.id)
    expect(await paperVoters(second, await decisionById(second, id))).toMatchObject([{ name: null }])
    await askTeller(teller, id, voter.viewer.id)
    expect(await tellersOf(second, await decisionById(second, id))).toEqual([
      { name: second.viewer.displayName, accepted: true },
    ])
  })

  it('are never more than people who asked for one', async () => {
    const id = await opened('closed')
    await askForPaper(voter, id)
    await askForPaper(voter, id)
    const papers = await makePapers(teller, id, 2)
    for (const [n, paper] of papers.entries()) {
      await enterPaper(teller, id, { code: paper, choice: [1] })
      const counted = enterPaper(second, id, { code: paper, choice: [1] })
      if (n === 0) expect(await counted).toBe(true)
      else await expect(counted).rejects.toMatchObject({ code: 'paperTooMany' })
    }
  })

  it('have a name in the open form, of somebody who votes on paper', async () => {
    const id = await opened('open')
    await askForPaper(voter, id)
    const paper = { code: await code(id), choice: [0], residentId: voter.viewer.id }
    const wrong = { ...paper, code: await code(id), residentId: world.members[5]!.viewer.id }
    await enterPaper(teller, id, wrong)
    await expect(enterPaper(second, id, wrong)).rejects.toMatchObject({ fields: { person: 'personMissing' } })
    await enterPaper(teller, id, paper)
    await enterPaper(second, id, paper)
    const ballots = await namedBallots(teller, await decisionById(teller, id))
    expect(ballots).toMatchObject([{ name: voter.viewer.displayName, choice: [0] }])
  })

  it('are handled by tellers alone', async () => {
    const id = await opened('closed')
    const stranger = await newViewer(visitor(services), { level: 'assured' })
    for (const who of [voter, stranger]) {
      await expect(makePapers(who, id, 1)).rejects.toMatchObject({ code: 'tellersOnly' })
      await expect(enterPaper(who, id, { code: '0'.repeat(10), choice: [1] })).rejects.toMatchObject({
        code: 'tellersOnly',
      })
      await expect(askTeller(who, id, voter.viewer.id)).rejects.toMatchObject({ code: 'openerOnly' })
    }
    await expect(askTeller(teller, id, stranger.viewer.id)).rejects.toMatchObject({
      fields: { person: 'personMissing' },
    })
    await expect(enterPaper(teller, id, { code: '0'.repeat(10), choice: [1] })).rejects.toMatchObject({
      code: 'paperUnknown',
    })
    const browser = await site.signedIn(voter.viewer.id)
    expect((await browser.get(`/besluit/${id}/papier`)).status).toBe(403)
  })

  it('come as pages to print and are entered by forms', async () => {
    const id = await opened('closed')
    const browser = await site.signedIn(teller.viewer.id)
    const paper = `/besluit/${id}/papier`
    expect((await browser.get(paper)).status).toBe(200)
    const asks = await site.signedIn(voter.viewer.id)
    expect(await (await asks.get(`/besluit/${id}`)).text()).toContain('Liever op papier?')
    expect((await asks.post(`${paper}/vraag`, {})).status).toBe(303)
    expect(await (await asks.get(`/besluit/${id}`)).text()).toContain('Je vroeg een biljet van papier')
    expect(await (await browser.get(paper)).text()).toContain('Buur 2')
    // Nobody writes down another.
    expect((await browser.post(`${paper}/wie`, { person: voter.viewer.id })).status).toBe(404)
    const pdf = await browser.post(`${paper}/biljetten.pdf`, { count: '2' })
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const text = await textIn(new Uint8Array(await pdf.arrayBuffer()))
    expect(text).toContain('Zetten we een bankje neer?')
    const printed = /\b([0-9A-Z]{5} [0-9A-Z]{5})\b/.exec(text)![1]!
    expect((await browser.post(`${paper}/invoer`, { code: 'kort', choice: 'yes' })).status).toBe(422)
    expect((await browser.post(`${paper}/invoer`, { code: printed })).status).toBe(422)
    expect(
      (await browser.post(`${paper}/invoer`, { code: printed.toLowerCase(), choice: 'yes' })).headers.get(
        'location',
      ),
    ).toContain('klaar=eerste')
    const other = await site.signedIn(second.viewer.id)
    expect(
      (await other.post(`${paper}/invoer`, { code: printed, choice: 'yes' })).headers.get('location'),
    ).toContain('klaar=geteld')
    expect((await browser.post(`${paper}/biljetten.pdf`, { count: '99' })).status).toBe(422)
  })

  it('make a decision on paper with its fingerprint', async () => {
    const id = await opened('open')
    await castBallot(voter, id, [1])
    await close()
    const browser = await site.signedIn(voter.viewer.id)
    const answer = await browser.get(`/besluit/${id}/besluit.pdf`)
    expect(answer.status).toBe(200)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(Buffer.from(bytes).toString('latin1')).toContain('pdfuaid:part')
    const text = await textIn(bytes)
    expect(text).toContain('Het gaat door')
    expect(text.replace(/\s/g, '')).toContain((await decisionById(voter, id)).digest)
  })
})

async function textIn(bytes: Uint8Array): Promise<string> {
  const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, n) => {
      const { items } = await (await pdf.getPage(n + 1)).getTextContent()
      return items.map((item) => ('str' in item ? item.str : '')).join(' ')
    }),
  )
  return pages.join('\n')
}
