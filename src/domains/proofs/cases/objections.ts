import { sql } from 'drizzle-orm'
import { hour } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { hashToken } from '../../../platform/crypto.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { logAct, requireSteward } from '../../residents/index.ts'
import { lockLevels, say } from '../levels.ts'
import { goOn, readCase } from './judge.ts'
import { revive } from './end-account.ts'

const objecting: Limit = { name: 'object', max: 20, window: hour }

export type ObjectionOutcome = 'undone' | 'stands'

/** What was said against a verdict, and what became of it. */
export interface Objection {
  ends: Date
  words: string | null
  outcome: ObjectionOutcome | null
  reason: string | null
}

/** What there is against the verdict of a case. The caller has made sure that the viewer may see the case. */
export async function objectionTo(ctx: Context, caseId: string): Promise<Objection | undefined> {
  const found = await row<Objection>(
    ctx.db,
    sql`select ends, words, outcome, reason from objections where case_id = ${caseId}`,
  )
  return found && { ...found, ends: new Date(found.ends) }
}

/** What somebody with the key from the mail sees: what they wrote so far. @throws NotFound (`objectionOver`) */
export async function ownObjection(ctx: Context, key: string): Promise<Objection> {
  const found = await row<{ caseId: string }>(
    ctx.db,
    sql`select case_id as "caseId" from objections
        where hash = ${hashToken(key)} and judged is null and ends > ${ctx.now().toISOString()}`,
  )
  const objection = found && (await objectionTo(ctx, found.caseId))
  if (!objection) throw new NotFound('objectionOver')
  return objection
}

/**
 * Somebody whose account was ended objects, with the key from the mail; they need not sign in, because they cannot. Another
 * time takes the place of the first, until it is judged. @throws NotFound (`objectionOver`), Invalid, TooMany
 */
export async function object(ctx: Context, key: string, words: string, visitor: string): Promise<void> {
  await limit(ctx, objecting, visitor)
  await write(ctx, sql`hash = ${hashToken(key)}`, words)
}

/** The same for who cannot be mailed: an identity steward copies it from paper. */
export async function objectOnPaper(ctx: Context, caseId: string, words: string): Promise<void> {
  const steward = requireSteward(ctx, 'identity')
  await transact(steward, async (inner) => {
    const ctx = { ...inner, viewer: steward.viewer }
    if (!(await readCase(ctx, caseId))) throw new NotFound()
    await write(ctx, sql`case_id = ${caseId}`, words)
    await logAct(ctx, { task: 'identity', kind: 'case.objected', about: { case: caseId } })
  })
}

async function write(ctx: Context, which: ReturnType<typeof sql>, words: string): Promise<void> {
  const text = words.trim()
  if (text === '') throw new Invalid({ words: 'sideMissing' })
  if (text.length > 1000) throw new Invalid({ words: 'sideLong' })
  const now = ctx.now().toISOString()
  const written = await row(
    ctx.db,
    sql`update objections set words = ${text}, objected = ${now}
        where ${which} and judged is null and ends > ${now} returning 1 as one`,
  )
  if (!written) throw new NotFound('objectionOver')
}

/** Cases against whose verdict somebody objected, the longest waiting first. At most 100. */
export async function waitingObjections(ctx: Context): Promise<{ id: string; objected: Date }[]> {
  const steward = requireSteward(ctx, 'identity')
  const found = await rows<{ id: string; objected: Date }>(
    steward.db,
    sql`select case_id as id, objected from objections
        where objected is not null and judged is null order by objected limit 100`,
  )
  return found.map((each) => ({ ...each, objected: new Date(each.objected) }))
}

/**
 * Somebody else of the foundation than who decided judges an objection, once, with a reason that its owner reads. `undone`:
 * the account is live again, with what was proven and vouched for it and by it. `stands`: it stays ended, and is erased.
 * @throws NotAllowed (`caseOwn`, `verdictOwn`), Conflict (`objectionNone`, `caseClosed`), Invalid
 */
export async function judgeObjection(
  ctx: Context,
  caseId: string,
  outcome: ObjectionOutcome,
  reason: string,
): Promise<void> {
  const steward = requireSteward(ctx, 'identity')
  const why = reason.trim()
  if (why === '') throw new Invalid({ reason: 'reasonMissing' })
  if (why.length > 1000) throw new Invalid({ reason: 'reasonLong' })
  await transact(steward, async (inner) => {
    const ctx = { ...inner, viewer: steward.viewer }
    await lockLevels(ctx)
    const found = await readCase(ctx, caseId, true)
    if (!found?.closed) throw new NotFound()
    if ([found.residentId, found.otherId].includes(ctx.viewer.id)) throw new NotAllowed('caseOwn')
    if (found.closedBy === ctx.viewer.id) throw new NotAllowed('verdictOwn')
    const objection = await objectionTo(ctx, caseId)
    if (objection?.words == null) throw new Conflict('objectionNone')
    if (objection.outcome) throw new Conflict('caseClosed')
    await ctx.db.execute(
      sql`update objections set outcome = ${outcome}, reason = ${why}, judged = ${ctx.now().toISOString()},
            judged_by = ${ctx.viewer.id} where case_id = ${caseId}`,
    )
    await logAct(ctx, { task: 'identity', kind: `case.${outcome}`, about: { case: caseId } })
    const asProgram = { ...ctx, viewer: undefined }
    if (outcome === 'undone') {
      await revive(asProgram, found.residentId, found.closed)
      await goOn(asProgram, found)
      if (found.otherId) await say(asProgram, found.otherId, 'caseOther', caseId)
    }
    await say(asProgram, found.residentId, outcome, caseId, { reason: why })
    await publish(ctx, 'identity.objection-judged', { case: caseId, outcome })
  })
}

/** Whose account was ended and the time to object is over, with nothing that waits for a judgement: to be erased. A portion. */
export async function endedForGood(ctx: Context): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`select c.resident_id as id from objections o join identity_cases c on c.id = o.case_id
        where o.ends <= ${ctx.now().toISOString()} and o.outcome is distinct from 'undone'
          and (o.objected is null or o.judged is not null)
        order by o.ends limit 200`,
  )
  return found.map(({ id }) => id)
}
