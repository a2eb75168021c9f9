import { sql } from 'drizzle-orm'
import { after, day } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { hashToken, newToken } from '../../../platform/crypto.ts'
import { rows } from '../../../platform/db/store.ts'
import { endSessionsOf } from '../../identity/index.ts'
import { comeBack, leaveAs } from '../../residents/index.ts'
import { withdrawLetters } from '../letters/ask.ts'
import { renewLevels } from '../levels.ts'
import { isEnded } from '../standing.ts'

/** How long somebody may object to a verdict that ended their account. After that it is erased. */
const objectionLasts = 42 * day

/**
 * An account that should not be there ends: nobody finds it, its sessions and letters are over, and all that leaned on its
 * word is looked at again. Its rows stay for the time in which its owner may object.
 */
export async function endAccount(ctx: Context, residentId: string, verdict: 'same' | 'false'): Promise<void> {
  const now = ctx.now().toISOString()
  const leaned = await rows<{ id: string }>(
    ctx.db,
    sql`update vouches set ended = ${now}, how_ended = 'false'
        where ${residentId} in (voucher_id, resident_id) and ended is null returning resident_id as id`,
  )
  await ctx.db.execute(
    sql`update proofs set ended = ${now}, how_ended = 'false' where resident_id = ${residentId} and ended is null`,
  )
  await withdrawLetters(ctx, residentId)
  await renewLevels(ctx, [residentId, ...leaned.map(({ id }) => id)], verdict)
  await endSessionsOf(ctx, residentId)
  await leaveAs(ctx, residentId, verdict)
}

/**
 * Takes such an end back: the account is live again, and so are its proofs and the vouches by and for it, unless the other
 * side was ended too, moved, or vouched anew. What other domains ended when they heard of it stays ended.
 * @param since when the verdict was given: what ended before that ended for another reason.
 */
export async function revive(ctx: Context, residentId: string, since: Date): Promise<void> {
  const then = since.toISOString()
  await ctx.db.execute(
    sql`update proofs p set ended = null, how_ended = null
        where resident_id = ${residentId} and how_ended = 'false' and ended >= ${then}`,
  )
  const again = await rows<{ id: string }>(
    ctx.db,
    sql`update vouches v set ended = null, how_ended = null
        where ${residentId} in (v.voucher_id, v.resident_id) and v.how_ended = 'false' and v.ended >= ${then}
          and not ${isEnded(sql`case when v.voucher_id = ${residentId} then v.resident_id else v.voucher_id end`)}
          and not exists (select 1 from moves m where m.resident_id = v.resident_id and m.moved >= v.ended)
          and not exists (select 1 from vouches s
            where s.resident_id = v.resident_id and s.voucher_id = v.voucher_id and s.ended is null)
        returning v.resident_id as id`,
  )
  await comeBack(ctx, residentId, since)
  await renewLevels(ctx, [residentId, ...again.map(({ id }) => id)], 'undone')
}

/** From now on its owner may object, with the key that is mailed to them. @returns the key; only its hash is stored. */
export async function allowObjection(ctx: Context, caseId: string): Promise<string> {
  const key = newToken()
  await ctx.db.execute(
    sql`insert into objections (case_id, hash, ends)
        values (${caseId}, ${hashToken(key)}, ${after(ctx.now(), objectionLasts).toISOString()})`,
  )
  return key
}
