import { sql } from 'drizzle-orm'
import type { Searchable } from '../communities/index.ts'
import { seenThrough } from './visible.ts'

/** Activities that are not called off: the next time that they are, or else the last. */
export const searchable: Searchable = {
  kind: 'activity',
  read: (
    ctx,
    id,
  ) => sql`select act.title, act.about_plain as words, '/afspraak/' || m.id as href, c.name as place, m.starts as at
    from activities act ${seenThrough(ctx)} join lateral (
      (select m.id, m.starts, 1 as turn from activity_moments m where m.activity_id = act.id and m.cancelled is null
        and m.starts >= ${ctx.now().toISOString()}::timestamptz order by m.starts limit 1)
      union all
      (select m.id, m.starts, 2 from activity_moments m where m.activity_id = act.id and m.cancelled is null
        order by m.starts desc limit 1)
      order by 3 limit 1) m on true
    where act.id = ${id} and act.cancelled is null`,
}
