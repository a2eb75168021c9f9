import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { newViewer } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, hour } from '../../platform/clock.ts'
import { row, rows } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { noticesOf } from '../residents/index.ts'
import { answerStatement } from './actions/answer.ts'
import { closeQuestion } from './actions/ask.ts'
import { addStatement, judgeStatement } from './actions/state.ts'
import { newsWords } from './news-words.ts'
import { newsSince } from './queries/lists.ts'
import { ownAnswers, ownStatements, turnOf } from './queries/question.ts'
import { questionById } from './question.ts'
import { byAll, newSquare, refused, seeds, statementIds, type Square } from './test-support.ts'

onEachEngine('a question to neighbours', (store) => {
  let at: Square
  beforeAll(async () => {
    at = await newSquare(store())
  })

  const others = {
    visitor: 'signInNeeded',
    applicant: 'verifiedOnly',
    stranger: 'membersOnly',
    steward: 'membersOnly',
  }

  /** Of a question in a community that not everybody may know of. */
  const toOthers = { ...others, visitor: 'notFound', applicant: 'notFound' }

  describe('is asked', () => {
    it('in a community by its members, in their own session', async () => {
      expect(await byAll(at, (who) => at.ask(who))).toEqual({
        ...others,
        helped: 'helperMayNot',
        member: 'done',
        host: 'done',
        manager: 'done',
      })
    })

    it('in an area by who lives there', async () => {
      const ask = (areaId: number) => (who: typeof at.host) => at.ask(who, { where: { areaId } })
      const told = await byAll(at, ask(at.town.buurt))
      expect(told).toMatchObject({
        visitor: 'signInNeeded',
        applicant: 'verifiedOnly',
        stranger: 'areaOnly',
        helped: 'helperMayNot',
        steward: 'done',
        member: 'done',
      })
      const id = await at.ask(at.member, { where: { areaId: at.town.buurt } })
      expect((await questionById(at.host, id)).own).toBe(true)
      expect(await refused(questionById(at.stranger, id))).toBe('notFound')
      expect(await refused(questionById(at.ctx, id))).toBe('notFound')
    })

    it('with words within bounds, for ninety days at most, and once however often it is sent', async () => {
      const ends = (days: number) => new Date(at.services.clock.now().getTime() + days * day)
      const told = (given: Partial<Parameters<Square['ask']>[1] & object>) =>
        refused(at.ask(at.manager, given))
      expect(await told({ title: ' ' })).toBe('titleMissing')
      expect(await told({ title: 'a'.repeat(121) })).toBe('titleLong')
      expect(await told({ about: 'a'.repeat(801) })).toBe('aboutLong')
      expect(await told({ ends: ends(-1) })).toBe('endsPast')
      expect(await told({ ends: new Date(Number.NaN) })).toBe('endsPast')
      expect(await told({ ends: ends(92) })).toBe('endsFar')
      expect(await told({ seeds: ['a'.repeat(141)] })).toBe('statementLong')
      expect(await told({ seeds: ['kijk op www.voorbeeld.nl'] })).toBe('statementLink')
      expect(await told({ seeds: Array.from({ length: 16 }, (_, i) => `Stelling ${i}`) })).toBe('seedsMany')
      const mine = await newSquare(store())
      const id = newId()
      await Promise.all([mine.ask(mine.host, { id }), mine.ask(mine.host, { id })])
      expect(await refused(mine.ask(mine.member, { id }))).toBe('notFound')
      const found = await rows(store().db, sql`select 1 from opinion_statements where question_id = ${id}`)
      expect(found).toHaveLength(seeds.length)
    })

    it('and not where the community ended; five a day', async () => {
      const mine = await newSquare(store())
      for (let n = 0; n < 4; n++) await mine.ask()
      expect(await refused(mine.ask())).toBe('tooMany')
    })
  })

  describe('is answered', () => {
    it('by who belongs there, in their own session', async () => {
      const [first] = await statementIds(at, at.question)
      expect(await byAll(at, (who) => answerStatement(who, at.question, first!, 'agree'))).toEqual({
        ...toOthers,
        helped: 'helperMayNot',
        member: 'done',
        host: 'done',
        manager: 'done',
      })
      const open = await newSquare(store(), 'internet')
      const [one] = await statementIds(open, open.question)
      expect(await byAll(open, (who) => answerStatement(who, open.question, one!, 'agree'))).toMatchObject(
        others,
      )
    })

    it('once by each: the last answer counts, also of two at the same moment', async () => {
      const mine = await newSquare(store())
      const [first, second] = await statementIds(mine, mine.question)
      await Promise.all(
        (['agree', 'disagree', 'pass', 'agree'] as const).map((answer) =>
          answerStatement(mine.member, mine.question, first!, answer),
        ),
      )
      await answerStatement(mine.member, mine.question, second!, 'later')
      await answerStatement(mine.member, mine.question, first!, 'disagree')
      const votes = await rows(
        store().db,
        sql`select v.vote from opinion_votes v join opinion_takers t using (mark)
        where t.question_id = ${mine.question} order by v.vote`,
      )
      expect(votes).toEqual([{ vote: -1 }, { vote: null }])
      const question = await questionById(mine.member, mine.question)
      expect((await ownAnswers(mine.member, question)).map(({ text, answer }) => [text, answer])).toEqual([
        [seeds[1], 'later'],
        [seeds[0], 'disagree'],
      ])
      expect(await turnOf(mine.member, question)).toMatchObject({ answered: 1, left: seeds.length - 1 })
    })

    it('one statement at a time, the same one until it is answered, and each once', async () => {
      const mine = await newSquare(store())
      const question = await questionById(mine.member, mine.question)
      const asked = new Set<string>()
      for (let n = 0; n < seeds.length; n++) {
        const { next } = await turnOf(mine.member, question)
        expect((await turnOf(mine.member, question)).next).toEqual(next)
        asked.add(next!.id)
        await answerStatement(mine.member, mine.question, next!.id, n % 2 ? 'agree' : 'pass')
      }
      expect(asked.size).toBe(seeds.length)
      expect((await turnOf(mine.member, question)).next).toBeUndefined()
    })

    it('while it is open, and only of its own statements', async () => {
      const mine = await newSquare(store())
      const [first] = await statementIds(mine, mine.question)
      const other = await statementIds(at, at.question)
      expect(await refused(answerStatement(mine.member, mine.question, other[0]!, 'agree'))).toBe('notFound')
      expect(await refused(answerStatement(mine.member, mine.question, 'geen', 'agree'))).toBe('notFound')
      mine.services.pass(21 * day)
      expect(await refused(answerStatement(mine.member, mine.question, first!, 'agree'))).toBe(
        'questionClosed',
      )
      expect(await refused(addStatement(mine.member, mine.question, { text: 'Nog iets heel anders' }))).toBe(
        'questionClosed',
      )
    })
  })

  describe('gets statements', () => {
    it('of who belongs there, who agrees with it; nobody finds who wrote it', async () => {
      const mine = await newSquare(store())
      let n = 0
      const unlike = ['Een moestuin voor iedereen', 'Fietsers rijden om', 'Muziek tot tien uur mag']
      expect(
        await byAll(mine, (who) =>
          addStatement(who, mine.question, { text: unlike[n++ % 3]!, different: true }),
        ),
      ).toEqual({ ...toOthers, helped: 'helperMayNot', member: 'done', host: 'done', manager: 'done' })
      const question = await questionById(mine.member, mine.question)
      const [own] = await ownStatements(mine.member, question)
      expect(own?.state).toBe('open')
      expect(await ownAnswers(mine.member, question)).toMatchObject([{ id: own!.id, answer: 'agree' }])
      for (const who of [mine.host, mine.manager])
        expect((await ownStatements(who, question)).map(({ id }) => id)).not.toContain(own!.id)
    })

    it('that are offered first where one is alike', async () => {
      const mine = await newSquare(store())
      const id = newId()
      const again = { id, text: 'Er moet veel meer schaduw komen' }
      expect(await refused(addStatement(mine.member, mine.question, again))).toBe('alike')
      expect(await addStatement(mine.member, mine.question, { ...again, different: true })).toBe(false)
      await addStatement(mine.member, mine.question, { ...again, different: true })
      expect(await statementIds(mine, mine.question)).toHaveLength(seeds.length + 1)
    })

    it('that wait for the host where they are screened, who is told once', async () => {
      const mine = await newSquare(store(), 'extranet', { screened: true })
      const texts = ['Een moestuin voor iedereen', 'Fietsers rijden om']
      for (const text of texts) expect(await addStatement(mine.member, mine.question, { text })).toBe(true)
      const told = (await noticesOf(mine.host)).filter(({ kind }) => kind === 'statement.waiting')
      expect(told.map(({ data }) => data)).toEqual([{ question: mine.question }])
      const waiting = await rows<{ id: string }>(
        store().db,
        sql`select id from opinion_statements where question_id = ${mine.question} and state = 'waiting' order by text`,
      )
      const [one, two] = waiting.map(({ id }) => id)
      expect(await refused(answerStatement(mine.manager, mine.question, one!, 'agree'))).toBe('notFound')
      const judge =
        (statementId: string, verdict: 'open' | 'rejected', why = '') =>
        (who: typeof at.host) =>
          judgeStatement(who, mine.question, { statementId, verdict, why })
      expect(await byAll(mine, judge(one!, 'open'))).toEqual({
        ...toOthers,
        helped: 'helperMayNot',
        member: 'hostOnly',
        host: 'done',
        manager: 'done',
      })
      expect(await refused(judge(two!, 'rejected')(mine.host))).toBe('whyMissing')
      await judge(two!, 'rejected', 'Gaat over iemand')(mine.host)
      const question = await questionById(mine.member, mine.question)
      expect(await ownStatements(mine.member, question)).toMatchObject([
        { text: texts[0], state: 'open' },
        { text: texts[1], state: 'rejected', why: 'Gaat over iemand' },
      ])
      expect(await noticesOf(mine.host)).toEqual([])
      // What its host or the manager writes waits for nobody.
      expect(await addStatement(mine.host, mine.question, { text: 'Muziek tot tien uur mag' })).toBe(false)
    })

    it('of nobody by the host, up to fifteen', async () => {
      const mine = await newSquare(store())
      const seed = (text: string) => ({ text, seed: true, different: true })
      expect(await refused(addStatement(mine.member, mine.question, seed('Van niemand')))).toBe('hostOnly')
      for (let n = seeds.length; n < 15; n++)
        await addStatement(mine.host, mine.question, seed(`Eigen zin ${n}`))
      expect(await refused(addStatement(mine.host, mine.question, seed('Nog een')))).toBe('seedsMany')
    })
  })

  it('is closed by who looks after it, and then stays as it is', async () => {
    const mine = await newSquare(store())
    const close = (who: typeof at.host) => closeQuestion(who, mine.question, 'We weten genoeg')
    const told = await byAll({ ...mine, manager: mine.host }, close)
    expect(told).toEqual({
      ...toOthers,
      helped: 'helperMayNot',
      member: 'hostOnly',
      host: 'done',
      manager: 'done',
    })
    const { closed, closedWhy } = await questionById(mine.member, mine.question)
    expect([closed !== undefined, closedWhy]).toEqual([true, 'We weten genoeg'])
  })

  it('is in the bundle of its community, and nothing of who answered', async () => {
    const mine = await newSquare(store())
    const now = mine.services.clock.now()
    const since = (from: number) =>
      newsSince(mine.ctx, [mine.id, at.id], new Date(now.getTime() - from), new Date(now.getTime() + hour))
    const news = (await since(hour)).filter(({ community }) => community === mine.id)
    expect(news).toMatchObject([
      { kind: 'question.opened', by: mine.host.viewer.id, href: `/vraag/${mine.question}` },
    ])
    const said = { ...news[0]!, kinds: ['question.opened'], titles: [news[0]!.title], starts: undefined }
    expect(newsWords('nl', said)).toBe('Nieuwe vraag: Hoe zien we het park over vijf jaar?')
    expect(newsWords('en', { ...said, kinds: ['reply.posted'] })).toBeUndefined()
  })

  it('in a closed community is nothing to who is not in it: the same as what is not there', async () => {
    const mine = await newSquare(store(), 'besloten')
    const site = new Site(mine.services)
    const [first] = await statementIds(mine, mine.question)
    const told = (id: string) => byAll(mine, (who) => answerStatement(who, id, first!, 'agree'))
    expect(await told(mine.question)).toMatchObject({
      visitor: 'notFound',
      applicant: 'notFound',
      stranger: 'notFound',
      steward: 'notFound',
      member: 'done',
    })
    for (const who of [mine.applicant, mine.stranger, mine.steward]) {
      const browser = await site.signedIn(who.viewer.id)
      for (const path of ['', '/mijn', '/tabel', '/stelling', '/beheer']) {
        const [there, nowhere] = await Promise.all(
          [mine.question, newId()].map((id) => browser.get(`/vraag/${id}${path}`)),
        )
        expect([there!.status, nowhere!.status]).toEqual([404, 404])
        expect(await there!.text()).not.toContain('Parkvrienden')
      }
      expect((await browser.get(`/leefomgeving/${mine.slug}/meningen`)).status).toBe(404)
    }
    const visitor = site.visitor()
    const there = await visitor.get(`/vraag/${mine.question}`)
    const nowhere = await visitor.get(`/vraag/${newId()}`)
    expect([there.status, there.headers.get('location')?.replace(/vraag.*/, '')]).toEqual([
      nowhere.status,
      nowhere.headers.get('location')?.replace(/vraag.*/, ''),
    ])
    expect(
      await row(store().db, sql`select 1 from opinion_maps where question_id = ${mine.question}`),
    ).toBeUndefined()
  })

  it('works as plain forms: asked, answered, changed, judged and closed', async () => {
    const mine = await newSquare(store())
    const site = new Site(mine.services)
    const host = await site.signedIn(mine.host.viewer.id)
    const asked = await host.post(`/leefomgeving/${mine.slug}/meningen/nieuw`, {
      title: 'Wat doen we met het pleintje?',
      seeds: 'Er komt een boom.\nHet blijft zo.',
      ends: '2026-06-01',
      screened: 'yes',
    })
    const path = new URL(asked.headers.get('location')!, 'http://x').pathname
    const wrong = await host.post(`/leefomgeving/${mine.slug}/meningen/nieuw`, {
      about: 'bewaarde woorden',
      ends: '',
    })
    expect([wrong.status, (await wrong.text()).includes('bewaarde woorden')]).toEqual([422, true])
    const member = await site.signedIn(mine.member.viewer.id)
    const page = await (await member.get(path)).text()
    const [, statement] = /name="statement" value="([^"]+)"/.exec(page)!
    const sent = await member.post(`${path}/antwoord`, { statement: statement!, answer: 'agree' })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${path}?klaar=bewaard#stelling`])
    const mineAgain = await member.post(`${path}/antwoord`, {
      statement: statement!,
      answer: 'disagree',
      back: 'mine',
    })
    expect(mineAgain.headers.get('location')).toBe(`${path}/mijn?klaar=bewaard&blad=1`)
    expect(await (await member.get(`${path}/mijn`)).text()).toContain('Jij: Oneens')
    const alike = await member.post(`${path}/stelling`, { text: 'Er komt daar een boom' })
    expect([alike.status, (await alike.text()).includes('Staat deze er al?')]).toEqual([422, true])
    const waits = await member.post(`${path}/stelling`, {
      text: 'Er komt een boom bij de bank',
      different: 'yes',
    })
    expect(waits.headers.get('location')).toBe(`${path}?klaar=wacht`)
    expect((await member.get(`${path}/beheer`)).status).toBe(403)
    const care = await (await host.get(`${path}/beheer`)).text()
    expect(care).toContain('Er komt een boom bij de bank')
    const [, waiting] = /name="statement" value="([^"]+)"/.exec(care)!
    const no = await host.post(`${path}/oordeel`, { statement: waiting!, verdict: 'rejected', why: '' })
    expect([no.status, (await no.text()).includes('Iedereen leest het')]).toEqual([422, true])
    expect((await host.post(`${path}/oordeel`, { statement: waiting!, verdict: 'open' })).status).toBe(303)
    expect((await host.post(`${path}/sluit`, { why: '' })).headers.get('location')).toBe(
      `${path}?klaar=gesloten`,
    )
    expect((await member.post(`${path}/antwoord`, { statement: statement!, answer: 'agree' })).status).toBe(
      409,
    )
  })

  it('stands on the page of its community, for who may read it', async () => {
    const site = new Site(at.services)
    for (const [who, path, reads] of [
      [at.member, `/leefomgeving/${at.slug}`, true],
      [at.stranger, `/leefomgeving/${at.slug}`, true],
      [at.member, `/leefomgeving/${at.slug}/meningen`, true],
    ] as const) {
      const html = await (await (await site.signedIn(who.viewer.id)).get(path)).text()
      expect(html.includes(`/vraag/`)).toBe(reads)
      expect(html.includes('meningen/nieuw')).toBe(who === at.member)
    }
    const away = await newViewer(at.ctx, { place: at.town.away })
    expect(
      (await (await site.signedIn(away.viewer.id)).get(`/gebied/${await codeOf(at)}/meningen`)).status,
    ).toBe(403)
  })
  it('lists from the start where an address asks from a moment that does not exist', async () => {
    const browser = await new Site(at.services).signedIn(at.member.viewer.id)
    for (const after of ['999999999999999', '9999999999999', '0', '-1', 'x', '1e9']) {
      const answer = await browser.get(`/leefomgeving/${at.slug}/meningen?voor=${after}`)
      expect([after, answer.status]).toEqual([after, 200])
    }
  })

  const codeOf = async ({ town }: Square) =>
    (await row<{ code: string }>(store().db, sql`select code from areas where id = ${town.buurt}`))!.code
})
