import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import { placeAddresses, type Placement } from '../rules/placing.ts'

/** How many buurten are placed at a time: a bound on memory. */
const batch = 100

interface Stored {
  /** The line of an arriving address, or minus the id of one that is here already and does not arrive. */
  key: number
  parentId: number
  streetId: number
  lat: number
  lon: number
  cell: string | null
  secluded: boolean
}

/**
 * Places the rows of the temporary table `changes` together with the addresses that are already in the buurten they
 * come into or leave, and puts the outcome for them in a temporary table `placed`. Addresses that stay as they are may
 * get another place, because who shares it has changed.
 */
export async function placeArrivals(ctx: Context): Promise<void> {
  await ctx.db.execute(
    sql`create temporary table placed (line integer, cell bigint, secluded boolean) on commit drop`,
  )
  const touched = await rows<{ id: number }>(
    ctx.db,
    sql`select distinct parent_id as id from areas where id in
          (select street_id from changes union select old_street_id from changes) order by id`,
  )
  await inBatches(touched, async (parents) => {
    const present = await rows<Stored>(
      ctx.db,
      sql`select c.line as key, s.parent_id as "parentId", c.street_id as "streetId", c.lat, c.lon,
                 null::text as cell, false as secluded
          from changes c join areas s on s.id = c.street_id
          where s.parent_id = any(${sql.param(parents)}::integer[])
          union all
          select -a.id, s.parent_id, a.street_id, a.lat, a.lon, a.cell::text, a.secluded
          from areas s join addresses a on a.street_id = s.id
          where s.kind = 'street' and s.parent_id = any(${sql.param(parents)}::integer[])
            and not exists (select 1 from changes c where c.id = a.id)`,
    )
    const outcomes = place(present)
    await rewrite(ctx, outcomes)
    const arrived = outcomes.filter(({ key }) => key > 0)
    await ctx.db.execute(
      sql`insert into placed select line, cell, secluded = 1 from unnest(
            ${sql.param(arrived.map(({ key }) => key))}::integer[],
            ${sql.param(arrived.map(({ cell }) => cell))}::bigint[],
            ${sql.param(arrived.map(({ secluded }) => (secluded ? 1 : 0)))}::integer[]) as g(line, cell, secluded)`,
    )
  })
  await ctx.db.execute(sql`analyze placed`)
}

/**
 * Places all addresses of some buurten anew (or of wijken and gemeenten that streets hang under directly), so that
 * each place is again shared by at least three.
 * @returns how many addresses got another place.
 */
export async function recordPlaces(ctx: Context, areaIds: number[]): Promise<number> {
  return transact(ctx, async (ctx) => {
    let moved = 0
    await inBatches(
      areaIds.map((id) => ({ id })),
      async (parents) => {
        const present = await rows<Stored>(
          ctx.db,
          sql`select -a.id as key, s.parent_id as "parentId", a.street_id as "streetId", a.lat, a.lon,
                     a.cell::text as cell, a.secluded
              from areas s join addresses a on a.street_id = s.id
              where s.kind = 'street' and s.parent_id = any(${sql.param(parents)}::integer[])`,
        )
        moved += await rewrite(ctx, place(present))
      },
    )
    return moved
  })
}

type Outcome = Placement & { key: number; differs: boolean }

function place(present: Stored[]): Outcome[] {
  return [...Map.groupBy(present, ({ parentId }) => parentId).values()].flatMap((addresses) => {
    const placements = placeAddresses(addresses.map(({ key, ...address }) => ({ ...address, id: key })))
    return addresses.map(({ key, cell, secluded }) => {
      const placement = placements.get(key)!
      return { key, ...placement, differs: placement.cell !== cell || placement.secluded !== secluded }
    })
  })
}

async function rewrite(ctx: Context, outcomes: Outcome[]): Promise<number> {
  const different = outcomes.filter(({ key, differs }) => key < 0 && differs)
  if (different.length > 0) {
    await ctx.db.execute(
      sql`update addresses a set cell = g.cell, secluded = g.secluded = 1
          from unnest(
            ${sql.param(different.map(({ key }) => -key))}::integer[],
            ${sql.param(different.map(({ cell }) => cell))}::bigint[],
            ${sql.param(different.map(({ secluded }) => (secluded ? 1 : 0)))}::integer[]) as g(id, cell, secluded)
          where a.id = g.id`,
    )
  }
  return different.length
}

/** Puts each street that `changes` touches in the middle of its addresses; a street without any is not current. */
export async function tendStreets(ctx: Context): Promise<void> {
  await ctx.db.execute(
    sql`with middles as (
          select t.id, round(avg(a.lat)::numeric, 5)::double precision as lat,
                 round(avg(a.lon)::numeric, 5)::double precision as lon, count(a.id) > 0 as inhabited
          from (select street_id as id from changes union select old_street_id from changes) t
          left join addresses a on a.street_id = t.id
          where t.id is not null
          group by t.id
        )
        update areas s
        set lat = coalesce(m.lat, s.lat), lon = coalesce(m.lon, s.lon), current = m.inhabited
        from middles m where s.id = m.id`,
  )
}

async function inBatches(areas: { id: number }[], work: (ids: number[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < areas.length; start += batch) {
    await work(areas.slice(start, start + batch).map(({ id }) => id))
  }
}
