import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import { below } from '../queries/below.ts'
import { plainName } from '../rules/names.ts'
import { PolygonGrid, type Polygon } from '../rules/polygons.ts'

/** The smallest official area that an address certainly lies in. */
export interface Home {
  id: number
  code: string
  kind: 'buurt' | 'wijk' | 'gemeente'
}

interface Gemeente extends Home {
  path: string
}

interface Inner extends Home {
  parentId: number
}

interface Grids {
  buurten: PolygonGrid<Inner>
  wijken: PolygonGrid<Inner>
}

/**
 * Finds the buurt of an address. The address says its gemeente itself, and only buurten and wijken of that gemeente
 * (or of a gemeente that went into it) count: borders of different years and coarse borders would otherwise put it
 * in the wrong gemeente. Borders are read gemeente by gemeente, as they are needed.
 */
export class PlaceFinder {
  readonly #ctx: Context
  readonly #gemeenten: Map<string, Gemeente | undefined>
  readonly #grids = new Map<number, Grids>()

  private constructor(ctx: Context, gemeenten: Map<string, Gemeente | undefined>) {
    this.#ctx = ctx
    this.#gemeenten = gemeenten
  }

  static async open(ctx: Context): Promise<PlaceFinder> {
    return new PlaceFinder(ctx, await gemeentenByName(ctx))
  }

  /** The gemeente of that name; the provincie tells apart those with one name. */
  gemeente(name: string, provincie: string): Gemeente | undefined {
    const plain = plainName(name)
    return this.#gemeenten.get(`${plain}/${plainName(provincie)}`) ?? this.#gemeenten.get(plain)
  }

  /** Has to be called before `home` is asked for addresses of a gemeente. */
  async prepare(gemeente: Gemeente): Promise<void> {
    if (!this.#grids.has(gemeente.id)) this.#grids.set(gemeente.id, await readGrids(this.#ctx, gemeente))
  }

  /** The buurt around a point, or else the wijk, or else the gemeente itself. */
  home(gemeente: Gemeente, lat: number, lon: number): Home {
    const { buurten, wijken } = this.#grids.get(gemeente.id)!
    const around = buurten.at(lon, lat)
    if (around.length === 1) return around[0]!
    const wijkenAround = wijken.at(lon, lat)
    // Simplified borders overlap: then the buurt whose wijk is also here is the likelier one.
    const likely = around.find(({ parentId }) => wijkenAround.some(({ id }) => id === parentId))
    return likely ?? around[0] ?? wijkenAround[0] ?? gemeente
  }
}

async function gemeentenByName(ctx: Context): Promise<Map<string, Gemeente | undefined>> {
  const found = await rows<Gemeente & { name: string; provincie: string; current: boolean }>(
    ctx.db,
    sql`select g.id, g.code, g.kind, g.path, g.name, coalesce(p.name, '') as provincie, g.current
        from areas g left join areas p on p.id = g.parent_id and p.kind = 'provincie'
        where g.kind = 'gemeente' order by g.code, g.year desc`,
  )
  const current = new Map(found.flatMap((one) => (one.current ? [[one.code, one]] : [])))
  const heirs = await heirsByCode(ctx)
  const names = new Map<string, Gemeente | undefined>()
  const add = (key: string, gemeente: Gemeente) => {
    // Two gemeenten of one name: the name alone then says nothing.
    names.set(key, names.has(key) && names.get(key)?.id !== gemeente.id ? undefined : gemeente)
  }
  // What exists now goes before what once had that name.
  for (const living of [true, false]) {
    const now = new Set(names.keys())
    for (const { current: isCurrent, code, name, provincie } of found) {
      const gemeente = current.get(isCurrent ? code : lastHeir(code))
      if (isCurrent !== living || !gemeente) continue
      // "Bergen (NH.)" also answers to "Bergen", within its provincie.
      for (const plain of new Set([plainName(name), plainName(name.replace(/\s*\(.*\)$/, ''))])) {
        for (const key of [plain, `${plain}/${plainName(provincie)}`]) if (!now.has(key)) add(key, gemeente)
      }
    }
  }
  return names

  function lastHeir(code: string): string {
    const seen = new Set<string>()
    let last = code
    for (let next = heirs.get(last); next !== undefined && !seen.has(next); next = heirs.get(last)) {
      seen.add(next)
      last = next
    }
    return last
  }
}

/** Gemeenten that went into one other as a whole. */
async function heirsByCode(ctx: Context): Promise<Map<string, string>> {
  const found = await rows<{ from: string; to: string }>(
    ctx.db,
    sql`select predecessor_code as "from", min(successor_code) as "to" from area_successions
        group by predecessor_code having count(*) = 1`,
  )
  return new Map(found.map(({ from, to }) => [from, to]))
}

async function readGrids(ctx: Context, gemeente: Gemeente): Promise<Grids> {
  const inner = await rows<
    Inner & { minLon: number; minLat: number; maxLon: number; maxLat: number; polygons: Polygon[] }
  >(
    ctx.db,
    sql`select a.id, a.code, a.kind, a.parent_id as "parentId", s.min_lon as "minLon", s.min_lat as "minLat",
               s.max_lon as "maxLon", s.max_lat as "maxLat", s.polygons
        from areas a join area_shapes s on s.area_id = a.id
        where a.current and a.kind in ('buurt', 'wijk') and ${below(sql`a.path`, gemeente.path)}
        order by a.year desc, a.code`,
  )
  const grid = (kind: Home['kind']) =>
    new PolygonGrid(
      inner
        .filter((one) => one.kind === kind)
        .map(({ id, code, kind, parentId, polygons, ...box }) => ({
          key: { id, code, kind, parentId },
          polygons,
          box,
        })),
    )
  return { buurten: grid('buurt'), wijken: grid('wijk') }
}
