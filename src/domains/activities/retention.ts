import { sql } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'answers to activities',
    rows: { table: 'attendances', from: 'answered', days: 730 },
    said: {
      nl: {
        what: 'Of je ergens kwam',
        long: 'Twee jaar na je antwoord',
        why: 'Zo kun je terugkijken en foto’s plaatsen.',
      },
      en: {
        what: 'Whether you came somewhere',
        long: 'Two years after your answer',
        why: 'So you can look back and put photos there.',
      },
    },
  },
  {
    name: 'ended calendar addresses',
    rows: { table: 'activity_feeds', from: 'ended', days: 30, only: sql`ended is not null` },
    said: {
      nl: {
        what: 'Een geheim adres van je agenda dat niet meer werkt',
        long: 'Dertig dagen nadat het stopte',
        why: 'Zo kun je zien dat het stopte.',
      },
      en: {
        what: 'A secret address of your agenda that no longer works',
        long: 'Thirty days after it ended',
        why: 'So you can see that it ended.',
      },
    },
  },
]
