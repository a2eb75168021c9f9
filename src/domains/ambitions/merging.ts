import { keyOf, type ConceptRecord, type Taxonomy } from './concept.ts'

/**
 * What changes when one concept goes up in another of the same scheme: its words become synonyms, what hung under it or
 * was related to it moves along, and whatever it had replaced before is now replaced by the target too.
 */
export function mergeInto(taxonomy: Taxonomy, from: ConceptRecord, into: ConceptRecord): ConceptRecord[] {
  const moved = (slugs: string[]) =>
    slugs.map((slug) => (slug === from.slug ? into.slug : slug)).filter((slug) => slug !== into.slug)
  const gone: ConceptRecord = {
    ...from,
    status: 'merged',
    replacedBy: into.slug,
    alt: {},
    hidden: {},
    broader: [],
    related: [],
    needs: [],
  }
  const target: ConceptRecord = {
    ...into,
    alt: joinTexts(into.alt, from.alt, from.pref),
    hidden: joinTexts(into.hidden, from.hidden),
    broader: moved(into.broader),
    needs: [...into.needs, ...from.needs],
  }
  // What lies above the target in the tree cannot be related to it as well.
  target.related = [...into.related, ...from.related].filter(
    (slug) => slug !== from.slug && slug !== into.slug && !target.broader.includes(slug),
  )
  const others = [...taxonomy.values()]
    .filter((concept) => concept.scheme === from.scheme && concept !== from && concept !== into)
    .flatMap((concept): ConceptRecord[] => {
      const follows = concept.replacedBy === from.slug
      const below = concept.broader.includes(from.slug)
      if (!follows && !below) return []
      const broader = concept.broader.map((slug) => (slug === from.slug ? into.slug : slug))
      return [{ ...concept, broader, replacedBy: follows ? into.slug : concept.replacedBy }]
    })
  const needing =
    from.scheme === 'theme'
      ? [...taxonomy.values()]
          .filter(({ needs }) => needs.includes(from.slug))
          .map((concept) => ({
            ...concept,
            needs: concept.needs.map((slug) => (slug === from.slug ? into.slug : slug)),
          }))
      : []
  return [gone, target, ...others, ...needing]
}

/** Adds texts to those of a concept, for each language. */
export function joinTexts(...texts: Record<string, string | string[]>[]): Record<string, string[]> {
  const joined: Record<string, string[]> = {}
  for (const [language, text] of texts.flatMap((one) => Object.entries(one))) {
    joined[language] = [...(joined[language] ?? []), ...[text].flat()]
  }
  return joined
}

/** The concept of a slug within a taxonomy that is being changed. */
export function conceptIn(
  taxonomy: Taxonomy,
  scheme: ConceptRecord['scheme'],
  slug: string,
): ConceptRecord | undefined {
  const concept = taxonomy.get(keyOf({ scheme, slug }))
  return concept?.status === 'accepted' ? concept : undefined
}
