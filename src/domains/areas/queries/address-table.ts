import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import type { Address, AddressBook, AddressSuggestion, Located, NotFoundWhy } from '../address.ts'
import { pathOf } from '../queries.ts'
import {
  labelOf,
  plainSuffix,
  readAddress,
  type Reading,
  type WrittenAddress,
} from '../rules/address-text.ts'
import { plainName } from '../rules/names.ts'
import { suggestFromTable } from './address-typing.ts'
import { streetsLike, streetsNamed, type StreetRow } from './streets.ts'

/** The address book on our own table. Every question uses an index and reads a bounded number of rows. */
export function tableBook(ctx: Context): AddressBook {
  return {
    locate: (text) => locateInTable(ctx, text),
    suggest: (text, limit) => suggestFromTable(ctx, text, limit),
    byId: (id) => addressById(ctx, id),
  }
}

interface AddressRow extends WrittenAddress {
  id: number
  streetId: number
  cell: string | null
  secluded: boolean
}

const columns = sql`a.id, a.street, a.number, a.letter, a.addition, a.postcode, a.place, a.street_id as "streetId",
                    a.cell::text as cell, a.secluded`

/** Suggestions in one answer. */
const most = 8
/** A flat with many front doors at one number has a few hundred. */
const mostAtNumber = 500

async function addressById(ctx: Context, id: string): Promise<Address | undefined> {
  if (!/^\d{1,9}$/.test(id)) return undefined
  const found = await row<AddressRow>(
    ctx.db,
    sql`select ${columns} from addresses a where a.id = ${Number(id)}`,
  )
  return found && (await whole(ctx, found)).found
}

async function whole(
  ctx: Context,
  found: AddressRow,
): Promise<{ found: Address; path: Awaited<ReturnType<typeof pathOf>> }> {
  const street = await row<{ path: string }>(ctx.db, sql`select path from areas where id = ${found.streetId}`)
  const path = await pathOf(ctx, street!)
  const idOf = (kind: string) => path.find((area) => area.kind === kind)?.id ?? null
  return {
    found: {
      ...found,
      id: String(found.id),
      buurtId: idOf('buurt'),
      wijkId: idOf('wijk'),
      gemeenteId: idOf('gemeente')!,
    },
    path,
  }
}

/** Words can be read in many ways when they hold many numbers; nobody writes an address like that. */
const mostReadings = 8

async function locateInTable(ctx: Context, text: string): Promise<Located> {
  const readings = readAddress(text).slice(0, mostReadings)
  if (readings.every(({ words, postcode }) => words === '' && !postcode)) return nothing('unreadable')
  // The first reading that leads somewhere, though not to one address, tells best what is missing.
  let hint: Located | undefined
  for (const reading of readings) {
    const located = reading.postcode ? await byPostcode(ctx, reading) : await byStreet(ctx, reading)
    if (located?.found) return located
    hint ??= located
  }
  if (hint) return hint
  const [likeliest] = readings.filter(({ postcode }) => !postcode)
  const postcode = readings[0]!.postcode
  const alike = likeliest && likeliest.words !== '' ? await streetsThatLookAlike(ctx, likeliest) : undefined
  return alike ?? (postcode ? await nearPostcode(ctx, postcode) : nothing('street'))
}

function nothing(why: NotFoundWhy): Located {
  return { why, suggestions: [] }
}

async function byPostcode(ctx: Context, reading: Reading): Promise<Located | undefined> {
  const { postcode, number, words } = reading
  const all = await rows<AddressRow>(
    ctx.db,
    sql`select ${columns} from addresses a
        where a.postcode = ${postcode} ${number === undefined ? sql`` : sql`and a.number = ${number}`}
        order by a.number, a.letter, a.addition limit ${mostAtNumber}`,
  )
  if (number !== undefined && all.length > 0) {
    // A postcode nearly always has one street; where it has two, the street that was typed decides.
    const named = all.filter(({ street }) => words !== '' && `${words} `.startsWith(`${plainName(street)} `))
    return oneOf(ctx, named.length > 0 ? named : all, reading)
  }
  if (all.length > 0) return { why: 'no-number', suggestions: suggestions(all) }
  if (number === undefined) return undefined
  const around = await nearestNumbers(ctx, sql`a.postcode = ${postcode}`, number)
  return around.length > 0 ? { why: 'number', suggestions: suggestions(around) } : undefined
}

