/** Messages on one page. */
export const pageLength = 30
/** Correspondences on one page of the list. */
export const listLength = 30
/** Characters of one message, and of why somebody reports one. */
export const longestWords = 4000
export const longestWhy = 500

/** How two residents stand to each other now. */
export interface Standing {
  /** Both belong to a community that lives: forming or active. */
  share: boolean
  /** One of the two blocked the other. */
  blocked: boolean
  /** The address of both is proven. */
  verified: boolean
  /** The other has an account that does not rest. */
  there: boolean
  /** Who lets nobody write to them. */
  ownClosed: boolean
  otherClosed: boolean
  otherAdult: boolean
  /** Nobody finds the other. */
  otherProtected: boolean
}

/** What they wrote to each other so far. */
export interface Pair {
  begunByMe: boolean
  accepted: boolean
  /** There is at least one message. */
  written: boolean
  otherAway: boolean
}

/**
 * Why nothing is written now. `notNow` is one sentence for all that concerns the other, so that it tells nobody whether they
 * were blocked, how old somebody is, or what they chose.
 */
export type Silence = 'ownClosed' | 'notNow' | 'waiting'

function silence(standing: Standing): Silence | undefined {
  if (standing.ownClosed) return 'ownClosed'
  const { share, blocked, verified, there, otherClosed } = standing
  return share && !blocked && verified && there && !otherClosed ? undefined : 'notNow'
}

/** Why somebody does not begin to write; nobody begins with who is under eighteen, or protected. */
export function mayBegin(standing: Standing): Silence | undefined {
  return silence(standing) ?? (standing.otherAdult && !standing.otherProtected ? undefined : 'notNow')
}

/**
 * Why somebody does not go on writing. Whoever begins says one thing, and waits for an answer. Who is under eighteen only hears
 * from whom they wrote first.
 */
export function mayWrite(standing: Standing, pair: Pair): Silence | undefined {
  const now = silence(standing)
  if (now) return now
  // First: whether the other said no, stopped, or did nothing yet is theirs to know.
  if (pair.begunByMe && !pair.accepted && pair.written) return 'waiting'
  return pair.otherAway || (pair.begunByMe && !standing.otherAdult) ? 'notNow' : undefined
}
