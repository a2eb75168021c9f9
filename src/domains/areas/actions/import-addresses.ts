import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'
import { locks } from '../../../platform/db/locks.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { addressColumns, readAddressRow, type GivenAddress, type RowFault } from '../rules/address-row.ts'
import { columnsOf, readRecords } from '../rules/csv.ts'
import { plainName } from '../rules/names.ts'
import { textOf, UnusableFile } from './files.ts'
import { hasAreas } from './import-areas.ts'
import { tidyTables } from './tidy-tables.ts'
import { PlaceFinder, type Home } from './place-finder.ts'
import { placeArrivals, tendStreets } from './record-places.ts'

/** What an import of addresses did, in numbers of rows. */
export interface AddressesImported {
  added: number
  changed: number
  unchanged: number
  /** Of the added, changed and unchanged: in no buurt of their gemeente, but in a wijk. */
  underWijk: number
  /** And in no wijk either, so directly under the gemeente. */
  underGemeente: number
  /** Rows whose gemeente is not here; they are left out, by name of the gemeente. */
  unknownGemeenten: Record<string, number>
  /** Rows left out because their gemeente is not here. */
  inUnknownGemeente: number
  streetsAdded: number
  /** Rows that cannot be used; at most `mostReported` of them are named. */
  skipped: { line: number; why: RowFault }[]
  skippedInAll: number
}

const mostReported = 1000

/**
 * Reads addresses from a CSV file (`;` between the fields, packed with Zstandard or not), puts each under the street
 * of its buurt, and gives each a place that it shares with at least two others. Importing twice changes nothing;
 * addresses that are not in the file stay. A row that cannot be used is reported and skipped; all others go in, in
 * one transaction.
 * @throws UnusableFile when the file cannot be read, or when there are no areas yet.
 */
export async function importAddresses(ctx: Context, file: string): Promise<AddressesImported> {
  if (!(await hasAreas(ctx))) throw new UnusableFile(file, 'there are no areas yet: import those first.')
  const intake = new Intake(ctx, file)
  // A table because a bulk load uses a connection of its own, and a name for each import because two may run at
  // once; unlogged because it lives for seconds.
  await ctx.db.execute(
    sql`create unlogged table ${intake.table} (
          line integer, street_key integer, street text, number integer, letter text, addition text,
          postcode text, place text, lat double precision, lon double precision)`,
  )
  try {
    await ctx.services.store.copyIn(intake.tableName, intakeColumns, intake.lines())
    await transact(ctx, (ctx) => takeIn(ctx, intake))
    if (intake.result.added > 0) await tidyTables(ctx)
  } finally {
    await ctx.db.execute(sql`drop table if exists ${intake.table}`)
  }
  return intake.result
}

const intakeColumns = [
  'line',
  'street_key',
  'street',
  'number',
  'letter',
  'addition',
  'postcode',
  'place',
  'lat',
  'lon',
]

/** A street of one buurt that the file holds addresses of. */
interface GivenStreet {
  key: number
  home: Home
  name: string
  place: string
}

/** Reads the file once: what is right goes on as lines for the bulk load, what is wrong is counted. */
class Intake {
  readonly result: AddressesImported = {
    added: 0,
    changed: 0,
    unchanged: 0,
    underWijk: 0,
    underGemeente: 0,
    unknownGemeenten: {},
    inUnknownGemeente: 0,
    streetsAdded: 0,
    skipped: [],
    skippedInAll: 0,
  }
  /** Starts with the word by which a backup knows to leave it out. */
  readonly tableName = `addresses_intake_${randomBytes(8).toString('hex')}`
  readonly table = sql.identifier(this.tableName)
  readonly streets = new Map<string, GivenStreet>()
  readonly #ctx: Context
  readonly #file: string

  constructor(ctx: Context, file: string) {
    this.#ctx = ctx
    this.#file = file
  }

  skip(line: number, why: RowFault): void {
    this.result.skippedInAll++
    if (this.result.skipped.length < mostReported) this.result.skipped.push({ line, why })
  }

