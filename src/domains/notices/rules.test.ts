import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, hour, minute, onTheWall } from '../../platform/clock.ts'
import type { News } from '../communities/index.ts'
import {
  groupsFor,
  isDue,
  isHard,
  isToldAtOnce,
  longestBack,
  mostThings,
  pageStart,
  roundAt,
  rhythms,
  windowStart,
  type Reading,
} from './rules.ts'

describe('when bundles go', () => {
  it('is once a day after five, as the clock on the wall shows it, and never at night', () => {
    expect(roundAt(new Date('2026-05-14T15:04:59Z'))).toBeUndefined()
    expect(roundAt(new Date('2026-05-14T15:05:00Z'))).toEqual({
      day: '2026-05-14',
      weekday: 4,
      ends: new Date('2026-05-14T15:00:00Z'),
    })
    expect(roundAt(new Date('2026-05-14T19:59:00Z'))?.day).toBe('2026-05-14')
    expect(roundAt(new Date('2026-05-14T20:00:00Z'))).toBeUndefined()
  })

  it('is once on each day of a year, also on those of 23 and 25 hours, and windows leave no gap', () => {
    let last: Date | undefined
    const days: string[] = []
    for (
      let now = Date.parse('2026-01-01T00:02:00Z');
      now < Date.parse('2027-01-01T00:00:00Z');
      now += 5 * minute
    ) {
      const round = roundAt(new Date(now))
      if (!round || round.day === days.at(-1)) continue
      if (last) {
        expect(windowStart({ ends: round.ends, rhythm: 'daily', last: undefined, since: undefined })).toEqual(
          last,
        )
        const hours = (round.ends.getTime() - last.getTime()) / hour
        const odd = { '2026-03-29': 23, '2026-10-25': 25 }[round.day] ?? 24
        expect([round.day, hours]).toEqual([round.day, odd])
      }
      expect(onTheWall(round.ends).hour).toBe(17)
      days.push(round.day)
      last = round.ends
    }
    expect(days).toHaveLength(365)
  })

  it('is on the days that somebody chose', () => {
    const week = [1, 2, 3, 4, 5, 6, 7]
    const days = (rhythm: (typeof rhythms)[number], weekday = 3) =>
      week.filter((on) => isDue(rhythm, weekday, on))
    expect(days('daily')).toEqual(week)
    expect(days('twice')).toEqual([2, 5])
    expect(days('weekly')).toEqual([3])
    expect(days('none')).toEqual([])
  })

  it('tells what was not told before, from no further back than eight days', () => {
    const ends = new Date('2026-05-14T15:00:00Z')
    const start = (given: Partial<Parameters<typeof windowStart>[0]>) =>
      windowStart({ ends, rhythm: 'daily', last: undefined, since: undefined, ...given })
    const ago = (days: number) => new Date(ends.getTime() - days * day)
    expect(start({})).toEqual(ago(1))
    expect(start({ rhythm: 'weekly' })).toEqual(ago(7))
    expect(start({ last: ago(3) })).toEqual(ago(3))
    expect(start({ last: ago(300) })).toEqual(ago(longestBack / day))
    expect(start({ last: ago(3), since: ago(2) })).toEqual(ago(2))
  })

  it('shows before five on the page what the bundle will hold, and after five what it held', () => {
    expect(pageStart(new Date('2026-05-14T10:00:00Z'))).toEqual(new Date('2026-05-13T15:00:00Z'))
    expect(pageStart(new Date('2026-05-14T18:00:00Z'))).toEqual(new Date('2026-05-13T15:00:00Z'))
  })
})

