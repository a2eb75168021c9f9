import { RRuleTemporal } from 'rrule-temporal'
import { day } from '../../platform/clock.ts'

/** When something happens, once or again and again, on the clock of its place. */
export interface Series {
  starts: Date
  ends: Date
  allDay: boolean
  /** IANA, such as `Europe/Amsterdam`. */
  zone: string
  /** RFC 5545 without its first time; null when it is once. */
  rrule: string | null
  /** Days ("2026-12-25") on which it is left out. */
  skips: readonly string[]
}

/** One time that it happens. */
export interface Occurrence {
  starts: Date
  ends: Date
}

/** How people say that something comes back. */
export const repeats = ['day', 'week', 'weeks2', 'month-weekday', 'month-last', 'month-day', 'year'] as const
export type Repeat = (typeof repeats)[number]

/** When it stops coming back: after so many times, after a day, or not of itself. */
export interface RepeatEnd {
  count?: number | undefined
  /** The last day on which it may be, such as "2026-12-31". */
  until?: string | undefined
}

/** So far ahead, and so many at most, the moments of a series are made; a job makes the next ones. */
export const madeAhead = 200 * day
export const mostMade = 60

/** Longest a series may be counted. */
export const mostCounted = 200

const dayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** A moment on the clock of a place. */
export function inZone(moment: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone)
}

export const toDate = (moment: Temporal.ZonedDateTime): Date => new Date(moment.epochMilliseconds)

/** Whether a place can have this clock. */
export function isZone(zone: string): boolean {
  try {
    return (
      zone.includes('/') && Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone) !== undefined
    )
  } catch {
    return false
  }
}

/** The rule for what people chose, as it follows from the first time: a second Tuesday stays a second Tuesday. */
export function ruleOf(
  repeat: Repeat,
  first: { starts: Date; zone: string; allDay: boolean },
  end: RepeatEnd = {},
): string {
  const local = inZone(first.starts, first.zone)
  const weekday = dayCodes[local.dayOfWeek - 1]!
  const nth = Math.ceil(local.day / 7)
  const parts: Record<Repeat, string> = {
    day: 'FREQ=DAILY',
    week: 'FREQ=WEEKLY',
    weeks2: 'FREQ=WEEKLY;INTERVAL=2',
    // A fifth Tuesday is not in every month; who picks one means the last.
    'month-weekday': `FREQ=MONTHLY;BYDAY=${nth > 4 ? -1 : nth}${weekday}`,
    'month-last': `FREQ=MONTHLY;BYDAY=-1${weekday}`,
    'month-day': `FREQ=MONTHLY;BYMONTHDAY=${local.day}`,
    year: 'FREQ=YEARLY',
  }
  if (end.count) return `${parts[repeat]};COUNT=${end.count}`
  if (!end.until) return parts[repeat]
  return `${parts[repeat]};UNTIL=${untilOf(end.until, first)}`
}

/** The last day that counts, as RFC 5545 writes it: a date for whole days, otherwise a moment in UTC. */
export function untilOf(lastDay: string, { zone, allDay }: { zone: string; allDay: boolean }): string {
  if (allDay) return lastDay.replaceAll('-', '')
  const end = Temporal.PlainDate.from(lastDay)
    .toZonedDateTime({ timeZone: zone, plainTime: '23:59:59' })
    .toInstant()
  return end.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
}

/** The same rule without its own end, and with another. */
export function withEnd(rrule: string, end: string): string {
  const parts = rrule.split(';').filter((part) => !/^(COUNT|UNTIL)=/.test(part))
  return [...parts, ...(end ? [end] : [])].join(';')
}

/** The rule that ends a series before one of its times. */
export function endedBefore(
  rrule: string,
  occurs: Date,
  { zone, allDay }: { zone: string; allDay: boolean },
): string {
  if (!allDay)
    return withEnd(
      rrule,
      `UNTIL=${new Date(occurs.getTime() - 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`,
    )
  return withEnd(
    rrule,
    `UNTIL=${inZone(occurs, zone).toPlainDate().subtract({ days: 1 }).toString().replaceAll('-', '')}`,
  )
}

