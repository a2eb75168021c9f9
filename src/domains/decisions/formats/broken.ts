import { BrokenFile, quoted } from '../../../platform/broken-file.ts'

export { BrokenFile, quoted } from '../../../platform/broken-file.ts'

/** What a file may hold at most: more than any vote of ours, and little enough for one machine. */
export const mostBallots = 5_000_000
export const mostChoices = 10_000

/** A whole number of at most nine digits. @throws BrokenFile */
export function wholeNumber(text: string | undefined, what: string): number {
  if (text === undefined || !/^\d{1,9}$/.test(text))
    throw new BrokenFile(`${what} is not a whole number: ${quoted(text)}`)
  return Number(text)
}
