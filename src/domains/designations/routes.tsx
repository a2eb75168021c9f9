import type { App } from '../../platform/http.ts'
import { mineRoutes } from './routes/mine.tsx'
import { peopleRoutes } from './routes/people.tsx'

export function routes(app: App): void {
  peopleRoutes(app)
  mineRoutes(app)
}
