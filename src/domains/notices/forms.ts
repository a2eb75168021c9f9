import { z } from 'zod'
import { rhythms, usualWeekday } from './rules.ts'
import { mostSubscribed } from './settings.ts'

/** How somebody wants their bundle. */
export const settingsForm = z.object({
  rhythm: z.enum(rhythms, 'rhythmMissing'),
  weekday: z.coerce.number('weekdayMissing').int().min(1).max(7, 'weekdayMissing').default(usualWeekday),
  post: z
    .literal('yes')
    .optional()
    .catch(undefined)
    .transform((value) => value === 'yes'),
  quiet: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => [value ?? []].flat().slice(0, mostSubscribed)),
})
