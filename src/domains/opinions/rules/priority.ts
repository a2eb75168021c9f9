import type { Components } from '../components.ts'

/** What is known of a statement when the next one is chosen. */
export interface Weighed {
  seen: number
  agree: number
  pass: number
  /** How far from the middle the statement lies; 0 while there is no map. */
  extremity: number
}

/**
 * How much a statement deserves to be seen next: [(1 − (P+1)/(S+2)) · (E+1) · (A+1)/(S+2) · (1 + 8·2^(−S/5))]². New ones and
 * those that set views apart come first, those that many pass come last.
 */
export function priorityOf({ seen, agree, pass, extremity }: Weighed): number {
  const worth = (1 - (pass + 1) / (seen + 2)) * (extremity + 1) * ((agree + 1) / (seen + 2))
  return (worth * (1 + 8 * 2 ** (-seen / 5))) ** 2
}

/** How far from the middle somebody would stand who only agreed with this statement. */
export function extremityOf({ centre, directions: [first, second] }: Components, statement: number): number {
  const stretch = (1 - centre[statement]!) * Math.sqrt(centre.length)
  return Math.abs(stretch) * Math.hypot(first[statement]!, second[statement]!)
}

/**
 * Picks one by chance, the more likely the higher its priority: who looks after whom then tells nothing.
 * @param chance from 0 up to 1.
 */
export function pickNext<Each extends { priority: number }>(
  from: readonly Each[],
  chance: number,
): Each | undefined {
  const all = from.reduce((total, { priority }) => total + priority, 0)
  let left = chance * all
  for (const each of from) {
    left -= each.priority
    if (left < 0) return each
  }
  return from.at(-1)
}
