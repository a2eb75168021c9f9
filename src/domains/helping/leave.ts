import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { endActingFor } from '../identity/index.ts'
import { tell } from '../residents/index.ts'

/**
 * Somebody is gone for good: nobody helps them any more, nor do they help anybody, and the others are told as with an end of
 * any other kind. Twice ends it once.
 */
export async function leaveHelping(ctx: Context, residentId: string): Promise<void> {
  const ended = await rows<{ id: string; other: string; helped: boolean; accepted: boolean }>(
    ctx.db,
    sql`update helpings set ended = ${ctx.now().toISOString()}, how_ended = 'left', ended_by = ${residentId}
        where ended is null and ${residentId} in (resident_id, helper_id)
        returning id, case when resident_id = ${residentId} then helper_id else resident_id end as other,
          resident_id = ${residentId} as helped, accepted is not null as accepted`,
  )
  for (const { id, other, helped, accepted } of ended) {
    if (accepted) await tell(ctx, [other], helped ? 'helping.stopped' : 'helping.put-down', { helping: id })
  }
  await endActingFor(ctx, residentId)
}
