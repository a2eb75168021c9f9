import type { Context } from '../../platform/context.ts'
import { seal, unsealWith } from '../../platform/crypto.ts'
import { isId } from '../../platform/ids.ts'

const about = 'unsubscribe'

/**
 * What stands in the address with which bundles end (RFC 8058). It is sealed, so that it names nobody, and it stays valid:
 * somebody may press it in an old mail. All it can do is end the bundles of that resident, who finds that on their page and
 * begins again with one press.
 */
export function unsubscribeToken(ctx: Context, residentId: string): string {
  return seal(ctx.services.keys.for(about), Buffer.from(residentId), about).toString('base64url')
}

/** Whose bundles such an address ends. Undefined when we did not make it. */
export function readUnsubscribeToken(ctx: Context, token: string): string | undefined {
  try {
    const id = unsealWith(ctx.services.keys.each(about), Buffer.from(token, 'base64url'), about).toString()
    return isId(id) ? id : undefined
  } catch {
    return undefined
  }
}
