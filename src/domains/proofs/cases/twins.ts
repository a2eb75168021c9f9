import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, row, rows } from '../../../platform/db/store.ts'
import { accountsOf, lockPerson, openEntries } from '../../identity/index.ts'
import { openCase, type NewCase } from './open.ts'

/**
 * The other accounts of this person, as far as a date of birth is known; who joined first at the front. Nobody else decides
 * about accounts of this person until the transaction ends.
 */
async function othersOf(ctx: Context, residentId: string): Promise<string[]> {
  const entry = (await openEntries(ctx, [residentId], 'own')).get(residentId)
  if (entry?.birth === undefined) return []
  await lockPerson(ctx, entry.name, entry.birth)
  return (await accountsOf(ctx, entry.name, entry.birth)).filter((id) => id !== residentId)
}

/**
 * Looks, in the transaction that changed a name or woke an account, whether this person has another account now. If so a
 * case opens, unless one about the two is open: whose address is proven stays, of two alike who joined first.
 * @returns whether there is a case.
 */
export async function lookForTwin(ctx: Context, residentId: string): Promise<boolean> {
  const [other] = await othersOf(ctx, residentId)
  if (other === undefined) return false
  const known = await row(
    ctx.db,
    sql`select 1 from identity_cases where closed is null
          and (resident_id, other_id) in ((${residentId}::uuid, ${other}::uuid), (${other}::uuid, ${residentId}::uuid))`,
  )
  if (known) return true
  const [first, second] = await rows<{ id: string }>(
    ctx.db,
    sql`select id from residents where id = any(${arrayOf([residentId, other], 'uuid')})
        order by level = 'applicant', joined, id`,
  )
  if (!first || !second) throw new Error('An account of two is gone')
  await openCase(ctx, { kind: 'same-person', residentId: second.id, otherId: first.id })
  return true
}

/** Opens a case about a proof that waits, when this person has one more account. @returns whether there is. */
export async function holdForTwin(
  ctx: Context,
  residentId: string,
  pending: NonNullable<NewCase['pending']>,
): Promise<boolean> {
  const [other] = await othersOf(ctx, residentId)
  if (other === undefined) return false
  await openCase(ctx, { kind: 'same-person', residentId, otherId: other, pending })
  return true
}
