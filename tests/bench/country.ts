import { sql } from 'drizzle-orm'
import { gridDisk, latLngToCell } from 'h3-js'
import type { Context } from '../../src/platform/context.ts'
import { row } from '../../src/platform/db/store.ts'
import { ensureTaxonomy } from '../../src/domains/ambitions/index.ts'

/** Residents of one gemeente of the made-up country. */
const residentsAGemeente = 20_000
const residentsACell = 6

/**
 * Fills an empty store with a made-up country: gemeenten of 20,000 residents in dense cells (six to a cell of ~75 m),
 * with wijken, buurten and streets, three wishes each by a Zipf law over the real ambitions, a community for every 25
 * residents with ten members, designations, and outcomes. All in SQL, because it is much; triggers are off meanwhile
 * and their work is done once.
 */
export async function buildCountry(ctx: Context, residents: number, seeds: string): Promise<void> {
  const { db } = ctx
  await ensureTaxonomy(ctx, seeds)
  await db.execute(sql`alter table wishes disable trigger user`)
  await db.execute(sql`alter table memberships disable trigger user`)
  await db.execute(sql`alter table designations disable trigger user`)
  await db.execute(sql`select setseed(0.7)`)
  await db.execute(sql`create table bench_cells (gemeente int, n int, cell bigint)`)
  const gemeenten = Math.ceil(residents / residentsAGemeente)
  for (let g = 0; g < gemeenten; g++) {
    const middle = latLngToCell(51 + Math.floor(g / 8) * 0.12, 4 + (g % 8) * 0.3, 10)
    const rings = Math.ceil(Math.sqrt(residentsAGemeente / residentsACell / 3))
    const cells = gridDisk(middle, rings).map((cell) => BigInt(`0x${cell}`).toString())
    await db.execute(
      sql`insert into bench_cells select ${g}::int, n::int - 1, cell from unnest(${`{${cells.join(',')}}`}::bigint[]) with ordinality as u (cell, n)`,
    )
  }
  await areas(ctx)
  const people = await row<{ count: number }>(
    db,
    sql`with made as (
        insert into residents (id, level, display_name, street_id, buurt_id, wijk_id, gemeente_id, cell, shows_name, joined)
        select gen_random_uuid(), case when random() < 0.9 then 'verified' else 'assured' end, 'Buur', s.id, b.id, w.id, g.id,
          c.cell, random() < 0.3, now() - random() * interval '700 days'
        from bench_cells c cross join generate_series(1, ${residentsACell})
        join areas g on g.code = 'GM' || c.gemeente
        join areas w on w.code = 'WK' || c.gemeente || '-' || (c.n / 700)
        join areas b on b.code = 'BU' || c.gemeente || '-' || (c.n / 100)
        join areas s on s.code = 'ST' || c.gemeente || '-' || (c.n / 6)
        limit ${residents} returning 1)
      select count(*)::int as count from made`,
  )
  await db.execute(
    sql`create table bench_concepts as
        select id, row_number() over (order by md5(slug)) as rank from concepts c where scheme = 'ambition'
          and exists (select 1 from concept_relations b where b.from_id = c.id and b.kind = 'broader')`,
  )
  await db.execute(
    sql`insert into wishes (resident_id, concept_id, findable, listed, cell, street_id, buurt_id, wijk_id, gemeente_id, since)
        select r.id, k.id, true, true, r.cell, r.street_id, r.buurt_id, r.wijk_id, r.gemeente_id,
          now() - random() * interval '600 days'
        from residents r cross join lateral (
          select distinct least(floor(exp(random() * ln((select count(*) from bench_concepts)))), (select count(*) from bench_concepts)) as rank
          from generate_series(1, 3 + (random() < 0.2)::int) where r.id is not null) drawn
        join bench_concepts k on k.rank = drawn.rank`,
  )
  await communities(ctx, people!.count)
  await db.execute(sql`drop table bench_cells, bench_concepts`)
  for (const table of ['wishes', 'memberships', 'designations']) {
    await db.execute(sql`alter table ${sql.identifier(table)} enable trigger user`)
  }
  await db.execute(sql`analyze`)
}

