/**
 * Ranked choice by the method of Schulze, with winning votes: M. Schulze, “A new monotonic, clone-independent, reversal
 * symmetric, and Condorcet-consistent single-winner election method”, Social Choice and Welfare 36 (2011).
 */

/** So many ballots with the same ranks: the rank of each option, lower is better; `null` is below everything ranked. */
export interface RankBallots {
  count: number
  ranks: readonly (number | null)[]
}

export interface SchulzeResult {
  /** All options, best first; within a layer in the order of the list, which is the tie rule. */
  order: number[]
  /** The same in layers: first those whom nobody is above, then those whom only they are above, and so on. */
  groups: number[][]
  /** How many put the one (row) above the other (column). */
  beats: number[][]
  /** Strength of the strongest path from the one to the other, in votes; 0 is none. */
  paths: number[][]
  ballots: number
}

/** Counts. @throws RangeError when a ballot does not rank as many options as there are. */
export function schulze(options: number, ballots: readonly RankBallots[]): SchulzeResult {
  if (ballots.some(({ ranks }) => ranks.length !== options))
    throw new RangeError('A ballot ranks other options')
  const beats = preferences(options, ballots)
  const paths = strongestPaths(beats)
  const above = (a: number, b: number) => paths[a]![b]! > paths[b]![a]!
  const groups: number[][] = []
  let left = Array.from({ length: options }, (_, i) => i)
  while (left.length > 0) {
    // "Above" has no circles, so there is always somebody whom nobody is above.
    const unbeaten = left.filter((a) => !left.some((b) => above(b, a)))
    groups.push(unbeaten)
    left = left.filter((a) => !unbeaten.includes(a))
  }
  return {
    order: groups.flat(),
    groups,
    beats,
    paths,
    ballots: ballots.reduce((sum, { count }) => sum + count, 0),
  }
}

function preferences(options: number, ballots: readonly RankBallots[]): number[][] {
  const beats = Array.from({ length: options }, () => Array.from({ length: options }, () => 0))
  for (const { count, ranks } of ballots)
    for (let a = 0; a < options; a++) {
      const rank = ranks[a]
      if (rank === null || rank === undefined) continue
      const row = beats[a]!
      for (let b = 0; b < options; b++) {
        const other = ranks[b] ?? null
        if (other === null || rank < other) row[b]! += count
      }
    }
  for (let a = 0; a < options; a++) beats[a]![a] = 0
  return beats
}

/** The widest way from each to each other, over wins only (Floyd and Warshall). */
function strongestPaths(beats: readonly (readonly number[])[]): number[][] {
  const paths = beats.map((row, a) => row.map((votes, b) => (votes > beats[b]![a]! ? votes : 0)))
  const options = beats.length
  for (let via = 0; via < options; via++)
    for (let a = 0; a < options; a++) {
      const first = paths[a]![via]!
      if (first === 0 || a === via) continue
      const row = paths[a]!
      for (let b = 0; b < options; b++) {
        if (b === a) continue
        const strength = Math.min(first, paths[via]![b]!)
        if (strength > row[b]!) row[b] = strength
      }
    }
  return paths
}
