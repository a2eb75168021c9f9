import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'latchstrings',
    by: 'whoever looks, and the job `drop-latchstrings` (src/domains/latchstrings/actions.ts)',
    said: {
      nl: {
        what: 'Dat je deur openstond, en wie langs wilde komen',
        long: 'Tot de deur dichtgaat, hoogstens vier uur',
        why: 'Daarna gaat het niemand meer iets aan. Het staat ook in geen reservekopie.',
      },
      en: {
        what: 'That your door was open, and who wanted to drop by',
        long: 'Until the door closes, four hours at most',
        why: 'After that it is nobody’s business. It is in no backup either.',
      },
    },
  },
]
