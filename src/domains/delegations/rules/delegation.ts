/** Where a voice ends. */
export type Ending =
  /** With somebody who votes. */
  | 'voted'
  /** With somebody who neither votes nor gave their voice to anybody. */
  | 'silent'
  /** Nowhere: those who come next hand it round in a circle. */
  | 'circle'
  /** With somebody whose delegate is not there. */
  | 'missing'

/** Stands in `delegate` where somebody gave their voice to nobody, and to somebody who is not there. */
export const nobody = -1
export const unknown = -2

export interface Resolved {
  /** Who is last on the chain of each, themselves where they keep their voice; of a circle the first of it that is reached. */
  last: Int32Array
  ending: Ending[]
  /** How many voices each carries into the count, their own included; 0 for who does not vote. */
  weight: Int32Array
}

const endings: Ending[] = ['voted', 'silent', 'circle', 'missing']

/**
 * Follows every voice to its end. Who votes keeps their own and carries what comes to them; a voice that ends anywhere
 * else is not cast, and belongs to nobody. Counted for each voice, so that none is counted twice. Looks at each person
 * once, without recursion, whatever the chains.
 * @param delegate to whom each gave their voice, by number, or `nobody`, or `unknown`.
 * @param voted who votes themselves; that overrides whom they gave their voice to.
 */
export function resolveDelegations(delegate: ArrayLike<number>, voted: ArrayLike<unknown>): Resolved {
  const people = delegate.length
  const last = new Int32Array(people).fill(nobody)
  const code = new Uint8Array(people)
  /** In whose walk somebody was met, from 1; what is met twice in one walk stands in a circle. */
  const walk = new Int32Array(people)
  const path: number[] = []
  for (let start = 0; start < people; start++) {
    if (walk[start] !== 0) continue
    let at = start
    while (walk[at] === 0 && !voted[at] && delegate[at]! >= 0) {
      walk[at] = start + 1
      path.push(at)
      at = delegate[at]!
    }
    if (walk[at] === 0) {
      walk[at] = start + 1
      last[at] = at
      code[at] = voted[at] ? 0 : delegate[at] === unknown ? 3 : 1
    } else if (walk[at] === start + 1 && last[at] === nobody) {
      // Everybody in the circle is where their own walk ends.
      for (const each of path.splice(path.indexOf(at))) {
        last[each] = each
        code[each] = 2
      }
    }
    // The end of the path stands in what is known by now.
    for (let i = path.length - 1; i >= 0; i--) {
      const each = path[i]!
      last[each] = last[at]!
      code[each] = code[at]!
    }
    path.length = 0
  }
  const weight = new Int32Array(people)
  for (let i = 0; i < people; i++) if (code[i] === 0) weight[last[i]!]! += 1
  return { last, ending: Array.from(code, (each) => endings[each]!), weight }
}

/** How far voices lie in few hands. */
export interface Concentration {
  /** Voices that are cast. */
  cast: number
  /** The largest share of them that one person carries, from 0 to 1. */
  largest: number
  /** As if so many people carried equally much: 1 ÷ Σ share² (Laakso and Taagepera, 1979). */
  effective: number
}

/** @param weight voices carried by each, as `resolveDelegations` gives them. */
export function concentrationOf(weight: ArrayLike<number>): Concentration {
  let cast = 0
  let most = 0
  let squares = 0
  for (let i = 0; i < weight.length; i++) {
    const each = weight[i]!
    cast += each
    most = Math.max(most, each)
    squares += each * each
  }
  return cast === 0
    ? { cast, largest: 0, effective: 0 }
    : { cast, largest: most / cast, effective: cast ** 2 / squares }
}
