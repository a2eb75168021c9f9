import { z } from 'zod'
import { helpKinds } from '../residents/index.ts'

export const kinds = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => helpKinds.filter((kind) => [value ?? []].flat().includes(kind)))
  .refine((chosen) => chosen.length > 0, 'kindsMissing')

export const askForm = z.object({
  helper: z.string('helperMissing').min(1, 'helperMissing'),
  kinds,
})

export const kindsForm = z.object({ kinds })
