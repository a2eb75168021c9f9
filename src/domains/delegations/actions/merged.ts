import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'

/**
 * Two themes became one: what was given for the old one counts for the one that stays. Who already gave their voice for that
 * keeps what they said there. Doing it twice changes nothing.
 */
export async function followMergedTheme(
  ctx: Context,
  { scheme, from, to }: { scheme: string; from: number; to: number },
): Promise<void> {
  if (scheme !== 'theme') return
  const now = ctx.now().toISOString()
  await transact(ctx, async (ctx) => {
    await ctx.db.execute(
      sql`update delegations d set ended = ${now}, how_ended = 'merged', told = ${now}
          where d.theme_id = ${from} and d.ended is null and exists (select 1 from delegations other
            where other.by_id = d.by_id and other.ended is null and other.theme_id = ${to}
              and other.community_id is not distinct from d.community_id and other.area_id is not distinct from d.area_id)`,
    )
    await ctx.db.execute(
      sql`update delegations set theme_id = ${to} where theme_id = ${from} and ended is null`,
    )
  })
}
