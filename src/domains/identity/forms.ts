import { z } from 'zod'
import { isBsnMail } from '../../platform/bsn.ts'
import { personName } from '../residents/index.ts'

export const nameForm = z.object({ name: personName })

const mail = z
  .string('mailMissing')
  .trim()
  .min(1, 'mailMissing')
  .max(254, 'mailWrong')
  .refine((typed) => !isBsnMail(typed), 'noBsn')
  .pipe(z.email('mailWrong'))

export const mailForm = z.object({ mail })

export const rulesForm = z.object({
  age: z.enum(['adult', 'young', 'child'], 'ageMissing').refine((age) => age !== 'child', 'ageYoung'),
  agree: z.literal('yes', 'agreeMissing'),
})

/** A path within this site to go back to; anything else goes nowhere. */
export function safeNext(path: string | undefined): string | undefined {
  return path !== undefined && /^\/(?![/\\])[\w\-./?=&%~+]*$/.test(path) && path.length < 500
    ? path
    : undefined
}
