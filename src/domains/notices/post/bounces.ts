import type { ParsedMail } from 'mailparser'

/** What a mail server reports of one message. */
export interface Report {
  /** As RFC 3463 writes it: "5.1.1". */
  status: string
}

/** Characters of a report that are read. */
const longestReport = 20_000

/**
 * What a report says happened (RFC 3464); undefined when it did not fail, or not yet. Of a mail server that reports in its own
 * words, the first status that stands in them.
 */
export function readReport({ attachments, text = '' }: ParsedMail): Report | undefined {
  const formal = attachments.find(({ contentType }) => contentType === 'message/delivery-status')
  if (formal) return readFormal(formal.content.toString('utf8', 0, longestReport))
  const said = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(text.slice(0, longestReport))
  return { status: said?.[0] ?? '5.0.0' }
}

/** The first group of lines is about the message, each other one about a recipient; our messages have one. */
function readFormal(words: string): Report | undefined {
  const groups = words.replaceAll('\r\n', '\n').split(/\n[ \t]*\n/)
  for (const group of groups) {
    const action = /^Action:[ \t]*([a-z]+)/im.exec(group)?.[1]?.toLowerCase()
    if (action !== 'failed') continue
    const status = /^Status:[ \t]*([245]\.\d{1,3}\.\d{1,3})/im.exec(group)?.[1]
    return { status: status ?? '5.0.0' }
  }
  return undefined
}
