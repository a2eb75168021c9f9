import { sql } from 'drizzle-orm'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { newViewer, testServices, visitor, type TestServices } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import { row } from '../../platform/db/store.ts'
import { noticesOf, type ViewerContext } from '../residents/index.ts'
import { castBallot } from './actions/cast.ts'
import { appointTeller, enterPaper, giveToPaper, makePapers } from './actions/paper.ts'
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
    await appointTeller(teller, id, second.viewer.id)
    return id
  }
  const code = async (id: string) => (await makePapers(teller, id, 1))[0]!
  const close = async () => {
    services.pass(8 * day)
    await tendDecisions(visitor(services))
  }

  it('count when two tellers read the same, and once', async () => {
    const id = await opened('closed')
    await giveToPaper(teller, id, voter.viewer.id)
    expect((await noticesOf(voter)).map(({ kind }) => kind)).toContain('decision.paper')
    const paper = { code: await code(id), choice: [1] }
    expect(await enterPaper(teller, id, paper)).toBe(false)
    await expect(enterPaper(teller, id, paper)).rejects.toMatchObject({ code: 'paperSecond' })
    expect(await enterPaper(second, id, paper)).toBe(true)
    await expect(enterPaper(second, id, paper)).rejects.toMatchObject({ code: 'paperUsed' })
    await close()
    expect(await decisionById(teller, id)).toMatchObject({
      voices: 1,
      electorate: 13,
      result: { verdict: 'adopted' },
    })
    expect(
      await row(store().db, sql`select 1 from decision_papers where decision_id = ${id}`),
    ).toBeUndefined()
  })

  it('count for nobody when the two read something else, and can be entered anew', async () => {
    const id = await opened('closed')
    await giveToPaper(teller, id, voter.viewer.id)
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
      await giveToPaper(teller, id, voter.viewer.id)
      await expect(castBallot(voter, id, [1])).rejects.toMatchObject({ code: 'votedOnPaper' })
      await castBallot(world.members[2]!, id, [1])
      await expect(giveToPaper(teller, id, world.members[2]!.viewer.id)).rejects.toMatchObject({
        code: form === 'open' ? 'paperVoted' : 'votedAlready',
      })
      const both = await Promise.allSettled([
        castBallot(world.members[3]!, id, [1]),
        giveToPaper(teller, id, world.members[3]!.viewer.id),
      ])
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
  })

  it('are never more than people who were given one', async () => {
    const id = await opened('closed')
    await giveToPaper(teller, id, voter.viewer.id)
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
    await giveToPaper(teller, id, voter.viewer.id)
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
      await expect(giveToPaper(who, id, voter.viewer.id)).rejects.toMatchObject({ code: 'tellersOnly' })
      await expect(enterPaper(who, id, { code: '0'.repeat(10), choice: [1] })).rejects.toMatchObject({
        code: 'tellersOnly',
      })
      await expect(appointTeller(who, id, voter.viewer.id)).rejects.toMatchObject({ code: 'openerOnly' })
    }
    await expect(appointTeller(teller, id, stranger.viewer.id)).rejects.toMatchObject({
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
    expect((await browser.post(`${paper}/wie`, { person: voter.viewer.id })).status).toBe(303)
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
