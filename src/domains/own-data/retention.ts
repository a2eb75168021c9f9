import { sql } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'

/** What this domain keeps for a time, and what the platform does, which knows no words of residents. */
export const ownRetentions: Retention[] = [
  {
    name: 'a wish to be erased that was stopped',
    rows: { table: 'erasures', from: 'stopped', days: 30, only: sql`stopped is not null` },
    said: {
      nl: {
        what: 'Dat je je wilde laten wissen, en dat stopte',
        long: 'Dertig dagen',
        why: 'Zo zie je het terug als jij het niet was.',
      },
      en: {
        what: 'That you wanted to be erased, and stopped it',
        long: 'Thirty days',
        why: 'So you see it if it was not you.',
      },
    },
  },
  {
    name: 'erasing',
    by: 'the job `erase` (src/domains/own-data/erasing.ts)',
    said: {
      nl: {
        what: 'Wat over jou gaat, nadat je vroeg om gewist te worden',
        long: 'Zeven dagen',
        why: 'Zo lang kun je het nog stoppen.',
      },
      en: {
        what: 'What is about you, after you asked to be erased',
        long: 'Seven days',
        why: 'For so long you can still stop it.',
      },
    },
  },
  {
    name: 'counted tries',
    rows: { table: 'limits', from: 'ends', days: 0 },
    said: {
      nl: {
        what: 'Hoe vaak iets geprobeerd is, zonder te zien door wie',
        long: 'Een minuut tot negentig dagen',
        why: 'Zo kan niemand eindeloos raden.',
      },
      en: {
        what: 'How often something was tried, without showing by whom',
        long: 'A minute to ninety days',
        why: 'So nobody can guess without end.',
      },
    },
  },
  {
    name: 'facts on their way',
    by: 'the worker, as soon as they are handed on (src/platform/outbox.ts)',
    said: {
      nl: {
        what: 'Een signaal dat er iets gebeurde, zonder namen',
        long: 'Een paar tellen',
        why: 'Zo weten andere delen van het programma het ook.',
      },
      en: {
        what: 'A sign that something happened, without names',
        long: 'A few seconds',
        why: 'So other parts of the program know it too.',
      },
    },
  },
  {
    name: 'jobs that are done',
    by: 'the job queue (src/platform/jobs.ts)',
    said: {
      nl: {
        what: 'Taken van het programma die klaar zijn, zonder namen',
        long: 'Zeven dagen',
        why: 'Zo kan de beheerder zien waarom iets misging.',
      },
      en: {
        what: 'Chores that are done, without names',
        long: 'Seven days',
        why: 'So the operator can see why something went wrong.',
      },
    },
  },
  {
    name: 'mail of a demo',
    by: 'the demo itself: the newest 200 (src/platform/mail.ts)',
    said: {
      nl: {
        what: 'De post van de demo, die nergens anders bestaat',
        long: 'De nieuwste tweehonderd',
        why: 'In de demo wordt geen echte mail verstuurd.',
      },
      en: {
        what: 'The mail of the demo, which exists nowhere else',
        long: 'The newest two hundred',
        why: 'The demo sends no real mail.',
      },
    },
  },
  {
    name: 'backups',
    by: 'the operator (docs/operations.md)',
    said: {
      nl: {
        what: 'De reservekopie, op slot',
        long: 'Vijf weken',
        why: 'Als er iets stukgaat, is niet alles weg.',
      },
      en: {
        what: 'The backup, locked',
        long: 'Five weeks',
        why: 'If something breaks, not everything is lost.',
      },
    },
  },
]
