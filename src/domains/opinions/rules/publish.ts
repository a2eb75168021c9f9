import type { GroupMemory } from '../groups.ts'
import { fewestPeople, mapOf, type OpinionMap } from '../map.ts'
import type { VoteMatrix } from '../matrix.ts'
import { groupConsensus, representative, splitOf, talliesOf, type Tally } from './figures.ts'
import { figuresOf, newNeeded, orderOf, type Chance, type Figures } from './kept.ts'
import { fewestTogether } from './limits.ts'
import { day } from '../../../platform/clock.ts'

/** What is published of a question. Everything on its pages, for whoever looks, is made of this and of nothing else. */
export interface Published {
  /** About how many took part: down to a multiple of five. */
  people: number
  /** Of each statement that enough have seen, by its id. */
  statements: PublishedStatement[]
  /** Below fifteen people, and while no groups of five stand out, there are none. */
  groups: PublishedGroup[]
  /** Ids of statements that nearly all groups share, the most shared first. */
  shared: { id: string; side: 'agree' | 'disagree' }[]
  /** Ids of statements on which the groups stand furthest apart. */
  splits: string[]
  /** Places with five people or more each, on a coarse raster from 0 to `raster`. */
  places: { x: number; y: number; group: number; dots: number }[]
}

/** In tenths, from 1 to 9: never all, and never nobody. */
export interface Share {
  agree: number
  disagree: number
}
export interface PublishedStatement extends Share {
  id: string
  /** The same in each group; null where fewer than five of it saw it. */
  groups: (Share | null)[]
}
export interface PublishedGroup {
  /** Down to a multiple of five. */
  people: number
  telling: { id: string; side: 'agree' | 'disagree' }[]
}

export const raster = 24
/** Down to a multiple of five, so that one more says nothing. */
const rounded = (people: number) => Math.floor(people / fewestTogether) * fewestTogether

const tenths = (n: number, seen: number) => Math.min(9, Math.max(1, Math.round((n * 10) / Math.max(seen, 1))))
const shareOf = ({ agree, disagree, seen }: Tally): Share => ({
  agree: tenths(agree, seen),
  disagree: tenths(disagree, seen),
})

const mostShared = 5
const mostSplits = 5
/** From this estimated share in every group on, nearly all share it. */
const nearlyAll = 0.6
/** From this difference between groups on, it splits. */
const apart = 0.35

/**
 * Makes of all votes what may be known. Counts of fewer than five are left out; all others are moved a little at random before
 * anything is read from them, so shares, what makes a group, what is shared and what splits tell of no single person; and
 * people are told in fives. What was told of a statement stands until enough people are new to it (`kept.ts`). Where people
 * stand is told by places of five or more.
 */
export function publish(
  matrix: VoteMatrix,
  { ids, rejected, memory, asked, chance, closed = false }: Publishing,
): { published: Published; map: OpinionMap | undefined; memory: Memory } {
  const everybody = Array.from({ length: matrix.people }, (_, p) => p)
  const overall = talliesOf(matrix, everybody)
  const map =
    matrix.people >= fewestPeople
      ? mapOf(matrix, rejected, { fewest: fewestTogether, memory: memory?.groups })
      : undefined
  const found = map && map.groups.count > 1 ? membersOf(map) : []
  const before = memory?.figures ?? {}
  const talliesIn = found.map((people) => talliesOf(matrix, people))
  const order = orderOf(talliesIn, ids, before)
  const members = order.map((group) => found[group]!)
  const figures = figuresOf(
    overall,
    order.map((group) => talliesIn[group]!),
    { before, asked: asked ?? overall.map(({ seen }) => seen), ids, chance, closed },
  )
  const shown = ids.flatMap((id, s) => (figures[id] && !rejected.has(s) ? [{ id, s, of: figures[id] }] : []))
  const groupsOf = (id: string) => figures[id]?.in[members.length] ?? members.map(() => null)
  const known = members.map((_, g) => ids.map((id) => groupsOf(id)[g] ?? none))
  const inAll = shown.filter(({ id }) => groupsOf(id).every((tally) => tally !== null))
  const statements = shown.map(({ id, of }) => ({
    id,
    ...shareOf(of.all),
    groups: groupsOf(id).map((tally) => tally && shareOf(tally)),
  }))
  const groups = members.map(({ length }, g) => ({
    people: rounded(length),
    telling: representative(known, g).flatMap(({ statement, side }) =>
      shown.some(({ s, id }) => s === statement && groupsOf(id)[g]) ? [{ id: ids[statement]!, side }] : [],
    ),
  }))
  const published = {
    people: rounded(matrix.people),
    statements,
    groups,
    shared: members.length > 1 ? sharedBy(known, inAll) : [],
    splits: inAll
      .map(({ id, s }) => ({ id, by: splitOf(known, s) }))
      .filter(({ by }) => by >= apart)
      .toSorted((a, b) => b.by - a.by)
      .slice(0, mostSplits)
      .map(({ id }) => id),
    places: map ? placesOf(map, order) : [],
  }
  return { published, map, memory: { ...(map?.memory && { groups: map.memory }), figures } }
}

