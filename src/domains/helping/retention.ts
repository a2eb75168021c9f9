import { sql } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'

const twoYears = 730

export const retentions: Retention[] = [
  {
    name: 'deeds with help',
    rows: { table: 'helped_acts', from: 'begun', days: twoYears },
    said: {
      nl: {
        what: 'Wat een buur voor je deed',
        long: 'Twee jaar',
        why: 'Zo kun je nagaan of het klopte.',
      },
      en: {
        what: 'What a neighbour did for you',
        long: 'Two years',
        why: 'So you can check whether it was right.',
      },
    },
  },
  {
    name: 'helping that ended',
    rows: { table: 'helpings', from: 'ended', days: twoYears, only: sql`ended is not null` },
    said: {
      nl: {
        what: 'Dat een buur je hielp, als dat voorbij is',
        long: 'Twee jaar nadat het stopte',
        why: 'Zo lang kun je ook lezen wat die buur deed.',
      },
      en: {
        what: 'That a neighbour helped you, when that is over',
        long: 'Two years after it stopped',
        why: 'For so long you can also read what that neighbour did.',
      },
    },
  },
]
