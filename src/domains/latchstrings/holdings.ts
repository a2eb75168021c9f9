import { sql } from 'drizzle-orm'
import { nameOfCommunity } from '../communities/index.ts'
import { nameAsSeen, type Holding } from '../residents/index.ts'

export const holdings: Holding[] = [
  {
    table: 'latchstrings',
    column: 'resident_id',
    shows: {
      part: 'latchstrings',
      select: (
        ctx,
      ) => sql`select l.id, l.words, ${nameOfCommunity(ctx, sql`l.community_id`)} as community, l.opened, l.ends
        from latchstrings l where l.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'latchstring_visits',
    column: 'resident_id',
    shows: {
      part: 'visits',
      select: (ctx) => sql`select v.id, ${nameAsSeen(ctx, sql`l.resident_id`)} as name, v.asked, v.answer
        from latchstring_visits v join latchstrings l on l.id = v.latchstring_id where v.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
]
