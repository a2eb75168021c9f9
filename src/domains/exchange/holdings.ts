import { sql } from 'drizzle-orm'
import { nameOfCommunity } from '../communities/index.ts'
import { nameAsSeen, type Holding } from '../residents/index.ts'

export const holdings: Holding[] = [
  {
    table: 'exchanges',
    column: 'resident_id',
    shows: {
      part: 'exchanges',
      select: (
        ctx,
      ) => sql`select e.id, e.side, e.words, ${nameOfCommunity(ctx, sql`e.community_id`)} as community, e.posted as created, e.ends,
          e.ended, e.how_ended from exchanges e where e.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'exchange_turns',
    column: 'resident_id',
    shows: {
      part: 'turns',
      select: (
        ctx,
      ) => sql`select t.id, case when t.answer = 'yes' then ${nameAsSeen(ctx, sql`e.resident_id`)} end as name,
          t.asked, t.answer, t.answered, t.helper_note as note, t.thanks
        from exchange_turns t join exchanges e on e.id = t.ask_id where t.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
]
