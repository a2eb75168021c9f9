import { sql } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'sign-ups that nobody confirmed',
    rows: { table: 'mail_links', from: 'ends', days: 0, only: sql`purpose = 'join'` },
    said: {
      nl: {
        what: 'Een aanmelding die je niet afmaakte',
        long: 'Veertien dagen',
        why: 'Zo lang kun je de link in je mail nog openen.',
      },
      en: {
        what: 'A sign-up that you did not finish',
        long: 'Fourteen days',
        why: 'For so long you can still open the link in your mail.',
      },
    },
  },
  {
    name: 'mailed links to sign in',
    rows: { table: 'mail_links', from: 'ends', days: 0, only: sql`purpose <> 'join'` },
    said: {
      nl: {
        what: 'Een link in je mail: om in te loggen, te laten zien dat jij het bent of je mailadres te veranderen',
        long: 'Zo lang hij werkt: een half uur, voor een nieuw mailadres een uur, na terugkomen een dag',
        why: 'Dan gooit het programma hem weg. Dat kan nog een uur duren.',
      },
      en: {
        what: 'A link in your mail: to sign in, to show that it is you, or to change your mail address',
        long: 'As long as it works: half an hour, for a new mail address an hour, after coming back a day',
        why: 'Then the program throws it away. That can take another hour.',
      },
    },
  },
  {
    name: 'sessions',
    rows: { table: 'sessions', from: 'ends', days: 0 },
    said: {
      nl: {
        what: 'Dat je bent ingelogd op een apparaat',
        long: 'Dertig dagen nadat je er voor het laatst was; met een kaart twaalf uur',
        why: 'Zo hoef je niet steeds opnieuw in te loggen.',
      },
      en: {
        what: 'That you are signed in on a device',
        long: 'Thirty days after you were last there; with a card twelve hours',
        why: 'So you need not sign in again each time.',
      },
    },
  },
  {
    name: 'mail that waits to be sent',
    rows: { table: 'sealed_mail', from: 'created', days: 2 },
    said: {
      nl: {
        what: 'Mail die nog weg moet',
        long: 'Tot hij weg is, hoogstens twee dagen',
        why: 'Soms is een postbus even niet bereikbaar.',
      },
      en: {
        what: 'Mail that has yet to go',
        long: 'Until it has gone, two days at most',
        why: 'Sometimes a mailbox cannot be reached for a while.',
      },
    },
  },
  {
    name: 'openings of the vault for bundles',
    rows: { table: 'vault_openings', from: 'opened', days: 60, only: sql`why = 'mail.bundle'` },
    said: {
      nl: {
        what: 'Dat je mailadres is geopend om je een bundel te mailen',
        long: 'Zestig dagen',
        why: 'Zo lang bewaren we ook dat je die bundel kreeg.',
      },
      en: {
        what: 'That your mail address was opened to mail you a bundle',
        long: 'Sixty days',
        why: 'As long as we keep that you got that bundle.',
      },
    },
  },
  {
    name: 'other openings of the vault',
    rows: { table: 'vault_openings', from: 'opened', days: 365 },
    said: {
      nl: {
        what: 'Wie je kluis verder opende, en waarom',
        long: 'Een jaar',
        why: 'Zo kun je nagaan of dat klopte.',
      },
      en: {
        what: 'Who else opened your vault, and why',
        long: 'A year',
        why: 'So you can check whether that was right.',
      },
    },
  },
  {
    name: 'questions to a device with a passkey',
    rows: { table: 'challenges', from: 'ends', days: 0 },
    said: {
      nl: {
        what: 'Een vraag aan je apparaat, bij het inloggen met een passkey',
        long: 'Vijf minuten',
        why: 'Zo lang mag het antwoord duren.',
      },
      en: {
        what: 'A question to your device, when you sign in with a passkey',
        long: 'Five minutes',
        why: 'So long the answer may take.',
      },
    },
  },
]
