import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import type { Contribution } from '../residents/index.ts'
import { marksOf } from './marks.ts'

/**
 * Before somebody is erased: their votes go, and what they stated is nobody's any more; its words go too unless they let what they
 * said stand. What is told of a statement stands, moved and of five or more, until enough people are new to it.
 */
export async function leaveOpinions(
  ctx: Context,
  residentId: string,
  keeps: ReadonlySet<Contribution>,
): Promise<void> {
  const marks = sql`(select t.mark from opinion_questions q join opinion_takers t on t.mark = any(${marksOf(ctx, residentId, sql`q.id`)}))`
  if (!keeps.has('talks')) {
    await ctx.db.execute(
      sql`update opinion_statements set text = '', why = '', state = 'withdrawn' where by_mark in ${marks}`,
    )
    await ctx.db.execute(
      sql`update opinion_statements set text = '', why = '', state = 'withdrawn' where seed and question_id in
          (select id from opinion_questions where host_id = ${residentId})`,
    )
  }
  await ctx.db.execute(sql`delete from opinion_takers where mark in ${marks}`)
}
