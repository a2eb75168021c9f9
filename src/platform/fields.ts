import { z } from 'zod'
import { isId } from './ids.ts'

/** An id that a form carries along, made when it was shown so that sending it twice does once; anything else counts as none. */
export const idField = z
  .string()
  .optional()
  .catch(undefined)
  .transform((value) => (value && isId(value) ? value : undefined))
