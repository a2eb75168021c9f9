import type { Context } from '../../platform/context.ts'
import type { Language } from '../../platform/i18n.ts'
import type { Scheme } from './concept.ts'
import { findWords, lexiconOf } from './lexicon.ts'
import { conceptsByIds, type Concept } from './queries.ts'
import { rank, type Asked, type Reason } from './ranking.ts'
import { isExplained, meantBy, tokensOf, variantsOf, type Vocabulary } from './rules.ts'

export interface SearchOptions {
  scheme?: Scheme
  /** Words in this language count most; the reader's when not given. */
  language?: Language
  limit?: number
}

/** A concept that answers what was typed, and why. */
export interface Finding {
  concept: Concept
  reason: Reason
  score: number
}

/**
 * Finds concepts by a word, a few words, or a whole sentence; any of the words may do. Knows other forms of a word,
 * synonyms, parts of compounds and typing mistakes; a problem leads to the wishes beside it. Best first.
 */
export async function searchConcepts(
  ctx: Context,
  text: string,
  { scheme = 'ambition', language = ctx.language, limit = 10 }: SearchOptions = {},
): Promise<Finding[]> {
  const tokens = tokensOf(text)
  if (tokens.length === 0) return []
  const lexicon = await lexiconOf(ctx, scheme)
  const { vocabulary } = lexicon
  const asked: Asked[] = tokens.map((token, index) => ({
    token,
    variants: variantsOf(token, vocabulary, index === tokens.length - 1),
  }))
  const { matches, meaningful } = await findWords(ctx.db, lexicon, language, wordsOf(asked))
  const seen = new Set(matches.map(({ word }) => word))
  const unknown = asked.filter(({ token, variants }) => meaningful.has(token) && !isExplained(variants, seen))
  if (asked.length <= mostTokensWithTypos) {
    const corrected = await findWords(ctx.db, lexicon, language, addTypos(unknown, vocabulary))
    matches.push(...corrected.matches)
  }
  const ranked = rank(asked, matches, vocabulary.concepts, language).slice(0, limit)
  const concepts = await conceptsByIds(
    ctx,
    ranked.map(({ concept }) => concept),
    language,
  )
  return ranked.map(({ concept, reason, score }) => ({ concept: concepts.get(concept)!, reason, score }))
}

function wordsOf(asked: Asked[]): string[] {
  return [...new Set(asked.flatMap(({ variants }) => [...variants.keys()]))]
}

/** In a whole sentence the other words do; there an unknown word is mostly a name. */
const mostTokensWithTypos = 8

/** Adds to words that occur nowhere what may have been meant. @returns the words to look up as well. */
function addTypos(unknown: Asked[], vocabulary: Vocabulary): string[] {
  return unknown.flatMap(({ token, variants }) => {
    const meant = meantBy(token, vocabulary)
    for (const word of meant) variants.set(word, 'typo')
    return meant
  })
}
