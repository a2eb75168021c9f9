import { sql, type SQL } from 'drizzle-orm'
import { rows } from '../../../platform/db/store.ts'
import { labelOf } from '../../areas/index.ts'
import { ownEntry } from '../../identity/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import { held } from '../holdings.ts'

/** A row as it is taken along: what JSON knows. Its `data` only helps to find words (`Holding.shows`). */
export type Taken = Record<string, unknown>

/** One part of the download: its rows, a page at a time, as often as they are asked for. */
export interface Part {
  name: string
  pages(): AsyncIterable<Taken[]>
}

const pageLength = 500

/** Everything of the viewer, by domain, without ever holding more than a page of it. The vault is opened once. */
export async function partsOf(ctx: ViewerContext): Promise<[domain: string, parts: Part[]][]> {
  const entry = await ownEntry(ctx)
  const vault: Taken[] = entry ? [{ ...entry, address: labelOf(entry.address) }] : []
  return Object.entries(held).map(([domain, holdings]) => [
    domain,
    [
      ...(domain === 'residents' ? [queried(ctx, 'profile', profile)] : []),
      ...(domain === 'identity' ? [given('vault', vault)] : []),
      ...holdings.flatMap(({ shows, marked = [] }) =>
        [...(shows ? [shows] : []), ...marked].map(({ part, select }) => queried(ctx, part, select)),
      ),
    ],
  ])
}

const profile = ({
  viewer,
}: ViewerContext): SQL => sql`select r.id, r.display_name, r.about, r.offers, r.speaks, r.language,
    r.level, r.adult, r.protected, r.shows_name, s.name as street, b.name as buurt, g.name as gemeente, r.joined
  from residents r left join areas s on s.id = r.street_id left join areas b on b.id = r.buurt_id
    left join areas g on g.id = r.gemeente_id where r.id = ${viewer.id}`

function given(name: string, all: Taken[]): Part {
  return {
    name,
    async *pages() {
      if (all.length > 0) yield all
    },
  }
}

function queried(ctx: ViewerContext, name: string, select: (ctx: ViewerContext) => SQL): Part {
  return {
    name,
    async *pages() {
      let last = ''
      for (;;) {
        const page = await rows<{ id: string; taken: Taken }>(
          ctx.db,
          // The C collation compares as the text is, the same on every engine.
          sql`select shown.id::text as id, to_json(shown) as taken from (${select(ctx)}) shown
              where shown.id::text collate "C" > ${last} order by shown.id::text collate "C" limit ${pageLength}`,
        )
        if (page.length > 0) yield page.map(({ taken }) => withoutId(taken))
        if (page.length < pageLength) return
        last = page.at(-1)!.id
      }
    },
  }
}

function withoutId(taken: Taken): Taken {
  return Object.fromEntries(Object.entries(taken).filter(([column]) => column !== 'id'))
}
