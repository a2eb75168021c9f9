import { componentsOf, type Components } from './components.ts'
import { groupsOf, remembered, type GroupMemory, type Groups } from './groups.ts'
import { votesOf, withoutRejected, type VoteMatrix } from './matrix.ts'

/** Below so many people there are no groups: one could be recognised. */
export const fewestPeople = 15
/** Votes with which somebody takes part in the grouping, where there are so many statements. */
const enoughVotes = 7

/** The map of views: the two directions, where everybody stands, and the groups. */
export interface OpinionMap extends Components {
  groups: Groups
  /** Who takes part in the grouping. */
  taking: number[]
  /** For the next map of the same question. */
  memory: GroupMemory | undefined
}

/** What a map that is published adds to the one that is only computed. */
export interface Showing {
  /** People in each group. */
  fewest?: number
  /** What the map before remembered. */
  memory?: GroupMemory | undefined
}

/**
 * Draws the map of all votes. Who voted enough takes part; where that leaves fewer than fifteen, the most active are added
 * up to fifteen. @param rejected statements that say nothing any more.
 */
export function mapOf(
  matrix: VoteMatrix,
  rejected: ReadonlySet<number> = new Set(),
  { fewest, memory: before }: Showing = {},
): OpinionMap {
  const components = componentsOf(withoutRejected(matrix, rejected))
  const taking = takingPart(votesOf(matrix), matrix.statements)
  let memory = before
  const choose = (wins: number) => {
    memory = remembered(before, wins)
    return before ? memory.shown : wins
  }
  const groups = groupsOf(components, taking, { ...(fewest && { fewest }), choose })
  return { ...components, taking, groups, memory }
}

/** Who takes part, in the order in which they came. */
function takingPart(counts: Int32Array, statements: number): number[] {
  const all = [...counts.keys()].filter((p) => counts[p]! > 0)
  const enough = all.filter((p) => counts[p]! >= Math.min(enoughVotes, statements))
  if (enough.length >= fewestPeople) return enough
  const more = all
    .filter((p) => !enough.includes(p))
    .toSorted((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, fewestPeople - enough.length)
  return [...enough, ...more].toSorted((a, b) => a - b)
}
