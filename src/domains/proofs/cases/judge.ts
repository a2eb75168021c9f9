import { sql } from 'drizzle-orm'
import { after, day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import { publish } from '../../../platform/outbox.ts'
import { logAct, requireSteward, requireViewer, type ViewerContext } from '../../residents/index.ts'
import { giveProof } from '../give.ts'
import { askLetter } from '../letters/ask.ts'
import { lockLevels, renewLevels, say } from '../levels.ts'
import { allowObjection, endAccount } from './end-account.ts'

export type CaseKind = 'same-person' | 'ring' | 'household' | 'returned'
export type Verdict = 'fine' | 'same' | 'false'

/** Both sides get this long to tell theirs, unless all have told it before. */
const hearing = 7 * day

export interface IdentityCase {
  id: string
  kind: CaseKind
  residentId: string
  otherId: string | null
  proofKind: 'letter' | 'eid' | 'wallet' | null
  provesAddress: boolean
  provesPerson: boolean
  opened: Date
  closed: Date | null
  closedBy: string | null
  verdict: Verdict | null
  reason: string | null
  /** What each side wrote. */
  words: { residentId: string; words: string }[]
}

/** One case, for whoever made sure that the viewer may see it; locked when asked for. */
export async function readCase(ctx: Context, id: string, locked = false): Promise<IdentityCase | undefined> {
  if (!isId(id)) return undefined
  const found = await row<IdentityCase>(
    ctx.db,
    sql`select id, kind, resident_id as "residentId", other_id as "otherId", proof_kind as "proofKind",
          proves_address as "provesAddress", proves_person as "provesPerson", opened, closed, closed_by as "closedBy", verdict, reason,
          coalesce((select jsonb_agg(jsonb_build_object('residentId', w.resident_id, 'words', w.words) order by w.written)
            from identity_case_words w where w.case_id = c.id), '[]') as words
        from identity_cases c where id = ${id} ${locked ? sql`for update` : sql``}`,
  )
  return (
    found && {
      ...found,
      opened: new Date(found.opened),
      closed: found.closed && new Date(found.closed),
    }
  )
}

/** The viewer's own case: only what it is about and what they wrote themselves, never who the other is. */
export async function ownCase(ctx: ViewerContext, id: string): Promise<IdentityCase> {
  const found = await readCase(ctx, id)
  const mine = found && [found.residentId, found.otherId].includes(ctx.viewer.id)
  if (!mine) throw new NotFound()
  return { ...found, words: found.words.filter(({ residentId }) => residentId === ctx.viewer.id) }
}

/** Somebody tells their side. A second time takes the place of the first, until there is a verdict. */
export async function tellSide(ctx: Context, id: string, words: string): Promise<void> {
  const known = requireViewer(ctx)
  const text = words.trim()
  if (text === '') throw new Invalid({ words: 'sideMissing' })
  if (text.length > 1000) throw new Invalid({ words: 'sideLong' })
  const found = await ownCase(known, id)
  if (found.verdict) throw new Conflict('caseClosed')
  await ctx.db.execute(
    sql`insert into identity_case_words (case_id, resident_id, words, written)
        values (${id}, ${known.viewer.id}, ${text}, ${ctx.now().toISOString()})
        on conflict (case_id, resident_id) do update set words = excluded.words, written = excluded.written`,
  )
}

/** So many cases are listed; the next one comes when one of them is judged. */
export const mostCases = 100

/** Cases that wait, the longest first; at most `mostCases`. */
export async function openCases(
  ctx: Context,
): Promise<{ id: string; kind: CaseKind; opened: Date; heard: boolean }[]> {
  const steward = requireSteward(ctx, 'identity')
  const found = await rows<{ id: string; kind: CaseKind; opened: Date; heard: boolean }>(
    steward.db,
    sql`select id, kind, opened, (select count(*) from identity_case_words w where w.case_id = c.id) >=
          case kind when 'same-person' then 2 else 1 end as heard
        from identity_cases c where closed is null order by opened limit ${mostCases}`,
  )
  return found.map((each) => ({ ...each, opened: new Date(each.opened) }))
}

/** Whether both sides were heard, or had a week to be. */
export function mayJudge({ kind, words, opened }: IdentityCase, now: Date): boolean {
  const sides = kind === 'same-person' ? 2 : 1
  return words.length >= sides || opened <= after(now, -hearing)
}

/**
 * Decides a case, once, with a reason that those concerned read. `fine`: what waited goes on. `same`: the earlier account
 * stays as it is, the newer one ends. `false`: nobody lives there by that name; all that leaned on it is looked at again.
 * Whoever loses an account by it may object for six weeks. Nobody judges a case of their own.
 * @param seen until when the steward saw what there is: who vouched after that is not in the verdict.
 * @throws Conflict (`caseEarly`, `caseClosed`), Invalid, NotAllowed.
 */
export async function judge(
  ctx: Context,
  id: string,
  verdict: Verdict,
  reason: string,
  seen: Date = ctx.now(),
): Promise<void> {
  const steward = requireSteward(ctx, 'identity')
  const why = reason.trim()
  if (why === '') throw new Invalid({ reason: 'reasonMissing' })
  if (why.length > 1000) throw new Invalid({ reason: 'reasonLong' })
  await transact(steward, async (inner) => {
    const ctx = { ...inner, viewer: steward.viewer }
    // Whoever vouches holds this before the case.
    await lockLevels(ctx)
    const found = await readCase(ctx, id, true)
    if (!found) throw new NotFound()
    if (found.verdict) throw new Conflict('caseClosed')
    if ([found.residentId, found.otherId].includes(ctx.viewer.id)) throw new NotAllowed('caseOwn')
    if (verdict === 'same' && found.kind !== 'same-person') throw new Invalid({ verdict: 'verdictOdd' })
    if (verdict !== 'fine' && !mayJudge(found, ctx.now())) throw new Conflict('caseEarly')
    await ctx.db.execute(
      sql`update identity_cases set closed = ${ctx.now().toISOString()}, closed_by = ${ctx.viewer.id},
            verdict = ${verdict}, reason = ${why} where id = ${id}`,
    )
    await logAct(ctx, { task: 'identity', kind: `case.${verdict}`, about: { case: id, about: found.kind } })
    if (verdict === 'fine' && found.kind === 'ring') await findFine(ctx, found, seen)
    await carryOut(ctx, found, verdict, why)
    await publish(ctx, 'identity.case-closed', { case: id, verdict })
  })
}

/** What the steward saw counts from now on. @throws Invalid (`caseChanged`) when somebody vouched after that. */
async function findFine(ctx: Context, { residentId }: IdentityCase, seen: Date): Promise<void> {
  await ctx.db.execute(
    sql`update vouches set looked_at = ${ctx.now().toISOString()}
        where resident_id = ${residentId} and ended is null and given <= ${seen.toISOString()}`,
  )
  const newer = await row(
    ctx.db,
    sql`select 1 from vouches where resident_id = ${residentId} and ended is null and looked_at is null limit 1`,
  )
  if (newer) throw new Invalid({ verdict: 'caseChanged' })
}

async function carryOut(
  ctx: ViewerContext,
  found: IdentityCase,
  verdict: Verdict,
  reason: string,
): Promise<void> {
  const { id, residentId, otherId } = found
  const asProgram = { ...ctx, viewer: undefined }
  if (verdict === 'fine') {
    await goOn(asProgram, found)
    // Their vouches and their date of birth count from now on.
    await renewLevels(asProgram, [residentId], 'looked-at')
    await say(asProgram, residentId, 'caseFine', id, { reason })
  } else {
    await endAccount(asProgram, residentId, verdict)
    const key = await allowObjection(asProgram, id)
    const objection = `${ctx.services.config.origin}/bezwaar?code=${key}`
    await say(asProgram, residentId, 'caseEnded', id, { reason, objection })
  }
  if (otherId) await say(asProgram, otherId, 'caseOther', id)
}

/** What waited for the verdict goes on: a proof counts; a letter that was not sent goes on the pile. */
export async function goOn(
  ctx: Context,
  waiting: Pick<IdentityCase, 'residentId' | 'proofKind' | 'provesAddress' | 'provesPerson'>,
): Promise<void> {
  const { residentId, proofKind, provesAddress, provesPerson } = waiting
  if (proofKind === 'letter' && !provesAddress) await askLetter(ctx, residentId, 'address')
  else if (proofKind && (provesAddress || provesPerson))
    await giveProof(ctx, residentId, { kind: proofKind, address: provesAddress, person: provesPerson })
}
