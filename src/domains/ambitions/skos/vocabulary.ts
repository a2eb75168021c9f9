import type { Scheme } from '../concept.ts'

export const skos = 'http://www.w3.org/2004/02/skos/core#'
export const dct = 'http://purl.org/dc/terms/'
export const owl = 'http://www.w3.org/2002/07/owl#'
export const vann = 'http://purl.org/vocab/vann/'
export const xsd = 'http://www.w3.org/2001/XMLSchema#'
export const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
/** Our own words: needsTheme, outcome, sensitive, position. */
export const dhz = 'https://leefomgevingdhz.nl/ns#'

/** The path of each scheme; its concepts stand under it. */
export const schemePath: Record<Scheme, string> = { ambition: 'ambities', theme: 'themas' }

/** What each scheme says about itself. */
export const schemeTexts: Record<
  Scheme,
  { title: Record<string, string>; description: Record<string, string> }
> = {
  ambition: {
    title: { nl: 'Ambities', en: 'Ambitions' },
    description: {
      nl: 'Positieve wensen waar bewoners zich dicht bij huis omheen verbinden.',
      en: 'Positive wishes around which residents connect, close to home.',
    },
  },
  theme: {
    title: { nl: "Thema's", en: 'Themes' },
    description: {
      nl: 'Onderwerpen waar een buur veel van weet en anderen mee helpt.',
      en: 'Subjects a neighbour knows much about and helps others with.',
    },
  },
}

export const license = 'https://creativecommons.org/publicdomain/zero/1.0/'

export type SkosFormat = 'turtle' | 'jsonld'
export const skosFormats: SkosFormat[] = ['turtle', 'jsonld']
export const mediaTypes: Record<SkosFormat, string> = {
  turtle: 'text/turtle; charset=utf-8',
  jsonld: 'application/ld+json; charset=utf-8',
}
