/** The ways to decide. What each asks, and how it is counted, stands in `methods.ts`. */
export const methodNames = [
  'majority',
  'date',
  'consent',
  'approval',
  'score',
  'ranked',
  'seats',
  'budget',
] as const
export type MethodName = (typeof methodNames)[number]

/**
 * What somebody chose, in small numbers. One number for a decision about one question: 1 yes or consent, 0 no or an
 * objection, null for neither. Else one for each option, in their order: 1 or 0 for approval and budget, 0 to 5 for a score,
 * the place (from 1) or null for a ranking, and 2 (fits), 1 (if it must) or 0 for a date.
 */
export type Choice = (number | null)[]

/** A ballot as it is counted: `voices` is how many people speak with it. */
export interface Voiced {
  choice: Choice
  voices: number
}

/** The numbers that a choice can hold; `null` always where `open`. */
const forms: Record<MethodName, { single: boolean; most: (options: number) => number; open: boolean }> = {
  consent: { single: true, most: () => 1, open: true },
  majority: { single: true, most: () => 1, open: true },
  approval: { single: false, most: () => 1, open: false },
  score: { single: false, most: () => 5, open: false },
  ranked: { single: false, most: (options) => options, open: true },
  seats: { single: false, most: (options) => options, open: true },
  budget: { single: false, most: () => 1, open: false },
  date: { single: false, most: () => 2, open: false },
}

/** Whether a decision by this method is about options; otherwise it is about its question alone. */
export const hasOptions = (method: MethodName): boolean => !forms[method].single

/** Whether this is a choice that can be made: from a form, a file or the box alike. */
export function isChoice(method: MethodName, options: number, value: unknown): value is Choice {
  const { single, most, open } = forms[method]
  if (!Array.isArray(value) || value.length !== (single ? 1 : options)) return false
  const least = method === 'ranked' || method === 'seats' ? 1 : 0
  const known = value.every(
    (each) => (each === null && open) || (Number.isInteger(each) && each >= least && each <= most(options)),
  )
  return known && (method !== 'seats' || isStrict(value as Choice))
}

/** Whether no two options stand on the same place. */
export function isStrict(choice: Choice): boolean {
  const ranks = choice.filter((rank) => rank !== null)
  return new Set(ranks).size === ranks.length
}

/** The options in the order of their places, the best first; for a ranking without ties. */
export function orderOf(choice: Choice): number[] {
  return choice
    .map((rank, option) => ({ rank, option }))
    .filter(({ rank }) => rank !== null)
    .toSorted((a, b) => a.rank! - b.rank! || a.option - b.option)
    .map(({ option }) => option)
}
