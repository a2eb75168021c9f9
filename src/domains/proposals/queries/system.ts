import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { mayReadProposal } from '../visible.ts'

/** Where a proposal lies, and what it is called there. */
export interface Placed {
  title: string
  made: Date
  /** When it came where it is on its way. */
  changed: Date
  community: { id: string; slug: string } | null
  /** The code of its area, at a level. */
  area: string | null
  /** Whether everybody on the internet may read it. */
  open: boolean
}

/** A proposal for work that nobody asked for, such as the register: whoever may read it. Never for a page. */
export async function systemProposal(ctx: Context, id: string): Promise<Placed | undefined> {
  const found = await row<Omit<Placed, 'made' | 'changed'> & { made: string; changed: string }>(
    ctx.db,
    sql`select p.title, p.made, p.changed, case when c.id is not null then json_build_object('id', c.id, 'slug', c.slug) end as community,
          a.code as area, ${mayReadProposal({ ...ctx, viewer: undefined })} as open
        from proposals p left join communities c on c.id = p.community_id left join level_cases k on k.id = p.case_id
          left join areas a on a.id = k.area_id
        where p.id = ${id}`,
  )
  return found && { ...found, made: new Date(found.made), changed: new Date(found.changed) }
}
