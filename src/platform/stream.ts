import { streamSSE } from 'hono/streaming'
import type { Context } from './context.ts'
import type { Request } from './http.ts'
import type { Watch } from './live.ts'

/** Streams open at once: of one visitor (a resident, or a network), and of this process. */
const mostOfOne = 6
const mostInAll = 1_000
/** Milliseconds between signs of life, at which it is also asked again whether this visitor may still read. */
const heartbeat = 25_000

const open = new Map<string, number>()
let all = 0

/** What somebody follows, part by part. */
export interface Followed {
  id: string
  /** The number of its newest part now. */
  lastSeq: number
  watch: Watch
  /** Who reads, asked anew each time: undefined when they may not any more. */
  reader: () => Promise<Context | undefined>
  /** What came after this number, as HTML, and the newest number; undefined when this reader may not read it. */
  since: (ctx: Context, seen: number) => Promise<{ seq: number; html: string } | undefined>
  /** Says that the program stops. */
  closing: AbortSignal | undefined
}

/** Sends what is added as it comes in, as pieces of the page (`islands/live.ts`). A browser that was away says how far it got. */
export function streamAdded(c: Request, followed: Followed): Response {
  const { id, lastSeq, watch, reader, since, closing } = followed
  const ctx = c.get('ctx')
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
    const stop = watch.add(ctx, id, lastSeq, () => {
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
        const still = await reader()
        if (!still) break
        if (!news) {
          await stream.write(': \n\n')
          continue
        }
        news = false
        const part = await since(still, seen)
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
}
