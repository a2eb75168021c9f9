import type { App } from '../../platform/http.ts'
import { helpedRoutes } from './routes/helped.tsx'
import { helperRoutes } from './routes/helper.tsx'

export function routes(app: App): void {
  helpedRoutes(app)
  helperRoutes(app)
}
