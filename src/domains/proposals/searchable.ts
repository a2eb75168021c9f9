import { sql } from 'drizzle-orm'
import type { Searchable } from '../communities/index.ts'
import { mayReadProposal } from './visible.ts'

/** Proposals that the viewer may read. */
export const searchable: Searchable = {
  kind: 'proposal',
  read: (
    ctx,
    id,
  ) => sql`select p.title, concat_ws(' ', p.idea, p.body) as words, '/voorstel/' || p.id as href,
      coalesce(c.name, a.name) as place, p.made as at
    from proposals p left join communities c on c.id = p.community_id
      left join level_cases k on k.id = p.case_id left join areas a on a.id = k.area_id
    where p.id = ${id} and ${mayReadProposal(ctx)}`,
}
