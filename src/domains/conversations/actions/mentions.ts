import { sql } from 'drizzle-orm'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { isId } from '../../../platform/ids.ts'
import { notBlocked, tellAbout } from '../../communities/index.ts'
import { tell, type ViewerContext } from '../../residents/index.ts'
import type { Conversation } from '../conversation.ts'
import { namesCalled } from '../rules.ts'

/** Whom words call, the words with the name of who was chosen from the list, and a way to tell them. */
export interface Called {
  words: string
  residents: string[]
  tell(about: Record<string, string>): Promise<void>
}

/** People with one first name: with more of them nobody knows who is meant. */
const mostNamesakes = 2

/**
 * Whom the words call with an @ and a first name, when there is one such member, and who was chosen from the list. Nobody who
 * blocked the other; who asked for quiet in this conversation is called and not told.
 */
export async function callNames(
  ctx: ViewerContext,
  conversation: Conversation,
  { words, mention }: { words: string; mention?: string | undefined },
): Promise<Called> {
  const names = namesCalled(words)
  const chosen = mention && isId(mention) ? mention : null
  if (names.length === 0 && !chosen) return { words, residents: [], tell: async () => {} }
  const found = await rows<{ id: string; name: string; first: string; quiet: boolean; via: string | null }>(
    ctx.db,
    sql`select r.id, r.display_name as name, lower(split_part(r.display_name, ' ', 1)) as first,
          coalesce(rd.follow = 'quiet', false) as quiet, ${viaOf(conversation)} as via
        from residents r left join reads rd on rd.resident_id = r.id and rd.conversation_id = ${conversation.id}
        where r.id in (${people(conversation)}) and r.left_at is null and r.id <> ${ctx.viewer.id}
          and (r.id = ${chosen}::uuid or lower(split_part(r.display_name, ' ', 1)) = any(
            array(select jsonb_array_elements_text(${JSON.stringify(names)}::jsonb))))
          and ${notBlocked(ctx.viewer.id, sql`r.id`)} limit 40`,
  )
  const one = found.find(({ id }) => id === chosen)
  const alone = names.flatMap((name) => {
    const namesakes = found.filter(({ first }) => first === name)
    return namesakes.length < mostNamesakes ? namesakes : []
  })
  const called = [...new Map([...alone, ...(one ? [one] : [])].map((each) => [each.id, each])).values()]
  const told = called.filter(({ quiet }) => !quiet)
  return {
    words: one && !names.includes(one.first) ? `@${one.name.split(' ')[0]} ${words}` : words,
    residents: called.map(({ id }) => id),
    async tell(about) {
      const ids = told.map(({ id }) => id)
      if (conversation.area)
        return void (await tell(ctx, ids, 'conversation.mentioned', {
          ...about,
          name: conversation.area.name,
        }))
      // Each through a community of their own: the name of another may be closed to them.
      for (const [via, those] of Map.groupBy(told, ({ via }) => via)) {
        if (via)
          await tellAbout(
            ctx,
            via,
            those.map(({ id }) => id),
            'conversation.mentioned',
            about,
          )
      }
    },
  }
}

/** Communities whose members the viewer can call: where it stands, or those of theirs that it is shared with. */
const communitiesOf = ({ names, communityId }: Conversation): readonly string[] =>
  typeof names === 'boolean' ? [communityId!] : names

/** Who can be called: fellow members of the viewer, or whoever takes part in a conversation of an area. */
function people(conversation: Conversation) {
  return conversation.communityId
    ? sql`select resident_id from memberships
        where community_id = any(${arrayOf(communitiesOf(conversation), 'uuid')}) and ended is null`
    : sql`select author_id from replies where conversation_id = ${conversation.id} and author_id is not null`
}

/** Through which of those `residents r` reads it. */
function viaOf(conversation: Conversation) {
  if (!conversation.communityId) return sql`null::uuid`
  return sql`(select m.community_id from memberships m
    where m.resident_id = r.id and m.community_id = any(${arrayOf(communitiesOf(conversation), 'uuid')}) and m.ended is null
    order by m.community_id = ${conversation.communityId} desc limit 1)`
}

/** Members to choose from, by name; only for who belongs there. */
export async function peopleToCall(
  ctx: ViewerContext,
  conversation: Conversation,
): Promise<{ id: string; name: string }[]> {
  return rows(
    ctx.db,
    sql`select r.id, r.display_name as name from residents r
        where r.id in (${people(conversation)}) and r.left_at is null and r.id <> ${ctx.viewer.id}
          and ${notBlocked(ctx.viewer.id, sql`r.id`)} order by lower(r.display_name), r.id limit 200`,
  )
}
