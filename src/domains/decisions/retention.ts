import { sql } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'who voted in the closed form',
    rows: {
      table: 'decision_marks',
      from: 'voted_until',
      days: 90,
      only: sql`voted_until is not null`,
    },
    said: {
      nl: {
        what: 'Dat je geheim hebt gestemd, nooit wat',
        long: 'Negentig dagen na het sluiten',
        why: 'Zo lang kan iemand vragen of alles klopt.',
      },
      en: {
        what: 'That you voted in secret, never what',
        long: 'Ninety days after closing',
        why: 'So long anybody can ask whether all is right.',
      },
    },
  },
  {
    name: 'ballots of the closed form before they are counted',
    by: 'the count itself, which destroys box and key (src/domains/decisions/actions/close.ts)',
    said: {
      nl: {
        what: 'Je geheime stem, op slot',
        long: 'Tot het stemmen sluit',
        why: 'Daarna is er alleen nog de lijst met codes.',
      },
      en: {
        what: 'Your secret ballot, locked',
        long: 'Until voting closes',
        why: 'After that there is only the list of codes.',
      },
    },
  },
]
