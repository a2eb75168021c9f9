import { nodeHash } from './merkle.ts'

/** The arithmetic of a growing tree (RFC 6962, 2.1): which complete nodes stand where, and what follows from them. */
type Hash = Uint8Array

/** A complete subtree: it stands over the entries `place · 2^level` up to `(place + 1) · 2^level`. */
export interface Node {
  level: number
  place: number
}

export const nameOf = ({ level, place }: Node): string => `${level}/${place}`

/** A stretch of entries, from the first up to and without the last. */
type Stretch = readonly [from: number, to: number]

/** The largest power of two that is smaller than a size of two or more. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

/**
 * The complete nodes that together stand over a stretch, from left to right: at most one of each level. The stretch is one
 * that the tree itself makes, so that the largest comes first.
 */
export function nodesOver([from, to]: Stretch): Node[] {
  const nodes: Node[] = []
  let at = from
  while (at < to) {
    let level = 0
    while (2 ** (level + 1) <= to - at) level += 1
    nodes.push({ level, place: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}

/** One hash over complete nodes that stand beside each other, the largest first. */
export function hashOver(hashes: readonly Hash[]): Hash {
  const [last, ...before] = hashes.toReversed()
  if (!last) throw new Error('A hash stands over one node at least')
  return before.reduce((right, left) => nodeHash(left, right), last)
}

/** The stretches whose hashes show that entry `index` stands in a tree of `size` (RFC 6962, 2.1.1), the lowest first. */
export function inclusionStretches(index: number, size: number): Stretch[] {
  const up: Stretch[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    if (index < middle) {
      up.push([middle, to])
      to = middle
    } else {
      up.push([from, middle])
      from = middle
    }
  }
  return up.toReversed()
}

/** The stretches whose hashes show that a tree of `size2` begins with one of `size1` (RFC 6962, 2.1.2), the lowest first. */
export function consistencyStretches(size1: number, size2: number): Stretch[] {
  if (size1 === size2) return []
  const up: Stretch[] = []
  let [from, to] = [0, size2]
  while (to !== size1) {
    const middle = from + splitOf(to - from)
    if (size1 <= middle) {
      up.push([middle, to])
      to = middle
    } else {
      up.push([from, middle])
      from = middle
    }
  }
  // Whoever asks knows the root of a first tree that is one complete node.
  return from === 0 ? up.toReversed() : [[from, to] as const, ...up.toReversed()]
}

/** What entries add to a tree: every node that became complete. */
export interface Growth {
  nodes: (Node & { hash: Hash })[]
  size: number
  root: Hash
}

/**
 * Lets a tree of `size` grow.
 * @param edge the hashes of `nodesOver([0, size])`.
 * @param leaves the hashes of the new entries, one at least.
 */
export function grow(size: number, edge: readonly Hash[], leaves: readonly Hash[]): Growth {
  const standing = [...edge]
  const nodes: Growth['nodes'] = []
  leaves.forEach((leaf, n) => {
    let [level, place, hash] = [0, size + n, leaf]
    nodes.push({ level, place, hash })
    while (place % 2 === 1) {
      hash = nodeHash(standing.pop()!, hash)
      level += 1
      place = (place - 1) / 2
      nodes.push({ level, place, hash })
    }
    standing.push(hash)
  })
  return { nodes, size: size + leaves.length, root: hashOver(standing) }
}
