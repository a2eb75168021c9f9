import { sql } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'wishes that ended',
    rows: { table: 'wishes', from: 'ended', days: 365, only: sql`ended is not null` },
    said: {
      nl: {
        what: 'Een ambitie die je losliet',
        long: 'Een jaar',
        why: 'Zo kun je hem terugvinden.',
      },
      en: { what: 'An ambition that you let go', long: 'A year', why: 'So you can find it again.' },
    },
  },
]
