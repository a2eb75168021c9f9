import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'bundles',
    rows: { table: 'digests', from: 'made', days: 60 },
    said: {
      nl: {
        what: 'Dat je een bundel kreeg, en van welke dagen; niet wat erin stond',
        long: 'Zestig dagen',
        why: 'Zo krijg je niets dubbel, en weten we het als post niet aankomt.',
      },
      en: {
        what: 'That you got a bundle, and of which days; not what was in it',
        long: 'Sixty days',
        why: 'So you get nothing twice, and we know when post does not arrive.',
      },
    },
  },
  {
    name: 'mail that did not arrive',
    rows: { table: 'mail_troubles', from: 'noted', days: 365 },
    said: {
      nl: {
        what: 'Dat onze mail niet aankwam',
        long: 'Een jaar',
        why: 'Zo sturen we niets naar een adres dat niet werkt.',
      },
      en: {
        what: 'That our mail did not arrive',
        long: 'A year',
        why: 'So we send nothing to an address that does not work.',
      },
    },
  },
  {
    name: 'evenings of sending',
    rows: { table: 'digest_rounds', from: 'begun', days: 60 },
    said: {
      nl: {
        what: 'Wanneer we bundels verstuurden, zonder aan wie',
        long: 'Zestig dagen',
        why: 'Zo kunnen we nagaan of alles weg is.',
      },
      en: {
        what: 'When we sent bundles, without to whom',
        long: 'Sixty days',
        why: 'So we can check whether all has gone.',
      },
    },
  },
]
