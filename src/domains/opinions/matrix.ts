/** What everybody said of every statement: agree 1, disagree −1, pass 0, and NaN where they have not seen it. */
export interface VoteMatrix {
  people: number
  statements: number
  /** One row for each person. */
  votes: Float64Array
}

export const unseen = Number.NaN

/** A matrix in which nobody has seen anything. */
export function emptyMatrix(people: number, statements: number): VoteMatrix {
  return { people, statements, votes: new Float64Array(people * statements).fill(unseen) }
}

/** Rejected statements say nothing any more: 0 for everybody, and counted as seen. */
export function withoutRejected(matrix: VoteMatrix, rejected: ReadonlySet<number>): VoteMatrix {
  const votes = matrix.votes.slice()
  for (const s of rejected) for (let p = 0; p < matrix.people; p++) votes[p * matrix.statements + s] = 0
  return { ...matrix, votes }
}

/** How many statements each person voted on. */
export function votesOf({ people, statements, votes }: VoteMatrix): Int32Array {
  const counts = new Int32Array(people)
  for (let p = 0; p < people; p++)
    for (let s = 0; s < statements; s++) if (!Number.isNaN(votes[p * statements + s])) counts[p]! += 1
  return counts
}
