import type { RankBallots } from '../rules/schulze.ts'
import { BrokenFile, quoted } from './broken.ts'

/** A vote of the Debian project, as its tally sheet holds it. */
export interface DebianTally {
  options: string[]
  ballots: RankBallots[]
}

/**
 * Reads a Debian tally sheet: a heading line for each option ("Option 1--->: name") and a line for each ballot
 * ("V: 2-13 …"): a rank from 1 for each option, and a hyphen for one that is not ranked, which is below all others.
 * Ranks may be equal and may be skipped. @throws BrokenFile with the line where it goes wrong.
 */
export function readDebianTally(text: string): DebianTally {
  const options: string[] = []
  const counts = new Map<string, number>()
  text.split(/\r?\n/).forEach((line, i) => {
    const option = /Option\s+(\d+)\s*-*>:\s*(.*\S)/.exec(line)
    if (option) {
      if (Number(option[1]) !== options.length + 1)
        throw new BrokenFile(`Option ${option[1]} does not follow option ${options.length} (line ${i + 1})`)
      options.push(option[2]!)
      return
    }
    const ballot = /^V:\s*(\S+)/.exec(line)?.[1]
    if (ballot === undefined) return
    if (options.length === 0) throw new BrokenFile(`A ballot stands before the options (line ${i + 1})`)
    if (!/^[1-9-]+$/.test(ballot) || ballot.length !== options.length)
      throw new BrokenFile(
        `This is no ballot over ${options.length} options (line ${i + 1}): ${quoted(ballot)}`,
      )
    counts.set(ballot, (counts.get(ballot) ?? 0) + 1)
  })
  if (options.length === 0) throw new BrokenFile('There are no options: is this a tally sheet?')
  const ballots = [...counts].map(([ranks, count]) => ({
    count,
    ranks: [...ranks].map((rank) => (rank === '-' ? null : Number(rank))),
  }))
  return { options, ballots }
}
