import { sql } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'proposals for a task that came to nothing',
    rows: {
      table: 'steward_proposals',
      from: 'ends',
      days: 60,
      only: sql`how_ended is distinct from 'done'`,
    },
    said: {
      nl: {
        what: 'Een voorstel om iemand een taak te geven dat niet doorging',
        long: 'Negentig dagen',
        why: 'Zo blijft het niet aan iemand hangen.',
      },
      en: {
        what: 'A proposal to give somebody a task that came to nothing',
        long: 'Ninety days',
        why: 'So it does not stick to anybody.',
      },
    },
  },
  {
    name: 'what the foundation did',
    by: 'nobody: it stays, and names no residents except who took a task',
    said: {
      nl: {
        what: 'Wat de stichting deed, zonder namen van bewoners',
        long: 'Altijd',
        why: 'Wie voor iedereen iets beslist, doet dat in het openbaar.',
      },
      en: {
        what: 'What the foundation did, without names of residents',
        long: 'Always',
        why: 'Whoever decides something for everybody does so in public.',
      },
    },
  },
]
