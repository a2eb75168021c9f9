/** A file cannot be read as what it should be; the message is one sentence for whoever made it. */
export class BrokenFile extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BrokenFile'
  }
}

/** What a file may hold at most: more than any vote of ours, and little enough for one machine. */
export const mostBallots = 5_000_000
export const mostChoices = 10_000

/** A whole number of at most nine digits. @throws BrokenFile */
export function wholeNumber(text: string | undefined, what: string): number {
  if (text === undefined || !/^\d{1,9}$/.test(text))
    throw new BrokenFile(`${what} is not a whole number: ${quoted(text)}`)
  return Number(text)
}

/** Some words of a file, short enough for a message. */
export function quoted(text: string | undefined): string {
  if (text === undefined) return 'the file ends too early'
  return `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`
}
