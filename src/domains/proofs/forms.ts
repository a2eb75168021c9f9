import { z } from 'zod'
import { hasBsn } from '../../platform/bsn.ts'
import { personName } from '../residents/index.ts'

/** A first and a last name, as on an envelope. */
const wholeName = personName.refine(
  (name) => name.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length >= 2,
  'nameWhole',
)

/** A day as the browser's date field sends it, or as people write it: "1946-03-01", "1-3-1946", "1 3 1946". */
const date = z
  .string('birthWrong')
  .trim()
  .max(20, 'birthWrong')
  .transform((typed, check) => {
    const [, day, month, year] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(typed) ?? []
    try {
      return day && month && year
        ? Temporal.PlainDate.from(
            { year: Number(year), month: Number(month), day: Number(day) },
            { overflow: 'reject' },
          ).toString()
        : Temporal.PlainDate.from(/^\d{4}-\d\d-\d\d$/.exec(typed)?.[0] ?? '').toString()
    } catch {
      check.addIssue({ code: 'custom', message: 'birthWrong' })
      return z.NEVER
    }
  })

export const letterForm = z.object({
  name: wholeName,
  birth: z.union([z.literal('').transform(() => undefined), date]).optional(),
})

export const birthForm = z.object({ birth: date })

export const sideForm = z.object({
  words: z
    .string('sideMissing')
    .trim()
    .min(1, 'sideMissing')
    .max(1000, 'sideLong')
    .refine((words) => !hasBsn(words), 'noBsn'),
})

export const verdictForm = z.object({
  verdict: z.enum(['fine', 'same', 'false'], 'verdictMissing'),
  reason: z
    .string('reasonMissing')
    .trim()
    .min(1, 'reasonMissing')
    .max(1000, 'reasonLong')
    .refine((words) => !hasBsn(words), 'noBsn'),
})
