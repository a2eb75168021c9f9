import { z } from 'zod'
import type { FormErrors, FormValues } from '../../platform/http.ts'
import { languages } from '../../platform/i18n.ts'
import { hasBsn, isBsnMail } from '../../platform/bsn.ts'
import { birthDateIfAny, readDay } from '../identity/index.ts'
import { personName } from '../residents/index.ts'
import { kinds } from '../helping/index.ts'

/** What stands on the paper form. */
export const registerForm = z
  .object({
    id: z.string().default(''),
    firstName: personName,
    surname: personName,
    birth: birthDateIfAny,
    age: z.enum(['adult', 'young']).optional().catch(undefined),
    language: z.enum(languages, 'languageMissing'),
    mail: z
      .string()
      .trim()
      .max(254, 'mailWrong')
      .default('')
      .transform((text) => text || undefined)
      .pipe(z.email('mailWrong').optional()),
    agree: z.literal('yes', 'signedMissing'),
    other: z.string().optional(),
  })
  .refine(({ birth, age }) => birth !== undefined || age !== undefined, {
    path: ['age'],
    message: 'ageMissing',
  })

/** Whom somebody at the desk wrote down as their helper. */
export const helperForm = z.object({
  name: z.string('helperNameMissing').trim().min(1, 'helperNameMissing').max(121, 'nameLong'),
  kinds,
})

/**
 * Looks for a citizen service number among what was typed, and takes it out: it is not stored, and not shown again either.
 * A date of birth has as many figures as one, and some of them pass the eleven-test.
 */
export function withoutBsn(values: FormValues): { values: FormValues; errors: FormErrors | undefined } {
  const wrong = Object.entries(values).filter(
    ([name, value]) =>
      name !== 'id' &&
      name !== 'address' &&
      [value]
        .flat()
        .some(
          (text) => readDay(text.trim()) === undefined && (name === 'mail' ? isBsnMail(text) : hasBsn(text)),
        ),
  )
  if (wrong.length === 0) return { values, errors: undefined }
  const names = wrong.map(([name]) => name)
  return {
    values: { ...values, ...Object.fromEntries(names.map((name) => [name, ''])) },
    errors: Object.fromEntries(names.map((name) => [name, 'noBsn'])),
  }
}
