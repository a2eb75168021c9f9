import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'

/**
 * Whoever followed a concept follows the one that replaces it: standing wishes and communities. Who already held both
 * keeps one wish.
 */
export async function moveFollowers(ctx: Context, from: number, to: number): Promise<void> {
  await ctx.db.execute(
    sql`update wishes w set ended = ${ctx.now().toISOString()}
        where w.concept_id = ${from} and w.ended is null and exists (
          select 1 from wishes held
          where held.resident_id = w.resident_id and held.concept_id = ${to} and held.ended is null)`,
  )
  // Of a sensitive wish somebody agreed to be counted, not to be found: that agreement does not move along.
  await ctx.db.execute(
    sql`update wishes w set concept_id = ${to}, findable = w.findable and (not old.sensitive or new.sensitive)
        from concepts old, concepts new
        where w.concept_id = ${from} and w.ended is null and old.id = ${from} and new.id = ${to}`,
  )
  await ctx.db.execute(
    sql`insert into community_ambitions (community_id, concept_id)
        select community_id, ${to} from community_ambitions where concept_id = ${from}
        on conflict do nothing`,
  )
  await ctx.db.execute(sql`delete from community_ambitions where concept_id = ${from}`)
}
