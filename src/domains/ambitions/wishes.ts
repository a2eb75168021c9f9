import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { requireViewer } from '../residents/index.ts'
import { conceptsByIds, type Concept } from './queries.ts'
import { mostWishes, type Reach } from './rules.ts'

/** What a resident says of a wish. */
export interface WishWords {
  dream: string
  reach: string
  findable: boolean
}

/** A standing wish of the viewer. */
export interface Wish extends WishWords {
  concept: Concept
  reach: Reach
  /** Whether neighbours find the viewer on it now. */
  listed: boolean
  since: Date
}

/** The viewer's own standing wishes, newest first. Nobody else's can be asked for. */
export async function wishesOf(ctx: Context): Promise<Wish[]> {
  const { viewer } = requireViewer(ctx)
  const held = await rows<Omit<Wish, 'concept'> & { conceptId: number }>(
    ctx.db,
    sql`select concept_id as "conceptId", dream, reach, findable, listed, since from wishes
        where resident_id = ${viewer.id} and ended is null order by since desc, id desc limit ${mostWishes}`,
  )
  const concepts = await conceptsByIds(
    ctx,
    held.map(({ conceptId }) => conceptId),
  )
  return held.map(({ conceptId, ...wish }) => ({
    ...wish,
    since: new Date(wish.since),
    concept: concepts.get(conceptId)!,
  }))
}
