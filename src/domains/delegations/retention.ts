import { sql } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'ended delegations',
    rows: { table: 'delegations', from: 'ended', days: 365, only: sql`ended is not null` },
    said: {
      nl: {
        what: 'Een volmacht die voorbij is',
        long: 'Een jaar nadat hij stopte',
        why: 'Zo kun je teruglezen wie voor jou stemde.',
      },
      en: {
        what: 'A delegation that is over',
        long: 'A year after it stopped',
        why: 'So you can read back who voted for you.',
      },
    },
  },
  {
    name: 'lifted refusals to vote for others',
    rows: { table: 'delegation_refusals', from: 'ended', days: 365, only: sql`ended is not null` },
    said: {
      nl: {
        what: 'Dat je een tijd alleen voor jezelf wilde stemmen',
        long: 'Een jaar nadat je het weer goed vond',
        why: 'Zo kun je teruglezen wat er gold.',
      },
      en: {
        what: 'That you wanted to vote only for yourself for a while',
        long: 'A year after you were fine with it again',
        why: 'So you can read back what held.',
      },
    },
  },
]