/** What people chose when this rule was made. */
export function repeatOf(rrule: string): Repeat {
  const byDay = partOfRule(rrule, 'BYDAY')
  switch (partOfRule(rrule, 'FREQ')) {
    case 'DAILY':
      return 'day'
    case 'WEEKLY':
      return partOfRule(rrule, 'INTERVAL') === '2' ? 'weeks2' : 'week'
    case 'MONTHLY':
      return byDay ? (byDay.startsWith('-1') ? 'month-last' : 'month-weekday') : 'month-day'
    default:
      return 'year'
  }
}

/** The last day on which a rule lets it be, on the clock of the place. */
export function lastDayOf(rrule: string, zone: string): string | undefined {
  const [, y, m, d, time] = /UNTIL=(\d{4})(\d\d)(\d\d)(?:T(\d{6})Z)?/.exec(rrule) ?? []
  if (!y) return undefined
  if (!time) return `${y}-${m}-${d}`
  const moment = new Date(`${y}-${m}-${d}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`)
  return inZone(moment, zone).toPlainDate().toString()
}

/** A part of a rule, such as `COUNT`. */
export function partOfRule(rrule: string, name: string): string | undefined {
  return rrule
    .split(';')
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1)
}

/**
 * The times that a series happens from `from` up to and without `to`, at most `most`, soonest first. An hour stays the same on
 * the clock of the place when that clock changes; a night that lacks that hour is left out (RFC 5545, 3.3.10).
 */
export function occurrences(
  series: Series,
  { from, to, most = mostMade }: { from: Date; to: Date; most?: number },
): Occurrence[] {
  const first = inZone(series.starts, series.zone)
  const last = inZone(series.ends, series.zone)
  const lasts = first.toPlainDateTime().until(last.toPlainDateTime())
  const times = series.rrule === null ? [first] : recurring(series.rrule, first, from, to)
  const skips = new Set(series.skips)
  return times
    .filter((time) => time.epochMilliseconds >= from.getTime() && time.epochMilliseconds < to.getTime())
    .filter((time) => !skips.has(time.toPlainDate().toString()))
    .slice(0, most)
    .map((time) => ({
      starts: toDate(time),
      ends: toDate(time.toPlainDateTime().add(lasts).toZonedDateTime(series.zone)),
    }))
}

function recurring(
  rrule: string,
  first: Temporal.ZonedDateTime,
  from: Date,
  to: Date,
): Temporal.ZonedDateTime[] {
  // A date as UNTIL, as whole days have, counts up to the end of that day on the clock of the place.
  const rule = new RRuleTemporal({ rruleString: rrule, dtstart: first })
  return rule.between(from, to, true)
}

/** Whether its first time is one that the rule gives: calendars expect so. */
export function beginsItself(series: Series): boolean {
  const next = new Date(series.starts.getTime() + 1)
  return occurrences(series, { from: series.starts, to: next }).length === 1
}

/** Whether a series goes on at or after a moment. */
export function goesOn(series: Series, from: Date): boolean {
  if (series.rrule === null) return false
  const first = inZone(series.starts, series.zone)
  const rule = new RRuleTemporal({ rruleString: series.rrule, dtstart: first })
  return rule.next(from, true) !== null
}

/** How many people a group takes: who asks, and who comes along. */
export const sizeOf = ({ guests }: { guests: number }): number => 1 + guests

/**
 * Who moves up when places are free: by order of asking, each as soon as their whole group fits. Somebody who comes alone may
 * so take a last place that a larger group before them cannot use; that group keeps its turn.
 */
export function movesUp<Waiting extends { guests: number }>(
  waiting: readonly Waiting[],
  free: number,
): Waiting[] {
  let left = free
  return waiting.filter((one) => {
    if (sizeOf(one) > left) return false
    left -= sizeOf(one)
    return true
  })
}
