import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { onEachEngine, openTestStore } from '../../../../tests/support/store.ts'
import { rows, type Store } from '../../../platform/db/store.ts'
import { BrokenTaxonomy, loadTaxonomy } from '../records.ts'
import { seeds, testContext } from '../test-support.ts'
import { BrokenSkos, ensureTaxonomy, exportTaxonomy, importTaxonomy } from './index.ts'

const head = `@prefix dct: <http://purl.org/dc/terms/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dhz: <https://leefomgevingdhz.nl/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .`
const turtle = (text: string) => [{ text: head + text, format: 'turtle' as const }]

/** Every row of the taxonomy, with the ids and moments of this store. */
async function everyRow(store: Store) {
  return {
    concepts: await rows(store.db, sql`select * from concepts order by id`),
    texts: await rows(store.db, sql`select *, stems::text from concept_texts order by id`),
    relations: await rows(store.db, sql`select * from concept_relations order by 1, 2, 3`),
    versions: await rows(store.db, sql`select * from concept_versions order by 1, 2`),
  }
}

onEachEngine('the taxonomy as files', (store, engine) => {
  test('the taxonomy that comes along fills an empty store once', async () => {
    const ctx = testContext(store())
    const first = await ensureTaxonomy(ctx, seeds)
    expect(first!.added).toBeGreaterThanOrEqual(180 + 70)
    expect(await ensureTaxonomy(ctx, seeds)).toBeUndefined()
  })

  test('importing the same files again changes no row', async () => {
    const ctx = testContext(store())
    const before = await everyRow(store())
    const files = await Promise.all(
      ['ambitions.ttl', 'themes.ttl'].map(async (name) => ({
        text: await readFile(join(seeds, name), 'utf8'),
        format: 'turtle' as const,
      })),
    )
    const counts = await importTaxonomy(ctx, files, 'Nog eens')
    expect(counts).toMatchObject({ added: 0, changed: 0 })
    expect(await everyRow(store())).toEqual(before)
  })

  test.each(['turtle', 'jsonld'] as const)(
    'an export (%s) comes back without any difference',
    async (format) => {
      const ctx = testContext(store())
      await importTaxonomy(
        ctx,
        turtle(`
        <ambities/oud> a skos:Concept ; skos:inScheme <ambities> ; skos:notation "oud" ; skos:prefLabel "Oud"@nl ;
          owl:deprecated true ; dct:isReplacedBy <ambities/straatfeest> .
        <ambities/weg> a skos:Concept ; skos:inScheme <ambities> ; skos:notation "weg" ; skos:prefLabel "Weg"@nl ;
          owl:deprecated true .`),
        'Samengevoegd',
      )
      const before = await everyRow(store())
      const text = await exportTaxonomy(ctx, format)
      expect(await importTaxonomy(ctx, [{ text, format }], 'Terug')).toMatchObject({ added: 0, changed: 0 })
      expect(await everyRow(store())).toEqual(before)

      const other = await openTestStore(engine)
      try {
        const there = testContext(other)
        await importTaxonomy(there, [{ text, format }], 'Elders')
        expect([...(await loadTaxonomy(other.db)).concepts]).toEqual([
          ...(await loadTaxonomy(store().db)).concepts,
        ])
        expect(await exportTaxonomy(there, format)).toBe(text)
      } finally {
        await other.close()
      }
    },
  )

  test('a change makes one new version of what changed, also on the other side of "related"', async () => {
    const ctx = testContext(store())
    const concept = (related: string) =>
      turtle(`<ambities/nieuw> a skos:Concept ; skos:inScheme <ambities> ; skos:notation "nieuw" ;
        skos:prefLabel "Nieuw"@nl ; skos:definition "Nieuw."@nl ; skos:broader <ambities/ontmoeten> ${related} .`)
    expect(await importTaxonomy(ctx, concept(''), 'Erbij')).toEqual({ added: 1, changed: 0, unchanged: 0 })
    await importTaxonomy(ctx, concept('; skos:related <ambities/straatfeest>'), 'Verwant')
    const versions = await rows(
      store().db,
      sql`select c.slug, v.version, v.why from concept_versions v join concepts c on c.id = v.concept_id
          where c.slug in ('nieuw', 'straatfeest') and v.version > 1 order by c.slug`,
    )
    expect(versions).toEqual([
      { slug: 'nieuw', version: 2, why: 'Verwant' },
      { slug: 'straatfeest', version: 2, why: 'Verwant' },
    ])
  })

  test.each([
    ['a label without a language', 'skos:prefLabel "Bankje"', 'ambition/bankje', 'in which language'],
    [
      'a parent that does not exist',
      'skos:prefLabel "Bankje"@nl ; skos:broader <ambities/niets>',
      'ambition/bankje',
      '"niets", which does not exist',
    ],
    [
      'a theme that does not exist',
      'skos:prefLabel "Bankje"@nl ; dhz:needsTheme <themas/niets>',
      'ambition/bankje',
      'theme "niets"',
    ],
    ['an outcome beyond five', 'skos:prefLabel "Bankje"@nl ; dhz:outcome 6', 'ambition/bankje', 'outcome'],
    ['two Dutch labels', 'skos:prefLabel "Bankje"@nl, "Zitje"@nl', 'ambition/bankje', 'two preferred labels'],
    [
      'a circle',
      'skos:prefLabel "Bankje"@nl ; skos:broader <ambities/bankje>',
      'ambition/bankje',
      'points at itself',
    ],
  ])(
    'a file with %s says which concept and what, and changes nothing',
    async (_what, words, concept, problem) => {
      const ctx = testContext(store())
      const before = await everyRow(store())
      const file =
        turtle(`<ambities/goed> a skos:Concept ; skos:inScheme <ambities> ; skos:prefLabel "Goed"@nl ;
        skos:definition "Goed."@nl ; skos:notation "goed" .
      <ambities/bankje> a skos:Concept ; skos:inScheme <ambities> ; skos:notation "bankje" ;
        skos:definition "Een plek."@nl ; ${words} .`)
      const error = await importTaxonomy(ctx, file, 'Kapot').then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      expect(error instanceof BrokenSkos || error instanceof BrokenTaxonomy).toBe(true)
      const { problems } = error as BrokenSkos
      expect(problems).toContainEqual({ concept, problem: expect.stringContaining(problem) as string })
      expect(await everyRow(store())).toEqual(before)
    },
  )

  test('a file that is no Turtle says on which line', async () => {
    await expect(importTaxonomy(testContext(store()), turtle('\n<a> <b> .'), 'Kapot')).rejects.toThrow(
      /on line 3/,
    )
  })

  test('JSON-LD never fetches a context', async () => {
    const file = {
      text: '{"@context": "https://example.org/context", "@id": "x"}',
      format: 'jsonld' as const,
    }
    await expect(importTaxonomy(testContext(store()), [file], 'Kapot')).rejects.toThrow(/not fetched|remote/i)
  })
})
