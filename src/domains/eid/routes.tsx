import type { App } from '../../platform/http.ts'
import { mineRoutes } from './routes/mine.tsx'
import { oidcRoutes } from './routes/oidc.tsx'
import { walletRoutes } from './routes/wallet.tsx'

/** The wallet stands first: its name is no provider's. */
export function routes(app: App): void {
  walletRoutes(app)
  oidcRoutes(app)
  mineRoutes(app)
}
