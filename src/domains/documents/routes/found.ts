import type { ComponentChildren } from 'preact'
import type { Context } from '../../../platform/context.ts'
import { orSignIn } from '../../../platform/errors.ts'
import type { Request } from '../../../platform/http.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { communitiesOf, isAwake, isOwn, type Community, type Typed } from '../../communities/index.ts'
import { requireViewer, type ViewerContext } from '../../residents/index.ts'
import { documentById, type Document } from '../document.ts'
import { words } from '../messages/index.ts'
import type { OwnCommunity } from '../pages/adopt.tsx'

/**
 * The document of this address. A visitor who is not signed in is asked to do so first, also where there is none: the
 * answer tells nothing.
 */
export async function found(c: Request): Promise<{ ctx: Context; document: Document; path: string }> {
  const ctx = c.get('ctx')
  const document = await documentById(ctx, c.req.param('id') ?? '').catch(orSignIn(ctx))
  return { ctx, document, path: `/document/${document.id}` }
}

/** The same for who must be signed in. */
export async function foundByViewer(
  c: Request,
): Promise<{ ctx: ViewerContext; document: Document; path: string }> {
  const ctx = requireViewer(c.get('ctx'))
  return { ...(await found(c)), ctx }
}

/** Answers with a page that holds a form: shown the first time, or come back with what is not right yet. */
export function renderForm(c: Request, title: string, { errors }: Typed, page: ComponentChildren): Response {
  return render(c, { title, nav: 'communities', line: 'door', status: errors ? 422 : 200 }, page)
}

/** The sentence about what was just done. */
export const flashOf = (c: Request): string | undefined => doneFlash(c, words[c.get('ctx').language].done)

/** The viewer's communities in which something can be begun, apart from this one. */
export async function otherCommunities(
  ctx: ViewerContext,
  than: Pick<Community, 'id'>,
): Promise<OwnCommunity[]> {
  const own = await communitiesOf(ctx, 100)
  return own
    .filter((one) => isOwn(one) && isAwake(one) && one.id !== than.id)
    .map(({ slug, name }) => ({ slug, name }))
}
