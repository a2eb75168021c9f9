import { z } from 'zod'
import { idField } from '../../platform/fields.ts'
import { accesses, slugIn } from './rules.ts'

/** A field that a browser sends once, several times, or not at all. */
const list = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat())

const ids = list.transform((values) => values.filter((value) => /^\d{1,9}$/.test(value)).map(Number))
const text = z.string().default('')

const communityWords = {
  name: z.string('nameMissing').trim().min(2, 'nameMissing').max(80, 'nameLong'),
  purpose: text.pipe(z.string().trim().max(1000, 'purposeLong')),
  access: z.enum(accesses, 'accessMissing'),
}

export const foundForm = z.object({
  id: idField,
  ...communityWords,
  areas: ids,
  moreArea: ids,
  ambitions: ids,
  openToArea: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
})

export const wordsForm = z.object({
  ...communityWords,
  keepsGuests: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
})

/** An address of a community: its last part, or the whole address as it was pasted. */
const slug = text.transform(slugIn)

/** The last day of a pop-up, or nothing. */
export const lastDayForm = z.object({
  lastDay: text.pipe(z.string().trim().max(10, 'dayUnknown')).transform((value) => value || null),
})

export const knockForm = z.object({
  slug: slug.pipe(z.string().min(1, 'slugMissing')),
  words: text.pipe(z.string().trim().max(500, 'wordsLong')),
  what: z.enum(['ask', 'withdraw']).default('ask'),
})

export const linkForm = z.object({
  to: slug.pipe(z.string().min(1, 'linkUnknown')),
  kind: z.enum(['part-of', 'partner']).default('partner'),
})
