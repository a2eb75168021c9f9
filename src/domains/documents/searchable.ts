import { sql } from 'drizzle-orm'
import type { Searchable } from '../communities/index.ts'
import { mayRead } from './visible.ts'

/** Documents that the viewer may read, unless they were withdrawn. */
export const searchable: Searchable = {
  kind: 'document',
  read: (
    ctx,
    id,
  ) => sql`select d.title, d.body as words, '/document/' || d.id as href, c.name as place, d.changed as at
    from documents d join communities c on c.id = d.community_id where d.id = ${id} and ${mayRead(ctx)}`,
}
