import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, row, rows } from '../../../platform/db/store.ts'
import { NotAllowed } from '../../../platform/errors.ts'
import { nameAsSeen, type ViewerContext } from '../../residents/index.ts'
import { optionsIn } from '../actions/close.ts'
import { size } from '../actions/open.ts'
import { decisionById, decisionsBy, standingOf, votingMoment, type Decision } from '../decision.ts'
import { recordFormat, winnersOf, type DecisionRecord, type RecordedBallot } from '../record.ts'
import type { Choice } from '../rules/choice.ts'

/** Decisions on one page of a list. */
export const mostListed = 30

/** Those of a community: what can be decided now first by when it closes, then what was decided, the newest first. */
export function decisionsOfCommunity(ctx: Context, communityId: string): Promise<Decision[]> {
  return listed(ctx, sql`d.community_id = ${communityId}`)
}

/** Those of an area. */
export function decisionsOfArea(ctx: Context, areaId: number): Promise<Decision[]> {
  return listed(ctx, sql`d.area_id = ${areaId}`)
}

async function listed(ctx: Context, where: ReturnType<typeof sql>): Promise<Decision[]> {
  return decisionsBy(ctx, where, sql`d.closes desc, d.id`, mostListed + 1)
}

/** Those that wait for voices now, soonest first. */
export function runningIn(
  ctx: Context,
  where: { communityId: string } | { areaId: number },
): Promise<Decision[]> {
  const here =
    'areaId' in where ? sql`d.area_id = ${where.areaId}` : sql`d.community_id = ${where.communityId}`
  return decisionsBy(
    ctx,
    sql`${here} and d.state in ('open', 'amending') and (d.state = 'amending' or d.closes > ${votingMoment(ctx)})`,
    sql`d.closes, d.id`,
    5,
  )
}

/** Those that the home page names; who wants all of them looks where they belong. */
const mostWaiting = 3

/** Where the viewer can vote now and did not yet, soonest first. */
export function waitingFor(ctx: ViewerContext): Promise<Decision[]> {
  const { viewer } = ctx
  const areas = arrayOf([viewer.streetId, viewer.buurtId, viewer.wijkId, viewer.gemeenteId], 'int')
  const now = votingMoment(ctx)
  const running = (row: SQL) => sql`${row}state = 'open' and ${row}closes > ${now} and ${row}opens <= ${now}`
  return decisionsBy(
    ctx,
    sql`d.id in (
        select w.id from memberships m join decisions w on w.community_id = m.community_id and ${running(sql`w.`)}
          where m.resident_id = ${viewer.id} and m.ended is null
        union all select id from decisions where area_id = any(${areas}) and ${running(sql``)})
      and ${standingOf(viewer.id)} = 'may'
      and not exists (select 1 from decision_ballots b
        where b.decision_id = d.id and b.round = d.round and b.resident_id = ${viewer.id})
      and not exists (select 1 from decision_marks m where m.decision_id = d.id and m.resident_id = ${viewer.id})`,
    sql`d.closes, d.id`,
    mostWaiting,
  )
}

/** The viewer's own ballot in the open form, in this round. */
export async function ownBallot(
  ctx: ViewerContext,
  { id, round }: Decision,
): Promise<{ choice: Choice; reason: string; voices: number } | undefined> {
  return row(
    ctx.db,
    sql`select choice, reason, voices from decision_ballots
        where decision_id = ${id} and round = ${round} and resident_id = ${ctx.viewer.id}`,
  )
}

