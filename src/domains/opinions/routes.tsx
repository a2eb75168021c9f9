import type { App } from '../../platform/http.ts'
import { listRoutes } from './routes/lists.tsx'
import { questionRoutes, type OpinionParts } from './routes/question.tsx'

export type { OpinionParts } from './routes/question.tsx'

/** @param parts what later domains show on the page of a question. */
export function routes(app: App, parts: OpinionParts = {}): void {
  listRoutes(app)
  questionRoutes(app, parts)
}
