import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { addressWritten, placeOf } from '../areas/index.ts'
import { moveResident } from '../residents/index.ts'
import { openVault, type VaultAddress } from './vault.ts'

/** What came of placing residents again. */
export interface Placed {
  moved: number
  unchanged: number
  /** Residents whose address is not in the table any more; they stay where they were. */
  unknown: number
}

/**
 * Places every resident again where their address lies now: after areas or addresses were imported anew, borders may
 * have moved. Looks in our own table only, so that no address leaves the house. Each opening of the vault is written
 * down. Doing it twice changes nothing the second time. `batch` is how many residents are read at once.
 */
export async function placeResidents(ctx: Context, batch = 500): Promise<Placed> {
  const placed: Placed = { moved: 0, unchanged: 0, unknown: 0 }
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const residents = await rows<{ id: string }>(
      ctx.db,
      sql`select v.resident_id as id from vault v join residents r on r.id = v.resident_id
          where v.resident_id > ${last} and r.left_at is null order by v.resident_id limit ${batch}`,
    )
    for (const { id } of residents) {
      const opened = await openVault(ctx, id, 'address', 'areas.renewed')
      // Erased since the list was read.
      if (opened === undefined) continue
      const found = await addressWritten(ctx, JSON.parse(opened) as VaultAddress)
      if (!found) placed.unknown++
      else if (await moveResident(ctx, id, placeOf(found))) placed.moved++
      else placed.unchanged++
    }
    if (residents.length < batch) return placed
    last = residents.at(-1)!.id
  }
}
