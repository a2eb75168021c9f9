import { sql } from 'drizzle-orm'
import type { Holding } from '../residents/index.ts'

export const holdings: Holding[] = [
  {
    table: 'register_openings',
    column: 'resident_id',
    shows: {
      part: 'registered',
      select: (ctx) => sql`select o.act_id as id, o.words, encode(o.salt, 'hex') as salt, a.place
        from register_openings o join register_acts a on a.id = o.act_id where o.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
]
