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
}

/**
 * Groups people by where they stand: k-means into at most a hundred places, and those places by k-means into two to five
 * groups. The number is the one with the best mean silhouette. Both begin with the first places that differ, so the same
 * points give the same groups.
 * @param who takes part, in the order in which they came.
 */
export function groupsOf({ points }: Pick<Components, 'points'>, who: readonly number[]): Groups {
  const people = points.length / 2
  const of = new Int32Array(people).fill(-1)
  const standing = who.map((p): Point => ({ x: points[p * 2]!, y: points[p * 2 + 1]!, weight: 1 }))
  const bases = kMeans(standing, mostBases, mostBaseRounds)
  const places = bases.map(({ x, y, members }): Point => ({ x, y, weight: members.length }))
  const most = Math.min(mostGroups, 2 + Math.floor(places.length / 12), places.length)
  let best: { clusters: Cluster[]; value: number } | undefined
  const silhouettes: Groups['silhouettes'] = []
  for (let count = 2; count <= most; count++) {
    const clusters = kMeans(places, count, groupRounds)
    const value = silhouette(places, clusters)
    silhouettes.push({ count, value })
    if (clusters.length > 1 && (!best || value > best.value)) best = { clusters, value }
  }
  const clusters =
    best?.clusters ?? (places.length > 0 ? [{ x: 0, y: 0, members: places.map((_, i) => i) }] : [])
  clusters.forEach(({ members }, group) => {
    for (const base of members) for (const i of bases[base]!.members) of[who[i]!] = group
  })
  const centres = clusters.map(({ x, y, members }) => ({
    x,
    y,
    size: members.reduce((sum, base) => sum + places[base]!.weight, 0),
  }))
  return { of, count: clusters.length, centres, silhouettes }
}

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
