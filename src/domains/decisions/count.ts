import { readAbcvoting } from './formats/abcvoting.ts'
import { readBlt, type BltElection } from './formats/blt.ts'
import { BrokenFile } from './formats/broken.ts'
import { readDebianTally } from './formats/debian.ts'
import { readPabulib } from './formats/pabulib.ts'
import { equalShares, equalSharesSeats, type Purchase } from './rules/equal-shares.ts'
import { schulze, type RankBallots } from './rules/schulze.ts'
import { stv, unit, type StvStep } from './rules/stv.ts'

export const methods = ['stv', 'equal-shares', 'schulze'] as const
export type Method = (typeof methods)[number]

/** A count as it is printed: `winners` are names or the ids of projects, in order; amounts are in whole votes or money. */
export interface Counted {
  method: Method
  winners: string[]
  ballots: number
  steps: Record<string, unknown>[]
  /** What else the method tells: quota, groups, pairs, what was spent. */
  [more: string]: unknown
}

/**
 * Counts a file that somebody else made. What it is is told by what stands in it: BLT for `stv` and `schulze`, a Debian
 * tally sheet for `schulze`, Pabulib or abcvoting for `equal-shares`.
 * @throws BrokenFile with one sentence when it cannot be read, or holds no ballots for this method.
 */
export function countFile(text: string, method: Method): Counted {
  if (text.trim() === '') throw new BrokenFile('The file is empty')
  if (method === 'stv') return countStv(readBlt(text))
  if (method === 'schulze')
    return /^V:/m.test(text) || /^\s*\W*Option\s+1\s*-*>/m.test(text)
      ? countDebian(text)
      : countRanked(readBlt(text))
  return /^\s*META\b/i.test(text.replace(/^\uFEFF/, '')) ? countBudget(text) : countSeats(text)
}

function countStv({ title, seats, candidates, ballots }: BltElection): Counted {
  const result = stv(candidates.length, seats, ballots)
  const named = (votes: readonly number[]) =>
    Object.fromEntries(candidates.map((name, i) => [name, votes[i]! / unit]))
  return {
    method: 'stv',
    title,
    seats,
    winners: result.winners.map((i) => candidates[i]!),
    ballots: result.ballots,
    quota: result.quota,
    steps: result.steps.map(({ candidate, votes, exhausted, lost, ...step }: StvStep) => ({
      ...step,
      ...(candidate !== undefined && { candidate: candidates[candidate] }),
      votes: named(votes),
      exhausted: exhausted / unit,
      lost: lost / unit,
    })),
  }
}

function countDebian(text: string): Counted {
  const { options, ballots } = readDebianTally(text)
  return ranked(options, ballots)
}

function countRanked({ title, candidates, ballots }: BltElection): Counted {
  const ranks = ballots.map(({ count, order }) => ({
    count,
    ranks: candidates.map((_, i) => (order.includes(i) ? order.indexOf(i) : null)),
  }))
  return { ...ranked(candidates, ranks), title }
}

function ranked(names: readonly string[], ballots: readonly RankBallots[]): Counted {
  const result = schulze(names.length, ballots)
  const name = (i: number) => names[i]!
  return {
    method: 'schulze',
    winners: result.order.map(name),
    ballots: result.ballots,
    groups: result.groups.map((group) => group.map(name)),
    steps: result.order.flatMap((a) =>
      result.order
        .filter((b) => b !== a)
        .map((b) => ({
          option: name(a),
          over: name(b),
          votes: result.beats[a]![b]!,
          against: result.beats[b]![a]!,
          path: result.paths[a]![b]!,
          back: result.paths[b]![a]!,
        })),
    ),
  }
}

function countBudget(text: string): Counted {
  const { description, budget, projects, ballots } = readPabulib(text)
  const costs = projects.map(({ cost }) => cost)
  const result = equalShares(costs, budget, ballots)
  const id = (i: number) => projects[i]!.id
  return {
    method: 'equal-shares',
    title: description,
    winners: result.winners.map(id),
    ballots: result.voters,
    budget,
    spent: result.cost,
    share: result.share,
    increments: result.increments,
    steps: result.steps.map((step) => ({
      ...bought(step, id),
      name: projects[step.project]!.name,
      cost: costs[step.project],
    })),
  }
}

function countSeats(text: string): Counted {
  const { candidates, seats, ballots } = readAbcvoting(text)
  const result = equalSharesSeats(candidates, seats, ballots)
  return {
    method: 'equal-shares',
    seats,
    winners: result.winners.map(String),
    ballots: result.voters,
    share: result.share,
    increments: result.increments,
    filled: result.filled.map(String),
    steps: result.steps.map((step) => bought(step, String)),
  }
}

function bought({ project, ...step }: Purchase, id: (i: number) => string): Record<string, unknown> {
  return { project: id(project), ...step }
}
