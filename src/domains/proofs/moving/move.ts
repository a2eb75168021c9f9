import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import { Conflict } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { changeVault, homeKey, openEntries, type VaultAddress } from '../../identity/index.ts'
import { requireConfirmed, setAddressConfirmed, settleAt, type ResidentPlace } from '../../residents/index.ts'
import { withdrawLetters } from '../letters/ask.ts'
import { renewLevels } from '../levels.ts'

const moving: Limit = { name: 'move', max: 3, window: 90 * day }

/**
 * The viewer lives somewhere else from now on. Their new address takes a new proof: letters under way stop working, what
 * proved the old address ends, what proved the person stays. Communities that belong to the old place hear of it
 * (`resident.moved`) and say goodbye or keep them as a guest. @throws Conflict (`sameAddress`)
 */
export async function move(ctx: Context, address: VaultAddress, place: ResidentPlace): Promise<void> {
  const { viewer } = requireConfirmed(ctx)
  await limit(ctx, moving, viewer.id)
  await transact(ctx, async (inner) => {
    const ctx = { ...inner, viewer }
    const entry = (await openEntries(ctx, [viewer.id], 'own')).get(viewer.id)
    if (entry && homeKey(ctx, entry.address) === homeKey(ctx, address)) throw new Conflict('sameAddress')
    await changeVault(ctx, viewer.id, { address }, 'own')
    await settleAt(ctx, viewer.id, place)
    await withdrawLetters(ctx, viewer.id)
    await endAddressProofs(ctx, viewer.id)
    await ctx.db.execute(
      sql`insert into moves (resident_id, moved) values (${viewer.id}, ${ctx.now().toISOString()}) on conflict do nothing`,
    )
    await publish(ctx, 'resident.moved', { resident: viewer.id })
  })
}

/** What proved an address ends; of an eID or wallet the proof of the person goes on. Vouches said "lives here". */
async function endAddressProofs(ctx: Context, residentId: string): Promise<void> {
  const now = ctx.now().toISOString()
  const ended = await rows<{ kind: string; person: boolean }>(
    ctx.db,
    sql`update proofs set ended = ${now}, how_ended = 'moved'
        where resident_id = ${residentId} and ended is null and proves_address returning kind, proves_person as person`,
  )
  for (const { kind } of ended.filter(({ person }) => person)) {
    await ctx.db.execute(
      sql`insert into proofs (id, resident_id, kind, proves_address, proves_person, given)
          values (${newId()}, ${residentId}, ${kind}, false, true, ${now})`,
    )
  }
  await ctx.db.execute(
    sql`update vouches set ended = ${now}, how_ended = 'moved' where resident_id = ${residentId} and ended is null`,
  )
  await setAddressConfirmed(ctx, residentId, 'ended')
  await renewLevels(ctx, [residentId], 'moved')
}