async function byStreet(ctx: Context, reading: Reading): Promise<Located | undefined> {
  if (reading.words === '') return undefined
  const streets = await streetsNamed(ctx, reading.words)
  if (streets.length === 0) return undefined
  const { number } = reading
  const ids = sql.param(streets.map(({ id }) => id))
  if (number === undefined) {
    const first = await rows<AddressRow>(
      ctx.db,
      sql`select ${columns} from addresses a where a.street_id = any(${ids}::integer[])
          order by a.number, a.letter, a.addition limit ${most}`,
    )
    return { why: 'no-number', suggestions: suggestions(first), street: await endsOf(ctx, streets) }
  }
  const there = await rows<AddressRow>(
    ctx.db,
    sql`select ${columns} from addresses a where a.street_id = any(${ids}::integer[]) and a.number = ${number}
        order by a.letter, a.addition limit ${mostAtNumber}`,
  )
  if (there.length > 0) return oneOf(ctx, there, reading)
  const around = await nearestNumbers(ctx, sql`a.street_id = any(${ids}::integer[])`, number)
  return { why: 'number', suggestions: suggestions(around), street: await endsOf(ctx, streets) }
}

/** The one among addresses of one number that has the letter and addition that were typed. */
async function oneOf(ctx: Context, there: AddressRow[], { suffix }: Reading): Promise<Located> {
  const same = there.filter(({ letter, addition }) => plainSuffix(letter + addition) === suffix)
  if (same.length === 1) return whole(ctx, same[0]!)
  return { why: 'which', suggestions: suggestions(same.length > 1 ? same : there) }
}

function suggestions(found: AddressRow[]): AddressSuggestion[] {
  return found.slice(0, most).map((address) => ({ id: String(address.id), label: labelOf(address) }))
}

async function nearestNumbers(ctx: Context, where: SQL, number: number): Promise<AddressRow[]> {
  const around = await rows<AddressRow>(
    ctx.db,
    sql`(select ${columns} from addresses a where ${where} and a.number > ${number}
         order by a.number, a.letter, a.addition limit ${most})
        union all
        (select ${columns} from addresses a where ${where} and a.number < ${number}
         order by a.number desc, a.letter, a.addition limit ${most})`,
  )
  const distance = (address: AddressRow) => Math.abs(address.number - number)
  return around
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, most)
    .sort((a, b) => a.number - b.number)
}

async function endsOf(ctx: Context, streets: StreetRow[]) {
  const { name, place } = streets[0]!
  // Streets of one name in several places have no ends in common.
  if (streets.some((other) => other.place !== place)) return undefined
  const ends = await row<{ lowest: number; highest: number }>(
    ctx.db,
    sql`select min(number) as lowest, max(number) as highest from addresses
        where street_id = any(${sql.param(streets.map(({ id }) => id))}::integer[])`,
  )
  return ends && { name, place: place ?? '', ...ends }
}

/** For a street that does not exist: that number in streets whose names look alike, the best first. */
async function streetsThatLookAlike(ctx: Context, reading: Reading): Promise<Located | undefined> {
  const streets = await streetsLike(ctx, reading.words, 24)
  if (streets.length === 0) return undefined
  const ids = streets.map(({ id }) => id)
  const found = await rows<AddressRow>(
    ctx.db,
    sql`select ${columns} from unnest(${sql.param(ids)}::integer[]) with ordinality as s(id, rank)
        cross join lateral (
          select * from addresses a
          where a.street_id = s.id ${reading.number === undefined ? sql`` : sql`and a.number = ${reading.number}`}
          order by a.number, a.letter, a.addition limit 3
        ) a
        order by s.rank, a.letter, a.addition limit ${most}`,
  )
  if (found.length > 0) return { why: 'street', suggestions: suggestions(found) }
  const best = streets.filter(({ name, place }) => name === streets[0]!.name && place === streets[0]!.place)
  const where = sql`a.street_id = any(${sql.param(best.map(({ id }) => id))}::integer[])`
  return { why: 'street', suggestions: suggestions(await nearestNumbers(ctx, where, reading.number ?? 0)) }
}

/** For a postcode that does not exist: the ones beside it. */
async function nearPostcode(ctx: Context, postcode: string): Promise<Located> {
  const found = await rows<AddressRow>(
    ctx.db,
    sql`(select ${columns} from addresses a where a.postcode > ${postcode} order by a.postcode, a.number limit ${most / 2})
        union all
        (select ${columns} from addresses a where a.postcode < ${postcode}
         order by a.postcode desc, a.number desc limit ${most / 2})`,
  )
  const near = found.filter((address) => address.postcode.startsWith(postcode.slice(0, 4)))
  return { why: 'postcode', suggestions: suggestions(near) }
}
