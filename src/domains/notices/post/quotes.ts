/** Characters of an answer that are read; the rest is a quote, or no answer to a neighbour. */
export const longestReply = 10_000

/** Lines that are looked through: whoever writes is on top. */
const mostLines = 1_000

/** How mail programs announce what they quote: between these words stand a day, a time and a sender. */
const announcing = [
  ['Op ', ' schreef ', ':'],
  ['Op ', ' heeft ', ' het volgende geschreven:'],
  ['On ', ' ', ' wrote:'],
] as const

/** What they put above a copy of the whole message, and what phones put under everything. */
const from = /^\*?(Van|From):/
const sent = /^\*?(Verzonden|Sent|Datum|Date):/
const copied =
  /^-{3,} ?(Oorspronkelijk bericht|Doorgestuurd bericht|Original Message|Forwarded message) ?-{3,}$/i
const added = /^(Verzonden|Verstuurd|Sent) (vanaf|met|from) (mijn|my|Outlook|Mail)\b/i

/**
 * What somebody wrote themselves in an answer by mail: without what they quote, without what their mail program adds, and
 * without what stands under "-- ". Empty when nothing is left. A small rule of our own, because it reads what anybody may
 * send: it takes time that grows with the text and no faster, which a library for many languages did not.
 */
export function ownWords(text: string): string {
  const lines = text
    .slice(0, 10 * longestReply)
    .replaceAll('\r\n', '\n')
    .replaceAll('\0', '')
    .split('\n', mostLines)
  const end = lines.findIndex((line, n) => isEnd(lines, line, n))
  return (end < 0 ? lines : lines.slice(0, end))
    .filter((line) => !line.startsWith('>'))
    .join('\n')
    .replace(/\n_{5,}\s*$/, '')
    .trim()
    .slice(0, longestReply)
}

/** Whether all that is one's own stands above this line. */
function isEnd(lines: readonly string[], line: string, n: number): boolean {
  if (line === '-- ' || line === '--' || added.test(line)) return true
  if (copied.test(line.trim())) return true
  if (from.test(line)) return lines.slice(n + 1, n + 4).some((next) => sent.test(next))
  // Mail programs break a long line into two or three.
  return [1, 2, 3].some((count) => isAnnounced(lines.slice(n, n + count)))
}

function isAnnounced(lines: readonly string[]): boolean {
  const said = lines.join(' ').trim()
  if (said.length > 400) return false
  const names = said.includes('@') || /\d{1,2}[:.]\d{2}/.test(said)
  return (
    names &&
    announcing.some(([first, middle, last]) => {
      return said.startsWith(first) && said.includes(middle) && said.endsWith(last)
    })
  )
}
