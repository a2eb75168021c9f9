import { z } from 'zod'
import { hasBsn } from '../../platform/bsn.ts'
import { isId } from '../../platform/ids.ts'
import { hasLink, oneLine } from '../../platform/line.ts'
import { lengths } from './rules.ts'

/** For whom: `closest`, `street`, or the id of one community. */
export const openForm = z.object({
  id: z.string().refine(isId, 'formOld'),
  words: z
    .string('wordsMissing')
    .transform(oneLine)
    .pipe(
      z
        .string()
        .min(1, 'wordsMissing')
        .max(80, 'wordsLong')
        .refine((text) => !hasBsn(text), 'noBsn')
        .refine((text) => !hasLink(text), 'wordsLink'),
    ),
  who: z
    .string('whoMissing')
    .refine((who) => who === 'closest' || who === 'street' || isId(who), 'whoMissing'),
  minutes: z.coerce
    .number('minutesMissing')
    .refine((minutes) => lengths.some((each) => each === minutes), 'minutesMissing'),
})
