import {
  cellToCenterChild,
  cellToLatLng,
  cellToParent,
  greatCircleDistance,
  gridDisk,
  latLngToCell,
} from 'h3-js'

/**
 * An H3 cell of resolution 10 (about 75 m from middle to corner) as the decimal text of its 64 bits, which is how a
 * bigint column travels.
 */
export type Cell = string

const resolution = 10

/** The cell around a point. */
export function cellAt(lat: number, lon: number): Cell {
  return fromH3(latLngToCell(lat, lon, resolution))
}

/** The cell in the middle of the much larger cell (resolution 8, about 500 m) around a point. */
export function coarseCellAt(lat: number, lon: number): Cell {
  return fromH3(cellToCenterChild(cellToParent(latLngToCell(lat, lon, resolution), 8), resolution))
}

/** Latitude and longitude of the middle of a cell. */
export function middleOfCell(cell: Cell): [lat: number, lon: number] {
  return cellToLatLng(toH3(cell))
}

/** Metres from the middle of one cell to the middle of another. */
export function metresBetween(a: Cell, b: Cell): number {
  return greatCircleDistance(middleOfCell(a), middleOfCell(b), 'm')
}

/** Walking distances that may be told, in metres: never anything finer. */
export const bands = [250, 500, 1000, 2000] as const
export type Band = (typeof bands)[number]

/** The smallest band that holds two cells, from middle to middle; nothing when they are further apart. */
export function bandBetween(a: Cell, b: Cell): Band | undefined {
  return bandOf(metresBetween(a, b))
}

function bandOf(metres: number): Band | undefined {
  return bands.find((band) => metres <= band)
}

/** The cells around one cell, as a map and as two arrays that belong together, ready for `unnest`. */
export interface BandCells {
  readonly bands: ReadonlyMap<Cell, Band>
  readonly cells: readonly Cell[]
  readonly distances: readonly Band[]
}

/** Rings of cells lie some 100 m apart, so 20 reach 2 km nearly everywhere; H3 cells differ a little, hence two to spare. */
const rings = 22

const remembered = new Map<Cell, BandCells>()
const mostRemembered = 2000

/** All cells within the largest band of a cell, nearest band first, each with its band. About 1,000 cells. */
export function bandCells(cell: Cell): BandCells {
  const known = remembered.get(cell)
  if (known) return known
  const middle = middleOfCell(cell)
  const found: [Cell, Band][] = []
  for (const h3 of gridDisk(toH3(cell), rings)) {
    const band = bandOf(greatCircleDistance(middle, cellToLatLng(h3), 'm'))
    if (band !== undefined) found.push([fromH3(h3), band])
  }
  found.sort((a, b) => a[1] - b[1])
  const made: BandCells = {
    bands: new Map(found),
    cells: found.map(([near]) => near),
    distances: found.map(([, band]) => band),
  }
  // The oldest goes first, which is good enough: neighbours ask for the same cells at the same hours.
  if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value!)
  remembered.set(cell, made)
  return made
}

/** The cells within a walking distance of a cell, as two arrays that belong together, nearest band first. */
export function cellsWithin(cell: Cell, metres: Band): { cells: Cell[]; bands: Band[] } {
  const { cells, distances } = bandCells(cell)
  const last = distances.findLastIndex((band) => band <= metres)
  return { cells: cells.slice(0, last + 1), bands: distances.slice(0, last + 1) }
}

/** Stretches of numbers, from and to included, as two arrays that belong together. */
export interface CellRanges {
  from: Cell[]
  to: Cell[]
}

/** What differs between the cells within one of resolution 8: the digits of resolution 9 and 10, three bits each. */
const lastDigits = 0b111_111n << 15n
/** From the last number within one such cell to the first within the next. */
const step = 1n << 15n

/**
 * Ranges of numbers that hold these cells, and few others. The numbers of all cells within one larger cell follow each
 * other (the bit layout of H3, h3geo.org/docs/core-library/h3Indexing), so that a thousand cells around a home are some
 * twenty looks into an index.
 */
export function rangesOf(cells: readonly Cell[]): CellRanges {
  const larger = [...new Set(cells.map((cell) => BigInt(cell) & ~lastDigits))].sort((a, b) =>
    a < b ? -1 : 1,
  )
  const ranges: { from: bigint; to: bigint }[] = []
  for (const from of larger) {
    const last = ranges.at(-1)
    if (last && from - last.to === step) last.to = from | lastDigits
    else ranges.push({ from, to: from | lastDigits })
  }
  return { from: ranges.map(({ from }) => String(from)), to: ranges.map(({ to }) => String(to)) }
}

function toH3(cell: Cell): string {
  return BigInt(cell).toString(16)
}

function fromH3(h3: string): Cell {
  return BigInt(`0x${h3}`).toString()
}
