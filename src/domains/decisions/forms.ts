import { z } from 'zod'
import { hasBsn } from '../../platform/bsn.ts'
import { momentOf } from '../../platform/clock.ts'
import type { FormErrors, FormValues } from '../../platform/http.ts'
import { valueOf } from '../../platform/http.ts'
import { isId } from '../../platform/ids.ts'
import type { Option } from './decision.ts'
import { hasOptions, methodNames, type Choice, type MethodName } from './rules/choice.ts'
import { methods } from './rules/methods.ts'

const text = (most: number, long: string) =>
  z
    .string()
    .default('')
    .transform((words) => words.trim())
    .pipe(z.string().max(most, long))
    .refine((words) => !hasBsn(words), 'noBsn')

const whole = (least: number, most: number, code: string) =>
  z
    .string()
    .default('')
    .transform((value) => (value.trim() === '' ? undefined : Number(value.replaceAll('.', '').trim())))
    .refine(
      (value) => value === undefined || (Number.isInteger(value) && value >= least && value <= most),
      code,
    )

const date = z
  .string()
  .default('')
  .pipe(z.string().regex(/^(\d{4}-\d\d-\d\d)?$/, 'dayWrong'))
const time = z
  .string()
  .default('')
  .pipe(z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'timeWrong'))

/** Dates that the form has fields for, and how many of them are shown at once. */
export const dateFields = 6
export const dateFieldsFirst = 3

export const openForm = z.object({
  id: z.string().refine(isId, 'formOld'),
  method: z.enum(methodNames, 'methodMissing'),
  question: text(200, 'questionLong').pipe(z.string().min(1, 'questionMissing')),
  explanation: text(8000, 'explanationLong'),
  options: text(12_000, 'optionsLong'),
  form: z.enum(['open', 'closed'], 'formMissing').default('open'),
  seats: whole(1, 20, 'seatsWrong'),
  budget: whole(1, 100_000_000, 'budgetWrong'),
  quorum: whole(1, 100, 'quorumWrong'),
  opensDay: date,
  opensTime: time,
  closesDay: date.pipe(z.string().min(1, 'closesMissing')),
  closesTime: time,
})
export type OpenForm = z.output<typeof openForm>

/** The moments of a form, on the clock of the place; a message code by field when there is no such time. */
export function momentsOf(
  form: Pick<OpenForm, 'opensDay' | 'opensTime' | 'closesDay' | 'closesTime'>,
): { opens: Date | undefined; closes: Date } | FormErrors {
  let opens: Date | undefined
  try {
    opens = form.opensDay ? momentOf(form.opensDay, form.opensTime || '00:00') : undefined
  } catch {
    return { opensDay: 'dayWrong' }
  }
  try {
    return { opens, closes: momentOf(form.closesDay, form.closesTime || '20:00') }
  } catch {
    return { closesDay: 'dayWrong' }
  }
}

/** What can be chosen, one a line; of a budget with what it costs at the end of the line. */
export function optionsOf(
  method: MethodName,
  form: OpenForm,
  values: FormValues,
): { words: string; cost?: number; starts?: Date }[] | FormErrors {
  if (!hasOptions(method)) return []
  if (method === 'date') return datesOf(values)
  const lines = form.options.split('\n').flatMap((line) => line.trim() || [])
  if (lines.some((line) => line.length > 200)) return { options: 'optionLong' }
  if (method !== 'budget') return lines.map((words) => ({ words }))
  // A sign before the amount, so that "Plan 7" is no plan of seven euros.
  const priced = lines.map((line) => /^(.*[^\s:;=€])\s*(?:[:;=]\s*€?|€)\s*(\d[\d.]*)(?:,-|,00)?$/.exec(line))
  if (priced.some((each) => !each?.[1]?.trim())) return { options: 'costMissing' }
  return priced.map((each) => ({ words: each![1]!.trim(), cost: Number(each![2]!.replaceAll('.', '')) }))
}

function datesOf(values: FormValues): { words: string; starts: Date }[] | FormErrors {
  const dates: { words: string; starts: Date }[] = []
  const wrong: FormErrors = {}
  for (let n = 1; n <= dateFields; n++) {
    const [day, at] = [valueOf(values, `day${n}`), valueOf(values, `time${n}`)]
    if (!day && !at) continue
    if (!day) wrong[`day${n}`] = 'dayMissing'
    else if (!at) wrong[`time${n}`] = 'timeMissing'
    else
      try {
        dates.push({ words: `${day} ${at}`, starts: momentOf(day, at) })
      } catch {
        wrong[`day${n}`] = 'dayWrong'
      }
  }
  if (Object.keys(wrong).length > 0) return wrong
  return dates.toSorted((a, b) => a.starts.getTime() - b.starts.getTime())
}

/** Of a ballot, in the names of its fields: `choice` for a question, `o0`, `o1`, … for each option. */
export function choiceIn(
  method: MethodName,
  options: readonly Option[],
  values: FormValues,
): { choice: Choice } | FormErrors {
  const { ballot } = methods[method]
  if (ballot === 'yes-no' || ballot === 'consent') {
    const answers: Record<string, number | null> = { yes: 1, no: 0, neither: null }
    const said = valueOf(values, 'choice')
    return Object.hasOwn(answers, said) ? { choice: [answers[said]!] } : { choice: 'choiceMissing' }
  }
  if (ballot === 'checks') {
    const chosen = new Set([values['choice'] ?? []].flat())
    return { choice: options.map((_, i) => Number(chosen.has(String(i)))) }
  }
  const each = options.map((_, i) => valueOf(values, `o${i}`).trim())
  if (ballot === 'dates' && each.some((value) => value === '')) return { o0: 'dateOpen' }
  const numbers = each.map((value) => (value === '' ? null : Number(value)))
  if (ballot === 'scores') return { choice: numbers.map((value) => value ?? 0) }
  if (ballot === 'ranks' && numbers.every((value) => value === null)) return { o0: 'ranksNone' }
  const ranks = numbers.filter((value) => value !== null)
  if (method === 'seats' && new Set(ranks).size < ranks.length) return { o0: 'ranksSame' }
  return { choice: numbers }
}

/** Why somebody objects. */
export const castForm = z.object({ reason: text(1000, 'reasonLong') })

export const whyForm = z.object({ why: text(1000, 'whyLong').pipe(z.string().min(1, 'whyMissing')) })

export const amendForm = z.object({
  question: text(200, 'questionLong').pipe(z.string().min(1, 'questionMissing')),
  explanation: text(8000, 'explanationLong'),
  why: text(1000, 'whyLong').pipe(z.string().min(1, 'whyMissing')),
  closesDay: date.pipe(z.string().min(1, 'closesMissing')),
  closesTime: time,
})
