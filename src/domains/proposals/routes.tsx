import type { App } from '../../platform/http.ts'
import { placeRoutes } from './routes/places.tsx'
import { proposalRoutes, type ProposalParts } from './routes/proposal.tsx'
import { textRoutes } from './routes/text.tsx'

export type { ProposalParts } from './routes/proposal.tsx'

/** @param parts what other domains show on the page of a proposal. */
export function routes(app: App, parts: ProposalParts = {}): void {
  placeRoutes(app)
  textRoutes(app, parts)
  proposalRoutes(app, parts)
}
