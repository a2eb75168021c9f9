/** A file cannot be read as what it should be; the message is one sentence for whoever made it. */
export class BrokenFile extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BrokenFile'
  }
}

/** Some words of a file, short enough for a message. */
export function quoted(text: string | undefined): string {
  if (text === undefined) return 'the file ends too early'
  return `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`
}
