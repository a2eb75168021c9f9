import { createHash } from 'node:crypto'

/** Trees of RFC 6962 (and RFC 9162), over SHA-256: a leaf is hashed behind a 0, two hashes behind a 1. */
type Hash = Uint8Array

const sha256 = (...parts: Uint8Array[]): Hash => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const leafSign = Uint8Array.of(0)
const nodeSign = Uint8Array.of(1)

/** The hash of one entry. */
export const leafHash = (entry: Uint8Array): Hash => sha256(leafSign, entry)
/** The hash over two hashes. */
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(nodeSign, left, right)

const hashBytes = 32

function same(a: Hash, b: Hash): boolean {
  return a.length === hashBytes && Buffer.from(a).equals(b)
}

/** Sizes and places are counted in whole numbers that a double holds exactly. */
function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

const half = (value: number): number => Math.floor(value / 2)
const isRight = (value: number): boolean => value % 2 === 1

/**
 * Whether a leaf stands at this place in the tree of this size with this root (RFC 9162, 2.1.3.2).
 * @param leaf the hash of the entry.
 */
export function includes(
  leaf: Hash,
  index: number,
  size: number,
  root: Hash,
  proof: readonly Hash[],
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size) return false
  if (![leaf, root, ...proof].every(({ length }) => length === hashBytes)) return false
  let at = index
  let last = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (isRight(at) || at === last) {
      hash = nodeHash(sibling, hash)
      while (!isRight(at) && at !== 0) {
        at = half(at)
        last = half(last)
      }
    } else hash = nodeHash(hash, sibling)
    at = half(at)
    last = half(last)
  }
  return last === 0 && same(hash, root)
}

/**
 * Whether the tree of the second size still begins with the whole tree of the first (RFC 9162, 2.1.4.2). Of an empty tree
 * nothing can be proven, so that is never so.
 */
export function continues(
  size1: number,
  size2: number,
  root1: Hash,
  root2: Hash,
  proof: readonly Hash[],
): boolean {
  if (!isSize(size1) || !isSize(size2) || size1 === 0 || size1 > size2) return false
  if (![root1, root2, ...proof].every(({ length }) => length === hashBytes)) return false
  if (size1 === size2) return proof.length === 0 && same(root1, root2)
  let at = size1 - 1
  let last = size2 - 1
  while (isRight(at)) {
    at = half(at)
    last = half(last)
  }
  // A first tree that is full on its own is not repeated in the proof.
  const steps = at === 0 ? [root1, ...proof] : [...proof]
  const start = steps.shift()
  if (start === undefined) return false
  let first = start
  let second = start
  for (const sibling of steps) {
    if (last === 0) return false
    if (isRight(at) || at === last) {
      first = nodeHash(sibling, first)
      second = nodeHash(sibling, second)
      while (!isRight(at) && at !== 0) {
        at = half(at)
        last = half(last)
      }
    } else second = nodeHash(second, sibling)
    at = half(at)
    last = half(last)
  }
  return last === 0 && same(first, root1) && same(second, root2)
}
