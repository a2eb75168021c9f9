import { z } from 'zod'
import { hasBsn } from '../../platform/bsn.ts'
import { hasLink } from '../../platform/line.ts'

export const noteForm = z.object({
  note: z
    .string()
    .trim()
    .max(300, 'noteLong')
    .refine((text) => !hasBsn(text), 'noBsn')
    .refine((text) => !hasLink(text), 'noteLink')
    .default(''),
})
