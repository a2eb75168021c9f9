import { describe, expect, test } from 'vitest'
import { feature, square } from '../test-support.ts'
import { readFeature, yearInName } from './features.ts'

const ring = square(5, 52, 0.1)
const buurt = {
  buurtcode: 'BU00340101',
  buurtnaam: 'Centrum',
  gemeentecode: 'GM0034',
  gemeentenaam: 'Almere',
  jaar: 2014,
}

describe('reading a feature', () => {
  test('the most precise code counts, and the year of the feature before that of the file', () => {
    expect(readFeature(feature(buurt, ring), 2020)).toMatchObject({
      area: {
        kind: 'buurt',
        code: 'BU00340101',
        year: 2014,
        name: 'Centrum',
        gemeente: { code: 'GM0034', name: 'Almere' },
      },
    })
    expect(readFeature(feature({ statcode: 'PV24', statnaam: 'Flevoland' }, ring), 2020)).toMatchObject({
      area: { kind: 'provincie', year: 2020 },
    })
    expect(
      readFeature(feature({ GM_CODE: 'GM0034', GM_NAAM: 'Almere', JAAR: 2021 }, ring), undefined),
    ).toMatchObject({
      area: { kind: 'gemeente', year: 2021 },
    })
    expect(readFeature(feature({ gemeentecode: '0034', gemeentenaam: 'Almere' }, ring), 2020)).toMatchObject({
      area: { code: 'GM0034' },
    })
  })

  test('a point inside is found also when the centre lies outside', () => {
    const horseshoe = [
      [0, 0],
      [3, 0],
      [3, 3],
      [2, 3],
      [2, 1],
      [1, 1],
      [1, 3],
      [0, 3],
      [0, 0],
    ]
    const read = readFeature(feature(buurt, horseshoe), undefined)
    const [lon, lat] = 'area' in read ? read.area.middle : [NaN, NaN]
    expect(lat).toBeGreaterThan(0)
    expect((lon > 0 && lon < 1) || (lon > 2 && lon < 3) || lat < 1).toBe(true)
  })

  test('a border that has collapsed into a line leaves a place without a border', () => {
    const read = readFeature(
      feature(buurt, [
        [5, 52],
        [5.1, 52.1],
        [5, 52],
      ]),
      undefined,
    )
    expect(read).toMatchObject({ area: { polygons: [], box: undefined } })
  })

  test('open water is no area', () => {
    expect(readFeature(feature({ ...buurt, water: 'JA' }, ring), undefined)).toEqual({ water: true })
  })

  const geometry = (value: unknown) => ({ type: 'Feature', properties: buurt, geometry: value })
  test.each([
    ['not-a-feature', null],
    ['not-a-feature', { type: 'Feature', geometry: null }],
    ['no-code', feature({ naam: 'x' }, ring)],
    ['unknown-code', feature({ buurtcode: 'BU1', buurtnaam: 'x', jaar: 2014 }, ring)],
    ['no-name', feature({ buurtcode: 'BU00340101', jaar: 2014 }, ring)],
    ['no-year', feature({ buurtcode: 'BU00340101', buurtnaam: 'x' }, ring)],
    ['no-geometry', geometry(null)],
    ['no-geometry', geometry({ type: 'Polygon', coordinates: [] })],
    ['wrong-geometry', geometry({ type: 'Point', coordinates: [5, 52] })],
    ['open-ring', feature(buurt, ring.slice(0, 4))],
    [
      'out-of-range',
      feature(buurt, [
        [155_000, 463_000],
        [155_100, 463_000],
        [155_000, 463_100],
        [155_000, 463_000],
      ]),
    ],
    [
      'not-a-number',
      geometry({
        type: 'Polygon',
        coordinates: [
          [
            [5, '52'],
            [5, 53],
            [6, 53],
            [5, '52'],
          ],
        ],
      }),
    ],
  ])('%s is told', (fault, broken) => {
    expect(readFeature(broken, undefined)).toEqual({ fault })
  })

  test('the year in the name of a file', () => {
    expect(yearInName('buurten-2014-coarse.geojson')).toBe(2014)
    expect(yearInName('cbsgebiedsindelingen2023.geojson')).toBe(2023)
    expect(yearInName('gemeenten.geojson')).toBeUndefined()
  })
})
