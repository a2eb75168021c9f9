import jsonld from 'jsonld'
import { Parser, Writer, type Quad } from 'n3'
import { dct, dhz, owl, schemePath, skos, vann, xsd } from './vocabulary.ts'

/** A file that asks for another document gets none: nothing is ever fetched for it. */
const documentLoader = async (url: string): Promise<never> => {
  throw new Error(`it refers to another document (${url}), which is not fetched; put the context in the file`)
}

function context(origin: string): object {
  const link = { '@type': '@id' }
  const words = { '@container': '@language' }
  return {
    ambitie: `${origin}/${schemePath.ambition}/`,
    thema: `${origin}/${schemePath.theme}/`,
    skos,
    dct,
    owl,
    vann,
    dhz,
    xsd,
    id: '@id',
    type: '@type',
    title: { '@id': 'dct:title', ...words },
    description: { '@id': 'dct:description', ...words },
    license: { '@id': 'dct:license', ...link },
    prefLabel: { '@id': 'skos:prefLabel', ...words },
    altLabel: { '@id': 'skos:altLabel', ...words },
    hiddenLabel: { '@id': 'skos:hiddenLabel', ...words },
    definition: { '@id': 'skos:definition', ...words },
    notation: 'skos:notation',
    inScheme: { '@id': 'skos:inScheme', ...link },
    topConceptOf: { '@id': 'skos:topConceptOf', ...link },
    hasTopConcept: { '@id': 'skos:hasTopConcept', ...link },
    broader: { '@id': 'skos:broader', ...link },
    narrower: { '@id': 'skos:narrower', ...link },
    related: { '@id': 'skos:related', ...link },
    needsTheme: { '@id': 'dhz:needsTheme', ...link },
    isReplacedBy: { '@id': 'dct:isReplacedBy', ...link },
  }
}

export async function quadsToJsonLd(quads: Quad[], origin: string): Promise<string> {
  const lines = new Writer({ format: 'N-Quads' }).quadsToString(quads)
  const expanded = await jsonld.fromRDF(lines, {
    format: 'application/n-quads',
    useNativeTypes: true,
    documentLoader,
  })
  const document = await jsonld.compact(expanded, context(origin), { documentLoader })
  return `${JSON.stringify(document, null, 2)}\n`
}

/** The statements of a JSON-LD file. */
export async function jsonLdToQuads(text: string, base: string): Promise<Quad[]> {
  const document = JSON.parse(text) as object
  const lines = await jsonld.toRDF(document, { base, format: 'application/n-quads', documentLoader })
  return new Parser({ format: 'N-Quads' }).parse(lines)
}
