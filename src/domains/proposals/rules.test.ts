import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amendedWords, placeOnWay, stages, supportNeeded, votedText } from './rules.ts'

const headings = { costs: 'Wat kost het?', who: 'Wie doet wat?' }
const line = fc.stringMatching(/^[a-z]{1,12}( [a-z]{1,12}){0,4}$/)
const words = fc.record({
  title: line,
  body: line,
  costs: fc.oneof(fc.constant(''), line),
  who: fc.oneof(fc.constant(''), line),
  sources: fc.constant(''),
})

describe('the support a proposal needs', () => {
  it('is none in a small community, and never more than there are others', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), (people) => {
        const [community, area] = [supportNeeded('community', people), supportNeeded('area', people)]
        if (people <= 50) expect(community).toBe(0)
        expect(community).toBeLessThanOrEqual(25)
        expect(area).toBeLessThanOrEqual(Math.min(50, Math.max(0, people - 1)))
        if (people > 3) expect(area).toBeGreaterThanOrEqual(3)
      }),
    )
  })

  it('never shrinks as a place grows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('community' as const, 'area' as const),
        fc.nat(100_000),
        fc.nat(1000),
        (where, people, more) => supportNeeded(where, people) <= supportNeeded(where, people + more),
      ),
    )
  })
})

describe('the text that is voted on', () => {
  it('gives the words back when nothing was amended', () => {
    fc.assert(
      fc.property(words, (before) => {
        expect(amendedWords(before, before.title, votedText(before, headings), headings)).toEqual(before)
      }),
    )
  })

  it('keeps costs and tasks where only the body was amended, and loses nothing otherwise', () => {
    fc.assert(
      fc.property(words, line, (before, body) => {
        const text = votedText({ ...before, body }, headings)
        expect(amendedWords(before, before.title, text, headings)).toEqual({ ...before, body })
        const other = `${votedText(before, headings)} ${body}`
        expect(votedText(amendedWords(before, before.title, other, headings), headings)).toBe(other)
      }),
    )
  })
})

it('every stage stands on the line, but for the two where the way ended', () => {
  expect(stages.filter((stage) => placeOnWay(stage) === undefined)).toEqual(['withdrawn', 'merged'])
})
