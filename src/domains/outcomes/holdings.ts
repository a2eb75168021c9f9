import { sql } from 'drizzle-orm'
import { nameOfCommunity } from '../communities/index.ts'
import type { Holding } from '../residents/index.ts'

export const holdings: Holding[] = [
  {
    table: 'outcomes',
    column: 'told_by',
    shows: {
      part: 'stories',
      select: (ctx) => sql`select o.id, ${nameOfCommunity(ctx, sql`o.community_id`)} as community, o.result,
          o.worked, o.failed, o.lesson, o.thanks, o.story, o.told
        from outcomes o where o.told_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'that something ended, and how, stays; the words only where the resident said so',
    unlessKept: 'stories',
    wipes: (me) => [
      sql`delete from notices where kind = 'outcome.thanked'
        and data->>'outcome' in (select id::text from outcomes where told_by = ${me} and community_id is null)`,
      sql`delete from outcome_pictures where outcome_id in (select id from outcomes where told_by = ${me})`,
      // A resident's own says nothing without its words.
      sql`delete from outcomes where told_by = ${me} and community_id is null`,
      sql`update outcomes set worked = '', failed = '', lesson = '', thanks = '', story = '' where told_by = ${me}`,
    ],
  },
  {
    table: 'outcome_thanks',
    column: 'resident_id',
    shows: {
      part: 'thanked',
      select: (ctx) => sql`select t.id, t.given, t.answer, t.answered from outcome_thanks t
        where t.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
]
