import { z } from 'zod'

/** The wall clock of the place: what people mean by a day and an hour here. */
const timeZone = 'Europe/Amsterdam'

export const beginForm = z
  .object({
    id: z.uuid(),
    bereik: z.string().default('buurt'),
    name: z.string('nameMissing').trim().min(2, 'nameMissing').max(80, 'nameLong'),
    place: z.string('placeMissing').trim().min(1, 'placeMissing').max(200, 'placeLong'),
    day: z.iso.date('dayMissing'),
    time: z.string('timeMissing').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'timeMissing'),
  })
  .transform(({ day, time, ...rest }) => ({ ...rest, starts: momentOf(day, time) }))

/** The moment of a day and an hour as they are on the clock of the place, also when the clock changes. */
export function momentOf(day: string, time: string): Date {
  const zoned = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone)
  return new Date(zoned.epochMilliseconds)
}

/** The day some days after a moment, as a form wants it: 2026-05-16. */
export function dayAfter(moment: Date, days: number): string {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .add({ days })
    .toString()
}

/** The first Saturday that leaves at least four days to read an invitation. */
export function nextSaturday(now: Date): string {
  const soonest = Temporal.PlainDate.from(dayAfter(now, 4))
  return soonest.add({ days: (6 - soonest.dayOfWeek + 7) % 7 }).toString()
}
