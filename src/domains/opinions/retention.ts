import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'who said what of a question, by mark',
    rows: { table: 'opinion_takers', from: 'ends', days: 365 },
    said: {
      nl: {
        what: 'Wat ieder zei bij een vraag aan de buurt, zonder naam. De uitkomst blijft.',
        long: 'Een jaar na de laatste dag',
        why: 'Zo kun je nalezen wat je zei.',
      },
      en: {
        what: 'What each said of a question to neighbours, without a name. The outcome stays.',
        long: 'A year after the last day',
        why: 'So you can read back what you said.',
      },
    },
  },
]
