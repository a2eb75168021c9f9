import { sql } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'asks and offers that ended',
    rows: { table: 'exchanges', from: 'ended', days: 365, only: sql`ended is not null` },
    said: {
      nl: {
        what: 'Een vraag of aanbod dat klaar is, met de dank erbij',
        long: 'Een jaar',
        why: 'Zo kun je samen teruglezen hoe het ging.',
      },
      en: {
        what: 'An ask or offer that is over, with the thanks',
        long: 'A year',
        why: 'So the two of you can read back how it went.',
      },
    },
  },
]
