export { mapOf, fewestPeople, type OpinionMap } from './map.ts'
export { emptyMatrix, type VoteMatrix } from './matrix.ts'
export { BrokenExport, readPolis, type Conversation } from './polis.ts'
