import type { App } from '../../platform/http.ts'
import { deskRoutes } from './desk/routes.tsx'
import { helpedRoutes } from './routes/helped.tsx'
import { helperRoutes } from './routes/helper.tsx'

export function routes(app: App): void {
  // Before the helpers: /ik/hulp/kaart is nobody's id.
  deskRoutes(app)
  helpedRoutes(app)
  helperRoutes(app)
}
