import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rank, type Match } from './ranking.ts'
import {
  meantBy,
  mistakesBetween,
  partsOf,
  plain,
  simplerForms,
  slugOf,
  tokensOf,
  trigramsOf,
  variantsOf,
  vocabularyOf,
} from './rules.ts'

const known = [
  'buurt',
  'barbecue',
  'straat',
  'tuin',
  'speeltuin',
  'buurtbarbecue',
  'delen',
  'wandelen',
  'parkje',
  'natuur',
]
const vocabulary = vocabularyOf(known, ['voor'], 100)

describe('words', () => {
  test('are compared without case, accents, apostrophes and punctuation', () => {
    expect(plain('  Café’s & thema’s: ÉÉN!  ')).toBe('cafes themas een')
    expect(tokensOf('Een een jeu-de-boules-baan (groot)')).toEqual([
      'een',
      'jeu',
      'de',
      'boules',
      'baan',
      'groot',
    ])
    expect(slugOf('Café op ’t Plein!')).toBe('cafe-op-t-plein')
  })

  test('comparing again changes nothing, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => plain(plain(text)) === plain(text)))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => tokensOf(text).length <= 24),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) =>
        /^([a-z0-9]+(-[a-z0-9]+)*)?$/.test(slugOf(text)),
      ),
    )
  })

  test.each([
    ['tuintje', 'tuin'],
    ['parkje', 'park'],
    ['bloempje', 'bloem'],
    ['balletje', 'bal'],
    ['speeltuintjes', 'speeltuin'],
    ['woninkje', 'woning'],
    ['feestje', 'feest'],
    ['bomen', 'boom'],
    ['ballen', 'bal'],
    ['huizen', 'huis'],
  ])('%s may come from %s', (word, base) => {
    expect(simplerForms(word)).toContain(base)
  })
})

describe('compounds', () => {
  const words = new Set(known)
  const split = (word: string) =>
    partsOf(word, words).map((part) => (part.known ? part.word : `(${part.word})`))

  test.each([
    ['buurtbarbecue', ['buurt', 'barbecue']],
    ['buurttuintje', ['buurt', 'tuin']],
    ['straatsbarbecue', ['straat', 'barbecue']],
    ['natuurspeeltuin', ['natuur', 'speeltuin']],
    ['daktuin', []],
    ['schooltuin', ['(school)', 'tuin']],
    ['buurtwinkel', ['buurt', '(winkel)']],
    ['wandelen', []],
    ['iets', []],
  ])('%s is made of %j', (word, parts) => {
    expect(split(word)).toEqual(parts)
  })

  test('nothing typed makes it fail, and parts always cover known words', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abdeinrstu') }), (word) => {
        for (const part of partsOf(word, words)) if (part.known) expect(words.has(part.word)).toBe(true)
      }),
    )
  })

  test('lead both ways: from a compound to its parts, and from a part to the compounds', () => {
    expect(variantsOf('buurtbarbecuetje', vocabulary, false).get('buurtbarbecue')).toBe('form')
    expect(variantsOf('schoolbarbecue', vocabulary, false).get('barbecue')).toBe('head')
    expect(variantsOf('barbecue', vocabulary, false).get('buurtbarbecue')).toBe('compound')
    expect(variantsOf('park', vocabulary, false).get('parkje')).toBe('form')
    expect(variantsOf('barbec', vocabulary, true).get('barbecue')).toBe('beginning')
    expect(variantsOf('barbec', vocabulary, false).has('barbecue')).toBe(false)
  })
})

describe('typing mistakes', () => {
  test('a letter too many, too few, wrong or swapped is one mistake', () => {
    for (const typed of ['barbeque', 'babecue', 'barbecuee', 'babrecue']) {
      expect(mistakesBetween(typed, 'barbecue', 2)).toBe(1)
    }
    expect(mistakesBetween('tuin', 'straat', 2)).toBeGreaterThan(2)
  })

  test('the number is the same both ways, and none only for the same word', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, (one, other) => {
        const mistakes = mistakesBetween(one, other, 8)
        expect(mistakes).toBe(mistakesBetween(other, one, 8))
        expect(mistakes === 0).toBe(one === other)
      }),
    )
  })

  test('the nearest known word is meant, and no other', () => {
    expect(meantBy('barbeque', vocabulary)).toEqual(['barbecue'])
    expect(meantBy('spleetuin', vocabulary)).toEqual(['speeltuin'])
    expect(meantBy('fiets', vocabulary)).toEqual([])
    expect(meantBy('tui', vocabulary)).toEqual([])
  })

  test('trigrams are those of pg_trgm', () => {
    expect([...trigramsOf('tuin')]).toEqual(['  t', ' tu', 'tui', 'uin', 'in '])
  })
})

describe('ranking', () => {
  const match = (concept: number, word: string, kind: Match['kind'], text = word): Match => ({
    concept,
    word,
    kind,
    text,
    language: 'nl',
    size: text.split(' ').length,
  })
  const asked = (...tokens: string[]) =>
    tokens.map((token) => ({ token, variants: new Map([[token, 'same' as const]]) }))

  test('a name counts more than a synonym, and that more than a definition', () => {
    const matches = [match(1, 'tuin', 'definition'), match(2, 'tuin', 'alt'), match(3, 'tuin', 'pref')]
    expect(rank(asked('tuin'), matches, 10, 'nl').map(({ concept }) => concept)).toEqual([3, 2, 1])
  })

  test('a rare word counts more than one that is everywhere', () => {
    const common = [1, 2, 3, 4, 5].map((concept) => match(concept, 'buurt', 'pref', 'buurt en iets'))
    const ranked = rank(asked('buurt', 'kas'), [...common, match(9, 'kas', 'alt', 'kas en iets')], 10, 'nl')
    expect(ranked[0]!.concept).toBe(9)
  })

  test('a text that was asked for as a whole goes first', () => {
    const matches = [match(1, 'tuin', 'pref', 'tuin op het dak'), match(2, 'tuin', 'pref', 'tuin')]
    expect(rank(asked('tuin'), matches, 10, 'nl')[0]!.concept).toBe(2)
  })

  test('a problem is the reason only when it counted most', () => {
    const [first] = rank(asked('zwerfafval'), [match(1, 'zwerfafval', 'hidden')], 10, 'nl')
    expect(first!.reason).toEqual({ how: 'problem', asked: 'zwerfafval', found: 'zwerfafval' })
  })

  test('the order is the same whatever order the matches come in', () => {
    const matches = [1, 2, 3, 4].flatMap((concept) => [
      match(concept, 'a', 'alt'),
      match(concept, 'b', 'pref'),
    ])
    const expected = rank(asked('a', 'b'), matches, 10, 'nl')
    fc.assert(
      fc.property(fc.shuffledSubarray(matches, { minLength: matches.length }), (shuffled) => {
        expect(rank(asked('a', 'b'), shuffled, 10, 'nl').map(({ concept }) => concept)).toEqual(
          expected.map(({ concept }) => concept),
        )
      }),
    )
  })
})
