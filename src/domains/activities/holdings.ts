import { sql } from 'drizzle-orm'
import { nameOfCommunity } from '../communities/index.ts'
import type { Holding } from '../residents/index.ts'

/** What stands where a meeting had a name, when who planned it took their words along. */
const meetingGone = 'Afspraak'

export const holdings: Holding[] = [
  {
    table: 'activities',
    column: 'created_by',
    shows: {
      part: 'meetings',
      select: (
        ctx,
      ) => sql`select a.id, ${nameOfCommunity(ctx, sql`a.community_id`)} as community, a.title, a.place, a.starts,
          a.created, a.cancelled
        from activities a where a.created_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'others came to it; where and what only where the resident said so',
    unlessKept: 'meetings',
    wipes: (me) => [
      // What others were told in those words goes too.
      sql`delete from notices where kind like 'activity.%'
        and data->>'activity' in (select id::text from activities where created_by = ${me})`,
      sql`update activities set title = ${meetingGone}, place = '…' where created_by = ${me}`,
    ],
  },
  {
    table: 'attendances',
    column: 'resident_id',
    shows: {
      part: 'attendances',
      select: (ctx) => sql`select t.activity_id as id, a.title, a.starts, t.answer, t.answered
        from attendances t join activities a on a.id = t.activity_id where t.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
]
