import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'words kept while signing in again',
    rows: { table: 'kept_words', from: 'kept', days: 1 },
    said: {
      nl: {
        what: 'Wat je typte terwijl je was uitgelogd, op slot',
        long: 'Een dag',
        why: 'Zo ben je je woorden niet kwijt.',
      },
      en: {
        what: 'What you typed while you were signed out, sealed',
        long: 'A day',
        why: 'So you do not lose your words.',
      },
    },
  },
]
