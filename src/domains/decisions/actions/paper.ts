import { sql } from 'drizzle-orm'
import { day, hour } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { blindIndex, blindIndexes, seal, unsealWith } from '../../../platform/crypto.ts'
import { insertRows } from '../../../platform/db/bulk.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { nameAsSeen, requireNotHelper, requireVerified, type ViewerContext } from '../../residents/index.ts'
import { holdBox, keyOf, lockBallot, newCode, openBallot } from '../box.ts'
import { decisionById, electorateOf, type Decision } from '../decision.ts'
import type { Choice } from '../rules/choice.ts'
import { tellAboutDecision } from '../telling.ts'
import { castOpen, mark, papersOf, putInBox, requireChoice, requireRunning, requireStanding } from './cast.ts'
import { closeWhenAllVoted } from './close.ts'

/** Guessing a code of 50 bits is hopeless; this keeps it from being tried. */
const entering: Limit = { name: 'decision-paper', max: 240, window: hour }
/** Of paper, and of tellers: each tells somebody something, or waits for the box. */
const asking: Limit = { name: 'decision-asking', max: 30, window: day }
const printing: Limit = { name: 'decision-print', max: 20, window: hour }
/** Ballots of paper that one decision has at most. */
const mostPapers = 500
const purpose = 'paper-ballot'

/**
 * Asks somebody of the electorate to be teller. Only who opened the decision does; twice asks once. They are teller from
 * when they say yes (`acceptTeller`), so nobody chooses two tellers alone.
 */
export async function askTeller(ctx: Context, id: string, residentId: string): Promise<void> {
  const known = requireVerified(ctx)
  const decision = await decisionById(known, id)
  if (decision.openedById !== known.viewer.id || known.viewer.helper) throw new NotAllowed('openerOnly')
  await limit(known, asking, known.viewer.id)
  await transact(known, async (ctx) => {
    await requireVoter(ctx, decision, residentId)
    const asked = await row(
      ctx.db,
      sql`insert into decision_tellers (decision_id, resident_id) values (${id}, ${residentId})
          on conflict do nothing returning 1`,
    )
    if (asked) await tellAboutDecision(ctx, decision, [residentId], 'decision.teller')
  })
}

/** Says yes to being teller; twice is once. @throws NotAllowed (`tellersOnly`) for who was not asked. */
export async function acceptTeller(ctx: Context, id: string): Promise<void> {
  const known = requireVerified(ctx)
  if (known.viewer.helper) throw new NotAllowed('helperMayNot')
  const decision = await decisionById(known, id)
  if (decision.teller) return
  if (!decision.askedTeller) throw new NotAllowed('tellersOnly')
  requireStanding(decision)
  await known.db.execute(
    sql`update decision_tellers set accepted = ${known.now().toISOString()}
        where decision_id = ${id} and resident_id = ${known.viewer.id} and accepted is null`,
  )
}

/**
 * Asks for a ballot of paper, for the viewer alone: nobody writes down another, so nobody's voice goes without their asking.
 * Which ballot of paper they get is written nowhere, and while it is not counted they can still vote on a screen. Asking
 * twice asks once.
 * @throws NotAllowed for who may not vote, Conflict (`paperVoted`, `votedAlready`, `votingOver`, `votingSoon`), NotFound
 * outside a community, where there are no tellers.
 */
export async function askForPaper(ctx: Context, id: string): Promise<void> {
  const known = requireVerified(ctx)
  if (known.viewer.helper) throw new NotAllowed('helperMayNot')
  await limit(known, asking, known.viewer.id)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await holdBox(ctx, id)
    const decision = await decisionById(ctx, id)
    if (!decision.community) throw new NotFound()
    requireStanding(decision)
    requireRunning(ctx, decision)
    if (decision.onPaper) return
    if (decision.voted) throw new Conflict(decision.form === 'open' ? 'paperVoted' : 'votedAlready')
    await mark(ctx, decision, ctx.viewer.id, true)
  })
}

