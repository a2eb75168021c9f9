import type { App } from '../../platform/http.ts'
import { aboutRoutes } from './routes/about.tsx'
import { listRoutes } from './routes/lists.tsx'
import { shareRoutes } from './routes/share.tsx'
import { streamRoutes } from './routes/stream.tsx'
import { tendingRoutes } from './routes/tending.tsx'
import { threadRoutes, type FindThings } from './routes/thread.tsx'

/** What the pages of conversations get from later domains and from the program that serves them. */
export interface ConversationParts {
  /** How each kind of thing that is talked about is found, for a viewer who may know of it. */
  things?: FindThings
  /** Says that the program stops, so that streams end. */
  closing?: AbortSignal | undefined
}

export function routes(app: App, { things = {}, closing }: ConversationParts = {}): void {
  listRoutes(app)
  aboutRoutes(app, things)
  shareRoutes(app)
  streamRoutes(app, closing)
  tendingRoutes(app)
  threadRoutes(app, things)
}
