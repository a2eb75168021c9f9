import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import type { Community } from '../../communities/index.ts'
import type { ViewerContext } from '../../residents/index.ts'

/** Words that came from a connected community. */
export interface Passed {
  id: string
  /** The community they come from. */
  from: string
  slug: string
  title: string
  words: string
  /** Whether it waits for the manager. */
  waits: boolean
  passed: Date
  /** Whether the viewer passed it on. */
  mine: boolean
}

/** How long words that were passed on are seen, in days. */
export const shownDays = 28

/** Words passed on to a community: those that are shown, and for its manager those that wait; newest first. */
export async function passedTo(ctx: Context, community: Community, limit = 10): Promise<Passed[]> {
  const manager = community.role === 'manager'
  const found = await rows<Passed>(
    ctx.db,
    sql`select w.id, c.name as "from", c.slug, w.title, w.words, w.answer is null as waits, w.passed,
          coalesce(w.by_id = ${ctx.viewer?.id ?? null}::uuid, false) as mine
        from passed_words w join communities c on c.id = w.from_id
        where w.to_id = ${community.id} and w.passed > ${ctx.now().toISOString()}::timestamptz - ${shownDays}::int * interval '1 day'
          and (w.answer = 'shown' or (w.answer is null and ${manager}))
        order by w.passed desc, w.id limit ${limit}`,
  )
  return found.map((one) => ({ ...one, passed: new Date(one.passed) }))
}

/** Words that the viewer passed on to this community can be taken back by them: their ids as one text, or null. */
export function ownPassed(ctx: ViewerContext, communityId: SQL): SQL {
  return sql`(select string_agg(w.id::text, ' ' order by w.id) from passed_words w
    where w.to_id = ${communityId} and w.by_id = ${ctx.viewer.id}
      and w.passed > ${ctx.now().toISOString()}::timestamptz - ${shownDays}::int * interval '1 day')`
}
