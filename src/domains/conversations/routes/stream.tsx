import { streamSSE } from 'hono/streaming'
import { renderToString } from 'preact-render-to-string'
import { Refusal } from '../../../platform/errors.ts'
import type { Context } from '../../../platform/context.ts'
import type { App, Request } from '../../../platform/http.ts'
import { sessionOf } from '../../identity/index.ts'
import { loadViewer, type ViewerContext } from '../../residents/index.ts'
import { conversationById, hrefOf, mayTend, silentBecause } from '../conversation.ts'
import { watchOf } from '../live.ts'
import { words } from '../messages/index.ts'
import { ReplyItem } from '../pages/reply.tsx'
import { repliesOf } from '../queries/thread.ts'
import { windowOf } from '../rules.ts'

/** Streams open at once: of one visitor (a resident, or a network), and of this process. */
const mostOfOne = 6
const mostInAll = 1_000
/** Milliseconds between signs of life, at which it is also asked again whether this visitor may still read. */
const heartbeat = 25_000
/** Replies sent at once to who was away for a while; for more the page says that there are others. */
const mostAtOnce = 30

const open = new Map<string, number>()
let all = 0

/** Replies as they come in, as pieces of the page. Ends when `closing` says that the program stops. */
export function streamRoutes(app: App, closing: AbortSignal | undefined): void {
  app.get('/gesprek/:id/stroom', async (c) => {
    const ctx = c.get('ctx')
    const id = c.req.param('id')
    const { lastSeq } = await conversationById(ctx, id)
    const who = ctx.viewer?.id ?? c.get('visitor')
    // An answer without content tells a browser not to come back.
    if (all >= mostInAll || (open.get(who) ?? 0) >= mostOfOne || closing?.aborted) return c.body(null, 204)
    const asked = Number(c.req.header('last-event-id') ?? c.req.query('na'))
    let seen = Number.isInteger(asked) && asked > 0 ? Math.min(asked, lastSeq) : lastSeq
    // Nothing in between may wait until it has enough to compress or to pass on.
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(c, async (stream) => {
      let wake: () => void = () => {}
      let news = seen < lastSeq
      const stop = watchOf(ctx).add(ctx, id, lastSeq, () => {
        news = true
        wake()
      })
      const end = () => stream.abort()
      stream.onAbort(() => wake())
      closing?.addEventListener('abort', end)
      open.set(who, (open.get(who) ?? 0) + 1)
      all++
      try {
        await stream.write('retry: 5000\n\n')
        while (!stream.aborted) {
          if (!news) {
            await new Promise<void>((resolve) => {
              const timer = setTimeout(resolve, heartbeat)
              wake = () => {
                clearTimeout(timer)
                resolve()
              }
            })
            if (stream.aborted) break
          }
          const still = await readerOf(c)
          if (!still) break
          if (!news) {
            await stream.write(': \n\n')
            continue
          }
          news = false
          const part = await newReplies(still, id, seen)
          if (!part) break
          if (part.html) await stream.writeSSE({ id: String(part.seq), data: part.html })
          seen = part.seq
        }
      } finally {
        stop()
        closing?.removeEventListener('abort', end)
        all--
        const left = (open.get(who) ?? 1) - 1
        if (left > 0) open.set(who, left)
        else open.delete(who)
      }
    })
  })
}

/** Who reads this stream, asked anew: a session may be over by now. Undefined when it is no longer who began it. */
async function readerOf(c: Request): Promise<Context | undefined> {
  const ctx = c.get('ctx')
  if (!ctx.viewer) return ctx
  const session = await sessionOf(c)
  const id = session?.actsFor ?? session?.residentId
  if (!session || id !== ctx.viewer.id) return undefined
  const viewer = await loadViewer(ctx, id)
  return viewer && { ...ctx, viewer: { ...viewer, confirmed: session.confirmed, helper: ctx.viewer.helper } }
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
