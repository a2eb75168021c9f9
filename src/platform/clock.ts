/** Where time comes from. Nothing else reads the clock, so a test can decide what time it is. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
export const week = 7 * day

/** Where the clock on the wall hangs: what people mean by a day and an hour here. */
export const timeZone = 'Europe/Amsterdam'

/** A moment as the clock on the wall shows it. */
export function onTheWall(moment: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone)
}

/**
 * The moment at which the clock on the wall shows this day ("2026-05-16") and hour ("19:30"), also when the clock
 * changes. @throws RangeError for a day that does not exist.
 */
export function momentOf(day: string, time: string): Date {
  return new Date(Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone).epochMilliseconds)
}

/** A moment `milliseconds` after another. */
export function after(moment: Date, milliseconds: number): Date {
  return new Date(moment.getTime() + milliseconds)
}