/** Makes ballots of paper. @returns their codes, which are kept nowhere. */
export async function makePapers(ctx: Context, id: string, count: number): Promise<string[]> {
  const codes = Array.from({ length: count }, newCode)
  await limit(requireVerified(ctx), printing, requireVerified(ctx).viewer.id)
  await telling(ctx, id, async (ctx) => {
    const made = await row<{ n: number }>(
      ctx.db,
      sql`select count(*)::int as n from decision_papers where decision_id = ${id}`,
    )
    if ((made?.n ?? 0) + count > mostPapers) throw new Invalid({ count: 'countWrong' })
    await insertRows(
      ctx.db,
      'decision_papers',
      { id: 'uuid', decision_id: 'uuid', code_hash: 'bytea' },
      codes.map((code) => ({ id: newId(), decision_id: id, code_hash: hashOf(ctx, id, code) })),
    )
  })
  return codes
}

/** What a teller read on a ballot of paper. */
export interface PaperEntry {
  code: string
  choice: Choice
  reason?: string
  /** In the open form: whose ballot it is. */
  residentId?: string | undefined
}

/**
 * Enters a ballot of paper. The first of two tellers writes down what they read, locked; when a second one reads the same
 * it counts, and when not both entries are gone. Only of people who asked for paper: in the open form by name, in the closed
 * form no more ballots than people who did and did not vote on a screen after it.
 * @returns whether it counts now.
 * @throws Conflict (`paperUsed`, `paperSecond`, `paperDiffers`, `paperTooMany`), NotFound (`paperUnknown`)
 */
export async function enterPaper(ctx: Context, id: string, entry: PaperEntry): Promise<boolean> {
  const known = requireVerified(ctx)
  await limit(known, entering, known.viewer.id)
  const done = await telling(known, id, async (ctx, decision) => {
    requireChoice(decision, entry.choice, entry.reason)
    const paper = await row<{ id: string; used: boolean; firstId: string | null; entry: Uint8Array | null }>(
      ctx.db,
      sql`select id, used, first_id as "firstId", first_entry as entry from decision_papers
          where decision_id = ${id} and code_hash in (${sql.join(
            hashesOf(ctx, id, entry.code).map((hash) => sql`${hash}`),
            sql`, `,
          )}) for update`,
    )
    if (!paper) throw new NotFound('paperUnknown')
    if (paper.used) throw new Conflict('paperUsed')
    if (!paper.entry) {
      await ctx.db.execute(
        sql`update decision_papers set first_id = ${ctx.viewer.id}, first_entry = ${await lockEntry(ctx, decision, entry)} where id = ${paper.id}`,
      )
      return 'first' as const
    }
    if (paper.firstId === ctx.viewer.id) throw new Conflict('paperSecond')
    const same = (await openEntry(ctx, decision, paper.entry)) === textOf(decision, entry)
    await ctx.db.execute(
      sql`update decision_papers set first_id = null, first_entry = null, used = ${same} where id = ${paper.id}`,
    )
    if (!same) return 'differs' as const
    await count(ctx, decision, entry)
    return 'counted' as const
  })
  // Thrown afterwards, because the first entry is to be gone.
  if (done === 'differs') throw new Conflict('paperDiffers')
  if (done === 'counted') await closeWhenAllVoted(known, id)
  return done === 'counted'
}

async function count(ctx: ViewerContext, decision: Decision, entry: PaperEntry): Promise<void> {
  const { id } = decision
  if (decision.form === 'open') {
    const given = await row(
      ctx.db,
      sql`select 1 from decision_marks m where m.decision_id = ${id} and m.paper and m.resident_id = ${entry.residentId ?? null}::uuid
            and not exists (select 1 from decision_ballots b where b.decision_id = ${id} and b.round = ${decision.round} and b.resident_id = m.resident_id)`,
    )
    if (!given) throw new Invalid({ person: 'personMissing' })
    return castOpen(ctx, decision, entry.choice, entry.reason ?? '', {
      residentId: entry.residentId!,
      paper: true,
    })
  }
  const { asked, counted } = await papersOf(ctx, id)
  if (counted > asked) throw new Conflict('paperTooMany')
  await putInBox(ctx, id, entry.code, entry.choice)
}

