import type { App } from '../../platform/http.ts'
import { helpedRoutes, type HelpParts } from './routes/helped.tsx'
import { helperRoutes } from './routes/helper.tsx'

/** @param parts what a later domain adds to the page about help */
export function routes(app: App, parts: HelpParts): void {
  helpedRoutes(app, parts)
  helperRoutes(app, parts)
}
