/** Where time comes from. Nothing else reads the clock, so a test can decide what time it is. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
export const week = 7 * day

/** A moment `milliseconds` after another. */
export function after(moment: Date, milliseconds: number): Date {
  return new Date(moment.getTime() + milliseconds)
}
