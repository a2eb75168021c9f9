import { z } from 'zod'
import { idField } from '../../platform/fields.ts'

/** One message; its id was made when the form was shown. */
export const letterForm = z.object({
  id: idField,
  words: z.string().default(''),
})

export const reportForm = z.object({
  why: z.string().default(''),
  block: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
})

export const judgeForm = z.object({
  verdict: z.enum(['fine', 'warned'], 'verdictMissing'),
  answer: z.string().default(''),
})
