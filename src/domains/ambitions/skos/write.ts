import { DataFactory, Writer, type Quad, type Quad_Object } from 'n3'
import { keyOf, type ConceptRecord, type Scheme, type Taxonomy } from '../concept.ts'
import { quadsToJsonLd } from './json-ld.ts'
import {
  dct,
  dhz,
  license,
  owl,
  rdf,
  schemePath,
  schemeTexts,
  skos,
  vann,
  xsd,
  type SkosFormat,
} from './vocabulary.ts'

const { literal, namedNode, quad } = DataFactory

/** Writes schemes of a taxonomy as a SKOS file. `origin` is where its addresses begin, without a slash at the end. */
export async function writeSkos(
  taxonomy: Taxonomy,
  schemes: Scheme[],
  format: SkosFormat,
  origin: string,
): Promise<string> {
  const quads = schemes.flatMap((scheme) => schemeQuads(taxonomy, scheme, origin))
  return format === 'turtle' ? writeTurtle(quads, origin) : quadsToJsonLd(quads, origin)
}

function writeTurtle(quads: Quad[], origin: string): Promise<string> {
  const prefixes = {
    ambitie: `${origin}/${schemePath.ambition}/`,
    thema: `${origin}/${schemePath.theme}/`,
    dhz,
    skos,
    dct,
    owl,
    vann,
    xsd,
  }
  const writer = new Writer({ prefixes })
  writer.addQuads(quads)
  return new Promise((resolve, reject) => {
    writer.end((error, text: string) => {
      if (error) reject(error)
      else resolve(text)
    })
  })
}

function schemeQuads(taxonomy: Taxonomy, scheme: Scheme, origin: string): Quad[] {
  const self = namedNode(`${origin}/${schemePath[scheme]}`)
  const iri = (slug: string, of: Scheme = scheme) => namedNode(`${origin}/${schemePath[of]}/${slug}`)
  const concepts = [...taxonomy.values()].filter((concept) => concept.scheme === scheme)
  const isTop = (concept: ConceptRecord) => concept.status === 'accepted' && concept.broader.length === 0
  const about: [string, Quad_Object][] = [
    [`${rdf}type`, namedNode(`${skos}ConceptScheme`)],
    ...texts(`${dct}title`, schemeTexts[scheme].title),
    ...texts(`${dct}description`, schemeTexts[scheme].description),
    [`${dct}license`, namedNode(license)],
    [`${vann}preferredNamespaceUri`, literal(`${origin}/${schemePath[scheme]}/`)],
    ...concepts.filter(isTop).map(({ slug }): [string, Quad_Object] => [`${skos}hasTopConcept`, iri(slug)]),
  ]
  const quads = about.map(([property, value]) => quad(self, namedNode(property), value))
  for (const concept of concepts) {
    const own: [string, Quad_Object][] = [
      [`${rdf}type`, namedNode(`${skos}Concept`)],
      [`${skos}notation`, literal(concept.slug)],
      [`${skos}inScheme`, self],
      ...(isTop(concept) ? [[`${skos}topConceptOf`, self] as [string, Quad_Object]] : []),
      ...conceptValues(taxonomy, concept, iri),
    ]
    quads.push(...own.map(([property, value]) => quad(iri(concept.slug), namedNode(property), value)))
  }
  return quads
}

function* conceptValues(
  taxonomy: Taxonomy,
  concept: ConceptRecord,
  iri: (slug: string, scheme?: Scheme) => Quad_Object,
): Generator<[string, Quad_Object]> {
  yield* texts(`${skos}prefLabel`, concept.pref)
  yield* texts(`${skos}altLabel`, concept.alt)
  yield* texts(`${skos}hiddenLabel`, concept.hidden)
  yield* texts(`${skos}definition`, concept.definition)
  for (const slug of concept.broader) yield [`${skos}broader`, iri(slug)]
  for (const other of taxonomy.values()) {
    if (other.scheme === concept.scheme && other.broader.includes(concept.slug)) {
      yield [`${skos}narrower`, iri(other.slug)]
    }
  }
  for (const slug of concept.related) yield [`${skos}related`, iri(slug)]
  for (const slug of concept.needs) yield [`${dhz}needsTheme`, iri(slug, 'theme')]
  if (concept.outcome !== null) yield [`${dhz}outcome`, literal(concept.outcome)]
  if (concept.sensitive) yield [`${dhz}sensitive`, literal('true', namedNode(`${xsd}boolean`))]
  yield [`${dhz}position`, literal(concept.position)]
  if (concept.status !== 'accepted') {
    yield [`${owl}deprecated`, literal('true', namedNode(`${xsd}boolean`))]
  }
  if (concept.replacedBy !== null && taxonomy.has(keyOf({ ...concept, slug: concept.replacedBy }))) {
    yield [`${dct}isReplacedBy`, iri(concept.replacedBy)]
  }
}

function texts(property: string, values: Record<string, string | string[]>): [string, Quad_Object][] {
  return Object.entries(values).flatMap(([language, text]) =>
    [text].flat().map((one): [string, Quad_Object] => [property, literal(one, language)]),
  )
}
