import type { VoteMatrix } from '../matrix.ts'

/** What some people said of one statement; who passed has seen it. */
export interface Tally {
  agree: number
  disagree: number
  seen: number
}

/** How these people voted on each statement. */
export function talliesOf(matrix: VoteMatrix, people: Iterable<number>): Tally[] {
  const { statements, votes } = matrix
  const tallies = Array.from({ length: statements }, (): Tally => ({ agree: 0, disagree: 0, seen: 0 }))
  for (const p of people)
    for (let s = 0; s < statements; s++) {
      const vote = votes[p * statements + s]!
      if (Number.isNaN(vote)) continue
      const tally = tallies[s]!
      tally.seen += 1
      if (vote > 0) tally.agree += 1
      if (vote < 0) tally.disagree += 1
    }
  return tallies
}

/** A statement that tells one group from the others, and whether they agree or disagree with it. */
export interface Telling {
  statement: number
  side: 'agree' | 'disagree'
  /** Estimated share of that side in the group: (n + 1) ÷ (seen + 2). */
  share: number
  /** That share, compared with everybody else's. */
  ratio: number
  /** How sure the share is more than half, and how sure it is more than elsewhere. */
  shareZ: number
  ratioZ: number
}

/** One-sided, nine in ten (algorithms.md). */
const sure = 1.2816
const mostTelling = 5

/** z of a share being more than half; counts plus one (as the Pol.is server computes it). */
export function oneProportion(n: number, seen: number): number {
  return 2 * Math.sqrt(seen + 1) * ((n + 1) / (seen + 1) - 0.5)
}

/** z of a share being more than another; counts plus one. */
export function twoProportions(n: number, seen: number, otherN: number, otherSeen: number): number {
  const [a, b, all, others] = [n + 1, otherN + 1, seen + 1, otherSeen + 1]
  const both = (a + b) / (all + others)
  if (both >= 1) return 0
  return (a / all - b / others) / Math.sqrt(both * (1 - both) * (1 / all + 1 / others))
}

const sum = (tallies: readonly Tally[], of: keyof Tally) =>
  tallies.reduce((total, tally) => total + tally[of], 0)

/** What is to be said of one statement in one group, compared with the other groups. */
export function tellingOf(statement: number, group: Tally, others: readonly Tally[]): Telling {
  const side = (which: 'agree' | 'disagree'): Telling => {
    const [n, otherN, otherSeen] = [group[which], sum(others, which), sum(others, 'seen')]
    const share = (n + 1) / (group.seen + 2)
    return {
      statement,
      side: which,
      share,
      ratio: share / ((otherN + 1) / (otherSeen + 2)),
      shareZ: oneProportion(n, group.seen),
      ratioZ: twoProportions(n, group.seen, otherN, otherSeen),
    }
  }
  const [agree, disagree] = [side('agree'), side('disagree')]
  return agree.ratioZ > disagree.ratioZ ? agree : disagree
}

/**
 * The statements that tell a group from the others: surely more than half on one side, and surely more than elsewhere; at
 * most five, by ratio · zr · share · zp.
 * @param groups the tallies of each group.
 */
export function representative(groups: readonly (readonly Tally[])[], group: number): Telling[] {
  const weight = (each: Telling) => each.ratio * each.ratioZ * each.share * each.shareZ
  return groups[group]!.map((tally, s) =>
    tellingOf(
      s,
      tally,
      groups.filter((_, g) => g !== group).map((tallies) => tallies[s]!),
    ),
  )
    .filter(({ shareZ, ratioZ }) => shareZ > sure && ratioZ > sure)
    .toSorted((a, b) => weight(b) - weight(a) || a.statement - b.statement)
    .slice(0, mostTelling)
}

/** How likely it is that every group agrees (or disagrees): Π over groups of (n + 1) ÷ (seen + 2). */
export function groupConsensus(
  groups: readonly (readonly Tally[])[],
  statement: number,
  side: 'agree' | 'disagree' = 'agree',
): number {
  return groups.reduce((product, tallies) => {
    const tally = tallies[statement]!
    return (product * (tally[side] + 1)) / (tally.seen + 2)
  }, 1)
}

/** How far groups stand apart on a statement: the largest difference in share of who agrees, from 0 to 1. */
export function splitOf(groups: readonly (readonly Tally[])[], statement: number): number {
  const shares = groups.map((tallies) => (tallies[statement]!.agree + 1) / (tallies[statement]!.seen + 2))
  return shares.length < 2 ? 0 : Math.max(...shares) - Math.min(...shares)
}
