import type { Tally } from './figures.ts'
import { fewestTogether } from './limits.ts'

/** A number from 0 up to 1 that is always the same for the same words, and that nobody without the key can foresee. */
export type Chance = (words: string) => number

/**
 * What was told of one statement. It stands as it is until enough people answered that statement for the first time: whoever
 * only changes their mind, or has a new map made by answering something else, sees the same numbers again. A new draw of what
 * moves them for the same votes could be averaged away.
 */
export interface Figure {
  /** People who had ever answered it, when this was drawn: who changes their mind or takes an answer back stays among them. */
  asked: number
  all: Tally
  /** The same in each group, by how many groups there were; null where fewer than five of it saw it. */
  in: Record<number, (Tally | null)[]>
}
/** By the id of a statement. */
export type Figures = Readonly<Record<string, Figure>>

/** How many people must be new before something is told anew: five, and of more than fifty one in ten. */
export const newNeeded = (before: number) => Math.max(fewestTogether, Math.ceil(before / 10))

/**
 * How much a count is moved at random: 0 one time in three, one up or down as often, more ever more rarely
 * (the geometric mechanism of Ghosh, Roughgarden and Sundararajan, 2009, with α = 0.5).
 */
const alpha = 0.5
export function moved(chance: number): number {
  const none = (1 - alpha) / (1 + alpha)
  if (chance < none) return 0
  const left = (chance - none) / (1 - none)
  const sign = left < 0.5 ? -1 : 1
  const within = left < 0.5 ? left * 2 : left * 2 - 1
  return sign * (1 + Math.floor(Math.log(1 - within) / Math.log(alpha)))
}

/** The tally as it may be known, moved by what these words say: never by the votes, or other votes would be another draw. */
function blurred({ agree, disagree, seen }: Tally, about: string, chance: Chance): Tally {
  const move = (what: string, n: number) => Math.max(0, n + moved(chance(`${about} ${what}`)))
  const [a, d, p] = [
    move('agree', agree),
    move('disagree', disagree),
    move('pass', seen - agree - disagree),
  ] as const
  return { agree: a, disagree: d, seen: a + d + p }
}

export interface Drawing {
  /** What was told before. */
  before: Figures
  /** How many people ever answered each statement, in the order of `ids`. */
  asked: readonly number[]
  ids: readonly string[]
  chance: Chance
  /** After the last vote five are enough, also of many. */
  closed: boolean
}

/**
 * The figure of each statement that enough answered: the one that stood, or a new one where enough people are new.
 * @param overall @param inGroups as votes are now, by statement.
 */
export function figuresOf(
  overall: readonly Tally[],
  inGroups: readonly (readonly Tally[])[],
  { before, asked, ids, chance, closed }: Drawing,
): Record<string, Figure> {
  const kept: Record<string, Figure> = { ...before }
  const count = inGroups.length
  for (const [s, id] of ids.entries()) {
    const stood = kept[id]
    const needed = closed ? fewestTogether : newNeeded(stood?.asked ?? 0)
    const fresh = overall[s]!.seen >= fewestTogether && asked[s]! - (stood?.asked ?? 0) >= needed
    if (!stood && !fresh) continue
    const figure = fresh
      ? { asked: asked[s]!, all: blurred(overall[s]!, `all ${id} ${asked[s]}`, chance), in: {} }
      : stood!
    const groups = inGroups.map((tallies, g) =>
      tallies[s]!.seen < fewestTogether
        ? null
        : blurred(tallies[s]!, `in ${id} ${figure.asked} ${count} ${g}`, chance),
    )
    kept[id] = { ...figure, in: { [count]: groups, ...figure.in } }
  }
  return kept
}

/**
 * In which order groups are told, so that each goes on under its own letter: the one in which they are most like what was
 * told of as many groups before. @returns for each letter, which group.
 */
export function orderOf(
  inGroups: readonly (readonly Tally[])[],
  ids: readonly string[],
  before: Figures,
): number[] {
  const told = ids.map((id) => before[id]?.in[inGroups.length])
  const off = inGroups.map((tallies) =>
    inGroups.map((_, letter) =>
      told.reduce((sum, of, s) => {
        const [one, other] = [of?.[letter], tallies[s]!]
        return one && other.seen > 0 ? sum + (leaning(one) - leaning(other)) ** 2 : sum
      }, 0),
    ),
  )
  const total = (order: readonly number[]) =>
    order.reduce((sum, group, letter) => sum + off[group]![letter]!, 0)
  return ordersOf(inGroups.map((_, g) => g)).reduce((best, each) => (total(each) < total(best) ? each : best))
}

/** From −1, all disagree, to 1. */
const leaning = ({ agree, disagree, seen }: Tally) => (agree - disagree) / Math.max(seen, 1)

/** All orders, the given one first; of five there are 120. */
function ordersOf(of: readonly number[]): number[][] {
  if (of.length === 0) return [[]]
  return of.flatMap((first) => ordersOf(of.filter((each) => each !== first)).map((rest) => [first, ...rest]))
}
