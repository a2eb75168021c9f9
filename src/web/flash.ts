import type { Request } from '../platform/http.ts'

/**
 * The sentence about what was just done, which a redirect names as `?klaar=` and a word: `flash: doneFlash(c, t.done)`.
 * `sentences` has one for each word; anybody may write another word there, and for that nothing is shown.
 */
export function doneFlash(c: Request, sentences: Readonly<Record<string, string>>): string | undefined {
  const word = c.req.query('klaar') ?? ''
  return Object.hasOwn(sentences, word) ? sentences[word] : undefined
}
