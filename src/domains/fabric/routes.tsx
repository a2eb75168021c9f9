import type { App } from '../../platform/http.ts'
import { circleRoutes } from './routes/circles.tsx'
import { passRoutes } from './routes/pass.tsx'
import { roundRoutes } from './routes/rounds.tsx'
import { weaveRoutes } from './routes/weave.tsx'

export function routes(app: App): void {
  weaveRoutes(app)
  circleRoutes(app)
  roundRoutes(app)
  passRoutes(app)
}
