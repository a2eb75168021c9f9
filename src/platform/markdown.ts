import { Marked } from 'marked'
import sanitize from 'sanitize-html'

/** Line ends count, as people expect who type in a box; no HTML of their own. */
const reader = new Marked({
  gfm: true,
  breaks: true,
  async: false,
  // Nothing is loaded from elsewhere: of a picture its words stay.
  renderer: { image: ({ text }) => escaped(text) },
})

const inline = ['strong', 'em', 'del', 'code', 'a', 'br']
const blocks = ['p', 'ul', 'ol', 'li', 'blockquote', 'pre', 'hr', 'h3', 'h4', 'h5']
const tables = ['table', 'thead', 'tbody', 'tr', 'th', 'td']

const rules: sanitize.IOptions = {
  allowedTags: [...inline, ...blocks, ...tables],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'], th: ['align'], td: ['align'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: {
    // What somebody writes stands below the headings of the page.
    h1: 'h3',
    h2: 'h4',
    h3: 'h5',
    h4: 'h5',
    h6: 'h5',
    a: (tagName, { href = '' }) => ({ tagName, attribs: { href, rel: 'nofollow ugc noopener' } }),
  },
}

/**
 * What somebody wrote in Markdown, as HTML that is safe to show. Written beside the words when they are stored, so that
 * a page only reads it. Pictures and HTML of one's own are left out.
 */
export function toHtml(markdown: string): string {
  return isTangled(markdown) ? asTyped(markdown) : sanitize(reader.parse(markdown) as string, rules).trim()
}

/** Signs for emphasis in one paragraph, and quotes or lists within each other: nobody who writes needs as many. */
const mostEmphasis = 200
const deepest = 12
/** Signs on end around an @ that the reader would try as an address, again from each of them. */
const longestAddress = 320
const nested = new RegExp(String.raw`^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){${deepest + 1}}`, 'm')

const addressLike = new RegExp(String.raw`[\w.+-]{${longestAddress + 1}}@`)

/** Whether the reader would take a time that grows with the square of this text, or more room than there is. */
function isTangled(markdown: string): boolean {
  return (
    nested.test(markdown) ||
    addressLike.test(markdown) ||
    markdown.split(/\n\s*\n/).some((block) => (block.match(/[*_~]+/g)?.length ?? 0) > mostEmphasis)
  )
}

/** The words as they were typed, in paragraphs. */
function asTyped(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br />')}</p>`)
    .join('')
}

const onlyWords: sanitize.IOptions = { allowedTags: [], allowedAttributes: {}, textFilter: (text) => text }

/** The bare words on one line, at most `max` characters; what is longer ends in an ellipsis after a whole word. */
export function toPlain(markdown: string, max: number): string {
  // A few words of a long text need no more of it than its beginning.
  const html = toHtml(markdown.slice(0, 10 * max + 1000)).replace(
    /<\/(p|li|h\d|blockquote|pre|td|th)>|<(br|hr)[^>]*>/g,
    '$& ',
  )
  const words = decode(sanitize(html, onlyWords)).replace(/\s+/g, ' ').trim()
  if (words.length <= max) return words
  const cut = words.slice(0, max - 1)
  const end = cut.lastIndexOf(' ')
  return `${(end > max / 2 ? cut.slice(0, end) : cut).replace(/[\uD800-\uDBFF]$/, '')}…`
}

const named: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const signs = Object.fromEntries(Object.entries(named).map(([code, sign]) => [sign, code]))

function escaped(words: string): string {
  return words.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
}

function decode(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#39);/g, (sign) => named[sign] ?? sign)
}
