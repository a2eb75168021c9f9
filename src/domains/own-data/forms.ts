import { z } from 'zod'
import { contributions, personName } from '../residents/index.ts'

export const nameForm = z.object({ name: personName })

export const eraseForm = z.object({
  keeps: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => contributions.filter((kind) => [value ?? []].flat().includes(kind))),
  sure: z.literal('yes', 'sureMissing'),
})