  async *lines(): AsyncGenerator<string> {
    const finder = await PlaceFinder.open(this.#ctx)
    let columns: Record<(typeof addressColumns)[number], number> | undefined
    let width = 0
    for await (const records of readRecords(textOf(this.#file))) {
      if (!columns) {
        const header = records.shift()
        if (!header) continue
        const found = columnsOf(header.fields, addressColumns)
        if ('missing' in found) {
          throw new UnusableFile(this.#file, `its first line lacks ${found.missing.join(', ')}.`)
        }
        columns = found.columns
        width = header.fields.length
      }
      let text = ''
      for (const { line, fields } of records) {
        const read = readAddressRow(fields, columns, width)
        if ('fault' in read) this.skip(line, read.fault)
        else text += await this.#place(finder, line, read.address)
      }
      if (text) yield text
    }
    if (!columns) throw new UnusableFile(this.#file, 'it is empty.')
  }

  async #place(finder: PlaceFinder, line: number, address: GivenAddress): Promise<string> {
    const gemeente = finder.gemeente(address.gemeente, address.provincie)
    if (!gemeente) {
      const { unknownGemeenten } = this.result
      this.result.inUnknownGemeente++
      unknownGemeenten[address.gemeente] = (unknownGemeenten[address.gemeente] ?? 0) + 1
      return ''
    }
    await finder.prepare(gemeente)
    const home = finder.home(gemeente, address.lat, address.lon)
    const { street, number, letter, addition, postcode, place, lat, lon } = address
    const key = this.#streetKey(home, street, place)
    return `${[line, key, ...[street, number, letter, addition, postcode, place].map(escaped), lat, lon].join('\t')}\n`
  }

  #streetKey(home: Home, name: string, place: string): number {
    const identity = streetIdentity(home.id, name, place)
    const known = this.streets.get(identity)
    if (known) return known.key
    const key = this.streets.size
    this.streets.set(identity, { key, home, name, place })
    return key
  }
}

function escaped(value: string | number): string {
  const text = String(value)
  return /[\\\t\n\r]/.test(text)
    ? text.replace(/[\\\t\n\r]/g, (sign) => ({ '\t': '\\t', '\n': '\\n', '\r': '\\r' })[sign] ?? '\\\\')
    : text
}

/** The same street is written in more than one way, but not in one buurt and one place. */
function streetIdentity(homeId: number, name: string, place: string): string {
  return `${homeId}/${plainName(name)}/${plainName(place)}`
}

async function takeIn(ctx: Context, intake: Intake): Promise<void> {
  const { result } = intake
  // Only one import at a time takes addresses in.
  await ctx.db.execute(sql`select pg_advisory_xact_lock(${locks.addresses})`)
  await ctx.db.execute(sql`set local work_mem = '96MB'`)
  await makeStreets(ctx, intake)
  await ctx.db.execute(
    sql`create temporary table arriving on commit drop as
        select distinct on (i.postcode, i.number, i.letter, i.addition, i.street) i.*, k.street_id
        from ${intake.table} i join street_keys k on k.key = i.street_key
        order by i.postcode, i.number, i.letter, i.addition, i.street, i.line`,
  )
  const repeated = await rows<{ line: number }>(
    ctx.db,
    sql`select line from ${intake.table} except select line from arriving order by line`,
  )
  for (const { line } of repeated) intake.skip(line, 'repeated')
  // Rows that are new (no id yet) or that differ from what is known. All others need no further work.
  await ctx.db.execute(
    sql`create temporary table changes on commit drop as
        select a.id, a.street_id as old_street_id, g.*
        from arriving g
        left join addresses a on a.postcode = g.postcode and a.number = g.number and a.letter = g.letter
          and a.addition = g.addition and a.street = g.street
        where a.id is null or a.street_id <> g.street_id or a.lat <> g.lat or a.lon <> g.lon
          or a.place <> g.place`,
  )
  const counts = await row<Record<'all' | 'added' | 'changed' | 'under_wijk' | 'under_gemeente', number>>(
    ctx.db,
    sql`select (select count(*) from arriving)::integer as all,
               (select count(*) from changes where id is null)::integer as added,
               (select count(*) from changes where id is not null)::integer as changed,
               count(*) filter (where p.kind = 'wijk')::integer as under_wijk,
               count(*) filter (where p.kind = 'gemeente')::integer as under_gemeente
        from arriving g join areas s on s.id = g.street_id join areas p on p.id = s.parent_id
        where p.kind <> 'buurt'`,
  )
  result.added = counts!.added
  result.changed = counts!.changed
  result.unchanged = counts!.all - counts!.added - counts!.changed
  result.underWijk = counts!.under_wijk
  result.underGemeente = counts!.under_gemeente
  if (result.added + result.changed === 0) return
  await ctx.db.execute(sql`analyze changes`)
  await placeArrivals(ctx)
  await ctx.db.execute(
    sql`update addresses a
        set street_id = c.street_id, place = c.place, lat = c.lat, lon = c.lon, cell = p.cell, secluded = p.secluded
        from changes c join placed p on p.line = c.line
        where a.id = c.id`,
  )
  await ctx.db.execute(
    sql`insert into addresses
          (street, number, letter, addition, postcode, place, street_id, lat, lon, cell, secluded)
        select c.street, c.number, c.letter, c.addition, c.postcode, c.place, c.street_id, c.lat, c.lon,
               p.cell, p.secluded
        from changes c join placed p on p.line = c.line
        where c.id is null
        order by c.line`,
  )
  await tendStreets(ctx)
}

/** Makes the street areas that are not there yet, and a table that tells which street each key of the intake means. */
async function makeStreets(ctx: Context, intake: Intake): Promise<void> {
  const given = [...intake.streets.values()]
  const homes = [...new Set(given.map(({ home }) => home.id))]
  const known = await rows<{ id: number; homeId: number; code: string; name: string; place: string | null }>(
    ctx.db,
    sql`select id, parent_id as "homeId", code, name, place from areas
        where kind = 'street' and parent_id = any(${sql.param(homes)}::integer[])`,
  )
  const ids = new Map(
    known.map(({ id, homeId, name, place }) => [streetIdentity(homeId, name, place ?? ''), id]),
  )
  const codes = new Set(known.map(({ code }) => code))
  const missing = [...intake.streets]
    .filter(([identity]) => !ids.has(identity))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([identity, { home, name, place }]) => {
      // One buurt may hold streets of one name in two places; the second one says its place too.
      const short = `${home.code}:${plainName(name)}`
      const code = codes.has(short) ? `${short}:${plainName(place)}` : short
      codes.add(code)
      return { identity, homeId: home.id, code, name, place, search: plainName(`${name} ${place}`) }
    })
  for (let start = 0; start < missing.length; start += 5000) {
    const part = missing.slice(start, start + 5000)
    const made = await rows<{ id: number; code: string }>(
      ctx.db,
      // The path ends in the id, so the id is taken first.
      sql`insert into areas (id, kind, code, year, name, place, search, parent_id, path, current)
          overriding system value
          select g.id, 'street', g.code, 0, g.name, g.place, g.search, p.id, p.path || g.id || '/', true
          from (
            select nextval(pg_get_serial_sequence('areas', 'id'))::integer as id, s.*
            from json_to_recordset(${JSON.stringify(part)}::json)
              as s(code text, name text, place text, search text, "homeId" integer)
          ) g
          join areas p on p.id = g."homeId"
          returning id, code`,
    )
    const idByCode = new Map(made.map(({ id, code }) => [code, id]))
    for (const { identity, code } of part) ids.set(identity, idByCode.get(code)!)
  }
  intake.result.streetsAdded = missing.length
  const identities = [...intake.streets.keys()]
  await ctx.db.execute(
    sql`create temporary table street_keys (key integer, street_id integer) on commit drop`,
  )
  await ctx.db.execute(
    sql`insert into street_keys select * from unnest(
          ${sql.param(given.map(({ key }) => key))}::integer[],
          ${sql.param(identities.map((identity) => ids.get(identity)!))}::integer[])`,
  )
  await ctx.db.execute(sql`analyze street_keys`)
}
