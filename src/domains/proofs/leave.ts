import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { publish } from '../../platform/outbox.ts'
import { householdOf, openEntries, personMarks } from '../identity/index.ts'
import { goOn, readCase, type IdentityCase } from './cases/judge.ts'
import { holdForTwin } from './cases/twins.ts'
import { letterUnderWay } from './letters/ask.ts'
import { renewLevels, say } from './levels.ts'
import { isEnded } from './standing.ts'

/**
 * Somebody is erased, in the caller's transaction: their word no longer counts, whoever leaned on it is looked at again and
 * told, and no case that is open about them is lost for the others. Of an account that was not true a mark of the person stays
 * for two years, so that the same one does not come back at once. Rows about them go afterwards.
 */
export async function leaveProofs(ctx: Context, residentId: string): Promise<void> {
  await takeWordBack(ctx, residentId)
  await markEnded(ctx, residentId)
  const open = await rows<{ id: string }>(
    ctx.db,
    sql`select id from identity_cases where closed is null and ${residentId} in (resident_id, other_id)
        order by opened for update`,
  )
  for (const { id } of open) {
    const found = await readCase(ctx, id)
    if (found?.kind === 'household') await passHouseholdOn(ctx, found)
    if (found?.kind === 'same-person') await settleWithout(ctx, found, residentId)
  }
  // Links to what is gone.
  await ctx.db.execute(
    sql`delete from notices where kind = 'proof.case' and data->>'about' in (
          select id::text from identity_cases where ${residentId} in (resident_id, other_id) and kind = 'same-person')`,
  )
}

async function markEnded(ctx: Context, residentId: string): Promise<void> {
  const ended = await row(
    ctx.db,
    sql`select 1 from identity_cases
        where resident_id = ${residentId} and verdict = 'false' and ${isEnded(sql`${residentId}::uuid`)} limit 1`,
  )
  if (!ended) return
  const entry = (await openEntries({ ...ctx, viewer: undefined }, [residentId], 'unique')).get(residentId)
  if (entry?.birth === undefined) return
  const [mark] = personMarks(ctx, entry.name, entry.birth)
  await ctx.db.execute(
    sql`insert into ended_persons (person_index, ended) values (${mark}, ${ctx.now().toISOString()})`,
  )
}

async function takeWordBack(ctx: Context, residentId: string): Promise<void> {
  const leaned = await rows<{ id: string }>(
    ctx.db,
    sql`update vouches set ended = ${ctx.now().toISOString()}, how_ended = 'taken-back'
        where voucher_id = ${residentId} and ended is null returning resident_id as id`,
  )
  const ids = leaned.map(({ id }) => id)
  if (ids.length > 0) await renewLevels(ctx, ids, 'vouch-taken-back')
  for (const id of ids) await publish(ctx, 'vouch.taken-back', { resident: id })
}

/**
 * Of two accounts one is left, so there is nothing to decide any more: the one that stays is told, and when it is the newer
 * one, what it waited for goes on; unless this person has yet another account. The row of the case goes with who is erased.
 */
async function settleWithout(ctx: Context, found: IdentityCase, leavingId: string): Promise<void> {
  const { id, residentId, otherId, proofKind, provesAddress, provesPerson } = found
  await publish(ctx, 'identity.case-closed', { case: id, verdict: 'fine' })
  if (residentId === leavingId) {
    if (otherId) await say(ctx, otherId, 'caseOther', id)
    return
  }
  const pending = proofKind && { kind: proofKind, address: provesAddress, person: provesPerson }
  if (pending && (await holdForTwin(ctx, residentId, pending))) return
  const coming = proofKind === 'letter' && !provesAddress && (await letterUnderWay(ctx, residentId))
  if (!coming) await goOn(ctx, found)
  await say(ctx, residentId, 'caseFine', id)
}

/** Many people at one home is about the home: the question goes on about who else lives there. */
async function passHouseholdOn(ctx: Context, { id, residentId }: IdentityCase): Promise<void> {
  const [other] = (await householdOf(ctx, residentId)).filter((each) => each !== residentId)
  if (other === undefined) return
  const asked = await row(
    ctx.db,
    sql`select 1 from identity_cases where resident_id = ${other} and kind = 'household' and closed is null`,
  )
  if (!asked) await ctx.db.execute(sql`update identity_cases set resident_id = ${other} where id = ${id}`)
}
