import { sql } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'first messages that nobody answered',
    rows: { table: 'correspondences', from: 'begun', days: 365, only: sql`accepted is null` },
    said: {
      nl: {
        what: 'Een eerste bericht aan een buur, zonder antwoord',
        long: 'Een jaar',
        why: 'Zo lang kan de ander nog antwoorden, en begint niemand elke dag opnieuw.',
      },
      en: {
        what: 'A first message to a neighbour, without an answer',
        long: 'A year',
        why: 'So long the other can still answer, and nobody begins anew each day.',
      },
    },
  },
  {
    name: 'messages between two neighbours',
    rows: { table: 'correspondences', from: 'last_at', days: 730 },
    said: {
      nl: {
        what: 'Berichten tussen twee buren, op slot',
        long: 'Twee jaar na het laatste bericht; meteen weg als jullie allebei stoppen',
        why: 'Zo kun je iets teruglezen, en blijft het niet eeuwig liggen.',
      },
      en: {
        what: 'Messages between two neighbours, locked',
        long: 'Two years after the last one; gone at once when you both stop',
        why: 'So you can read something back, and it does not lie there for ever.',
      },
    },
  },
  {
    name: 'reported messages that were judged',
    rows: { table: 'letter_reports', from: 'handled', days: 90, only: sql`handled is not null` },
    said: {
      nl: {
        what: 'Een bericht dat gemeld en beoordeeld is, op slot',
        long: 'Negentig dagen',
        why: 'Zo kan wie het niet eens is, het nog laten nakijken.',
      },
      en: {
        what: 'A message that was reported and judged, locked',
        long: 'Ninety days',
        why: 'So whoever disagrees can still have it looked at.',
      },
    },
  },
]