/** How many took part so far, and how many could. */
export async function turnoutOf(ctx: Context, decision: Decision): Promise<{ voted: number; could: number }> {
  const cast =
    decision.form === 'open'
      ? sql`decision_ballots b where b.round = ${decision.round} and`
      : sql`decision_marks b where`
  const found = await row<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from ${cast} b.decision_id = ${decision.id}`,
  )
  return { voted: found?.n ?? 0, could: await size(ctx, decision) }
}

/** A ballot of the open form as the electorate reads it. */
export interface NamedBallot {
  /** Null of who left, or is blocked either way. */
  name: string | null
  choice: Choice
  reason: string
  voices: number
}

/** Ballots by name that one page shows. */
export const mostNamed = 40

/** The ballots of the open form with names, for who may vote on it: who spoke with most voices first. */
export async function namedBallots(
  ctx: ViewerContext,
  { id, round, standing, form }: Decision,
  limit = mostNamed,
): Promise<NamedBallot[]> {
  if (standing !== 'may' || form !== 'open') return []
  return rows(
    ctx.db,
    sql`select ${nameAsSeen(ctx, sql`b.resident_id`)} as name, b.choice, b.reason, b.voices from decision_ballots b
        where b.decision_id = ${id} and b.round = ${round} order by b.voices desc, b.id limit ${limit}`,
  )
}

/** Objections that stand, with their reasons; of the round before where its words were amended. */
export async function objectionsOf(
  ctx: ViewerContext,
  { id, standing }: Decision,
  round: number,
): Promise<NamedBallot[]> {
  if (standing !== 'may') return []
  return rows(
    ctx.db,
    sql`select ${nameAsSeen(ctx, sql`b.resident_id`)} as name, b.choice, b.reason, b.voices from decision_ballots b
        where b.decision_id = ${id} and b.round = ${round} and b.choice = '[0]'::jsonb order by b.id limit ${mostNamed}`,
  )
}

/** What was done to it: why it was amended or taken back, and the words that stood before. */
export async function changesOf(
  ctx: Context,
  { id }: Decision,
): Promise<{ kind: string; why: string; before: string; changed: Date }[]> {
  const found = await rows<{ kind: string; why: string; before: string; changed: string }>(
    ctx.db,
    sql`select kind, why, before, changed from decision_changes where decision_id = ${id} order by id limit 10`,
  )
  return found.map((one) => ({ ...one, changed: new Date(one.changed) }))
}

/** Receipts that one page shows; the file has them all. */
export const mostReceipts = 60

/** The receipt codes with what was chosen, in the order of the codes; the one that is asked for first. */
export async function receiptsOf(
  ctx: Context,
  { id, standing }: Decision,
  code?: string,
): Promise<{ code: string; choice: Choice }[]> {
  if (standing !== 'may') return []
  return rows(
    ctx.db,
    sql`select code, choice from decision_receipts where decision_id = ${id} ${code ? sql`and code = ${code}` : sql``}
        order by code limit ${mostReceipts}`,
  )
}

/**
 * All that is needed to count a decision again, for who could vote on it. Names only in the open form, and only as this
 * viewer may see them. @throws NotAllowed for others, and below ten ballots of the closed form, where there is no detail.
 */
export async function recordOf(ctx: ViewerContext, decisionId: string): Promise<DecisionRecord> {
  const decision = await decisionById(ctx, decisionId)
  const { id, question, method, form, round, result, digest } = decision
  if (decision.standing !== 'may') throw new NotAllowed('votersOnly')
  if (!result || !digest) throw new NotAllowed('notCounted')
  if (result.steps === null) throw new NotAllowed('tooFew')
  const ballots = await rows<RecordedBallot>(
    ctx.db,
    form === 'closed'
      ? sql`select code, choice, 1 as voices from decision_receipts where decision_id = ${id} order by code`
      : sql`select ${nameAsSeen(ctx, sql`b.resident_id`)} as name, b.choice, b.voices from decision_ballots b
          where b.decision_id = ${id} and b.round = ${round} order by b.id`,
  )
  return {
    format: recordFormat,
    id,
    question,
    method,
    form,
    round,
    closed: decision.closes.toISOString(),
    electorate: decision.electorate ?? 0,
    ...(decision.quorum !== null && { quorum: decision.quorum }),
    ...(decision.seats !== null && { seats: decision.seats }),
    ...(decision.budget !== null && { budget: decision.budget }),
    options: optionsIn(decision),
    ballots,
    winners: winnersOf(result, decision.options),
    result,
    digest,
  }
}
