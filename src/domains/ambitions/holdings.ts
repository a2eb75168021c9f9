import { sql } from 'drizzle-orm'
import type { Holding } from '../residents/index.ts'
import { conceptLabel } from './queries.ts'

/** What stands where the words of a request were, when its requester took them along. */
const wordsGone = '…'

export const holdings: Holding[] = [
  {
    table: 'wishes',
    column: 'resident_id',
    shows: {
      part: 'wishes',
      select: (
        ctx,
      ) => sql`select w.id, ${conceptLabel(sql`w.concept_id`, ctx.language)} as ambition, w.dream, w.reach, w.findable,
          w.since, w.ended
        from wishes w where w.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'ambition_requests',
    column: 'resident_id',
    shows: {
      part: 'requests',
      select: (ctx) => sql`select q.id, q.title, q.why, q.created, a.verdict, a.reason, a.answered,
          (select p.words from ambition_appeals p where p.request_id = q.id) as appeal
        from ambition_requests q
        left join lateral (select * from ambition_answers a where a.request_id = q.id order by round desc limit 1) a on true
        where q.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'what the foundation answered stays public; words that became part of the taxonomy are everybody’s',
    unlessKept: 'requests',
    wipes: (me) => [
      sql`delete from ambition_appeals where request_id in (select id from ambition_requests where resident_id = ${me})`,
      sql`delete from ambition_requests q where resident_id = ${me}
            and not exists (select 1 from ambition_answers a where a.request_id = q.id)`,
      sql`update ambition_requests set title = ${wordsGone}, why = '' where resident_id = ${me}`,
    ],
  },
  {
    table: 'ambition_answers',
    column: 'steward_id',
    shows: {
      part: 'answers',
      select: (ctx) => sql`select request_id || ' ' || round as id, verdict, reason, answered
        from ambition_answers where steward_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'an answer of the foundation, which the requester goes on reading',
  },
]
