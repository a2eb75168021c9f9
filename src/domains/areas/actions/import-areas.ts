import { basename } from 'node:path'
import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'
import { locks } from '../../../platform/db/locks.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { readFeature, yearInName, type FeatureFault, type GivenArea } from '../rules/features.ts'
import { plainName } from '../rules/names.ts'
import type { Polygon } from '../rules/polygons.ts'
import { nameOnly, type Succession } from '../rules/tree.ts'
import { readFeatures } from './files.ts'
import { readSuccessions } from './successions.ts'
import { tendTree } from './tend-tree.ts'
import { tidyTables } from './tidy-tables.ts'

export interface SkippedFeature {
  file: string
  /** Place in the file, counted from 0. */
  index: number
  why: FeatureFault
}

/** What an import of areas did, in numbers of features. */
export interface AreasImported {
  added: number
  changed: number
  unchanged: number
  /** Of the added, changed and unchanged: areas whose border has collapsed, so that no address can lie in them. */
  borderless: number
  /** Parts of an area that are open water. They are not areas of their own. */
  water: number
  skipped: SkippedFeature[]
}

/**
 * Reads official areas from GeoJSON files, in any order and of any years, and grows the tree again. Importing twice
 * changes nothing. A feature that cannot be used is reported and skipped; all others go in, in one transaction.
 * @throws UnusableFile before anything is written, when a file cannot be read at all.
 */
export async function importAreas(
  ctx: Context,
  files: string[],
  options: { successions?: Succession[] } = {},
): Promise<AreasImported> {
  const result: AreasImported = { added: 0, changed: 0, unchanged: 0, borderless: 0, water: 0, skipped: [] }
  const given = new Map<string, GivenArea>()
  for (const file of files) await readInto(given, file, result)
  const successions = options.successions ?? (await readSuccessions())
  await transact(ctx, async (ctx) => {
    // Only one import at a time changes the tree.
    await ctx.db.execute(sql`select pg_advisory_xact_lock(${locks.areas})`)
    // Oldest first: a newer year takes over the row of an older one.
    const inOrder = [...given.values()].sort((a, b) => a.year - b.year || (a.code < b.code ? -1 : 1))
    for (const batch of batches(inOrder)) await writeBatch(ctx, batch, result)
    await tendTree(ctx, [...given.values()], successions)
  })
  if (result.added > 0) await tidyTables(ctx)
  return result
}

async function readInto(given: Map<string, GivenArea>, file: string, result: AreasImported): Promise<void> {
  const fileYear = yearInName(basename(file))
  for (const [index, feature] of (await readFeatures(file)).entries()) {
    const read = readFeature(feature, fileYear)
    if ('water' in read) {
      result.water++
    } else if ('fault' in read) {
      result.skipped.push({ file, index, why: read.fault })
    } else {
      const key = `${read.area.code}/${read.area.year}`
      const same = given.get(key)
      if (!same) given.set(key, read.area)
      else if (JSON.stringify(same) !== JSON.stringify(read.area)) {
        result.skipped.push({ file, index, why: 'repeated' })
      }
    }
  }
}

/** Batches of one year each, and not too large: a full-size border can have 50,000 points. */
function* batches(areas: GivenArea[]): Generator<GivenArea[]> {
  let batch: GivenArea[] = []
  let points = 0
  for (const area of areas) {
    if (batch.length > 0 && (batch[0]!.year !== area.year || batch.length >= 1000 || points > 200_000)) {
      yield batch
      batch = []
      points = 0
    }
    batch.push(area)
    points += area.polygons.flat().reduce((sum, ring) => sum + ring.length, 0)
  }
  if (batch.length > 0) yield batch
}

interface Known {
  n: number
  id: number | null
  name: string | null
  lat: number | null
  lon: number | null
  same_shape: boolean
  latest_id: number | null
  latest_year: number | null
}

async function writeBatch(ctx: Context, batch: GivenArea[], result: AreasImported): Promise<void> {
  const known = await rows<Known>(
    ctx.db,
    sql`select g.n, a.id, a.name, a.lat, a.lon, s.polygons is not distinct from g.polygons as same_shape,
               l.id as latest_id, l.year as latest_year
        from json_to_recordset(${JSON.stringify(
          batch.map(({ code, year, polygons }, n) => ({ n, code, year, polygons: orNothing(polygons) })),
        )}::json) as g(n integer, code text, year integer, polygons jsonb)
        left join areas a on a.code = g.code and a.year = g.year
        left join area_shapes s on s.area_id = a.id
        left join lateral (select id, year from areas where code = g.code order by year desc limit 1) l on true
        order by g.n`,
  )
  const inserts: GivenArea[] = []
  const updates: { id: number; area: GivenArea }[] = []
  const older: number[] = []
  for (const { n, id, name, lat, lon, same_shape, latest_id, latest_year } of known) {
    const area = batch[n]!
    if (!area.box) result.borderless++
    if (id !== null) {
      const same = same_shape && name === area.name && lon === area.middle[0] && lat === area.middle[1]
      if (same) result.unchanged++
      else {
        result.changed++
        updates.push({ id, area })
      }
      continue
    }
    result.added++
    if (latest_id === null || latest_year! > area.year) inserts.push(area)
    else {
      // A place keeps its id through the years, so whatever points at it stays right; the old year moves aside.
      if (latest_year !== nameOnly) older.push(latest_id)
      updates.push({ id: latest_id, area })
    }
  }
  await moveAside(ctx, older)
  await update(ctx, updates)
  await insert(ctx, inserts)
}

