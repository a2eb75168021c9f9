import type { App } from '../../platform/http.ts'
import { documentRoutes, type DocumentParts } from './routes/document.tsx'
import { editRoutes } from './routes/edit.tsx'
import { libraryRoutes } from './routes/library.tsx'
import { travelRoutes } from './routes/travel.tsx'

export type { DocumentParts } from './routes/document.tsx'

/** @param parts what later domains show on the page of a document. */
export function routes(app: App, parts: DocumentParts = {}): void {
  libraryRoutes(app)
  documentRoutes(app, parts)
  editRoutes(app)
  travelRoutes(app)
}
