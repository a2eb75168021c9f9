import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { rows, type Db, type Store } from '../../platform/db/store.ts'
import type { Language } from '../../platform/i18n.ts'
import type { Scheme } from './concept.ts'
import { conceptsByIds, taxonomyStamp, type Concept } from './queries.ts'
import { rank, type Asked, type Match, type Reason } from './ranking.ts'
import { meantBy, tokensOf, variantsOf, vocabularyOf, type Vocabulary } from './rules.ts'

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
  const vocabulary = await vocabularyFor(ctx, scheme)
  const asked: Asked[] = tokens.map((token, index) => ({
    token,
    variants: variantsOf(token, vocabulary, index === tokens.length - 1),
  }))
  const matches = await findWords(ctx.db, scheme, language, wordsOf(asked))
  const corrected = await withTypos(ctx, scheme, asked, matches)
  matches.push(...(await findWords(ctx.db, scheme, language, corrected)))
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

const vocabularies = new WeakMap<Store, Map<Scheme, { stamp: string; vocabulary: Vocabulary }>>()

/** The words of a scheme, made again only when the taxonomy has changed. */
async function vocabularyFor(ctx: Context, scheme: Scheme): Promise<Vocabulary> {
  const stamp = await taxonomyStamp(ctx, [scheme])
  const kept =
    vocabularies.get(ctx.services.store) ?? new Map<Scheme, { stamp: string; vocabulary: Vocabulary }>()
  vocabularies.set(ctx.services.store, kept)
  const known = kept.get(scheme)
  if (known?.stamp === stamp) return known.vocabulary
  const labels = await rows<{ concept: number; search: string }>(
    ctx.db,
    sql`select t.concept_id as concept, t.search from concept_texts t
        join concepts c on c.id = t.concept_id and c.scheme = ${scheme} and c.status = 'accepted'
        where t.search <> ''`,
  )
  const words = labels.flatMap(({ search }) => search.split(' '))
  const vocabulary = vocabularyOf(
    words,
    await stopWords(ctx.db, words),
    new Set(labels.map(({ concept }) => concept)).size,
  )
  kept.set(scheme, { stamp, vocabulary })
  return vocabulary
}

/** What stems the words of each language. */
const textSearch: Record<Language, string> = { nl: 'dutch', en: 'english' }

/** Which of these are words that carry no meaning in Dutch ("voor", "over"), so no part of a compound either. */
async function stopWords(db: Db, words: string[]): Promise<string[]> {
  const found = await rows<{ word: string }>(
    db,
    sql`select word from jsonb_array_elements_text(${JSON.stringify([...new Set(words)])}::jsonb) as word
        where length(to_tsvector('dutch', word)) = 0`,
  )
  return found.map(({ word }) => word)
}

/**
 * Every text in which one of the words occurs, in whatever form its language gives it. The index is asked once for all
 * words together, and only then it is worked out which word each text was found by. A word without meaning in the
 * reader's language ("de") is not a word of another language either.
 */
async function findWords(db: Db, scheme: Scheme, language: Language, words: string[]): Promise<Match[]> {
  if (words.length === 0) return []
  return rows<Match>(
    db,
    sql`with asked as materialized (
          select word, language, unnest(tsvector_to_array(to_tsvector(config::regconfig, word))) as stem
          from jsonb_array_elements_text(${JSON.stringify(words)}::jsonb) as word
          cross join (values ('nl', 'dutch'), ('en', 'english')) as spoken (language, config)
          where length(to_tsvector(${textSearch[language]}::regconfig, word)) > 0
        ), queries as materialized (
          select language, string_agg(distinct '''' || stem || '''', ' | ')::tsquery as query
          from asked group by language
        ), found as materialized (
          select t.id, t.concept_id, t.text, t.kind, t.language, t.stems
          from queries q
          join concept_texts t on t.stems @@ q.query and t.language = q.language
          join concepts c on c.id = t.concept_id and c.scheme = ${scheme} and c.status = 'accepted'
        )
        select a.word, f.concept_id as concept, f.text, f.kind, f.language, length(f.stems) as size
        from found f
        cross join lateral unnest(tsvector_to_array(f.stems)) as own (stem)
        join asked a on a.stem = own.stem and a.language = f.language
        order by a.word, f.concept_id, f.id`,
  )
}

/** Below this likeness (shared trigrams) a word is another word. */
const likeness = 0.4

/**
 * Adds to words that occur nowhere what may have been meant. Labels that share trigrams with the word come from the
 * index; among their words the one with the fewest mistakes counts.
 * @returns the words to look up as well.
 */
async function withTypos(ctx: Context, scheme: Scheme, asked: Asked[], matches: Match[]): Promise<string[]> {
  const seen = new Set(matches.map(({ word }) => word))
  const unknown = asked.filter(
    ({ token, variants }) => token.length >= 4 && ![...variants.keys()].some((word) => seen.has(word)),
  )
  if (unknown.length === 0) return []
  const near = await ctx.db.transaction(async (tx) => {
    const db = tx as unknown as Db
    await db.execute(sql`select set_config('pg_trgm.word_similarity_threshold', ${String(likeness)}, true)`)
    return rows<{ token: string; search: string }>(
      db,
      sql`select distinct token, t.search
          from jsonb_array_elements_text(${JSON.stringify(unknown.map(({ token }) => token))}::jsonb) as token
          join concept_texts t on token <% t.search
          join concepts c on c.id = t.concept_id and c.scheme = ${scheme} and c.status = 'accepted'
          where t.search <> ''`,
    )
  })
  const added: string[] = []
  for (const { token, variants } of unknown) {
    const texts = near.filter((one) => one.token === token).map(({ search }) => search)
    for (const word of meantBy(token, texts)) {
      variants.set(word, 'typo')
      added.push(word)
    }
  }
  return [...new Set(added)]
}
