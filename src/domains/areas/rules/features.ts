import { kindOfCode, type AreaKind } from './kinds.ts'
import {
  boxOf,
  doubleSurface,
  meanOf,
  middleOf,
  type Box,
  type Point,
  type Polygon,
  type Ring,
} from './polygons.ts'

/** Why a feature of a file cannot be used; the command has a sentence for each. */
export type FeatureFault =
  | 'not-a-feature'
  | 'no-code'
  | 'unknown-code'
  | 'no-name'
  | 'no-year'
  | 'no-geometry'
  | 'wrong-geometry'
  | 'not-a-number'
  | 'out-of-range'
  | 'open-ring'
  | 'repeated'

/** An official area as a file gives it. */
export interface GivenArea {
  kind: AreaKind
  code: string
  year: number
  name: string
  middle: Point
  /** Empty when the border has collapsed: too small for the detail of the file, but a real place. */
  polygons: Polygon[]
  box: Box | undefined
  /** What the properties say of the areas around it. */
  gemeente: Mention | undefined
  provincie: Mention | undefined
}

/** An area that another one names in its properties. */
export interface Mention {
  code: string
  name: string | undefined
}

export type ReadFeature = { area: GivenArea } | { fault: FeatureFault } | { water: true }

/** Names that CBS and PDOK have used through the years, most precise kind first. */
const codeKeys = [
  ['statcode', 'statnaam'],
  ['buurtcode', 'buurtnaam'],
  ['bu_code', 'bu_naam'],
  ['wijkcode', 'wijknaam'],
  ['wk_code', 'wk_naam'],
  ['gemeentecode', 'gemeentenaam'],
  ['gm_code', 'gm_naam'],
  ['provinciecode', 'provincienaam'],
  ['pv_code', 'pv_naam'],
] as const

/**
 * Reads one GeoJSON feature with the property names of CBS or PDOK.
 * @param fileYear year in the name of the file, for features that do not say theirs.
 */
export function readFeature(feature: unknown, fileYear: number | undefined): ReadFeature {
  if (!isRecord(feature) || feature.type !== 'Feature' || !isRecord(feature.properties)) {
    return { fault: 'not-a-feature' }
  }
  const properties = new Map<string, string>()
  for (const [name, value] of Object.entries(feature.properties)) {
    if (typeof value === 'string' || typeof value === 'number') {
      properties.set(name.toLowerCase(), String(value).trim())
    }
  }
  const keys = codeKeys.find(([code]) => properties.get(code))
  if (!keys) return { fault: 'no-code' }
  const code = completeCode(keys[0], properties.get(keys[0])!)
  const kind = kindOfCode(code)
  if (!kind) return { fault: 'unknown-code' }
  // A gemeente at sea or a lake has the code of its land beside it, and nobody lives there.
  if (['JA', 'J', 'B'].includes((properties.get('water') ?? properties.get('h2o') ?? '').toUpperCase())) {
    return { water: true }
  }
  const name = properties.get(keys[1])
  if (!name) return { fault: 'no-name' }
  const year = yearOf(properties) ?? fileYear
  if (year === undefined) return { fault: 'no-year' }
  const shape = readShape(feature.geometry)
  if ('fault' in shape) return shape
  return {
    area: {
      kind,
      code,
      year,
      name,
      ...shape,
      gemeente: mention(properties, kind === 'buurt' || kind === 'wijk', [
        ['gemeentecode', 'gemeentenaam'],
        ['gm_code', 'gm_naam'],
      ]),
      provincie: mention(properties, kind === 'gemeente', [
        ['provinciecode', 'provincienaam'],
        ['pv_code', 'pv_naam'],
      ]),
    },
  }
}

/** The year in the name of a file: `buurten-2014-coarse.geojson` → 2014. */
export function yearInName(file: string): number | undefined {
  const years = file.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g)
  return years ? Number(years.at(-1)) : undefined
}

function yearOf(properties: Map<string, string>): number | undefined {
  const text = properties.get('jaar')
  return text && /^(?:19|20)\d\d$/.test(text) ? Number(text) : undefined
}

/** The national address service and some files leave the letters out: 0394 → GM0394. */
function completeCode(key: string, text: string): string {
  const letters = { b: 'BU', w: 'WK', g: 'GM', p: 'PV', s: '' }[key[0] ?? ''] ?? ''
  return /^\d+$/.test(text) ? letters + text : text.toUpperCase()
}

function mention(
  properties: Map<string, string>,
  fits: boolean,
  keys: [code: string, name: string][],
): Mention | undefined {
  if (!fits) return undefined
  for (const [codeKey, nameKey] of keys) {
    const text = properties.get(codeKey)
    if (!text) continue
    const code = completeCode(codeKey, text)
    if (kindOfCode(code)) return { code, name: properties.get(nameKey) || undefined }
  }
  return undefined
}

type Shape = Pick<GivenArea, 'polygons' | 'middle' | 'box'>

function readShape(geometry: unknown): Shape | { fault: FeatureFault } {
  if (!isRecord(geometry)) return { fault: 'no-geometry' }
  const { type, coordinates } = geometry
  if (type !== 'Polygon' && type !== 'MultiPolygon') return { fault: 'wrong-geometry' }
  const given: unknown = type === 'Polygon' ? [coordinates] : coordinates
  if (!Array.isArray(given) || given.length === 0) return { fault: 'no-geometry' }
  const polygons: Polygon[] = []
  const points: Point[] = []
  for (const polygon of given as unknown[]) {
    if (!Array.isArray(polygon) || polygon.length === 0) return { fault: 'no-geometry' }
    const rings: Ring[] = []
    for (const [index, given] of (polygon as unknown[]).entries()) {
      const ring = readRing(given)
      if ('fault' in ring) return ring
      if (index === 0) points.push(...ring.points)
      // Simplified files hold rings that have collapsed into a line: no surface, so nothing to draw or lie in.
      const collapsed = ring.points.length < 4 || Math.abs(doubleSurface(ring.points)) < 1e-12
      if (!collapsed) rings.push(ring.points)
      else if (index === 0) break
    }
    if (rings.length > 0) polygons.push(rings)
  }
  return polygons.length > 0
    ? { polygons, middle: middleOf(polygons), box: boxOf(polygons) }
    : { polygons, middle: meanOf(points), box: undefined }
}

function readRing(given: unknown): { points: Ring } | { fault: FeatureFault } {
  if (!Array.isArray(given) || given.length === 0) return { fault: 'no-geometry' }
  const points: Ring = []
  for (const position of given as unknown[]) {
    if (!Array.isArray(position)) return { fault: 'not-a-number' }
    const [lon, lat] = position as unknown[]
    if (typeof lon !== 'number' || typeof lat !== 'number') return { fault: 'not-a-number' }
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) return { fault: 'not-a-number' }
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return { fault: 'out-of-range' }
    points.push([lon, lat])
  }
  const [first, last] = [points[0]!, points.at(-1)!]
  if (points.length < 2 || first[0] !== last[0] || first[1] !== last[1]) return { fault: 'open-ring' }
  return { points }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
