import type { App } from '../../platform/http.ts'
import { decisionRoutes, type DecisionParts } from './routes/decision.tsx'
import { paperRoutes } from './routes/paper.tsx'
import { placeRoutes } from './routes/places.tsx'

export type { DecisionParts } from './routes/decision.tsx'

export function routes(app: App, parts: DecisionParts = {}): void {
  placeRoutes(app)
  decisionRoutes(app, parts)
  paperRoutes(app)
}
