import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { rows, type Db, type Store } from '../../platform/db/store.ts'
import type { Language } from '../../platform/i18n.ts'
import type { Scheme } from './concept.ts'
import { taxonomyStamp } from './queries.ts'
import type { Match } from './ranking.ts'
import { vocabularyOf, type Vocabulary } from './rules.ts'

/** A text of a concept with the stems that the database gave its words. */
interface IndexedText extends Omit<Match, 'word'> {
  stems: string[]
}

/**
 * The words of a scheme, indexed by stem. Some thousands of short texts that hardly ever change: kept by each process,
 * so that searching while somebody types asks the database only for the stems of what was typed.
 */
export interface Lexicon {
  vocabulary: Vocabulary
  /** Texts by language and stem. */
  texts: Map<string, IndexedText[]>
}

const kept = new WeakMap<Store, Map<Scheme, { stamp: string; lexicon: Lexicon }>>()

/** The lexicon of a scheme, made again only when the taxonomy has changed. */
export async function lexiconOf(ctx: Context, scheme: Scheme): Promise<Lexicon> {
  const { store } = ctx.services
  const stamp = await taxonomyStamp(ctx, [scheme])
  const ofStore = kept.get(store) ?? new Map<Scheme, { stamp: string; lexicon: Lexicon }>()
  kept.set(store, ofStore)
  const known = ofStore.get(scheme)
  if (known?.stamp === stamp) return known.lexicon
  const lexicon = await makeLexicon(ctx.db, scheme)
  ofStore.set(scheme, { stamp, lexicon })
  return lexicon
}

async function makeLexicon(db: Db, scheme: Scheme): Promise<Lexicon> {
  const all = await rows<Omit<IndexedText, 'size'> & { search: string }>(
    db,
    sql`select t.concept_id as concept, t.text, t.kind, t.language, t.search, tsvector_to_array(t.stems) as stems
        from concept_texts t join concepts c on c.id = t.concept_id and c.scheme = ${scheme} and c.status = 'accepted'
        order by t.id`,
  )
  const texts = new Map<string, IndexedText[]>()
  for (const { search: _search, ...text } of all) {
    const indexed = { ...text, size: text.stems.length }
    for (const stem of text.stems) {
      const key = stemKey(text.language, stem)
      const others = texts.get(key)
      if (others) others.push(indexed)
      else texts.set(key, [indexed])
    }
  }
  const words = all.flatMap(({ search }) => search.split(' '))
  const concepts = new Set(all.map(({ concept }) => concept)).size
  return { vocabulary: vocabularyOf(words, await stopWords(db, words), concepts), texts }
}

const stemKey = (language: string, stem: string) => `${language} ${stem}`

/** Which of these are words that carry no meaning in Dutch ("voor", "over"), so no part of a compound either. */
async function stopWords(db: Db, words: string[]): Promise<string[]> {
  const found = await rows<{ word: string }>(
    db,
    sql`select word from jsonb_array_elements_text(${JSON.stringify([...new Set(words)])}::jsonb) as word
        where length(to_tsvector('dutch', word)) = 0`,
  )
  return found.map(({ word }) => word)
}

/** What stems the words of each language. */
const textSearch: Record<Language, string> = { nl: 'dutch', en: 'english' }

/**
 * Every text in which one of the words occurs, in whatever form its language gives it. A word without meaning in the
 * reader's language ("de") is not a word of another language either; `meaningful` are the others.
 */
export async function findWords(
  db: Db,
  { texts }: Lexicon,
  language: Language,
  words: string[],
): Promise<{ matches: Match[]; meaningful: Set<string> }> {
  if (words.length === 0) return { matches: [], meaningful: new Set() }
  const stems = await rows<{ word: string; language: string; stem: string }>(
    db,
    sql`select word, language, unnest(tsvector_to_array(to_tsvector(config::regconfig, word))) as stem
        from jsonb_array_elements_text(${JSON.stringify(words)}::jsonb) as word
        cross join (values ('nl', 'dutch'), ('en', 'english')) as spoken (language, config)
        where length(to_tsvector(${textSearch[language]}::regconfig, word)) > 0`,
  )
  const matches = stems.flatMap(({ word, language, stem }) =>
    (texts.get(stemKey(language, stem)) ?? []).map((text) => ({ ...text, word })),
  )
  return { matches, meaningful: new Set(stems.map(({ word }) => word)) }
}
