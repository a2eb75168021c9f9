/**
 * Several winners by Scottish STV: the Scottish Local Government Elections Order 2007, schedule 1, part III
 * (Weighted Inclusive Gregory, five decimals, truncated). All amounts are whole hundred-thousandths of a vote, so that
 * the same ballots give the same count on every machine.
 */

/** So many ballots with the same order; candidates by their place in the list, the best first. */
export interface RankedBallots {
  count: number
  order: readonly number[]
}

/** One action of the count, with what everybody had after it. */
export interface StvStep {
  /** 0 before anything moved, then one for each surplus or exclusion. */
  round: number
  kind: 'begin' | 'elect' | 'surplus' | 'defeat' | 'transfer' | 'fill' | 'end'
  /** Who this step is about. */
  candidate: number | undefined
  /** Votes of each candidate, in hundred-thousandths. */
  votes: number[]
  /** Votes on ballots that name nobody any more, in hundred-thousandths. */
  exhausted: number
  /** Votes lost by cutting off decimals, in hundred-thousandths. */
  lost: number
  /** Whether the announced tie rule decided. */
  tied?: true
}

export interface StvResult {
  /** In the order of being elected. */
  winners: number[]
  /** Votes that elect, in whole votes. */
  quota: number
  ballots: number
  steps: StvStep[]
}

/** Hundred-thousandths in a vote. */
export const unit = 100_000

type Standing = 'hopeful' | 'pending' | 'elected' | 'defeated'

/** Ballots that lie with a candidate, each worth the same. */
interface Parcel {
  order: readonly number[]
  /** Where in the order the next name stands. */
  next: number
  count: number
  value: number
}

/**
 * Counts. Ties are broken by the most recent earlier stage in which the candidates differed, and where there is none by
 * the announced rule: earlier in the list goes before later, which means that the later one is excluded.
 * A candidate who stands twice on a ballot counts where they stand first.
 * @throws RangeError when there are more seats than candidates, or a ballot names nobody who exists.
 */
export function stv(candidates: number, seats: number, ballots: readonly RankedBallots[]): StvResult {
  if (seats < 1 || seats > candidates) throw new RangeError('There are more seats than candidates')
  return new Count(candidates, seats, ballots).run()
}

class Count {
  readonly #seats: number
  readonly #standing: Standing[]
  readonly #votes: number[]
  readonly #piles: Parcel[][]
  readonly #quota: number
  readonly #ballots: number
  readonly #steps: StvStep[] = []
  readonly #winners: number[] = []
  /** Votes at each earlier stage, the newest last. */
  readonly #stages: number[][] = []
  #exhausted = 0
  #lost = 0
  #round = 0
  #tied = false

  constructor(candidates: number, seats: number, ballots: readonly RankedBallots[]) {
    this.#seats = seats
    this.#standing = Array.from({ length: candidates }, () => 'hopeful')
    this.#votes = Array.from({ length: candidates }, () => 0)
    this.#piles = this.#standing.map(() => [])
    this.#ballots = ballots.reduce((sum, { count }) => sum + count, 0)
    this.#quota = (Math.floor(this.#ballots / (seats + 1)) + 1) * unit
    for (const { count, order } of ballots) {
      if (order.some((name) => !(name >= 0 && name < candidates)))
        throw new RangeError('Nobody has that number')
      this.#give({ order, next: 0, count, value: unit })
    }
  }

  run(): StvResult {
    this.#note('begin')
    this.#electWhoReached()
    while (!this.#isOver()) {
      this.#round += 1
      this.#stages.push([...this.#votes])
      const pending = this.#those('pending')
      if (pending.length > 0) this.#transferSurplus(this.#choose(pending, 'most'))
      else this.#exclude(this.#choose(this.#those('hopeful'), 'least'))
      this.#electWhoReached()
    }
    this.#fill()
    this.#note('end')
    return {
      winners: this.#winners,
      quota: this.#quota / unit,
      ballots: this.#ballots,
      steps: this.#steps,
    }
  }

