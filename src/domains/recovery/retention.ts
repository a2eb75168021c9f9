import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'requests to come back',
    rows: { table: 'recoveries', from: 'closed', days: 365 },
    said: {
      nl: {
        what: 'Dat iemand terug wilde in je account. Het nieuwe mailadres alleen tot het voorbij is',
        long: 'Een jaar nadat het voorbij is',
        why: 'Zo kun je nagaan of jij dat was.',
      },
      en: {
        what: 'That somebody wanted to come back into your account. The new mail address only until it is over',
        long: 'A year after it is over',
        why: 'So you can check whether it was you.',
      },
    },
  },
  {
    name: 'neighbours who were trusted',
    rows: { table: 'trusted_neighbours', from: 'ended', days: 365 },
    said: {
      nl: {
        what: 'Wie je ooit vertrouwde om je terug te helpen',
        long: 'Een jaar nadat het stopte',
        why: 'Zo kun je het nog terugzien.',
      },
      en: {
        what: 'Whom you once trusted to help you back',
        long: 'A year after it ended',
        why: 'So you can look it up.',
      },
    },
  },
]
