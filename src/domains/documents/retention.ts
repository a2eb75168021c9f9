import { sql } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'withdrawn documents',
    rows: { table: 'documents', from: 'withdrawn', days: 90, only: sql`withdrawn is not null` },
    said: {
      nl: {
        what: 'Een document dat ingetrokken is, met zijn eerdere teksten en zijn bestand',
        long: 'Negentig dagen na het intrekken',
        why: 'Zo kun je het nog terugzetten.',
      },
      en: {
        what: 'A document that was withdrawn, with its earlier texts and its file',
        long: 'Ninety days after it was withdrawn',
        why: 'So you can still put it back.',
      },
    },
  },
]