async function moveAside(ctx: Context, ids: number[]): Promise<void> {
  if (ids.length === 0) return
  const list = sql`(select value::integer from json_array_elements_text(${JSON.stringify(ids)}::json))`
  // Code and year are unique, so the place leaves its old year before the copy takes it.
  await ctx.db.execute(sql`update areas set year = -year where id in ${list}`)
  await ctx.db.execute(
    sql`insert into areas (kind, code, year, name, place, search, parent_id, path, current, lat, lon)
        select kind, code, -year, name, place, search, parent_id, '', false, lat, lon from areas where id in ${list}`,
  )
  await ctx.db.execute(
    sql`insert into area_shapes (area_id, min_lon, min_lat, max_lon, max_lat, polygons)
        select old.id, s.min_lon, s.min_lat, s.max_lon, s.max_lat, s.polygons
        from areas place
        join areas old on old.code = place.code and old.year = -place.year
        join area_shapes s on s.area_id = place.id
        where place.id in ${list}`,
  )
}

async function update(ctx: Context, updates: { id: number; area: GivenArea }[]): Promise<void> {
  if (updates.length === 0) return
  await ctx.db.execute(
    sql`update areas a set year = g.year, name = g.name, search = g.search, lat = g.lat, lon = g.lon
        from json_to_recordset(${JSON.stringify(updates.map(({ id, area }) => ({ id, ...columns(area) })))}::json)
          as g(id integer, year integer, name text, search text, lat double precision, lon double precision)
        where a.id = g.id`,
  )
  await writeShapes(ctx, updates)
}

async function insert(ctx: Context, areas: GivenArea[]): Promise<void> {
  if (areas.length === 0) return
  const made = await rows<{ id: number; code: string }>(
    ctx.db,
    sql`insert into areas (kind, code, year, name, search, path, current, lat, lon)
        select kind, code, year, name, search, '', false, lat, lon
        from json_to_recordset(${JSON.stringify(areas.map(columns))}::json)
          as g(kind text, code text, year integer, name text, search text,
               lat double precision, lon double precision)
        returning id, code`,
  )
  const ids = new Map(made.map(({ id, code }) => [code, id]))
  await writeShapes(
    ctx,
    areas.map((area) => ({ id: ids.get(area.code)!, area })),
  )
}

async function writeShapes(ctx: Context, areas: { id: number; area: GivenArea }[]): Promise<void> {
  const shapes = areas.filter(({ area }) => area.box)
  const gone = areas.filter(({ area }) => !area.box)
  await ctx.db.execute(
    sql`delete from area_shapes where area_id in
          (select value::integer from json_array_elements_text(${JSON.stringify(gone.map(({ id }) => id))}::json))`,
  )
  await ctx.db.execute(
    sql`insert into area_shapes (area_id, min_lon, min_lat, max_lon, max_lat, polygons)
        select id, "minLon", "minLat", "maxLon", "maxLat", polygons
        from json_to_recordset(${JSON.stringify(
          shapes.map(({ id, area }) => ({ id, ...area.box, polygons: area.polygons })),
        )}::json)
          as g(id integer, "minLon" double precision, "minLat" double precision,
               "maxLon" double precision, "maxLat" double precision, polygons jsonb)
        on conflict (area_id) do update set polygons = excluded.polygons,
          min_lon = excluded.min_lon, min_lat = excluded.min_lat,
          max_lon = excluded.max_lon, max_lat = excluded.max_lat`,
  )
}

function columns({ kind, code, year, name, middle }: GivenArea) {
  return { kind, code, year, name, search: plainName(name), lon: middle[0], lat: middle[1] }
}

function orNothing(polygons: Polygon[]): Polygon[] | undefined {
  return polygons.length > 0 ? polygons : undefined
}

/** Whether any official area is here; addresses cannot be placed without. */
export async function hasAreas(ctx: Context): Promise<boolean> {
  return (await row(ctx.db, sql`select 1 from areas where kind = 'gemeente' limit 1`)) !== undefined
}
