import { sql } from 'drizzle-orm'
import { after, day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { describeError } from '../../../platform/log.ts'
import { warnUncast } from '../carried.ts'
import { votingMoment } from '../decision.ts'
import { systemDecision } from '../queries/system.ts'
import { tellAboutDecision, notYetVoted } from '../telling.ts'
import { amendingFor, closeDecision } from './close.ts'

/** Decisions that one round looks at; the others have their turn in the next. */
const aRound = 50

/** Job: counts what is over, and reminds once of what closes within a day. One that fails does not hold the others up. */
export async function tendDecisions(ctx: Context): Promise<void> {
  const due = await rows<{ id: string; form: string }>(
    ctx.db,
    sql`(select id, form from decisions where state = 'open' and closes <= ${votingMoment(ctx)} order by closes limit ${aRound})
        union all
        (select id, form from decisions where state = 'amending' and closes <= ${after(ctx.now(), -amendingFor).toISOString()}::timestamptz
          order by closes limit ${aRound})`,
  )
  for (const { id } of due) {
    try {
      await closeDecision(ctx, id)
    } catch (error) {
      ctx.services.log.error(describeError(error), 'a decision cannot be counted')
    }
  }
  if (due.some(({ form }) => form === 'closed')) await sweep(ctx)
  await remind(ctx)
}

/** Takes what was destroyed out of the files of the database too, as soon as nobody reads it any more. */
async function sweep(ctx: Context): Promise<void> {
  try {
    await ctx.services.store.runScript('vacuum decision_keys, decision_sealed')
  } catch (error) {
    ctx.services.log.warn(describeError(error), 'ballot boxes are swept later, by the database itself')
  }
}

async function remind(ctx: Context): Promise<void> {
  const closing = await rows<{ id: string }>(
    ctx.db,
    sql`select id from decisions where state = 'open' and reminded is null and opens <= ${ctx.now().toISOString()}::timestamptz
          and closes > ${ctx.now().toISOString()}::timestamptz and closes <= ${after(ctx.now(), day).toISOString()}::timestamptz
          and closes - opens > interval '36 hours'
        order by closes limit ${aRound}`,
  )
  for (const { id } of closing) {
    await transact(ctx, async (ctx) => {
      const mine = await row(
        ctx.db,
        sql`update decisions set reminded = ${ctx.now().toISOString()} where id = ${id} and reminded is null returning id`,
      )
      const decision = mine ? await systemDecision(ctx, id) : undefined
      if (!decision) return
      await tellAboutDecision(ctx, decision, await notYetVoted(ctx, decision), 'decision.closing')
      await warnUncast(ctx, decision)
    })
  }
}
