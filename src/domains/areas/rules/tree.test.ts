import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kindOfCode } from './kinds.ts'
import { growTree, stubsFor, type Succession, type TreeRow } from './tree.ts'

function row(id: number, code: string, year: number): TreeRow {
  const kind = code === 'EU' ? 'europa' : code === 'NL' ? 'land' : kindOfCode(code)!
  return { id, kind, code, year, parentId: null, lat: null, lon: null }
}

const base = ['EU', 'NL', 'PV20', 'GM0003', 'GM0010', 'WK000300', 'BU00030001', 'WK001000']
const merger = (predecessor: string, successor: string, year: number): Succession => ({
  predecessor,
  predecessorName: '',
  successor,
  successorName: '',
  year,
  provincie: 'PV20',
})
const stated = new Map([
  ['GM0003', 'PV20'],
  ['GM0010', 'PV20'],
])
const grow = (rows: TreeRow[], successions: Succession[] = []) =>
  growTree(rows, { successions, stated, provincieAt: () => undefined })

/** Each code with the codes above it, nearest first. */
function chains(rows: TreeRow[], growth: ReturnType<typeof growTree>): Record<string, string> {
  const byId = new Map(rows.map((one) => [one.id, one]))
  return Object.fromEntries(
    rows.map(({ id, code, year }) => [
      `${code}/${year}`,
      growth
        .get(id)!
        .path.split('/')
        .filter(Boolean)
        .map((step) => byId.get(Number(step))!.code)
        .join(' ') + (growth.get(id)!.current ? '' : ' (past)'),
    ]),
  )
}

describe('the tree', () => {
  test('every area lies under the nearest one above it that is known', () => {
    const rows = base.map((code, index) => row(index + 1, code, 2020))
    expect(chains(rows, grow(rows))['BU00030001/2020']).toBe('EU NL PV20 GM0003 WK000300 BU00030001')
    const without = rows.filter(({ code }) => code !== 'WK000300')
    expect(chains(without, grow(without))['BU00030001/2020']).toBe('EU NL PV20 GM0003 BU00030001')
    const orphan = rows.filter(({ code }) => !['WK000300', 'GM0003'].includes(code))
    expect(chains(orphan, grow(orphan))['BU00030001/2020']).toBe('EU NL BU00030001')
  })

  test('the newest year is current, whatever the order of rows', () => {
    const all = [
      ...base.map((code) => [code, 2015] as const),
      ['GM0003', 2018] as const,
      ['WK000300', 2014] as const,
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }), (shuffled) => {
        const rows = shuffled.map(([code, year], index) => row(index + 1, code, year))
        const found = chains(rows, grow(rows))
        expect(found['GM0003/2018']).toBe('EU NL PV20 GM0003')
        expect(found['GM0003/2015']).toBe('EU NL PV20 GM0003 (past)')
        expect(found['WK000300/2014']).toMatch(/past/)
        expect(found['BU00030001/2015']).toBe('EU NL PV20 GM0003 WK000300 BU00030001')
      }),
    )
  })

  test('wijken of a gemeente that went wholly into another move, also through a chain of mergers', () => {
    const rows = [...base, 'GM1979', 'GM1999'].map((code, index) =>
      row(index + 1, code, code === 'GM1979' ? 0 : 2015),
    )
    const one = [merger('GM0003', 'GM1979', 2021), merger('GM0010', 'GM1979', 2021)]
    const found = chains(rows, grow(rows, one))
    expect(found['BU00030001/2015']).toBe('EU NL PV20 GM1979 WK000300 BU00030001')
    expect(found['WK001000/2015']).toBe('EU NL PV20 GM1979 WK001000')
    expect(found['GM0003/2015']).toMatch(/past/)
    const chained = chains(rows, grow(rows, [...one, merger('GM1979', 'GM1999', 2030)]))
    expect(chained['BU00030001/2015']).toBe('EU NL PV20 GM1999 WK000300 BU00030001')
  })

  test('a gemeente that was divided keeps its tree, except what a line names', () => {
    const rows = [...base, 'GM1966', 'GM1969'].map((code, index) => row(index + 1, code, 2015))
    const divided = [merger('GM0003', 'GM1966', 2019), merger('GM0003', 'GM1969', 2019)]
    expect(chains(rows, grow(rows, divided))['BU00030001/2015']).toBe('EU NL PV20 GM0003 WK000300 BU00030001')
    const named = chains(rows, grow(rows, [...divided, merger('WK000300', 'GM1969', 2019)]))
    expect(named['BU00030001/2015']).toBe('EU NL PV20 GM1969 WK000300 BU00030001')
    expect(named['GM0003/2015']).toMatch(/past/)
  })

  test('old wijken give way as soon as the successor has its own', () => {
    const rows = [
      ...[...base, 'GM1979'].map((code, index) => row(index + 1, code, 2015)),
      row(90, 'WK197900', 2022),
    ]
    const found = chains(rows, grow(rows, [merger('GM0003', 'GM1979', 2021)]))
    expect(found['WK000300/2015']).toMatch(/past/)
    expect(found['BU00030001/2015']).toMatch(/past/)
    expect(found['WK197900/2022']).toBe('EU NL PV20 GM1979 WK197900')
  })

  test('a succession that is older than the borders has no effect', () => {
    const rows = [...base, 'GM1979'].map((code, index) => row(index + 1, code, 2022))
    expect(chains(rows, grow(rows, [merger('GM0003', 'GM1979', 2021)]))['GM0003/2022']).toBe(
      'EU NL PV20 GM0003',
    )
  })

  test('what is missing is made: Europe, the country, who is mentioned, and successors of who is here', () => {
    const successions = [merger('GM0003', 'GM1979', 2021), merger('GM0777', 'GM0778', 2021)]
    const stubs = stubsFor(
      new Set(['GM0003']),
      [
        { code: 'PV20', name: undefined },
        { code: 'PV20', name: 'Groningen' },
      ],
      successions,
    )
    expect(stubs.map(({ code, name }) => `${code} ${name}`.trim())).toEqual([
      'EU Europa',
      'NL Nederland',
      'PV20 Groningen',
      'GM1979',
    ])
  })
})
