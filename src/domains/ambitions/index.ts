export { schemes, type Scheme } from './concept.ts'
export { relistWishes } from './followers.ts'
export {
  conceptBySlug,
  conceptCard,
  conceptFamily,
  conceptsByIds,
  requireConcept,
  themesNeeded,
  tree,
  type Concept,
  type ConceptCard,
  type FamilyMember,
  type Through,
  type TreeNode,
} from './queries.ts'
export { BrokenTaxonomy } from './records.ts'
export {
  BrokenSkos,
  ensureTaxonomy,
  exportTaxonomy,
  formatOf,
  importTaxonomy,
  skosFormats,
  type SkosFormat,
} from './skos/index.ts'
