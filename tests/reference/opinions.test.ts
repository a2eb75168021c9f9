import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { mapOf, readPolis } from '../../src/domains/opinions/index.ts'

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
