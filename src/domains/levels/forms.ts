import { z } from 'zod'
import { hasBsn } from '../../platform/bsn.ts'
import { isId } from '../../platform/ids.ts'
import { hasLink, oneLine } from '../../platform/line.ts'
import { bases, contestKinds, powers } from './rules.ts'

const text = (least: number, most: number, code: string) =>
  z
    .string(code)
    .trim()
    .min(least, code)
    .max(most, code)
    .refine((words) => !hasBsn(words), 'noBsn')

/** Laying something before neighbours. */
export const openForm = z.object({
  id: z.string('formOld').refine(isId, 'formOld'),
  title: z
    .string('titleMissing')
    .transform(oneLine)
    .pipe(z.string().min(1, 'titleMissing').max(120, 'titleLong'))
    .refine((words) => !hasBsn(words), 'noBsn')
    .refine((words) => !hasLink(words), 'titleLink'),
})

export const contestForm = z.object({ kind: z.enum(contestKinds, 'kindMissing') })

const row = {
  name: text(2, 80, 'nameMissing'),
  words: z
    .string()
    .default('')
    .transform((typed) =>
      typed
        .split(',')
        .map((word) => oneLine(word))
        .filter(Boolean),
    )
    .refine((words) => words.length <= 20 && words.every(({ length }) => length <= 40), 'wordsMany'),
  level: z.enum(powers, 'levelMissing'),
  say: z.enum(['say', 'advice'], 'sayMissing'),
  basis: z.enum(bases, 'basisMissing'),
  theme: z
    .string()
    .regex(/^\d{0,9}$/, 'themeUnknown')
    .default('')
    .transform((id) => (id === '' ? null : Number(id))),
  doing: text(1, 600, 'doingMissing'),
  notify: text(1, 300, 'notifyMissing'),
  source: z
    .string()
    .trim()
    .max(300, 'sourceLong')
    .refine(({ length }) => length === 0 || length >= 3, 'sourceLong')
    .default('')
    .transform((source) => source || null),
  why: text(1, 500, 'whyMissing'),
}

/** A steward changes a row; `version` is the one that was read. */
export const changeForm = z.object({
  ...row,
  version: z
    .string('formOld')
    .regex(/^\d{1,6}$/, 'formOld')
    .transform(Number),
  retired: z
    .string()
    .optional()
    .transform((ticked) => ticked === 'ja'),
})

export const addForm = z.object({
  ...row,
  // /niveaukompas/tabel/nieuw is the form itself.
  slug: z
    .string('slugBad')
    .regex(/^[a-z0-9-]{2,60}$/, 'slugBad')
    .refine((slug) => slug !== 'nieuw', 'slugTaken'),
})
