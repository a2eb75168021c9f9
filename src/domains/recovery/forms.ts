import { z } from 'zod'
import { isBsnMail } from '../../platform/bsn.ts'
import { personName } from '../residents/index.ts'

const mail = z
  .string('mailMissing')
  .trim()
  .min(1, 'mailMissing')
  .max(254, 'mailWrong')
  .refine((typed) => !isBsnMail(typed), 'noBsn')
  .pipe(z.email('mailWrong'))

/** The address is looked up apart from this, because it may take another question. */
export const askForm = z.object({
  name: personName,
  mail,
})

const ticked = z.literal('yes', 'tickMissing')

/** A neighbour says that they met somebody. */
export const metForm = z.object({ code: z.string().max(60), met: ticked })
