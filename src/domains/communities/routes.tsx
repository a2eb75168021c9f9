import type { App } from '../../platform/http.ts'
import { communityRoutes, type CommunityParts } from './routes/community.tsx'
import { listRoutes } from './routes/lists.tsx'
import { manageRoutes } from './routes/manage.tsx'
import { memberRoutes } from './routes/members.tsx'

export type { CommunityMeetings } from './pages/community.tsx'
export type { CommunityParts, Ties } from './routes/community.tsx'

export function routes(app: App, parts: CommunityParts = {}): void {
  listRoutes(app)
  communityRoutes(app, parts)
  memberRoutes(app, parts)
  manageRoutes(app)
}
