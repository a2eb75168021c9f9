import { sql } from 'drizzle-orm'
import { after, day } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { arrayOf, row } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { householdOf } from '../identity/index.ts'
import { setAddressConfirmed, type Level } from '../residents/index.ts'
import { openCase } from './cases/open.ts'
import { renewLevels } from './levels.ts'
import { manyAtOneAddress } from './rules.ts'

export type ProofKind = 'letter' | 'eid' | 'wallet' | 'desk' | 'command'

export interface NewProof {
  kind: ProofKind
  address: boolean
  person: boolean
}

/**
 * Writes down a proof and looks again at the level. A newer proof of the same kind takes the place of the older one.
 * @returns the level the resident has now.
 */
export async function giveProof(ctx: Context, residentId: string, proof: NewProof): Promise<Level> {
  return transact(ctx, async (ctx) => {
    const now = ctx.now().toISOString()
    await ctx.db.execute(
      sql`update proofs set ended = ${now}, how_ended = 'replaced'
          where resident_id = ${residentId} and kind = ${proof.kind} and ended is null`,
    )
    await ctx.db.execute(
      sql`insert into proofs (id, resident_id, kind, proves_address, proves_person, given, given_by)
          values (${newId()}, ${residentId}, ${proof.kind}, ${proof.address}, ${proof.person}, ${now},
            ${ctx.viewer?.id ?? null})`,
    )
    if (proof.address) {
      await setAddressConfirmed(ctx, residentId, 'proven')
      await countHousehold(ctx, residentId)
    }
    await renewLevels(ctx, [residentId], proof.kind)
    const found = await row<{ level: Level }>(
      ctx.db,
      sql`select level from residents where id = ${residentId}`,
    )
    return found?.level ?? 'applicant'
  })
}

/** An unusual number of people at one address is looked at, not refused: there are convents and student houses. */
async function countHousehold(ctx: Context, residentId: string): Promise<void> {
  const household = await householdOf(ctx, residentId)
  if (household.length < manyAtOneAddress) return
  const looked = await row(
    ctx.db,
    sql`select 1 from identity_cases where kind = 'household' and resident_id = any(${arrayOf(household, 'uuid')})
          and (closed is null or closed > ${after(ctx.now(), -365 * day).toISOString()}) limit 1`,
  )
  if (!looked) await openCase(ctx, { kind: 'household', residentId })
}
