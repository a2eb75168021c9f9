import { z } from 'zod'
import { hasBsn } from '../../platform/bsn.ts'
import { dayField, idField } from '../../platform/fields.ts'
import { isId } from '../../platform/ids.ts'
import { longest, parts } from './rules.ts'

/** Words of a field, `most` signs of them; a citizen service number is none of our business. */
const text = (most: number, long: string) =>
  z
    .string()
    .default('')
    .transform((words) => words.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().max(most, long))
    .refine((words) => !hasBsn(words), 'noBsn')

/** What an idea comes from: `van-ID` for a proposal that is taken over, `vraag-ID` for a question that was asked. */
const along = z
  .string()
  .regex(/^(van|vraag)-[0-9a-f-]{36}$/)
  .or(z.literal(''))
  .catch('')
const version = z.coerce.number().int().min(0).max(1_000_000).catch(0)

export const makeForm = z.object({
  id: idField,
  title: text(longest.title, 'titleLong'),
  idea: text(longest.idea, 'ideaLong'),
  met: along,
})

export const textForm = z.object({
  base: version,
  title: text(longest.title, 'titleLong'),
  body: text(longest.body, 'bodyLong'),
  costs: text(longest.costs, 'costsLong'),
  who: text(longest.who, 'whoLong'),
  sources: text(longest.sources, 'sourcesLong'),
  why: text(longest.why, 'whyLong'),
  amendment: idField,
  way: z.enum(['save', 'theirs']).catch('save'),
})

export const amendForm = z.object({
  id: idField,
  base: version,
  part: z.enum(parts),
  words: text(longest.body, 'bodyLong'),
  why: text(longest.why, 'whyLong'),
})

export const reasonForm = z.object({ reason: text(longest.why, 'whyLong') })
export const whyForm = z.object({ why: text(longest.why, 'whyLong') })

export const voteForm = z.object({
  id: z.string().refine(isId, 'formOld'),
  method: z.enum(['consent', 'majority'], 'methodMissing'),
  form: z.enum(['open', 'closed'], 'formMissing').default('open'),
  quorum: z
    .enum(['', '10', '20', '30', '50', '75'], 'quorumWrong')
    .default('')
    .transform((value) => (value ? Number(value) : undefined)),
  closesDay: dayField.pipe(z.string().min(1, 'closesMissing')),
  closesTime: z
    .string()
    .default('')
    .pipe(z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'timeWrong')),
})

export const mergeForm = z.object({
  other: z.string('otherMissing').refine(isId, 'otherMissing'),
  why: text(longest.why, 'whyLong'),
})

export const stepForm = z.object({
  id: idField,
  words: text(longest.step, 'stepLong'),
  who: text(longest.stepWho, 'stepWhoLong'),
  due: dayField,
})

export const reportForm = z.object({
  id: idField,
  kind: z.enum(['progress', 'sent', 'answer']),
  party: text(longest.party, 'partyLong'),
  words: text(longest.report, 'reportLong'),
})

export const outcomeForm = z.object({
  result: z.enum(['realised', 'tried'], 'resultMissing'),
  worked: text(longest.worked, 'reportLong'),
  failed: text(longest.failed, 'reportLong'),
  lesson: text(longest.lesson, 'reportLong'),
})
