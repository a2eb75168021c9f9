import EmailReplyParser from 'email-reply-parser'

/** Characters of an answer that are read; the rest is a quote, or no answer to a neighbour. */
export const longestReply = 10_000

/** Lines that are looked through. */
const mostLines = 2_000

/**
 * How mail programs announce what they quote, where the library does not know it in Dutch: Apple's "heeft … het volgende
 * geschreven:" and Outlook's "-----Oorspronkelijk bericht-----".
 */
const announced = [
  /^>?\s*Op .{4,80}? heeft .{1,200}? het volgende geschreven:\s*$/,
  /^-{3,}\s*(Oorspronkelijk bericht|Doorgestuurd bericht|Original Message)\s*-{3,}\s*$/i,
  /^Verzonden (vanaf|met|vanuit) (mijn |Outlook|Mail )/i,
  /^Verstuurd (vanaf|met|vanuit) mijn /i,
  /^Sent from my /i,
]

/**
 * What somebody wrote themselves in an answer by mail: without what they quote, without what their mail program adds, and
 * without what stands under "-- ". Empty when nothing is left.
 */
export function ownWords(text: string): string {
  const lines = text
    .slice(0, 10 * longestReply)
    .replaceAll('\r\n', '\n')
    .replaceAll('\0', '')
    .split('\n')
    .slice(0, mostLines)
  const end = lines.findIndex((line, n) =>
    announced.some((said) => said.test(line) || said.test(broken(lines, n))),
  )
  const kept = (end < 0 ? lines : lines.slice(0, end)).join('\n')
  return new EmailReplyParser().parseReply(kept).trim().slice(0, longestReply)
}

/** A line together with the one after it: mail programs break long ones. */
function broken(lines: readonly string[], n: number): string {
  return `${lines[n] ?? ''} ${(lines[n + 1] ?? '').replace(/^>\s?/, '')}`.slice(0, 400)
}
