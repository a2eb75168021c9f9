import type { AreaKind } from '../areas/index.ts'

/** Who may hold the power over something, from small to large. A waterschap is an overlay; the others are kinds of area. */
export const powers = [
  'street',
  'buurt',
  'wijk',
  'gemeente',
  'waterschap',
  'provincie',
  'land',
  'europa',
] as const
export type Power = (typeof powers)[number]

/** On what it rests that residents may do something. */
export const bases = ['own', 'report', 'permit', 'bylaw', 'challenge', 'budget', 'advice'] as const
export type Basis = (typeof bases)[number]

/** Residents decide themselves (zeggenschap), or advise who decides (inspraak). */
export type Say = 'say' | 'advice'

/** Why it is say or advice: within their power, the power lies higher, or somebody else decides at this very level. */
export type Because = 'within' | 'higher' | 'body'

/** What somebody says about the level of a case. */
export const contestKinds = ['higher', 'lower', 'include'] as const
export type ContestKind = (typeof contestKinds)[number]
export type Direction = 'up' | 'down'

/** Fewer residents than this are not counted aloud. */
export const leastShown = 5
/** At least so many must say that it belongs elsewhere; of many, a fifth. */
export const leastContests = 5
export const mostAreas = 24
export const radii = [100, 250, 500, 1000, 2000] as const

/** Narrows a text from outside. */
export function asPower(text: string | undefined): Power | undefined {
  return powers.find((power) => power === text)
}

const rank = (power: Power) => powers.indexOf(power)

/** The ids from Europe down to the smallest area that holds all of these; empty when nothing does. */
export function commonPath(paths: readonly (readonly number[])[]): number[] {
  const [first = [], ...others] = paths
  const differs = first.findIndex((id, at) => others.some((path) => path[at] !== id))
  return differs === -1 ? [...first] : first.slice(0, differs)
}

/** Whether an area with this path lies in another, or is that one. */
export function within(path: readonly number[], around: readonly number[]): boolean {
  return around.length <= path.length && around.every((id, at) => path[at] === id)
}

/**
 * What residents of an area of this kind have over something. They advise when the power lies higher than they
 * are, or when at that level somebody else holds it for them; otherwise they decide.
 */
export function sayAt(kind: AreaKind, held: { level: Power; say: Say }): { say: Say; because: Because } {
  if (rank(held.level) > rank(kind)) return { say: 'advice', because: 'higher' }
  return held.say === 'advice' ? { say: 'advice', because: 'body' } : { say: 'say', because: 'within' }
}

/**
 * How well somebody must be known to take part. A decision of an area asks that address and person are proven; what
 * neighbours simply agree on, and binds nobody else, asks no more than an address.
 */
export function neededFor(basis: Basis): 'verified' | 'assured' {
  return basis === 'own' ? 'verified' : 'assured'
}

/** The area one step up: the last of its path but one. Nothing above the largest. */
export function stepUp(path: readonly number[]): number | undefined {
  return path.at(-2)
}

/** The area one step down, towards where it lies. Nothing when the level is that place itself. */
export function stepDown(path: readonly number[], focus: readonly number[]): number | undefined {
  return within(focus, path) ? focus[path.length] : undefined
}

/** Which area wants to belong: the buurt of who asks, or a street where that buurt holds the level already. */
export function claimedPath(
  home: readonly (readonly number[])[],
  level: readonly number[],
): readonly number[] | undefined {
  return home.find((path) => !within(level, path) && !within(path, level))
}

/** How many must say so before a case moves: a fifth of those asked, at least five. */
export function contestsNeeded(asked: number): number {
  return Math.max(leastContests, Math.ceil(asked / 5))
}

/** In which direction it goes. Belonging too makes it larger. */
export function directionOf(kind: ContestKind): Direction {
  return kind === 'lower' ? 'down' : 'up'
}

/** A number of residents as it may be told: rounded down, and nothing at all below five. */
export function roundedCount(count: number): number | undefined {
  if (count < leastShown) return undefined
  const step = count < 50 ? 5 : count < 500 ? 10 : count < 5000 ? 50 : 1000
  return Math.floor(count / step) * step
}

/** Words without capitals, accents and signs. */
export function plainWords(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
}

/** Dutch and English words that say nothing about what something is about. */
const empty = new Set(
  'de het een en of in op aan van voor met te om bij ik wij we onze ons mijn er is the a an of in on at for to our my we'.split(
    ' ',
  ),
)

/**
 * How well typed words fit a name and its other words; 0 when one of them occurs nowhere. A word fits when
 * it is there, begins one that is there, or is part of one (from four letters, as Dutch joins its words).
 */
export function fits(typed: string, { name, words }: { name: string; words: readonly string[] }): number {
  const asked = plainWords(typed).filter((word) => !empty.has(word))
  if (asked.length === 0) return 0
  const texts = [
    { in: plainWords(name), worth: 3 },
    ...words.map((text) => ({ in: plainWords(text), worth: 2 })),
  ]
  let total = 0
  for (const word of asked) {
    const best = Math.max(
      ...texts.map(({ in: all, worth }) => worth * Math.max(0, ...all.map((each) => likeness(word, each)))),
    )
    if (best === 0) return 0
    total += best
  }
  return total / asked.length
}

function likeness(asked: string, word: string): number {
  if (asked === word) return 1
  if (asked.length >= 2 && word.startsWith(asked)) return 0.8
  if (asked.length >= 4 && word.includes(asked)) return 0.6
  // "drempels" for "drempel": what is typed is longer than what stands there.
  if (word.length >= 4 && asked.startsWith(word) && asked.length - word.length <= 3) return 0.7
  return word.length >= 5 && asked.includes(word) ? 0.5 : 0
}

const kinds = ['street', 'buurt', 'wijk', 'gemeente', 'provincie', 'land', 'europa'] as const

/** Which levels are drawn beside each other: from where it is decided to where the power lies, four of them. */
export function ladder(here: AreaKind, power: Power): AreaKind[] {
  const from = kinds.indexOf(here)
  const to = Math.max(from, kinds.indexOf(power === 'waterschap' ? 'gemeente' : power))
  if (to - from >= 4) return [kinds[from]!, ...kinds.slice(to - 2, to + 1)]
  const start = Math.max(0, to - 3)
  return kinds.slice(start, start + 4)
}
