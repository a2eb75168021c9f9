import { sql } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'answered requests to join',
    rows: { table: 'join_requests', from: 'answered', days: 365, only: sql`answered is not null` },
    said: {
      nl: {
        what: 'Dat je ergens aanklopte, en het antwoord',
        long: 'Een jaar na het antwoord',
        why: 'Zo kun je teruglezen waarom.',
      },
      en: {
        what: 'That you knocked somewhere, and the answer',
        long: 'A year after the answer',
        why: 'So you can read back why.',
      },
    },
  },
  {
    name: 'invitations',
    rows: { table: 'invitations', from: 'ends', days: 365 },
    said: {
      nl: {
        what: 'Een uitnodiging',
        long: 'Een jaar nadat hij afliep',
        why: 'Zo vraagt niemand je te vaak.',
      },
      en: {
        what: 'An invitation',
        long: 'A year after it ended',
        why: 'So nobody asks you too often.',
      },
    },
  },
]
