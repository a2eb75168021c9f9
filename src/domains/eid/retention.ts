import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'eIDs that somebody has not come back from',
    rows: { table: 'eid_flows', from: 'ends', days: 0 },
    said: {
      nl: {
        what: 'Dat je naar een eID ging om in te loggen',
        long: 'Tien minuten',
        why: 'Zo lang kun je er terugkomen.',
      },
      en: {
        what: 'That you went to an eID to sign in',
        long: 'Ten minutes',
        why: 'For so long you can come back from it.',
      },
    },
  },
  {
    name: 'questions to a wallet, and the answer that waits',
    rows: { table: 'wallet_requests', from: 'ends', days: 0 },
    said: {
      nl: {
        what: 'Wat we aan je wallet vroegen, en wat hij zei',
        long: 'Tot je verdergaat, hoogstens tien minuten',
        why: 'Daarna is het in de kluis, of nergens.',
      },
      en: {
        what: 'What we asked your wallet, and what it said',
        long: 'Until you continue, ten minutes at most',
        why: 'After that it is in the vault, or nowhere.',
      },
    },
  },
]