/** One step with ballots of paper, by a teller, while the vote runs. Those who enter one come one after another. */
async function telling<T>(
  ctx: Context,
  id: string,
  work: (ctx: ViewerContext, decision: Decision) => Promise<T>,
): Promise<T> {
  const known = requireVerified(ctx)
  if (known.viewer.helper) throw new NotAllowed('helperMayNot')
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await holdBox(ctx, id)
    const decision = await decisionById(ctx, id)
    if (!decision.teller) throw new NotAllowed('tellersOnly')
    if (!decision.running) throw new Conflict('votingOver')
    return work(ctx, decision)
  })
}

async function requireVoter(ctx: Context, decision: Decision, residentId: string): Promise<void> {
  requireNotHelper(ctx, residentId)
  const voter = isId(residentId)
    ? await row(ctx.db, sql`select 1 from (${electorateOf(decision)}) as e where e.id = ${residentId}`)
    : undefined
  if (!voter) throw new Invalid({ person: 'personMissing' })
}

/**
 * Who asked for paper, for the tellers, with a name where the viewer sees them; in the open form whose ballot is not entered
 * yet first.
 */
export async function paperVoters(
  ctx: ViewerContext,
  { id, round, teller }: Decision,
): Promise<{ id: string; name: string | null; entered: boolean }[]> {
  if (!teller) return []
  return rows(
    ctx.db,
    sql`select r.id, ${nameAsSeen(ctx, sql`r.id`)} as name, exists (select 1 from decision_ballots b where b.decision_id = ${id}
          and b.round = ${round} and b.resident_id = r.id) as entered
        from decision_marks m join residents r on r.id = m.resident_id and r.left_at is null
        where m.decision_id = ${id} and m.paper order by entered, name, r.id limit ${mostPapers}`,
  )
}

/** The tellers by name, of those whom the viewer sees, and whether they said yes. */
export async function tellersOf(
  ctx: ViewerContext,
  { id }: Decision,
): Promise<{ name: string; accepted: boolean }[]> {
  const found = await rows<{ name: string | null; accepted: boolean }>(
    ctx.db,
    sql`select ${nameAsSeen(ctx, sql`r.id`)} as name, t.accepted is not null as accepted from decision_tellers t join residents r on r.id = t.resident_id and r.left_at is null
        where t.decision_id = ${id} order by name, r.id limit 50`,
  )
  return found.flatMap(({ name, accepted }) => (name === null ? [] : { name, accepted }))
}

const hashOf = (ctx: Context, id: string, code: string) =>
  blindIndex(ctx.services.keys.for(purpose), `${id}:${code}`)
const hashesOf = (ctx: Context, id: string, code: string) =>
  blindIndexes(ctx.services.keys.each(purpose), `${id}:${code}`)

/** An entry as one text: two that say the same are the same. */
function textOf({ form }: Decision, { choice, residentId, reason }: PaperEntry): string {
  return JSON.stringify(form === 'open' ? [choice, residentId ?? '', (reason ?? '').trim() !== ''] : [choice])
}

async function lockEntry(ctx: Context, decision: Decision, entry: PaperEntry): Promise<Buffer> {
  if (decision.form === 'open')
    return seal(ctx.services.keys.for(purpose), Buffer.from(textOf(decision, entry)), decision.id)
  const key = await keyOf(ctx, decision.id)
  if (!key) throw new Conflict('boxLost')
  return lockBallot(key, decision.id, entry.code, entry.choice)
}

async function openEntry(ctx: Context, decision: Decision, sealed: Uint8Array): Promise<string> {
  if (decision.form === 'open')
    return unsealWith(ctx.services.keys.each(purpose), sealed, decision.id).toString()
  const key = await keyOf(ctx, decision.id)
  if (!key) throw new Conflict('boxLost')
  return textOf(decision, { code: '', choice: openBallot(key, decision.id, sealed).choice })
}
