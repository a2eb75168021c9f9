import type { App } from '../../platform/http.ts'
import { giveRoutes } from './routes/give.tsx'
import { mineRoutes } from './routes/mine.tsx'
import { spreadRoutes } from './routes/spread.tsx'

export function routes(app: App): void {
  // Before those with an id in their path.
  giveRoutes(app)
  mineRoutes(app)
  spreadRoutes(app)
}
