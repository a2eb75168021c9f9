import { week } from '../../platform/clock.ts'
import { bandBetween, type Cell } from '../areas/index.ts'

/** Somebody who takes part this month. */
export interface Participant {
  id: string
  /** Null where the home stands too alone to be placed; then nearness says nothing. */
  cell: Cell | null
  /** What they wish, sensitive ones left out. */
  concepts: readonly number[]
  /** Communities they belong to. */
  circles: readonly string[]
  /** The same for who lives together. */
  home: string
}

export interface Introduction {
  people: string[]
  /** An ambition that all of them chose; the first by number when there are several. */
  conceptId: number | null
}

/** What makes that two are not introduced, whatever else fits. */
export interface Known {
  /** Pairs who blocked each other or know each other already, by `pairOf`. */
  apart: ReadonlySet<string>
  /** Ambitions that go well together, both ways. */
  related: ReadonlyMap<number, ReadonlySet<number>>
}

/** How long each has to answer. */
export const answerWithin = week

/** How many neighbours, in the order of their cells, are looked at for each: the cost does not grow with the area. */
export const window = 30

export function pairOf(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`
}

const nearness = { 250: 3, 500: 2, 1000: 1, 2000: 0 } as const

/**
 * How well two fit, or nothing when they must not meet: nearer is better; a shared ambition more than a complementing one;
 * and people without a common community before others, because those would hardly meet otherwise.
 */
export function fit(one: Participant, other: Participant, { apart, related }: Known): number | undefined {
  if (one.id === other.id || one.home === other.home || apart.has(pairOf(one.id, other.id))) return undefined
  let score = 0
  if (one.cell !== null && other.cell !== null) {
    const band = bandBetween(one.cell, other.cell)
    if (band === undefined) return undefined
    score += nearness[band]
  }
  if (one.concepts.some((concept) => other.concepts.includes(concept))) score += 4
  else if (one.concepts.some((concept) => other.concepts.some((its) => related.get(concept)?.has(its))))
    score += 2
  if (!one.circles.some((circle) => other.circles.includes(circle))) score += 3
  return score
}

/** In the order of cells, and of ids within one: the same people give the same introductions, in whatever order they come. */
function inOrder(one: Participant, other: Participant): number {
  const [a, b] = [BigInt(one.cell ?? 0), BigInt(other.cell ?? 0)]
  if (a !== b) return a < b ? -1 : 1
  return one.id < other.id ? -1 : 1
}

/**
 * Introduces people to each other: the best fitting two first, then the next; two pairs nearby change partners where that
 * fits better; whoever is left joins a pair that fits with both. Everybody at most once, in twos and threes only. Who cannot be introduced is left out until next month.
 */
export function introduce(people: readonly Participant[], known: Known): Introduction[] {
  const all = [...new Map(people.map((person) => [person.id, person])).values()].sort(inOrder)
  const fits = new Map<number, number | undefined>()
  const pairs: { one: number; other: number; score: number }[] = []
  for (const one of all.keys()) {
    for (let other = one + 1; other < all.length && other <= one + window; other++) {
      const score = fitOf(one, other)
      if (score !== undefined) pairs.push({ one, other, score })
    }
  }
  pairs.sort((a, b) => b.score - a.score || a.one - b.one || a.other - b.other)
  const groupOf: (number[] | undefined)[] = Array.from({ length: all.length })
  const made: number[][] = []
  for (const { one, other } of pairs) {
    if (groupOf[one] || groupOf[other]) continue
    const group = [one, other]
    made.push(group)
    groupOf[one] = groupOf[other] = group
  }
  for (const pair of made) exchangePartners(pair)
  for (const [left, person] of all.entries()) {
    if (groupOf[left]) continue
    const best = pairToJoin(left, person)
    if (!best) continue
    best.push(left)
    groupOf[left] = best
  }
  return made.map((group) => {
    const members = group.map((index) => all[index]!)
    return { people: members.map(({ id }) => id), conceptId: sharedBy(members) }
  })

  /**
   * The best first can leave two who hardly fit: where two pairs nearby fit better with each other's partners, they change.
   * Nobody is left out by it, and together they only fit better.
   */
  function exchangePartners(pair: number[]): void {
    const [a = 0] = pair
    const around = new Set(groupOf.slice(Math.max(0, a - window), a + window + 1))
    for (const other of around) {
      if (!other || other === pair) continue
      const [c = 0, d = 0] = other
      const now = together(pair[0]!, pair[1]!) + together(c, d)
      const ways = [
        [pair[0]!, c, pair[1]!, d],
        [pair[0]!, d, pair[1]!, c],
      ] as const
      for (const [e, f, g, h] of ways) {
        if (together(e, f) + together(g, h) <= now) continue
        pair.splice(0, 2, e, f)
        other.splice(0, 2, g, h)
        groupOf[e] = groupOf[f] = pair
        groupOf[g] = groupOf[h] = other
        break
      }
    }
  }

  function together(one: number, other: number): number {
    return fitOf(one, other) ?? Number.NEGATIVE_INFINITY
  }

  /** How two fit, worked out once. */
  function fitOf(one: number, other: number): number | undefined {
    const key = Math.min(one, other) * all.length + Math.max(one, other)
    if (!fits.has(key)) fits.set(key, fit(all[one]!, all[other]!, known))
    return fits.get(key)
  }

  /** The pair among those nearby that fits best with one more. */
  function pairToJoin(left: number, person: Participant): number[] | undefined {
    const around = new Set(groupOf.slice(Math.max(0, left - window), left + window + 1))
    let best: number[] | undefined
    let most = -1
    for (const group of around) {
      if (group?.length !== 2) continue
      const scores = group.map((index) => fit(person, all[index]!, known))
      const [a, b] = scores
      if (a === undefined || b === undefined || a + b <= most) continue
      best = group
      most = a + b
    }
    return best
  }
}

function sharedBy(members: readonly Participant[]): number | null {
  const [first, ...others] = members
  const shared = (first?.concepts ?? []).filter((concept) =>
    others.every(({ concepts }) => concepts.includes(concept)),
  )
  return shared.length > 0 ? Math.min(...shared) : null
}
