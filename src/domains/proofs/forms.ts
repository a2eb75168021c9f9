import { z } from 'zod'
import { hasBsn } from '../../platform/bsn.ts'
import { birthDate, birthDateIfAny } from '../identity/index.ts'
import { personName } from '../residents/index.ts'

/** A first and a last name, as on an envelope. */
const wholeName = personName.refine(
  (name) => name.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length >= 2,
  'nameWhole',
)

export const letterForm = z.object({
  name: wholeName,
  birth: birthDateIfAny,
})

export const birthForm = z.object({ birth: birthDate })

export const sideForm = z.object({
  words: z
    .string('sideMissing')
    .trim()
    .min(1, 'sideMissing')
    .max(1000, 'sideLong')
    .refine((words) => !hasBsn(words), 'noBsn'),
})

export const outcomeForm = z.object({
  outcome: z.enum(['undone', 'stands'], 'outcomeMissing'),
  reason: z
    .string('reasonMissing')
    .trim()
    .min(1, 'reasonMissing')
    .max(1000, 'reasonLong')
    .refine((words) => !hasBsn(words), 'noBsn'),
})

export const verdictForm = z.object({
  verdict: z.enum(['fine', 'same', 'false'], 'verdictMissing'),
  /** When the page was shown: what came after it is not in the verdict. */
  seen: z.coerce.number().int().min(0).max(8.64e15).optional(),
  reason: z
    .string('reasonMissing')
    .trim()
    .min(1, 'reasonMissing')
    .max(1000, 'reasonLong')
    .refine((words) => !hasBsn(words), 'noBsn'),
})
