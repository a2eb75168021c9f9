import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { continues, includes, leafHash, nodeHash } from './merkle.ts'
import { BrokenProof, judgeProof } from './proof-file.ts'

/** The tree as RFC 6962 defines it, by recursion over the entries: slow and plain. */
const splitAt = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1)
function rootOf(entries: Uint8Array[]): Uint8Array {
  if (entries.length === 1) return leafHash(entries[0]!)
  const k = splitAt(entries.length)
  return nodeHash(rootOf(entries.slice(0, k)), rootOf(entries.slice(k)))
}
function pathOf(m: number, entries: Uint8Array[]): Uint8Array[] {
  if (entries.length === 1) return []
  const k = splitAt(entries.length)
  return m < k
    ? [...pathOf(m, entries.slice(0, k)), rootOf(entries.slice(k))]
    : [...pathOf(m - k, entries.slice(k)), rootOf(entries.slice(0, k))]
}
function proofOf(m: number, entries: Uint8Array[], whole = true): Uint8Array[] {
  if (m === entries.length) return whole ? [] : [rootOf(entries)]
  const k = splitAt(entries.length)
  return m <= k
    ? [...proofOf(m, entries.slice(0, k), whole), rootOf(entries.slice(k))]
    : [...proofOf(m - k, entries.slice(k), false), rootOf(entries.slice(0, k))]
}
const entries = (n: number) => Array.from({ length: n }, (_, i) => Buffer.from(`besluit ${i}`))
const all = entries(70)

describe('a log', () => {
  test('shows that each of its entries stands in it', () => {
    for (let n = 1; n <= 70; n++) {
      const some = all.slice(0, n)
      const root = rootOf(some)
      for (let i = 0; i < n; i++) expect(includes(leafHash(some[i]!), i, n, root, pathOf(i, some))).toBe(true)
    }
  })

  test('shows that it only grew', () => {
    for (let n = 1; n <= 40; n++)
      for (let m = 1; m <= n; m++) {
        const [first, second] = [all.slice(0, m), all.slice(0, n)]
        expect(continues(m, n, rootOf(first), rootOf(second), proofOf(m, second))).toBe(true)
      }
  })

  test('shows nothing else: any other place, size, root or proof is refused', () => {
    const place = fc.record({
      n: fc.integer({ min: 2, max: 60 }),
      i: fc.nat(59),
      bit: fc.nat(255),
      where: fc.nat(),
    })
    fc.assert(
      fc.property(place, ({ n, i, bit, where }) => {
        const some = all.slice(0, n)
        const [at, root] = [i % n, rootOf(some)]
        const leaf = leafHash(some[at]!)
        const proof = pathOf(at, some)
        const flipped = (hash: Uint8Array) =>
          hash.map((byte, b) => (b === bit % 32 ? byte ^ (1 << (bit % 8)) : byte))
        expect(includes(leaf, (at + 1) % n, n, root, proof)).toBe(false)
        expect(includes(flipped(leaf), at, n, root, proof)).toBe(false)
        expect(includes(leaf, at, n, flipped(root), proof)).toBe(false)
        expect(includes(leaf, at, n, root, proof.slice(1))).toBe(false)
        expect(includes(leaf, at, n, root, [...proof, leaf])).toBe(false)
        expect(
          includes(
            leaf,
            at,
            n,
            root,
            proof.with(where % proof.length, flipped(proof[where % proof.length]!)),
          ),
        ).toBe(false)
        const m = 1 + (where % (n - 1))
        const [older, growth] = [rootOf(all.slice(0, m)), proofOf(m, some)]
        expect(continues(m, n, root, older, growth)).toBe(false)
        expect(continues(m, n, flipped(older), root, growth)).toBe(false)
        expect(continues(m, n, older, flipped(root), growth)).toBe(false)
        expect(continues(m, n, older, root, [...growth, older])).toBe(false)
        expect(continues(n, m, root, older, growth)).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  test('of nothing shows nothing', () => {
    const root = rootOf(entries(1))
    expect(continues(0, 1, root, root, [])).toBe(false)
    expect(includes(root, 0, 0, root, [])).toBe(false)
    expect(includes(new Uint8Array(), 0, 1, new Uint8Array(), [])).toBe(false)
    expect(includes(root, 0.5, 1, root, [])).toBe(false)
    expect(includes(root, 2 ** 60, 2 ** 61, root, [])).toBe(false)
  })
})

describe('a proof in a file', () => {
  const root = Buffer.from(rootOf(entries(1))).toString('base64')
  test('is judged', () => {
    const proof = { leafIdx: 0, treeSize: 1, root, leafHash: root, proof: null }
    expect(judgeProof(JSON.stringify(proof))).toEqual({ kind: 'inclusion', holds: true })
    expect(judgeProof(JSON.stringify({ ...proof, leafIdx: 1 }))).toEqual({ kind: 'inclusion', holds: false })
    const grew = { size1: 1, size2: 1, root1: root, root2: root, proof: [] }
    expect(judgeProof(JSON.stringify(grew))).toEqual({ kind: 'consistency', holds: true })
  })
  test.each([
    '',
    'geen json',
    '[]',
    '{}',
    '"a"',
    'null',
    '{"leafIdx":"0"}',
    '{"size1":1,"size2":1,"root1":"!","root2":"","proof":[]}',
  ])('that is none is refused in one sentence: %s', (text) => {
    expect(() => judgeProof(text)).toThrow(BrokenProof)
    expect(() => judgeProof(text)).toThrow(/^This is no (JSON|proof)[^\n]*$/)
  })
})
