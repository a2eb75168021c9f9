import { plainName } from '../../areas/index.ts'

/** From so alike on a statement is offered before a new one is added. */
const alikeEnough = 0.45
const mostOffered = 3

/** Words so common that sharing them says nothing. */
const common = new Set(
  'de het een en of is zijn er we wij je jij ik in op te van voor met dat die dit niet meer moet moeten wil willen kan kunnen ook als bij om naar the a an and or is are we you i in on to of for with that this not more must should can be it at'.split(
    ' ',
  ),
)

const wordsOf = (text: string): string[] =>
  plainName(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** How alike two statements are, from 0 to 1: pieces of three letters, or words that matter, whichever tells more. */
export function likeness(a: string, b: string): number {
  const [one, two] = [wordsOf(a), wordsOf(b)]
  const words = (all: string[]) => new Set(all.filter((word) => !common.has(word)))
  return Math.max(shared(piecesOf(one), piecesOf(two)), shared(words(one), words(two)))
}

function piecesOf(words: readonly string[]): Set<string> {
  const pieces = new Set<string>()
  for (const word of words) {
    const padded = `  ${word} `
    for (let i = 0; i + 3 <= padded.length; i++) pieces.add(padded.slice(i, i + 3))
  }
  return pieces
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const together = a.union(b).size
  return together === 0 ? 0 : a.intersection(b).size / together
}

/** Those that may say the same as this text, the most alike first; at most three. */
export function nearDuplicates<Each extends { text: string }>(text: string, among: readonly Each[]): Each[] {
  return among
    .map((each) => ({ each, like: likeness(text, each.text) }))
    .filter(({ like }) => like >= alikeEnough)
    .toSorted((a, b) => b.like - a.like)
    .slice(0, mostOffered)
    .map(({ each }) => each)
}
