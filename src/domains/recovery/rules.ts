import { after, day } from '../../platform/clock.ts'

/** How long the old address and every browser that is still signed in can stop it. */
export const delay = 7 * day

/** How long a request may be proven: a letter has to be printed, posted, and works 21 days. */
export const provable = { letter: 35 * day, neighbours: 14 * day } as const
export type Way = keyof typeof provable

/** Neighbours one resident may name, and how many of them it takes. */
export const mostTrusted = 3
export const enoughTrusted = 2

/** Letters and figures of a code that is read out, without its check character: 40 bits. */
export const spokenLength = 8

/** Requests about one resident in thirty days; what is asked more often leads to nothing. */
export const mostAsked = 5
export const askedWithin = 30 * day

/**
 * A neighbour counts when they were named a week before it was asked: who sits down at somebody's open laptop cannot name
 * two friends and walk in with them.
 */
export function counts(named: Date, asked: Date): boolean {
  return after(named, delay) <= asked
}

/** When a neighbour begins to count. */
export function countsFrom(named: Date): Date {
  return after(named, delay)
}
