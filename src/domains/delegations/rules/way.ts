import type { Hop } from '../queries/chain.ts'

/** Where a voice is now, as long as a vote is open. */
export interface Arrival {
  /** The hops until there; the last one is who votes, or who would have to. */
  hops: Hop[]
  /** Whether that one voted. */
  voted: boolean
}

/** Follows a voice until the first who voted. */
export function arrivalOf(hops: readonly Hop[], voted: ReadonlySet<string>): Arrival {
  const first = hops.findIndex(({ residentId }) => voted.has(residentId))
  return first === -1 ? { hops: [...hops], voted: false } : { hops: hops.slice(0, first + 1), voted: true }
}
