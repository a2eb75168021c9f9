import { describe, expect, test } from 'vitest'
import { BrokenFile } from '../../../platform/broken-file.ts'
import { resolveFile } from './file.ts'

describe('a table of delegations', () => {
  test('is resolved for each vote by itself', () => {
    const table = 'ID,DelID,CodeQuestion\r\n1,2.0,a\r\n2,,a\r\n1,,b\r\n3,9,b\r\n4,5,b\r\n5,4,b\r\n'
    expect(
      resolveFile(table).map(({ question, id, guru, weight, ending }) => [
        question,
        id,
        guru,
        weight,
        ending,
      ]),
    ).toEqual([
      ['a', '1', '2', 0, 'voted'],
      ['a', '2', '2', 2, 'voted'],
      ['b', '1', '1', 1, 'voted'],
      ['b', '3', '3', 1, 'missing'],
      ['b', '4', '4', 1, 'circle'],
      ['b', '5', '5', 1, 'circle'],
    ])
  })
  test.each([
    ['naam,van', 'no column ID'],
    ['ID,DelID\n1', 'Line 2 has 1 fields'],
    ['ID,DelID\n1,\n1,', 'twice'],
    ['ID,DelID\n,1', 'line 2 has no ID'],
  ])('that is broken is refused in one sentence: %j', (text, said) => {
    expect(() => resolveFile(text)).toThrow(BrokenFile)
    expect(() => resolveFile(text)).toThrow(said)
  })
})
