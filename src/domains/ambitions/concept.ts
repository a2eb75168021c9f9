/** Ambitions are wishes; themes are what somebody can know about. */
export type Scheme = 'ambition' | 'theme'
export const schemes: Scheme[] = ['ambition', 'theme']

export type ConceptStatus = 'accepted' | 'merged' | 'withdrawn'

/** One text for each language. */
export type TextByLanguage = Record<string, string>
/** Several texts for each language, sorted. */
export type TextsByLanguage = Record<string, string[]>

/**
 * A concept as it is imported, exported, compared and kept in the history: other concepts are named by slug, so that
 * it means the same in every store.
 */
export interface ConceptRecord {
  scheme: Scheme
  slug: string
  status: ConceptStatus
  replacedBy: string | null
  sensitive: boolean
  /** Which of the five outcomes of the Droom it serves most. */
  outcome: number | null
  position: number
  pref: TextByLanguage
  definition: TextByLanguage
  alt: TextsByLanguage
  /** Words that lead here without being shown, mostly problems. */
  hidden: TextsByLanguage
  /** Slugs in the same scheme. */
  broader: string[]
  related: string[]
  /** Slugs of themes; only ambitions need them. */
  needs: string[]
}

/** All concepts by `keyOf`. */
export type Taxonomy = Map<string, ConceptRecord>

/** What identifies a concept in every store. */
export function keyOf(concept: { scheme: Scheme; slug: string }): string {
  return `${concept.scheme}/${concept.slug}`
}

/** A concept without anything, for filling. */
export function blankConcept(scheme: Scheme, slug: string): ConceptRecord {
  return {
    scheme,
    slug,
    status: 'accepted',
    replacedBy: null,
    sensitive: false,
    outcome: null,
    position: 0,
    pref: {},
    definition: {},
    alt: {},
    hidden: {},
    broader: [],
    related: [],
    needs: [],
  }
}

/** The one way to write a record down: equal concepts give equal objects, whatever order their parts came in. */
export function canonical(record: ConceptRecord): ConceptRecord {
  const pref = sortedTexts(record.pref)
  return {
    scheme: record.scheme,
    slug: record.slug,
    status: record.status,
    replacedBy: record.replacedBy,
    sensitive: record.sensitive,
    outcome: record.outcome,
    position: record.position,
    pref,
    definition: sortedTexts(record.definition),
    // A synonym that says the same as the label itself tells nothing.
    alt: sortedLists(record.alt, (language, text) => text !== pref[language]),
    hidden: sortedLists(record.hidden, (language, text) => text !== pref[language]),
    broader: sortedSet(record.broader),
    related: sortedSet(record.related),
    needs: sortedSet(record.needs),
  }
}

export function sameConcept(one: ConceptRecord, other: ConceptRecord): boolean {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other))
}

function sortedSet(items: string[]): string[] {
  return [...new Set(items)].sort()
}

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

function sortedTexts(texts: TextByLanguage): TextByLanguage {
  const kept = Object.entries(texts).map(([language, text]) => [language, tidy(text)] as const)
  return Object.fromEntries(kept.filter(([, text]) => text !== '').sort(([a], [b]) => (a < b ? -1 : 1)))
}

function sortedLists(
  texts: TextsByLanguage,
  keep: (language: string, text: string) => boolean,
): TextsByLanguage {
  const kept = Object.entries(texts).map(
    ([language, list]) =>
      [language, sortedSet(list.map(tidy)).filter((text) => text !== '' && keep(language, text))] as const,
  )
  return Object.fromEntries(kept.filter(([, list]) => list.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Something that is wrong with one concept, in a sentence for who made the file. */
export interface ConceptProblem {
  concept: string
  problem: string
}

/** The addresses under /ambities that are pages of their own. */
export const reservedSlugs = ['zoek', 'aanvraag', 'besluiten', 'groep', 'gekozen']
const slugShape = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** What is wrong with these concepts within a whole taxonomy (which already contains them). */
export function problemsOf(taxonomy: Taxonomy, concepts: ConceptRecord[]): ConceptProblem[] {
  return concepts.flatMap((concept) =>
    [...ownProblems(concept), ...relationProblems(taxonomy, concept)].map((problem) => ({
      concept: keyOf(concept),
      problem,
    })),
  )
}

function* ownProblems(concept: ConceptRecord): Generator<string> {
  if (!slugShape.test(concept.slug) || concept.slug.length > 80) {
    yield 'its notation may only hold lower-case letters, digits and single hyphens, at most 80'
  }
  if (concept.scheme === 'ambition' && reservedSlugs.includes(concept.slug)) {
    yield 'its notation is the address of another page'
  }
  if (!concept.pref.nl) yield 'it has no Dutch preferred label'
  if (!concept.definition.nl && concept.status === 'accepted') yield 'it has no Dutch definition'
  for (const text of Object.values(concept.pref)) {
    if (text.length > 80) yield `its label "${text.slice(0, 30)}…" is longer than 80 characters`
  }
  for (const text of Object.values({ ...concept.alt, ...concept.hidden }).flat()) {
    if (text.length > 120) yield `its word "${text.slice(0, 30)}…" is longer than 120 characters`
  }
  if (concept.outcome !== null && !(concept.outcome >= 1 && concept.outcome <= 5)) {
    yield 'its outcome is not a number from 1 to 5'
  }
  if ((concept.status === 'merged') !== (concept.replacedBy !== null)) {
    yield 'a merged concept, and only that, names the concept that replaces it'
  }
}

function* relationProblems(taxonomy: Taxonomy, concept: ConceptRecord): Generator<string> {
  const { scheme } = concept
  const find = (slug: string, of: Scheme = scheme) => taxonomy.get(keyOf({ scheme: of, slug }))
  for (const slug of [...concept.broader, ...concept.related]) {
    if (slug === concept.slug) yield 'it points at itself'
    else if (!find(slug)) yield `it points at "${slug}", which does not exist`
    else if (concept.status === 'accepted' && find(slug)!.status !== 'accepted') {
      yield `it points at "${slug}", which is not in use`
    }
  }
  for (const slug of concept.needs) {
    if (scheme !== 'ambition') yield 'only an ambition needs themes'
    else if (!find(slug, 'theme')) yield `it needs the theme "${slug}", which does not exist`
  }
  if (concept.replacedBy !== null) {
    const target = find(concept.replacedBy)
    if (concept.replacedBy === concept.slug) yield 'it is replaced by itself'
    else if (!target) yield `it is replaced by "${concept.replacedBy}", which does not exist`
    else if (target.status !== 'accepted') yield `it is replaced by "${target.slug}", which is not in use`
  }
  const above = ancestors(taxonomy, concept)
  if (above.has(concept.slug)) yield 'it stands above itself in the tree'
  // SKOS, S27: what is related is not also broader, however far up.
  for (const slug of concept.related) {
    if (above.has(slug)) yield `"${slug}" is both related and broader`
  }
}

function ancestors(taxonomy: Taxonomy, concept: ConceptRecord): Set<string> {
  const above = new Set<string>()
  const waiting = [...concept.broader]
  for (let slug = waiting.pop(); slug !== undefined; slug = waiting.pop()) {
    if (above.has(slug)) continue
    above.add(slug)
    waiting.push(...(taxonomy.get(keyOf({ scheme: concept.scheme, slug }))?.broader ?? []))
  }
  return above
}
