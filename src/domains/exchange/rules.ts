import { day, week } from '../../platform/clock.ts'
import type { Band as Metres } from '../areas/index.ts'

export const sides = ['ask', 'offer'] as const
export type Side = (typeof sides)[number]

/** What neighbours ask and offer. The words for each are in `messages`; a new one needs nothing else. */
export const kinds = [
  { kind: 'groceries', group: 'help' },
  { kind: 'company', group: 'help' },
  { kind: 'ride', group: 'help' },
  { kind: 'lifting', group: 'help' },
  { kind: 'garden', group: 'help' },
  { kind: 'pets', group: 'help' },
  { kind: 'plants', group: 'help' },
  { kind: 'cooking', group: 'help' },
  { kind: 'children', group: 'help' },
  { kind: 'tools', group: 'thing' },
  { kind: 'cargo-bike', group: 'thing' },
  { kind: 'tables', group: 'thing' },
  { kind: 'kitchen', group: 'thing' },
  { kind: 'books', group: 'thing' },
  { kind: 'repair', group: 'skill' },
  { kind: 'computer', group: 'skill' },
  { kind: 'letters', group: 'skill' },
  { kind: 'dutch', group: 'skill' },
  { kind: 'sewing', group: 'skill' },
] as const
export type Kind = (typeof kinds)[number]['kind']
export type Group = (typeof kinds)[number]['group']
export const groups: readonly Group[] = ['help', 'thing', 'skill']

export function asKind(text: string | undefined): Kind | undefined {
  return kinds.find(({ kind }) => kind === text)?.kind
}

/** How long an ask or offer stands; renewing begins anew. */
export const stands = 4 * week
/** How long a neighbour has to answer before the next is asked. */
export const answerWithin = day
/** How long after it was over it can still be renewed. */
export const renewableFor = 30 * day
/** Asks, and offers, that one resident has standing. */
export const mostStanding = 10

/** How near: 0 is the same street, others are metres from cell to cell. */
export type Band = 0 | Metres
export const furthest = 2000 satisfies Band

/** Who may ask and offer by distance: others do so within a community. */
export function mayNearby(home: { adult: boolean; isProtected: boolean; cell: string | null }): boolean {
  return home.adult && !home.isProtected && home.cell !== null
}

const money =
  /[€$£]|\b(?:euro'?s?|eur|tikkie|betaal(?:t|d)?|betalen|betaling|vergoeding|loon|uurtarief|tarief|te koop|koopje|verkoop|verkopen|huurprijs|geld|cash|contant|tientje|paypal|pay|paid|payment|money|for sale|fee|price|prijs)\b/iu

/** Words that say there is no money in it. */
const free =
  /\b(?:geen|zonder|nooit|niet om|no|without|not for) (?:geld|vergoeding|betaling|money|pay|payment)\b/giu

/** Whether a text seems to speak of money. A guess: it only asks a question, and refuses nothing. */
export function mentionsMoney(text: string): boolean {
  return money.test(text.replaceAll(free, ''))
}
