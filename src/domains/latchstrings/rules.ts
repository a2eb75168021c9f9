import { hour, minute } from '../../platform/clock.ts'
/** For whom a door is open. */
export const reaches = ['closest', 'street', 'community'] as const
export type Reach = (typeof reaches)[number]

/** How long a door may be open, in minutes. */
export const lengths = [30, 60, 120, 180, 240] as const
export const longest = 4 * hour

/** Neighbours who may wait for an answer, or have one, at one door. */
export const mostVisits = 20

/**
 * When a door closes that opens now for so many minutes: on a quarter of the clock, as people say it; never later than
 * four hours from now.
 */
export function closesAt(now: Date, minutes: number): Date {
  const wanted = now.getTime() + Math.min(minutes * minute, longest)
  const quarter = 15 * minute
  const up = Math.ceil(wanted / quarter) * quarter
  return new Date(up - now.getTime() <= longest ? up : up - quarter)
}

/** For whom this resident may open: in protected mode nobody learns a street, so only a community is left. */
export function reachesFor(home: {
  isProtected: boolean
  streetId: number | null
  cell: string | null
}): Reach[] {
  return reaches.filter(
    (reach) =>
      reach === 'community' ||
      (!home.isProtected && (reach === 'street' ? home.streetId !== null : home.cell !== null)),
  )
}
