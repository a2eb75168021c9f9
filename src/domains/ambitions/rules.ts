/** How far a wish reaches: an area of the resident's own, or a walking distance in metres. */
export const reaches = ['street', 'buurt', 'wijk', 'gemeente', '250', '500', '1000', '2000'] as const
export type Reach = (typeof reaches)[number]

/** Who wishes for everything tells neighbours nothing. */
export const mostWishes = 60

/** Lower case, without accents, apostrophes and punctuation: the form in which words are compared. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’‘`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** A slug for a title: its plain words with hyphens. */
export function slugOf(title: string): string {
  return plain(title)
    .replace(/[^a-z0-9 ]+/g, '')
    .trim()
    .replace(/ +/g, '-')
    .slice(0, 60)
    .replace(/-$/, '')
}

/** A proposal may be a whole sentence; more words than this tell nothing new. */
const mostTokens = 24

/** The different words of a text, in order. A single letter says nothing. */
export function tokensOf(text: string): string[] {
  const words = plain(text.slice(0, 400))
    .split(' ')
    .filter((word) => word.length > 1)
    .map((word) => word.slice(0, 40))
  return [...new Set(words)].slice(0, mostTokens)
}

/** All words that a taxonomy uses, and what its compounds are made of. */
export interface Vocabulary {
  words: Set<string>
  /** Compounds of the taxonomy by each of their parts: "barbecue" → ["buurtbarbecue", "straatbarbecue"]. */
  compoundsOf: Map<string, string[]>
  /** Diminutives of the taxonomy by the word they come from: "park" → ["parkje"]. */
  diminutivesOf: Map<string, string[]>
  /** Words by each three letters in a row that they have. */
  byTrigram: Map<string, string[]>
  /** How many concepts there are, to know which words are rare. */
  concepts: number
}

/** The vocabulary that a taxonomy's words make, without those that carry no meaning. */
export function vocabularyOf(used: string[], meaningless: string[], concepts: number): Vocabulary {
  const words = new Set(used.filter((word) => word.length > 2)).difference(new Set(meaningless))
  const compoundsOf = new Map<string, string[]>()
  for (const word of words) {
    for (const part of partsOf(word, words)) {
      if (part.known) compoundsOf.set(part.word, [...(compoundsOf.get(part.word) ?? []), word])
    }
  }
  const diminutivesOf = new Map<string, string[]>()
  for (const word of words) {
    for (const base of undiminished(word)) diminutivesOf.set(base, [...(diminutivesOf.get(base) ?? []), word])
  }
  const byTrigram = new Map<string, string[]>()
  for (const word of words) {
    for (const trigram of trigramsOf(word)) {
      const others = byTrigram.get(trigram)
      if (others) others.push(word)
      else byTrigram.set(trigram, [word])
    }
  }
  return { words, compoundsOf, diminutivesOf, byTrigram, concepts }
}

/** A piece of a compound; `head` is its last piece, which tells what kind of thing it is. */
export interface Part {
  word: string
  known: boolean
  head: boolean
}

/** Shorter pieces would turn up inside any word. */
const shortestPart = 3
const shortestKnown = 4
/** A few letters that are left over are an ending or an accident: wan-delen. */
const shortestUnknown = 4

/**
 * Takes a Dutch compound apart at the words that are known: "buurtbarbecue" → buurt + barbecue. Both pieces known is
 * best, then a known head, then a known first piece. A linking s or en between the pieces belongs to neither. Empty
 * for a word that is no compound of known words.
 */
export function partsOf(compound: string, known: Set<string>): Part[] {
  let best: { parts: Part[]; worth: number } | undefined
  for (let cut = shortestPart; cut <= compound.length - shortestPart; cut++) {
    const first = knownForm(compound.slice(0, cut), known, true)
    const last = knownForm(compound.slice(cut), known, false)
    if (!first && !last) continue
    const longest = Math.max(first?.length ?? 0, last?.length ?? 0)
    const unknown = first ? (last ? undefined : compound.length - cut) : cut
    if (longest < shortestKnown || (unknown !== undefined && unknown < shortestUnknown)) continue
    // Letters that are explained count; a known head explains more than a known beginning.
    const worth = (first?.length ?? 0) + (last ? last.length + 2 : 0) + (first && last ? 100 : 0)
    if (best && best.worth >= worth) continue
    const parts = [
      { word: first ?? compound.slice(0, cut), known: first !== undefined, head: false },
      { word: last ?? compound.slice(cut), known: last !== undefined, head: true },
    ]
    best = { parts, worth }
  }
  return best?.parts ?? []
}

/** The known word that a piece is a form of: as it is, without a linking sound, in the singular, not as a diminutive. */
function knownForm(piece: string, known: Set<string>, links: boolean): string | undefined {
  if (known.has(piece)) return piece
  const forms = links ? [piece.replace(/(s|en|e|n)$/, '')] : simplerForms(piece)
  return forms.find((form) => form.length >= shortestPart && known.has(form))
}

