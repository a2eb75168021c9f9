import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { onEachEngine } from '../../../tests/support/store.ts'
import { row } from '../../platform/db/store.ts'
import { conceptBySlug, conceptCard, conceptFamily, conceptsByIds, themesNeeded, tree } from './queries.ts'
import { ensureTaxonomy, importTaxonomy } from './skos/index.ts'
import { seeds, testContext } from './test-support.ts'

onEachEngine('reading concepts', (store) => {
  beforeAll(async () => {
    const ctx = testContext(store())
    await ensureTaxonomy(ctx, seeds)
    const text = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      <ambities/oud> a skos:Concept ; skos:inScheme <ambities> ; skos:notation "oud" ; skos:prefLabel "Oud"@nl ;
        <http://purl.org/dc/terms/isReplacedBy> <ambities/straatfeest> .
      <ambities/alleen-nederlands> a skos:Concept ; skos:inScheme <ambities> ; skos:notation "alleen-nederlands" ;
        skos:prefLabel "Alleen Nederlands"@nl ; skos:definition "Zonder Engels."@nl ; skos:broader <ambities/ontmoeten> .`
    await importTaxonomy(ctx, [{ text, format: 'turtle' }], 'Test')
  })

  test('a concept speaks the language that is asked for, and Dutch where it cannot', async () => {
    const ctx = testContext(store())
    const en = { ...ctx, language: 'en' as const }
    expect(await conceptBySlug(ctx, 'straatbarbecue')).toMatchObject({
      label: 'Straatbarbecue',
      outcome: 1,
    })
    expect(await conceptBySlug(en, 'straatbarbecue')).toMatchObject({ label: 'Street barbecue' })
    expect(await conceptBySlug(en, 'alleen-nederlands')).toMatchObject({
      label: 'Alleen Nederlands',
    })
    expect(await conceptBySlug(ctx, 'bestaat-niet')).toBeUndefined()
    expect(await conceptBySlug(ctx, 'straatbarbecue', 'theme')).toBeUndefined()
  })

  test('a merged concept leads to the one that replaced it', async () => {
    const ctx = testContext(store())
    const old = await row<{ id: number }>(store().db, sql`select id from concepts where slug = 'oud'`)
    expect(await conceptBySlug(ctx, 'oud')).toMatchObject({ slug: 'straatfeest' })
    expect((await conceptsByIds(ctx, [old!.id])).get(old!.id)).toMatchObject({ slug: 'straatfeest' })
    expect((await conceptFamily(ctx, old!.id))[0]).toMatchObject({ slug: 'straatfeest', through: 'exact' })
  })

  test('the tree holds every accepted concept once, in the order of the file', async () => {
    const ctx = testContext(store())
    const roots = await tree(ctx, 'ambition')
    expect(roots.slice(0, 2).map(({ slug }) => slug)).toEqual(['ontmoeten', 'spelen-en-opgroeien'])
    expect(roots[0]!.narrower.length).toBeGreaterThan(5)
    expect(roots.some(({ slug }) => slug === 'oud')).toBe(false)
    expect((await tree(ctx, 'theme', 'en'))[0]).toMatchObject({ label: 'Building and making' })
  })

  test('a family is the concept, all below it, and what is related, each once', async () => {
    const ctx = testContext(store())
    const top = await conceptBySlug(ctx, 'ontmoeten')
    const all = await conceptFamily(ctx, top!.id)
    expect(all[0]).toMatchObject({ slug: 'ontmoeten', through: 'exact' })
    expect(all.filter(({ through }) => through === 'narrower').length).toBeGreaterThan(5)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    const party = await conceptBySlug(ctx, 'straatbarbecue')
    const family = await conceptFamily(ctx, party!.id)
    expect(family.map(({ slug, through }) => [slug, through])).toContainEqual(['straatfeest', 'related'])
    expect(await conceptFamily(ctx, 1_000_000)).toEqual([])
  })

  test('themes come from the ambition, or from what lies below it', async () => {
    const ctx = testContext(store())
    const barbecue = await conceptBySlug(ctx, 'straatbarbecue')
    expect((await themesNeeded(ctx, barbecue!.id)).map(({ slug }) => slug).sort()).toEqual([
      'evenementen',
      'koken-voor-groepen',
      'openbare-ruimte',
    ])
    const top = await conceptBySlug(ctx, 'ontmoeten')
    expect((await themesNeeded(ctx, top!.id)).length).toBeGreaterThan(3)
  })

  test('a card tells synonyms and neighbours, and never the hidden words', async () => {
    const ctx = testContext(store())
    const card = await conceptCard(ctx, (await conceptBySlug(ctx, 'buren-leren-kennen'))!)
    expect(card.synonyms).toContain('buren ontmoeten')
    expect(card.synonyms).not.toContain('isolement')
    expect(card.broader.map(({ slug }) => slug)).toEqual(['ontmoeten'])
    expect(card.related.length).toBeGreaterThan(0)
  })
})
