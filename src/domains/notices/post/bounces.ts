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
 * words, the first status that stands in them. The library hands the formal part over within the text, or as an attachment.
 */
export function readReport({ attachments, text = '' }: ParsedMail): Report | undefined {
  const formal = attachments.find(({ contentType }) => contentType === 'message/delivery-status')
  const words = `${text}\n\n${formal?.content.toString('utf8') ?? ''}`
    .slice(0, longestReport)
    .replaceAll('\r\n', '\n')
  if (/^Action:/im.test(words)) return readFormal(words)
  const said = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(words)
  return { status: said?.[0] ?? '5.0.0' }
}

/** The first group of lines is about the message, each other one about a recipient; our messages have one. */
function readFormal(words: string): Report | undefined {
  const group = words.split('\n\n').find((lines) => /^Action:[ \t]*failed\b/im.test(lines))
  if (group === undefined) return undefined
  const status = /^Status:[ \t]*([245]\.\d{1,3}\.\d{1,3})/im.exec(group)?.[1]
  return { status: status ?? '5.0.0' }
}
