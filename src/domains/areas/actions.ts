/** All that changes areas and addresses: they come from official files, never from a form. */
export * from './actions/import-addresses.ts'
export * from './actions/import-areas.ts'
export * from './actions/import-overlays.ts'
export { recordPlaces } from './actions/record-places.ts'
export { readSuccessions } from './actions/successions.ts'
export { UnusableFile } from './actions/files.ts'