  #those(standing: Standing): number[] {
    return this.#standing.flatMap((each, i) => (each === standing ? [i] : []))
  }

  /** All seats are taken, or there are as many left as seats. */
  #isOver(): boolean {
    const open = this.#seats - this.#winners.length
    return open === 0 || this.#those('hopeful').length <= open
  }

  /** Whoever has the quota is elected, most votes first. */
  #electWhoReached(): void {
    const reached = this.#those('hopeful').filter((i) => this.#votes[i]! >= this.#quota)
    while (reached.length > 0 && this.#winners.length < this.#seats) {
      const first = this.#choose(reached, 'most')
      reached.splice(reached.indexOf(first), 1)
      this.#standing[first] = this.#votes[first]! > this.#quota ? 'pending' : 'elected'
      this.#winners.push(first)
      this.#note('elect', first)
    }
  }

  /** The rest of the seats goes to whoever is left. */
  #fill(): void {
    const open = this.#seats - this.#winners.length
    const left = this.#those('hopeful')
    for (const i of left.toSorted((a, b) => this.#votes[b]! - this.#votes[a]! || a - b).slice(0, open)) {
      this.#standing[i] = 'elected'
      this.#winners.push(i)
      this.#note('fill', i)
    }
  }

  #transferSurplus(from: number): void {
    const votes = this.#votes[from]!
    const surplus = votes - this.#quota
    this.#standing[from] = 'elected'
    this.#note('surplus', from)
    const pile = this.#piles[from]!
    this.#piles[from] = []
    this.#votes[from] = this.#quota
    let moved = 0
    for (const parcel of pile) {
      const value = portion(parcel.value, surplus, votes)
      moved += value * parcel.count
      this.#give({ ...parcel, value })
    }
    this.#lost += surplus - moved
    this.#note('transfer', from)
  }

  #exclude(from: number): void {
    this.#standing[from] = 'defeated'
    this.#note('defeat', from)
    const pile = this.#piles[from]!
    this.#piles[from] = []
    this.#votes[from] = 0
    for (const parcel of pile) this.#give(parcel)
    this.#note('transfer', from)
  }

  /** Lays ballots with the next name on them that is still in the running. */
  #give({ order, next, count, value }: Parcel): void {
    let at = next
    while (at < order.length && this.#standing[order[at]!] !== 'hopeful') at += 1
    const to = order[at]
    if (to === undefined) {
      this.#exhausted += value * count
      return
    }
    this.#votes[to]! += value * count
    if (value > 0) this.#piles[to]!.push({ order, next: at + 1, count, value })
  }

  /** Who has most or least; a tie is decided by earlier stages, then by the list. */
  #choose(among: number[], which: 'most' | 'least'): number {
    const best = (votes: readonly number[], from: number[]) => {
      const goal = Math[which === 'most' ? 'max' : 'min'](...from.map((i) => votes[i]!))
      return from.filter((i) => votes[i] === goal)
    }
    let left = best(this.#votes, among)
    for (let stage = this.#stages.length - 1; left.length > 1 && stage >= 0; stage--)
      left = best(this.#stages[stage]!, left)
    if (left.length > 1) this.#tied = true
    return which === 'most' ? left[0]! : left.at(-1)!
  }

  #note(kind: StvStep['kind'], candidate?: number): void {
    this.#steps.push({
      round: this.#round,
      kind,
      candidate,
      votes: [...this.#votes],
      exhausted: this.#exhausted,
      lost: this.#lost,
      ...(this.#tied && { tied: true as const }),
    })
    this.#tied = false
  }
}

/** value × surplus ÷ votes, cut off after five decimals. Exact: the product can be larger than a double holds. */
function portion(value: number, surplus: number, votes: number): number {
  const product = value * surplus
  if (product <= Number.MAX_SAFE_INTEGER) return (product - (product % votes)) / votes
  return Number((BigInt(value) * BigInt(surplus)) / BigInt(votes))
}
