import type { App } from '../../platform/http.ts'
import { joinRoutes } from './routes/join.tsx'
import { signInRoutes } from './routes/sign-in.tsx'

export function routes(app: App): void {
  joinRoutes(app)
  signInRoutes(app)
}
