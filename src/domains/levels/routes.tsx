import type { App } from '../../platform/http.ts'
import { caseRoutes } from './routes/case.tsx'
import { compassRoutes, type LevelParts } from './routes/compass.tsx'
import { tableRoutes } from './routes/table.tsx'

export type { LevelParts } from './routes/compass.tsx'

export function routes(app: App, parts: LevelParts = {}): void {
  compassRoutes(app, parts)
  tableRoutes(app)
  caseRoutes(app)
}
