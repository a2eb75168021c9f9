import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { arrayOf } from '../../platform/db/store.ts'
import { isMember, mayReadInside, type Searchable } from '../communities/index.ts'
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
      coalesce(case when ${mayReadInside(ctx)} then c.name end, through.name, a.name) as place, r.posted as at
    from replies r join conversations v on v.id = r.conversation_id
      left join communities c on c.id = v.community_id left join areas a on a.id = v.area_id
      left join lateral (${guest(ctx)}) through on true
    where r.id = ${id} and (r.withdrawn is null or r.seq = 1) and not ${hiddenFrom(ctx, sql`r.author_id`)}
      and case when v.community_id is null then v.area_id = any(${arrayOf(homeAreas(ctx), 'int')})
        else ${mayReadInside(ctx)} or through.name is not null end`,
}

/** The first community of the viewer that `conversations v` is shared with: what they know of where it stands. */
function guest(ctx: Context): SQL {
  return sql`select c.name from conversation_shares s join communities c on c.id = s.community_id
    where s.conversation_id = v.id and s.accepted is not null and s.ended is null and ${isMember(ctx.viewer?.id)}
    order by s.accepted, c.id limit 1`
}
