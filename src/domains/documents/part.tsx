import type { VNode } from 'preact'
import type { Context } from '../../platform/context.ts'
import type { Community } from '../communities/index.ts'
import { LibraryPart } from './pages/library.tsx'
import { libraryOf } from './queries/library.ts'

/** What the page of a community shows of what it wrote down. */
export async function communityDocuments(ctx: Context, community: Community): Promise<VNode> {
  const documents = await libraryOf(ctx, community.id, { limit: 4 })
  return <LibraryPart language={ctx.language} community={community} documents={documents} />
}
