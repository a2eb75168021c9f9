import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { conceptAndBroader } from '../../ambitions/index.ts'
import { counting, inPlace, type Scope } from '../scope.ts'

/**
 * For each resident the row that counts in this scope at that moment: to whom they gave their voice, or null where they
 * stopped it. The theme itself goes before a broader one, and any theme before the whole place. Who gave nothing is not in
 * it. Says nothing about who may vote.
 */
export async function delegationsFor(
  ctx: Context,
  scope: Scope,
  at: Date,
): Promise<Map<string, string | null>> {
  const ranks = await themeRanks(ctx, scope.themeId)
  const found = await rows<{ by: string; to: string | null; theme: number | null }>(
    ctx.db,
    sql`select d.by_id as by, d.to_id as to, d.theme_id as theme from delegations d
        where ${inPlace(scope)} and (d.theme_id is null or d.theme_id = any(${arrayOf(ranks.keys(), 'int')}))
          and ${counting(at)}`,
  )
  const chosen = new Map<string, string | null>()
  const ranked = new Map<string, number>()
  for (const { by, to, theme } of found) {
    const rank = theme === null ? whole : ranks.get(theme)!
    if (rank > (ranked.get(by) ?? Infinity)) continue
    ranked.set(by, rank)
    chosen.set(by, to)
  }
  return chosen
}

/** A place as a whole comes after every theme in it. */
const whole = 1_000

/** The theme with those above it, and how near each lies: 0 for itself. */
export async function themeRanks(ctx: Context, themeId: number | null): Promise<Map<number, number>> {
  return themeId === null ? new Map() : conceptAndBroader(ctx, themeId)
}
