import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  countFile,
  readAbcvoting,
  readBlt,
  readDebianTally,
  readPabulib,
  schulze,
  stv,
  unit,
} from '../../src/domains/decisions/index.ts'
import { resolveFile } from '../../src/domains/delegations/index.ts'

const shared = process.env.DHZ_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url))
const data = join(shared, 'data')
const read = (...parts: string[]) => readFileSync(join(data, ...parts), 'utf8')
const listed = (folder: string, end: string) => {
  const path = join(data, folder)
  return existsSync(path) ? readdirSync(path).filter((name) => name.endsWith(end)) : []
}

interface DroopAction {
  tag: string
  nt_votes: string
  cstate: Record<string, { vote: string; state: string }>
}

describe.skipIf(!existsSync(join(data, 'stv')))('Glasgow 2007, as another program counted it', () => {
  test.each(listed('stv', '.blt'))(
    '%s: the winners, and the votes of everybody after every transfer',
    (file) => {
      const election = readBlt(read('stv', file))
      const { actions } = JSON.parse(read('stv', file.replace('.blt', '.result.json'))) as {
        actions: DroopAction[]
      }
      const result = stv(election.candidates.length, election.seats, election.ballots)
      const shown = (votes: number) => (votes / unit).toFixed(5)
      const stages = result.steps.filter(({ kind }) => kind === 'begin' || kind === 'transfer')
      const published = actions.filter(({ tag }) => tag === 'begin' || tag === 'transfer')
      expect(stages.map(({ votes, exhausted }) => [...votes.map(shown), shown(exhausted)])).toEqual(
        published.map(({ cstate, nt_votes }) => [
          ...election.candidates.map((_, i) => cstate[i + 1]!.vote),
          nt_votes,
        ]),
      )
      const elected = Object.entries(actions.at(-1)!.cstate).flatMap(([id, { state }]) =>
        state === 'elected' ? [Number(id) - 1] : [],
      )
      expect(result.winners.toSorted((a, b) => a - b)).toEqual(elected.toSorted((a, b) => a - b))
    },
  )
})

describe.skipIf(!existsSync(join(data, 'ranked')))('the project leaders of Debian', () => {
  test('2006: 421 ballots, Anthony Towns before Steve McIntyre by six', () => {
    const { options, ballots } = readDebianTally(read('ranked/debian_leader2006_tally.txt'))
    const { order, beats, ballots: voted } = schulze(options.length, ballots)
    const [towns, mcIntyre] = [options.indexOf('Anthony Towns'), options.indexOf('Steve McIntyre')]
    expect(voted).toBe(421)
    expect(order.slice(0, 2)).toEqual([towns, mcIntyre])
    expect(beats[towns]![mcIntyre]! - beats[mcIntyre]![towns]!).toBe(6)
    expect(options[order.at(-1)!]).toBe('Jonathan aka Ted Walther')
  })
  test('2020: 339 ballots, Jonathan Carter, and nobody below none of the above', () => {
    const counted = countFile(read('ranked/debian_leader2020_tally.txt'), 'schulze')
    expect(counted.ballots).toBe(339)
    expect(counted.winners).toEqual([
      'Jonathan Carter',
      'Sruthi Chandran',
      'Brian Gupta',
      'None Of The Above',
    ])
  })
})

describe.skipIf(!existsSync(join(data, 'budgets')))('budgets by equal shares', () => {
  test('Świecie 2023: the seventeen projects that the town selected', () => {
    const file = read('budgets/Poland_Swiecie_2023.pb')
    const selected = readPabulib(file).projects.flatMap(({ id, selected }) => (selected ? [id] : []))
    const { winners } = countFile(file, 'equal-shares')
    expect(selected).toHaveLength(17)
    expect(winners.toSorted()).toEqual(selected.toSorted())
  })

  test('240 small committees: what abcvoting expects of equal shares with increments', () => {
    const files = listed('budgets/abcvoting', '.yaml')
    expect(files).toHaveLength(240)
    const different = files.filter((file) => {
      const text = read('budgets/abcvoting', file)
      const { compute } = parse(text) as { compute: { rule_id: string; result: number[][] }[] }
      const expected = compute.find(({ rule_id }) => rule_id === 'equal-shares-with-increment-completion')!
        .result[0]!
      const winners = countFile(text, 'equal-shares').winners.map(Number)
      expect(winners).toHaveLength(readAbcvoting(text).seats)
      return winners.toSorted((a, b) => a - b).join() !== expected.toSorted((a, b) => a - b).join()
    })
    expect(different).toEqual([])
  })
})

describe.skipIf(!existsSync(join(data, 'delegation')))('ten experiments with liquid democracy', () => {
  test('every guru and every weight is as published', () => {
    const file = read('delegation/liquid_experiments.csv')
    const [heading, ...lines] = file.trimEnd().split('\n')
    const columns = heading!.trim().split(',')
    const published = lines.map((line) => {
      const fields = line.trim().split(',')
      const of = (name: string) => Number(fields[columns.indexOf(name)])
      return [of('ID'), of('GuruID'), of('Weight')]
    })
    expect(published).toHaveLength(5306)
    expect(resolveFile(file).map(({ id, guru, weight }) => [id, guru, weight].map(Number))).toEqual(published)
  })
})
