import type { MethodName } from './choice.ts'

/** A way to decide, as data: the words for it stand in `messages` under the same name, its count in `count-ballots.ts`. */
export interface MethodRecord {
  name: MethodName
  /** How the ballot asks: once for the whole question, or for each option. */
  ballot: 'yes-no' | 'consent' | 'checks' | 'scores' | 'ranks' | 'dates'
  /** How many options there are. */
  options: { least: number; most: number }
  /** Whether it can be decided in the closed form. */
  closed: boolean
  /** Whether voices that were given to somebody are carried, in the open form. */
  carries: boolean
  /** Whether everybody who votes is to be assured, also within a community. */
  assured: boolean
}

const options = { least: 2, most: 20 }
const usual = { closed: true, carries: true, assured: false }

export const methods: Record<MethodName, MethodRecord> = {
  consent: {
    name: 'consent',
    ballot: 'consent',
    options: { least: 0, most: 0 },
    closed: false,
    carries: false,
    assured: false,
  },
  majority: { name: 'majority', ballot: 'yes-no', options: { least: 0, most: 0 }, ...usual },
  approval: { name: 'approval', ballot: 'checks', options, ...usual },
  score: { name: 'score', ballot: 'scores', options, ...usual },
  ranked: { name: 'ranked', ballot: 'ranks', options, ...usual },
  seats: { name: 'seats', ballot: 'ranks', options, ...usual, assured: true },
  budget: { name: 'budget', ballot: 'checks', options: { least: 2, most: 100 }, ...usual, assured: true },
  date: { name: 'date', ballot: 'dates', options: { least: 2, most: 12 }, ...usual, carries: false },
}

/** Consent is for a group in which everybody can hear everybody. */
export const mostForConsent = 50

/** Fewer ballots than this in the closed form decide nothing: the result would be what one or two people chose. */
export const fewestCounted = 3

/** Fewer ballots than this in the closed form are counted, and told of only by their result. */
export const fewestTold = 10

/** Level that a decision needs: what it asks for, never less than its method and place do. */
export function neededLevel(
  method: MethodName,
  where: 'community' | 'area',
  asked: 'verified' | 'assured' = 'verified',
): 'verified' | 'assured' {
  return where === 'area' || methods[method].assured ? 'assured' : asked
}
