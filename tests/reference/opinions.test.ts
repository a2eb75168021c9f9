import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { mapOf, readPolis } from '../../src/domains/opinions/index.ts'
import { groupConsensus, representative, type Tally } from '../../src/domains/opinions/rules/figures.ts'
import { extremityOf, priorityOf } from '../../src/domains/opinions/rules/priority.ts'

const shared = process.env.DHZ_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url))
const folder = (name: string) => join(shared, 'data/opinions', name)

/** How alike two groupings are: 1 is the same, 0 is by chance (Hubert and Arabie, 1985). */
function adjustedRand(a: number[], b: number[]): number {
  const pairs = (n: number) => (n * (n - 1)) / 2
  const sizes = (of: string[]) =>
    [...Map.groupBy(of, (each) => each).values()].map(({ length }) => pairs(length))
  const sum = (of: number[]) => of.reduce((total, each) => total + each, 0)
  const [rows, columns] = [sum(sizes(a.map(String))), sum(sizes(b.map(String)))]
  const both = sum(sizes(a.map((each, i) => `${each} ${b[i]}`)))
  const chance = (rows * columns) / pairs(a.length)
  return (both - chance) / ((rows + columns) / 2 - chance)
}

const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  const dot = (x: ArrayLike<number>, y: ArrayLike<number>) =>
    Array.from(x).reduce((sum, each, i) => sum + each * y[i]!, 0)
  return Math.abs(dot(a, b)) / Math.sqrt(dot(a, a) * dot(b, b))
}

interface ServerMath {
  tids: number[]
  pca: { comps: number[][] }
  'base-clusters': { id: number[]; members: number[][] }
  'group-clusters': { id: number; members: number[] }[]
}

describe.skipIf(!existsSync(folder('below-100-ptpts')))('the map that the Pol.is server drew', () => {
  test.each([
    ['below-100-ptpts', 1],
    ['50ptpt-3gp-strict-no-meta', 1],
    // The published groups depend on what was voted along the way; as alike as they can be from the end.
    ['25ptpt-3gp-no-strict-with-meta', 0.6],
  ])('%s: the same components, and groups as alike as %d', async (name, alike) => {
    const conversation = await readPolis(folder(name))
    const math = JSON.parse(readFileSync(join(folder(name), 'math-pca2.json'), 'utf8')) as ServerMath
    const { directions, groups, taking } = mapOf(conversation.matrix, conversation.rejected)
    expect(conversation.statements).toEqual(math.tids.map(String))
    directions.forEach((direction, i) =>
      expect(cosine(direction, math.pca.comps[i]!)).toBeGreaterThanOrEqual(0.999),
    )
    const published = new Map(
      math['group-clusters'].flatMap(({ id, members }) =>
        members.flatMap((base) =>
          math['base-clusters'].members[math['base-clusters'].id.indexOf(base)]!.map((p) => [String(p), id]),
        ),
      ),
    )
    const both = taking.filter((p) => published.has(conversation.people[p]!))
    expect(both.length).toBeGreaterThan(15)
    const found = adjustedRand(
      both.map((p) => groups.of[p]!),
      both.map((p) => published.get(conversation.people[p]!)!),
    )
    expect(found).toBeGreaterThanOrEqual(alike)
  })

  test.each(['ssis.land-bank-farmland.2rumnecbeh.2021-08-01', 'scoop-hivemind.biodiversity'])(
    '%s: the published groups',
    async (name) => {
      const conversation = await readPolis(folder(name))
      const [heading = [], ...rows] = parse(
        readFileSync(join(folder(name), 'participants-votes.csv'), 'utf8'),
      ) as string[][]
      const published = new Map(rows.map((row) => [row[0]!, row[heading.indexOf('group-id')]!]))
      const { groups, taking } = mapOf(conversation.matrix, conversation.rejected)
      const both = taking.filter((p) => published.get(conversation.people[p]!) !== '')
      expect(both.length).toBeGreaterThan(300)
      const found = adjustedRand(
        both.map((p) => groups.of[p]!),
        both.map((p) => Number(published.get(conversation.people[p]!))),
      )
      expect(found).toBeGreaterThanOrEqual(0.95)
    },
  )
})

