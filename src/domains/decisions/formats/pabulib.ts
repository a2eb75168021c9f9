import type { ApprovalBallots } from '../rules/equal-shares.ts'
import { BrokenFile, mostChoices, quoted } from './broken.ts'

/** A shared budget as a Pabulib file holds it. */
export interface PabulibInstance {
  description: string
  budget: number
  projects: { id: string; name: string; cost: number; selected: boolean | undefined }[]
  ballots: ApprovalBallots[]
}

/**
 * Reads a Pabulib file (.pb): the sections META, PROJECTS and VOTES, each a table with `;` between the fields.
 * Only approval ballots are counted. @throws BrokenFile with the line where it goes wrong.
 */
export function readPabulib(text: string): PabulibInstance {
  const { META: meta, PROJECTS: projects, VOTES: votes } = sectionsOf(text)
  if (!meta || !projects || !votes)
    throw new BrokenFile('A Pabulib file has the sections META, PROJECTS and VOTES')
  const about = new Map(meta.rows.map(({ fields }) => [fields[0] ?? '', fields[1] ?? '']))
  const type = about.get('vote_type') ?? ''
  if (type !== 'approval') throw new BrokenFile(`Only approval ballots can be counted, not ${quoted(type)}`)
  const budget = amount(about.get('budget'), 'The budget')
  const read = projects.rows.map((row) => ({
    id: field(projects, row, 'project_id'),
    name: optional(projects, row, 'name') ?? '',
    cost: amount(field(projects, row, 'cost'), `The cost of a project (line ${row.line})`),
    selected: { '0': false, '1': true }[optional(projects, row, 'selected') ?? ''],
  }))
  if (read.length > mostChoices) throw new BrokenFile(`More than ${mostChoices} projects cannot be counted`)
  const place = new Map(read.map(({ id }, i) => [id, i]))
  if (place.size < read.length) throw new BrokenFile('Two projects have the same project_id')
  const ballots = votes.rows.map((row) => ({
    count: 1,
    approves: field(votes, row, 'vote')
      .split(',')
      .filter(Boolean)
      .map((id) => {
        const at = place.get(id)
        if (at === undefined) throw new BrokenFile(`There is no project ${quoted(id)} (line ${row.line})`)
        return at
      }),
  }))
  return { description: about.get('description') ?? '', budget, projects: read, ballots }
}

interface Row {
  line: number
  fields: string[]
}
interface Section {
  columns: Map<string, number>
  rows: Row[]
}

const names = ['META', 'PROJECTS', 'VOTES'] as const

function sectionsOf(text: string): Partial<Record<(typeof names)[number], Section>> {
  const sections: Partial<Record<(typeof names)[number], Section>> = {}
  let current: Section | undefined
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .forEach((words, i) => {
      if (words.trim() === '') return
      const name = names.find((each) => each === words.trim().toUpperCase())
      if (name) {
        current = sections[name] = { columns: new Map(), rows: [] }
        return
      }
      if (!current) throw new BrokenFile(`A Pabulib file begins with META (line ${i + 1}): ${quoted(words)}`)
      const fields = words.split(';').map((each) => each.trim())
      if (current.columns.size === 0) current.columns = new Map(fields.map((column, at) => [column, at]))
      else current.rows.push({ line: i + 1, fields })
    })
  return sections
}

function optional({ columns }: Section, { fields }: Row, column: string): string | undefined {
  const at = columns.get(column)
  return at === undefined ? undefined : fields[at]
}

function field(section: Section, row: Row, column: string): string {
  const value = optional(section, row, column)
  if (value === undefined) throw new BrokenFile(`There is no ${column} on line ${row.line}`)
  return value
}

/** An amount above zero, with a point or a comma for decimals. */
function amount(text: string | undefined, what: string): number {
  const value = Number((text ?? '').replace(',', '.'))
  if (!(value > 0 && value < 1e12)) throw new BrokenFile(`${what} is no amount: ${quoted(text ?? '')}`)
  return value
}
