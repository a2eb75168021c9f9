import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'

/**
 * Two themes became one: whoever was pointed at for the old one is now pointed at for the one that stays, with the same
 * people behind them. Who already pointed at somebody for both does so once. Doing it twice changes nothing.
 */
export async function followMergedTheme(
  ctx: Context,
  { scheme, from, to }: { scheme: string; from: number; to: number },
): Promise<void> {
  if (scheme !== 'theme') return
  const now = ctx.now().toISOString()
  await transact(ctx, async (ctx) => {
    await ctx.db.execute(
      sql`insert into designations (id, community_id, kind, theme_id, by_id, to_id, designated)
          select gen_random_uuid(), community_id, kind, ${to}::int, by_id, to_id, designated from designations
          where theme_id = ${from} and ended is null
          on conflict (community_id, kind, by_id, to_id, coalesce(theme_id, 0)) where ended is null do nothing`,
    )
    await ctx.db.execute(
      sql`update designations set ended = ${now}, how_ended = 'merged' where theme_id = ${from} and ended is null`,
    )
    await ctx.db.execute(
      sql`insert into designation_refusals (community_id, resident_id, kind, theme_id, since)
          select community_id, resident_id, kind, ${to}::int, since from designation_refusals
          where theme_id = ${from} and ended is null
          on conflict (community_id, resident_id, kind, coalesce(theme_id, 0)) where ended is null do nothing`,
    )
    await ctx.db.execute(
      sql`update designation_refusals set ended = ${now} where theme_id = ${from} and ended is null`,
    )
    await ctx.db.execute(
      sql`insert into livelihoods (resident_id, theme_id, earns, stated)
          select resident_id, ${to}::int, earns, stated from livelihoods where theme_id = ${from}
          on conflict (resident_id, theme_id) do nothing`,
    )
  })
}
