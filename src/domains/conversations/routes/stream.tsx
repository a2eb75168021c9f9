import { renderToString } from 'preact-render-to-string'
import { Refusal } from '../../../platform/errors.ts'
import type { Context } from '../../../platform/context.ts'
import type { App } from '../../../platform/http.ts'
import { streamAdded } from '../../../platform/stream.ts'
import { readerNow } from '../../identity/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import { conversationById, hrefOf, mayTend, silentBecause } from '../conversation.ts'
import { watchOf } from '../live.ts'
import { words } from '../messages/index.ts'
import { ReplyItem } from '../pages/reply.tsx'
import { repliesOf } from '../queries/thread.ts'
import { windowOf } from '../rules.ts'

/** Replies sent at once to who was away for a while; for more the page says that there are others. */
const mostAtOnce = 30

/** Replies as they come in, as pieces of the page. Ends when `closing` says that the program stops. */
export function streamRoutes(app: App, closing: AbortSignal | undefined): void {
  app.get('/gesprek/:id/stroom', async (c) => {
    const ctx = c.get('ctx')
    const id = c.req.param('id')
    const { lastSeq } = await conversationById(ctx, id)
    return streamAdded(c, {
      id,
      lastSeq,
      watch: watchOf(ctx),
      reader: () => readerNow(c),
      since: (still, seen) => newReplies(still, id, seen),
      closing,
    })
  })
}

/** What came after `seen`, as HTML; undefined when this reader may not read it any more. */
async function newReplies(
  ctx: Context,
  id: string,
  seen: number,
): Promise<{ seq: number; html: string } | undefined> {
  let conversation
  try {
    conversation = await conversationById(ctx, id)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
  const { lastSeq } = conversation
  const { language } = ctx
  const shown = windowOf(lastSeq, { after: Math.max(seen, lastSeq - mostAtOnce) })
  const replies = await repliesOf(ctx, conversation, shown, words[language], false)
  const write = ctx.viewer !== undefined && conversation.own && !silentBecause(conversation)
  const html = replies.map((reply) =>
    renderToString(
      <ReplyItem
        language={language}
        now={ctx.now()}
        path={hrefOf(id)}
        reply={reply}
        answer={false}
        powers={{
          write,
          manage: conversation.community?.role === 'manager',
          mark: conversation.kind === 'question' && mayTend(ctx as ViewerContext, conversation),
        }}
      />,
    ),
  )
  return { seq: lastSeq, html: html.join('') }
}
