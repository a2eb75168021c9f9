import { assert, constantFrom, date, integer, option, property, record, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accesses } from '../communities/index.ts'
import { isNew, isQuoted, mayMove, namesCalled, pageLength, windowOf, withoutNames } from './rules.ts'

const last = integer({ min: 1, max: 20_000 })
const number = integer({ min: 0, max: 25_000 })

describe('the part of a conversation that a page shows', () => {
  it('is never longer than a page, and within the conversation', () => {
    const asked = record({
      after: option(number, { nil: undefined }),
      before: option(number, { nil: undefined }),
      read: number,
    })
    assert(
      property(last, asked, (last, asked) => {
        const { from, to } = windowOf(last, asked)
        expect(from).toBeGreaterThanOrEqual(2)
        expect(to).toBeLessThanOrEqual(last)
        expect(to - from + 1).toBeLessThanOrEqual(pageLength)
      }),
    )
  })

  it('leads through every reply once, forwards and backwards', () => {
    assert(
      property(integer({ min: 1, max: 400 }), (last) => {
        const all = Array.from({ length: last - 1 }, (_, n) => n + 2)
        const forwards: number[] = []
        for (let after = 1; after < last;) {
          const { from, to } = windowOf(last, { after })
          forwards.push(...Array.from({ length: to - from + 1 }, (_, n) => from + n))
          after = to
        }
        expect(forwards).toEqual(all)
        const backwards: number[] = []
        for (let before = last + 1; before > 2;) {
          const { from, to } = windowOf(last, { before })
          backwards.unshift(...Array.from({ length: to - from + 1 }, (_, n) => from + n))
          before = from
        }
        expect(backwards).toEqual(all)
      }),
    )
  })

  it('begins where somebody left off, so that nothing new is passed over', () => {
    assert(
      property(last, number, (last, read) => {
        const { from, to } = windowOf(last, { read })
        if (read > 0 && read < last) {
          // The first that is new is on the page, and what a reader has then read is what they saw.
          expect(from).toBeLessThanOrEqual(read + 1)
          expect(to).toBeGreaterThan(read)
        } else expect(to).toBe(last)
      }),
    )
  })

  it('is read to the end after as many pages as it has, whatever was read before', () => {
    assert(
      property(integer({ min: 1, max: 900 }), integer({ min: 1, max: 900 }), (last, first) => {
        let read = Math.min(first, last)
        let pages = 0
        while (read < last && pages < 100) {
          read = Math.max(read, windowOf(last, { read }).to)
          pages++
        }
        expect(read).toBe(last)
        expect(pages).toBeLessThanOrEqual(Math.ceil(last / (pageLength - 1)) + 1)
      }),
    )
  })
})

describe('what is new', () => {
  it('is what came after somebody read, and nothing once they read everything', () => {
    const moment = date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
    assert(
      property(last, moment, moment, (lastSeq, lastAt, now) => {
        expect(isNew({ lastSeq, lastAt }, lastSeq, now)).toBe(false)
        expect(isNew({ lastSeq, lastAt }, lastSeq - 1, now)).toBe(true)
        expect(isNew({ lastSeq, lastAt }, null, new Date(lastAt.getTime() + 8 * 86_400_000))).toBe(false)
      }),
    )
  })
})

describe('names in words', () => {
  it('are called with an @, and nothing else is', () => {
    expect(namesCalled('Dag @Noor en @kees, mail a@b.nl. @Noor @Çelik’s @1 @')).toEqual([
      'noor',
      'kees',
      'çelik’s',
    ])
    expect(namesCalled(Array.from({ length: 9 }, (_, n) => `@n${'a'.repeat(n)}`).join(' '))).toHaveLength(5)
  })

  it('are taken out for who may not know them', () => {
    expect(withoutNames('<p>Dag @Noor, a@b.nl</p>', 'een buur')).toBe('<p>Dag @een buur, a@b.nl</p>')
  })
})

describe('a quotation', () => {
  it('is any part of what was said, whatever the spaces, and nothing else', () => {
    assert(
      property(string({ minLength: 1, maxLength: 80 }), integer({ min: 0, max: 79 }), (words, at) => {
        const part = words.slice(at, at + 20)
        if (part.replace(/…$/, '').trim()) expect(isQuoted(part, words)).toBe(true)
        expect(isQuoted(`${words} en nog meer`, words)).toBe(false)
      }),
    )
    expect(isQuoted('tien\n uur…', 'om tien uur bij de schuur')).toBe(true)
    expect(isQuoted('  ', 'iets')).toBe(false)
  })
})

describe('moving', () => {
  it('never lets words of others be read by more people, nor out of a closed community', () => {
    const openness = { besloten: 0, extranet: 1, internet: 2 }
    assert(
      property(constantFrom(...accesses), constantFrom(...accesses), (from, to) => {
        expect(mayMove(from, to, true)).toBe(true)
        if (mayMove(from, to, false)) {
          expect(from).not.toBe('besloten')
          expect(openness[to]).toBeLessThanOrEqual(openness[from])
        }
      }),
    )
  })
})
