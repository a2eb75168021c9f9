import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
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

/** Street areas that begin like this, in order of the alphabet. */
export async function streetsFrom(ctx: Context, words: string, limit: number): Promise<StreetRow[]> {
  return rows<StreetRow>(
    ctx.db,
    sql`select ${columns} from areas s
        where s.kind = 'street' and s.current and ${startsWith(sql`s.search`, words)}
        order by s.search using ~<~ limit ${limit}`,
  )
}

/** Street areas whose name, or name and place, look like this; the most alike first. */
export async function streetsLike(ctx: Context, words: string, limit: number): Promise<StreetRow[]> {
  if (words.length < 3) return []
  return rows<StreetRow>(
    ctx.db,
    sql`select ${columns} from areas s
        where s.current and s.kind = 'street' and (s.search % ${words} or ${words} <% s.search)
        order by greatest(similarity(s.search, ${words}), word_similarity(${words}, s.search) * 0.9) desc, s.id
        limit ${limit}`,
  )
}

/** The first of each street: one that runs through several buurten is one street to somebody who types. */
export function onePerName(streets: StreetRow[]): StreetRow[] {
  const seen = new Set<string>()
  return streets.filter(({ search }) => !seen.has(search) && seen.add(search))
}
