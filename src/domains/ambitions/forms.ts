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
