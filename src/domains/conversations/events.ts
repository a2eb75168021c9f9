import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { on, type Subscription } from '../../platform/outbox.ts'

/** Job: what was said on an ambition that was merged is said on the one that it went into. */
async function followMerged(ctx: Context, { from, to }: { from: number; to: number }): Promise<void> {
  await ctx.db.execute(sql`update conversations set ambition_id = ${to} where ambition_id = ${from}`)
}

export const subscriptions: Subscription[] = [
  on('concept.merged', 'conversations-follow-ambition', followMerged),
]
