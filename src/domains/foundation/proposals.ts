import { sql, type SQL } from 'drizzle-orm'
import { after, day } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { locks } from '../../platform/db/locks.ts'
import { row } from '../../platform/db/store.ts'
import { Conflict, NotAllowed, NotFound } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import type { StewardTask, ViewerContext } from '../residents/index.ts'

/** What it would do: give a task, take one away, or, by the operator's command, give a first one. */
export type ProposalKind = 'appoint' | 'end' | 'command'

/** A proposal that still waits for somebody. */
export interface Proposal {
  id: string
  kind: ProposalKind
  candidateId: string
  task: StewardTask
  proposedBy: string | null
  confirmedBy: string | null
}

/** How long a proposal waits for a second steward and for the candidate. */
const lasts = 30 * day

/**
 * One change in who has which task. They come one after another, so that of two who act at once the second sees what the
 * first did.
 */
export async function deciding<T>(ctx: ViewerContext, work: (ctx: ViewerContext) => Promise<T>): Promise<T> {
  return transact(ctx, async (inner) => {
    await lockStewards(inner)
    return work({ ...ctx, db: inner.db })
  })
}

/** Nobody's tasks change until the caller's transaction ends, but by the caller. */
export async function lockStewards(ctx: Context): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(${locks.stewards})`)
}

/** `residents r` who may act for the foundation now. Every question after that goes through this one. */
const acts = sql`r.level = 'assured' and r.left_at is null`

/** Whether somebody has a task and may act on it: one task, or any. */
export async function isSteward(ctx: Context, residentId: string, task?: StewardTask): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from stewards s join residents r on r.id = s.resident_id
        where r.id = ${residentId} and s.ended is null and ${acts} ${task ? sql`and s.task = ${task}` : sql``} limit 1`,
  )
  return found !== undefined
}

/** How many people may act for the foundation, over all tasks. */
export async function countStewards(ctx: Context): Promise<number> {
  const counted = await row<{ n: number }>(
    ctx.db,
    sql`select count(distinct r.id)::int as n from stewards s join residents r on r.id = s.resident_id
        where s.ended is null and ${acts}`,
  )
  return counted?.n ?? 0
}

/** Whether this resident may be given a task: address and person are proven. */
export async function mayBeSteward(ctx: Context, residentId: string): Promise<boolean> {
  return (
    (await row(ctx.db, sql`select 1 from residents r where r.id = ${residentId} and ${acts}`)) !== undefined
  )
}

/**
 * Lays a proposal down that waits thirty days; one like it that waited longer lapses now. Within `deciding`.
 * @returns its id. @throws Conflict (`alreadyProposed`) while another one of the same kind waits.
 */
export async function addProposal(
  ctx: Context,
  proposal: { kind: ProposalKind; candidateId: string; task: StewardTask; why: string },
): Promise<string> {
  const { kind, candidateId, task, why } = proposal
  const now = ctx.now().toISOString()
  await ctx.db.execute(
    sql`update steward_proposals set ended = ${now}, how_ended = 'lapsed'
        where candidate_id = ${candidateId} and task = ${task} and kind = ${kind} and ended is null and ends <= ${now}`,
  )
  const made = await row<{ id: string }>(
    ctx.db,
    sql`insert into steward_proposals (id, kind, candidate_id, task, why, proposed_by, proposed, ends)
        values (${newId()}, ${kind}, ${candidateId}, ${task}, ${why}, ${ctx.viewer?.id ?? null}, ${now},
          ${after(ctx.now(), lasts).toISOString()})
        on conflict (candidate_id, task, kind) where ended is null do nothing returning id`,
  )
  if (!made) throw new Conflict('alreadyProposed')
  return made.id
}

/** A proposal that waits. @throws NotFound when it ended, lapsed, or never was. */
export async function openProposal(ctx: Context, id: string): Promise<Proposal> {
  const found = isId(id)
    ? await row<Proposal>(
        ctx.db,
        sql`select id, kind, candidate_id as "candidateId", task, proposed_by as "proposedBy", confirmed_by as "confirmedBy"
            from steward_proposals
            where id = ${id} and ended is null and ends > ${ctx.now().toISOString()} and candidate_id is not null`,
      )
    : undefined
  if (!found) throw new NotFound()
  return found
}

/** Ends the proposals that fit and wait: carried out, refused by the candidate, taken back, or somebody in it is gone. */
export async function endProposals(
  ctx: Context,
  which: SQL,
  how: 'done' | 'declined' | 'withdrawn' | 'left',
): Promise<void> {
  await ctx.db.execute(
    sql`update steward_proposals set ended = ${ctx.now().toISOString()}, how_ended = ${how} where ended is null and ${which}`,
  )
}

/**
 * Two different people of the foundation, none of them the one it is about, still stand behind it.
 * @throws NotAllowed (`needsTwo`, `ownCandidate`) or Conflict (`supportGone`)
 */
export async function requireTwo(ctx: Context, proposal: Proposal): Promise<void> {
  const { proposedBy, confirmedBy, candidateId } = proposal
  if (!confirmedBy || confirmedBy === proposedBy) throw new NotAllowed('needsTwo')
  if (candidateId === proposedBy || candidateId === confirmedBy) throw new NotAllowed('ownCandidate')
  const stand = proposedBy && (await isSteward(ctx, proposedBy)) && (await isSteward(ctx, confirmedBy))
  if (!stand) throw new Conflict('supportGone')
}