async function areas({ db }: Context): Promise<void> {
  const level = (
    kind: string,
    prefix: string,
    each: number | undefined,
    parent: string,
    parentEach: number | undefined,
  ) => {
    const code = (size: number | undefined) =>
      size === undefined ? sql`c.gemeente::text` : sql`c.gemeente || '-' || (c.n / ${sql.raw(String(size))})`
    return sql`insert into areas (kind, code, year, name, place, search, parent_id, path, lat, lon)
      select distinct on (1, 2) ${kind}, ${prefix} || ${code(each)}, 2025, ${kind} || ' ' || ${code(each)}, 'Plaats ' || c.gemeente,
        ${kind}, p.id, coalesce(p.path, ''), 51 + (c.gemeente / 8) * 0.12, 4 + (c.gemeente % 8) * 0.3
      from bench_cells c left join areas p on p.code = ${parent} || ${code(parentEach)}`
  }
  for (const [kind, prefix, each, parent, parentEach] of [
    ['gemeente', 'GM', undefined, 'PV', undefined],
    ['wijk', 'WK', 700, 'GM', undefined],
    ['buurt', 'BU', 100, 'WK', 700],
    ['street', 'ST', 6, 'BU', 100],
  ] as const) {
    await db.execute(level(kind, prefix, each, parent, parentEach))
    await db.execute(sql`update areas set path = path || id || '/' where kind = ${kind}`)
  }
  await db.execute(sql`analyze areas`)
}

/** A community for every 25 residents, around a resident, for an ambition they may well have. */
async function communities({ db }: Context, residents: number): Promise<void> {
  const count = Math.floor(residents / 25)
  await db.execute(
    sql`create table bench_founders as
        select row_number() over () as n, gen_random_uuid() as id, r.* from (
          select id as resident_id, cell, street_id, buurt_id, wijk_id, gemeente_id from residents order by md5(id::text) limit ${count}) r`,
  )
  await db.execute(
    sql`insert into communities (id, slug, name, access, state, cell, founder_id, founded, members)
        select id, 'groep-' || n, 'Groep ' || n, (array['besloten', 'extranet', 'extranet', 'internet'])[1 + n % 4],
          (array['forming', 'active', 'active', 'active', 'resting', 'ended'])[1 + n % 6], cell, resident_id,
          now() - random() * interval '700 days', 10
        from bench_founders`,
  )
  await db.execute(
    sql`insert into community_areas select id, case n % 3 when 0 then street_id when 1 then buurt_id else wijk_id end from bench_founders`,
  )
  await db.execute(
    sql`insert into community_ambitions select f.id, k.id from bench_founders f
        join bench_concepts k on k.rank = floor(exp(random() * ln((select count(*) from bench_concepts))))`,
  )
  await db.execute(
    sql`insert into memberships (id, community_id, resident_id, joined)
        select gen_random_uuid(), f.id, m.id, now() from bench_founders f cross join lateral (
          select r.id from residents r where r.buurt_id = f.buurt_id and r.left_at is null order by md5(r.id::text || f.id::text) limit 10) m`,
  )
  await db.execute(
    sql`insert into standings (community_id, kind, theme_id, resident_id, standing)
        select m.community_id, 'ambassador', null, (array_agg(m.resident_id))[1], 4 from memberships m group by m.community_id`,
  )
  await db.execute(
    sql`insert into standings (community_id, kind, theme_id, resident_id, standing)
        select m.community_id, 'authority', (select id from concepts where scheme = 'theme' order by md5(id::text || m.community_id::text) limit 1),
          (array_agg(m.resident_id))[2], 4 from memberships m group by m.community_id having count(*) > 1`,
  )
  await db.execute(
    sql`insert into outcomes (community_id, result, lesson, told)
        select id, case when random() < 0.6 then 'realised' else 'tried' end, 'Begin klein.', now() from communities where state = 'ended'`,
  )
  await db.execute(
    sql`update standings s set gemeente_id = r.gemeente_id from residents r where r.id = s.resident_id`,
  )
  await db.execute(sql`drop table bench_founders`)
}
