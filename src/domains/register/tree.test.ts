import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { continues, includes, leafHash, nodeHash } from './merkle.ts'
import { consistencyStretches, grow, hashOver, inclusionStretches, nameOf, nodesOver } from './tree.ts'

/** The root as RFC 6962 defines it, by recursion over the entries: slow and plain. */
function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0]!
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1)
  return nodeHash(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)))
}

const leavesOf = (n: number) => Array.from({ length: n }, (_, i) => leafHash(Buffer.from(`besluit ${i}`)))

/** A tree that grew by batches of these sizes, with every node it stored. */
function grown(batches: readonly number[]) {
  const nodes = new Map<string, Uint8Array>()
  const leaves = leavesOf(batches.reduce((sum, each) => sum + each, 0))
  let size = 0
  let root: Uint8Array = new Uint8Array()
  for (const count of batches) {
    const edge = nodesOver([0, size]).map((node) => nodes.get(nameOf(node))!)
    const made = grow(size, edge, leaves.slice(size, size + count))
    for (const node of made.nodes) {
      expect(nodes.has(nameOf(node))).toBe(false)
      nodes.set(nameOf(node), node.hash)
    }
    ;({ size, root } = made)
  }
  const hashOf = (stretch: readonly [number, number]) =>
    hashOver(nodesOver(stretch).map((node) => nodes.get(nameOf(node))!))
  return { leaves, size, root, nodes, hashOf }
}

const batches = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 })

describe('a tree that grows', () => {
  test('has the root of the standard, however it grew, and stores each complete node once', () => {
    fc.assert(
      fc.property(batches, (counts) => {
        const { leaves, size, root, nodes } = grown(counts)
        expect(Buffer.from(root).equals(rootOf(leaves))).toBe(true)
        let complete = 0
        for (let level = 0; 2 ** level <= size; level++) complete += Math.floor(size / 2 ** level)
        expect(nodes.size).toBe(complete)
      }),
      { numRuns: 100 },
    )
  })

  test('shows of any entry that it stands in any later size, in as many hashes as the tree is deep', () => {
    fc.assert(
      fc.property(batches, fc.nat(), fc.nat(), (counts, a, b) => {
        const { leaves, size, hashOf } = grown(counts)
        const at = 1 + (a % size)
        const index = b % at
        const proof = inclusionStretches(index, at).map(hashOf)
        expect(includes(leaves[index]!, index, at, hashOf([0, at]), proof)).toBe(true)
        expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(at)))
      }),
      { numRuns: 300 },
    )
  })

  test('shows between any two sizes that it only grew', () => {
    fc.assert(
      fc.property(batches, fc.nat(), fc.nat(), (counts, a, b) => {
        const { size, hashOf } = grown(counts)
        const second = 1 + (a % size)
        const first = 1 + (b % second)
        const proof = consistencyStretches(first, second).map(hashOf)
        expect(continues(first, second, hashOf([0, first]), hashOf([0, second]), proof)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('needs as many nodes for one more entry as there are ones in its size', () => {
    for (const size of [1, 255, 256, 1_000_000, 2 ** 40 + 1])
      expect(nodesOver([0, size])).toHaveLength(size.toString(2).replaceAll('0', '').length)
  })
})
