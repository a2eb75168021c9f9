import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { hour, minute } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { keysFrom } from '../../platform/crypto.ts'
import type { ViewerContext } from '../residents/index.ts'
import { answerStatement } from './actions/answer.ts'
import { closeQuestion } from './actions/ask.ts'
import { addStatement, judgeStatement } from './actions/state.ts'
import { leaveOpinions } from './leave.ts'
import { ownMark } from './marks.ts'
import { questionById } from './question.ts'
import { newsSince } from './queries/lists.ts'
import { resultOf } from './queries/question.ts'
import type { Answer } from './rules/limits.ts'
import { tendOpinions } from './tend.ts'
import { answerAll, newSquare, seeds, statementIds, type Square } from './test-support.ts'

onEachEngine('what is told of opinions', (store) => {
  let at: Square
  const people: ViewerContext[] = []

  /** What somebody of one of two camps says of each seed: of the last all think alike. */
  const says = (n: number): Answer[] =>
    seeds.map((_, s) =>
      s === seeds.length - 1
        ? 'agree'
        : s === n % 7
          ? 'pass'
          : (n % 2 === 0) === (s % 2 === 0)
            ? 'agree'
            : 'disagree',
    )
  const tend = async () => {
    at.services.pass(minute)
    await tendOpinions(at.ctx)
  }
  const result = async (question = at.question) => resultOf(at.ctx, await questionById(at.member, question))

  beforeAll(async () => {
    at = await newSquare(store())
    for (let n = 0; n < 27; n++) people.push(await at.joining(`Buur ${n}`))
  }, 60_000)

  it('waits for five people, and shows no groups below fifteen', async () => {
    for (const [n, who] of people.slice(0, 4).entries()) await answerAll(at, who, at.question, says(n))
    await tend()
    expect(await result()).toBeUndefined()
    await answerAll(at, people[4]!, at.question, says(4))
    await tend()
    const { published } = (await result())!
    expect([published.people, published.groups, published.places]).toEqual([5, [], []])
    expect(published.statements.length).toBeGreaterThan(0)
    const question = await questionById(at.member, at.question)
    expect(question.mapped).toBe(false)
  })

  it('does not change by one more person, nor by four', async () => {
    const before = await result()
    for (const [n, who] of people.slice(5, 9).entries()) {
      await answerAll(at, who, at.question, says(n + 5))
      await tend()
      expect(await result()).toEqual(before)
    }
    await answerAll(at, people[9]!, at.question, says(9))
    await tend()
    expect((await result())!.published.people).toBe(10)
  })

  it('does not change by people who change their minds, however often', async () => {
    const before = await result()
    for (let n = 0; n < 10; n++)
      await answerAll(
        at,
        people[n]!,
        at.question,
        says(n).map((answer) => (answer === 'agree' ? 'disagree' : 'agree')),
      )
    at.services.pass(3 * hour)
    await tend()
    expect(await result()).toEqual(before)
    for (let n = 0; n < 10; n++) await answerAll(at, people[n]!, at.question, says(n))
  })

  it('shows the groups from fifteen people on, what they share and where they part', async () => {
    for (let n = 10; n < 20; n++) await answerAll(at, people[n]!, at.question, says(n))
    await tend()
    const { published, texts } = (await result())!
    expect(published.people).toBe(20)
    expect(published.groups.length).toBeGreaterThanOrEqual(2)
    for (const { people: size } of published.groups) expect(size).toBeGreaterThanOrEqual(5)
    // By how much a count is moved depends on ids that are others each time; what is shared and where it parts is held in
    // rules/attack.test.ts.
    const last = published.statements.find(({ id }) => texts.get(id) === seeds.at(-1))!
    expect(last.agree).toBeGreaterThanOrEqual(6)
    expect((await questionById(at.member, at.question)).mapped).toBe(true)
    const now = at.services.clock.now().getTime()
    const news = await newsSince(at.ctx, [at.id], new Date(now - hour), new Date(now))
    expect(news).toMatchObject([{ kind: 'question.mapped', by: null, count: 1 }])
    const page = await (
      await (await new Site(at.services).signedIn(at.member.viewer.id)).get(`/vraag/${at.question}`)
    ).text()
    expect(page).toContain('Groep A')
    expect(page).toContain('Wat bijna iedereen deelt')
  })

  it('is made at most once, also by two rounds at the same moment, and again only when enough is new', async () => {
    const before = (await result())!
    for (let n = 20; n < 25; n++) await answerAll(at, people[n]!, at.question, says(n))
    at.services.pass(minute)
    await Promise.all([tendOpinions(at.ctx), tendOpinions(at.ctx)])
    const after = (await result())!
    expect(after.published.people).toBe(25)
    expect(after.made > before.made).toBe(true)
    await tend()
    expect((await result())!.made).toEqual(after.made)
    expect(
      await rows(store().db, sql`select 1 from opinion_dirty where question_id = ${at.question}`),
    ).toEqual([])
  })

  it('tells the same to everybody: visitor aside, member, host, manager and steward', async () => {
    const open = await newSquare(store(), 'internet')
    for (let n = 0; n < 16; n++) await answerAll(open, await open.joining(), open.question, says(n))
    open.services.pass(minute)
    await tendOpinions(open.ctx)
    const site = new Site(open.services)
    const tables = []
    for (const who of [open.member, open.host, open.manager, open.steward, open.stranger]) {
      const html = await (
        await (await site.signedIn(who.viewer.id)).get(`/vraag/${open.question}/tabel`)
      ).text()
      tables.push(/<table[\s\S]*<\/table>/.exec(html)![0])
    }
    const asVisitor = await (await site.visitor().get(`/vraag/${open.question}/tabel`)).text()
    expect(asVisitor).toContain(seeds[0])
    expect(new Set([...tables, /<table[\s\S]*<\/table>/.exec(asVisitor)![0]]).size).toBe(1)
    for (const path of ['', '/tabel', '/beheer']) {
      const html = await (
        await (await site.signedIn(open.host.viewer.id)).get(`/vraag/${open.question}${path}`)
      ).text()
      const marks = await rows<{ mark: string }>(store().db, sql`select mark from opinion_takers`)
      for (const { mark } of marks) expect(html).not.toContain(mark)
      expect(html).not.toContain(open.member.viewer.id)
    }
  })

  it('tells five who answer more and change their minds day after day nothing new, in ever fewer maps', async () => {
    const mine = await newSquare(store())
    const some = await Promise.all(Array.from({ length: 12 }, () => mine.joining()))
    const [target, ...rest] = await statementIds(mine, mine.question)
    for (const [n, who] of some.entries())
      await answerStatement(who, mine.question, target!, n % 2 === 0 ? 'agree' : 'disagree')
    const read = async () => {
      await tendOpinions(mine.ctx)
      const { made, published } = (await resultOf(mine.ctx, await questionById(mine.member, mine.question)))!
      return { made: made.toISOString(), of: published.statements.find(({ id }) => id === target) }
    }
    const before = await read()
    const made = new Set<string>()
    for (const [n, other] of rest.entries()) {
      for (const [p, who] of some.slice(0, 5).entries()) {
        const answer = (['agree', 'disagree', 'pass', 'later'] as const)[(p + n) % 4]!
        await answerStatement(who, mine.question, target!, answer)
        await answerStatement(who, mine.question, other, 'pass')
      }
      for (let part = 0; part < 4; part++) {
        mine.services.pass(6 * hour)
        const after = await read()
        made.add(after.made)
        expect(after.of).toEqual(before.of)
      }
    }
    made.delete(before.made)
    // In seven days: after one, after two more, and after four more.
    expect([rest.length, made.size]).toEqual([7, 3])
    // New people do bring a new figure; who was there before is no new person.
    const figure = async () =>
      (await row<{ asked: number }>(
        store().db,
        sql`select (memory->'figures'->${target}::text->>'asked')::int as asked from opinion_maps where question_id = ${mine.question}`,
      ))!.asked
    expect(await figure()).toBe(12)
    for (let n = 0; n < 5; n++) await answerStatement(await mine.joining(), mine.question, target!, 'agree')
    mine.services.pass(minute)
    await read()
    expect(await figure()).toBe(17)
  })

  it('makes the last map as soon as a question closes, also where one was waiting', async () => {
    const mine = await newSquare(store())
    const some = await Promise.all(Array.from({ length: 6 }, () => mine.joining()))
    const [one, two] = await statementIds(mine, mine.question)
    for (const who of some) await answerStatement(who, mine.question, one!, 'agree')
    await tendOpinions(mine.ctx)
    for (const who of some) await answerStatement(who, mine.question, two!, 'agree')
    const told = async () => {
      mine.services.pass(minute)
      await tendOpinions(mine.ctx)
      const { published } = (await resultOf(mine.ctx, await questionById(mine.member, mine.question)))!
      return published.statements.map(({ id }) => id).toSorted()
    }
    expect(await told()).toEqual([one])
    // While it waits, its votes are not read again each minute.
    const next = (await row<{ since: Date }>(
      store().db,
      sql`select since from opinion_dirty where question_id = ${mine.question}`,
    ))!
    expect(new Date(next.since).getTime() - mine.services.clock.now().getTime()).toBeGreaterThan(23 * hour)
    await closeQuestion(mine.host, mine.question, '')
    expect(await told()).toEqual([one!, two!].toSorted())
  })

  it('drops a rejected statement at once, and counts it no more', async () => {
    const [first] = await statementIds(at, at.question)
    await judgeStatement(at.host, at.question, {
      statementId: first!,
      verdict: 'rejected',
      why: 'Twee vragen in één',
    })
    const { published, texts } = (await result())!
    expect([published.statements.some(({ id }) => id === first), texts.has(first!)]).toEqual([true, false])
    const browser = await new Site(at.services).signedIn(at.member.viewer.id)
    const html = await (await browser.get(`/vraag/${at.question}/tabel`)).text()
    expect(html.match(/<th scope="row">/g)).toHaveLength(seeds.length - 1)
    expect(html).toContain('Twee vragen in één')
    await judgeStatement(at.host, at.question, { statementId: first!, verdict: 'open', why: '' })
  })

  it('takes the last five with it when the question closes, and never fewer', async () => {
    const mine = await newSquare(store())
    const some = await Promise.all(Array.from({ length: 14 }, () => mine.joining()))
    for (const [n, who] of some.slice(0, 10).entries()) await answerAll(mine, who, mine.question, says(n))
    mine.services.pass(minute)
    await tendOpinions(mine.ctx)
    for (const [n, who] of some.slice(10).entries()) await answerAll(mine, who, mine.question, says(n))
    await closeQuestion(mine.host, mine.question, '')
    mine.services.pass(2 * hour)
    await tendOpinions(mine.ctx)
    const last = await resultOf(mine.ctx, await questionById(mine.member, mine.question))
    expect(last!.published.people).toBe(10)
  })

  it('stands in the store under marks that say nothing without the key, and with no moment', async () => {
    const mark = await ownMark(at.ctx, people[0]!.viewer.id, at.question)
    expect(await row(store().db, sql`select 1 from opinion_takers where mark = ${mark}`)).toBeDefined()
    const elsewhere = await at.ask(at.manager)
    expect(await ownMark(at.ctx, people[0]!.viewer.id, elsewhere)).not.toBe(mark)
    const otherKey = { ...at.ctx, services: { ...at.services, keys: keysFrom('another secret of a test') } }
    expect(await ownMark(otherKey, people[0]!.viewer.id, at.question)).not.toBe(mark)
    const columns = await rows<{ column: string; type: string }>(
      store().db,
      sql`select table_name || '.' || column_name as column, data_type as type from information_schema.columns
          where table_name in ('opinion_votes', 'opinion_takers', 'opinion_statements')
            and (column_name like '%resident%' or data_type like 'timestamp%' or data_type in ('bigint', 'integer'))`,
    )
    // The day of a question's end, and when and by whom a statement was judged: of no voter and no writer.
    expect(columns.map(({ column }) => column).toSorted()).toEqual([
      'opinion_statements.judged',
      'opinion_takers.ends',
    ])
    for (const { viewer } of people) {
      const found = await row(
        store().db,
        sql`select 1 from opinion_votes where mark::text = ${viewer.id} union all
            select 1 from outbox where kind like 'question%' and data::text like ${`%${viewer.id}%`}`,
      )
      expect(found).toBeUndefined()
    }
  })

  it('finds a person again after the key was renewed, while the old one is there', async () => {
    const services = { ...at.services, keys: keysFrom('a new secret', 'a secret that is only used in tests') }
    const who = { ...people[0]!, services }
    const [first] = await statementIds(at, at.question)
    const count = async () =>
      (await row<{ n: number }>(
        store().db,
        sql`select count(*)::int as n from opinion_takers where question_id = ${at.question}`,
      ))!.n
    const before = await count()
    await answerStatement(who, at.question, first!, 'pass')
    expect(await count()).toBe(before)
  })

  it('forgets who is erased: their votes, and the words of what they wrote unless they let them stand', async () => {
    const [goes, stays] = [people[0]!, people[1]!]
    await addStatement(goes, at.question, { text: 'Woorden die weggaan', different: true })
    await addStatement(stays, at.question, { text: 'Woorden die mogen blijven', different: true })
    const marks = [
      await ownMark(at.ctx, goes.viewer.id, at.question),
      await ownMark(at.ctx, stays.viewer.id, at.question),
    ]
    await leaveOpinions(at.ctx, goes.viewer.id, new Set())
    await leaveOpinions(at.ctx, stays.viewer.id, new Set(['talks']))
    for (const mark of marks)
      expect(await rows(store().db, sql`select 1 from opinion_votes where mark = ${mark}`)).toEqual([])
    const words = await rows<{ text: string; by: string | null }>(
      store().db,
      sql`select text, by_mark as by from opinion_statements where text like 'Woorden%'`,
    )
    expect(words).toEqual([{ text: 'Woorden die mogen blijven', by: null }])
    await tend()
    expect(await result()).toBeDefined()
  })
})
