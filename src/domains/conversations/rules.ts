import type { Access } from '../communities/index.ts'

/** Replies on one page, besides the opening. */
export const pageLength = 30
/** Conversations on one page of a list. */
export const listLength = 30
export const mostPinned = 3
export const mostPictures = 4
/** Characters of what a conversation is called, and of one reply. */
export const longestTitle = 120
export const longestWords = 8000
export const longestQuote = 500

/** Which replies a page shows, by their numbers; `to` is smaller than `from` when there are none besides the opening. */
export interface Window {
  from: number
  to: number
}

/**
 * The part of a conversation to show. Replies are numbered 1, 2, 3 … without gaps and 1 is the opening, which every page
 * shows. Asked for with `after` or `before` a number; otherwise it begins with the last one that the reader knows, and for
 * who read everything, or nothing, it is the newest part.
 */
export function windowOf(
  last: number,
  { after, before, read = 0 }: { after?: number | undefined; before?: number | undefined; read?: number },
  length = pageLength,
): Window {
  const starting = (from: number): Window => ({ from, to: Math.min(last, from + length - 1) })
  if (after !== undefined) return starting(Math.max(2, after + 1))
  if (before !== undefined) {
    const to = Math.min(last, Math.max(1, before - 1))
    return { from: Math.max(2, to - length + 1), to }
  }
  if (read > 0 && read < last) return starting(Math.max(2, Math.min(read, last - length + 1)))
  return { from: Math.max(2, last - length + 1), to: last }
}

/** Milliseconds in which a conversation that somebody never opened is new to them. */
export const newFor = 7 * 24 * 60 * 60 * 1000

/** Whether a list says that there is something new: since they read it, or lately where they never did. */
export function isNew(
  { lastSeq, lastAt }: { lastSeq: number; lastAt: Date },
  read: number | null,
  now: Date,
): boolean {
  return read === null ? now.getTime() - lastAt.getTime() < newFor : read < lastSeq
}

const mention = /(?<![\p{L}\p{N}_.-])@(\p{L}[\p{L}’'-]{0,59})/gu
const mostNames = 5

/** First names that words call with an @, in lower case, each once. */
export function namesCalled(words: string): string[] {
  const names = [...words.matchAll(mention)].map(([, name = '']) => name.toLowerCase())
  return [...new Set(names)].slice(0, mostNames)
}

/** The same HTML for who may not know the names: whoever is called with an @ is a neighbour. */
export function withoutNames(html: string, neighbour: string): string {
  return html.replace(mention, `@${neighbour}`)
}

/** Text on one line with single spaces, as two texts are compared. */
const plain = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Whether a quotation really stands in the words; at its end an ellipsis says that they go on. */
export function isQuoted(quote: string, words: string): boolean {
  const wanted = plain(quote).replace(/…$/, '').trim()
  return wanted !== '' && plain(words).includes(wanted)
}

const openness: Record<Access, number> = { besloten: 0, extranet: 1, internet: 2 }

/**
 * Whether a conversation may move from a community with this access to one with that. Words go nowhere their writers did
 * not choose: out of a closed community, or to where more people look in, only when all of them are the mover's own.
 */
export function mayMove(from: Access, to: Access, allOwn: boolean): boolean {
  return allOwn || (from !== 'besloten' && openness[to] <= openness[from])
}

/** Communities that one conversation is shared with at once. */
export const mostShares = 6

/**
 * Whether a conversation in a community with this access may be shared with others. Words in a closed community were written for
 * its members: only who wrote all of them takes them further. Elsewhere every verified resident reads them already.
 */
export function mayShare(access: Access, allOwn: boolean): boolean {
  return allOwn || access !== 'besloten'
}

export const pollKinds = ['one', 'several', 'date'] as const
export type PollKind = (typeof pollKinds)[number]
export const mostOptions = 10
/** Days that a poll may stay open. */
export const longestPoll = 60

export const aboutKinds = ['activity', 'document', 'proposal'] as const
/** Things of a community that people talk about. */
export type AboutKind = (typeof aboutKinds)[number]
