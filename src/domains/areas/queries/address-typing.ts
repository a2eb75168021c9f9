import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import type { TypingSuggestion } from '../address.ts'
import {
  labelOf,
  plainSuffix,
  readAddress,
  type Reading,
  type WrittenAddress,
} from '../rules/address-text.ts'
import { onePerName, streetsFrom, streetsLike, type StreetRow } from './streets.ts'

const columns = sql`a.street, a.number, a.letter, a.addition, a.postcode, a.place`
/** Doors read for one answer. */
const mostDoors = 300

/** What may be meant by the beginning of an address. */
export async function suggestFromTable(ctx: Context, text: string, limit = 8): Promise<TypingSuggestion[]> {
  const postcode = /^\s*([1-9]\d{3}) ?([a-z]{0,2})\s*$/i.exec(text)
  if (postcode) return postcodes(ctx, `${postcode[1]}${postcode[2]!.toUpperCase()}`, limit)
  const readings = readAddress(text)
  for (const reading of readings.filter(({ number }) => number !== undefined).slice(0, 4)) {
    const found = reading.postcode ? await doorsAt(ctx, reading) : await doorsIn(ctx, reading)
    if (found.length > 0) return doorSuggestions(found, reading, limit)
  }
  return streets(ctx, readings.at(-1)!.words, limit)
}

/** A whole postcode leads to its addresses, the beginning of one to postcodes. */
async function postcodes(ctx: Context, start: string, limit: number): Promise<TypingSuggestion[]> {
  if (start.length === 6) {
    const doors = await rows<WrittenAddress>(
      ctx.db,
      sql`select ${columns} from addresses a where a.postcode = ${start}
          order by a.number, a.letter, a.addition limit ${limit}`,
    )
    return doors.map(asSuggestion)
  }
  const found = await rows<Pick<WrittenAddress, 'postcode' | 'street' | 'place'>>(
    ctx.db,
    sql`select distinct on (a.postcode) a.postcode, a.street, a.place from addresses a
        where a.postcode >= ${start} and a.postcode <= ${start.padEnd(6, 'Z')}
        order by a.postcode limit ${limit}`,
  )
  return found.map(({ postcode, street, place }) => ({
    label: `${postcode.slice(0, 4)} ${postcode.slice(4)}: ${street}, ${place}`,
    value: `${postcode.slice(0, 4)} ${postcode.slice(4)} `,
  }))
}

async function doorsAt(ctx: Context, { postcode, number }: Reading): Promise<WrittenAddress[]> {
  return rows<WrittenAddress>(
    ctx.db,
    sql`select ${columns} from addresses a
        where a.postcode = ${postcode} and a.number = any(${numbersFrom(number!)}::integer[])
        order by a.number, a.letter, a.addition limit ${mostDoors}`,
  )
}

async function doorsIn(ctx: Context, { words, number }: Reading): Promise<WrittenAddress[]> {
  if (words.length < 2) return []
  let streets: StreetRow[] = await streetsFrom(ctx, words, 12)
  if (streets.length === 0) streets = await streetsLike(ctx, words, 5, 'close')
  if (streets.length === 0) return []
  return rows<WrittenAddress>(
    ctx.db,
    sql`select ${columns} from addresses a
        where a.street_id = any(${sql.param(streets.map(({ id }) => id))}::integer[])
          and a.number = any(${numbersFrom(number!)}::integer[])
        order by a.number, a.street, a.place, a.letter, a.addition limit ${mostDoors}`,
  )
}

/** "1" may become 1, or 10 to 19. */
function numbersFrom(number: number) {
  return sql.param([number, ...Array.from({ length: 10 }, (_, digit) => number * 10 + digit)])
}

function doorSuggestions(found: WrittenAddress[], { suffix }: Reading, limit: number): TypingSuggestion[] {
  const fitting = found.filter(({ letter, addition }) => plainSuffix(letter + addition).startsWith(suffix))
  return (fitting.length > 0 ? fitting : found).slice(0, limit).map(asSuggestion)
}

function asSuggestion(address: WrittenAddress): TypingSuggestion {
  return { label: labelOf(address), value: labelOf(address) }
}

async function streets(ctx: Context, words: string, limit: number): Promise<TypingSuggestion[]> {
  if (words.length < 2) return []
  // Some streets run through several buurten, so a few more than are shown.
  const found = onePerName(await streetsFrom(ctx, words, limit * 5))
  // Lookalikes only for who made a typing error.
  if (found.length < 3 && words.length >= 4) {
    found.push(...(await streetsLike(ctx, words, limit * 3, 'close')))
  }
  return onePerName(found)
    .slice(0, limit)
    .map(({ name, place }) => ({ label: `${name}, ${place}`, value: `${name}, ${place} ` }))
}
