import * as fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { day, momentOf } from '../../../platform/clock.ts'
import { inZone, occurrences, ruleOf } from '../series.ts'
import { folded, writeCalendar, type CalendarEntry } from './ical.ts'

const entry = (given: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: 'a@voorbeeld.nl',
  sequence: 3,
  changed: new Date('2026-05-01T10:00:00Z'),
  starts: momentOf('2026-05-17', '15:00'),
  ends: momentOf('2026-05-17', '17:00'),
  allDay: false,
  zone: 'Europe/Amsterdam',
  status: 'CONFIRMED',
  title: 'Soep',
  about: '',
  place: undefined,
  url: 'https://voorbeeld.nl/afspraak/a',
  ...given,
})

/** What another program makes of it: an independent parser, which knows no zone but those in the file. */
function read(entries: CalendarEntry[]) {
  const text = writeCalendar({ name: 'Agenda; van, mij', language: 'nl', entries })
  const root = new ICAL.Component(ICAL.parse(text) as never)
  ICAL.TimezoneService.reset()
  for (const zone of root.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  const events = root.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))
  return { text, root, events }
}

describe('a calendar for other programs', () => {
  it('says who made it and how it is called, and every line fits', () => {
    const { text, root } = read([entry({ title: 'Ĳsjes '.repeat(40), about: '🪁'.repeat(60) })])
    expect(root.getFirstPropertyValue('version')).toBe('2.0')
    expect(text).toContain('X-WR-CALNAME:Agenda\\; van\\, mij')
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  })
  it('brings back any words as they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (words) => {
        const said = words.replaceAll(/\r\n?/g, '\n').replaceAll(/(?!\n)\p{Cc}/gu, '')
        const { events } = read([entry({ title: words, about: words, place: words || undefined })])
        expect(events[0]!.summary).toBe(said)
        expect(events[0]!.description ?? '').toBe(said)
        expect(events[0]!.location ?? '').toBe(said)
      }),
    )
  })
  it('folds no sign in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (words) => {
        const line = words.replaceAll(/[\r\n]/g, '')
        const parts = folded(line).split('\r\n')
        expect(parts.map((part, n) => (n === 0 ? part : part.slice(1))).join('')).toBe(line)
        for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75)
      }),
    )
  })
  it('gives the hour on the clock of the place, in summer and in winter', () => {
    for (const zone of [
      'Europe/Amsterdam',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
    ]) {
      for (const [date, hour] of [
        ['2026-01-17', '15:00'],
        ['2026-07-17', '15:00'],
        ['2031-07-17', '09:30'],
      ] as const) {
        const starts = new Date(
          Temporal.PlainDateTime.from(`${date}T${hour}`).toZonedDateTime(zone).epochMilliseconds,
        )
        const { events } = read([entry({ zone, starts, ends: new Date(starts.getTime() + 3_600_000) })])
        expect(events[0]!.startDate.toJSDate(), `${zone} ${date}`).toEqual(starts)
        expect(events[0]!.startDate.hour).toBe(Number(hour.slice(0, 2)))
      }
    }
  })
  it('repeats as we do, over both changes of the clock, without what is left out', () => {
    const base = { starts: momentOf('2026-02-10', '19:30'), ends: momentOf('2026-02-10', '21:00') }
    for (const repeat of ['week', 'weeks2', 'month-weekday', 'month-last', 'month-day'] as const) {
      const series = { ...base, allDay: false, zone: 'Europe/Amsterdam', skips: ['2026-04-14'] }
      const rrule = ruleOf(repeat, series, { until: '2026-12-24' })
      const ours = occurrences(
        { ...series, rrule },
        { from: base.starts, to: new Date(base.starts.getTime() + 400 * day) },
      )
      const { events } = read([entry({ ...base, rrule, without: [momentOf('2026-04-14', '19:30')] })])
      const steps = events[0]!.iterator()
      const theirs: Date[] = []
      for (let next = steps.next(); next; next = steps.next()) theirs.push(next.toJSDate())
      expect(theirs, repeat).toEqual(ours.map(({ starts }) => starts))
    }
  })
  it('tells one time that moved and one that does not go on', () => {
    const series = entry({ rrule: 'FREQ=WEEKLY' })
    const moved = entry({
      occurs: momentOf('2026-10-25', '15:00'),
      starts: momentOf('2026-10-26', '16:00'),
      ends: momentOf('2026-10-26', '18:00'),
      sequence: 4,
    })
    const off = entry({
      occurs: momentOf('2026-05-24', '15:00'),
      starts: momentOf('2026-05-24', '15:00'),
      ends: momentOf('2026-05-24', '17:00'),
      status: 'CANCELLED',
    })
    const { events } = read([series, moved, off])
    const [whole] = events
    for (const exception of events.slice(1)) whole!.relateException(exception)
    const that = ICAL.Time.fromDateTimeString('2026-10-25T15:00:00', undefined as never)
    that.zone = whole!.startDate.zone
    expect(whole!.getOccurrenceDetails(that).item.startDate.toJSDate()).toEqual(moved.starts)
    expect(events[1]!.sequence).toBe(4)
    expect(events[2]!.component.getFirstPropertyValue('status')).toBe('CANCELLED')
  })
  it('writes whole days as dates that end the day after', () => {
    const { events, root } = read([
      entry({ allDay: true, starts: momentOf('2026-03-28', '00:00'), ends: momentOf('2026-03-30', '00:00') }),
    ])
    expect(events[0]!.startDate.isDate).toBe(true)
    expect([events[0]!.startDate.toString(), events[0]!.endDate.toString()]).toEqual([
      '2026-03-28',
      '2026-03-30',
    ])
    expect(root.getAllSubcomponents('vtimezone')).toEqual([])
  })
  it('says the rule of the clock where there is one', () => {
    const { text } = read([entry()])
    expect(text).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU')
    expect(text).toContain('RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU')
    expect(inZone(momentOf('2026-05-17', '15:00'), 'Europe/Amsterdam').hour).toBe(15)
  })
})
