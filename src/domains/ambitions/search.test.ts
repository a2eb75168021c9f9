import { beforeAll, expect, test } from 'vitest'
import { onEachEngine } from '../../../tests/support/store.ts'
import type { Context } from '../../platform/context.ts'
import { searchConcepts } from './search.ts'
import { ensureTaxonomy, importTaxonomy } from './skos/index.ts'
import { seeds, testContext } from './test-support.ts'

const found: Record<string, unknown> = {}

onEachEngine('searching', (store, engine) => {
  let ctx: Context
  beforeAll(async () => {
    ctx = testContext(store())
    await ensureTaxonomy(ctx, seeds)
  })
  const first = async (text: string, language: 'nl' | 'en' = 'nl') =>
    (await searchConcepts(ctx, text, { language, limit: 5 })).map(({ concept, reason }) => ({
      slug: concept.slug,
      how: reason.how,
    }))

  test.each([
    ['its name', 'Straatbarbecue', 'straatbarbecue', 'label'],
    ['a synonym', 'speeltuin', 'speelplek', 'synonym'],
    ['another form of a word', 'speeltuinen', 'speelplek', 'synonym'],
    ['a diminutive', 'speeltuintje', 'speelplek', 'synonym'],
    ['a typing mistake', 'barbeque', 'straatbarbecue', 'typo'],
    ['two swapped letters', 'spleetuin', 'speelplek', 'typo'],
    ['the beginning of a word', 'barbec', 'straatbarbecue', 'synonym'],
    ['a compound nobody wrote down', 'zomerbarbecue', 'straatbarbecue', 'synonym'],
    [
      'a whole sentence',
      'Wij willen graag een jeu de boules baan op het plein',
      'jeu-de-boules-baan',
      'label',
    ],
  ])('by %s', async (_how, text, slug, how) => {
    expect((await first(text))[0]).toEqual({ slug, how })
  })

  test.each([
    ['eenzaamheid', 'ontmoeten'],
    ['zwerfafval', 'schone-straat'],
    ['te hard rijden', 'rustig-rijden'],
  ])('the problem "%s" leads to the wish beside it', async (text, slug) => {
    expect((await first(text)).map((finding) => finding.slug)).toContain(slug)
  })

  test('a problem says so, with what was typed', async () => {
    const [best] = await searchConcepts(ctx, 'zwerfafval')
    expect(best!.reason).toEqual({ how: 'problem', asked: 'zwerfafval', found: 'zwerfafval' })
  })

  test('in the reader’s language first, and in the other as well', async () => {
    expect((await first('playground', 'en'))[0]).toMatchObject({ slug: 'speelplek' })
    expect((await first('speeltuin', 'en'))[0]).toMatchObject({ slug: 'speelplek' })
    const [best] = await searchConcepts(ctx, 'playground', { language: 'en' })
    expect(best!.concept.label).toBe('A great play area')
  })

  test('themes are found by themselves', async () => {
    const [best] = await searchConcepts(ctx, 'timmerman', { scheme: 'theme' })
    expect(best!.concept.scheme).toBe('theme')
  })

  test.each(['', '   ', '!?', 'de', 'voor het', "'; drop table concepts --", 'x'.repeat(5000), '🎪', '%_\\'])(
    'nothing sensible (%j) finds nothing and breaks nothing',
    async (text) => {
      expect(await first(text)).toEqual(await first(text))
    },
  )

  test('a word that was just added is found at once', async () => {
    expect(await first('zandkastelenfestijn')).toEqual([])
    const text = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      <ambities/zand> a skos:Concept ; skos:inScheme <ambities> ; skos:notation "zand" ; skos:prefLabel "Zand"@nl ;
        skos:altLabel "zandkastelenfestijn"@nl ; skos:definition "Zand."@nl ; skos:broader <ambities/ontmoeten> .`
    await importTaxonomy(ctx, [{ text, format: 'turtle' }], 'Test')
    expect((await first('zandkastelenfestijn'))[0]).toEqual({ slug: 'zand', how: 'synonym' })
  })

  test('both engines find the same in the same order', async () => {
    const texts = [
      'samen eten',
      'groen in de straat',
      'iets voor jongeren',
      'honden',
      'buren helpen elkaar',
      'Natuurspeeltuintjes',
    ]
    const answers = await Promise.all(texts.map((text) => searchConcepts(ctx, text, { limit: 20 })))
    found[engine] = answers.map((findings) =>
      findings.map(({ concept, score }) => [concept.slug, score.toFixed(6)]),
    )
    for (const other of Object.values(found)) expect(other).toEqual(found[engine])
  })
})
