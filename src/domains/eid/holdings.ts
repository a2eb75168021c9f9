import { sql } from 'drizzle-orm'
import type { Holding } from '../residents/index.ts'

export const holdings: Holding[] = [
  {
    table: 'eid_links',
    column: 'resident_id',
    shows: {
      part: 'eids',
      // Who somebody is at that issuer stays sealed: it is the issuer's own name for them.
      select: (ctx) =>
        sql`select id, provider, linked, used, ended from eid_links where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
]
