import { z } from 'zod'
import { momentOf, onTheWall } from '../../platform/clock.ts'

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

/** The day some days after a moment, as a form wants it: 2026-05-16. */
export function dayAfter(moment: Date, days: number): string {
  return onTheWall(moment).toPlainDate().add({ days }).toString()
}

/** The first Saturday that leaves at least four days to read an invitation. */
export function nextSaturday(now: Date): string {
  const soonest = Temporal.PlainDate.from(dayAfter(now, 4))
  return soonest.add({ days: (6 - soonest.dayOfWeek + 7) % 7 }).toString()
}
