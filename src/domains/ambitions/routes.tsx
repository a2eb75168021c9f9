import type { App } from '../../platform/http.ts'
import { findRoutes } from './routes/find.tsx'
import { requestRoutes } from './routes/requests.tsx'
import { stewardRoutes } from './routes/steward.tsx'

/** `/ambities/:slug` itself is the page of formation, which comes after these. */
export function routes(app: App): void {
  findRoutes(app)
  requestRoutes(app)
  stewardRoutes(app)
}
