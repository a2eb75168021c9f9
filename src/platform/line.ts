/**
 * Words on one line, as they may stand in mail that others trust: without breaks, and without signs that nobody sees
 * (those that turn the direction of reading among them; the joiner within an emoji stays).
 */
export function oneLine(text: string): string {
  return text.replace(/(?:(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s])+/gu, ' ').trim()
}

/** Whether somebody could be led elsewhere by these words. */
export function hasLink(text: string): boolean {
  return /:\/\/|www\./i.test(text)
}
