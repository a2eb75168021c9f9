import type { App } from '../../platform/http.ts'
import { caseRoutes } from './routes/case.tsx'
import { compassRoutes } from './routes/compass.tsx'
import { tableRoutes } from './routes/table.tsx'

export function routes(app: App): void {
  compassRoutes(app)
  tableRoutes(app)
  caseRoutes(app)
}
