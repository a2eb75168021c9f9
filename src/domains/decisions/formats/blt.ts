import type { RankedBallots } from '../rules/stv.ts'
import { BrokenFile, mostChoices, quoted, wholeNumber } from './broken.ts'

/** An election as a BLT file holds it. */
export interface BltElection {
  title: string
  seats: number
  candidates: string[]
  ballots: RankedBallots[]
}

/**
 * Reads a BLT file, as OpenSTV, Droop and the Scottish returning officers write it: a line with the numbers of candidates
 * and seats, a line for each ballot (count, candidates from 1, then 0), 0, and the names and the title in quotation
 * marks. A withdrawn candidate (a negative number on the second line) stands on no ballot. Words behind # are left out.
 * @throws BrokenFile with the line where it goes wrong.
 */
export function readBlt(text: string): BltElection {
  const tokens = tokensOf(text)
  let at = 0
  const next = () => tokens[at++]
  const candidates = wholeNumber(next()?.text, 'The number of candidates')
  const seats = wholeNumber(next()?.text, 'The number of seats')
  if (candidates < 1 || candidates > mostChoices)
    throw new BrokenFile(`The number of candidates cannot be ${candidates}`)
  if (seats < 1 || seats > candidates)
    throw new BrokenFile(`${candidates} candidates cannot take ${seats} seats`)
  const withdrawn = new Set<number>()
  while (/^-\d{1,9}$/.test(tokens[at]?.text ?? '')) withdrawn.add(-Number(next()!.text))
  const ballots: RankedBallots[] = []
  for (;;) {
    const count = wholeNumber(next()?.text, `The count of a ballot${where(tokens[at - 1])}`)
    if (count === 0) break
    const order: number[] = []
    for (;;) {
      const place = wholeNumber(next()?.text, `A preference${where(tokens[at - 1])}`)
      if (place === 0) break
      if (place > candidates) throw new BrokenFile(`There is no candidate ${place}${where(tokens[at - 1])}`)
      if (order.includes(place - 1))
        throw new BrokenFile(`A ballot names candidate ${place} twice${where(tokens[at - 1])}`)
      if (!withdrawn.has(place)) order.push(place - 1)
    }
    ballots.push({ count, order })
  }
  const names = tokens.slice(at, at + candidates).map((token) => {
    if (!token.named)
      throw new BrokenFile(`A name has to stand in quotation marks${where(token)}: ${quoted(token.text)}`)
    return token.text
  })
  if (names.length < candidates)
    throw new BrokenFile(`There are ${names.length} names for ${candidates} candidates`)
  return { title: tokens[at + candidates]?.text ?? '', seats, candidates: names, ballots }
}

interface Token {
  text: string
  line: number
  named: boolean
}

function tokensOf(text: string): Token[] {
  return text.split(/\r?\n/).flatMap((words, i) =>
    [...words.matchAll(/"((?:[^"\\]|\\.)*)"|#.*|[^\s"]+/g)].flatMap(([whole, name]) => {
      if (whole.startsWith('#')) return []
      return [
        {
          text: name === undefined ? whole : name.replaceAll(/\\(.)/g, '$1'),
          line: i + 1,
          named: name !== undefined,
        },
      ]
    }),
  )
}

function where(token: Token | undefined): string {
  return token ? ` (line ${token.line})` : ''
}
