import { describe, expect, test } from 'vitest'
import { BrokenFile, countFile, readAbcvoting, readBlt, readDebianTally, readPabulib } from './index.ts'

const blt =
  '3 1\n-3\n4 1 2 0 # vier keer\n2 2 0\n1 3 1 0\n0\n"Anna \\"de\\" Vries"\n"Bram"\n"Cas"\n"Wie zorgt voor de sleutel?"\n'
const pabulib = [
  'META',
  'key;value',
  'description;Bankjes',
  'budget;1000',
  'vote_type;approval',
  'PROJECTS',
  'project_id;cost;name',
  'a;400;Bank',
  'b;600,00;Boom',
  'VOTES',
  'voter_id;vote',
  '1;a,b',
  '2;a',
  '3;',
].join('\r\n')
const tally = '   Option 1---->: Ja\n  /  Option 2--->: Nee\n  |/\nV: 12\tabc\nV: 1-\tdef\nV: 21\tghi\n'
const committee = 'profile: [[0, 1], [0], [2]]\nnum_cand: 3\ncommitteesize: 2\n'

describe('a file that somebody else made', () => {
  test('is read as what it is', () => {
    expect(readBlt(blt)).toEqual({
      title: 'Wie zorgt voor de sleutel?',
      seats: 1,
      candidates: ['Anna "de" Vries', 'Bram', 'Cas'],
      ballots: [
        { count: 4, order: [0, 1] },
        { count: 2, order: [1] },
        { count: 1, order: [0] },
      ],
    })
    expect(readPabulib(pabulib).projects.map(({ cost }) => cost)).toEqual([400, 600])
    expect(readDebianTally(tally).ballots).toEqual([
      { count: 1, ranks: [1, 2] },
      { count: 1, ranks: [1, null] },
      { count: 1, ranks: [2, 1] },
    ])
    expect(readAbcvoting(committee)).toMatchObject({ candidates: 3, seats: 2 })
  })

  test('is counted by the method that was asked', () => {
    expect(countFile(blt, 'stv')).toMatchObject({ winners: ['Anna "de" Vries'], quota: 4, ballots: 7 })
    expect(countFile(blt, 'schulze').winners[0]).toBe('Anna "de" Vries')
    expect(countFile(tally, 'schulze')).toMatchObject({ winners: ['Ja', 'Nee'], ballots: 3 })
    expect(countFile(pabulib, 'equal-shares')).toMatchObject({ winners: ['a', 'b'], spent: 1000 })
    expect(countFile(committee, 'equal-shares')).toMatchObject({ winners: ['0', '2'], ballots: 3 })
  })

  test.each([
    ['', 'stv', 'empty'],
    ['zomaar wat', 'stv', 'number of candidates'],
    ['2 3\n0\n"a"\n"b"', 'stv', '2 candidates cannot take 3 seats'],
    ['2 1\n1 3 0\n0\n"a"\n"b"', 'stv', 'no candidate 3 (line 2)'],
    ['2 1\n1 1 1 0\n0\n"a"\n"b"', 'stv', 'twice (line 2)'],
    ['2 1\n1 1', 'stv', 'ends too early'],
    ['2 1\n0\n"a"', 'stv', '1 names for 2'],
    ['2 1\n0\na b', 'stv', 'quotation marks'],
    ['9999999999 1', 'stv', 'not a whole number'],
    ['1000000 1', 'stv', 'cannot be 1000000'],
    ['V: 12', 'schulze', 'before the options'],
    [`${tally}V: 1x`, 'schulze', 'no ballot over 2 options (line 7)'],
    [`${tally}V: 123`, 'schulze', 'no ballot over 2 options'],
    ['Option 1->: a\nOption 3->: b', 'schulze', 'does not follow'],
    [pabulib.replace('approval', 'ordinal'), 'equal-shares', 'Only approval'],
    [pabulib.replace('1000', 'veel'), 'equal-shares', 'budget is no amount'],
    [pabulib.replace(';400;', ';-1;'), 'equal-shares', 'cost of a project (line 8)'],
    [pabulib.replace('1;a,b', '1;a,z'), 'equal-shares', 'no project “z” (line 12)'],
    [pabulib.replace('b;600', 'a;600'), 'equal-shares', 'same project_id'],
    [pabulib.replace('VOTES', 'STEMMEN'), 'equal-shares', 'META, PROJECTS and VOTES'],
    ['profile: [[0', 'equal-shares', 'no YAML'],
    ['profile: [[0]]\nnum_cand: 1', 'equal-shares', 'committeesize'],
    ['profile: [[3]]\nnum_cand: 2\ncommitteesize: 1', 'equal-shares', 'no candidate 3'],
    ['profile: [[0]]\nnum_cand: 1\ncommitteesize: 2', 'equal-shares', 'cannot take 2 seats'],
    ['a: &a [1]\nb: [*a, *a]', 'equal-shares', ''],
  ] as const)('says in one sentence what is wrong with %j', (text, method, said) => {
    const act = () => countFile(text, method)
    expect(act).toThrow(BrokenFile)
    expect(act).toThrow(said)
    try {
      act()
    } catch (error) {
      expect((error as Error).message).not.toContain('\n')
    }
  })
})
