import * as fc from 'fast-check'
import { cellToCenterChild, cellToLatLng, cellToParent, greatCircleDistance, gridDisk } from 'h3-js'
import { describe, expect, test } from 'vitest'
import {
  bandBetween,
  bandCells,
  bands,
  cellAt,
  cellsWithin,
  coarseCellAt,
  metresBetween,
  middleOfCell,
  rangesOf,
} from './cells.ts'

const anywhere = fc.record({
  lat: fc.double({ min: 35, max: 70, noNaN: true }),
  lon: fc.double({ min: -10, max: 40, noNaN: true }),
})

describe('cells and bands', () => {
  test('the cells of a band are exactly those whose middles are near enough', () => {
    fc.assert(
      fc.property(anywhere, ({ lat, lon }) => {
        const cell = cellAt(lat, lon)
        const found = bandCells(cell)
        const h3 = BigInt(cell).toString(16)
        const within = gridDisk(h3, 26).filter(
          (other) => greatCircleDistance(cellToLatLng(h3), cellToLatLng(other), 'm') <= 2000,
        )
        expect(found.cells.length).toBe(within.length)
        expect(found.bands.get(cell)).toBe(250)
        expect(found.cells.length).toBe(found.distances.length)
      }),
      { numRuns: 40 },
    )
  })

  test('a band is the same seen from either side, and never finer than it is', () => {
    fc.assert(
      fc.property(anywhere, fc.double({ min: -0.03, max: 0.03, noNaN: true }), ({ lat, lon }, step) => {
        const [a, b] = [cellAt(lat, lon), cellAt(lat + step, lon - step)]
        const band = bandBetween(a, b)
        expect(band).toBe(bandBetween(b, a))
        expect(band).toBe(bands.find((each) => metresBetween(a, b) <= each))
        expect(bandCells(a).bands.get(b)).toBe(band)
      }),
      { numRuns: 60 },
    )
  })

  test('within a distance come only nearer bands, nearest first', () => {
    const near = cellsWithin(cellAt(52.4, 5.2), 500)
    expect(new Set(near.bands)).toEqual(new Set([250, 500]))
    expect(near.bands).toEqual([...near.bands].sort((a, b) => a - b))
    expect(near.cells.length).toBe(near.bands.length)
  })

  test('ranges hold all cells of a walk in few pieces, in order, and little else', () => {
    fc.assert(
      fc.property(anywhere, fc.constantFrom(...bands), ({ lat, lon }, metres) => {
        const { cells } = cellsWithin(cellAt(lat, lon), metres)
        const { from, to } = rangesOf(cells)
        const pieces = from.map((low, index) => [BigInt(low), BigInt(to[index]!)] as const)
        for (const cell of cells)
          expect(pieces.filter(([low, high]) => low <= BigInt(cell) && BigInt(cell) <= high)).toHaveLength(1)
        for (const [index, [low]] of pieces.entries())
          expect(low).toBeGreaterThan(pieces[index - 1]?.[1] ?? 0n)
        expect(pieces.length).toBeLessThanOrEqual(metres === 2000 ? 40 : 20)
        // They hold the larger cells (resolution 8) of these cells and no others.
        const larger = new Set(cells.map((cell) => cellToParent(BigInt(cell).toString(16), 8)))
        const held = gridDisk(cellToParent(BigInt(cells[0]!).toString(16), 8), 8).filter((parent) => {
          const child = BigInt(`0x${cellToCenterChild(parent, 10)}`)
          return pieces.some(([low, high]) => low <= child && child <= high)
        })
        expect(new Set(held)).toEqual(larger)
      }),
      { numRuns: 60 },
    )
  })

  test('no cells have no ranges', () => {
    expect(rangesOf([])).toEqual({ from: [], to: [] })
  })

  test('a coarse cell is shared by everything around it', () => {
    const cell = coarseCellAt(52.4, 5.2)
    const [lat, lon] = middleOfCell(cell)
    for (const step of [0.001, -0.001]) expect(coarseCellAt(lat + step, lon + step)).toBe(cell)
    expect(metresBetween(coarseCellAt(52.4, 5.2), cellAt(52.4, 5.2))).toBeLessThan(700)
  })
})
