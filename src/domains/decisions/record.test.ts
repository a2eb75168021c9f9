import { describe, expect, it } from 'vitest'
import { BrokenFile } from './formats/broken.ts'
import { canonical, digestOf, recount, recordFormat, setupOf, winnersOf } from './record.ts'
import { countBallots } from './rules/count-ballots.ts'

/** A file as the page of a decision gives it. */
function fileOf(choices: number[][], more: object = {}) {
  const asked = {
    id: '00000000-0000-4000-8000-000000000001',
    question: 'Wat wordt het?',
    method: 'approval' as const,
    form: 'open' as const,
    round: 1,
    electorate: 10,
    options: [{ words: 'Bank' }, { words: 'Boom' }],
    ...more,
  }
  const ballots = choices.map((choice, n) => ({ choice, voices: 1, name: `Buur ${n}` }))
  const result = countBallots(setupOf(asked), ballots)
  return {
    format: recordFormat,
    ...asked,
    closed: '2026-05-19T18:00:00.000Z',
    ballots,
    winners: winnersOf(result, asked.options),
    result,
    digest: digestOf({ ...asked, ballots, result }),
  }
}

describe('counting a file again', () => {
  const file = fileOf([
    [1, 0],
    [1, 1],
    [0, 1],
    [1, 0],
  ])

  it('finds the same winners, whatever the order of ballots and keys', () => {
    const other = { ...file, ballots: file.ballots.toReversed() }
    const keys = Object.fromEntries(Object.entries(other).toReversed())
    expect(recount(JSON.stringify(keys))).toMatchObject({ winners: ['Bank'], ballots: 4, voices: 4 })
  })

  it('does not mind names, which go when somebody leaves the house', () => {
    const nameless = { ...file, ballots: file.ballots.map((ballot) => ({ ...ballot, name: null })) }
    expect(recount(JSON.stringify(nameless)).digest).toBe(file.digest)
  })

  const changed = (change: (copy: ReturnType<typeof fileOf>) => void) => {
    const copy = structuredClone(file)
    change(copy)
    return JSON.stringify(copy)
  }
  it.each([
    ['another winner', changed((copy) => (copy.winners = ['Boom'])), /other winners/],
    ['another result', changed((copy) => (copy.result.winners = [1])), /another result/],
    ['a ballot less', changed((copy) => copy.ballots.pop()), /another result/],
    [
      'a ballot turned, where the winner stays',
      changed((copy) => (copy.ballots[0]!.choice = [1, 1])),
      /another result/,
    ],
    [
      'two ballots exchanged for others with the same sums',
      changed((copy) => {
        copy.ballots[0]!.choice = [1, 1]
        copy.ballots[1]!.choice = [1, 0]
        copy.ballots[2]!.choice = [1, 0]
        copy.ballots[3]!.choice = [0, 1]
      }),
      undefined,
    ],
    ['more voices', changed((copy) => (copy.ballots[0]!.voices = 2)), /another result/],
    ['a choice that is none', changed((copy) => (copy.ballots[2]!.choice = [7, 7])), /^Ballot 3 holds/],
    ['another question', changed((copy) => (copy.question = 'Iets anders?')), /fingerprint/],
    [
      'other words of an option',
      changed((copy) => {
        copy.options[1]!.words = 'Struik'
      }),
      /fingerprint/,
    ],
    ['another electorate', changed((copy) => (copy.electorate = 9)), /fingerprint/],
    ['no ballots at all', '{"format":"dhz-decision/1"}', /is not as it should be/],
    ['something else', '{"format":"x"}', /not the file of a decision/],
    ['null', 'null', /not the file of a decision/],
    ['no JSON', 'BLT 3 2', /no JSON/],
    ['nothing', '', /no JSON/],
  ])('says in one sentence that it is changed: %s', (what, text, sentence) => {
    // The same ballots by other people are the same file.
    if (!sentence) return expect(recount(text).winners, what).toEqual(['Bank'])
    expect(() => recount(text)).toThrow(BrokenFile)
    expect(() => recount(text)).toThrow(sentence)
  })

  it('refuses two ballots with one receipt code', () => {
    const twice = changed((copy) =>
      copy.ballots.forEach((ballot) => Object.assign(ballot, { code: 'AAAAA00000' })),
    )
    expect(() => recount(twice)).toThrow(/same receipt code/)
  })
})

it('writes one text for what is the same', () => {
  expect(canonical({ b: 1, a: [null, { d: undefined, c: 'é' }] })).toBe('{"a":[null,{"c":"é"}],"b":1}')
})
