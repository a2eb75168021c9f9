import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { newConcept, type TestServices } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { hour } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { postReply } from '../conversations/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import { search } from './find.ts'
import { readQuestion, type Part } from './queries.ts'
import { readCursor } from './rules.ts'
import { foundBy, newWritingStreet, type WritingStreet } from './test-support.ts'

onEachEngine('searching by words', (store) => {
  let street: WritingStreet
  let services: TestServices
  let ctx: Context
  let noor: ViewerContext
  let kees: ViewerContext
  let id: string
  beforeAll(async () => {
    street = await newWritingStreet(store())
    ;({ services, ctx, noor, kees } = street)
    id = (await street.community()).id
    await newConcept(ctx, { scheme: 'ambition', slug: 'straatbarbecue', label: 'Straatbarbecue' })
    const concept = await row<{ id: number }>(
      ctx.db,
      sql`select id from concepts where slug = 'straatbarbecue'`,
    )
    await ctx.db.execute(
      sql`insert into concept_texts (concept_id, language, kind, text, search, stems)
          values (${concept!.id}, 'nl', 'alt', 'Buurtfeest buiten', 'buurtfeest buiten', to_tsvector('dutch', 'Buurtfeest buiten'))`,
    )
  })
  const talkOf = (words: string) => street.start(kees, id, 'Over iets', words)

  it.each([
    [
      'Verkeersveiligheid rond de scholen',
      ['verkeersveilig', 'verkeersvelig', 'school', 'SCHOLEN', 'de school'],
    ],
    ['We houden een straatbarbecue', ['straatbarbeque', 'barbecue', 'buurtfeest buiten', 'straatbarbecues']],
    ['Neighbours are running slowly', ['neighbour', 'run', 'runs', 'slow neighbours']],
    ['Café de Zwaän, à la carte', ['cafe zwaan', 'CAFÉ', "'café'"]],
    ['Het gaat om l’histoire', ['lhistoire', 'l’histoire']],
    ['مرحبا بالعالم', ['مرحبا']],
  ])('%s', async (words, asked) => {
    const talk = await talkOf(words)
    for (const text of asked) {
      const { parts } = await search(noor, { text, kind: 'gesprek' })
      const hrefs = parts.get('talk')!.hits.map(({ href }) => href)
      expect([text, hrefs]).toEqual([text, expect.arrayContaining([`/gesprek/${talk}`])])
    }
  })

  it('wants every word', async () => {
    await talkOf('Een kastanje en een eik')
    const found = async (text: string) => (await foundBy(noor, text)).length
    expect(await found('kastanje eik')).toBe(1)
    expect(await found('kastanje berk')).toBe(0)
  })

  it('marks what was found and shows no signs', async () => {
    await talkOf('Zie [de **kaart**](https://example.nl) van het \u0002moeras\u0003 <b>nu</b>')
    const { parts } = await search(noor, { text: 'moeras', kind: 'gesprek' })
    const [hit] = parts.get('talk')!.hits
    expect(hit!.snippet.map(({ words, found }) => (found ? `(${words})` : words)).join('')).toBe(
      'kaart van het (moeras)',
    )
    const page = await (await new Site(services).visitor().get('/zoek?q=moeras')).text()
    expect(page).toContain('<mark>moeras</mark>')
    expect(page).not.toContain('<b>nu')
  })

  it('says nothing by likeness of what the viewer may not read', async () => {
    const { id: closed } = await street.community('besloten')
    await street.start(kees, closed, 'Stil', 'Een trompetconcert')
    for (const who of [ctx, street.outsider, kees])
      expect((await readQuestion(who, 'trompetconcrt')).asked).toMatchObject([{ likely: [], parts: [] }])
    expect(await foundBy(kees, 'trompetconcert')).toHaveLength(1)
    await talkOf('Een hoornconcert')
    expect((await readQuestion(ctx, 'hoornconcrt')).asked[0]!.likely).toContain('hoornconcert')
  })

  it('leafs through all of it once, newest first, also when something comes meanwhile', async () => {
    const talk = await talkOf('Over vogels')
    const sing = (n: number) => {
      services.pass(hour)
      return postReply(noor, talk, { words: `De merel zingt ${n}` })
    }
    for (let n = 0; n < 45; n++) await sing(n)
    const seen: string[] = []
    let next: string | undefined
    do {
      const after = readCursor(next)
      const part: Part = (await search(noor, { text: 'merel', kind: 'gesprek', after })).parts.get('talk')!
      seen.push(...part.hits.map(({ href }) => href))
      next = part.next
      if (seen.length === 20) await sing(45)
    } while (next)
    expect(seen).toEqual(Array.from({ length: 45 }, (_, n) => `/gesprek/${talk}?na=${45 - n}#r${46 - n}`))
  }, 60_000)

  it('goes on from any place in an address, also from one that never was', async () => {
    await talkOf('Een ijsvogel')
    for (const after of ['0.999999999999', '3.999999999999', '0.0', '2.1'])
      await search(noor, { text: 'ijsvogel', kind: 'gesprek', after: readCursor(after) })
    expect(readCursor('0.999999999999999')).toBeUndefined()
  })

  it('puts what is near home first, and says why', async () => {
    await talkOf('Een leeuwerik dichtbij')
    const far = await street.community('internet')
    await ctx.db.execute(sql`delete from community_areas where community_id = ${far.id}`)

    await street.start(kees, far.id, 'Ver', 'Een leeuwerik ver weg')
    const { parts } = await search(noor, { text: 'leeuwerik', kind: 'gesprek', near: true })
    expect(parts.get('talk')!.hits.map(({ tier }) => tier)).toEqual(['buurt', 'further'])
    const elsewhere = await search(street.outsider, { text: 'leeuwerik', kind: 'gesprek', near: true })
    expect(elsewhere.parts.get('talk')!.hits.map(({ tier }) => tier)).toEqual(['gemeente', 'further'])
  })

  it.each([
    ['nothing but small words', 'de het een'],
    ['signs', `%_\\:!&|?*'"()<>--;`],
    ['quotes in words', `' or 1=1 --`],
    ['ten thousand letters', 'boom '.repeat(2_000)],
    ['one long word', 'a'.repeat(10_000)],
    ['what is no letter', '\u0002\u0003\ufffd\u{1f600}'],
    ['half of a letter', '\ud83d'],
    ['a query of the database', `'a' & !'b' | c:*`],
  ])('takes %s', async (_, text) => {
    const site = new Site(services)
    services.pass(60_000)
    for (const more of [
      '',
      '&soort=gesprek',
      '&soort=plek',
      '&soort=geen',
      '&na=0.1',
      '&na=9.x',
      '&bij=thuis',
    ])
      expect(
        (await site.visitor().get(`/zoek?q=${encodeURIComponent(text.toWellFormed())}${more}`)).status,
      ).toBe(200)
    const found = await search(noor, { text })
    expect(found.words.length).toBeLessThanOrEqual(8)
  })

  it('is asked no more than sixty times a minute', async () => {
    services.pass(60_000)
    const browser = await new Site(services).signedIn(noor.viewer.id)
    const answers = new Set<number>()
    for (let n = 0; n < 61; n++) answers.add((await browser.get('/zoek?q=boom')).status)
    expect([...answers]).toEqual([200, 429])
  })
})
