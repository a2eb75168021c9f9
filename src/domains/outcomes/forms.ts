import { z } from 'zod'
import { idField } from '../../platform/fields.ts'
import { isId } from '../../platform/ids.ts'
import { accesses } from '../communities/index.ts'
import { longest } from './rules.ts'

const text = z.string().default('')
const told = (most: number) => text.pipe(z.string().trim().max(most, 'textLong'))
const ids = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat().filter(isId).slice(0, 300))
export const storyForm = z.object({
  id: idField,
  result: z.enum(['realised', 'tried'], 'resultMissing'),
  worked: told(longest.worked),
  failed: told(longest.failed),
  lesson: told(longest.lesson),
  thanks: told(longest.thanks),
  /** Who is thanked by name. */
  to: ids,
  story: told(longest.story),
  documents: ids,
  /** Photos that came with an earlier try. */
  kept: ids,
  alt: told(longest.alt),
  /** Of a resident's own. */
  access: z.enum(accesses, 'accessMissing').default('extranet'),
  named: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
})

export type StoryTyped = z.output<typeof storyForm>

export const answerForm = z.object({ answer: z.enum(['named', 'unnamed']) })
