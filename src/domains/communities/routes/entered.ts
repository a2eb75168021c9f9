import { doneFlash } from '../../../web/flash.ts'
import type { Context } from '../../../platform/context.ts'
import { orSignIn } from '../../../platform/errors.ts'
import {
  fieldErrors,
  valueOf,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { requireViewer, type ViewerContext } from '../../residents/index.ts'
import { communityBySlug, type Community } from '../community.ts'
import { words } from '../messages/index.ts'

/**
 * The community of this address. A visitor who is not signed in is asked to do so first, also where there is no such
 * community: the answer tells nothing.
 */
export async function entered(c: Request): Promise<{ ctx: Context; community: Community; path: string }> {
  return enteredAs(c, communityBySlug)
}

/** The same, found in another way. */
export async function enteredAs<Found extends Community>(
  c: Request,
  find: (ctx: Context, slug: string) => Promise<Found>,
): Promise<{ ctx: Context; community: Found; path: string }> {
  const ctx = c.get('ctx')
  const slug = c.req.param('slug') ?? ''
  const community = await find(ctx, slug).catch(orSignIn(ctx))
  return { ctx, community, path: `/leefomgeving/${community.slug}` }
}

/** The same for who must be signed in. */
export async function enteredByViewer(
  c: Request,
): Promise<{ ctx: ViewerContext; community: Community; path: string }> {
  const ctx = requireViewer(c.get('ctx'))
  return { ...(await entered(c)), ctx }
}

/** What makes sending one form twice count once: made when the form is first shown, kept when it is shown again. */
export function formId(values: FormValues | undefined): string {
  const id = valueOf(values, 'id')
  return isId(id) ? id : newId()
}

/** Tries an action of a form; gives what is wrong with its fields, or nothing when it is done. */
export async function tried(action: () => Promise<unknown>): Promise<FormErrors | undefined> {
  try {
    await action()
    return undefined
  } catch (error) {
    return fieldErrors(error)
  }
}

/** The sentence about what was just done, named in the address. */
export function flashOf(c: Request): string | undefined {
  const t = words[c.get('ctx').language]
  const done = c.req.query('klaar') ?? ''
  const invited = /^\d{1,3}$/.exec(c.req.query('uitgenodigd') ?? '')
  if (done === 'begonnen' && invited) return t.invited(Number(invited[0]))
  const mailed = /^verstuurd-(\d{1,3})$/.exec(done)
  if (mailed) return t.mailed(Number(mailed[1]))
  return doneFlash(c, t.done)
}
