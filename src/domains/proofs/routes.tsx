import type { App } from '../../platform/http.ts'
import { moveRoutes } from './routes/move.tsx'
import { codeRoutes, meetingRoutes, proveRoutes, type MoreWays } from './routes/prove.tsx'
import { caseRoutes, letterRoutes, objectionRoutes } from './routes/steward.tsx'

/** `more` is what later domains offer among the ways to prove who one is. */
export function routes(app: App, { more = () => null }: { more?: MoreWays } = {}): void {
  proveRoutes(app, more)
  codeRoutes(app)
  meetingRoutes(app)
  moveRoutes(app)
  caseRoutes(app)
  objectionRoutes(app)
  letterRoutes(app)
}
