import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import type { GivenArea, Mention } from '../rules/features.ts'
import { plainName } from '../rules/names.ts'
import { PolygonGrid, type Polygon } from '../rules/polygons.ts'
import { growTree, nameOnly, stubsFor, type Succession, type TreeRow } from '../rules/tree.ts'

/** Makes what is missing, and puts every area under its parent again. Writes only what differs. */
export async function tendTree(ctx: Context, given: GivenArea[], successions: Succession[]): Promise<void> {
  const mentions = given
    .flatMap(({ gemeente, provincie }) => [gemeente, provincie])
    .filter((one) => one !== undefined)
  await nameStubs(ctx, mentions)
  await makeStubs(ctx, mentions, successions)
  await recordSuccessions(ctx, successions)
  await placeStubs(ctx)
  const tree = await rows<TreeRow & { path: string; current: boolean }>(
    ctx.db,
    sql`select id, kind, code, year, parent_id as "parentId", lat, lon, path, current
        from areas where kind <> 'street' order by id`,
  )
  const stated = new Map(given.flatMap(({ code, provincie }) => (provincie ? [[code, provincie.code]] : [])))
  const growth = growTree(tree, {
    successions,
    stated,
    provincieAt: await provincieFinder(ctx, tree, stated),
  })
  const different = tree.flatMap((before) => {
    const after = growth.get(before.id)!
    const same =
      before.parentId === after.parentId && before.path === after.path && before.current === after.current
    return same ? [] : [{ id: before.id, ...after }]
  })
  for (let start = 0; start < different.length; start += 5000) {
    await ctx.db.execute(
      sql`update areas a set parent_id = g."parentId", path = g.path, current = g.current
          from json_to_recordset(${JSON.stringify(different.slice(start, start + 5000))}::json)
            as g(id integer, "parentId" integer, path text, current boolean)
          where a.id = g.id`,
    )
  }
  await ctx.db.execute(
    sql`update areas s set path = p.path || s.id || '/'
        from areas p
        where s.kind = 'street' and p.id = s.parent_id and s.path <> p.path || s.id || '/'`,
  )
}

/** A gemeente that was first mentioned without a name gets it as soon as somebody tells. */
async function nameStubs(ctx: Context, mentions: Mention[]): Promise<void> {
  const names = new Map(mentions.flatMap(({ code, name }) => (name ? [[code, name]] : [])))
  const told = [...names].map(([code, name]) => ({ code, name, search: plainName(name) }))
  await ctx.db.execute(
    sql`update areas a set name = g.name, search = g.search
        from json_to_recordset(${JSON.stringify(told)}::json) as g(code text, name text, search text)
        where a.code = g.code and a.year = ${nameOnly} and a.name = a.code`,
  )
}

async function makeStubs(ctx: Context, mentions: Mention[], successions: Succession[]): Promise<void> {
  const known = await rows<{ code: string }>(
    ctx.db,
    sql`select distinct code from areas where kind <> 'street'`,
  )
  const stubs = stubsFor(new Set(known.map(({ code }) => code)), mentions, successions)
  await ctx.db.execute(
    sql`insert into areas (kind, code, year, name, search, path, current)
        select kind, code, ${nameOnly}, name, search, '', false
        from json_to_recordset(${JSON.stringify(
          stubs.map((stub) => ({ ...stub, search: plainName(stub.name) })),
        )}::json) as g(kind text, code text, name text, search text)`,
  )
}

async function recordSuccessions(ctx: Context, successions: Succession[]): Promise<void> {
  await ctx.db.execute(
    sql`insert into area_successions (predecessor_code, successor_code, year)
        select predecessor, successor, year
        from json_to_recordset(${JSON.stringify(successions)}::json)
          as g(predecessor text, successor text, year integer)
        on conflict (predecessor_code, successor_code) do update set year = excluded.year
        where area_successions.year <> excluded.year`,
  )
}

/** A gemeente without a border lies in the middle of what has its code or its predecessor's. */
async function placeStubs(ctx: Context): Promise<void> {
  await ctx.db.execute(
    sql`update areas a set lat = m.lat, lon = m.lon
        from (
          select g.id, round(avg(w.lat)::numeric, 5)::double precision as lat,
                 round(avg(w.lon)::numeric, 5)::double precision as lon
          from areas g
          join (select code as of_code, code from areas where kind = 'gemeente' and year = ${nameOnly}
                union select successor_code, predecessor_code from area_successions
                      where predecessor_code like 'GM%') o on o.of_code = g.code
          join areas w on w.kind = 'wijk' and substr(w.code, 3, 4) = substr(o.code, 3, 4)
          where g.kind = 'gemeente' and g.year = ${nameOnly}
          group by g.id
        ) m
        where a.id = m.id and (a.lat is distinct from m.lat or a.lon is distinct from m.lon)`,
  )
}

/** Looks up the provincie around a point; reads borders only when some gemeente does not know its provincie. */
async function provincieFinder(
  ctx: Context,
  tree: TreeRow[],
  stated: Map<string, string>,
): Promise<(lat: number, lon: number) => string | undefined> {
  const kinds = new Map(tree.map(({ id, kind }) => [id, kind]))
  const homeless = tree.some(
    ({ kind, code, parentId }) =>
      kind === 'gemeente' && !stated.has(code) && kinds.get(parentId ?? 0) !== 'provincie',
  )
  if (!homeless) return () => undefined
  const shapes = await rows<{
    code: string
    minLon: number
    minLat: number
    maxLon: number
    maxLat: number
    polygons: Polygon[]
  }>(
    ctx.db,
    sql`select distinct on (a.code) a.code, s.min_lon as "minLon", s.min_lat as "minLat", s.max_lon as "maxLon",
               s.max_lat as "maxLat", s.polygons
        from areas a join area_shapes s on s.area_id = a.id
        where a.kind = 'provincie' order by a.code, a.year desc`,
  )
  const grid = new PolygonGrid(shapes.map(({ code, polygons, ...box }) => ({ key: code, polygons, box })))
  return (lat, lon) => grid.at(lon, lat)[0]
}
