import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'

/** A small invented province for tests: two gemeenten beside each other, one of them with wijken and buurten. */

type Properties = Record<string, string | number>

/** A square of `size` degrees whose lower left corner is at a point. */
export function square(lon: number, lat: number, size: number): number[][] {
  return [
    [lon, lat],
    [lon + size, lat],
    [lon + size, lat + size],
    [lon, lat + size],
    [lon, lat],
  ]
}

export function feature(properties: Properties, ring: number[][]) {
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } }
}

export const provincies = [
  feature({ statcode: 'PV90', statnaam: 'Proefland', jaar: 2020 }, square(5, 52, 0.2)),
]
export const gemeenten = [
  feature(
    {
      gemeentecode: 'GM9001',
      gemeentenaam: 'Oost',
      provinciecode: 'PV90',
      provincienaam: 'Proefland',
      water: 'NEE',
      jaar: 2020,
    },
    square(5, 52, 0.1),
  ),
  feature(
    {
      gemeentecode: 'GM9002',
      gemeentenaam: 'West',
      provinciecode: 'PV90',
      provincienaam: 'Proefland',
      water: 'NEE',
      jaar: 2020,
    },
    square(5.1, 52, 0.1),
  ),
]
export const wijken = [
  feature(
    { wijkcode: 'WK900101', wijknaam: 'Noordwijk', gemeentecode: 'GM9001', jaar: 2020 },
    square(5, 52, 0.05),
  ),
  feature(
    { wijkcode: 'WK900102', wijknaam: 'Zuidwijk', gemeentecode: 'GM9001', jaar: 2020 },
    square(5.05, 52, 0.05),
  ),
]
export const buurten = [
  feature(
    {
      buurtcode: 'BU90010101',
      buurtnaam: 'Élanbuurt',
      wijkcode: 'WK900101',
      gemeentecode: 'GM9001',
      jaar: 2020,
    },
    square(5, 52, 0.02),
  ),
  feature(
    {
      buurtcode: 'BU90010102',
      buurtnaam: 'Tuinbuurt',
      wijkcode: 'WK900101',
      gemeentecode: 'GM9001',
      jaar: 2020,
    },
    square(5.02, 52, 0.02),
  ),
]

/** Writes files into a new folder and returns their paths; text as it is, features as a FeatureCollection. */
export async function filesOf(contents: Record<string, object[] | string>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'areas-'))
  return Promise.all(
    Object.entries(contents).map(async ([name, content]) => {
      const path = join(folder, name)
      const text =
        typeof content === 'string'
          ? content
          : JSON.stringify({ type: 'FeatureCollection', features: content })
      await writeFile(path, name.endsWith('.zst') ? zstdCompressSync(text) : text)
      return path
    }),
  )
}

export const header =
  'straat;huisnummer;huisletter;huisnummertoevoeging;postcode;woonplaats;gemeente;provincie;lat;lon'

/** Lines of an address file: houses of one street beside each other, some 30 m apart. */
export function houses(
  street: string,
  count: number,
  { lat = 52.01, lon = 5.01, postcode = '9001AA', place = 'Oostdorp', gemeente = 'Oost', step = 0.0003 } = {},
): string[] {
  return Array.from(
    { length: count },
    (_, index) =>
      `${street};${index + 1};;;${postcode};${place};${gemeente};Proefland;${lat};${(lon + index * step).toFixed(6)}`,
  )
}
