import type { Request } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { words } from '../messages/index.ts'

/** The sentence about what was just done, named in the address. */
export function flashOf(c: Request): string | undefined {
  return doneHere(c.get('ctx').language, c.req.query('klaar') ?? '')
}

/** The same for a page of another domain. */
export function doneHere(language: Language, what: string): string | undefined {
  const { done } = words[language]
  return Object.hasOwn(done, what) ? done[what] : undefined
}
