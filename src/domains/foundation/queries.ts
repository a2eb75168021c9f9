import { sql } from 'drizzle-orm'
import { minute } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { isId } from '../../platform/ids.ts'
import { keeping } from '../../platform/kept.ts'
import { waitingCounts } from '../proofs/index.ts'
import {
  actsBefore,
  nameAsSeen,
  requireAnySteward,
  requireSteward,
  type Act,
  type StewardTask,
  type ViewerContext,
} from '../residents/index.ts'
import type { ProposalKind } from './proposals.ts'

/** Who has which task. Public: whoever acts for everybody does so by name. */
export interface Steward {
  id: string
  name: string
  task: StewardTask
  since: Date
}

const mostStewards = 200

/** Everybody who may act for the foundation, by task. */
export async function stewards(ctx: Context): Promise<Steward[]> {
  const found = await rows<Steward>(
    ctx.db,
    sql`select r.id, r.display_name as name, s.task, s.granted as since from stewards s
        join residents r on r.id = s.resident_id and r.left_at is null and r.level = 'assured'
        where s.ended is null order by s.task, s.granted, r.id limit ${mostStewards}`,
  )
  return found.map((steward) => ({ ...steward, since: new Date(steward.since) }))
}

/** A proposal as stewards see it. */
export interface WaitingProposal {
  id: string
  kind: ProposalKind
  task: StewardTask
  why: string
  name: string
  proposed: Date
  ends: Date
  proposedBy: string | null
  confirmedBy: string | null
  /** What the viewer has to do with it. */
  role: 'proposer' | 'candidate' | 'other'
}

/** What waits for a second steward or for a candidate, longest first. */
export async function waitingProposals(ctx: Context): Promise<WaitingProposal[]> {
  const known = requireAnySteward(ctx)
  const { id } = known.viewer
  const found = await rows<WaitingProposal>(
    ctx.db,
    sql`select p.id, p.kind, p.task, p.why, c.display_name as name, p.proposed, p.ends,
          ${nameAsSeen(known, sql`p.proposed_by`)} as "proposedBy", ${nameAsSeen(known, sql`p.confirmed_by`)} as "confirmedBy",
          case when p.proposed_by = ${id} then 'proposer' when p.candidate_id = ${id} then 'candidate' else 'other' end as role
        from steward_proposals p join residents c on c.id = p.candidate_id and c.left_at is null
        where p.ended is null and p.ends > ${ctx.now().toISOString()} order by p.proposed, p.id limit 100`,
  )
  return found.map((each) => ({ ...each, proposed: new Date(each.proposed), ends: new Date(each.ends) }))
}

/** A task that the viewer is asked for. */
export interface Asked {
  id: string
  task: StewardTask
  why: string
}

/** What the viewer is asked to do for the foundation. */
export async function askedOf(ctx: ViewerContext): Promise<Asked[]> {
  return rows(
    ctx.db,
    sql`select id, task, why from steward_proposals
        where candidate_id = ${ctx.viewer.id} and kind = 'appoint' and confirmed is not null and ended is null
          and ends > ${ctx.now().toISOString()} order by confirmed limit 10`,
  )
}

/** An act with the name of whom it appointed, where that is public. */
export interface NamedAct extends Act {
  name: string | undefined
}

const actsPerPage = 30

/** What the foundation did, a page at a time, newest first. */
export async function acts(
  ctx: Context,
  before: number | undefined,
): Promise<{ acts: NamedAct[]; next: number | undefined }> {
  const found = await actsBefore(ctx, { before, limit: actsPerPage + 1 })
  const shown = found.slice(0, actsPerPage)
  const ids = shown.map(({ about }) => String(about['proposal'] ?? '')).filter(isId)
  const names = new Map(
    ids.length === 0
      ? []
      : (
          await rows<{ id: string; name: string }>(
            ctx.db,
            // Whoever said no, or was only proposed, is named nowhere.
            sql`select p.id, r.display_name as name from steward_proposals p
                join residents r on r.id = p.candidate_id and r.left_at is null
                where p.id = any(${arrayOf(ids, 'uuid')}) and p.kind <> 'end' and p.how_ended = 'done'`,
          )
        ).map(({ id, name }) => [id, name] as const),
  )
  return {
    acts: shown.map((act) => ({ ...act, name: names.get(String(act.about['proposal'])) })),
    next: found.length > actsPerPage ? shown.at(-1)?.id : undefined,
  }
}

/** How it stands, in counts; nothing about a person. */
export interface Figures {
  levels: { level: string; count: number }[]
  facts: number
  /** Letters that wait to be printed, and cases that are open. */
  letters: number
  cases: number
  jobs: { state: string; count: number }[]
}

/** Counting everybody costs, and need not be of this second. */
const counted = keeping<Figures>({ milliseconds: 10 * minute, most: 1 })

/** Figures for a steward of operations. */
export async function figures(ctx: Context): Promise<Figures> {
  requireSteward(ctx, 'operations')
  return counted(ctx, 'figures', async () => ({
    levels: await rows(
      ctx.db,
      sql`select level, count(*)::int as count from residents where left_at is null group by level order by level`,
    ),
    facts: (await row<{ n: number }>(ctx.db, sql`select count(*)::int as n from outbox`))?.n ?? 0,
    jobs: await jobStates(ctx),
    ...(await waitingCounts(ctx)),
  }))
}

/** Jobs by their state; none before the worker ran for the first time. */
async function jobStates(ctx: Context): Promise<Figures['jobs']> {
  const there = await row(ctx.db, sql`select 1 where to_regclass('jobs.job') is not null`)
  if (!there) return []
  return rows(
    ctx.db,
    sql`select state::text as state, count(*)::int as count from jobs.job
        where state not in ('completed') group by state order by 1`,
  )
}
