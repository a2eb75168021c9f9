import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'visits to an eID that are under way',
    rows: { table: 'eid_flows', from: 'ends', days: 0 },
    said: {
      nl: {
        what: 'Dat je naar een inlogmiddel ging en nog niet terug bent',
        long: 'Tien minuten',
        why: 'Zo weten we dat het antwoord bij jou hoort.',
      },
      en: {
        what: 'That you went to an eID and are not back yet',
        long: 'Ten minutes',
        why: 'So we know that the answer belongs to you.',
      },
    },
  },
  {
    name: 'questions to a wallet',
    rows: { table: 'wallet_requests', from: 'ends', days: 0 },
    said: {
      nl: {
        what: 'Een vraag aan je wallet en het antwoord, op slot',
        long: 'Tien minuten',
        why: 'Zo weten we dat het antwoord bij jou hoort.',
      },
      en: {
        what: 'A question to your wallet and its answer, locked',
        long: 'Ten minutes',
        why: 'So we know that the answer belongs to you.',
      },
    },
  },
]
