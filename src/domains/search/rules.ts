/** What somebody typed is read up to so many letters, and so many different words. */
export const longestText = 200
export const mostWords = 8

/** Things on a page of one kind, and of each kind where all are shown. */
export const onAPage = 20
export const onEach = 3

/** How many numbers of `search_rows` make one era of a kind; the same as `search_era` in the database. */
export const eraLength = (kind: string): number => 2 ** (kind === 'talk' ? 14 : 18)
/** Eras that one question looks through at most: what is older is for the next page. */
export const erasAtOnce = 64

/** How near something is: in one's own buurt, wijk, gemeente, or further. */
export const tiers = ['buurt', 'wijk', 'gemeente', 'further'] as const
export type Tier = (typeof tiers)[number]

/** From where a list goes on: below this number, in this tier. */
export interface Cursor {
  tier: number
  below: number
}

/** The cursor in an address; undefined for what is none. */
export function readCursor(text: string | undefined): Cursor | undefined {
  const found = /^([0-3])\.(\d{1,12})$/.exec(text ?? '')
  return found ? { tier: Number(found[1]), below: Number(found[2]) } : undefined
}

export const writeCursor = ({ tier, below }: Cursor): string => `${tier}.${below}`

/** Eras of one tier that are looked through, from the newest down. */
export interface Span {
  tier: number
  top: number
  bottom: number
}

/** What one question looks through, tier after tier. A tier that is not at its end is the last: the next page goes on there. */
export function spansOf(
  kind: string,
  newest: number,
  { tier: first, below }: Cursor,
  tierCount: number,
): Span[] {
  const spans: Span[] = []
  for (let tier = first; tier < tierCount; tier++) {
    const top = Math.floor(Math.max(0, tier === first ? below - 1 : newest) / eraLength(kind))
    const bottom = Math.max(0, top - erasAtOnce + 1)
    spans.push({ tier, top, bottom })
    if (bottom > 0) break
  }
  return spans
}

/** A typed word with all that counts as it: its own stems, longer words that it is a part of, and what may have been meant. */
export interface Asked {
  word: string
  stems: string[]
  /** Longer words with this one in them: "barbecue" stands in "straatbarbecue". */
  parts: string[]
  /** Words like it, where nobody the viewer may read ever used it. */
  likely: string[]
}

/** Words that say something; small ones ("de", "the") are left out. */
export const meaningful = (asked: readonly Asked[]): Asked[] => asked.filter(({ stems }) => stems.length > 0)

/**
 * What is looked for, as PostgreSQL reads it (`tsquery`): every word, or instead all of them by another name of the same
 * ambition. Undefined when no word says anything.
 * @param others stems of other names, of each name together.
 */
export function queryOf(asked: readonly Asked[], others: readonly string[][] = []): string | undefined {
  const words = meaningful(asked)
  if (words.length === 0) return undefined
  const all = words.map(({ stems, parts, likely }) => anyOf([...stems, ...parts, ...likely])).join(' & ')
  const names = others.filter((name) => name.length > 0).map((name) => `(${name.map(quoted).join(' & ')})`)
  return [`(${all})`, ...names].join(' | ')
}

const anyOf = (stems: readonly string[]) => `(${[...new Set(stems)].map(quoted).join(' | ')})`

/** A stem as text search reads it, whatever signs it has. */
const quoted = (stem: string) => `'${stem.replace(/['\\]/g, '$&$&')}'`

/** Signs around what was found, which no page takes: `ts_headline` sets them. */
export const [markStart, markEnd] = ['\u0002', '\u0003']

/** Words with what was found among them, in order. */
export interface Piece {
  words: string
  found: boolean
}

/** Takes a line of `ts_headline` apart. Signs of Markdown are left out: a line is no page. */
export function piecesOf(line: string): Piece[] {
  return line
    .split(markStart)
    .flatMap((part, n) => {
      const [first = '', ...rest] = part.split(markEnd)
      const later = rest.join('')
      return n === 0
        ? [{ words: first + later, found: false }]
        : [
            { words: first, found: true },
            { words: later, found: false },
          ]
    })
    .map(({ words, found }) => ({ words: plainLine(words), found }))
    .filter(({ words }) => words !== '')
}

function plainLine(words: string): string {
  return words
    .replace(/\]\([^)]*\)/g, '')
    .replace(/(^|\s)(#{1,6}|>|[-*+]|\d+\.)(?=\s)/g, '$1')
    .replace(/[*_`[\]|\\]/g, '')
    .replace(/\s+/g, ' ')
}
