import type { Context } from '../../platform/context.ts'
import { conversationById } from './conversation.ts'
import { repliesOf, type ReplyShown } from './queries/thread.ts'

/** Everything in a conversation, as somebody sees it. */
export async function shownTo(who: Context, id: string): Promise<ReplyShown[]> {
  const conversation = await conversationById(who, id)
  return repliesOf(who, conversation, { from: 2, to: conversation.lastSeq }, { neighbour: 'een buur' })
}
