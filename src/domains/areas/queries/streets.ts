import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { plainName } from '../rules/names.ts'
import { startsWith } from './below.ts'

export interface StreetRow {
  id: number
  name: string
  place: string | null
  search: string
}

const columns = sql`s.id, s.name, s.place, s.search`

/** A street name can occur in a thousand places; more are of no use to anybody. */
const mostStreets = 1000

/** Street areas of exactly this name, with or without its place behind it, in plain letters. */
export async function streetsNamed(ctx: Context, words: string): Promise<StreetRow[]> {
  const found = await rows<StreetRow>(
    ctx.db,
    sql`select ${columns} from areas s where s.kind = 'street' and s.current and s.search = ${words}
        union
        select ${columns} from areas s
        where s.kind = 'street' and s.current and ${startsWith(sql`s.search`, `${words} `)}
        order by search, id limit ${mostStreets}`,
  )
  return found.filter(({ search, name }) => search === words || plainName(name) === words)
}

/**
 * Street areas that begin like this, in order of the alphabet: "kerks", "kerkstraat we", and also "kerkstr west",
 * where every word is the beginning of one.
 */
export async function streetsFrom(ctx: Context, words: string, limit: number): Promise<StreetRow[]> {
  const found = await streetsStarting(ctx, words, limit)
  const [first, ...others] = words.split(' ')
  if (found.length > 0 || others.length === 0 || first!.length < 2) return found
  const wider = await streetsStarting(ctx, first!, mostStreets / 2)
  const fits = ({ search }: StreetRow) => others.every((word) => ` ${search}`.includes(` ${word}`))
  return wider.filter(fits).slice(0, limit)
}

async function streetsStarting(ctx: Context, words: string, limit: number): Promise<StreetRow[]> {
  return rows<StreetRow>(
    ctx.db,
    sql`select ${columns} from areas s
        where s.kind = 'street' and s.current and ${startsWith(sql`s.search`, words)}
        order by s.search using ~<~, s.id limit ${limit}`,
  )
}

/**
 * Street areas whose name, or name and place, look like this; the most alike first. `close` looks at likeness to a part
 * of the name only: that finds nearly every typing error, and reads ten times less.
 */
export async function streetsLike(
  ctx: Context,
  words: string,
  limit: number,
  how: 'close' | 'far' = 'far',
): Promise<StreetRow[]> {
  if (words.length < 3) return []
  const close = await streetsWhere(ctx, sql`${words} <% s.search`, words, limit)
  if (close.length > 0 || how === 'close') return close
  return streetsWhere(ctx, sql`s.search % ${words}`, words, limit)
}

async function streetsWhere(ctx: Context, alike: SQL, words: string, limit: number): Promise<StreetRow[]> {
  return rows<StreetRow>(
    ctx.db,
    sql`select ${columns} from areas s
        where s.current and ${alike}
          -- Written so that the index on letters is used and not the one on kinds, which would read every street.
          and s.kind || '' = 'street'
        order by word_similarity(${words}, s.search) desc, similarity(s.search, ${words}) desc, s.id
        limit ${limit}`,
  )
}

/** The first of each street: one that runs through several buurten is one street to somebody who types. */
export function onePerName(streets: StreetRow[]): StreetRow[] {
  const seen = new Set<string>()
  return streets.filter(({ search }) => !seen.has(search) && seen.add(search))
}

/** A street as a line from its first house number to its last. */
export interface StreetLine {
  id: number
  name: string
  from: { lat: number; lon: number }
  to: { lat: number; lon: number }
}

/** The streets of a buurt as lines, up to `limit` of them: those in `first` before all others. */
export async function streetLines(
  ctx: Context,
  buurtId: number,
  { first, limit }: { first: readonly number[]; limit: number },
): Promise<StreetLine[]> {
  return rows<StreetLine>(
    ctx.db,
    sql`select s.id, s.name, json_build_object('lat', low.lat, 'lon', low.lon) as "from",
          json_build_object('lat', high.lat, 'lon', high.lon) as "to"
        from areas s
        cross join lateral (select lat, lon from addresses where street_id = s.id order by number limit 1) low
        cross join lateral (select lat, lon from addresses where street_id = s.id order by number desc limit 1) high
        where s.parent_id = ${buurtId} and s.kind = 'street' and s.current
        order by s.id = any(${arrayOf(first, 'int')}) desc, s.id limit ${limit}`,
  )
}
