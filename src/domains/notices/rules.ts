import { after, day, momentOf, onTheWall } from '../../platform/clock.ts'
import type { News, NewsThing } from '../communities/index.ts'

/** How often a bundle goes out. */
export const rhythms = ['daily', 'twice', 'weekly', 'none'] as const
export type Rhythm = (typeof rhythms)[number]

/** Days of the week for who chose twice (ISO 8601): Tuesday and Friday. */
export const twiceDays: readonly number[] = [2, 5]

/** The day for who chose weekly and no day: Friday, before the weekend. */
export const usualWeekday = 5

/** Until when on the day a bundle tells: five o’clock, as the clock on the wall shows it. */
const bundleHour = '17:00'

/**
 * What happens at five is sometimes written down a moment later; and at night nobody is mailed, so a round that could not
 * begin until then waits for the next day.
 */
const begins = '17:05'
const mustBegin = '22:00'

/** A bundle goes back this far at most. Longer than a week, also in the week in which the clock is put back. */
export const longestBack = 8 * day

/** An evening of sending. */
export interface Round {
  /** "2026-05-14" */
  day: string
  /** Which day of the week, Monday is 1. */
  weekday: number
  /** Bundles tell what happened until and including this moment. */
  ends: Date
}

/** The round that may run at this moment, if one may. Exactly one for each day, also on days of 23 and 25 hours. */
export function roundAt(now: Date): Round | undefined {
  const wall = onTheWall(now)
  const today = wall.toPlainDate()
  const time = wall.toPlainTime().toString({ smallestUnit: 'minute' })
  if (time < begins || time >= mustBegin) return undefined
  return { day: today.toString(), weekday: today.dayOfWeek, ends: momentOf(today.toString(), bundleHour) }
}

/** Whether somebody with this rhythm gets a bundle on this day of the week. */
export function isDue(rhythm: Rhythm, weekday: number, on: number): boolean {
  if (rhythm === 'daily') return true
  if (rhythm === 'twice') return twiceDays.includes(on)
  return rhythm === 'weekly' && weekday === on
}

/** How many days lie between two bundles at most. */
function daysBetween(rhythm: Rhythm): number {
  return { daily: 1, twice: 4, weekly: 7, none: 1 }[rhythm]
}

/**
 * From when a bundle tells. After the newest one that went out, so that nothing is told twice; a first one goes back as
 * far as the next ones will.
 */
export function windowStart(given: {
  ends: Date
  rhythm: Rhythm
  /** Until when the newest bundle told. */
  last: Date | undefined
  /** Since when the resident wants bundles (again). */
  since: Date | undefined
}): Date {
  const { ends, rhythm, last, since } = given
  const usual = momentOf(
    onTheWall(ends)
      .toPlainDate()
      .subtract({ days: daysBetween(rhythm) })
      .toString(),
    bundleHour,
  )
  const earliest = after(ends, -longestBack)
  const from = last ?? usual
  return new Date(Math.max(from.getTime(), earliest.getTime(), since?.getTime() ?? 0))
}

/**
 * From when the page tells: five o’clock of the day before. So before five it shows what the bundle of today will hold,
 * and after five what it held.
 */
export function pageStart(now: Date): Date {
  return momentOf(onTheWall(now).toPlainDate().subtract({ days: 1 }).toString(), bundleHour)
}

/** What one resident may read of the news, and wants to. */
export interface Reading {
  viewer: string
  from: Date
  until: Date
  /** Communities they belong to, with since when: what was before is not theirs. */
  communities: ReadonlyMap<string, Date>
  /** Communities and conversations that they want no news of. */
  quiet: ReadonlySet<string>
  /** Conversations that they want news of, also where they keep the community quiet. */
  followed: ReadonlySet<string>
  /** Who blocked them, or was blocked by them. */
  blocked: ReadonlySet<string>
}

const talk: ReadonlySet<string> = new Set(['conversation.started', 'reply.posted'])

/** Whether news is of a conversation, which can be answered, followed and kept quiet. */
export function isTalk({ kind }: Pick<News, 'kind'>): boolean {
  return talk.has(kind)
}

/** The news of one community. */
export interface NewsGroup {
  community: string
  /** Newest first. */
  things: NewsThing[]
  /** Things that are there and not told: the page of the community has them. */
  more: number
}

/** Communities and things of each that one bundle tells. */
export const mostGroups = 12
export const mostThings = 8

/** A bundle has its end: things of one community are told together, the newest first, and so are communities. */
export function groupsFor(reading: Reading, newsOf: (community: string) => readonly News[]): NewsGroup[] {
  return [...reading.communities]
    .map(([community, joined]) => {
      const things = thingsOf(newsOf(community).filter((news) => isFor(reading, joined, news)))
      return { community, things: things.slice(0, mostThings), more: Math.max(0, things.length - mostThings) }
    })
    .filter(({ things }) => things.length > 0)
    .sort(
      (a, b) => b.things[0]!.at.getTime() - a.things[0]!.at.getTime() || (a.community < b.community ? -1 : 1),
    )
}

function isFor(reading: Reading, joined: Date, news: News): boolean {
  const { viewer, from, until, quiet, followed, blocked } = reading
  if (news.at <= from || news.at > until || news.at <= joined) return false
  if (news.by !== null && (news.by === viewer || blocked.has(news.by))) return false
  if (quiet.has(news.id) && isTalk(news)) return false
  return !quiet.has(news.community) || (isTalk(news) && followed.has(news.id))
}

/** The news of everybody about one thing becomes one. */
function thingsOf(news: readonly News[]): NewsThing[] {
  return [...Map.groupBy(news, ({ id }) => id).values()]
    .map((items): NewsThing => {
      const newestFirst = items.toSorted((a, b) => b.at.getTime() - a.at.getTime())
      const { id, at, starts } = newestFirst[0]!
      return {
        id,
        at,
        starts,
        kinds: [...new Set(newestFirst.map(({ kind }) => kind))],
        titles: [...new Set(newestFirst.map(({ title }) => title))],
        count: items.reduce((sum, { count }) => sum + count, 0),
        // From where the reader did not read yet.
        href: newestFirst.at(-1)!.href,
      }
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : 1))
}

/**
 * What its domain tells at once by mail: an invitation, a meeting that is moved or called off, what is asked of oneself or
 * answered at the door, and what concerns safety. It does not wait for the bundle and is not told in it again.
 */
const atOnce =
  /^(activity\.(cancelled|moved|moved-up)|community\.(invited|removed|join-asked)|call\.received|helping\.asked|steward\.asked|exchange\.(asked|yes|released|stopped)|latchstring\..*|hello\.(made|met)|recovery\..*|passkey\..*|mail\..*|own-data\..*|proof\..*|card\.made)$/

export function isToldAtOnce(kind: string): boolean {
  return atOnce.test(kind)
}

/** Soft troubles on this many days, within this time, mean that an address does not work. */
export const softDays = 5
export const softWithin = 30 * day

/**
 * What a mail server's word means (RFC 3463): a hard trouble is about the address itself, which does not exist or was
 * closed. A full mailbox, or mail that was refused for what it is, passes.
 */
export function isHard(status: string): boolean {
  return /^5\.(1\.(0|1|2|3|6|10)|2\.1)$/.test(status)
}
