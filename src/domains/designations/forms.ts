import { z } from 'zod'
import { kinds } from './rules.ts'

/** Whether a text from outside can be the number of a theme. */
export function isTheme(text: string): boolean {
  return /^\d{1,9}$/.test(text)
}

const theme = z
  .string()
  .optional()
  .transform((value) => (value && isTheme(value) ? Number(value) : undefined))

export const designateForm = z
  .object({ member: z.string('toMissing').min(1, 'toMissing'), kind: z.enum(kinds, 'kindMissing'), theme })
  .refine(({ kind, theme }) => kind === 'ambassador' || theme !== undefined, {
    path: ['theme'],
    message: 'themeMissing',
  })

/** What is meant by a button: a kind, and for an authority a theme. */
export const subjectForm = z.object({
  community: z.string().default(''),
  kind: z.enum(kinds, 'kindMissing'),
  theme,
  member: z.string().default(''),
})

export const callForm = z.object({
  community: z.string().default(''),
  kind: z.enum(kinds).default('ambassador'),
  theme,
  member: z.string().default(''),
  words: z.string().default(''),
})
