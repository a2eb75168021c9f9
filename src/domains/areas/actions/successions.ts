import type { Succession } from '../rules/tree.ts'
import { ownFile, readTable, UnusableFile } from './files.ts'

const successionColumns = [
  'predecessor_code',
  'predecessor_name',
  'successor_code',
  'successor_name',
  'year',
  'provincie',
] as const

/** The mergers and divisions of gemeenten that come with the program, or those of another file. */
export async function readSuccessions(file?: string): Promise<Succession[]> {
  const path = file ?? (await ownFile('db/seeds/areas/successions.csv'))
  return (await readTable(path, successionColumns)).map(({ line, values }) => {
    const year = Number(values?.year)
    if (!values || !Number.isInteger(year)) throw new UnusableFile(path, `line ${line} cannot be read.`)
    return {
      predecessor: values.predecessor_code,
      predecessorName: values.predecessor_name,
      successor: values.successor_code,
      successorName: values.successor_name,
      year,
      provincie: values.provincie,
    }
  })
}
