import { sql } from 'drizzle-orm'
import { row } from '../../../platform/db/store.ts'
import { tellAbout } from '../../communities/index.ts'
import type { ViewerContext } from '../../residents/index.ts'

/**
 * Tells who put a document there, while they belong to its community and are not the viewer. Only that document is named:
 * where a copy went may be closed to them.
 */
export async function tellMaker(
  ctx: ViewerContext,
  { id, title, communityId }: { id: string; title: string; communityId: string },
  kind: string,
): Promise<void> {
  const maker = await row<{ id: string }>(
    ctx.db,
    sql`select m.resident_id as id from documents d join memberships m on m.community_id = d.community_id
          and m.resident_id = d.created_by and m.ended is null
        where d.id = ${id} and d.created_by <> ${ctx.viewer.id}`,
  )
  if (maker)
    await tellAbout(ctx, communityId, [maker.id], kind, { document: id, title, at: ctx.now().toISOString() })
}
