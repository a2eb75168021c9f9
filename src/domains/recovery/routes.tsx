import type { App } from '../../platform/http.ts'
import { lostRoutes } from './routes/lost.tsx'
import { trustedRoutes, type RecoveryParts } from './routes/trusted.tsx'

export type { RecoveryParts } from './routes/trusted.tsx'

export function routes(app: App, parts: RecoveryParts): void {
  lostRoutes(app)
  trustedRoutes(app, parts)
}
