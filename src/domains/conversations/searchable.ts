import { sql } from 'drizzle-orm'
import { arrayOf } from '../../platform/db/store.ts'
import { isMember, mayEnter, type Searchable } from '../communities/index.ts'
import { homeAreas } from './conversation.ts'
import { hiddenFrom } from './queries/names.ts'

/**
 * What is said, for who may read the conversation (as `conversationById`): nothing that was withdrawn, except what a
 * conversation is called; nothing of somebody who blocked the viewer or whom the viewer blocked.
 */
export const searchable: Searchable = {
  kind: 'talk',
  read: (ctx, id) => sql`select v.title, r.words,
      '/gesprek/' || v.id || case when r.seq > 1 then '?na=' || r.seq - 1 || '#r' || r.seq else '' end as href,
      coalesce(c.name, a.name) as place, r.posted as at
    from replies r join conversations v on v.id = r.conversation_id
      left join communities c on c.id = v.community_id left join areas a on a.id = v.area_id
    where r.id = ${id} and (r.withdrawn is null or r.seq = 1) and not ${hiddenFrom(ctx, sql`r.author_id`)}
      and case when v.community_id is null then v.area_id = any(${arrayOf(homeAreas(ctx), 'int')})
        else ${mayEnter(ctx)} and (c.access <> 'besloten' or ${isMember(ctx.viewer?.id)}) end`,
}
