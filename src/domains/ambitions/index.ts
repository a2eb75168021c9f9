export { schemes, type Scheme } from './concept.ts'
export { chooseAmbition, dropAmbition, type Choice } from './actions/choose.ts'
export { ChooseForm } from './choose-form.tsx'
export { AboutAmbition } from './pages/card.tsx'
export { FindingList } from './pages/find.tsx'
export {
  conceptAndBroader,
  conceptBySlug,
  conceptCard,
  conceptFamily,
  conceptLabel,
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
export { searchConcepts, type Finding, type SearchOptions } from './search.ts'
export { wishesOf, type Wish, type WishWords } from './wishes.ts'
export { routes } from './routes.tsx'
export { actWords } from './act-words.ts'
export { holdings } from './holdings.ts'
export { retentions } from './retention.ts'
export { noticeWords } from './notice-words.ts'
export { words } from './messages/index.ts'
export { reaches, type Reach } from './rules.ts'
