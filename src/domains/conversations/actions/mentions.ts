import { sql } from 'drizzle-orm'
import { rows } from '../../../platform/db/store.ts'
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
  const found = await rows<{ id: string; name: string; first: string; quiet: boolean }>(
    ctx.db,
    sql`select r.id, r.display_name as name, lower(split_part(r.display_name, ' ', 1)) as first,
          coalesce(rd.follow = 'quiet', false) as quiet
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
  const told = called.filter(({ quiet }) => !quiet).map(({ id }) => id)
  return {
    words: one && !names.includes(one.first) ? `@${one.name.split(' ')[0]} ${words}` : words,
    residents: called.map(({ id }) => id),
    async tell(about) {
      if (conversation.community)
        await tellAbout(ctx, conversation.community.id, told, 'conversation.mentioned', about)
      else await tell(ctx, told, 'conversation.mentioned', { ...about, name: conversation.area!.name })
    },
  }
}

/** Who can be called: the members of its community, or whoever takes part in a conversation of an area. */
function people({ id, community }: Conversation) {
  return community
    ? sql`select resident_id from memberships where community_id = ${community.id} and ended is null`
    : sql`select author_id from replies where conversation_id = ${id} and author_id is not null`
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
