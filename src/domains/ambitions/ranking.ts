import type { Variant } from './rules.ts'

/** A text of a concept in which one looked-up word occurs. */
export interface Match {
  /** The word that was looked up. */
  word: string
  concept: number
  text: string
  kind: 'pref' | 'alt' | 'hidden' | 'definition'
  language: string
  /** How many different words that carry meaning the text has. */
  size: number
}

/** One typed word with the words that were looked up for it. */
export interface Asked {
  token: string
  variants: Map<string, Variant>
}

/** Why a concept was found, by the words that counted most. */
export interface Reason {
  how: 'label' | 'synonym' | 'problem' | 'definition' | 'typo'
  /** What was typed. */
  asked: string
  /** The text in which it was found. */
  found: string
}

export interface Ranked {
  concept: number
  score: number
  reason: Reason
}

/** What it is called counts most; a definition only mentions things. */
const kindWeight = { pref: 1, alt: 0.9, hidden: 0.85, definition: 0.3 }
const variantWeight: Record<Variant, number> = {
  same: 1,
  form: 0.95,
  head: 0.75,
  compound: 0.6,
  beginning: 0.6,
  typo: 0.6,
  part: 0.5,
}
/** Words in a language that is not the reader's. */
const otherLanguage = 0.6
/** How much more a text counts of which every word was asked for. */
const wholeText = 1

/**
 * Orders concepts by how well they answer the typed words. Each word adds the best of what it was found in, weighed by
 * how rare it is (inverse document frequency); a text that is asked for as a whole adds that again. Ties go to the
 * lower number, so that the order is always the same.
 */
export function rank(asked: Asked[], matches: Match[], concepts: number, language: string): Ranked[] {
  const byWord = new Map<string, Match[]>()
  for (const match of matches) {
    const known = byWord.get(match.word)
    if (known) known.push(match)
    else byWord.set(match.word, [match])
  }
  const rarity = new Map(
    [...byWord].map(([word, hits]) => {
      const frequency = new Set(hits.map(({ concept }) => concept)).size
      return [word, Math.log(1 + concepts / frequency)]
    }),
  )
  const found = new Map<number, Found>()
  for (const { token, variants } of asked) {
    for (const [word, variant] of variants) {
      for (const match of byWord.get(word) ?? []) {
        const own = found.get(match.concept) ?? newFound(match.concept)
        found.set(match.concept, own)
        const spoken = match.language === language ? 1 : otherLanguage
        const worth = rarity.get(word)! * kindWeight[match.kind] * variantWeight[variant] * spoken
        addHit(own, token, match, variant, worth)
      }
    }
  }
  return [...found.values()].map(total).sort((a, b) => b.score - a.score || a.concept - b.concept)
}

interface Hit {
  match: Match
  variant: Variant
  worth: number
}
interface Found {
  concept: number
  /** The best hit of each typed word. */
  best: Map<string, Hit>
  /** For each text, the best hit of each typed word in it. */
  texts: Map<string, { match: Match; hits: Map<string, Hit> }>
}

function newFound(concept: number): Found {
  return { concept, best: new Map(), texts: new Map() }
}

function addHit(found: Found, token: string, match: Match, variant: Variant, worth: number): void {
  const hit = { match, variant, worth }
  if ((found.best.get(token)?.worth ?? 0) < worth) found.best.set(token, hit)
  if (match.kind === 'definition') return
  const key = `${match.kind}:${match.language}:${match.text}`
  const text = found.texts.get(key) ?? { match, hits: new Map<string, Hit>() }
  found.texts.set(key, text)
  if ((text.hits.get(token)?.worth ?? 0) < worth) text.hits.set(token, hit)
}

function total({ concept, best, texts }: Found): Ranked {
  const sum = [...best.values()].reduce((all, { worth }) => all + worth, 0)
  let whole = 0
  for (const { match, hits } of texts.values()) {
    const words = new Set([...hits.values()].map((hit) => hit.match.word)).size
    const share = Math.min(1, words / Math.max(match.size, 1))
    const worth = [...hits.values()].reduce((all, hit) => all + hit.worth, 0) * share * share
    whole = Math.max(whole, worth)
  }
  const [token, strongest] = [...best].sort(([, a], [, b]) => b.worth - a.worth)[0]!
  return { concept, score: sum + wholeText * whole, reason: reasonOf(token, strongest) }
}

function reasonOf(asked: string, { match, variant }: Hit): Reason {
  const found = variant === 'typo' ? match.word : match.text
  if (match.kind === 'hidden') return { how: 'problem', asked, found }
  if (variant === 'typo') return { how: 'typo', asked, found }
  const how = { pref: 'label', alt: 'synonym', definition: 'definition' } as const
  return { how: how[match.kind], asked, found }
}
