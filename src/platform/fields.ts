import { z } from 'zod'
import { isId } from './ids.ts'

/** An id that a form carries along, made when it was shown so that sending it twice does once; anything else counts as none. */
export const idField = z
  .string()
  .optional()
  .catch(undefined)
  .transform((value) => (value && isId(value) ? value : undefined))

/** A day as a date field sends it ("2026-06-20"), or nothing; one that does not exist is `dayWrong`. */
export const dayField = z
  .string()
  .default('')
  .refine((value) => value === '' || isDay(value), 'dayWrong')

/** Years of four digits alone: others are written in another way, and the database does not read them. */
function isDay(value: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(value)) return false
  try {
    Temporal.PlainDate.from(value)
    return true
  } catch {
    return false
  }
}
