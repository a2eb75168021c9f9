/** Special communities: of people who are designated in an area, or of one wish across places. */
export const circleKinds = ['ambassadors', 'authorities', 'ambition'] as const
export type CircleKind = (typeof circleKinds)[number]

/** Areas that a circle can be of: small enough to know each other, large enough to have several communities. */
export const circleAreas = ['buurt', 'wijk', 'gemeente'] as const

/** Who comes into a circle and who goes out of it, when it follows these designations. */
export interface Following {
  come: string[]
  go: string[]
}

/**
 * A circle holds exactly who is designated, except who left it or was removed: they are not put back. Each of the lists
 * is in the order of `designated` and of `members`.
 */
export function following(
  designated: readonly string[],
  members: readonly string[],
  stayAway: ReadonlySet<string>,
): Following {
  const wanted = new Set(designated)
  const there = new Set(members)
  return {
    come: designated.filter((id) => !there.has(id) && !stayAway.has(id)),
    go: members.filter((id) => !wanted.has(id)),
  }
}

/** How far a guided round is. */
export const phases = ['questions', 'advice', 'done'] as const
export type Phase = (typeof phases)[number]

/** What somebody can do in a round now. */
export interface RoundSteps {
  ask: boolean
  answer: boolean
  toAdvice: boolean
  advise: boolean
  takeAlong: boolean
}

/**
 * Intervisie in four steps: one brings a case, the others only ask, then each advises once, and who brought it closes
 * with what they take along. Asking and advising is for the others; answering and moving on for who brought it.
 */
export function stepsFor(phase: Phase, brought: boolean, advised: boolean): RoundSteps {
  return {
    ask: phase === 'questions' && !brought,
    answer: phase === 'questions' && brought,
    toAdvice: phase === 'questions' && brought,
    advise: phase === 'advice' && !brought && !advised,
    takeAlong: phase === 'advice' && brought,
  }
}
