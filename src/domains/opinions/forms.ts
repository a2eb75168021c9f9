import { z } from 'zod'
import { momentOf, onTheWall } from '../../platform/clock.ts'
import { idField } from '../../platform/fields.ts'
import { isId } from '../../platform/ids.ts'
import { answers, usualDays } from './rules/limits.ts'

const text = z.string().max(20_000, 'formOld').default('')

export const askForm = z.object({
  id: idField,
  title: text,
  about: text,
  seeds: text.transform((value) => value.split('\n')),
  screened: z.enum(['yes', 'no'], 'screenedMissing').transform((value) => value === 'yes'),
  // Up to the end of that day.
  ends: text.transform((day) => {
    try {
      return momentOf(day, '23:59')
    } catch {
      return new Date(0)
    }
  }),
})

/** The usual last day of a question that is asked now, for a form. */
export function usualEnd(now: Date): string {
  return onTheWall(now).toPlainDate().add({ days: usualDays }).toString()
}

export const answerForm = z.object({
  statement: z.string('formOld').refine(isId, 'formOld'),
  answer: z.enum(answers, 'answerMissing'),
  back: z.enum(['next', 'mine']).catch('next').default('next'),
  /** Where the changed answer stands in the list. */
  page: z.coerce.number().int().min(1).max(999).catch(1).default(1),
})

const ticked = z
  .string()
  .optional()
  .transform((value) => value === 'yes')
export const stateForm = z.object({ id: idField, text, different: ticked, seed: ticked })
export const judgeForm = z.object({
  statement: z.string('formOld').refine(isId, 'formOld'),
  verdict: z.enum(['open', 'rejected'], 'formOld'),
  why: text,
})
export const closeForm = z.object({ why: text })
