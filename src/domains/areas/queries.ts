import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { NotFound } from '../../platform/errors.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { below, startsWith } from './queries/below.ts'
import type { AreaKind } from './rules/kinds.ts'
import { plainName } from './rules/names.ts'

export { below, startsWith } from './queries/below.ts'

/** An official place: street < buurt < wijk < gemeente < provincie < land < Europa. Public knowledge. */
export interface Area {
  id: number
  kind: AreaKind
  code: string
  /** Year of its borders; 0 when only its name is known. */
  year: number
  name: string
  /** Woonplaats of a street. */
  place: string | null
  parentId: number | null
  /** Ids from Europe down to and including this area, each followed by a slash. */
  path: string
  current: boolean
  lat: number | null
  lon: number | null
}

/** A named set of areas outside the tree. */
export interface Overlay {
  id: number
  kind: 'stadsdeel' | 'regio' | 'waterschap'
  code: string
  name: string
}

const columns = sql`a.id, a.kind, a.code, a.year, a.name, a.place, a.parent_id as "parentId", a.path, a.current,
                    a.lat, a.lon`

export async function areaById(ctx: Context, id: number): Promise<Area | undefined> {
  return row<Area>(ctx.db, sql`select ${columns} from areas a where a.id = ${id}`)
}

/** Areas in the order of the ids; an id that does not exist is left out. */
export async function areasByIds(ctx: Context, ids: number[]): Promise<Area[]> {
  if (ids.length === 0) return []
  const found = await rows<Area>(
    ctx.db,
    sql`select ${columns} from areas a where a.id = any(${arrayOf(ids, 'int')})`,
  )
  const byId = new Map(found.map((area) => [area.id, area]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Current areas in the order of these codes; a code that is not there, or not any more, is left out. */
export async function areasByCodes(ctx: Context, codes: readonly string[]): Promise<Area[]> {
  if (codes.length === 0) return []
  const found = await rows<Area>(
    ctx.db,
    sql`select ${columns} from areas a where a.current and a.code = any(${sql.param([...codes])}::text[])`,
  )
  const byCode = new Map(found.map((area) => [area.code, area]))
  return codes.flatMap((code) => byCode.get(code) ?? [])
}

/** The current area with a code. A gemeente that went into one other as a whole answers with that other one. */
export async function areaByCode(ctx: Context, code: string): Promise<Area | undefined> {
  let wanted = code
  // Gemeenten have merged a few times in a row, never more.
  for (let step = 0; step < 5; step++) {
    const found = await row<Area>(
      ctx.db,
      sql`select ${columns} from areas a where a.code = ${wanted} and a.current`,
    )
    if (found) return found
    const heirs = await rows<{ code: string }>(
      ctx.db,
      sql`select successor_code as code from area_successions where predecessor_code = ${wanted} limit 2`,
    )
    if (heirs.length !== 1) return undefined
    wanted = heirs[0]!.code
  }
  return undefined
}

/** @throws NotFound when there is no such area. */
export async function existingArea(ctx: Context, code: string): Promise<Area> {
  const area = await areaByCode(ctx, code)
  if (!area) throw new NotFound()
  return area
}

/** The ids in a path, from Europe down. */
export function idsInPath(path: string): number[] {
  return path.split('/').filter(Boolean).map(Number)
}

/** From Europe down to and including the area itself. */
export async function pathOf(ctx: Context, area: Pick<Area, 'path'>): Promise<Area[]> {
  return areasByIds(ctx, idsInPath(area.path))
}

/** A page of a list; `next` goes into the next question, and is absent at the end. */
export interface Page<Item> {
  items: Item[]
  next: string | undefined
}

/** What lies directly in an area, by name, streets last. */
export async function childrenOf(
  ctx: Context,
  areaId: number,
  { after, limit = 60 }: { after?: string; limit?: number } = {},
): Promise<Page<Area>> {
  const from = readKey(after)
  const last = sql`case when a.kind = 'street' then 1 else 0 end`
  const further =
    from &&
    sql`and (${last}, a.search, a.id) > (${from.last}::integer, ${from.search}::text, ${from.id}::integer)`
  const found = await rows<Area & { last: number; search: string }>(
    ctx.db,
    sql`select ${columns}, ${last} as last, a.search from areas a
        where a.parent_id = ${areaId} and a.current ${further ?? sql``}
        order by ${last}, a.search, a.id limit ${limit + 1}`,
  )
  const items = found.slice(0, limit)
  const end = found.length > limit ? items.at(-1) : undefined
  return {
    items: items.map(({ last: _last, search: _search, ...area }) => area),
    next: end && [end.last, end.id, end.search].join('.'),
  }
}

/** Reads where a page ended; a text that says nothing leads to the first page. */
function readKey(text: string | undefined): { last: number; id: number; search: string } | undefined {
  const parts = /^([01])\.(\d{1,9})\.(.*)$/s.exec(text ?? '')
  return parts ? { last: Number(parts[1]), id: Number(parts[2]), search: parts[3]! } : undefined
}

/**
 * The street areas that together are one street: same name and place, in one gemeente. A street that runs through
 * several buurten is several areas.
 */
export async function streetsNamedLike(ctx: Context, streetId: number): Promise<number[]> {
  const found = await rows<{ id: number }>(
    ctx.db,
    sql`select a.id from areas s
        left join areas g on g.id = any(string_to_array(trim(both '/' from s.path), '/')::int[]) and g.kind = 'gemeente'
        join areas a on a.kind = 'street' and a.name = s.name and a.place is not distinct from s.place
          and ${below(sql`a.path`, sql`coalesce(g.path, s.path)`)}
        where s.id = ${streetId} and s.kind = 'street' order by a.id`,
  )
  return found.map(({ id }) => id)
}

/** The wijken and buurten of a gemeente by name, a buurt behind its wijk: "Centrum: Kerkbuurt". */
export async function partsOf(ctx: Context, gemeenteId: number): Promise<{ id: number; name: string }[]> {
  return rows(
    ctx.db,
    sql`select a.id, case when a.kind = 'buurt' then coalesce(w.name || ': ', '') || a.name else a.name end as name
        from areas g join areas a on ${below(sql`a.path`, sql`g.path`)} and a.current
        left join areas w on w.id = a.parent_id and w.kind = 'wijk'
        where g.id = ${gemeenteId} and a.kind in ('wijk', 'buurt')
        order by coalesce(w.name, a.name), a.kind = 'buurt', a.name limit 800`,
  )
}

/** Overlays that hold this area or one above it. */
export async function overlaysOf(ctx: Context, area: Pick<Area, 'path'>): Promise<Overlay[]> {
  return rows<Overlay>(
    ctx.db,
    sql`select distinct o.id, o.kind, o.code, o.name from overlays o
        join overlay_areas oa on oa.overlay_id = o.id
        where oa.area_id = any(${arrayOf(idsInPath(area.path), 'int')})
        order by o.kind, o.name limit 50`,
  )
}

/** An area as somebody may choose it, with the names around it. */
export interface FoundArea extends Area {
  /** Name of the gemeente, where the area lies in one. */
  gemeente: string | null
}

/**
 * Areas whose name starts with or looks like some words, the best first: equal names, then names that start so (large
 * areas first), then names that look alike.
 */
export async function searchAreas(
  ctx: Context,
  text: string,
  { limit = 12, kinds }: { limit?: number; kinds?: AreaKind[] } = {},
): Promise<FoundArea[]> {
  const words = plainName(text.slice(0, 100))
  if (words.length < 2) return []
  const ofKind = kinds ? sql`and a.kind = any(${sql.param(kinds)}::text[])` : sql``
  const starting = await rows<Area & { search: string }>(
    ctx.db,
    sql`${sql.join(
      (kinds ?? searchOrder).map(
        (kind) => sql`(select ${columns}, a.search from areas a
                       where a.current and a.kind = ${kind} and ${startsWith(sql`a.search`, words)}
                       order by a.search using ~<~, a.id limit ${limit})`,
      ),
      sql` union all `,
    )}`,
  )
  const exact = ({ search, name }: { search: string; name: string }) =>
    search === words || plainName(name) === words ? 0 : 1
  const rank = (area: Area) => searchOrder.indexOf(area.kind)
  starting.sort(
    (a, b) => exact(a) - exact(b) || rank(a) - rank(b) || compare(a.search, b.search) || a.id - b.id,
  )
  const found: Area[] = mixed(onePerStreet(starting), exact, limit)
  // Lookalikes help somebody who made a typing error, and only bother somebody who did not.
  if (found.length < 3 && words.length >= 3) {
    const like = await rows<Area>(
      ctx.db,
      sql`select ${columns} from areas a
          where a.current and a.search % ${words} ${ofKind}
            -- A street has its place behind its name, and that alone is no likeness.
            and (a.kind <> 'street' or similarity(lower(a.name), ${words}) > 0.3)
          order by similarity(a.search, ${words}) desc, a.id limit ${limit * 3}`,
    )
    const known = new Set(found.map(({ id }) => id))
    found.push(...like.filter(({ id }) => !known.has(id)))
  }
  return withGemeente(ctx, onePerStreet(found).slice(0, limit))
}

/** Streets that have a postcode, or one that begins so. */
export async function streetsAtPostcode(ctx: Context, text: string, limit = 12): Promise<FoundArea[]> {
  const start = /^([1-9]\d{3}) ?([a-z]{0,2})/i.exec(text)
  if (!start) return []
  const from = `${start[1]}${start[2]!.toUpperCase()}`
  const found = await rows<{ id: number }>(
    ctx.db,
    // A postcode of four digits has some thousands of addresses: enough to look at, and no more.
    sql`select distinct street_id as id from (
          select street_id from addresses
          where postcode >= ${from} and postcode <= ${from.padEnd(6, 'Z')} and not secluded
          order by postcode limit 3000
        ) a limit ${limit * 3}`,
  )
  const streets = await areasByIds(
    ctx,
    found.map(({ id }) => id),
  )
  streets.sort((a, b) => compare(plainName(a.name), plainName(b.name)) || a.id - b.id)
  return (await withGemeente(ctx, onePerStreet(streets))).slice(0, limit)
}

/** Of names that only begin so, a few of each kind come first: a dozen buurten must not hide a street. */
function mixed<Found extends Area>(areas: Found[], exact: (area: Found) => number, limit: number): Found[] {
  const share = Math.ceil(limit / 4)
  const counts = new Map<AreaKind, number>()
  const first: Found[] = []
  const rest: Found[] = []
  for (const area of areas) {
    const count = (counts.get(area.kind) ?? 0) + 1
    counts.set(area.kind, count)
    if (exact(area) === 0 || count <= share) first.push(area)
    else rest.push(area)
  }
  return [...first, ...rest]
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const searchOrder: AreaKind[] = ['gemeente', 'wijk', 'buurt', 'street', 'provincie', 'land', 'europa']

/** A street in several buurten is one street to somebody who looks for it. */
function onePerStreet<Found extends Area>(areas: Found[]): Found[] {
  const seen = new Set<string>()
  return areas.filter(({ kind, name, place }) => {
    if (kind !== 'street') return true
    const key = `${plainName(name)}/${plainName(place ?? '')}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

async function withGemeente(ctx: Context, areas: Area[]): Promise<FoundArea[]> {
  const above = await areasByIds(ctx, [...new Set(areas.flatMap(({ path }) => idsInPath(path)))])
  const gemeenten = new Map(
    above.filter(({ kind }) => kind === 'gemeente').map((area) => [area.id, area.name]),
  )
  return areas.map(({ id, kind, code, year, name, place, parentId, path, current, lat, lon }) => ({
    id,
    kind,
    code,
    year,
    name,
    place,
    parentId,
    path,
    current,
    lat,
    lon,
    gemeente:
      idsInPath(path)
        .map((id) => gemeenten.get(id))
        .find(Boolean) ?? null,
  }))
}
