import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { tell } from '../residents/index.ts'
import { electorateOf, type Decision } from './decision.ts'

/** People that one decision tells in person; where more are asked the others read it on the page of their place. */
const mostTold = 2_000

/** Everybody who may vote, up to as many as are told in person. */
export async function everybody(ctx: Context, decision: Decision): Promise<string[]> {
  return ids(ctx, sql`select id from (${electorateOf(decision)}) as e order by id limit ${mostTold}`)
}

/** Those of them who did not vote yet and have no ballot of paper. */
export async function notYetVoted(ctx: Context, decision: Decision): Promise<string[]> {
  return ids(
    ctx,
    sql`select id from (${electorateOf(decision)}) as e
        where not exists (select 1 from decision_ballots b where b.decision_id = ${decision.id} and b.round = ${decision.round} and b.resident_id = e.id)
          and not exists (select 1 from decision_marks m where m.decision_id = ${decision.id} and m.resident_id = e.id)
        order by id limit ${mostTold}`,
  )
}

async function ids(ctx: Context, query: ReturnType<typeof sql>): Promise<string[]> {
  return (await rows<{ id: string }>(ctx.db, query)).map(({ id }) => id)
}

/** Tells people something of a decision, once. */
export async function tellAboutDecision(
  ctx: Context,
  { id, question, community, round }: Decision,
  residentIds: readonly string[],
  kind: string,
): Promise<void> {
  await tell(ctx, residentIds, kind, {
    decision: id,
    title: question,
    ...(community && { community: community.id }),
    ...(round === 2 && { round }),
  })
}
