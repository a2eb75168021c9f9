import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { emptyMatrix, type VoteMatrix } from './matrix.ts'

/** A folder that cannot be read as an export; the message is one sentence. */
export class BrokenExport extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BrokenExport'
  }
}

/** A conversation as Pol.is exports it. Agreeing is 1 here, whatever the file says. */
export interface Conversation {
  /** In the order in which they came. */
  people: string[]
  statements: string[]
  matrix: VoteMatrix
  /** Statements, by their place, that moderation took out or that are no opinion. */
  rejected: Set<number>
}

const mostCells = 50_000_000

/**
 * Reads a folder with `participants-votes.csv` (agree is 1), or with `votes.json` (agree is −1). Beside the first,
 * `comments.csv` tells which statements moderation took out and `votes.csv` in which order people came; beside the second
 * `comments.json` does. @throws BrokenExport
 */
export async function readPolis(folder: string): Promise<Conversation> {
  const table = await textOf(folder, 'participants-votes.csv')
  if (table !== undefined) {
    return fromTable(table, await textOf(folder, 'comments.csv'), await textOf(folder, 'votes.csv'))
  }
  const votes = await textOf(folder, 'votes.json')
  if (votes === undefined)
    throw new BrokenExport('There is no participants-votes.csv and no votes.json in it')
  return fromJson(votes, await textOf(folder, 'comments.json'))
}

async function textOf(folder: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, name), 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new BrokenExport(`${name} cannot be read (${code})`)
  }
}

/** Before the columns of the statements stand who it is, the group, and some counts. */
const lastOfWho = 'n-disagree'

function fromTable(table: string, comments: string | undefined, order: string | undefined): Conversation {
  const [heading = [], ...rows] = csv('participants-votes.csv', table)
  const first = heading.indexOf(lastOfWho) + 1
  if (heading[0] !== 'participant' || first === 0)
    throw new BrokenExport('The heading of participants-votes.csv has no participant or no n-disagree')
  const statements = heading.slice(first)
  const came = order === undefined ? undefined : arrivals(order)
  if (came) rows.sort(([a = ''], [b = '']) => (came.get(a) ?? Infinity) - (came.get(b) ?? Infinity))
  const matrix = matrixFor(rows.length, statements.length)
  rows.forEach((row, p) => {
    if (row.length !== heading.length)
      throw new BrokenExport(`In participants-votes.csv the row of ${row[0]} has ${row.length} fields`)
    statements.forEach((_, s) => {
      const vote = row[first + s]!
      if (vote !== '') matrix.votes[p * statements.length + s] = voteOf(vote)
    })
  })
  const out = comments === undefined ? new Set<string>() : moderatedOut(comments)
  return {
    people: rows.map(([participant = '']) => participant),
    statements,
    matrix,
    rejected: new Set(statements.flatMap((id, s) => (out.has(id) ? [s] : []))),
  }
}

function voteOf(text: string): number {
  const vote = Number(text)
  if (vote !== 1 && vote !== 0 && vote !== -1)
    throw new BrokenExport(`A vote is 1, 0 or −1, not ${text.slice(0, 20)}`)
  return vote
}

function csv(name: string, text: string): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true })
  } catch (error) {
    throw new BrokenExport(`${name} is no CSV: ${(error as Error).message.split('\n')[0]}`)
  }
}

/** Statements that moderation took out. */
function moderatedOut(comments: string): Set<string> {
  const [heading = [], ...rows] = csv('comments.csv', comments)
  const [id, moderated] = [heading.indexOf('comment-id'), heading.indexOf('moderated')]
  return new Set(rows.flatMap((row) => (row[moderated] === '-1' ? [row[id]!] : [])))
}

/** When each first voted. */
function arrivals(votes: string): Map<string, number> {
  const [heading = [], ...rows] = csv('votes.csv', votes)
  const [time, voter] = [heading.indexOf('timestamp'), heading.indexOf('voter-id')]
  const came = new Map<string, number>()
  for (const row of rows) {
    const [who = '', when] = [row[voter], Number(row[time])]
    came.set(who, Math.min(came.get(who) ?? Infinity, when))
  }
  return came
}

const number = z.number().int()
const jsonVotes = z.array(
  z
    .object({
      pid: number.optional(),
      participant_id: number.optional(),
      tid: number.optional(),
      statement_id: number.optional(),
      vote: z.literal([1, 0, -1]),
      modified: z.union([z.string(), z.number()]),
    })
    .transform(({ pid, participant_id, tid, statement_id, ...vote }, check) => {
      const [who, what] = [pid ?? participant_id, tid ?? statement_id]
      if (who !== undefined && what !== undefined) return { ...vote, who, what }
      check.addIssue({ code: 'custom', message: 'names no participant or no statement' })
      return z.NEVER
    }),
)
const jsonComments = z.array(
  z.object({
    tid: number.optional(),
    statement_id: number.optional(),
    mod: number.nullish(),
    moderated: number.nullish(),
    is_meta: z.boolean().nullish(),
  }),
)

function fromJson(votesText: string, commentsText: string | undefined): Conversation {
  const votes = json('votes.json', votesText, jsonVotes)
  const comments = commentsText === undefined ? [] : json('comments.json', commentsText, jsonComments)
  const moment = (modified: string | number) =>
    /^\d+$/.test(String(modified)) ? Number(modified) : Date.parse(String(modified))
  // The last vote of somebody on a statement counts, and who voted first came first.
  const inTime = votes.toSorted((a, b) => moment(a.modified) - moment(b.modified))
  const people = [...new Set(inTime.map(({ who }) => who))]
  const said = [
    ...votes.map(({ what }) => what),
    ...comments.flatMap(({ tid, statement_id }) => tid ?? statement_id ?? []),
  ]
  const statements = [...new Set(said)].toSorted((a, b) => a - b)
  const matrix = matrixFor(people.length, statements.length)
  const [row, column] = [people, statements].map((ids) => new Map(ids.map((id, i) => [id, i])))
  for (const { who, what, vote } of inTime)
    matrix.votes[row!.get(who)! * statements.length + column!.get(what)!] = vote === 0 ? 0 : -vote
  const out = comments.filter(({ mod, moderated, is_meta }) => (mod ?? moderated) === -1 || is_meta === true)
  return {
    people: people.map(String),
    statements: statements.map(String),
    matrix,
    rejected: new Set(out.flatMap(({ tid, statement_id }) => column!.get((tid ?? statement_id)!) ?? [])),
  }
}

function json<Schema extends z.ZodType>(name: string, text: string, schema: Schema): z.output<Schema> {
  let words: unknown
  try {
    words = JSON.parse(text)
  } catch {
    throw new BrokenExport(`${name} is no JSON`)
  }
  const parsed = schema.safeParse(words)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new BrokenExport(
    `${name} is no such export: ${issue?.path.join('.') || 'the whole'} ${issue?.message}`,
  )
}

function matrixFor(people: number, statements: number): VoteMatrix {
  if (people === 0 || statements === 0) throw new BrokenExport('Nobody voted on anything')
  if (people * statements > mostCells)
    throw new BrokenExport(`${people} people and ${statements} statements are too many`)
  return emptyMatrix(people, statements)
}