describe('what one resident reads', () => {
  const at = (minutes: number) => new Date(Date.parse('2026-05-14T10:00:00Z') + minutes * minute)
  const news = (given: Partial<News>): News => ({
    community: 'plein',
    kind: 'reply.posted',
    id: 'soep',
    title: 'Soep',
    href: '/gesprek/soep?na=1',
    at: at(0),
    by: 'kees',
    count: 1,
    ...given,
  })
  const reading = (given: Partial<Reading> = {}): Reading => ({
    viewer: 'noor',
    from: at(-60),
    until: at(60),
    communities: new Map([['plein', at(-1000)]]),
    quiet: new Set(),
    followed: new Set(),
    blocked: new Set(),
    ...given,
  })
  const told = (items: News[], given: Partial<Reading> = {}) =>
    groupsFor(reading(given), (community) => items.filter((item) => item.community === community))

  it('is one line for a thing, whoever did how much to it, from where they did not read yet', () => {
    const items = [
      news({ by: 'kees', count: 2, at: at(5), href: '/gesprek/soep?na=3' }),
      news({ kind: 'conversation.started', by: 'aylin', at: at(1), href: '/gesprek/soep' }),
      news({ by: 'noor', count: 7, at: at(9) }),
    ]
    expect(told(items)).toMatchObject([
      {
        community: 'plein',
        more: 0,
        things: [
          {
            count: 3,
            kinds: ['reply.posted', 'conversation.started'],
            titles: ['Soep'],
            at: at(5),
            href: '/gesprek/soep',
          },
        ],
      },
    ])
  })

  it.each<[string, Partial<News>, Partial<Reading>]>([
    ['one’s own act', { by: 'noor' }, {}],
    ['an act of somebody blocked', {}, { blocked: new Set(['kees']) }],
    ['what was before one belonged to it', {}, { communities: new Map([['plein', at(0)]]) }],
    ['a community one does not belong to', {}, { communities: new Map() }],
    ['what was told in the bundle before', { at: at(-60) }, {}],
    ['what comes in the next one', { at: at(61) }, {}],
    ['a quiet community', {}, { quiet: new Set(['plein']) }],
    ['a quiet conversation', {}, { quiet: new Set(['soep']) }],
  ])('leaves out %s', (_what, item, given) => {
    expect(told([news({})])).toHaveLength(1)
    expect(told([news(item)], given)).toEqual([])
  })

  it('has a conversation that one follows, also of a quiet community', () => {
    const given = { quiet: new Set(['plein']), followed: new Set(['soep']) }
    expect(told([news({}), news({ kind: 'activity.planned', id: 'wandeling' })], given)).toMatchObject([
      { things: [{ id: 'soep' }] },
    ])
  })

  it('has an end: things beyond the eighth are counted', () => {
    const items = Array.from({ length: 11 }, (_, n) => news({ id: `gesprek-${n}`, at: at(n) }))
    const [group] = told(items)
    expect(group?.things.map(({ id }) => id)).toEqual([10, 9, 8, 7, 6, 5, 4, 3].map((n) => `gesprek-${n}`))
    expect(group?.more).toBe(11 - mostThings)
  })

  it('is whatever happened, once: two windows that touch tell together what one tells', () => {
    const some = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      by: fc.constantFrom('kees', 'aylin', 'noor', null),
      at: fc.integer({ min: -59, max: 60 }).map(at),
      count: fc.integer({ min: 1, max: 5 }),
    })
    const total = (items: News[], from: Date, until: Date) =>
      told(items, { from, until })
        .flatMap(({ things }) => things)
        .reduce((sum, { count }) => sum + count, 0)
    fc.assert(
      fc.property(
        fc.array(some.map(news), { maxLength: 30 }),
        fc.integer({ min: -59, max: 60 }),
        (items, cut) => {
          const whole = total(items, at(-60), at(60))
          expect(total(items, at(-60), at(cut)) + total(items, at(cut), at(60))).toBe(whole)
        },
      ),
    )
  })
})

it('knows which word of a mail server is about the address itself', () => {
  for (const status of ['5.1.1', '5.1.2', '5.1.10', '5.2.1']) expect(isHard(status)).toBe(true)
  for (const status of ['5.2.2', '5.7.1', '4.1.1', '4.2.2', '5.0.0', '5.1.8'])
    expect(isHard(status)).toBe(false)
})

it('does not tell again what was mailed at once', () => {
  for (const kind of [
    'activity.cancelled',
    'activity.moved',
    'community.invited',
    'community.join-asked',
    'call.received',
    'recovery.waiting',
  ])
    expect(isToldAtOnce(kind)).toBe(true)
  for (const kind of ['community.joined', 'call.accepted', 'designation.made', 'conversation.mentioned'])
    expect(isToldAtOnce(kind)).toBe(false)
})
