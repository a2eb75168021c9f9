import type { Services } from '../platform/context.ts'
import type { App } from '../platform/http.ts'
import { routes as identityRoutes } from '../domains/identity/index.ts'
import { routes as residentRoutes } from '../domains/residents/index.ts'

/** Every page there is, domain by domain. */
export function allRoutes(app: App, _services: Services): void {
  residentRoutes(app)
  identityRoutes(app)
}
