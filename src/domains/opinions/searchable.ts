import { sql } from 'drizzle-orm'
import { arrayOf } from '../../platform/db/store.ts'
import { mayReadInside, type Searchable } from '../communities/index.ts'
import { homeAreas } from '../conversations/index.ts'

/** Questions, for who may read them (as `questionById`). */
export const searchable: Searchable = {
  kind: 'question',
  read: (
    ctx,
    id,
  ) => sql`select q.title, q.about as words, '/vraag/' || q.id as href, coalesce(c.name, a.name) as place, q.opened as at
    from opinion_questions q left join communities c on c.id = q.community_id left join areas a on a.id = q.area_id
    where q.id = ${id} and case when q.community_id is null then q.area_id = any(${arrayOf(homeAreas(ctx), 'int')})
      else ${mayReadInside(ctx)} end`,
}
