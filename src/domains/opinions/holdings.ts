import { sql } from 'drizzle-orm'
import { nameOfCommunity } from '../communities/index.ts'
import type { Holding } from '../residents/index.ts'
import { marksOf } from './marks.ts'

/** What a question is called when who asked it took their words along. */
const titleGone = 'Vraag'

export const holdings: Holding[] = [
  {
    table: 'opinion_questions',
    column: 'host_id',
    shows: {
      part: 'questions',
      select: (
        ctx,
      ) => sql`select q.id, q.title, q.about, coalesce(${nameOfCommunity(ctx, sql`q.community_id`)},
          (select a.name from areas a where a.id = q.area_id)) as place, q.opened, q.ends, q.closed, q.closed_why as why
        from opinion_questions q where q.host_id = ${ctx.viewer.id}`,
    },
    // Under a mark that only this resident's own session can ask for.
    marked: [
      {
        part: 'opinions',
        select: (ctx) => sql`select v.statement_id as id, q.title as question, s.text as statement,
            case v.vote when 1 then 'agree' when -1 then 'disagree' when 0 then 'pass' else 'later' end as answer
          from opinion_questions q join opinion_votes v on v.mark = any(${marksOf(ctx, ctx.viewer.id, sql`q.id`)})
          join opinion_statements s on s.id = v.statement_id where s.state <> 'withdrawn'`,
      },
      {
        part: 'statements',
        select: (ctx) => sql`select s.id, q.title as question, s.text as statement, s.state, s.why
          from opinion_questions q join opinion_statements s on s.by_mark = any(${marksOf(ctx, ctx.viewer.id, sql`q.id`)})
          where s.state <> 'withdrawn'`,
      },
    ],
    erasing: 'unname',
    why: 'others said what they think of it; its words only where the resident said so',
    unlessKept: 'talks',
    wipes: (me) => [
      sql`update opinion_questions set title = ${titleGone}, about = '', closed_why = '' where host_id = ${me}`,
    ],
  },
  {
    table: 'opinion_statements',
    column: 'judged_by',
    shows: {
      part: 'judged',
      select: (ctx) =>
        sql`select id, text as statement, state, why, judged from opinion_statements where judged_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'why a statement was rejected stays with it',
    wipes: (me) => [sql`update opinion_statements set why = '' where judged_by = ${me}`],
  },
]
