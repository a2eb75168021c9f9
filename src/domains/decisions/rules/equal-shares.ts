/**
 * A shared budget by the Method of Equal Shares: D. Peters, G. Pierczyński and P. Skowron, “Proportional Participatory
 * Budgeting with Additive Utilities” (NeurIPS 2021), for approval ballots with the cost of a project as its utility.
 */

/** So many voters who approve of the same projects, by their place in the list. */
export interface ApprovalBallots {
  count: number
  approves: readonly number[]
}

/** One project that was bought. */
export interface Purchase {
  project: number
  /** What each supporter pays at most. */
  price: number
  /** The share of the cost that a supporter who can pay it in full pays: what the method keeps low. */
  rate: number
  supporters: number
}

export interface EqualSharesResult {
  /** In the order of being bought. */
  winners: number[]
  steps: Purchase[]
  cost: number
  /** What each voter had to spend in the end. */
  share: number
  /** How often one was added to everybody's share. */
  increments: number
  voters: number
}

/** Amounts are doubles: what differs by less than this part is equal, and the tie rule decides. */
const precision = 1e-9

/** Increments that are tried: a budget that cannot be spent ends somewhere. */
const mostIncrements = 10_000_000

/** How far shares are raised. */
export interface EqualSharesOptions {
  /** What is added to every share each time; 0 counts once. */
  increment?: number
  /** Ends as soon as so many projects are bought: for seats, each with cost 1 and a budget of as many seats. */
  seats?: number
}

/**
 * Counts. Everybody gets an equal share. Again and again the project is bought whose supporters pay the lowest part of
 * its cost each; who has less pays what they have. Then everybody's share is raised by one and all is counted anew, until
 * the projects would cost more than the budget (add-1); there is no other completion. Of equals the one that stands
 * earlier in the list is bought. For seats the shares are raised until all seats are taken.
 * @param costs of each project, more than 0.
 * @throws RangeError for a cost that is not more than 0, or a ballot with a project that does not exist.
 */
export function equalShares(
  costs: readonly number[],
  budget: number,
  ballots: readonly ApprovalBallots[],
  { increment = 1, seats = Number.POSITIVE_INFINITY }: EqualSharesOptions = {},
): EqualSharesResult {
  if (!costs.every((cost) => cost > 0 && Number.isFinite(cost))) throw new RangeError('A project has no cost')
  const groups = grouped(ballots)
  if (groups.some(({ approves }) => approves.some((p) => !(p >= 0 && p < costs.length))))
    throw new RangeError('No project has that number')
  const voters = groups.reduce((sum, { count }) => sum + count, 0)
  if (voters === 0) return { winners: [], steps: [], cost: 0, share: 0, increments: 0, voters }
  const supported = supporters(costs.length, groups)
  const sizes = Float64Array.from(groups, ({ count }) => count)
  const most = Math.min(seats, supported.filter((each) => each.length > 0).length)
  const first = budget / voters
  let share = first
  let bought = buy(costs, sizes, supported, share, most)
  let increments = 0
  const mostTries = increment > 0 ? mostIncrements : 0
  while (bought.steps.length < most && increments < mostTries) {
    const more = first + (increments + 1) * increment
    const next = buy(costs, sizes, supported, more, most)
    if (seats === Number.POSITIVE_INFINITY && next.cost > budget) break
    share = more
    increments += 1
    bought = next
  }
  return { ...bought, winners: bought.steps.map(({ project }) => project), share, increments, voters }
}

/** Which groups approve of each project. */
function supporters(projects: number, groups: readonly ApprovalBallots[]): Int32Array[] {
  const supported = Array.from({ length: projects }, (): number[] => [])
  groups.forEach(({ approves }, i) => {
    for (const project of approves) supported[project]!.push(i)
  })
  return supported.map((each) => Int32Array.from(each))
}

