import { formatDay, formatTime, type Language } from '../../platform/i18n.ts'
import { momentOf, timeZone } from '../../platform/clock.ts'
import { words } from './messages/index.ts'
import { inZone, lastDayOf, partOfRule } from './series.ts'

interface When {
  starts: Date
  zone: string
  allDay: boolean
}

/** A moment as if the clock on our wall showed what the one at the place shows, so that it is written in that time. */
export function atPlace(moment: Date, zone: string): Date {
  if (zone === timeZone) return moment
  return new Date(inZone(moment, zone).toPlainDateTime().toZonedDateTime(timeZone).epochMilliseconds)
}

/** Day and hour on the clock of the place: "zondag 17 mei, 15.00", or only the day. */
export function whenInWords(language: Language, { starts, zone, allDay }: When): string {
  const local = atPlace(starts, zone)
  return allDay
    ? formatDay(language, local)
    : `${formatDay(language, local)}, ${words[language].when.hour(formatTime(language, local))}`
}

/** From when to when: "15.00 tot ongeveer 17.00 uur", "de hele dag", "tot en met dinsdag 19 mei". */
export function lengthInWords(
  language: Language,
  { starts, ends, zone, allDay, endsAbout }: When & { ends: Date; endsAbout: boolean },
): string {
  const t = words[language].when
  const [first, last] = [inZone(starts, zone), inZone(ends, zone)]
  if (allDay) {
    const lastDay = atPlace(new Date(ends.getTime() - 1), zone)
    const oneDay = first.toPlainDate().until(last.toPlainDate()).days <= 1
    return oneDay ? t.allDay : t.throughDay(formatDay(language, lastDay))
  }
  const to = atPlace(ends, zone)
  const sameDay = first.toPlainDate().equals(last.toPlainDate())
  const end = sameDay ? formatTime(language, to) : `${formatDay(language, to)}, ${formatTime(language, to)}`
  return t.fromTo(formatTime(language, atPlace(starts, zone)), end, endsAbout)
}

/** How it comes back: "Elke week op dinsdag, tot en met 30 juni." Undefined when it is once. */
export function rhythmInWords(
  language: Language,
  { rrule, first, zone }: { rrule: string | null; first: Date; zone: string },
): string | undefined {
  if (rrule === null) return undefined
  const t = words[language].rhythm
  const local = inZone(first, zone)
  const weekday = t.weekdays[local.dayOfWeek - 1]!
  const every = (() => {
    const byDay = /^(-?\d)/.exec(partOfRule(rrule, 'BYDAY') ?? '')?.[1]
    switch (partOfRule(rrule, 'FREQ')) {
      case 'DAILY':
        return t.day
      case 'WEEKLY':
        return partOfRule(rrule, 'INTERVAL') === '2' ? t.weeks2(weekday) : t.week(weekday)
      case 'MONTHLY':
        return byDay ? t.monthWeekday(t.nth[byDay] ?? '', weekday) : t.monthDay(local.day)
      default:
        return t.year
    }
  })()
  const count = partOfRule(rrule, 'COUNT')
  const until = lastDayOf(rrule, zone)
  if (count) return t.times(every, Number(count))
  return until ? t.until(every, formatDay(language, momentOf(until, '12:00'))) : t.always(every)
}
