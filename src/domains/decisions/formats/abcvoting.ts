import { parse } from 'yaml'
import { z } from 'zod'
import type { ApprovalBallots } from '../rules/equal-shares.ts'
import { BrokenFile, mostChoices } from './broken.ts'

/** A committee election as an abcvoting file holds it; candidates are their numbers from 0. */
export interface AbcElection {
  candidates: number
  seats: number
  ballots: ApprovalBallots[]
}

const candidate = z.number().int().min(0)
const election = z.object({
  num_cand: z.number().int().min(1).max(mostChoices),
  committeesize: z.number().int().min(1),
  profile: z.array(z.array(candidate)),
})

/** Reads a YAML file of the abcvoting library: `profile`, `num_cand` and `committeesize`. @throws BrokenFile */
export function readAbcvoting(text: string): AbcElection {
  let words: unknown
  try {
    words = parse(text, { maxAliasCount: 0 })
  } catch (error) {
    throw new BrokenFile(`This is no YAML: ${(error as Error).message.split('\n')[0]}`)
  }
  const read = election.safeParse(words)
  if (!read.success) {
    const issue = read.error.issues[0]
    throw new BrokenFile(`An abcvoting file has ${issue?.path.join('.') || 'a profile'}: ${issue?.message}`)
  }
  const { num_cand: candidates, committeesize: seats, profile } = read.data
  if (seats > candidates) throw new BrokenFile(`${candidates} candidates cannot take ${seats} seats`)
  const unknown = profile.flat().find((number) => number >= candidates)
  if (unknown !== undefined)
    throw new BrokenFile(`There is no candidate ${unknown}: they are numbered from 0`)
  return { candidates, seats, ballots: profile.map((approves) => ({ count: 1, approves })) }
}
