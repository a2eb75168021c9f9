import { sql } from 'drizzle-orm'
import type { Holding } from '../residents/index.ts'

/** What this domain has of a resident. */
export const holdings: Holding[] = [
  {
    table: 'eid_links',
    column: 'resident_id',
    shows: {
      part: 'eids',
      select: (ctx) =>
        sql`select id, provider, linked, used, ended from eid_links where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
]
