import { sql } from 'drizzle-orm'
import type { Searchable } from '../communities/index.ts'
import { decisionTables, mayRead } from './decision.ts'

/** Decisions that the viewer may read. */
export const searchable: Searchable = {
  kind: 'decision',
  read: (ctx, id) => sql`select d.question as title, d.explanation as words, '/besluit/' || d.id as href,
      coalesce(c.name, a.name) as place, d.opened as at
    from ${decisionTables} where d.id = ${id} and ${mayRead(ctx)}`,
}
