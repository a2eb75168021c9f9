import { cellAt, middleOfCell, type Cell } from './cells.ts'

/** How many addresses look the same from outside, at least. */
export const leastAlike = 3

/** An address to be placed, within one buurt (or within one wijk or gemeente, where the buurt is not known). */
export interface Unplaced {
  id: number
  streetId: number
  lat: number
  lon: number
}

/** All that the world outside the vault may ever observe of an address, besides its buurt. */
export interface Placement {
  /** The street has too few addresses to be named. */
  secluded: boolean
  /** Null where too few addresses are left to share one. */
  cell: Cell | null
}

interface Group {
  cell: Cell
  /** Middle of the cell on a flat map of the buurt, in degrees of latitude. */
  x: number
  y: number
  members: Unplaced[]
}

/**
 * Gives each address of one buurt a cell that it shares with at least two others that look the same from outside:
 * same street (or no street), same buurt, same cell. Then no number of questions about distance, asked from
 * anywhere, can tell fewer than three addresses apart (k-anonymity by generalisation, k = 3).
 *
 * In each street the addresses are grouped by H3 cell, and a group that is too small joins the nearest group of that
 * street and takes the cell of the larger of the two. The addresses of all streets with fewer than three are secluded:
 * they lose the street and are grouped together in the same way. Too few secluded ones in a buurt get no cell.
 *
 * The outcome depends on the addresses only, not on their order.
 */
export function placeAddresses(addresses: Unplaced[]): Map<number, Placement> {
  const placements = new Map<number, Placement>()
  const secluded: Unplaced[] = []
  for (const street of Map.groupBy(addresses, ({ streetId }) => streetId).values()) {
    if (street.length < leastAlike) secluded.push(...street)
    else place(street, false)
  }
  place(secluded, true)
  return placements

  function place(pool: Unplaced[], secluded: boolean): void {
    if (pool.length < leastAlike) {
      for (const { id } of pool) placements.set(id, { secluded, cell: null })
      return
    }
    for (const { cell, members } of mergeSmall(groupByCell(pool))) {
      for (const { id } of members) placements.set(id, { secluded, cell })
    }
  }
}

function groupByCell(pool: Unplaced[]): Group[] {
  const groups = Map.groupBy(pool, ({ lat, lon }) => cellAt(lat, lon))
  return [...groups].map(([cell, members]) => {
    const [lat, lon] = middleOfCell(cell)
    return { cell, x: lon * Math.cos((lat * Math.PI) / 180), y: lat, members }
  })
}

/** Smallest group first; among equals the lowest cell, so that the outcome does not depend on the order. */
function mergeSmall(groups: Group[]): Group[] {
  const order = (a: Group, b: Group) => a.members.length - b.members.length || compareCells(a.cell, b.cell)
  for (;;) {
    const smallest = groups.reduce((least, next) => (order(next, least) < 0 ? next : least))
    if (smallest.members.length >= leastAlike || groups.length === 1) return groups
    const distance = (group: Group) => (group.x - smallest.x) ** 2 + (group.y - smallest.y) ** 2
    const others = groups.filter((group) => group !== smallest)
    const nearest = others.reduce((best, next) => {
      const difference = distance(next) - distance(best)
      return difference < 0 || (difference === 0 && compareCells(next.cell, best.cell) < 0) ? next : best
    })
    // `smallest` is never the larger of the two; of equals the neighbour's cell counts.
    nearest.members.push(...smallest.members)
    groups = others
  }
}

/** Texts of one length compare as numbers; cells of one resolution nearly always have the same length. */
function compareCells(a: Cell, b: Cell): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}
