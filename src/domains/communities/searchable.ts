import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { mayEnter } from './visible.ts'

/** A kind of thing that a search finds among the words of `search_rows`, as its own domain lets it be read. */
export interface Searchable {
  /** As in `search_rows.kind`. */
  kind: string
  /**
   * The thing with the id in this column, as a query of one row for who may read it at this moment, and of none for anybody
   * else: `title`, `words`, `href`, where it is (`place`, or null) and when it was or will be (`at`, or null).
   */
  read: (ctx: Context, id: SQL) => SQL
}

/** Communities that the viewer may know of. */
export const searchable: Searchable = {
  kind: 'community',
  read: (ctx, id) => sql`select c.name as title, c.purpose as words, '/leefomgeving/' || c.slug as href,
      (select string_agg(a.name, ', ' order by a.id) from (select area_id from community_areas where community_id = c.id limit 3) ca
        join areas a on a.id = ca.area_id) as place, null::timestamptz as at
    from communities c where c.id = ${id} and ${mayEnter(ctx)}`,
}
