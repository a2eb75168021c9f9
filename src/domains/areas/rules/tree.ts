import type { Mention } from './features.ts'
import { codesAbove, countryCode, europeCode, kindOfCode, type AreaKind } from './kinds.ts'

/** A row of the tree as it stands; streets hang below it and follow by themselves. */
export interface TreeRow {
  id: number
  kind: AreaKind
  code: string
  year: number
  parentId: number | null
  lat: number | null
  lon: number | null
}

/** What a row becomes. */
export interface Growth {
  parentId: number | null
  path: string
  current: boolean
}

/** One area that went into another, whole or in part, on the first of January of `year`. */
export interface Succession {
  predecessor: string
  predecessorName: string
  successor: string
  successorName: string
  year: number
  provincie: string
}

/** An area that is known by name only. It has year 0, so that the first file that holds it takes its row over. */
export interface Stub {
  kind: AreaKind
  code: string
  name: string
}

/** Year of an area that is known by name only. */
export const nameOnly = 0

/**
 * The areas that have to exist beside the given ones: Europe, the country, gemeenten and provincies that others
 * mention, and successors of gemeenten that are here.
 */
export function stubsFor(known: Set<string>, mentions: Mention[], successions: Succession[]): Stub[] {
  const stubs = new Map<string, Stub>()
  const add = (kind: AreaKind, code: string, name: string) => {
    if (!known.has(code) && !stubs.has(code)) stubs.set(code, { kind, code, name })
  }
  add('europa', europeCode, 'Europa')
  add('land', countryCode, 'Nederland')
  const names = new Map(successions.map(({ predecessor, predecessorName }) => [predecessor, predecessorName]))
  // A mention with a name first: another file may give the same code without one.
  for (const { code, name } of [...mentions.filter(({ name }) => name), ...mentions]) {
    add(kindOfCode(code)!, code, name || names.get(code) || code)
  }
  // A successor may itself have a successor, so in order of year.
  for (const { predecessor, successor, successorName } of [...successions].sort((a, b) => a.year - b.year)) {
    if (known.has(predecessor) || stubs.has(predecessor)) add('gemeente', successor, successorName)
  }
  return [...stubs.values()]
}

export interface Surroundings {
  successions: Succession[]
  /** Gemeente code → provincie code, as the gemeenten of this import say. */
  stated: Map<string, string>
  /** Code of the provincie that holds a point, for a gemeente of which no file says it. */
  provincieAt(lat: number, lon: number): string | undefined
}

/**
 * The whole tree again from its codes: every area under the nearest one that is known. The outcome does not depend
 * on the order in which files came. A gemeente that went wholly into another one is no longer current and its wijken
 * move; one that was divided keeps what no succession names.
 * @returns what each row becomes, by id.
 */
export function growTree(rows: TreeRow[], around: Surroundings): Map<number, Growth> {
  const living = new Map<string, TreeRow>()
  for (const row of rows) {
    const other = living.get(row.code)
    if (!other || other.year < row.year) living.set(row.code, row)
  }
  const heirs = heirsOf(living, around.successions)
  const replaced = replacedTrees(living, heirs)
  const byId = new Map(rows.map((row) => [row.id, row]))

  const parents = new Map<string, string>()
  for (const row of living.values()) {
    const parent = parentCode(row)
    if (parent !== undefined) parents.set(row.code, parent)
  }
  const inhabited = new Set<string>()
  for (const [code, parent] of parents) if (!isReplaced(code)) inhabited.add(parent)
  const isCurrent = (code: string) => !isReplaced(code) && (!heirs.has(code) || inhabited.has(code))

  const paths = new Map<string, string>()
  const pathTo = (code: string): string => {
    const known = paths.get(code)
    if (known !== undefined) return known
    const parent = parents.get(code)
    const path = `${parent === undefined ? '' : pathTo(parent)}${living.get(code)!.id}/`
    paths.set(code, path)
    return path
  }

  return new Map(
    rows.map((row) => {
      const parent = parents.get(row.code)
      const lives = living.get(row.code) === row
      return [
        row.id,
        {
          parentId: parent === undefined ? null : living.get(parent)!.id,
          path: lives ? pathTo(row.code) : `${parent === undefined ? '' : pathTo(parent)}${row.id}/`,
          current: lives && isCurrent(row.code),
        },
      ]
    }),
  )

  function isReplaced(code: string): boolean {
    return replaced.has(code) || codesAbove(code).some((above) => replaced.has(above))
  }

  function parentCode(row: TreeRow): string | undefined {
    switch (row.kind) {
      case 'europa':
        return undefined
      case 'land':
        return europeCode
      case 'provincie':
        return countryCode
      case 'gemeente':
        return provincieOf(row) ?? countryCode
      default:
        return nearestAbove(row.code)
    }
  }

  function nearestAbove(code: string): string {
    const heir = isReplaced(code) ? undefined : onlyHeir(heirs, code)
    if (heir) return lastHeir(heir)
    for (const above of codesAbove(code)) {
      if (kindOfCode(above) === 'wijk') {
        if (living.has(above)) return above
        // The wijk is not here itself, and yet it is known where it went.
        const heir = onlyHeir(heirs, above)
        if (heir) return lastHeir(heir)
      } else if (living.has(above)) {
        return replaced.has(above) ? above : lastHeir(above)
      }
    }
    return countryCode
  }

  function lastHeir(code: string): string {
    const seen = new Set<string>()
    let last = code
    for (;;) {
      const next = onlyHeir(heirs, last)
      if (next === undefined || seen.has(next)) return last
      seen.add(next)
      last = next
    }
  }

  function provincieOf(row: TreeRow): string | undefined {
    const known = (code: string | undefined) => (code && living.has(code) ? code : undefined)
    const parent = row.parentId === null ? undefined : byId.get(row.parentId)
    const recorded = around.successions.find(({ successor }) => successor === row.code)?.provincie
    return (
      known(around.stated.get(row.code)) ??
      (parent?.kind === 'provincie' ? known(parent.code) : undefined) ??
      known(recorded) ??
      (row.lat !== null && row.lon !== null ? known(around.provincieAt(row.lat, row.lon)) : undefined)
    )
  }
}

type Heirs = Map<string, Succession[]>

/** For each code the successions that are later than its newest year and whose successor is known. */
function heirsOf(living: Map<string, TreeRow>, successions: Succession[]): Heirs {
  const heirs: Heirs = new Map()
  for (const succession of successions) {
    const { predecessor, successor, year } = succession
    const newest = living.get(predecessor)?.year ?? nameOnly
    if (predecessor === successor || newest >= year || !living.has(successor)) continue
    heirs.set(predecessor, [...(heirs.get(predecessor) ?? []), succession])
  }
  return heirs
}

function onlyHeir(heirs: Heirs, code: string): string | undefined {
  const all = heirs.get(code)
  return all?.length === 1 ? all[0]!.successor : undefined
}

/** Gemeenten whose successors already have wijken or buurten of their own: the old ones lie beneath those. */
function replacedTrees(living: Map<string, TreeRow>, heirs: Heirs): Set<string> {
  const newest = new Map<string, number>()
  for (const { code, year } of living.values()) {
    const gemeente = codesAbove(code).at(-1)
    if (gemeente) newest.set(gemeente, Math.max(year, newest.get(gemeente) ?? 0))
  }
  const replaced = new Set<string>()
  for (const [code, all] of heirs) {
    if (all.every(({ successor, year }) => (newest.get(successor) ?? 0) >= year)) replaced.add(code)
  }
  return replaced
}