interface Represented {
  tid: number
  'n-success': number
  'n-trials': number
  'p-success': number
  'p-test': number
  repness: number
  'repness-test': number
  'repful-for': 'agree' | 'disagree'
}
interface ServerGroups {
  tids: number[]
  'group-votes': Record<string, { id: number; votes: Record<string, { A: number; D: number; S: number }> }>
  repness: Record<string, Represented[]>
  'group-aware-consensus': Record<string, number>
  'comment-priorities': Record<string, number>
  pca: { 'comment-extremity': number[] }
}

describe.skipIf(!existsSync(folder('below-100-ptpts')))('what the Pol.is server says of its groups', () => {
  test.each(['below-100-ptpts', '50ptpt-3gp-strict-no-meta', '25ptpt-3gp-no-strict-with-meta'])(
    '%s: representative statements, what is shared, and what comes next',
    (name) => {
      const math = JSON.parse(readFileSync(join(folder(name), 'math-pca2.json'), 'utf8')) as ServerGroups
      const { tids } = math
      const keys = Object.keys(math['group-votes'])
      const groups = keys.map((key) =>
        tids.map((tid): Tally => {
          const { A, D, S } = math['group-votes'][key]!.votes[tid]!
          return { agree: A, disagree: D, seen: S }
        }),
      )
      let compared = 0
      keys.forEach((key, g) => {
        const found = representative(groups, g)
        // The server also gives one where none is sure enough, and one that most agree with: those we leave out.
        const sure = math.repness[key]!.filter(
          (each) => each['p-test'] > 1.2816 && each['repness-test'] > 1.2816,
        )
        const theirs = new Map(math.repness[key]!.map((each) => [each.tid, each]))
        expect(found.length).toBeGreaterThanOrEqual(Math.min(sure.length, 4))
        for (const one of found) {
          const said = theirs.get(tids[one.statement]!)
          if (!said) continue
          compared += 1
          expect(one.side).toBe(said['repful-for'])
          expect(one.share).toBeCloseTo(said['p-success'], 6)
          expect(one.ratio).toBeCloseTo(said.repness, 6)
          expect(one.shareZ).toBeCloseTo(said['p-test'], 5)
          expect(one.ratioZ).toBeCloseTo(said['repness-test'], 4)
        }
      })
      expect(compared).toBeGreaterThanOrEqual(5)
      tids.forEach((tid, s) => {
        expect(groupConsensus(groups, s)).toBeCloseTo(math['group-aware-consensus'][tid]!, 9)
        // What the server takes for no opinion always weighs 49.
        if (math['comment-priorities'][tid] === 49) return
        const sum = (of: keyof Tally) => groups.reduce((total, each) => total + each[s]![of], 0)
        const [seen, agree, disagree] = [sum('seen'), sum('agree'), sum('disagree')]
        const extremity = math.pca['comment-extremity'][s]!
        const priority = priorityOf({ seen, agree, pass: seen - agree - disagree, extremity })
        expect(priority / math['comment-priorities'][tid]!).toBeCloseTo(1, 6)
      })
    },
  )

  test('below-100-ptpts: how far statements reach', async () => {
    const math = JSON.parse(
      readFileSync(join(folder('below-100-ptpts'), 'math-pca2.json'), 'utf8'),
    ) as ServerGroups
    const { matrix, rejected } = await readPolis(folder('below-100-ptpts'))
    // By the counts in comments.json agreeing is 1 in these votes already: the reader turned it.
    const map = mapOf({ ...matrix, votes: matrix.votes.map((vote) => -vote) }, rejected)
    math.tids.forEach((_, s) => expect(extremityOf(map, s)).toBeCloseTo(math.pca['comment-extremity'][s]!, 2))
  })
})
