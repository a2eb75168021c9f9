import type { Request } from '../../../platform/http.ts'
import { words } from '../messages/index.ts'

/** The sentence about what was just done, named in the address. */
export function flashOf(c: Request): string | undefined {
  const { done } = words[c.get('ctx').language]
  const what = c.req.query('klaar') ?? ''
  return Object.hasOwn(done, what) ? done[what] : undefined
}
