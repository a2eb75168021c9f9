import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'that a conversation was shared',
    rows: { table: 'conversation_shares', from: 'ended', days: 365 },
    said: {
      nl: {
        what: 'Dat een gesprek met een andere leefomgeving was, nadat dat stopte',
        long: 'Een jaar',
        why: 'Zo is na te gaan wie meelas.',
      },
      en: {
        what: 'That a conversation was shared with another community, after it stopped',
        long: 'A year',
        why: 'So it can be looked up who read along.',
      },
    },
  },
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
