import { sql } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'

const twoYears = 730

export const retentions: Retention[] = [
  {
    name: 'the code of a letter',
    by: 'whatever ends the letter: using it, taking it back, or its 21 days (src/domains/proofs/letters)',
    said: {
      nl: {
        what: 'De code van een brief, zo gemengd dat niemand hem kan lezen',
        long: 'Tot hij gebruikt is, hoogstens 21 dagen na de post',
        why: 'Langer werkt hij niet.',
      },
      en: {
        what: 'The code of a letter, mixed so that nobody can read it',
        long: 'Until it is used, 21 days after posting at most',
        why: 'It does not work any longer.',
      },
    },
  },
  {
    name: 'letters that are over',
    rows: { table: 'letters', from: 'closed', days: 365, only: sql`closed is not null` },
    said: {
      nl: {
        what: 'Dat we je een brief stuurden, en wanneer',
        long: 'Een jaar nadat hij klaar was',
        why: 'Zo kun je nagaan of een brief van ons kwam.',
      },
      en: {
        what: 'That we sent you a letter, and when',
        long: 'A year after it was over',
        why: 'So you can check whether a letter came from us.',
      },
    },
  },
  {
    name: 'meeting codes',
    rows: { table: 'meeting_codes', from: 'ends', days: 0 },
    said: {
      nl: { what: 'De code die je een buur laat zien', long: 'Vijf minuten', why: 'Langer werkt hij niet.' },
      en: {
        what: 'The code that you show a neighbour',
        long: 'Five minutes',
        why: 'It does not work any longer.',
      },
    },
  },
  {
    name: 'proofs that ended',
    rows: { table: 'proofs', from: 'ended', days: twoYears, only: sql`ended is not null` },
    said: {
      nl: {
        what: 'Een bewijs dat niet meer geldt, zoals van je vorige adres',
        long: 'Twee jaar',
        why: 'Zo zijn fouten en bedrog nog uit te zoeken.',
      },
      en: {
        what: 'A proof that no longer counts, such as of your former address',
        long: 'Two years',
        why: 'So mistakes and fraud can still be looked into.',
      },
    },
  },
  {
    name: 'vouches that ended',
    rows: { table: 'vouches', from: 'ended', days: twoYears, only: sql`ended is not null` },
    said: {
      nl: {
        what: 'Dat een buur je bevestigde, als dat niet meer geldt',
        long: 'Twee jaar',
        why: 'Zo is te zien of een kring elkaar steeds bevestigt.',
      },
      en: {
        what: 'That a neighbour vouched for you, when it no longer counts',
        long: 'Two years',
        why: 'So it shows whether a circle keeps vouching for each other.',
      },
    },
  },
  {
    name: 'closed cases about who somebody is',
    rows: { table: 'identity_cases', from: 'closed', days: twoYears, only: sql`closed is not null` },
    said: {
      nl: {
        what: 'Dat de stichting iets over je nakeek, met jouw kant en het besluit',
        long: 'Twee jaar na het besluit',
        why: 'Zo kun je erop terugkomen, en beginnen we niet steeds opnieuw.',
      },
      en: {
        what: 'That the foundation checked something about you, with your side and the decision',
        long: 'Two years after the decision',
        why: 'So you can come back to it, and we do not start over each time.',
      },
    },
  },
  {
    name: 'accounts that a verdict ended',
    by: 'the job that erases, once the time to object is over (`eraseEnded` in src/domains/own-data)',
    said: {
      nl: {
        what: 'Een account dat de stichting stopte',
        long: 'Zes weken, of tot over je bezwaar is beslist',
        why: 'Zo kan een fout nog worden hersteld.',
      },
      en: {
        what: 'An account that the foundation ended',
        long: 'Six weeks, or until your objection is decided',
        why: 'So a mistake can still be mended.',
      },
    },
  },
  {
    name: 'marks of ended persons',
    rows: { table: 'ended_persons', from: 'ended', days: twoYears },
    said: {
      nl: {
        what: 'Van een account dat niet klopte: een merkteken van naam en geboortedatum, dat niemand kan lezen',
        long: 'Twee jaar nadat het account gewist is',
        why: 'Zo komt hetzelfde bedrog niet meteen terug.',
      },
      en: {
        what: 'Of an account that was not true: a mark of name and date of birth that nobody can read',
        long: 'Two years after the account was erased',
        why: 'So the same fraud does not come back at once.',
      },
    },
  },
  {
    name: 'moves',
    rows: { table: 'moves', from: 'moved', days: twoYears },
    said: {
      nl: {
        what: 'Dat je verhuisde, zonder van waar en waarheen',
        long: 'Twee jaar',
        why: 'Zo valt het op als iemand steeds een ander adres opgeeft.',
      },
      en: {
        what: 'That you moved, without from where and where to',
        long: 'Two years',
        why: 'So it stands out when somebody keeps giving other addresses.',
      },
    },
  },
]
