import { z } from 'zod'
import { reaches } from './rules.ts'

const checkbox = z
  .string()
  .optional()
  .transform((value) => value === 'yes')

/** Messages are codes of the catalogue. */
export const chooseForm = z.object({
  dream: z.string().trim().max(300, 'dreamLong').default(''),
  reach: z.enum(reaches, 'reachMissing').default('buurt'),
  findable: checkbox,
})

const reason = z.string().trim().min(1, 'reasonMissing').max(1000, 'reasonLong')
const outcome = z.coerce
  .number('outcomeMissing')
  .int('outcomeMissing')
  .min(1, 'outcomeMissing')
  .max(5, 'outcomeMissing')
const slug = z
  .string()
  .trim()
  .max(80, 'slugWrong')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'slugWrong')
const title = z.string().trim().min(1, 'titleMissing').max(80, 'titleLong')
const why = z.string().trim().max(1000, 'whyLong').default('')
const label = z.string().trim().min(1, 'labelMissing').max(80, 'labelLong')
const definition = z.string().trim().min(1, 'definitionMissing').max(300, 'definitionLong')
const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat())

export const requestForm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ambition'), title, why, sure: checkbox }),
  z.object({ kind: z.literal('synonym'), slug: z.string(), title, why }),
  z.object({ kind: z.literal('relation'), slug: z.string(), other: z.string().min(1, 'otherMissing'), why }),
])

export const appealForm = z.object({ words: z.string().trim().min(1, 'whyMissing').max(1000, 'whyLong') })

export const acceptForm = z.object({
  labelNl: label,
  labelEn: label,
  definitionNl: definition,
  definitionEn: definition,
  slug,
  broader: z.string().min(1, 'broaderMissing'),
  themes: several.refine((chosen) => chosen.length > 0, 'themesMissing'),
  sensitive: checkbox,
  outcome,
  reason,
})
export const acceptProposalForm = z.object({ outcome, reason })
export const mergeForm = z.object({ into: z.string().min(1, 'intoMissing'), reason })
export const declineForm = z.object({ reason })
export const joinForm = z.object({
  from: z.string().min(1, 'otherMissing'),
  into: z.string().min(1, 'otherMissing'),
  reason,
})
