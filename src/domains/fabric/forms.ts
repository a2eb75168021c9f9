import { z } from 'zod'
import { circleKinds } from './rules.ts'

const text = z.string().default('')
const numbered = text.transform((value) => (/^\d{1,9}$/.test(value) ? Number(value) : null))

export const circleForm = z.object({
  kind: z.enum(circleKinds),
  area: numbered,
  concept: numbered,
})

export const caseForm = z.object({
  id: text,
  title: text.pipe(z.string().trim().min(1, 'titleMissing').max(120, 'titleLong')),
  words: text.pipe(z.string().trim().min(1, 'wordsMissing').max(4000, 'wordsLong')),
})

export const passForm = z.object({
  to: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((value) => [value].flat().filter(Boolean))
    .pipe(z.array(z.string()).min(1, 'toMissing').max(12, 'toMany')),
  title: text.pipe(z.string().trim().min(1, 'titleMissing').max(120, 'titleLong')),
  words: text.pipe(z.string().trim().min(1, 'wordsMissing').max(1000, 'passLong')),
})
