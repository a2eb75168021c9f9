import { z } from 'zod'
import { dayField, idField } from '../../platform/fields.ts'
import { isId } from '../../platform/ids.ts'
import { kinds, licences, shownTo, waysOfKnowing, writeChecklist } from './rules.ts'

const text = z.string().default('')
const short = (most: number, code: string) => text.pipe(z.string().trim().max(most, code))

/** A web address, or nothing. Only the web: a link of another kind could run something. */
const link = text.transform((value, check) => {
  const typed = value.trim()
  if (!typed) return ''
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`)
  if (url && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && url.href.length <= 500)
    return url.href
  check.addIssue({ code: 'custom', message: 'linkWrong' })
  return z.NEVER
})

const aboutFields = {
  by: z.enum(['me', 'other']).default('me'),
  author: short(120, 'authorLong'),
  source: short(300, 'sourceLong'),
  link,
  written: dayField,
  licence: z.enum(licences, 'licenceMissing').default('name'),
  licenceWords: short(300, 'licenceLong'),
  known: z.enum(waysOfKnowing, 'knownMissing'),
}

interface AboutTyped {
  by: 'me' | 'other'
  source: string
  link: string
  licence: string
  licenceWords: string
  known: string
}

/** What is official or researched can be looked up; words of one's own are said. */
function checkAbout(about: AboutTyped, check: z.RefinementCtx): void {
  const looksUp = about.known === 'official' || about.known === 'research'
  if (looksUp && !about.link && !about.source)
    check.addIssue({ code: 'custom', path: ['source'], message: 'sourceMissing' })
  if (about.licence === 'own' && !about.licenceWords)
    check.addIssue({ code: 'custom', path: ['licenceWords'], message: 'licenceWordsMissing' })
}

const aboutOf = ({
  by,
  author,
  source,
  link,
  written,
  licence,
  licenceWords,
  known,
}: z.output<typeof aboutShape>) => ({
  byMe: by === 'me',
  author,
  source,
  link,
  written,
  licence,
  licenceWords,
  known,
})
const aboutShape = z.object(aboutFields)

export const aboutForm = aboutShape.superRefine(checkAbout).transform((typed) => aboutOf(typed))

/** The words of a document; of a checklist its steps apart. */
const wordFields = {
  title: text,
  text,
  steps: text,
}

const bodyOf = (kind: string, { text: words, steps }: { text: string; steps: string }) =>
  kind === 'checklist' ? writeChecklist(words, steps) : words

export const newForm = z
  .object({
    id: idField,
    kind: z.enum(kinds, 'kindMissing'),
    plan: idField,
    shownTo: z.enum(shownTo, 'shownToMissing').default('readers'),
    ...wordFields,
    ...aboutFields,
  })
  .superRefine(checkAbout)
  .transform((typed) => ({
    id: typed.id,
    kind: typed.kind,
    planId: typed.plan,
    shownTo: typed.shownTo,
    title: typed.title,
    body: bodyOf(typed.kind, typed),
    about: aboutOf(typed),
  }))

export const fileForm = z
  .object({
    id: idField,
    plan: idField,
    /** A file that came with an earlier try. */
    kept: idField,
    alt: short(300, 'altLong'),
    shownTo: z.enum(shownTo, 'shownToMissing').default('readers'),
    title: text,
    text,
    ...aboutFields,
  })
  .superRefine(checkAbout)
  .transform(({ id, plan, kept, alt, shownTo: to, title, text: body, ...about }) => ({
    id,
    planId: plan,
    kept,
    alt,
    shownTo: to,
    title,
    body,
    about: aboutOf(about),
  }))

/** Changing the words: from which version, and what becomes of them when somebody else was earlier. */
export const saveForm = z.object({
  base: z.coerce.number().int().min(1).max(1_000_000).catch(0),
  way: z.enum(['save', 'theirs', 'both']).catch('save'),
  ...wordFields,
})

export const savedBody = (kind: string, form: z.output<typeof saveForm>): string => bodyOf(kind, form)

export const stepForm = z.object({ deed: z.enum(['take', 'leave', 'tick', 'untick']) })

export const adoptForm = z.object({
  id: idField,
  slug: text.pipe(z.string().min(1, 'communityMissing').max(100, 'communityMissing')),
  shownTo: z.enum(shownTo, 'shownToMissing').default('readers'),
})

export const reportForm = z.object({
  report: text.pipe(z.string().trim().min(1, 'reportMissing').max(2000, 'textLong')),
})

export const shownForm = z.object({ shownTo: z.enum(shownTo, 'shownToMissing') })
export const whyForm = z.object({ why: short(500, 'whyLong') })
export const moveForm = z.object({
  slug: text.pipe(z.string().min(1, 'communityMissing').max(100, 'communityMissing')),
})
export const partForm = z.object({ document: text.pipe(z.string().refine(isId, 'documentMissing')) })
export const arrangeForm = partForm.extend({ deed: z.enum(['out', 'up']) })
