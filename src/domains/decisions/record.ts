import { createHash } from 'node:crypto'
import { z } from 'zod'
import { BrokenFile } from './formats/broken.ts'
import { isChoice, methodNames, type Choice } from './rules/choice.ts'
import { countBallots, type Setup, type Told } from './rules/count-ballots.ts'

/** What a decision's file is called in itself; another number when it is read in another way. */
export const recordFormat = 'dhz-decision/1'

/** `name` in the open form: null of who left or is blocked. `code` in the closed form: the receipt. */
export interface RecordedBallot {
  choice: Choice
  voices: number
  name?: string | null
  code?: string
}

/** A decision as it is downloaded, with all that is needed to count it again. */
export interface DecisionRecord {
  format: typeof recordFormat
  id: string
  question: string
  method: Setup['method']
  form: 'open' | 'closed'
  round: number
  closed: string
  electorate: number
  quorum?: number | undefined
  seats?: number | undefined
  budget?: number | undefined
  options: { words: string; cost?: number | undefined; starts?: string | undefined }[]
  ballots: RecordedBallot[]
  winners: string[]
  result: Told
  digest: string
}

/** What is asked of the counting rule. */
export function setupOf(
  record: Pick<DecisionRecord, 'method' | 'electorate' | 'round' | 'quorum' | 'seats' | 'budget' | 'options'>,
): Setup {
  const { method, electorate, round, quorum, seats, budget, options } = record
  return {
    method,
    electorate,
    round,
    quorum,
    seats,
    budget,
    options: options.length,
    costs: method === 'budget' ? options.map(({ cost }) => cost ?? 0) : undefined,
  }
}

/** One text for what is the same, in whatever order its parts lie. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const parts = Object.entries(value).filter(([, each]) => each !== undefined)
  return `{${parts
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
    .join(',')}}`
}

/**
 * A fingerprint (SHA-256, hexadecimal) of what was asked, the ballots and the result. Names are not in it, so that it stays
 * when somebody leaves the house.
 */
export function digestOf(record: Omit<DecisionRecord, 'digest' | 'format' | 'closed' | 'winners'>): string {
  const { id, question, form, ballots, result } = record
  const lines = ballots.map(({ choice, voices, code }) => canonical({ choice, voices, code })).toSorted()
  const asked = { ...setupOf(record), id, question, form, options: record.options }
  return createHash('sha256').update(canonical({ asked, lines, result })).digest('hex')
}

const record = z.object({
  format: z.literal(recordFormat),
  id: z.string(),
  question: z.string(),
  method: z.enum(methodNames),
  form: z.enum(['open', 'closed']),
  round: z.number().int(),
  closed: z.string(),
  electorate: z.number().int().min(0),
  quorum: z.number().optional(),
  seats: z.number().int().min(1).optional(),
  budget: z.number().positive().optional(),
  options: z
    .array(
      z.object({ words: z.string(), cost: z.number().positive().optional(), starts: z.string().optional() }),
    )
    .max(100),
  ballots: z
    .array(
      z.object({
        choice: z.array(z.number().nullable()),
        voices: z.number().int().positive(),
        name: z.string().nullable().optional(),
        code: z.string().optional(),
      }),
    )
    .max(5_000_000),
  winners: z.array(z.string()),
  result: z.looseObject({ winners: z.array(z.number()), valid: z.boolean() }),
  digest: z.string(),
})

/** What a second count of a file says. */
export interface Recounted {
  question: string
  method: Setup['method']
  ballots: number
  voices: number
  winners: string[]
  verdict: Told['verdict']
  valid: boolean
  digest: string
  steps: Told['steps']
}

/**
 * Counts the file of a decision again, with nothing but what stands in it.
 * @throws BrokenFile with one sentence when it is none, or does not give the result that it tells.
 */
export function recount(text: string): Recounted {
  const read = readRecord(text)
  const { question, method, ballots, options } = read
  const wrong = ballots.findIndex(({ choice }) => !isChoice(method, options.length, choice))
  if (wrong !== -1) throw new BrokenFile(`Ballot ${wrong + 1} holds something else than this decision asks`)
  const codes = ballots.flatMap(({ code }) => code ?? [])
  if (new Set(codes).size < codes.length) throw new BrokenFile('Two ballots carry the same receipt code')
  const outcome = countBallots(setupOf(read), ballots)
  if (canonical(outcome) !== canonical(read.result))
    throw new BrokenFile('These ballots give another result than the file tells: it was changed')
  if (canonical(winnersOf(outcome, options)) !== canonical(read.winners))
    throw new BrokenFile('These ballots give other winners than the file tells: it was changed')
  const digest = digestOf(read as never)
  if (digest !== read.digest)
    throw new BrokenFile('The fingerprint is not that of these ballots: the file was changed')
  const voices = ballots.reduce((sum, each) => sum + each.voices, 0)
  const { verdict, valid, steps } = outcome
  return {
    question,
    method,
    ballots: ballots.length,
    voices,
    winners: read.winners,
    verdict,
    valid,
    digest,
    steps,
  }
}

/** The winners by their words. */
export function winnersOf(
  { winners }: Pick<Told, 'winners'>,
  options: readonly { words: string }[],
): string[] {
  return winners.map((place) => options[place]?.words ?? '')
}

function readRecord(text: string): z.infer<typeof record> {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new BrokenFile('This is no JSON')
  }
  if ((json as { format?: unknown } | null)?.format !== recordFormat)
    throw new BrokenFile('This is not the file of a decision')
  const parsed = record.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new BrokenFile(`${issue?.path.join('.') || 'It'} is not as it should be in the file of a decision`)
}
