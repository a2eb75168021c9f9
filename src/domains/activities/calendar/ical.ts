import { inZone } from '../series.ts'
import { zoneLines } from './zone.ts'

/** What one entry of a calendar says (RFC 5545, 3.6.1). */
export interface CalendarEntry {
  /** The same for ever, also when it moves. */
  uid: string
  /** Which time of a series this entry is about (RECURRENCE-ID). */
  occurs?: Date | undefined
  sequence: number
  changed: Date
  starts: Date
  ends: Date
  allDay: boolean
  zone: string
  rrule?: string | undefined
  /** Times of the series that are left out (EXDATE). */
  without?: readonly Date[]
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  title: string
  about: string
  place: string | undefined
  url: string
}

/** A calendar as other programs read it: RFC 5545, with RFC 7986 for its name. */
export function writeCalendar(calendar: {
  name: string
  language: string
  entries: readonly CalendarEntry[]
}): string {
  const { entries } = calendar
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Leefomgeving Doe-Het-Zelf//Agenda//NL',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(calendar.name)}`,
    `X-WR-CALNAME:${escaped(calendar.name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT2H',
    'X-PUBLISHED-TTL:PT2H',
    ...zonesOf(entries).flatMap(([zone, from]) => zoneLines(zone, from)),
    ...entries.flatMap(entryLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** Every clock that an entry is on, with the first moment it is needed for. */
function zonesOf(entries: readonly CalendarEntry[]): [zone: string, from: Date][] {
  const first = new Map<string, number>()
  for (const { zone, allDay, starts, occurs } of entries) {
    if (allDay) continue
    const from = Math.min(starts.getTime(), occurs?.getTime() ?? Number.POSITIVE_INFINITY)
    first.set(zone, Math.min(first.get(zone) ?? Number.POSITIVE_INFINITY, from))
  }
  return [...first].map(([zone, from]) => [zone, new Date(from)])
}

function entryLines(entry: CalendarEntry): string[] {
  const at = (name: string, moment: Date) => `${name}${timeOf(moment, entry)}`
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `DTSTAMP:${utc(entry.changed)}`,
    `LAST-MODIFIED:${utc(entry.changed)}`,
    `SEQUENCE:${entry.sequence}`,
    ...(entry.occurs ? [at('RECURRENCE-ID', entry.occurs)] : []),
    at('DTSTART', entry.starts),
    at('DTEND', entry.ends),
    ...(entry.rrule ? [`RRULE:${entry.rrule}`] : []),
    ...(entry.without ?? []).map((moment) => at('EXDATE', moment)),
    `STATUS:${entry.status}`,
    `SUMMARY:${escaped(entry.title)}`,
    ...(entry.about ? [`DESCRIPTION:${escaped(entry.about)}`] : []),
    ...(entry.place ? [`LOCATION:${escaped(entry.place)}`] : []),
    `URL:${entry.url}`,
    'END:VEVENT',
  ]
}

/** A time on the clock of the place, or a date for whole days. */
function timeOf(moment: Date, { zone, allDay }: { zone: string; allDay: boolean }): string {
  const local = inZone(moment, zone)
  const date = local.toPlainDate().toString().replaceAll('-', '')
  if (allDay) return `;VALUE=DATE:${date}`
  return `;TZID=${zone}:${date}T${local.toPlainTime().toString({ smallestUnit: 'second' }).replaceAll(':', '')}`
}

function utc(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** Words as a value (RFC 5545, 3.3.11); signs that no calendar shows are left out. */
export function escaped(words: string): string {
  return words
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?!\n)\p{Cc}/gu, '')
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
}

const mostOctets = 75

/** A line of more than 75 octets goes on in the next one, never within a sign (RFC 5545, 3.1). */
export function folded(line: string): string {
  if (Buffer.byteLength(line) <= mostOctets) return line
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const sign of line) {
    const size = Buffer.byteLength(sign)
    if (octets + size > mostOctets) {
      parts.push(part)
      part = ''
      // The space that a continued line begins with.
      octets = 1
    }
    part += sign
    octets += size
  }
  return [...parts, part].join('\r\n ')
}
