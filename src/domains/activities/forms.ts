import { z } from 'zod'
import { day, minute, momentOf, after } from '../../platform/clock.ts'
import { idField } from '../../platform/fields.ts'
import { inZone, isZone, mostCounted, repeats, ruleOf } from './series.ts'

const text = z.string().default('')

/** A number that may be left open. */
const count = (least: number, most: number, code: string) =>
  text
    .transform((value) => (value.trim() === '' ? undefined : Number(value)))
    .refine(
      (value) => value === undefined || (Number.isInteger(value) && value >= least && value <= most),
      code,
    )

const date = text.pipe(z.string().regex(/^(\d{4}-\d\d-\d\d)?$/, 'dayMissing'))
const clock = text.pipe(z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'timeMissing'))

const words = {
  title: text.pipe(z.string().trim().min(1, 'activityTitleMissing').max(120, 'activityTitleLong')),
  place: text.pipe(z.string().trim().min(1, 'placeMissing').max(200, 'placeLong')),
  about: text.pipe(z.string().trim().max(4000, 'aboutLong')),
  places: count(1, 1000, 'placesWrong'),
  guests: text.transform((value) => (/^[0-5]$/.test(value) ? Number(value) : 2)),
}

/** How long it takes: minutes, whole days, or until a given hour. */
const lengths = ['30', '60', '90', '120', '180', '240', '360', 'day'] as const
const lasts = z.enum(lengths).catch('120')

const moment = {
  day: text.pipe(z.string().regex(/^\d{4}-\d\d-\d\d$/, 'dayMissing')),
  time: clock,
  lasts,
  until: clock,
  lastDay: date,
  zone: text.transform((value) => value || 'Europe/Amsterdam').refine(isZone, 'zoneUnknown'),
}

interface Given {
  day: string
  time: string
  lasts: (typeof lengths)[number]
  until: string
  lastDay: string
  zone: string
}

/** When it begins and ends, on the clock of the place; a message code by field when there is no such time. */
function timesOf(
  given: Given,
): { starts: Date; ends: Date; endsAbout: boolean; allDay: boolean } | Record<string, string> {
  try {
    const allDay = given.lasts === 'day'
    if (!allDay && !given.time) return { time: 'timeMissing' }
    const starts = at(given.day, allDay ? '00:00' : given.time, given.zone)
    if (allDay) {
      const last = Temporal.PlainDate.from(given.lastDay || given.day).add({ days: 1 })
      return { starts, ends: at(last.toString(), '00:00', given.zone), endsAbout: false, allDay }
    }
    if (!given.until)
      return { starts, ends: after(starts, Number(given.lasts) * minute), endsAbout: true, allDay }
    const ends = at(given.day, given.until, given.zone)
    // A feast may end after midnight.
    const late = ends.getTime() <= starts.getTime() && given.until < '06:00'
    return { starts, ends: late ? after(ends, day) : ends, endsAbout: false, allDay }
  } catch {
    return { day: 'dayMissing' }
  }
}

function at(date: string, time: string, zone: string): Date {
  return zone === 'Europe/Amsterdam'
    ? momentOf(date, time)
    : new Date(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds)
}

const skips = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) =>
    [value ?? []]
      .flat()
      .filter((each) => /^\d{4}-\d\d-\d\d$/.test(each))
      .slice(0, 12),
  )

export const planForm = z
  .object({
    id: idField,
    ...words,
    ...moment,
    repeat: z.enum(repeats).optional().catch(undefined),
    repeatUntil: date,
    repeatTimes: count(2, mostCounted, 'repeatTimes'),
    skips,
  })
  .transform(({ day, time, lasts, until, lastDay, repeat, repeatUntil, repeatTimes, ...plan }, check) => {
    const times = timesOf({ day, time, lasts, until, lastDay, zone: plan.zone })
    if (!('starts' in times)) {
      for (const [field, message] of Object.entries(times))
        check.addIssue({ code: 'custom', path: [field], message })
      return z.NEVER
    }
    if (repeat && repeatUntil && repeatUntil < day) {
      check.addIssue({ code: 'custom', path: ['repeatUntil'], message: 'repeatEnd' })
      return z.NEVER
    }
    const rrule =
      repeat &&
      ruleOf(
        repeat,
        { starts: times.starts as Date, zone: plan.zone, allDay: times.allDay as boolean },
        { count: repeatTimes, until: repeatUntil || undefined },
      )
    return { ...plan, ...(times as { starts: Date; ends: Date; endsAbout: boolean; allDay: boolean }), rrule }
  })

export const editForm = z.object(words)

export const moveForm = z
  .object({
    ...moment,
    place: words.place,
    why: text.pipe(z.string().trim().max(500, 'whyLong')),
    scope: text,
  })
  .transform(({ place, why, scope, ...given }, check) => {
    const times = timesOf(given)
    if (!('starts' in times)) {
      for (const [field, message] of Object.entries(times))
        check.addIssue({ code: 'custom', path: [field], message })
      return z.NEVER
    }
    return { place, why, rest: scope === 'rest', starts: times.starts as Date, ends: times.ends as Date }
  })

export const answerForm = z.object({
  answer: z.enum(['yes', 'maybe', 'no']).catch('yes'),
  guests: text.transform((value) => (/^\d$/.test(value) ? Number(value) : 0)),
  rest: text.transform((value) => value === 'yes'),
})

export const cancelForm = z.object({ why: text.pipe(z.string().trim().max(500, 'whyLong')), scope: text })

export const thingForm = z.object({
  id: idField,
  kind: z.enum(['bring', 'help']).catch('bring'),
  what: text.pipe(z.string().trim().min(1, 'whatMissing').max(120, 'whatLong')),
  wanted: text.transform((value) => (/^(1?\d|20)$/.test(value) ? Math.max(1, Number(value)) : 1)),
})

export const pictureForm = z.object({ alt: text.pipe(z.string().trim().max(300, 'altLong')), kept: text })

/** The day and hour of a moment as a form shows them. */
export function clockOf(moment: Date, zone: string): { day: string; time: string } {
  const local = inZone(moment, zone)
  return { day: local.toPlainDate().toString(), time: local.toPlainTime().toString().slice(0, 5) }
}