/** What is kept for the next outcome of the same question, and shown to nobody. */
export interface Memory {
  groups?: GroupMemory
  figures: Figures
}

export interface Publishing {
  /** Of the statements, in the order of the matrix. */
  ids: readonly string[]
  rejected: ReadonlySet<number>
  memory: Memory | undefined
  /** How many people ever answered each statement; who sees it now, where that is not given. */
  asked?: readonly number[]
  chance: Chance
  /** Whether no more votes come. */
  closed?: boolean
}

const none: Tally = { agree: 0, disagree: 0, seen: 0 }

function membersOf({ groups, taking }: OpinionMap): number[][] {
  const members = Array.from({ length: groups.count }, (): number[] => [])
  for (const p of taking) members[groups.of[p]!]!.push(p)
  return members
}

function sharedBy(known: readonly Tally[][], inAll: readonly { id: string; s: number }[]) {
  return inAll
    .flatMap(({ id, s }) =>
      (['agree', 'disagree'] as const).map((side) => ({ id, side, by: groupConsensus(known, s, side) })),
    )
    .filter(({ by }) => by >= nearlyAll ** known.length)
    .toSorted((a, b) => b.by - a.by)
    .slice(0, mostShared)
    .map(({ id, side }) => ({ id, side }))
}

interface Spot {
  x: number
  y: number
  people: number
}

/**
 * Where people stand, by places with five or more of one group: the smallest place goes together with the nearest of its
 * group until none is smaller. Then each is put on a coarse raster. @param order in which groups are shown.
 */
function placesOf({ points, groups, taking }: OpinionMap, order: readonly number[]): Published['places'] {
  const taken = new Set(taking)
  const spots = Array.from({ length: groups.count }, (): Spot[] => [])
  for (const place of groups.places) {
    const people = place.filter((p) => taken.has(p))
    if (people.length === 0) continue
    const mean = (axis: 0 | 1) =>
      people.reduce((total, p) => total + points[p * 2 + axis]!, 0) / people.length
    spots[groups.of[people[0]!]!]!.push({ x: mean(0), y: mean(1), people: people.length })
  }
  const merged = spots.flatMap((of, group) => mergeSmall(of).map((spot) => ({ ...spot, group })))
  const xs = merged.map(({ x }) => x)
  const ys = merged.map(({ y }) => y)
  const onRaster = (value: number, all: readonly number[]) => {
    const [low, high] = [Math.min(...all), Math.max(...all)]
    return high - low < 1e-9 ? raster / 2 : Math.round(((value - low) / (high - low)) * raster)
  }
  return merged
    .filter(({ people }) => people >= fewestTogether)
    .map(({ x, y, group, people }) => ({
      x: onRaster(x, xs),
      y: onRaster(y, ys),
      // Where there are no groups to show, all are of the first.
      group: Math.max(0, order.indexOf(group)),
      dots: rounded(people),
    }))
}

function mergeSmall(spots: readonly Spot[]): Spot[] {
  const left = [...spots]
  for (;;) {
    left.sort((a, b) => a.people - b.people || a.x - b.x || a.y - b.y)
    const [smallest, ...others] = left
    if (!smallest || smallest.people >= fewestTogether || others.length === 0) return left
    const far = (spot: Spot) => (spot.x - smallest.x) ** 2 + (spot.y - smallest.y) ** 2
    const nearest = others.reduce((best, spot) => (far(spot) < far(best) ? spot : best))
    const people = smallest.people + nearest.people
    left.splice(0, left.length, ...others.filter((spot) => spot !== nearest), {
      x: (smallest.x * smallest.people + nearest.x * nearest.people) / people,
      y: (smallest.y * smallest.people + nearest.y * nearest.people) / people,
      people,
    })
  }
}

/**
 * Whether a new map is due: five people, and at least one in ten of those who took part, either came since the last one, or
 * have answered more and the wait for that is over. So no two maps differ by what one person did.
 * @returns by which of both.
 */
export function dueBy({ before, came, more, since, again }: Waiting): 'came' | 'more' | undefined {
  const needed = newNeeded(before)
  if (came >= needed) return 'came'
  return came + more >= needed && since >= waitOf(again) ? 'more' : undefined
}

/**
 * How long a map waits that nobody new came for, in milliseconds: a day, and twice as long each next time. The same people
 * can so have six made in the ninety days of a question.
 */
export const waitOf = (again: number) => day * 2 ** again

export interface Waiting {
  /** People in the last map. */
  before: number
  /** Who took part for the first time since, and who did before and answered more. */
  came: number
  more: number
  /** Milliseconds since the last map. */
  since: number
  /** How many maps were made so far for which not enough people were new. */
  again: number
}
