import { sql } from 'drizzle-orm'
import { hour, onTheWall } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { holdBox, keyOf, lockBallot, newCode, shareBox } from '../box.ts'
import { decisionById, type Decision } from '../decision.ts'
import { isChoice, type Choice } from '../rules/choice.ts'
import { closeWhenAllVoted } from './close.ts'

const casting: Limit = { name: 'decision-cast', max: 60, window: hour }

/**
 * Casts the viewer's ballot. In the open form it can be cast anew until closing, and the last one counts. In the closed form
 * once cast it stands, because nobody can find it any more to take it out.
 *
 * Whether it is in time is decided by the clock of the database, while this ballot holds its share of the box: the count
 * waits for every ballot that is being cast, and each that comes after the closing moment is refused.
 * Who asked for a ballot of paper can still vote here: it goes before paper. In the closed form only while fewer ballots of
 * paper were counted than people asked for one, because nobody can tell whose was counted.
 * @returns in the closed form the receipt code, which is shown once and kept nowhere.
 * @throws NotAllowed for who may not vote, Conflict (`votingOver`, `votingSoon`, `votedAlready`, `votedOnPaper`), Invalid for
 * a choice that is none, or an objection without a reason.
 */
export async function castBallot(
  ctx: Context,
  decisionId: string,
  choice: Choice,
  reason = '',
): Promise<string | undefined> {
  const known = requireVerified(ctx)
  if (known.viewer.helper) throw new NotAllowed('helperMayNot')
  await limit(known, casting, known.viewer.id)
  const onPaper = await asksForPaper(known, decisionId)
  const code = await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    // Who comes back from paper is alone with the box, so that no two count on the same ballot.
    await (onPaper ? holdBox : shareBox)(ctx, decisionId)
    const decision = await decisionById(ctx, decisionId)
    requireStanding(decision)
    requireRunning(ctx, decision)
    requireChoice(decision, choice, reason)
    if (decision.onPaper) {
      if (!onPaper) throw new Conflict('votedOnPaper')
      await backFromPaper(ctx, decision)
    }
    if (decision.form === 'open') return castOpen(ctx, decision, choice, reason)
    const code = newCode()
    await mark(ctx, decision, ctx.viewer.id, false)
    await putInBox(ctx, decisionId, code, choice)
    return code
  })
  await closeWhenAllVoted(known, decisionId)
  return code
}

/** Whether the viewer asked for a ballot of paper: then they wait for the whole box, and not for a share of it. */
async function asksForPaper({ db, viewer }: ViewerContext, id: string): Promise<boolean> {
  if (!isId(id)) throw new NotFound()
  const asked = await row(
    db,
    sql`select 1 from decision_marks where decision_id = ${id} and resident_id = ${viewer.id} and paper`,
  )
  return asked !== undefined
}

async function backFromPaper(ctx: ViewerContext, { id, form }: Decision): Promise<void> {
  if (form === 'closed') {
    const { asked, counted } = await papersOf(ctx, id)
    if (counted >= asked) throw new Conflict('votedOnPaper')
  }
  await ctx.db.execute(
    sql`delete from decision_marks where decision_id = ${id} and resident_id = ${ctx.viewer.id} and paper`,
  )
}

/** How many asked for a ballot of paper and did not vote on a screen after it, and how many of paper were counted. */
export async function papersOf({ db }: Context, id: string): Promise<{ asked: number; counted: number }> {
  const found = await row<{ asked: number; counted: number }>(
    db,
    sql`select (select count(*)::int from decision_marks where decision_id = ${id} and paper) as asked,
          (select count(*)::int from decision_papers where decision_id = ${id} and used) as counted`,
  )
  return found!
}

/** @throws NotAllowed with what would change it, for who may not vote. */
export function requireStanding({ standing }: Decision): void {
  if (standing === 'visitor') throw new SignInNeeded()
  if (standing === 'level') throw new NotAllowed('assuredOnly')
  if (standing === 'late') throw new NotAllowed('voterLate')
  if (standing !== 'may') throw new NotAllowed('votersOnly')
}

/** @throws Conflict (`votingSoon`, `votingOver`) */
export function requireRunning(ctx: Context, { running, state, opens }: Decision): void {
  if (running) return
  throw new Conflict(state === 'open' && opens.getTime() > ctx.now().getTime() ? 'votingSoon' : 'votingOver')
}

/** @throws Invalid */
export function requireChoice({ method, options }: Decision, choice: Choice, reason = ''): void {
  if (!isChoice(method, options.length, choice)) throw new Invalid({ choice: 'choiceMissing' })
  if (method === 'consent' && choice[0] === 0 && reason.trim() === '')
    throw new Invalid({ reason: 'reasonMissing' })
}

/** The ballot of one resident in the open form, in the place of an earlier one. */
export async function castOpen(
  ctx: Context,
  decision: Decision,
  choice: Choice,
  reason: string,
  by: { residentId: string; paper: boolean } = { residentId: ctx.viewer!.id, paper: false },
): Promise<undefined> {
  const objection = decision.method === 'consent' && choice[0] === 0 ? reason.trim() : ''
  await ctx.db.execute(
    sql`insert into decision_ballots (id, decision_id, round, resident_id, choice, reason, paper, cast_on)
        values (${newId()}, ${decision.id}, ${decision.round}, ${by.residentId}, ${JSON.stringify(choice)}::jsonb, ${objection},
          ${by.paper}, ${onTheWall(ctx.now()).toPlainDate().toString()})
        on conflict (decision_id, round, resident_id)
          do update set choice = excluded.choice, reason = excluded.reason, paper = excluded.paper, cast_on = excluded.cast_on`,
  )
  return undefined
}

/** Writes down that somebody voted, or asked for a ballot of paper. @throws Conflict for the second time. */
export async function mark(
  ctx: Context,
  { id }: { id: string },
  residentId: string,
  paper: boolean,
): Promise<void> {
  const marked = await row(
    ctx.db,
    sql`insert into decision_marks (id, decision_id, resident_id, paper) values (${newId()}, ${id}, ${residentId}, ${paper})
        on conflict (decision_id, resident_id) do nothing returning id`,
  )
  if (!marked) throw new Conflict('votedAlready')
}

/** Puts a locked ballot into the box. @throws Conflict when the box cannot be opened any more. */
export async function putInBox(
  ctx: Context,
  decisionId: string,
  code: string,
  choice: Choice,
): Promise<void> {
  const key = await keyOf(ctx, decisionId)
  if (!key) throw new Conflict('boxLost')
  const sealed = lockBallot(key, decisionId, code, choice)
  await ctx.db.execute(
    sql`insert into decision_sealed (id, decision_id, sealed) values (${newId()}, ${decisionId}, ${sealed})`,
  )
}
