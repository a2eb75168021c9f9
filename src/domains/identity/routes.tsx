import type { App } from '../../platform/http.ts'
import { passkeyRoutes } from './passkeys/routes.tsx'
import { deviceRoutes } from './routes/devices.tsx'
import { joinRoutes } from './routes/join.tsx'
import { signInRoutes } from './routes/sign-in.tsx'

export function routes(app: App): void {
  joinRoutes(app)
  signInRoutes(app)
  passkeyRoutes(app)
  deviceRoutes(app)
}
