import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'

/** Has a question looked at in the next round after this moment (now), also where it would have waited for a later one. */
export async function lookAfter(ctx: Context, questionId: string, moment: Date = ctx.now()): Promise<void> {
  const at = sql`${moment.toISOString()}::timestamptz`
  await ctx.db.execute(
    sql`with sooner as (update opinion_dirty set since = ${at} where question_id = ${questionId} and since > ${at})
        insert into opinion_dirty (question_id, since) select id, ${at} from opinion_questions where id = ${questionId}
        on conflict do nothing`,
  )
}
