import { Parser, type Quad, type Term } from 'n3'
import { blankConcept, keyOf, type ConceptProblem, type ConceptRecord, type Scheme } from '../concept.ts'
import { jsonLdToQuads } from './json-ld.ts'
import { dct, dhz, owl, rdf, schemePath, skos, type SkosFormat } from './vocabulary.ts'

/** A concept as a file gives it. Without a position the file does not say where it stands among its neighbours. */
export type ReadConcept = Omit<ConceptRecord, 'position'> & { position: number | undefined }

/** A file that cannot be read at all, or that says things about concepts that cannot be. */
export class BrokenSkos extends Error {
  readonly problems: ConceptProblem[]
  constructor(problems: ConceptProblem[]) {
    super(problems.map(({ concept, problem }) => `${concept}: ${problem}`).join('\n'))
    this.name = 'BrokenSkos'
    this.problems = problems
  }
}

/**
 * Reads the concepts of a SKOS file, in the order in which they first appear.
 * @throws BrokenSkos that names every concept that is wrong, and what is wrong with it.
 */
export async function readSkos(text: string, format: SkosFormat, origin: string): Promise<ReadConcept[]> {
  const graph = groupBySubject(await readQuads(text, format, `${origin}/`))
  const problems: ConceptProblem[] = []
  const names = new Map<string, { scheme: Scheme; slug: string }>()
  for (const [iri, properties] of graph) {
    if (!properties.some(({ predicate, object }) => isType(predicate, object, 'Concept'))) continue
    const name = nameOf(iri, properties, graph)
    if (name) names.set(iri, name)
    else problems.push({ concept: iri, problem: 'it belongs to neither scheme, or has no notation' })
  }
  const concepts = new Map<string, ReadConcept>()
  for (const [iri, name] of names) {
    if (concepts.has(keyOf(name))) problems.push({ concept: keyOf(name), problem: 'it occurs twice' })
    const concept: ReadConcept = { ...blankConcept(name.scheme, name.slug), position: undefined }
    concepts.set(keyOf(name), concept)
    for (const problem of fill(concept, graph.get(iri)!, names)) {
      problems.push({ concept: keyOf(name), problem })
    }
  }
  addNarrower(graph, names, concepts)
  if (concepts.size === 0 && problems.length === 0) {
    problems.push({ concept: 'the file', problem: 'it holds no concepts' })
  }
  if (problems.length > 0) throw new BrokenSkos(problems)
  return [...concepts.values()]
}

async function readQuads(text: string, format: SkosFormat, base: string): Promise<Quad[]> {
  try {
    return format === 'turtle' ? new Parser({ baseIRI: base }).parse(text) : await jsonLdToQuads(text, base)
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    throw new BrokenSkos([{ concept: 'the file', problem }])
  }
}

type Names = Map<string, { scheme: Scheme; slug: string }>
type Graph = Map<string, Quad[]>

function groupBySubject(quads: Quad[]): Graph {
  const graph: Graph = new Map()
  for (const quad of quads) {
    const own = graph.get(quad.subject.value)
    if (own) own.push(quad)
    else graph.set(quad.subject.value, [quad])
  }
  return graph
}

function isType(predicate: Term, object: Term, name: string): boolean {
  return predicate.value === `${rdf}type` && object.value === `${skos}${name}`
}

