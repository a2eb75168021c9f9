/** The door of this domain: all that others may use of areas and addresses. */
export {
  importAddresses,
  importAreas,
  importOverlays,
  readSuccessions,
  recordPlaces,
  UnusableFile,
} from './actions.ts'
export type { AddressesImported } from './actions/import-addresses.ts'
export type { AreasImported, SkippedFeature } from './actions/import-areas.ts'
export type { OverlaysImported } from './actions/import-overlays.ts'
export { addressBook, locate, suggestAddresses } from './address-book.ts'
export {
  placeOf,
  writtenOf,
  type Address,
  type AddressBook,
  type AddressSuggestion,
  type Located,
  type NotFoundWhy,
  type Place,
  type TypingSuggestion,
} from './address.ts'
export {
  areaByCode,
  areaById,
  areasByCodes,
  areasByIds,
  below,
  childrenOf,
  existingArea,
  idsInPath,
  overlaysOf,
  partsOf,
  pathOf,
  searchAreas,
  startsWith,
  streetsNamedLike,
  type Area,
  type FoundArea,
  type Overlay,
  type Page,
} from './queries.ts'
export {
  bandBetween,
  bandCells,
  bands,
  cellAt,
  cellsWithin,
  metresBetween,
  leastAlike,
  middleOfCell,
  placeAddresses,
  rangesOf,
  plainName,
  type AreaKind,
  type Band,
  type BandCells,
  type Cell,
  type Unplaced,
} from './rules.ts'
export { houseNumber, labelOf, type WrittenAddress } from './rules/address-text.ts'
export { streetLines, type StreetLine } from './queries/streets.ts'
export { streetCode } from './rules/names.ts'
export { areasInCircle, streetsInCircle, type Circle } from './queries/circles.ts'
export { ChoosingMap } from './choosing-map.tsx'
export { kindInWords } from './pages.tsx'
export { areaHref } from './rules/page-address.ts'
export { AddressField, whyNotFound } from './address-field.tsx'
export { limitLookUps, lookUp, lookUpStatus, typedAddress, type LookedUp } from './look-up.ts'
export { routes, type AreaParts } from './routes.tsx'
export { SmallMap } from './small-map.tsx'
