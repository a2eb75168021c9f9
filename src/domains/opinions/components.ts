import type { VoteMatrix } from './matrix.ts'

/** The two directions in which views differ most, and where everybody stands on them. */
export interface Components {
  /** Mean vote on each statement. */
  centre: Float64Array
  /** Two directions over the statements, of length 1; of length 0 where nothing differs. */
  directions: [Float64Array, Float64Array]
  /** x and y of each person. */
  points: Float64Array
}

const rounds = 100

/**
 * First two principal components by power iteration: 100 rounds from a fixed start, so that the same votes give the same
 * map; the second after the first is taken out. What somebody has not seen counts as the mean. On the map a person stands
 * where what they have seen puts them, drawn out by √(statements ÷ seen) so that who saw little does not fall into the
 * middle.
 */
export function componentsOf(matrix: VoteMatrix): Components {
  const { people, statements } = matrix
  const centre = means(matrix)
  const rows = new Float64Array(people * statements)
  for (let p = 0; p < people; p++)
    for (let s = 0; s < statements; s++) {
      const vote = matrix.votes[p * statements + s]!
      rows[p * statements + s] = Number.isNaN(vote) ? 0 : vote - centre[s]!
    }
  const first = direction(rows, people, statements)
  const second = direction(without(rows, first, people, statements), people, statements)
  return { centre, directions: [first, second], points: project(matrix, centre, [first, second]) }
}

function means({ people, statements, votes }: VoteMatrix): Float64Array {
  const sums = new Float64Array(statements)
  const seen = new Float64Array(statements)
  for (let p = 0; p < people; p++)
    for (let s = 0; s < statements; s++) {
      const vote = votes[p * statements + s]!
      if (Number.isNaN(vote)) continue
      sums[s]! += vote
      seen[s]! += 1
    }
  return sums.map((sum, s) => (seen[s] === 0 ? 0 : sum / seen[s]!))
}

/** The direction in which these rows differ most. */
function direction(rows: Float64Array, people: number, statements: number): Float64Array {
  let found = new Float64Array(statements).fill(1)
  for (let round = 0; round < rounds; round++) {
    const next = new Float64Array(statements)
    for (let p = 0; p < people; p++) {
      const at = p * statements
      let along = 0
      for (let s = 0; s < statements; s++) along += rows[at + s]! * found[s]!
      if (along !== 0) for (let s = 0; s < statements; s++) next[s]! += along * rows[at + s]!
    }
    const length = Math.hypot(...next)
    if (length === 0) return next
    found = next.map((each) => each / length)
  }
  return found
}

/** The rows with all that lies along a direction taken out. */
function without(rows: Float64Array, along: Float64Array, people: number, statements: number): Float64Array {
  const left = rows.slice()
  for (let p = 0; p < people; p++) {
    const at = p * statements
    let part = 0
    for (let s = 0; s < statements; s++) part += rows[at + s]! * along[s]!
    for (let s = 0; s < statements; s++) left[at + s]! -= part * along[s]!
  }
  return left
}

function project(
  { people, statements, votes }: VoteMatrix,
  centre: Float64Array,
  directions: [Float64Array, Float64Array],
): Float64Array {
  const points = new Float64Array(people * 2)
  for (let p = 0; p < people; p++) {
    let seen = 0
    for (let s = 0; s < statements; s++) {
      const vote = votes[p * statements + s]!
      if (Number.isNaN(vote)) continue
      seen += 1
      for (const axis of [0, 1] as const) points[p * 2 + axis]! += (vote - centre[s]!) * directions[axis][s]!
    }
    const stretch = Math.sqrt(statements / Math.max(seen, 1))
    points[p * 2]! *= stretch
    points[p * 2 + 1]! *= stretch
  }
  return points
}
