import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'what somebody said about a level',
    rows: { table: 'level_contests', from: 'made', days: 365 },
    said: {
      nl: {
        what: 'Dat jij zei dat iets hoger, lager of ook bij jullie hoort',
        long: 'Een jaar',
        why: 'Zo lang telt het mee. Verhuisde het voorstel erdoor, dan blijft staan hoeveel buren het zeiden. Wie dat waren niet.',
      },
      en: {
        what: 'That you said something belongs higher, lower or with you too',
        long: 'A year',
        why: 'So long it counts. Where a proposal moved because of it, how many neighbours said so is kept, and not who they were.',
      },
    },
  },
]
