import type { App } from '../../platform/http.ts'
import { passkeyRoutes } from './passkeys/routes.tsx'
import { deviceRoutes } from './routes/devices.tsx'
import { joinRoutes } from './routes/join.tsx'
import { signInRoutes } from './routes/sign-in.tsx'
import type { MoreWaysIn } from './sign-in-pages.tsx'

/** `ways` is what later domains offer to sign in with, beside a passkey and a mailed link. */
export function routes(app: App, { ways = () => null }: { ways?: MoreWaysIn } = {}): void {
  joinRoutes(app)
  signInRoutes(app, ways)
  passkeyRoutes(app, ways)
  deviceRoutes(app)
}