function schemeOfIri(iri: string): Scheme | undefined {
  const path = iri.replace(/[#/]+$/, '')
  if (path.endsWith(`/${schemePath.ambition}`)) return 'ambition'
  return path.endsWith(`/${schemePath.theme}`) ? 'theme' : undefined
}

function nameOf(iri: string, properties: Quad[], graph: Graph): { scheme: Scheme; slug: string } | undefined {
  const named = nameInIri(iri)
  const belongs = properties.find(({ predicate }) =>
    [`${skos}inScheme`, `${skos}topConceptOf`].includes(predicate.value),
  )?.object.value
  const scheme = belongs === undefined ? (named?.scheme ?? topIn(iri, graph)) : schemeOfIri(belongs)
  const slug =
    properties.find(({ predicate }) => predicate.value === `${skos}notation`)?.object.value ?? named?.slug
  return scheme && slug ? { scheme, slug } : undefined
}

function topIn(iri: string, graph: Graph): Scheme | undefined {
  for (const [scheme, properties] of graph) {
    const names = properties.some(
      ({ predicate, object }) => predicate.value === `${skos}hasTopConcept` && object.value === iri,
    )
    if (names) return schemeOfIri(scheme)
  }
  return undefined
}

/** What an address says by itself; needed for concepts of the other scheme, which another file describes. */
function nameInIri(iri: string): { scheme: Scheme; slug: string } | undefined {
  const cut = iri.lastIndexOf('/')
  const scheme = schemeOfIri(iri.slice(0, cut))
  const slug = iri.slice(cut + 1)
  return scheme && slug ? { scheme, slug } : undefined
}

/** Takes over what the file says of one concept; yields what cannot be taken over. */
function* fill(concept: ReadConcept, properties: Quad[], names: Names): Generator<string> {
  const point = (object: Term, scheme: Scheme) => {
    const name = names.get(object.value) ?? nameInIri(object.value)
    return name?.scheme === scheme ? name.slug : undefined
  }
  let deprecated = false
  for (const { predicate, object } of properties) {
    const property = predicate.value
    const kind = textKinds[property]
    const relation = relations[property]
    if (kind) {
      if (object.termType !== 'Literal') yield `its ${kind.name} is not a text`
      else if (!object.language)
        yield `its ${kind.name} "${object.value}" does not say in which language it is`
      else yield* takeText(concept, kind, object.language.toLowerCase(), object.value)
    } else if (relation) {
      const slug = point(object, relation === 'needs' ? 'theme' : concept.scheme)
      if (slug === undefined) yield `its ${relation} <${object.value}> is not a concept of that scheme`
      else concept[relation].push(slug)
    } else if (property === `${dct}isReplacedBy`) {
      concept.replacedBy = point(object, concept.scheme) ?? null
      if (concept.replacedBy === null) yield `<${object.value}>, which replaces it, is not a concept`
    } else if (property === `${owl}deprecated`) {
      deprecated = object.value === 'true'
    } else if (property === `${dhz}sensitive`) {
      concept.sensitive = object.value === 'true'
    } else if (property === `${dhz}outcome` || property === `${dhz}position`) {
      const number = Number(object.value)
      if (!Number.isInteger(number)) yield `"${object.value}" is not a whole number`
      else concept[property === `${dhz}outcome` ? 'outcome' : 'position'] = number
    }
  }
  if (concept.replacedBy !== null) concept.status = 'merged'
  else if (deprecated) concept.status = 'withdrawn'
}

interface TextKind {
  field: 'pref' | 'alt' | 'hidden' | 'definition'
  name: string
}
const textKinds: Record<string, TextKind> = {
  [`${skos}prefLabel`]: { field: 'pref', name: 'preferred label' },
  [`${skos}altLabel`]: { field: 'alt', name: 'alternative label' },
  [`${skos}hiddenLabel`]: { field: 'hidden', name: 'hidden label' },
  [`${skos}definition`]: { field: 'definition', name: 'definition' },
}
const relations: Record<string, 'broader' | 'related' | 'needs'> = {
  [`${skos}broader`]: 'broader',
  [`${skos}related`]: 'related',
  [`${dhz}needsTheme`]: 'needs',
}

function* takeText(concept: ReadConcept, kind: TextKind, language: string, text: string): Generator<string> {
  if (kind.field === 'alt' || kind.field === 'hidden') {
    ;(concept[kind.field][language] ??= []).push(text)
  } else if (concept[kind.field][language] === undefined) {
    concept[kind.field][language] = text
  } else if (concept[kind.field][language] !== text) {
    yield `it has two ${kind.name}s in the language "${language}"`
  }
}

/** A file may state the tree from above as well. */
function addNarrower(graph: Graph, names: Names, concepts: Map<string, ReadConcept>): void {
  for (const [iri, name] of names) {
    for (const { predicate, object } of graph.get(iri)!) {
      if (predicate.value !== `${skos}narrower`) continue
      const other = names.get(object.value)
      if (other?.scheme === name.scheme) concepts.get(keyOf(other))?.broader.push(name.slug)
    }
  }
}
