import { z } from 'zod'
import { momentOf, onTheWall } from '../../platform/clock.ts'
import { idField } from '../../platform/fields.ts'
import { isId } from '../../platform/ids.ts'
import { pollKinds, type PollKind } from './rules.ts'

const text = z.string().default('')

/** A field that a browser sends once, several times, or not at all. */
const list = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat())

/** What is said, and what the pressed button wants with it. */
export const sayForm = z.object({
  id: idField,
  title: text,
  kind: z.enum(['talk', 'question']).catch('talk').default('talk'),
  words: text,
  parent: idField,
  quoteOf: idField,
  quote: text,
  mention: idField,
  /** Photos that came with the form before, with their words in the same order, and those to leave out. */
  photo: list,
  alt: list,
  drop: list,
  newAlt: text,
  do: z.enum(['send', 'preview', 'people']).catch('send').default('send'),
})
export type Said = z.output<typeof sayForm>

export const titleForm = z.object({
  title: text,
  kind: z.enum(['talk', 'question']).catch('talk').default('talk'),
})
export const whyForm = z.object({ why: text })
export const moveForm = z.object({ to: z.string('whereMissing').refine(isId, 'whereMissing') })
export const answerForm = z.object({ reply: idField })
export const chooseForm = z.object({ option: list })
export const followForm = z.object({ how: z.enum(['follow', 'quiet', 'usual']).catch('usual') })

/** Rows for a day and an hour in the form of a poll. */
export const dayRows = 6

/** A moment of two fields; undefined when they are not one. */
function momentIn(day: string | undefined, time: string | undefined): Date | undefined {
  if (!day) return undefined
  try {
    return momentOf(day, time || '20:00')
  } catch {
    return undefined
  }
}

const dayFields = Object.fromEntries(
  Array.from({ length: dayRows }, (_, n) => [
    [`day${n + 1}`, text],
    [`time${n + 1}`, text],
  ]).flat(),
)

export const pollForm = z
  .object({
    question: text,
    kind: z.enum(pollKinds, 'kindMissing'),
    options: text,
    closes: z.string('closesPast'),
    names: z.enum(['yes', 'no'], 'namesMissing'),
    ...dayFields,
  })
  .transform((form) => {
    const given = form as unknown as Record<string, string>
    const kind = form.kind as PollKind
    const moments = Array.from({ length: dayRows }, (_, n) =>
      momentIn(given[`day${n + 1}`], given[`time${n + 1}`]),
    )
    return {
      question: given['question']!,
      kind,
      options:
        kind === 'date' ? moments.filter((moment) => moment !== undefined) : given['options']!.split('\n'),
      // Up to the end of that day.
      closes: momentIn(given['closes'], '23:59') ?? new Date(0),
      names: given['names'] === 'yes',
    }
  })

/** The day a week from now, for a form. */
export function inAWeek(now: Date): string {
  return onTheWall(now).toPlainDate().add({ days: 7 }).toString()
}
