import { searchable as activities } from '../activities/index.ts'
import { searchable as communities, type Searchable } from '../communities/index.ts'
import { searchable as conversations } from '../conversations/index.ts'
import { searchable as decisions } from '../decisions/index.ts'
import { searchable as documents } from '../documents/index.ts'
import { searchable as opinions } from '../opinions/index.ts'
import { searchable as proposals } from '../proposals/index.ts'

/** Kinds that are found by their words in `search_rows`. See the README for how one is added. */
export const searchables: readonly Searchable[] = [
  communities,
  activities,
  conversations,
  opinions,
  proposals,
  decisions,
  documents,
]

/** Every kind, in the order of the page, by its word in the address. */
export const kinds = {
  plek: 'area',
  ambitie: 'ambition',
  leefomgeving: 'community',
  activiteit: 'activity',
  gesprek: 'talk',
  vraag: 'question',
  voorstel: 'proposal',
  besluit: 'decision',
  document: 'document',
  buur: 'authority',
} as const
export type KindWord = keyof typeof kinds
export type Kind = (typeof kinds)[KindWord]

/** The kind with this word; undefined for all of them. */
export function asKind(word: string | undefined): KindWord | undefined {
  return word !== undefined && Object.hasOwn(kinds, word) ? (word as KindWord) : undefined
}
