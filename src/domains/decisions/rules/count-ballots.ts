import { isChoice, orderOf, type MethodName, type Voiced } from './choice.ts'
import { equalShares, type Purchase } from './equal-shares.ts'
import { schulze } from './schulze.ts'
import { stv, unit, type StvStep } from './stv.ts'

/** What has to be known to count: all of it was said beforehand, except how many could vote. */
export interface Setup {
  method: MethodName
  options: number
  seats?: number | undefined
  budget?: number | undefined
  costs?: readonly number[] | undefined
  /** Per cent of `electorate` that has to take part. */
  quorum?: number | undefined
  electorate: number
  /** Consent: in the second round the majority decides where an objection stands. */
  round?: number
}

/** How a count went, in figures: the page says it in words. */
export type Steps =
  | { kind: 'yes-no'; yes: number; no: number; neither: number; byMajority: boolean }
  /** For each option: approvals; or of a score its sum; or of a date how many can, and how many gladly. */
  | { kind: 'sums'; sums: number[]; glad?: number[] }
  /** `beats[a][b]`: how many put a above b. `paths` are the strongest chains of those. */
  | { kind: 'pairs'; order: number[]; groups: number[][]; beats: number[][]; paths: number[][] }
  /** Votes in hundred-thousandths (`stv.ts`). */
  | { kind: 'rounds'; quota: number; rounds: StvStep[] }
  | { kind: 'bought'; spent: number; share: number; bought: Purchase[]; supporters: number[] }

export interface Outcome {
  /** Whether enough people took part. */
  valid: boolean
  /** Options in the order of the result. Empty where nothing was chosen, or not enough took part. */
  winners: number[]
  /** Of a question alone: whether it was adopted. `amend`: objections stand in the first round. */
  verdict: 'adopted' | 'rejected' | 'amend' | null
  /** Whether the rule for ties decided: who was proposed earliest comes first. */
  tied: boolean
  steps: Steps
}

/** An outcome as it is kept: of a closed vote with few ballots without its steps, which would tell too much. */
export type Told = Omit<Outcome, 'steps'> & { steps: Steps | null }

/**
 * Counts the ballots of one decision. The same ballots give the same outcome in whatever order they lie, and a ballot of
 * three voices counts as three of one. Ties go to who was proposed earliest; a question that as many want as do not is not
 * adopted. Nothing is decided by chance.
 * @throws RangeError for a choice that this method does not know.
 */
export function countBallots(setup: Setup, ballots: readonly Voiced[]): Outcome {
  const { method, options, quorum, electorate } = setup
  if (
    !ballots.every(
      ({ choice, voices }) => isChoice(method, options, choice) && Number.isInteger(voices) && voices > 0,
    )
  )
    throw new RangeError('A ballot holds something else than this decision asks')
  const cast = ballots.reduce((sum, { voices }) => sum + voices, 0)
  const valid = quorum === undefined || cast * 100 >= quorum * electorate
  const outcome = { valid, ...counted(setup, together(ballots)) }
  return valid ? outcome : { ...outcome, winners: [], verdict: outcome.verdict && 'rejected' }
}

/** Ballots that say the same, taken together: what comes after has much less to do. */
function together(ballots: readonly Voiced[]): Voiced[] {
  const found = new Map<string, Voiced>()
  for (const { choice, voices } of ballots) {
    const key = choice.join()
    const known = found.get(key)
    if (known) known.voices += voices
    else found.set(key, { choice, voices })
  }
  return [...found.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each)
}

function counted(setup: Setup, ballots: Voiced[]): Omit<Outcome, 'valid'> {
  const sum = (of: (choice: Voiced['choice']) => number) =>
    ballots.reduce((all, { choice, voices }) => all + of(choice) * voices, 0)
  const each = (of: (value: number | null) => number) =>
    Array.from({ length: setup.options }, (_, i) => sum((choice) => of(choice[i] ?? null)))
  switch (setup.method) {
    case 'majority':
    case 'consent': {
      const yes = sum(([answer]) => Number(answer === 1))
      const no = sum(([answer]) => Number(answer === 0))
      const byMajority = setup.method === 'majority' || (setup.round === 2 && no > 0)
      const steps: Steps = {
        kind: 'yes-no',
        yes,
        no,
        neither: sum(([answer]) => Number(answer === null)),
        byMajority,
      }
      if (byMajority)
        return { winners: [], verdict: yes > no ? 'adopted' : 'rejected', tied: yes === no && yes > 0, steps }
      // Silence is no consent: somebody has to say yes.
      const verdict = no > 0 ? 'amend' : yes > 0 ? 'adopted' : 'rejected'
      return { winners: [], verdict, tied: false, steps }
    }
    case 'approval':
    case 'score': {
      const sums = each((value) => value ?? 0)
      return best(sums, { kind: 'sums', sums })
    }
    case 'date': {
      const sums = each((value) => Number((value ?? 0) > 0))
      const glad = each((value) => Number(value === 2))
      const voices = sum(() => 1) + 1
      // Most who can come; of those the one that most like.
      return best(
        sums.map((can, i) => can * voices + glad[i]!),
        { kind: 'sums', sums, glad },
      )
    }
    case 'ranked': {
      const { order, groups, beats, paths } = schulze(
        setup.options,
        ballots.map(({ choice, voices }) => ({ count: voices, ranks: choice })),
      )
      const said = ballots.some(({ choice }) => choice.some((rank) => rank !== null))
      return {
        winners: said ? order.slice(0, 1) : [],
        verdict: null,
        tied: said && (groups[0]?.length ?? 0) > 1,
        steps: { kind: 'pairs', order, groups, beats, paths },
      }
    }
    case 'seats': {
      const { winners, quota, steps } = stv(
        setup.options,
        setup.seats ?? 1,
        ballots.map(({ choice, voices }) => ({ count: voices, order: orderOf(choice) })),
      )
      const said = ballots.some(({ choice }) => choice.some((rank) => rank !== null))
      return {
        winners: said ? winners : [],
        verdict: null,
        tied: said && steps.some(({ tied }) => tied),
        steps: { kind: 'rounds', quota, rounds: steps },
      }
    }
    case 'budget': {
      const approvals = ballots.map(({ choice, voices }) => ({
        count: voices,
        approves: choice.flatMap((wanted, i) => (wanted === 1 ? [i] : [])),
      }))
      const { winners, steps, cost, share } = equalShares(setup.costs ?? [], setup.budget ?? 0, approvals)
      return {
        winners,
        verdict: null,
        tied: false,
        steps: { kind: 'bought', spent: cost, share, bought: steps, supporters: each((value) => value ?? 0) },
      }
    }
  }
}

function best(scores: readonly number[], steps: Steps): Omit<Outcome, 'valid'> {
  const most = Math.max(0, ...scores)
  const first = scores.indexOf(most)
  return {
    winners: most > 0 ? [first] : [],
    verdict: null,
    tied: most > 0 && scores.lastIndexOf(most) !== first,
    steps,
  }
}

/** Votes of a candidate in whole votes, for showing. */
export const wholeVotes = (votes: number): number => votes / unit
