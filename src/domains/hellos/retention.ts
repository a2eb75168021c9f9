import { sql } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'introductions of hé hallo',
    rows: { table: 'hellos', from: 'made', days: 400 },
    said: {
      nl: {
        what: 'Aan wie je bent voorgesteld bij Hé hallo, en je antwoord',
        long: 'Ruim een jaar',
        why: 'Zo stellen we je binnen een jaar niet twee keer aan dezelfde buur voor.',
      },
      en: {
        what: 'To whom you were introduced by Hé hallo, and your answer',
        long: 'A little over a year',
        why: 'So we do not introduce you to the same neighbour twice within a year.',
      },
    },
  },
  {
    name: 'taking part in hé hallo, after stopping',
    rows: { table: 'hello_terms', from: 'ended', days: 30, only: sql`ended is not null` },
    said: {
      nl: {
        what: 'Dat je meedeed met Hé hallo, en stopte',
        long: 'Dertig dagen',
        why: 'Zo kun je nakijken wanneer je stopte.',
      },
      en: {
        what: 'That you took part in Hé hallo, and stopped',
        long: 'Thirty days',
        why: 'So you can look up when you stopped.',
      },
    },
  },
  {
    name: 'rounds of hé hallo',
    rows: { table: 'hello_rounds', from: 'made', days: 60 },
    said: {
      nl: {
        what: 'In welke wijk er deze maand mensen zijn voorgesteld, zonder namen',
        long: 'Twee maanden',
        why: 'Zo gebeurt het niet twee keer.',
      },
      en: {
        what: 'In which district people were introduced this month, without names',
        long: 'Two months',
        why: 'So it does not happen twice.',
      },
    },
  },
]
