import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'

/**
 * Copies to standing wishes where their residents live and whether they may be listed: found by neighbours only who
 * agreed, whose address is proven, who is an adult and not protected, and only on a wish that is not sensitive.
 */
async function relist(ctx: Context, which: SQL): Promise<void> {
  await ctx.db.execute(
    sql`update wishes w set street_id = r.street_id, buurt_id = r.buurt_id, wijk_id = r.wijk_id,
          gemeente_id = r.gemeente_id, cell = r.cell,
          listed = w.findable and r.level in ('verified', 'assured') and r.adult and not r.protected
            and r.left_at is null and not c.sensitive
        from residents r, concepts c
        where r.id = w.resident_id and c.id = w.concept_id and w.ended is null and ${which}`,
  )
}

/**
 * Brings the standing wishes of a resident up to date after their level, place, age or protection changed. Call it in
 * the same transaction.
 */
export async function relistWishes(ctx: Context, residentId: string): Promise<void> {
  await relist(ctx, sql`w.resident_id = ${residentId}`)
}

/** The same for everybody who holds a wish, after what the concept tells about them was judged anew. */
export async function relistConcept(ctx: Context, conceptId: number): Promise<void> {
  await relist(ctx, sql`w.concept_id = ${conceptId}`)
}

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
  await ctx.db.execute(sql`update wishes set concept_id = ${to} where concept_id = ${from} and ended is null`)
  await relistConcept(ctx, to)
  await ctx.db.execute(
    sql`insert into community_ambitions (community_id, concept_id)
        select community_id, ${to} from community_ambitions where concept_id = ${from}
        on conflict do nothing`,
  )
  await ctx.db.execute(sql`delete from community_ambitions where concept_id = ${from}`)
}