/** Voters with the same ballot spend the same, so they are one group. */
function grouped(ballots: readonly ApprovalBallots[]): ApprovalBallots[] {
  const groups = new Map<string, { count: number; approves: number[] }>()
  for (const { count, approves } of ballots) {
    if (count === 0) continue
    const once = [...new Set(approves)].toSorted((a, b) => a - b)
    const key = once.join(' ')
    const group = groups.get(key)
    if (group) group.count += count
    else groups.set(key, { count, approves: once })
  }
  return [...groups.values()]
}

function buy(
  costs: readonly number[],
  sizes: Float64Array,
  supported: readonly Int32Array[],
  share: number,
  most: number,
): { steps: Purchase[]; cost: number } {
  const money = new Float64Array(sizes.length).fill(share)
  const steps: Purchase[] = []
  const rates = costs.map(() => 0)
  const left = new Set(costs.keys())
  let cost = 0
  while (steps.length < most) {
    let best: Purchase | undefined
    // A rate never falls while money is spent, so what was found earlier tells whom there is no need to look at.
    for (const project of [...left].toSorted((a, b) => rates[a]! - rates[b]! || a - b)) {
      if (best && rates[project]! > best.rate * (1 + precision)) break
      const price = priceOf(
        costs[project]!,
        sizes,
        supported[project]!,
        money,
        rates[project]! * costs[project]!,
      )
      if (price === undefined) {
        left.delete(project)
        continue
      }
      const rate = price / costs[project]!
      rates[project] = rate
      const cheaper = !best || rate < best.rate * (1 - precision)
      const same = best && !cheaper && rate <= best.rate * (1 + precision)
      if (cheaper || (same && project < best!.project)) {
        const supporters = supported[project]!.reduce((sum, i) => sum + sizes[i]!, 0)
        best = { project, price, rate, supporters }
      }
    }
    if (!best) break
    for (const i of supported[best.project]!) money[i] = Math.max(0, money[i]! - best.price)
    left.delete(best.project)
    steps.push(best)
    cost += costs[best.project]!
  }
  return { steps, cost }
}

/**
 * What each supporter pays so that together they pay the cost, where who has less pays all they have; nothing when they
 * cannot. `from` is a price that is not too high: while money is spent it only rises.
 */
function priceOf(
  cost: number,
  sizes: Float64Array,
  supported: Int32Array,
  money: Float64Array,
  from: number,
): number | undefined {
  for (let price = from; ;) {
    let owed = cost
    let rich = 0
    for (const i of supported) {
      if (money[i]! * (1 + precision) < price) owed -= sizes[i]! * money[i]!
      else rich += sizes[i]!
    }
    if (rich === 0) return owed <= cost * precision ? price : undefined
    // Who now turns out to have less leaves more to the others.
    const next = owed / rich
    if (next <= price * (1 + precision)) return Math.max(next, from)
    price = next
  }
}

/** A committee by equal shares. */
export interface SeatsResult extends EqualSharesResult {
  /** Of the winners, those who were not bought: nobody approved of them, or of enough others. */
  filled: number[]
}

/**
 * Seats by equal shares: each costs one, and everybody's share is raised by one part of a seat until all are taken. Where
 * fewer candidates have supporters than there are seats, the rest goes to who has most approvals, then to who stands
 * earlier in the list.
 * @throws RangeError as `equalShares` does, or when there are more seats than candidates.
 */
export function equalSharesSeats(
  candidates: number,
  seats: number,
  ballots: readonly ApprovalBallots[],
): SeatsResult {
  if (seats < 1 || seats > candidates) throw new RangeError('There are more seats than candidates')
  const voters = ballots.reduce((sum, { count }) => sum + count, 0)
  const costs = Array.from({ length: candidates }, () => 1)
  const bought = equalShares(costs, seats, ballots, { increment: voters > 0 ? 1 / voters : 0, seats })
  const approvals = costs.map(() => 0)
  for (const { count, approves } of ballots) for (const each of new Set(approves)) approvals[each]! += count
  const filled = [...approvals.keys()]
    .filter((each) => !bought.winners.includes(each))
    .toSorted((a, b) => approvals[b]! - approvals[a]! || a - b)
    .slice(0, seats - bought.winners.length)
  return { ...bought, winners: [...bought.winners, ...filled], filled }
}