/** Endings of diminutives with what stood there before: bloem-pje, bal-letje, tuin-tje, kop-je. */
const diminutives: [RegExp, string][] = [
  [/(.)\1etjes?$/, '$1'],
  [/([aeiou])\1tjes?$/, '$1'],
  [/mpjes?$/, 'm'],
  [/nkjes?$/, 'ng'],
  [/etjes?$/, ''],
  [/tjes?$/, ''],
  [/tjes?$/, 't'],
  [/jes?$/, ''],
]
const inflections: [RegExp, string][] = [
  [/([aeiou])([^aeiou])en$/, '$1$1$2'],
  [/([^aeiou])\1en$/, '$1'],
  [/zen$/, 's'],
  [/ven$/, 'f'],
  [/eren$/, ''],
  [/(en|s|e|n)$/, ''],
]

/** What a diminutive may come from: "bloempje" → "bloem". The real word is among the guesses. */
function undiminished(word: string): string[] {
  return withoutEnding(word, diminutives)
}

/** Simpler words that this may be a form of: out of the diminutive, out of the plural. */
export function simplerForms(word: string): string[] {
  return withoutEnding(word, [...diminutives, ...inflections])
}

function withoutEnding(word: string, endings: [RegExp, string][]): string[] {
  const simpler = endings.map(([ending, before]) => word.replace(ending, before))
  return simpler.filter((form) => form !== word && form.length >= shortestPart)
}

/** Whether the looked-up words say all that a typed word says, so that it is no typing mistake. */
export function isExplained(variants: Map<string, Variant>, found: Set<string>): boolean {
  const seen = [...variants].filter(([word]) => found.has(word)).map(([, variant]) => variant)
  const whole = seen.some((variant) => variant === 'same' || variant === 'form' || variant === 'beginning')
  return whole || (seen.includes('head') && seen.includes('part'))
}

/** How a word that is looked up follows from a word that was typed. */
export type Variant = 'same' | 'form' | 'beginning' | 'compound' | 'head' | 'part' | 'typo'

/** The words to look up for one typed word, with how each follows from it. */
export function variantsOf(token: string, vocabulary: Vocabulary, isLast: boolean): Map<string, Variant> {
  const { words, compoundsOf, diminutivesOf } = vocabulary
  const variants = new Map<string, Variant>([[token, 'same']])
  const add = (word: string, variant: Variant) => {
    if (!variants.has(word)) variants.set(word, variant)
  }
  for (const form of simplerForms(token)) if (words.has(form)) add(form, 'form')
  const isKnown = words.has(token) || variants.size > 1
  for (const word of variants.keys()) {
    for (const compound of compoundsOf.get(word) ?? []) add(compound, 'compound')
  }
  for (const part of partsOf(token, words)) if (part.known) add(part.word, part.head ? 'head' : 'part')
  for (const [word, variant] of variants) {
    for (const small of diminutivesOf.get(word) ?? []) add(small, variant === 'same' ? 'form' : variant)
  }
  // Somebody may still be typing the last word.
  if (isLast && !isKnown && token.length >= shortestPart) {
    for (const word of words) if (word.startsWith(token)) add(word, 'beginning')
  }
  return variants
}

/**
 * The number of typing mistakes between two words: a letter too many, too few, wrong, or two swapped (the optimal
 * string alignment distance, after Damerau). Stops counting above `most`.
 */
export function mistakesBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const current = [i]
    for (let j = 1; j <= other.length; j++) {
      const wrong = one[i - 1] === other[j - 1] ? 0 : 1
      let least = Math.min(last[j]! + 1, current[j - 1]! + 1, last[j - 1]! + wrong)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, beforeLast[j - 2]! + 1)
      }
      current.push(least)
    }
    if (Math.min(...current) > most) return most + 1
    beforeLast = last
    last = current
  }
  return last[other.length]!
}

/** The three letters in a row of a word, with its beginning and end marked: the same as PostgreSQL's pg_trgm. */
export function trigramsOf(word: string): Set<string> {
  const padded = `  ${word} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, start) => padded.slice(start, start + 3)))
}

/** Words that share less of their trigrams are other words. */
const leastLikeness = 0.3

/**
 * The known words that somebody may have meant by a word that is not known: alike in trigrams, and with one typing
 * mistake in a short word or two in a long one. Only those with the fewest mistakes.
 */
export function meantBy(token: string, { byTrigram }: Vocabulary): string[] {
  if (token.length < shortestKnown) return []
  const asked = trigramsOf(token)
  const shared = new Map<string, number>()
  for (const trigram of asked) {
    for (const word of byTrigram.get(trigram) ?? []) shared.set(word, (shared.get(word) ?? 0) + 1)
  }
  const most = token.length < 8 ? 1 : 2
  const near = [...shared]
    .filter(([word, both]) => word.length >= shortestKnown && both / asked.size >= leastLikeness)
    .map(([word]) => ({ word, mistakes: mistakesBetween(token, word, most) }))
    .filter(({ mistakes }) => mistakes <= most)
    .sort((a, b) => a.mistakes - b.mistakes || (a.word < b.word ? -1 : 1))
  return near.filter(({ mistakes }) => mistakes === near[0]!.mistakes).map(({ word }) => word)
}
