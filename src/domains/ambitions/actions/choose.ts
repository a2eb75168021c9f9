import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict } from '../../../platform/errors.ts'
import { publish } from '../../../platform/outbox.ts'
import { requireViewer } from '../../residents/index.ts'
import { conceptBySlug, requireConcept, type Concept } from '../queries.ts'
import { mostWishes, type Reach } from '../rules.ts'

export interface Choice {
  slug: string
  /** "Waar ik van droom", in the resident's own words. */
  dream?: string
  reach: Reach
  /** Neighbours may find the viewer on this wish. */
  findable: boolean
}

/**
 * The viewer wishes for an ambition. The store itself keeps where the wish lies and whether it is listed (migration
 * 0008). Also for an applicant: the wish is kept and is listed once the address is proven.
 * Choosing twice leaves one wish, with the newest words. @returns the concept, which may be the successor of a merged one.
 */
export async function chooseAmbition(ctx: Context, choice: Choice): Promise<Concept> {
  const { viewer } = requireViewer(ctx)
  return transact(ctx, async (ctx) => {
    const concept = await requireConcept(ctx, choice.slug)
    const wish = await row<{ id: number; isNew: boolean }>(
      ctx.db,
      sql`insert into wishes (resident_id, concept_id, dream, reach, findable, since)
          values (${viewer.id}, ${concept.id}, ${choice.dream ?? ''}, ${choice.reach}, ${choice.findable},
            ${ctx.now().toISOString()})
          on conflict (resident_id, concept_id) where ended is null
            do update set dream = excluded.dream, reach = excluded.reach, findable = excluded.findable
          returning id, xmax = 0 as "isNew"`,
    )
    if (!wish!.isNew) return concept
    const held = await row<{ count: number }>(
      ctx.db,
      sql`select count(*)::int as count from wishes where resident_id = ${viewer.id} and ended is null`,
    )
    if (held!.count > mostWishes) throw new Conflict('tooManyWishes', { most: mostWishes })
    await publish(ctx, 'ambition.chosen', { wish: wish!.id, resident: viewer.id, concept: concept.id })
    return concept
  })
}

/** The viewer lets an ambition go. What was not held stays not held. @returns the concept, when there is one. */
export async function dropAmbition(ctx: Context, slug: string): Promise<Concept | undefined> {
  const { viewer } = requireViewer(ctx)
  const concept = await conceptBySlug(ctx, slug)
  if (!concept) return undefined
  await transact(ctx, async (ctx) => {
    const wish = await row<{ id: number }>(
      ctx.db,
      sql`update wishes set ended = ${ctx.now().toISOString()}
          where resident_id = ${viewer.id} and concept_id = ${concept.id} and ended is null returning id`,
    )
    if (wish)
      await publish(ctx, 'ambition.dropped', { wish: wish.id, resident: viewer.id, concept: concept.id })
  })
  return concept
}
