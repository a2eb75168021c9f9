import { sql } from 'drizzle-orm'
import { rows } from '../../../platform/db/store.ts'
import type { ViewerContext } from '../../residents/index.ts'
import { mayRead } from '../visible.ts'

/** What the viewer wrote down or ticked, as far as they may still read it, newest first. Nobody else's can be asked for. */
export async function documentDeeds(
  ctx: ViewerContext,
  limit: number,
): Promise<{ kind: 'wrote' | 'ticked'; title: string; href: string; at: Date }[]> {
  const found = await rows<{ kind: 'wrote' | 'ticked'; id: string; title: string; at: Date }>(
    ctx.db,
    sql`(select 'wrote' as kind, d.id, d.title, d.created as at from documents d join communities c on c.id = d.community_id
          where d.created_by = ${ctx.viewer.id} and ${mayRead(ctx)} order by d.created desc limit ${limit})
        union all
        (select 'ticked', d.id, s.words, s.ticked from document_steps s join documents d on d.id = s.document_id
          join communities c on c.id = d.community_id
          where s.ticked_by = ${ctx.viewer.id} and ${mayRead(ctx)} order by s.ticked desc limit ${limit})`,
  )
  return found.map(({ id, at, ...deed }) => ({ ...deed, href: `/document/${id}`, at: new Date(at) }))
}
