import { z } from 'zod'
import { hasBsn } from '../../platform/bsn.ts'
import { isId } from '../../platform/ids.ts'
import { hasLink } from '../../platform/line.ts'
import { asKind } from './rules.ts'

const text = (max: number, long: string) =>
  z
    .string()
    .trim()
    .max(max, long)
    .refine((words) => !hasBsn(words), 'noBsn')
    .refine((words) => !hasLink(words), 'wordsLink')

/** Posting an ask or an offer; `who` is `near` or the id of a community. */
export const postForm = z.object({
  id: z.string().refine(isId, 'formOld'),
  kind: z
    .string('kindMissing')
    .transform((kind) => asKind(kind))
    .refine((kind) => kind !== undefined, 'kindMissing'),
  words: text(300, 'wordsLong').pipe(z.string().min(1, 'wordsMissing')),
  who: z.string('whoMissing').refine((who) => who === 'near' || isId(who), 'whoMissing'),
  offer: z
    .string()
    .refine((id) => id === '' || isId(id), 'formOld')
    .default(''),
  /** Said after the friendly question about money. */
  money: z
    .string()
    .optional()
    .transform((said) => said === 'none'),
})

export const noteForm = z.object({ note: text(300, 'noteLong').default('') })
export const thanksForm = z.object({ thanks: text(200, 'thanksLong').default('') })
