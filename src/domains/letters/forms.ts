import { z } from 'zod'
import { isId } from '../../platform/ids.ts'

/** One message; its id was made when the form was shown. */
export const letterForm = z.object({
  id: z
    .string()
    .optional()
    .catch(undefined)
    .transform((value) => (value && isId(value) ? value : undefined)),
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
