import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, momentOf } from '../../platform/clock.ts'
import {
  goesOn,
  inZone,
  isZone,
  movesUp,
  occurrences,
  repeats,
  ruleOf,
  withEnd,
  type RepeatEnd,
  type Repeat,
  type Series,
} from './series.ts'

const zone = 'Europe/Amsterdam'
const at = (date: string, time = '19:30') => momentOf(date, time)

function series(
  first: string,
  repeat: Repeat,
  { end, ...given }: Partial<Series> & { end?: RepeatEnd } = {},
): Series {
  const starts = given.starts ?? at(first)
  const ends = given.ends ?? new Date(starts.getTime() + 90 * 60_000)
  const base = { starts, ends, allDay: false, zone, skips: [], ...given }
  return { ...base, rrule: ruleOf(repeat, base, end) }
}

/** The days and hours on the clock of the place. */
const said = (one: Series, from: string, to: string) =>
  occurrences(one, { from: at(from, '00:00'), to: at(to, '00:00') }).map(({ starts }) =>
    inZone(starts, one.zone).toPlainDateTime().toString().slice(0, 16),
  )

describe('what comes back', () => {
  it('keeps its hour on the clock of the place, over both changes of that clock', () => {
    const spring = series('2026-03-24', 'week')
    expect(said(spring, '2026-03-20', '2026-04-10')).toEqual([
      '2026-03-24T19:30',
      '2026-03-31T19:30',
      '2026-04-07T19:30',
    ])
    const autumn = series('2026-10-20', 'week')
    const times = occurrences(autumn, { from: at('2026-10-19'), to: at('2026-11-05') })
    expect(times.map(({ starts }) => starts.toISOString())).toEqual([
      '2026-10-20T17:30:00.000Z',
      '2026-10-27T18:30:00.000Z',
      '2026-11-03T18:30:00.000Z',
    ])
    expect(times.map(({ starts, ends }) => ends.getTime() - starts.getTime())).toEqual(
      Array.from({ length: 3 }, () => 90 * 60_000),
    )
  })
  it('is there once in the night that has an hour twice, and in the one that lacks it', () => {
    const nights = series('2026-03-28', 'day', { starts: at('2026-03-28', '02:30') })
    // An hour that is not there is left out (RFC 5545, 3.3.10).
    expect(said(nights, '2026-03-28', '2026-03-31')).toEqual(['2026-03-28T02:30', '2026-03-30T02:30'])
    const twice = series('2026-10-24', 'day', { starts: at('2026-10-24', '02:30') })
    expect(said(twice, '2026-10-24', '2026-10-27')).toHaveLength(3)
  })
  it('keeps whole days whole, also when one of them has 23 hours', () => {
    const days = series('2026-03-28', 'day', {
      starts: at('2026-03-28', '00:00'),
      ends: at('2026-03-29', '00:00'),
      allDay: true,
      end: { until: '2026-03-30' },
    })
    expect(days.rrule).toBe('FREQ=DAILY;UNTIL=20260330')
    const hours = occurrences(days, { from: at('2026-03-01'), to: at('2026-05-01') }).map(
      ({ starts, ends }) => (ends.getTime() - starts.getTime()) / 3_600_000,
    )
    expect(hours).toEqual([24, 23, 24])
  })
  it('follows from the first time: a second Tuesday, a last one, a date', () => {
    expect(said(series('2026-05-12', 'month-weekday'), '2026-05-01', '2026-08-01')).toEqual([
      '2026-05-12T19:30',
      '2026-06-09T19:30',
      '2026-07-14T19:30',
    ])
    expect(said(series('2026-05-26', 'month-last'), '2026-05-01', '2026-08-01')).toEqual([
      '2026-05-26T19:30',
      '2026-06-30T19:30',
      '2026-07-28T19:30',
    ])
    // A fifth Saturday is the last one.
    expect(series('2026-05-30', 'month-weekday').rrule).toBe('FREQ=MONTHLY;BYDAY=-1SA')
    // A month without a 31st is left out (RFC 5545, 3.3.10).
    expect(said(series('2026-05-31', 'month-day'), '2026-05-01', '2026-09-01')).toEqual([
      '2026-05-31T19:30',
      '2026-07-31T19:30',
      '2026-08-31T19:30',
    ])
    expect(said(series('2026-05-12', 'weeks2'), '2026-05-01', '2026-06-10')).toEqual([
      '2026-05-12T19:30',
      '2026-05-26T19:30',
      '2026-06-09T19:30',
    ])
  })
  it('ends after so many times or after a day, and leaves days out', () => {
    const three = series('2026-05-12', 'week', { end: { count: 3 } })
    expect(said(three, '2026-05-01', '2027-01-01')).toHaveLength(3)
    expect(goesOn(three, at('2026-05-26'))).toBe(true)
    expect(goesOn(three, at('2026-05-27'))).toBe(false)
    const until = series('2026-05-12', 'week', { end: { until: '2026-05-26' }, skips: ['2026-05-19'] })
    expect(until.rrule).toBe('FREQ=WEEKLY;UNTIL=20260526T215959Z')
    expect(said(until, '2026-05-01', '2027-01-01')).toEqual(['2026-05-12T19:30', '2026-05-26T19:30'])
    expect(withEnd(until.rrule!, 'COUNT=2')).toBe('FREQ=WEEKLY;COUNT=2')
  })
  it('has another clock elsewhere', () => {
    const there = series('2026-05-12', 'week', {
      zone: 'America/New_York',
      starts: new Date('2026-10-30T23:00:00Z'),
    })
    expect(
      occurrences(there, { from: new Date('2026-10-30T00:00:00Z'), to: new Date('2026-11-08T00:00:00Z') })[1]
        ?.starts,
    ).toEqual(new Date('2026-11-07T00:00:00Z'))
    expect([zone, 'America/New_York', 'Mars/Olympus', 'UTC', ''].map(isZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
  it('is the same however it is cut into stretches, and always keeps its hour', () => {
    const start = at('2026-01-05')
    fc.assert(
      fc.property(
        fc.constantFrom(...repeats),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 300 }),
        (repeat, offset, first, second) => {
          const one = series('', repeat, {
            starts: new Date(inZone(start, zone).add({ days: offset }).epochMilliseconds),
          })
          const cut = new Date(one.starts.getTime() + first * day)
          const to = new Date(cut.getTime() + second * day)
          const all = (from: Date, to: Date) => occurrences(one, { from, to, most: 1000 })
          expect([...all(one.starts, cut), ...all(cut, to)]).toEqual(all(one.starts, to))
          for (const { starts } of all(one.starts, to))
            expect(inZone(starts, zone).toPlainTime().toString()).toBe('19:30:00')
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('who moves up', () => {
  it('goes by order of asking, as far as the whole group fits', () => {
    const waiting = [{ guests: 2 }, { guests: 0 }, { guests: 1 }]
    expect(movesUp(waiting, 0)).toEqual([])
    expect(movesUp(waiting, 1)).toEqual([{ guests: 0 }])
    expect(movesUp(waiting, 4)).toEqual([{ guests: 2 }, { guests: 0 }])
    expect(movesUp(waiting, 6)).toEqual(waiting)
  })
  it('never gives more places than there are, and passes nobody who fits', () => {
    const groups = fc.array(fc.record({ guests: fc.nat(5) }), { maxLength: 20 })
    fc.assert(
      fc.property(groups, fc.nat(30), (waiting, free) => {
        const up = movesUp(waiting, free)
        const taken = up.reduce((sum, { guests }) => sum + 1 + guests, 0)
        expect(taken).toBeLessThanOrEqual(free)
        for (const one of waiting.filter((each) => !up.includes(each)))
          expect(free - taken).toBeLessThan(1 + one.guests)
      }),
    )
  })
})
