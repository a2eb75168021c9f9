import { z } from 'zod'
import { momentOf } from '../../platform/clock.ts'
import { isId } from '../../platform/ids.ts'

const text = z.string().default('')

/** Made when a form was shown; anything else than an id is left out. */
const id = z
  .string()
  .optional()
  .catch(undefined)
  .transform((value) => (value && isId(value) ? value : undefined))

export const planForm = z
  .object({
    id,
    title: text.pipe(z.string().trim().min(1, 'activityTitleMissing').max(120, 'activityTitleLong')),
    place: text.pipe(z.string().trim().min(1, 'placeMissing').max(200, 'placeLong')),
    day: text.pipe(z.string().regex(/^\d{4}-\d\d-\d\d$/, 'dayMissing')),
    time: text.pipe(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'timeMissing')),
  })
  .transform(({ day, time, ...plan }, check) => {
    try {
      return { ...plan, starts: momentOf(day, time) }
    } catch {
      check.addIssue({ code: 'custom', path: ['day'], message: 'dayMissing' })
      return z.NEVER
    }
  })
