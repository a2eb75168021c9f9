import { sql } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'notices',
    rows: { table: 'notices', from: 'created', days: 365 },
    said: {
      nl: {
        what: 'Berichten aan jou',
        long: 'Een jaar',
        why: 'Zo kun je teruglezen wat er gebeurde.',
      },
      en: {
        what: 'Notices to you',
        long: 'A year',
        why: 'So you can read back what happened.',
      },
    },
  },
  {
    name: 'lifted blocks',
    rows: { table: 'blocks', from: 'lifted', days: 30, only: sql`lifted is not null` },
    said: {
      nl: {
        what: 'Een blokkade die je weghaalde',
        long: 'Dertig dagen',
        why: 'Dan weten we het nog als je je bedenkt.',
      },
      en: {
        what: 'A block that you took away',
        long: 'Thirty days',
        why: 'So we still know if you change your mind.',
      },
    },
  },
]
