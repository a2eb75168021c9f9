import { sql } from 'drizzle-orm'
import { after, day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { recordsOf } from '../../../platform/db/bulk.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { isId } from '../../../platform/ids.ts'
import { publish } from '../../../platform/outbox.ts'
import { voicesOf } from '../carried.ts'
import { holdBox, keyOf, openBallot } from '../box.ts'
import { electorateOf, votingMoment, type Decision } from '../decision.ts'
import { systemDecision } from '../queries/system.ts'
import { digestOf, setupOf, type RecordedBallot } from '../record.ts'
import { countBallots, type Told } from '../rules/count-ballots.ts'
import { fewestCounted, fewestTold, mostForConsent } from '../rules/methods.ts'

/** How long consent waits for an amended text; then there is none. */
export const amendingFor = 14 * day

/**
 * Counts one decision whose time is over: reads every ballot, writes down the result, and destroys the box. One
 * transaction, so that it happened wholly or not at all; once counted it changes nothing, so it may be asked twice.
 * @returns whether this call counted it.
 */
export async function closeDecision(ctx: Context, id: string): Promise<boolean> {
  if (!isId(id)) return false
  return transact(ctx, async (ctx) => {
    await holdBox(ctx, id)
    const due = await row(
      ctx.db,
      sql`select 1 from decisions d where d.id = ${id} and d.closes <= ${votingMoment(ctx)}
            and (d.state = 'open' or (d.state = 'amending' and d.closes <= ${after(ctx.now(), -amendingFor).toISOString()}::timestamptz))
          for update`,
    )
    if (!due) return false
    const decision = await systemDecision(ctx, id)
    return decision ? count(ctx, decision) : false
  })
}

/**
 * Closes a vote of a small group at once when everybody who may vote did so by name: there is nobody left to wait for. Only
 * where the question is one of yes or no, and never for one voter alone.
 */
export async function closeWhenAllVoted(ctx: Context, id: string): Promise<void> {
  // Looked at first without the box, which many may be sharing.
  if (!(await allVoted(ctx, id))) return
  await transact(ctx, async (ctx) => {
    await holdBox(ctx, id)
    await ctx.db.execute(sql`select 1 from decisions where id = ${id} for update`)
    const decision = await allVoted(ctx, id)
    if (!decision) return
    // A moment after the opening, also where everybody voted within the same one.
    const closes = new Date(Math.max(ctx.now().getTime(), decision.opens.getTime() + 1))
    await count(ctx, { ...decision, closes })
  })
}

/** The decision, when everybody of at most fifty voted on it by name and it is still open. */
async function allVoted(ctx: Context, id: string): Promise<Decision | undefined> {
  const running = await row(
    ctx.db,
    sql`select 1 from decisions d where d.id = ${id} and d.state = 'open' and d.form = 'open'
          and d.method in ('consent', 'majority') and d.closes > ${votingMoment(ctx)}
          and (select count(*) from (select 1 from decision_ballots b where b.decision_id = d.id and b.round = d.round
            limit ${mostForConsent + 1}) few) <= ${mostForConsent}`,
  )
  const decision = running === undefined ? undefined : await systemDecision(ctx, id)
  if (!decision) return undefined
  const found = await row<{ could: number; voted: number }>(
    ctx.db,
    sql`select count(*)::int as could, count(b.id)::int as voted
        from (select * from (${electorateOf(decision)}) as few limit ${mostForConsent + 1}) as e (id)
        left join decision_ballots b on b.decision_id = ${id} and b.round = ${decision.round} and b.resident_id = e.id`,
  )
  const { could, voted } = found!
  return could >= 2 && could <= mostForConsent && voted === could ? decision : undefined
}

/** Counts it, alone with its box. @returns true */
async function count(ctx: Context, decision: Decision): Promise<boolean> {
  const { id } = decision
  await ctx.db.execute(
    sql`update decision_marks m set voted_until = d.closes from decisions d where d.id = ${id} and m.decision_id = d.id`,
  )
  await ctx.db.execute(sql`delete from decision_papers where decision_id = ${id}`)
  const ballots = decision.form === 'open' ? await openBallots(ctx, decision) : await emptyBox(ctx, decision)
  if (!ballots) return voided(ctx, decision)
  await settle(ctx, decision, ballots)
  return true
}

async function openBallots(ctx: Context, decision: Decision): Promise<RecordedBallot[]> {
  const cast = await rows<{ id: string; residentId: string | null; choice: RecordedBallot['choice'] }>(
    ctx.db,
    sql`select id, resident_id as "residentId", choice from decision_ballots
        where decision_id = ${decision.id} and round = ${decision.round} order by id`,
  )
  const voices = await voicesOf(
    ctx,
    decision,
    cast.flatMap(({ residentId }) => residentId ?? []),
  )
  const ballots = cast.map(({ id, residentId, choice }) => ({
    id,
    choice,
    voices: (residentId && voices.get(residentId)) || 1,
  }))
  const heavy = ballots.filter((ballot) => ballot.voices > 1)
  if (heavy.length > 0)
    await ctx.db.execute(
      sql`update decision_ballots b set voices = r.voices
          from ${recordsOf(
            { id: 'uuid', voices: 'integer' },
            heavy.map(({ id, voices }) => ({ id, voices })),
          )} where b.id = r.id`,
    )
  return ballots.map(({ choice, voices }) => ({ choice, voices }))
}

/**
 * Opens the box, and leaves nothing of it: the key and the locked ballots go in the transaction that writes the receipts, in
 * the order of their random codes. Undefined when the box cannot be opened, or holds more than there are voters.
 */
async function emptyBox(ctx: Context, { id }: Decision): Promise<RecordedBallot[] | undefined> {
  const key = await keyOf(ctx, id)
  const sealed = await rows<{ sealed: Uint8Array }>(
    ctx.db,
    sql`select sealed from decision_sealed where decision_id = ${id} order by id`,
  )
  const marked = await row<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from decision_marks where decision_id = ${id}`,
  )
  await ctx.db.execute(sql`delete from decision_keys where decision_id = ${id}`)
  await ctx.db.execute(sql`delete from decision_sealed where decision_id = ${id}`)
  if (!key || sealed.length > (marked?.n ?? 0)) return undefined
  const ballots = sealed
    .map((each) => ({ ...openBallot(key, id, each.sealed), voices: 1 }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
  if (ballots.length >= fewestTold)
    await ctx.db.execute(
      sql`insert into decision_receipts (decision_id, code, choice) select ${id}, r.code, r.choice::jsonb
          from ${recordsOf(
            { code: 'text', choice: 'text' },
            ballots.map(({ code, choice }) => ({ code, choice: JSON.stringify(choice) })),
          )} order by r.code`,
    )
  return ballots
}

async function voided(ctx: Context, { id }: Decision): Promise<boolean> {
  await ctx.db.execute(
    sql`update decisions set state = 'void', counted = ${ctx.now().toISOString()} where id = ${id}`,
  )
  await ctx.db.execute(
    sql`insert into decision_changes (decision_id, kind, changed) values (${id}, 'void', ${ctx.now().toISOString()})`,
  )
  await publish(ctx, 'decision.closed', { decision: id })
  return true
}

async function settle(ctx: Context, decision: Decision, ballots: RecordedBallot[]): Promise<void> {
  const { id, method, form, question, round } = decision
  const closes = decision.closes.toISOString()
  const electorate = await couldVote(ctx, decision)
  const asked = {
    id,
    question,
    method,
    form,
    round,
    electorate,
    quorum: decision.quorum ?? undefined,
    seats: decision.seats ?? undefined,
    budget: decision.budget ?? undefined,
    options: optionsIn(decision),
  }
  const counted: Told = countBallots(setupOf(asked), ballots)
  if (counted.verdict === 'amend' && decision.state === 'open') {
    await ctx.db.execute(sql`update decisions set state = 'amending', closes = ${closes} where id = ${id}`)
    await publish(ctx, 'decision.amending', { decision: id })
    return
  }
  const few = form === 'closed' && ballots.length < fewestTold
  const result: Told =
    form === 'closed' && ballots.length < fewestCounted
      ? { valid: false, winners: [], verdict: counted.verdict && 'rejected', tied: false, steps: null }
      : {
          ...counted,
          verdict: counted.verdict === 'amend' ? 'rejected' : counted.verdict,
          steps: few ? null : counted.steps,
        }
  const digest = digestOf({ ...asked, ballots: few ? [] : ballots, result })
  const voices = ballots.reduce((sum, each) => sum + each.voices, 0)
  await ctx.db.execute(
    sql`update decisions set state = 'decided', closes = ${closes}, counted = ${ctx.now().toISOString()}, electorate = ${electorate},
          voices = ${voices}, result = ${JSON.stringify(result)}::jsonb, digest = ${digest} where id = ${id}`,
  )
  const where = {
    ...(decision.community && { community: decision.community.id }),
    ...(decision.area && { area: decision.area.id }),
  }
  await publish(ctx, 'decision.closed', { decision: id, ...where })
  await publish(ctx, 'decision.result', { decision: id, digest, ...where })
}

/** The options as a file tells them. */
export function optionsIn({ options }: Decision) {
  return options.map(({ words, cost, starts }) => ({
    words,
    ...(cost !== null && { cost }),
    ...(starts !== null && { starts: starts.toISOString() }),
  }))
}

/** How many could vote: who may at closing, and who voted and may no longer. */
async function couldVote(ctx: Context, decision: Decision): Promise<number> {
  const found = await row<{ n: number }>(
    ctx.db,
    sql`select (select count(*) from (select id from (${electorateOf(decision)}) as now
            union select resident_id from decision_ballots where decision_id = ${decision.id} and round = ${decision.round} and resident_id is not null
            union select resident_id from decision_marks where decision_id = ${decision.id} and resident_id is not null) as could)
          + (select count(*) from decision_ballots where decision_id = ${decision.id} and round = ${decision.round} and resident_id is null)
          + (select count(*) from decision_marks where decision_id = ${decision.id} and resident_id is null) as n`,
  )
  return Number(found?.n ?? 0)
}
