import type { Components } from './components.ts'

/** Points of the map that belong together. */
interface Cluster {
  x: number
  y: number
  /** Which points. */
  members: number[]
}

interface Point {
  x: number
  y: number
  /** How many people stand here. */
  weight: number
}

/** People are first gathered in so many places; groups are made of those. */
const mostBases = 100
const baseMoves = 0.01
const mostBaseRounds = 100
const groupRounds = 20
const mostGroups = 5

/** Groups of the people on the map, with the number of groups that sets them apart best. */
export interface Groups {
  /** The group of each person, from 0, or −1 for who does not take part in the grouping. */
  of: Int32Array
  count: number
  /** Middle of each group on the map. */
  centres: { x: number; y: number; size: number }[]
  /** How well each number of groups sets them apart, from −1 to 1. */
  silhouettes: { count: number; value: number }[]
  /** The people of each place in which they were gathered first. */
  places: number[][]
}

/** Which number of groups is shown, and which one is winning and how often running: a new one only comes after four. */
export interface GroupMemory {
  shown: number
  winning: number
  times: number
}

/** How often running another number of groups must win before it is shown. */
const winsNeeded = 4

/** What is remembered after this number won once more; the very first is shown at once. */
export function remembered(before: GroupMemory | undefined, wins: number): GroupMemory {
  if (!before) return { shown: wins, winning: wins, times: 1 }
  const times = before.winning === wins ? before.times + 1 : 1
  return { shown: times >= winsNeeded ? wins : before.shown, winning: wins, times }
}

/**
 * Groups people by where they stand: k-means into at most a hundred places, and those places by k-means into two to five
 * groups. The number is the one with the best mean silhouette. Both begin with the first places that differ, so the same
 * points give the same groups.
 * @param who takes part, in the order in which they came.
 * @param fewest people in each group: a number of groups with a smaller one is left out.
 * @param choose which number is shown, given the one that wins; it is the one that wins where the chosen one is left out.
 */
export function groupsOf(
  { points }: Pick<Components, 'points'>,
  who: readonly number[],
  { fewest = 1, choose = (wins) => wins }: { fewest?: number; choose?: (wins: number) => number } = {},
): Groups {
  const people = points.length / 2
  const of = new Int32Array(people).fill(-1)
  const standing = who.map((p): Point => ({ x: points[p * 2]!, y: points[p * 2 + 1]!, weight: 1 }))
  const bases = kMeans(standing, mostBases, mostBaseRounds)
  const places = bases.map(({ x, y, members }): Point => ({ x, y, weight: members.length }))
  const most = Math.min(mostGroups, 2 + Math.floor(places.length / 12), places.length)
  const found = new Map<number, Cluster[]>()
  let best: { count: number; value: number } | undefined
  const silhouettes: Groups['silhouettes'] = []
  for (let count = 2; count <= most; count++) {
    const clusters = kMeans(places, count, groupRounds)
    const value = silhouette(places, clusters)
    silhouettes.push({ count, value })
    if (clusters.length < 2 || clusters.some((each) => sizeOf(each, places) < fewest)) continue
    found.set(count, clusters)
    if (!best || value > best.value) best = { count, value }
  }
  const clusters =
    (best && (found.get(choose(best.count)) ?? found.get(best.count))) ??
    (places.length > 0 ? [{ x: 0, y: 0, members: places.map((_, i) => i) }] : [])
  clusters.forEach(({ members }, group) => {
    for (const base of members) for (const i of bases[base]!.members) of[who[i]!] = group
  })
  const centres = clusters.map((each) => ({ x: each.x, y: each.y, size: sizeOf(each, places) }))
  return {
    of,
    count: clusters.length,
    centres,
    silhouettes,
    places: bases.map(({ members }) => members.map((i) => who[i]!)),
  }
}

const sizeOf = ({ members }: Cluster, places: readonly Point[]): number =>
  members.reduce((sum, base) => sum + places[base]!.weight, 0)

/** Each point to the nearest middle, each middle to its points, until they stay where they are. */
function kMeans(points: readonly Point[], count: number, rounds: number): Cluster[] {
  let clusters: Cluster[] = firstDistinct(points, count).map(({ x, y }) => ({ x, y, members: [] }))
  for (let round = 0; round < rounds; round++) {
    const next = step(points, clusters)
    const still =
      next.length === clusters.length && next.every((one, i) => distance(one, clusters[i]!) < baseMoves)
    clusters = next
    if (still) break
  }
  return clusters
}

function step(points: readonly Point[], clusters: readonly Cluster[]): Cluster[] {
  const members = clusters.map((): number[] => [])
  points.forEach((point, i) => {
    let nearest = 0
    for (let c = 1; c < clusters.length; c++)
      if (squared(point, clusters[c]!) < squared(point, clusters[nearest]!)) nearest = c
    members[nearest]?.push(i)
  })
  return members
    .filter((each) => each.length > 0)
    .map((each) => {
      const weight = each.reduce((sum, i) => sum + points[i]!.weight, 0)
      const mean = (axis: 'x' | 'y') =>
        each.reduce((sum, i) => sum + points[i]![axis] * points[i]!.weight, 0) / weight
      return { x: mean('x'), y: mean('y'), members: each }
    })
}

function firstDistinct(points: readonly Point[], count: number): Point[] {
  const found: Point[] = []
  const seen = new Set<string>()
  for (const point of points) {
    if (found.length === count) break
    const key = `${point.x} ${point.y}`
    if (seen.has(key)) continue
    seen.add(key)
    found.push(point)
  }
  return found
}

/** Mean over the points of how much nearer they are to their own group than to the next; one alone counts as 0. */
function silhouette(points: readonly Point[], clusters: readonly Cluster[]): number {
  if (clusters.length < 2) return -1
  let sum = 0
  clusters.forEach(({ members }, own) => {
    if (members.length === 1) return
    for (const i of members) {
      const mean = (others: readonly number[], without: number) =>
        others.reduce((total, j) => total + distance(points[i]!, points[j]!), 0) / (others.length - without)
      const near = mean(members, 1)
      const next = Math.min(...clusters.flatMap((each, c) => (c === own ? [] : [mean(each.members, 0)])))
      sum += Math.max(near, next) === 0 ? 0 : (next - near) / Math.max(near, next)
    }
  })
  return sum / points.length
}

const squared = (a: { x: number; y: number }, b: { x: number; y: number }): number =>
  (a.x - b.x) ** 2 + (a.y - b.y) ** 2
const distance = (a: { x: number; y: number }, b: { x: number; y: number }): number =>
  Math.sqrt(squared(a, b))
