import { reaches, type Reach } from '../ambitions/index.ts'

export { reaches, type Reach }

/** Narrows a word from outside to a reach. */
export function asReach(text: string | undefined): Reach | undefined {
  return reaches.find((reach) => reach === text)
}

/** The walking distance of a reach in metres, or nothing for an area. */
export function metresOf(reach: Reach): number | undefined {
  return /^\d+$/.test(reach) ? Number(reach) : undefined
}

/**
 * Bands in which neighbours are shown. 0 is my street; 250, 500, 1000 and 2000 are metres from cell to cell;
 * `far` is further away, within a wijk or gemeente.
 */
export const bands = [0, 250, 500, 1000, 2000, 9999] as const
export type Band = (typeof bands)[number]
export const far: Band = 9999

/** Somebody who might be invited. Street and circle stand for where and with whom they already live. */
export interface Candidate {
  residentId: string
  streetId: number | null
  /** A community they belong to; people of one community know each other already. */
  circleId: string | null
  /** Whether they share a community with the founder. */
  shared: boolean
}

/** At most so many are invited at once (algorithms, Formation 7). */
export const mostInvitations = 20

/**
 * Chooses whom to invite, spread over streets and circles: in each round the next candidate comes from the street
 * and the circle that were invited least so far; who shares no community with the founder goes before who does.
 * Keeps the given order (nearest, longest wish first) among equals. Never more than `most`, never anyone twice.
 */
export function spread(candidates: readonly Candidate[], most = mostInvitations): string[] {
  const left = [...new Map(candidates.map((candidate) => [candidate.residentId, candidate])).values()]
  const streets = new Map<number | null, number>()
  const circles = new Map<string | null, number>()
  const chosen: string[] = []
  while (left.length > 0 && chosen.length < most) {
    let best = 0
    let bestWeight = Number.POSITIVE_INFINITY
    for (const [index, { streetId, circleId, shared }] of left.entries()) {
      const crowded = (streets.get(streetId) ?? 0) + (circleId === null ? 0 : (circles.get(circleId) ?? 0))
      const weight = crowded * 2 + (shared ? 1 : 0)
      if (weight < bestWeight) {
        best = index
        bestWeight = weight
      }
    }
    const [next] = left.splice(best, 1)
    if (!next) break
    chosen.push(next.residentId)
    streets.set(next.streetId, (streets.get(next.streetId) ?? 0) + 1)
    circles.set(next.circleId, (circles.get(next.circleId) ?? 0) + 1)
  }
  return chosen
}

/** Holders of a sensitive wish are only ever counted, from ten on, in whole tens. */
export function coarseCount(count: number): number | undefined {
  return count < 10 ? undefined : Math.floor(count / 10) * 10
}

/** The first meeting is in person, and soon: from tomorrow, within three weeks. */
export function meetingInTime(starts: Date, now: Date): boolean {
  const inDays = (starts.getTime() - now.getTime()) / 86_400_000
  return inDays > 0 && inDays <= 21
}
