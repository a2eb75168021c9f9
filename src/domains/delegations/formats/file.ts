import { resolveDelegations, nobody, unknown, type Ending } from '../rules/delegation.ts'
import { BrokenFile, quoted } from '../../../platform/broken-file.ts'

/** One row of a file of delegations, with where the voice ends. */
export interface ResolvedRow {
  experiment: string
  question: string
  id: string
  delegate: string | null
  guru: string
  /** Voices that this person carries, their own included. */
  weight: number
  ending: Ending
}

/**
 * Resolves a table of who gave their voice to whom (CSV with a heading: `ID`, `DelID`, and where there are several votes
 * `ExpNum` and `CodeQuestion`), for each vote by itself. Where such a file counts a voice although it ends nowhere, it
 * stays with the last who is known: in a circle with the first of it that is reached, and with whoever delegates to
 * nobody who is there. That is how the published experiments count; our own decisions leave such a voice uncast.
 * @throws BrokenFile with the line where it goes wrong.
 */
export function resolveFile(text: string): ResolvedRow[] {
  const [heading = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const columns = heading.split(',').map((each) => each.trim())
  const [id, delegate] = ['ID', 'DelID'].map((name) => {
    const at = columns.indexOf(name)
    if (at === -1) throw new BrokenFile(`There is no column ${name}: the heading is ${quoted(heading)}`)
    return at
  })
  const [experiment, question] = [columns.indexOf('ExpNum'), columns.indexOf('CodeQuestion')]
  const votes = new Map<string, { row: number; id: string; delegate: string | null }[]>()
  const found: Omit<ResolvedRow, 'guru' | 'weight' | 'ending'>[] = []
  lines.forEach((line, i) => {
    if (line.trim() === '') return
    const fields = line.split(',').map((each) => each.trim())
    if (fields.length !== columns.length)
      throw new BrokenFile(`Line ${i + 2} has ${fields.length} fields, and the heading ${columns.length}`)
    const row = {
      experiment: fields[experiment] ?? '',
      question: fields[question] ?? '',
      id: number(fields[id!]!, i + 2),
      delegate: fields[delegate!] === '' ? null : number(fields[delegate!]!, i + 2),
    }
    const key = `${row.experiment}\n${row.question}`
    const vote = votes.get(key) ?? []
    vote.push({ row: found.push(row) - 1, id: row.id, delegate: row.delegate })
    votes.set(key, vote)
  })
  const resolved: ResolvedRow[] = []
  for (const rows of votes.values()) resolveVote(rows, found, resolved)
  return resolved
}

function resolveVote(
  rows: { row: number; id: string; delegate: string | null }[],
  found: Omit<ResolvedRow, 'guru' | 'weight' | 'ending'>[],
  resolved: ResolvedRow[],
): void {
  const place = new Map(rows.map(({ id }, i) => [id, i]))
  if (place.size < rows.length)
    throw new BrokenFile(`Somebody stands twice in one vote: ${quoted(twice(rows))}`)
  const delegates = rows.map(({ delegate }) =>
    delegate === null ? nobody : (place.get(delegate) ?? unknown),
  )
  const voted = rows.map(({ delegate, id }) => delegate === null || delegate === id)
  const { last, ending } = resolveDelegations(delegates, voted)
  const weight = rows.map(() => 0)
  for (const each of last) weight[each]! += 1
  rows.forEach(({ row }, i) => {
    resolved[row] = { ...found[row]!, guru: rows[last[i]!]!.id, weight: weight[i]!, ending: ending[i]! }
  })
}

function twice(rows: { id: string }[]): string {
  return rows.find(({ id }, i) => rows.findIndex((other) => other.id === id) !== i)?.id ?? ''
}

/** Numbers are written as 3 and as 3.0 in one file; other names stay as they are. */
function number(text: string, line: number): string {
  if (text === '') throw new BrokenFile(`Somebody on line ${line} has no ID`)
  return /^\d+\.0$/.test(text) ? text.slice(0, -2) : text
}
