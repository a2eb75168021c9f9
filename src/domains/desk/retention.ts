import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'cards to sign in with',
    rows: { table: 'cards', from: 'ends', days: 365 },
    said: {
      nl: {
        what: 'Een kaart om in te loggen: wanneer hij gemaakt en gebruikt is',
        long: 'Een jaar nadat hij zou aflopen',
        why: 'Zo zie je of een ander hem gebruikte.',
      },
      en: {
        what: 'A card to sign in with: when it was made and used',
        long: 'A year after it would end',
        why: 'So you see whether somebody else used it.',
      },
    },
  },
]
