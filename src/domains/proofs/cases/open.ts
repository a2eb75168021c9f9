import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { newId } from '../../../platform/ids.ts'
import { publish } from '../../../platform/outbox.ts'
import { say } from '../levels.ts'

/** Something a person of the foundation has to look at. */
export interface NewCase {
  /**
   * same-person: two accounts may be one person. ring: vouchers may be one circle. household: many at one address. returned: an
   * account of this person was ended because it was not true.
   */
  kind: 'same-person' | 'ring' | 'household' | 'returned'
  /** Of two accounts the newer one. */
  residentId: string
  otherId?: string
  /** The proof that waits for the verdict. */
  pending?: { kind: 'letter' | 'eid' | 'wallet'; address: boolean; person: boolean }
}

/**
 * Opens a case, once: while one about the same is open, that one stays, with the newest proof. Both residents are told
 * and asked for their side; nobody loses anything before the verdict. @returns its id.
 */
export async function openCase(ctx: Context, about: NewCase): Promise<string> {
  const { kind, residentId, otherId, pending } = about
  return transact(ctx, async (ctx) => {
    const opened = await row<{ id: string; fresh: boolean }>(
      ctx.db,
      sql`insert into identity_cases (id, kind, resident_id, other_id, proof_kind, proves_address, proves_person, opened)
          values (${newId()}, ${kind}, ${residentId}, ${otherId ?? null}, ${pending?.kind ?? null},
            ${pending?.address ?? false}, ${pending?.person ?? false}, ${ctx.now().toISOString()})
          on conflict (resident_id, kind, coalesce(other_id, resident_id)) where closed is null
            do update set proof_kind = excluded.proof_kind, proves_address = excluded.proves_address,
              proves_person = excluded.proves_person
          returning id, (xmax = 0) as fresh`,
    )
    if (!opened) throw new Error('A case was neither opened nor found')
    if (opened.fresh) {
      await say(ctx, residentId, 'case', opened.id)
      if (otherId) await say(ctx, otherId, 'case', opened.id)
      await publish(ctx, 'identity.case-opened', { case: opened.id })
    }
    return opened.id
  })
}
