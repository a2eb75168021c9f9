import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { BrokenExport, emptyMatrix, mapOf, readPolis, type VoteMatrix } from './index.ts'

function matrixOf(rows: (number | null)[][]): VoteMatrix {
  const matrix = emptyMatrix(rows.length, rows[0]?.length ?? 0)
  rows.forEach((row, p) =>
    row.forEach((vote, s) => {
      if (vote !== null) matrix.votes[p * matrix.statements + s] = vote
    }),
  )
  return matrix
}

const vote = fc.constantFrom<number | null>(1, 0, -1, null)
const rows = fc
  .tuple(fc.integer({ min: 15, max: 30 }), fc.integer({ min: 2, max: 10 }))
  .chain(([people, statements]) =>
    fc.array(fc.array(vote, { minLength: statements, maxLength: statements }), {
      minLength: people,
      maxLength: people,
    }),
  )

describe('the map of views', () => {
  test('sets two groups apart that disagree, and puts nobody in both', () => {
    // They come by turns: those of one camp are the even ones.
    const rows = Array.from({ length: 20 }, (_, i) => {
      const sign = i % 2 === 0 ? 1 : -1
      return [sign, sign, -sign, sign, i % 3 === 0 ? 0 : 1, -sign, sign, i % 4 === 0 ? 1 : 0]
    })
    const { groups } = mapOf(matrixOf(rows))
    expect(groups.count).toBe(2)
    const [even, odd] = [0, 1].map((rest) => new Set([...groups.of].filter((_, p) => p % 2 === rest)))
    expect([even!.size, odd!.size, even!.isDisjointFrom(odd!)]).toEqual([1, 1, true])
  })

  test('is the same each time, has directions of length one at right angles, and only real numbers', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const map = mapOf(matrixOf(given))
        expect(mapOf(matrixOf(given))).toEqual(map)
        expect([...map.points, ...map.directions.flatMap((each) => [...each])].every(Number.isFinite)).toBe(
          true,
        )
        const [a, b] = map.directions
        const dot = a.reduce((sum, each, s) => sum + each * b[s]!, 0)
        for (const each of map.directions) {
          const length = Math.hypot(...each)
          expect(length === 0 || Math.abs(length - 1) < 1e-9).toBe(true)
        }
        expect(Math.abs(dot)).toBeLessThan(1e-6)
        expect(map.taking.every((p) => map.groups.of[p]! >= 0)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('does not hear a rejected statement', () => {
    fc.assert(
      fc.property(rows, fc.nat(9), (given, pick) => {
        const rejected = pick % given[0]!.length
        const other = given.map((row) => row.with(rejected, row[rejected] === null ? null : -row[rejected]!))
        const out = new Set([rejected])
        expect(mapOf(matrixOf(other), out).points).toEqual(mapOf(matrixOf(given), out).points)
      }),
      { numRuns: 40 },
    )
  })

  test('takes in who voted enough, and below fifteen the most active', () => {
    const some = Array.from({ length: 20 }, (_, p) =>
      Array.from({ length: 10 }, (_, s) => (s < (p < 12 ? 8 : p % 7) ? 1 : null)),
    )
    const { taking } = mapOf(matrixOf(some))
    expect(taking).toHaveLength(15)
    expect(taking.slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, i) => i))
  })

  test('of nobody, or of people who all say the same, has no groups to show', () => {
    expect(mapOf(emptyMatrix(0, 3)).groups.count).toBe(0)
    expect(mapOf(matrixOf(Array.from({ length: 16 }, () => [1, 1, 1]))).groups.count).toBe(1)
  })
})

describe('an export of somebody else', () => {
  const folders: string[] = []
  const folder = (files: Record<string, string>) => {
    const path = mkdtempSync(join(tmpdir(), 'dhz-opinions-'))
    folders.push(path)
    for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
    return path
  }
  afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true })))
  const heading = 'participant,group-id,n-comments,n-votes,n-agree,n-disagree,7,9'

  test('is read with who came first, and what moderation took out', async () => {
    const conversation = await readPolis(
      folder({
        'participants-votes.csv': `${heading}\n4,0,0,2,1,1,1,-1\n2,,0,1,0,0,,0\n`,
        'comments.csv':
          'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1,x,9,1,0,0,-1,"a, ""b""\nc"\n',
        'votes.csv': 'timestamp,datetime,comment-id,voter-id,vote\n20,x,7,4,1\n10,x,9,2,0\n',
      }),
    )
    expect(conversation).toMatchObject({ people: ['2', '4'], statements: ['7', '9'], rejected: new Set([1]) })
    expect([...conversation.matrix.votes]).toEqual([Number.NaN, 0, 1, -1])
  })

  test('as JSON has its signs turned, and the last vote counts', async () => {
    const votes = [
      { pid: 1, tid: 0, vote: 1, modified: '30' },
      { pid: 1, tid: 0, vote: -1, modified: '20' },
      { pid: 0, tid: 1, vote: -1, modified: '25' },
    ]
    const comments = [
      { tid: 1, mod: -1 },
      { tid: 2, is_meta: true },
    ]
    const conversation = await readPolis(
      folder({ 'votes.json': JSON.stringify(votes), 'comments.json': JSON.stringify(comments) }),
    )
    expect(conversation).toMatchObject({
      people: ['1', '0'],
      statements: ['0', '1', '2'],
      rejected: new Set([1, 2]),
    })
    expect([...conversation.matrix.votes]).toEqual([-1, Number.NaN, Number.NaN, Number.NaN, 1, Number.NaN])
  })

  test.each([
    [{}, 'no participants-votes.csv'],
    [{ 'participants-votes.csv': 'a,b\n1,2' }, 'no participant'],
    [{ 'participants-votes.csv': heading }, 'Nobody voted'],
    [{ 'participants-votes.csv': `${heading}\n1,,0,0,0,0,1` }, 'has 7 fields'],
    [{ 'participants-votes.csv': `${heading}\n1,,0,0,0,0,1,5` }, 'not 5'],
    [{ 'participants-votes.csv': `${heading}\n"1` }, 'no CSV'],
    [{ 'votes.json': '{' }, 'no JSON'],
    [{ 'votes.json': '[{"vote":1,"modified":1}]' }, 'names no participant'],
    [{ 'votes.json': '[]' }, 'Nobody voted'],
  ] as [Record<string, string>, string][])(
    'that is broken is refused in one sentence: %j',
    async (files, said) => {
      const act = readPolis(folder(files))
      await expect(act).rejects.toThrow(BrokenExport)
      await expect(act).rejects.toThrow(said)
    },
  )
})
