import type { App } from '../../platform/http.ts'
import { afterRoutes } from './routes/after.tsx'
import { agendaRoutes } from './routes/agenda.tsx'
import { changeRoutes } from './routes/change.tsx'
import { momentRoutes, type ActivityParts } from './routes/moment.tsx'
import { planRoutes } from './routes/plan.tsx'
import { printRoutes } from './routes/print.tsx'
import { togetherRoutes } from './routes/together.tsx'

export type { ActivityParts } from './routes/moment.tsx'

export function routes(app: App, parts: ActivityParts = {}): void {
  agendaRoutes(app)
  planRoutes(app)
  momentRoutes(app, parts)
  changeRoutes(app)
  togetherRoutes(app)
  afterRoutes(app, parts)
  printRoutes(app)
}
