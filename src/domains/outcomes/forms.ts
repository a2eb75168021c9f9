import { z } from 'zod'
import { idField } from '../../platform/fields.ts'
import { isId } from '../../platform/ids.ts'
import { accesses } from '../communities/index.ts'

const text = z.string().default('')
const told = (longest: number) => text.pipe(z.string().trim().max(longest, 'textLong'))
const ids = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat().filter(isId).slice(0, 300))
export const storyForm = z.object({
  id: idField,
  result: z.enum(['realised', 'tried'], 'resultMissing'),
  worked: told(2000),
  failed: told(2000),
  lesson: told(500),
  thanks: told(500),
  /** Who is thanked by name. */
  to: ids,
  story: told(8000),
  documents: ids,
  /** Photos that came with an earlier try. */
  kept: ids,
  alt: told(300),
  /** Of a resident's own. */
  access: z.enum(accesses, 'accessMissing').default('extranet'),
  named: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
})

export type StoryTyped = z.output<typeof storyForm>

export const answerForm = z.object({ answer: z.enum(['named', 'unnamed']) })
